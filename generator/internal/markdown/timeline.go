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
// An offset stands in times with a T alone: behind others a sign begins a range.
var dated = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2}T\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?|(?:\d{4}-\d{2}-\d{2} )?\d{1,2}:\d{2}(?::\d{2})?(?: ?(?:Z|UTC)\b)?|\d{4}-\d{2}-\d{2})(?:[ \t]*[-–—:,]+(?:[ \t]+|$)|[ \t]+|$)?`)

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
	m := dated.FindSubmatchIndex(value)
	if m == nil || m[1] < len(value) && m[1] == m[3] && wordy(value[m[1]]) {
		return at, clock, false
	}
	if at, clock, ok = readTime(string(value[m[2]:m[3]])); ok {
		t.Segment.Start += m[1]
	}
	return at, clock, ok
}

// wordy characters behind a time make it something else: 10:20am, 10:205.
func wordy(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// timeLayouts are the forms of a time; those without a day begin with 15.
var timeLayouts = []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", "15:04:05", "15:04"}

// readTime reads a time as an item may begin with; no offset means UTC.
func readTime(s string) (at program.When, clock, ok bool) {
	if day, err := time.Parse(time.DateOnly, s); err == nil {
		return program.When{Time: day, Bare: true}, false, true
	}
	plain := strings.TrimRight(strings.TrimSuffix(s, "UTC"), " ")
	if !strings.Contains(plain, "T") {
		plain = strings.TrimRight(strings.TrimSuffix(plain, "Z"), " ")
	}
	for _, layout := range timeLayouts {
		if t, err := time.Parse(layout, plain); err == nil {
			return program.When{Time: t}, strings.HasPrefix(layout, "15"), true
		}
	}
	return at, false, false
}
