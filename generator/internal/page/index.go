package page

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"candor/generator/internal/program"
)

// SearchIndex is what the search page's script reads: pages as address from the
// root, title and note, and words with the numbers of the pages that have them.
// Words are lower-case and without accents.
type SearchIndex struct {
	Pages [][3]string      `json:"pages"`
	Words map[string][]int `json:"words"`
}

// NewSearchIndex gathers the titles, summaries, headings, tags, systems and
// promises of all pages, and the names of metrics and domains: what a reader
// looks for, not every word.
func (b *Builder) NewSearchIndex() SearchIndex {
	x := SearchIndex{Pages: [][3]string{}, Words: map[string][]int{}}
	a := b.from("")
	for _, p := range b.Program.Pages {
		if p.ID == "home" {
			continue
		}
		texts := slices.Concat([]string{p.Title, p.Lead(), p.Severity, b.t(kindName[p.Kind])}, p.Tags, p.Systems)
		if p.Body != nil {
			for _, h := range p.Body.Headings {
				texts = append(texts, h.Text)
			}
		}
		for _, act := range p.Actions {
			texts = append(texts, act.Title)
		}
		for _, f := range p.Findings {
			texts = append(texts, f.Title)
		}
		x.add(a.to(p.Address()), p.Title, b.t(kindName[p.Kind])+prefixed(", ", b.searchDate(p)), texts)
	}
	for _, m := range b.order {
		x.add(a.to("metrics/"+m.ID+"/"), m.Metric.Title, b.t("Metric"), []string{m.Metric.Title, m.Description, m.Category})
	}
	if b.Maturity != nil {
		for _, d := range b.Maturity.Domains {
			x.add(a.to("maturity/"+d.ID+"/"), d.Title, b.t("Maturity"), []string{d.Title, "maturity"})
		}
	}
	return x
}

func (b *Builder) searchDate(p *program.Page) string {
	if p.DateAt.IsZero() {
		return ""
	}
	return b.dateText(p.Date())
}

func (x *SearchIndex) add(address, title, note string, texts []string) {
	n := len(x.Pages)
	x.Pages = append(x.Pages, [3]string{address, title, note})
	for _, t := range texts {
		for _, w := range searchWords(t) {
			if list := x.Words[w]; len(list) == 0 || list[len(list)-1] != n {
				x.Words[w] = append(list, n)
			}
		}
	}
}

// searchWords are the words of a text of two letters or more, folded.
func searchWords(text string) []string {
	folded := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(text))
	words := strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return slices.DeleteFunc(words, func(w string) bool { return utf8.RuneCountInString(w) < 2 })
}
