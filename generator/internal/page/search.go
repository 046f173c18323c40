package page

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"candor/generator/internal/program"
)

// search is the A–Z of all pages; a script makes it a search.
func (b *Builder) search() (*Search, error) {
	a := b.from("search/")
	s := &Search{Frame: a.frame("search", b.t("Search"), b.t("All pages from A to Z.")), Index: "index.json"}
	var items []Item
	for _, p := range b.Program.Pages {
		if p.ID == "home" || p.ID == "about" {
			continue
		}
		items = append(items, a.item(p, true))
	}
	for _, m := range b.order {
		items = append(items, Item{Title: m.Metric.Title, Href: a.to("metrics/" + m.ID + "/"), Chips: []Chip{{"kind", "Metric"}}, Summary: m.Description, Only: a.metricOnly(m.Metric)})
	}
	slices.SortStableFunc(items, func(x, y Item) int {
		return cmp.Or(strings.Compare(strings.ToLower(x.Title), strings.ToLower(y.Title)), strings.Compare(x.Href, y.Href))
	})
	for _, it := range items {
		letter := initial(it.Title)
		i := slices.IndexFunc(s.Letters, func(g Group) bool { return g.Title == letter })
		if i < 0 {
			i = len(s.Letters)
			s.Letters = append(s.Letters, Group{ID: "letter-" + letterID(letter), Title: letter})
		}
		s.Letters[i].Items = append(s.Letters[i].Items, it)
	}
	return s, nil
}

// initial is the letter that a title stands under.
func initial(s string) string {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(strings.ToLower(s), unicode.IsPunct))
	if !unicode.IsLetter(r) {
		return "0–9"
	}
	return strings.ToUpper(string(r))
}

func letterID(s string) string {
	if s == "0–9" {
		return "number"
	}
	return strings.ToLower(s)
}

// metricOnly is for whom a metric is shaded; derived ones without a file are
// for all.
func (a at) metricOnly(m *program.Metric) string {
	if m.File == "" {
		return ""
	}
	return a.onlyPage(m.Audience)
}
