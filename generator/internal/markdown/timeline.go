package markdown

import (
	"bytes"
	"regexp"
	"strings"
	"time"

	"github.com/yuin/goldmark/ast"

	"candor/generator/internal/program"
)

// takeTimeline moves the dated items of the lists under a heading Timeline out
// of the text. Items without a time stay.
func (d *reading) takeTimeline(doc ast.Node) {
	n := doc.FirstChild()
	for ; n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && partOf(plainText(h, d.text.Bytes)) == program.PartTimeline {
			break
		}
	}
	if n == nil {
		return
	}
	rank := n.(*ast.Heading).Level
	for n = n.NextSibling(); n != nil; {
		if h, ok := n.(*ast.Heading); ok && h.Level <= rank {
			break
		}
		next := n.NextSibling()
		d.takeRows(n, "")
		n = next
	}
}

func (d *reading) takeRows(n ast.Node, audience string) {
	switch n := n.(type) {
	case *shadeBlock:
		for c := n.FirstChild(); c != nil; {
			next := c.NextSibling()
			d.takeRows(c, n.label)
			c = next
		}
		if n.FirstChild() == nil {
			n.Parent().RemoveChild(n.Parent(), n)
		}
	case *ast.List:
		for item := n.FirstChild(); item != nil; {
			next := item.NextSibling()
			d.takeRow(n, item, audience)
			item = next
		}
		if n.FirstChild() == nil {
			n.Parent().RemoveChild(n.Parent(), n)
		}
	}
}

// dated is the time that an item begins with, and what parts it from the text.
var dated = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})?([T ]?(\d{1,2}:\d{2}(:\d{2})?)( ?(Z|UTC|[+-]\d{2}:\d{2}))?)?[ \t]*[-–—:,]*[ \t]*`)

func (d *reading) takeRow(list *ast.List, item ast.Node, audience string) {
	first := item.FirstChild()
	if first == nil || first.FirstChild() == nil {
		return
	}
	at, clock, ok := d.cutTime(first)
	pos := d.at(d.offset(first.FirstChild()))
	if lines := first.Lines(); lines != nil && lines.Len() > 0 {
		pos = d.at(lines.At(0).Start)
	}
	if !ok {
		d.ps.Warnf(pos, "page/timeline", "begin it with 14:32, 2026-03-04 14:32 or a date", "this item of the timeline has no time and stays text")
		return
	}
	row := program.BodyRow{At: at, Clock: clock, For: audience, Pos: pos}
	var buf sink
	for c := item.FirstChild(); c != nil; c = c.NextSibling() {
		d.write(&buf, c)
	}
	row.HTML = strings.TrimSpace(buf.String())
	d.body.Rows = append(d.body.Rows, row)
	list.RemoveChild(list, item)
}

// cutTime takes the time off the beginning of an item; it may be emphasised.
func (d *reading) cutTime(first ast.Node) (at program.When, clock, ok bool) {
	n := first.FirstChild()
	if e, isEmphasis := n.(*ast.Emphasis); isEmphasis {
		at, clock, ok = readTime(strings.TrimRight(plainText(e, d.text.Bytes), " :"))
		if !ok {
			return at, clock, false
		}
		first.RemoveChild(first, e)
		if t, isText := first.FirstChild().(*ast.Text); isText {
			skip := len(t.Segment.Value(d.text.Bytes)) - len(bytes.TrimLeft(t.Segment.Value(d.text.Bytes), " \t-–—:,"))
			t.Segment.Start += skip
		}
		return at, clock, true
	}
	t, isText := n.(*ast.Text)
	if !isText {
		return at, clock, false
	}
	value := t.Segment.Value(d.text.Bytes)
	m := dated.Find(value)
	if at, clock, ok = readTime(strings.TrimRight(string(m), " \t-–—:,")); ok {
		t.Segment.Start += len(m)
	}
	return at, clock, ok
}

// readTime reads a time as an item may begin with; no offset means UTC.
func readTime(s string) (at program.When, clock, ok bool) {
	m := dated.FindStringSubmatch(s)
	if m == nil || len(strings.TrimSpace(m[0])) != len(s) || m[1] == "" && m[3] == "" {
		return at, false, false
	}
	if m[3] == "" {
		day, err := time.Parse(time.DateOnly, m[1])
		return program.When{Time: day, Bare: true}, false, err == nil
	}
	layout, text := "2006-01-02T15:04", m[1]+"T"+m[3]
	if m[1] == "" {
		text = "0000-01-01T" + m[3]
	}
	if m[4] != "" {
		layout += ":05"
	}
	if zone := m[6]; zone != "" && zone != "Z" && zone != "UTC" {
		layout, text = layout+"Z07:00", text+zone
	}
	t, err := time.Parse(layout, text)
	return program.When{Time: t}, m[1] == "", err == nil
}
