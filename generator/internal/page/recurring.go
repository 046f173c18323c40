package page

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"candor/generator/internal/program"
)

// repeated is a cause that several pages name by the same key.
type repeated struct {
	cause       program.Cause // as the newest page tells it
	pages       []*program.Page
	first, last time.Time
}

// recurring lists the causes that several pages name, the most frequent first; nil
// for none. One key on several pages is one cause.
func (a at) recurring() *Table {
	by := map[string]*repeated{}
	for _, p := range a.dated() { // newest first
		for _, c := range p.Causes {
			r := by[c.Key]
			if r == nil {
				r = &repeated{cause: c, last: p.Date()}
				by[c.Key] = r
			}
			r.first = p.Date()
			r.pages = append(r.pages, p)
		}
	}
	var list []*repeated
	for _, r := range by {
		if len(r.pages) > 1 {
			list = append(list, r)
		}
	}
	if len(list) == 0 {
		return nil
	}
	slices.SortFunc(list, func(x, y *repeated) int {
		return cmp.Or(cmp.Compare(len(y.pages), len(x.pages)), y.last.Compare(x.last), strings.Compare(x.cause.Key, y.cause.Key))
	})
	t := &Table{Caption: "Recurring causes", Cards: true, Columns: []Column{{Text: "Cause"}, {Text: "Category"}, {Text: "Times", Num: true}, {Text: "First"}, {Text: "Last"}, {Text: "Newest page"}}}
	for _, r := range list {
		newest := r.pages[0]
		t.Rows = append(t.Rows, Row{Only: cmp.Or(a.only(r.cause.Audience), a.onlyPage(newest.Audience)), Cells: []Cell{{Text: cmp.Or(r.cause.Text, title(r.cause.Key)), Head: true}, {Text: a.t(title(r.cause.Category))},
			{Text: strconv.Itoa(len(r.pages))}, {Text: dateISO(r.first)}, {Text: dateISO(r.last)}, {Text: newest.Title, Href: a.to(newest.Address()) + "#cause-" + r.cause.Key}}})
	}
	return t
}
