package page

import (
	"cmp"
	"slices"
	"strings"

	"candor/generator/internal/maturity"
	"candor/generator/internal/program"
)

// mostAlike is how many pages are named because they are like another.
const mostAlike = 4

// mostCompared is how many pages that share a word are compared with a page.
const mostCompared = 32

// related are the pages that this one names, those that name it, what it counts
// in, and what is like it.
func (a at) related(p *program.Page) *Part {
	seen := map[string]bool{p.ID: true}
	var named []Link
	add := func(q *program.Page) {
		if q != nil && !seen[q.ID] {
			seen[q.ID] = true
			named = append(named, a.described(q))
		}
	}
	for _, r := range p.Related {
		add(a.Index.Pages[program.PageID(r.ID)])
	}
	for _, q := range a.referrers[p.ID] {
		add(q)
	}
	for _, d := range a.Debt {
		if strings.Trim(d.From.ID, "/") == p.ID {
			named = append(named, Link{Text: d.Title, Href: a.to("debt/") + "#" + program.Anchor(d.Key), Note: a.t("Debt")})
		}
	}
	var f facts
	f.add(Fact{Name: "Linked", Links: named})
	f.add(Fact{Name: "Counts in", Links: a.countsIn(p)})
	f.add(Fact{Name: "Same controls", Links: a.alike(p, seen, controlKeys, a.hasControl)})
	f.add(Fact{Name: "Same tags", Links: a.alike(p, seen, func(p *program.Page) []string { return p.Tags }, a.hasTags)})
	if len(f) == 0 {
		return nil
	}
	return &Part{ID: "related", Heading: "Related", Facts: f}
}

// described is a page with its kind and day.
func (a at) described(q *program.Page) Link {
	return Link{Text: q.Title, Href: a.to(q.Address()), Note: a.t(kindName[q.Kind]) + prefixed(", ", a.dateText(q.Date()))}
}

func controlKeys(p *program.Page) []string {
	var out []string
	for _, c := range p.Controls {
		out = append(out, c.Key)
	}
	return out
}

// alike are the pages that share most of a page's words of one sort, the newest
// first among equals; those that are seen already are left out. Of the pages that
// have a word, only the newest are looked at: all of them would be the square of
// the site.
func (a at) alike(p *program.Page, seen map[string]bool, of func(*program.Page) []string, having map[string][]*program.Page) []Link {
	shared := map[*program.Page]int{}
	var found []*program.Page
	for _, word := range of(p) {
		for _, q := range having[word][:min(len(having[word]), mostCompared)] {
			if seen[q.ID] || q.Draft() {
				continue
			}
			if shared[q]++; shared[q] == 1 {
				found = append(found, q)
			}
		}
	}
	slices.SortStableFunc(found, func(x, y *program.Page) int {
		return cmp.Or(cmp.Compare(shared[y], shared[x]), y.Date().Compare(x.Date()), strings.Compare(x.ID, y.ID))
	})
	var out []Link
	for _, q := range found[:min(len(found), mostAlike)] {
		seen[q.ID] = true
		out = append(out, a.described(q))
	}
	return out
}

// countsIn are the metrics that an incident's times move.
func (a at) countsIn(p *program.Page) []Link {
	if p.Kind != program.Incident || p.Draft() {
		return nil
	}
	var out []Link
	for _, d := range a.spans(p) {
		m := a.measured[d.metric]
		if m != nil && !d.from.IsZero() && !d.to.IsZero() && !slices.ContainsFunc(m.Skipped, func(s program.Skipped) bool { return s.Page == p }) {
			out = append(out, Link{Text: m.Metric.Title, Href: a.to("metrics/" + m.ID + "/")})
		}
	}
	return out
}

// reader is a criterion whose rule reads a metric.
type reader struct {
	domain, id, text string
	level            int
}

// rules tells which criteria read which metric.
func (b *Builder) rules() map[string][]reader {
	out := map[string][]reader{}
	if b.Maturity == nil {
		return out
	}
	for _, d := range b.Model.Domains {
		for _, c := range d.Criteria {
			rule, err := maturity.ParseRule(c.Rule)
			if c.Rule == "" || err != nil {
				continue
			}
			r := reader{d.ID, c.ID, c.Text, c.Level}
			for _, clause := range rule.Clauses {
				if !slices.Contains(out[clause.Name], r) {
					out[clause.Name] = append(out[clause.Name], r)
				}
			}
		}
	}
	return out
}
