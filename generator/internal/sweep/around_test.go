package sweep

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"testing"

	"candor/generator/internal/source"
)

// TestVisibleInEachReading: reading a text again only where its readings may
// differ meets all fingerprints that reading the whole in each way meets.
func TestVisibleInEachReading(t *testing.T) {
	pieces := strings.Fields(`the<b>part</b> &lt;p&gt; it&#39;s 100%25 caf%C3%A9 \u0041bc a\nb [link](../x/y-z.md) [other][ref-of-it] < > </a> <br> wo<wbr>rd <!-- & % \ f(x)<y naïve 東京都 x_y`)
	met := 0
	for seed := range 400 {
		r := rand.New(rand.NewPCG(uint64(seed), 9))
		var text strings.Builder
		for range 20 + r.IntN(150) {
			if r.IntN(9) == 0 {
				text.WriteString(pieces[r.IntN(len(pieces))])
			} else {
				text.WriteString(randomWord(r, 1+r.IntN(7)))
			}
			text.WriteString([]string{" ", " ", " ", "\n\n", "", ", "}[r.IntN(6)])
		}
		whole := []byte(text.String())
		s := &Sweep{numbers: map[number]place{}}
		for i := range int32(20) {
			from := r.IntN(len(whole))
			part := string(whole[from:min(len(whole), from+10+r.IntN(120))])
			for _, how := range []reading{literal, decoded, markdown} {
				s.addRuns(s.addPart(Hidden{Pos: source.Pos{Line: int(i)}, Kind: "block"}), wordsOf(part, how))
			}
		}
		s.prints.index()
		again, all := make([]atomic.Bool, len(s.prints.prints)), make([]bool, len(s.prints.prints))
		s.readVisible(whole, again, map[number]bool{})
		for _, text := range [][]byte{whole, []byte(withoutAddresses(string(whole)))} {
			for _, how := range []reading{literal, decoded} {
				sc := scanner{table: &s.prints, reading: how, onPrint: func(i int32, _ int, _ uint64) { all[i] = true }}
				sc.scan(bytes.Clone(text))
			}
		}
		for i := range all {
			if all[i] && !again[i].Load() {
				t.Fatalf("seed %d: fingerprint %d is not met in %q", seed, i, whole)
			}
			if all[i] {
				met++
			}
		}
	}
	if met < 1000 {
		t.Errorf("%d fingerprints met", met)
	}
}
