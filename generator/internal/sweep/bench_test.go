package sweep

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// page is HTML of the usual density: a third of it tags.
func page(r *rand.Rand, words []string) string {
	var b strings.Builder
	b.WriteString(`<!doctype html><html lang="en"><head><meta charset="utf-8"><script src="../site.js" integrity="sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC" defer></script></head>`)
	for p := range 60 {
		fmt.Fprintf(&b, `<h2 id="part-%d-of-it">Part %d</h2><p class="lead note">`, p, p)
		for range 40 {
			b.WriteString(words[r.IntN(len(words))] + " ")
		}
		fmt.Fprintf(&b, `<a href="../incidents/2026-03-%02d-stale-price/index.html">it&#39;s <em>there</em></a></p><svg viewBox="0 0 320 80"><path d="M%d.5 12.25L%d 40.75"/></svg>`, p%28+1, p, p*7)
	}
	return b.String()
}

func benchmarkInput() (Input, []byte) {
	r := rand.New(rand.NewPCG(3, 4))
	words := make([]string, 5000)
	for i := range words {
		words[i] = randomWord(r, 2+r.IntN(9))
	}
	var in Input
	for i := range 1000 {
		var text []string
		for range 60 {
			text = append(text, words[r.IntN(len(words))])
		}
		in.Hidden = append(in.Hidden, Hidden{Kind: "block", Text: strings.Join(text, " ") + fmt.Sprintf(" host-%d.example.org %d", i, 100000+i)})
	}
	in.Visible = [][]byte{[]byte(strings.Join(words, " "))}
	return in, []byte(page(r, words))
}

func BenchmarkFile(b *testing.B) {
	in, data := benchmarkInput()
	s := New(in)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if finds := s.File("a/index.html", data); len(finds) > 0 {
			b.Fatal(finds)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	in, _ := benchmarkInput()
	for b.Loop() {
		New(in)
	}
}
