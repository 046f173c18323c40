package intake

import (
	"reflect"
	"strings"
	"time"

	"candor/generator/internal/document"
	"candor/generator/internal/program"
)

// special reads the values that have a form of their own.
func (d *decoder) special(n *document.Node, v reflect.Value, f field) bool {
	switch into := v.Addr().Interface().(type) {
	case *program.When:
		*into = d.when(n)
	case *time.Time:
		*into = d.time(n, f.day)
	case *program.Ref:
		if d.kind(n, document.String) {
			*into = program.Ref{ID: n.Text, Pos: n.At(d.file)}
		}
	case *program.Span:
		*into = d.span(n)
	case *program.Amount:
		*into = d.amount(n)
	case *program.Noun:
		return d.noun(n, into)
	case *program.CVSS:
		*into = d.cvss(n)
	case *answer:
		*into = answer(d.plain(n))
	case *answers:
		*into = d.readAnswers(n)
	case *evidence:
		*into = d.readEvidence(n)
	case *byDay:
		*into = d.readByDay(n)
	case *published:
		*into = d.readPublished(n)
	case *[]program.Row:
		*into = d.rows(n)
	case *[]program.State:
		*into = d.states(n)
	case *[]program.Link:
		*into = d.links(n)
	case *[]program.Revision:
		*into = d.revisions(n)
	case *[]program.Text:
		*into = d.keyedTexts(n)
	case *program.Extra:
		*into = d.extra(n, "")
	case *[]program.Name:
		*into = d.nameForms(n)
	default:
		return false
	}
	return true
}

// when reads a date, or a time with its offset.
func (d *decoder) when(n *document.Node) program.When {
	switch n.Kind {
	case document.Date, document.Moment:
		if d.early(n) {
			return program.When{}
		}
		return program.When{Time: n.Time, Bare: n.Kind == document.Date}
	case document.Local:
		if w, ok := d.zoned(n, n.Text); ok {
			return w
		}
		d.errorf(n, "offset", offsetHint, "a time needs its offset from UTC")
	case document.String:
		if w, ok := parseWhen(n.Text); ok {
			return w
		}
		if w, ok := d.zoned(n, n.Text); ok {
			return w
		}
		fallthrough
	default:
		d.errorf(n, "date", "write 2026-03-04 or 2026-03-04T09:12:00Z, without quotes", "here stands %s, not a date or time", n.Kind)
	}
	return program.When{}
}

// earliest is the first year that is taken: what lies before is a slip of the
// pen, and the year 1 would pass for no date at all.
const earliest = 1000

// early refuses a date before the earliest year.
func (d *decoder) early(n *document.Node) bool {
	if n.Time.Year() >= earliest {
		return false
	}
	d.errorf(n, "date", "write the year with its four digits, such as 2026", "no date lies before the year %d", earliest)
	return true
}

// parseWhen reads a key or quoted text as a date or time.
func parseWhen(s string) (program.When, bool) {
	if len(s) > 0 && s[0] == '0' {
		return program.When{}, false // before the earliest year
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return program.When{Time: t, Bare: true}, true
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00"} {
		if t, err := time.Parse(layout, s); err == nil {
			if _, offset := t.Zone(); offset == 0 {
				t = t.UTC()
			}
			return program.When{Time: t}, true
		}
	}
	return program.When{}, false
}

// time reads a day; where a moment is wanted, a time with offset.
func (d *decoder) time(n *document.Node, day bool) time.Time {
	switch {
	case n.Kind == document.Date, n.Kind == document.Moment && !day:
		if d.early(n) {
			return time.Time{}
		}
		return n.Time
	case n.Kind == document.String:
		if w, ok := parseWhen(n.Text); ok && (w.Bare || !day) {
			return w.Time
		}
	}
	d.errorf(n, "date", "write it as 2026-03-04, without quotes", "here stands %s, not a date", n.Kind)
	return time.Time{}
}

func (d *decoder) amount(n *document.Node) program.Amount {
	if n.Kind == document.String && n.Text == "unbounded" {
		return program.Amount{Unbounded: true}
	}
	a := program.Amount{Value: d.number(n)}
	if a.Value < 0 {
		d.errorf(n, "number", "", "a sum is not negative")
	}
	return a
}

// noun reads a unit: a text is the plural alone; a table is read as any other.
func (d *decoder) noun(n *document.Node, into *program.Noun) bool {
	if n.Kind == document.Table {
		return false
	}
	into.Other = d.text(n, nil)
	return true
}

// cvss reads a vector or a score.
func (d *decoder) cvss(n *document.Node) program.CVSS {
	if n.Kind == document.String {
		c, ok := program.ParseCVSS(n.Text)
		if !ok {
			d.errorf(n, "value", `write "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", or a score from 0 to 10`, "this is not a CVSS vector")
		}
		return c
	}
	score := d.number(n)
	if score < 0 || score > 10 {
		d.errorf(n, "value", "write a score from 0 to 10", "a CVSS score lies between 0 and 10")
		return program.CVSS{}
	}
	return program.CVSS{Score: &score}
}

// rows reads a timeline: times as keys, a text, a table or a list of either.
func (d *decoder) rows(n *document.Node) []program.Row {
	if !d.kind(n, document.Table) {
		return nil
	}
	var rows []program.Row
	for _, m := range members(n) {
		at, ok := d.keyWhen(m)
		if !ok {
			continue
		}
		items := []*document.Node{m}
		if m.Kind == document.List {
			items = m.Nodes
		}
		for _, item := range items {
			rows = append(rows, d.row(at, item))
		}
	}
	return rows
}

// texted is an entry that says one thing, and may say it to fewer readers.
type texted struct {
	program.Entry
	Text string `toml:"text" need:"yes" doc:"The text."`
}

// linked is an address with its title.
type linked struct {
	program.Entry
	URL   string `toml:"url" need:"yes" doc:"The address."`
	Title string `toml:"title" doc:"What readers see of it; default: its key."`
}

func (d *decoder) texted(n *document.Node) texted {
	var t texted
	d.keyedEntry(n, reflect.ValueOf(&t))
	return t
}

func (d *decoder) row(at program.When, n *document.Node) program.Row {
	t := d.texted(n)
	return program.Row{Entry: t.Entry, At: at, Text: t.Text}
}

func (d *decoder) links(n *document.Node) []program.Link {
	if !d.kind(n, document.Table) {
		return nil
	}
	var links []program.Link
	for _, m := range members(n) {
		var l linked
		d.keyedEntry(m, reflect.ValueOf(&l))
		links = append(links, program.Link(l))
	}
	return links
}

func (d *decoder) revisions(n *document.Node) []program.Revision {
	if !d.kind(n, document.Table) {
		return nil
	}
	var out []program.Revision
	for _, m := range members(n) {
		at, ok := parseWhen(m.Key)
		if !ok || !at.Bare {
			d.errorf(m, "date", "write the key as 2026-03-20", "this is no date")
			continue
		}
		t := d.texted(m)
		out = append(out, program.Revision{Entry: t.Entry, Day: at.Time, Text: t.Text})
	}
	return out
}

func (d *decoder) keyedTexts(n *document.Node) []program.Text {
	if !d.kind(n, document.Table) {
		return nil
	}
	var out []program.Text
	for _, m := range members(n) {
		t := d.texted(m)
		out = append(out, program.Text{Entry: t.Entry, Value: t.Text})
	}
	return out
}

// extra flattens an organisation's own keys.
func (d *decoder) extra(n *document.Node, prefix string) program.Extra {
	var out program.Extra
	for _, m := range n.Nodes {
		switch {
		case m.Key == "audience":
		case m.Kind == document.Table:
			out = append(out, d.extra(m, prefix+m.Key+".")...)
		default:
			e := d.entry(m)
			e.Key = prefix + m.Key
			out = append(out, program.Text{Entry: e, Value: d.plain(m)})
		}
	}
	return out
}

func (d *decoder) plain(n *document.Node) string {
	if n.Kind == document.List {
		items := make([]string, len(n.Nodes))
		for i, m := range n.Nodes {
			items[i] = d.plain(m)
		}
		return strings.Join(items, ", ")
	}
	return d.names(n.Scalar())
}

func (d *decoder) nameForms(n *document.Node) []program.Name {
	if !d.kind(n, document.Table) {
		return nil
	}
	var out []program.Name
	for _, m := range n.Nodes {
		name := program.Name{Entry: d.entry(m), Forms: map[string]string{}}
		if !d.kind(m, document.Table) {
			continue
		}
		for _, form := range m.Nodes {
			if d.kind(form, document.String) {
				name.Forms[form.Key] = form.Text
			}
		}
		out = append(out, name)
	}
	return out
}
