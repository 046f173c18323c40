package sweep

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func randomWord(r *rand.Rand, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('a' + r.IntN(26))
	}
	return string(b)
}

// randomSecret is a text of a kind that is hidden in practice.
func randomSecret(r *rand.Rand) string {
	words := make([]string, 2+r.IntN(12))
	for i := range words {
		words[i] = randomWord(r, 3+r.IntN(9))
	}
	switch r.IntN(4) {
	case 0:
		return words[0] + "longer." + randomWord(r, 5) + ".example"
	case 1:
		return "0x" + strings.Repeat("0123456789abcdef"[r.IntN(8):], 3)[:20]
	case 2:
		return randomWord(r, 6) + "9" + randomWord(r, 4)
	}
	return "The " + strings.Join(words, " ") + " ended."
}

func FuzzPlantedSecret(f *testing.F) {
	f.Add(uint64(1), "some text around", "<p>and more of it</p>")
	f.Add(uint64(7), "<title>", "&amp")
	names := slices.Sorted(maps.Keys(forms))
	f.Fuzz(func(t *testing.T, seed uint64, before, after string) {
		r := rand.New(rand.NewPCG(seed, 1))
		secret := randomSecret(r)
		s := newSweep(before+"\n"+after, secret)
		for _, name := range names {
			data := []byte(before + "\n \"x\": y\n")
			data = append(append(data, forms[name](secret)...), "\n . \n"+after...)
			if len(s.File("x", data)) == 0 && !strings.ContainsAny(before, "\x00") {
				t.Fatalf("%q as %s is not found in %q", secret, name, data)
			}
		}
	})
}

func FuzzAnyBytes(f *testing.F) {
	s := newSweep(visibleText, slices.Collect(maps.Values(secrets))...)
	for _, write := range forms {
		f.Add(write("quiet capitulation"))
	}
	f.Add([]byte(`\UFFFFFFFF &#xFFFFFFF;`))
	f.Fuzz(func(t *testing.T, data []byte) { s.File("x", data) })
}
