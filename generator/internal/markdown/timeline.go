package markdown

import (
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"candor/generator/internal/moment"
	"candor/generator/internal/program"
)

// findTimeline is the heading that a text's timeline stands below: the one that
// says so alone, else the first with the word in it.
func (d *reading) findTimeline(doc ast.Node) *ast.Heading {
	var found *ast.Heading
	plain := false
	var look func(parent ast.Node)
	look = func(parent ast.Node) {
		for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
			switch n := n.(type) {
			case *shadeBlock:
				look(n)
			case *ast.Heading:
				text := plainText(n, d.text.Bytes)
				if d.partOf(text) != program.PartTimeline {
					continue
				}
				if alone := len(strings.Fields(text)) == 1; found == nil || alone && !plain {
					found, plain = n, alone
				}
			}
		}
	}
	look(doc)
	return found
}

// takeTimeline moves the entries below the heading Timeline out of the text.
// Items without a time stay.
func (d *reading) takeTimeline(doc ast.Node) {
	h := d.timeline
	if h == nil {
		return
	}
	d.body.Timeline = d.at(d.offset(h))
	d.sayZone(doc, h)
	if s, ok := h.Parent().(*shadeBlock); ok {
		d.mark(program.RowEnter)
		d.takeSection(h, s.label)
		d.mark(program.RowLeave)
		return
	}
	d.takeSection(h, "")
}

// sayZone looks for the zone of all times: in the heading, or in a sentence.
func (d *reading) sayZone(doc ast.Node, h *ast.Heading) {
	for n := doc.FirstChild(); n != nil && n != ast.Node(h); n = n.NextSibling() {
		if p, ok := n.(*ast.Paragraph); ok {
			d.head(moment.Written{Zone: moment.SaidOfAll(plainText(p, d.text.Bytes))}, p)
		}
	}
	d.takeDay(h)
}

func (d *reading) takeSection(h *ast.Heading, audience string) {
	last := ast.Node(h)
	for n := h.NextSibling(); n != nil; n = last.NextSibling() {
		if other, ok := n.(*ast.Heading); ok && other.Level <= h.Level {
			break
		}
		d.takeRows(n, audience)
		if n.Parent() != nil {
			last = n
		}
	}
	for _, day := range d.days {
		next, more := day.NextSibling().(*ast.Heading)
		if day.NextSibling() == nil || more && next.Level <= day.Level {
			d.drop(day)
		}
	}
}

// takeHeading takes a sub-heading that begins with a time, with what stands below
// it; one that does not may name a day.
func (d *reading) takeHeading(h *ast.Heading, audience string) {
	run := d.run(h)
	w, n := moment.Read(run.text)
	if n == 0 || !w.Clock.Set {
		d.takeDay(h)
		return
	}
	item := ast.NewListItem(0)
	line := ast.NewTextBlock()
	line.SetLines(h.Lines())
	for next := h.NextSibling(); next != nil && !beginsPart(next); next = h.NextSibling() {
		item.AppendChild(item, next)
	}
	d.drop(h)
	for c := h.FirstChild(); c != nil; c = h.FirstChild() {
		line.AppendChild(line, c)
	}
	item.InsertBefore(item, item.FirstChild(), line)
	d.entry(w, n, run, item, audience)
}

// beginsPart reports whether a block begins with a heading.
func beginsPart(n ast.Node) bool {
	for ; n != nil; n = n.FirstChild() {
		switch n.(type) {
		case *ast.Heading:
			return true
		case *shadeBlock:
		default:
			return false
		}
	}
	return false
}

// drop takes away the sub-heading of a day below which nothing is left.
func (d *reading) drop(h *ast.Heading) {
	id, _ := h.AttributeString("id")
	h.Parent().RemoveChild(h.Parent(), h)
	d.body.Headings = slices.DeleteFunc(d.body.Headings, func(other program.Heading) bool { return other.ID == string(id.([]byte)) })
}

func (d *reading) takeRows(n ast.Node, audience string) {
	switch n := n.(type) {
	case *shadeBlock:
		d.mark(program.RowEnter)
		d.takeChildren(n, func(c ast.Node) { d.takeRows(c, n.label) })
		d.mark(program.RowLeave)
	case *ast.Heading:
		d.takeHeading(n, audience)
	case *ast.List:
		d.takeChildren(n, func(item ast.Node) { d.takeItem(item, audience) })
	case *ast.Paragraph:
		d.takeParagraph(n, audience)
	case *extast.Table:
		d.takeTable(n, audience)
	}
}

// takeChildren takes what it can of a block, and the block when nothing is left.
func (d *reading) takeChildren(n ast.Node, take func(ast.Node)) {
	var last ast.Node
	for c := n.FirstChild(); c != nil; {
		take(c)
		if c.Parent() == n {
			last = c
		}
		if c = n.FirstChild(); last != nil {
			c = last.NextSibling()
		}
	}
	if n.FirstChild() == nil {
		n.Parent().RemoveChild(n.Parent(), n)
	}
}

func (d *reading) mark(role program.RowRole) {
	d.body.Rows = append(d.body.Rows, program.BodyRow{Role: role})
}

// head notes a day or a zone that holds for the entries behind it.
func (d *reading) head(w moment.Written, n ast.Node) {
	if w.Dated() || w.Zone != "" {
		d.body.Rows = append(d.body.Rows, program.BodyRow{At: w, Role: program.RowHead, Pos: d.at(d.offset(n))})
	}
}

// dayWords name a day that only a reader can find in the calendar.
var dayWords = regexp.MustCompile(`(?i)\b(?:day\s+\d+|tag\s+\d+|(?:next|following|same) (?:day|morning)|mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b`)

// takeDay reads the day that a sub-heading names.
func (d *reading) takeDay(n ast.Node) {
	text := plainText(n, d.text.Bytes)
	for i := range text {
		if i > 0 && text[i-1] != ' ' && text[i-1] != '(' {
			continue
		}
		if w, size := moment.Read(text[i:]); size > 0 && w.Dated() {
			w.Zone = moment.Said(text)
			d.head(w, n)
			if h, ok := n.(*ast.Heading); ok && h != d.timeline && i == 0 && size == len(text) {
				d.days = append(d.days, h)
			}
			return
		}
	}
	if dayWords.MatchString(text) {
		d.ps.Warnf(d.at(d.offset(n)), "page/timeline", "write its date, such as 5 March 2026", "the day of this part of the timeline cannot be read")
	}
	d.head(moment.Written{Zone: moment.Said(text)}, n)
}

// takeItem takes an item of a list. One that is a day alone, above a list of
// times, is a sub-heading.
func (d *reading) takeItem(item ast.Node, audience string) {
	first := item.FirstChild()
	if first == nil || first.FirstChild() == nil {
		return
	}
	run := d.run(first)
	w, n := moment.Read(run.text)
	if inner, ok := first.NextSibling().(*ast.List); ok && (n == 0 || !w.Clock.Set) && d.timed(inner) {
		d.takeDay(first)
		d.takeChildren(inner, func(c ast.Node) { d.takeItem(c, audience) })
		if item.ChildCount() == 1 && n == len(run.text) && run.whole {
			item.Parent().RemoveChild(item.Parent(), item)
		}
		return
	}
	if n == 0 {
		d.untimed(first)
		return
	}
	d.entry(w, n, run, item, audience)
	item.Parent().RemoveChild(item.Parent(), item)
}

// timed reports whether a list's first item begins with a time.
func (d *reading) timed(list *ast.List) bool {
	item := list.FirstChild()
	if item == nil || item.FirstChild() == nil {
		return false
	}
	_, n := moment.Read(d.run(item.FirstChild()).text)
	return n > 0
}

func (d *reading) untimed(n ast.Node) {
	d.ps.Warnf(d.at(d.lineOf(n)), "page/timeline", "begin it with 14:32, 2026-03-04 14:32 or a date", "this item of the timeline has no time and stays text")
}

func (d *reading) lineOf(n ast.Node) int {
	if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
		return n.Lines().At(0).Start
	}
	return d.offset(n)
}

// entry keeps what stands behind a time, with all blocks of the item.
func (d *reading) entry(w moment.Written, n int, r run, item ast.Node, audience string) {
	row := program.BodyRow{At: w, For: audience, Pos: d.at(d.lineOf(item.FirstChild()))}
	if !w.Rough {
		r.cut(n)
	}
	var buf sink
	for c := item.FirstChild(); c != nil; c = c.NextSibling() {
		d.write(&buf, c)
	}
	row.HTML = strings.TrimSpace(buf.String())
	d.body.Rows = append(d.body.Rows, row)
}

// takeParagraph takes a paragraph whose lines begin with times, each an entry;
// one that is a day alone is a sub-heading, one that says a zone a sentence.
func (d *reading) takeParagraph(p *ast.Paragraph, audience string) {
	run := d.run(p)
	w, n := moment.Read(run.text)
	switch {
	case n == 0 || !w.Clock.Set && n == len(run.text):
		text := plainText(p, d.text.Bytes)
		if len(text) < 60 {
			d.takeDay(p)
		} else {
			d.head(moment.Written{Zone: moment.SaidOfAll(text)}, p)
		}
		if n > 0 && run.whole {
			p.Parent().RemoveChild(p.Parent(), p)
		}
	case w.Clock.Set || strings.ContainsAny(run.text[max(0, n-3):n], ":–—-|"):
		for _, line := range d.lines(p) {
			run := d.run(line)
			w, n := moment.Read(run.text)
			item := ast.NewListItem(0)
			item.AppendChild(item, line)
			d.entry(w, n, run, item, audience)
		}
		p.Parent().RemoveChild(p.Parent(), p)
	}
}

// lines are the parts of a paragraph that begin with a time at a line's start.
func (d *reading) lines(p *ast.Paragraph) []*ast.TextBlock {
	var out []*ast.TextBlock
	for c := p.FirstChild(); c != nil; {
		next := c.NextSibling()
		before, _ := c.PreviousSibling().(*ast.Text)
		begins := before == nil && c.PreviousSibling() == nil || before != nil && (before.SoftLineBreak() || before.HardLineBreak())
		if len(out) == 0 {
			begins = true
		} else if last, ok := out[len(out)-1].LastChild().(*ast.Text); ok {
			begins = last.SoftLineBreak() || last.HardLineBreak()
		}
		if begins && (len(out) == 0 || d.begins(c)) {
			line := ast.NewTextBlock()
			line.SetLines(p.Lines())
			out = append(out, line)
		}
		line := out[len(out)-1]
		line.AppendChild(line, c)
		c = next
	}
	return out
}

// begins reports whether an inline node begins with a time.
func (d *reading) begins(n ast.Node) bool {
	_, size := moment.Read(d.runFrom(n).text)
	return size > 0
}
