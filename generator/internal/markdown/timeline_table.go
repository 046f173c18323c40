package markdown

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"candor/generator/internal/moment"
	"candor/generator/internal/program"
)

var (
	dateColumn = regexp.MustCompile(`(?i)\b(?:date|day|datum|tag)\b|日付`)
	timeColumn = regexp.MustCompile(`(?i)\b(?:time|timestamp|when|hour|zeit|uhrzeit|zeitpunkt|wann)\b|時刻|日時|時間`)
	noColumn   = regexp.MustCompile(`(?i)elapsed|duration|delta|since|took|spent|time to\b|dauer|offset|T\s?\+`)
)

// columns are those of a timeline's table: of the day and of the time of day, −1
// where there is none, and the zone that its head names.
type columns struct {
	date, time int
	zone       string
}

func (d *reading) columns(t *extast.Table) columns {
	c := columns{-1, -1, ""}
	head := t.FirstChild()
	i, lengths := 0, false
	for cell := head.FirstChild(); cell != nil; cell = cell.NextSibling() {
		text := plainText(cell, d.text.Bytes)
		zone := moment.Said(text)
		switch {
		case noColumn.MatchString(text):
			lengths = true
		case timeColumn.MatchString(text) || zone != "" && len(strings.Fields(text)) == 1:
			if c.time < 0 || zone == "UTC" && c.zone != "UTC" {
				c.time, c.zone = i, zone
			}
		case dateColumn.MatchString(text) && (c.date < 0 || !d.readable(t, c.date)):
			c.date = i
			if zone != "" && c.zone == "" {
				c.zone = zone
			}
		}
		i++
	}
	if first := head.NextSibling(); c.time < 0 && c.date < 0 && !lengths && first != nil && first.FirstChild() != nil && d.begins(first.FirstChild().FirstChild()) {
		c.time = 0
	}
	return c
}

// readable reports whether a column's first cell is a time.
func (d *reading) readable(t *extast.Table, column int) bool {
	row := t.FirstChild().NextSibling()
	if row == nil {
		return false
	}
	cell := row.FirstChild()
	for ; cell != nil && column > 0; column-- {
		cell = cell.NextSibling()
	}
	return cell != nil && cell.FirstChild() != nil && d.begins(cell.FirstChild())
}

// takeTable takes the rows of a table of times and events.
func (d *reading) takeTable(t *extast.Table, audience string) {
	c := d.columns(t)
	if c.time < 0 && c.date < 0 || t.FirstChild().ChildCount() < 2 {
		return
	}
	for row := t.FirstChild().NextSibling(); row != nil; {
		next := row.NextSibling()
		d.takeTableRow(row, c, audience)
		row = next
	}
	if t.ChildCount() == 1 {
		t.Parent().RemoveChild(t.Parent(), t)
	}
}

func (d *reading) takeTableRow(row ast.Node, c columns, audience string) {
	var cells []ast.Node
	for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
		cells = append(cells, cell)
	}
	w, ok := d.cellTime(cells, c)
	if !ok {
		d.untimed(row)
		return
	}
	if w.Zone == "" {
		w.Zone = c.zone
	}
	var texts []string
	for i, cell := range cells {
		if text := d.cellText(cell); text != "" && (i != c.time && i != c.date || w.Rough) {
			texts = append(texts, text)
		}
	}
	d.body.Rows = append(d.body.Rows, program.BodyRow{At: w, For: audience, Pos: d.at(d.cellOffset(row)), HTML: strings.Join(texts, " – ")})
	row.Parent().RemoveChild(row.Parent(), row)
}

// cellTime reads the cells of the day and the time of day. Nothing else may stand
// in them but a remark in brackets, which is lost to nobody: then the row stays.
func (d *reading) cellTime(cells []ast.Node, c columns) (w moment.Written, ok bool) {
	read := func(i int) (moment.Written, bool) {
		if i < 0 || i >= len(cells) {
			return moment.Written{}, true
		}
		run := d.runFrom(cells[i].FirstChild())
		if strings.TrimSpace(run.text) == "" && run.whole {
			return moment.Written{}, true
		}
		w, n := moment.Read(run.text)
		return w, run.whole && n > 0 && n == len(run.text)
	}
	day, ok := read(c.date)
	if !ok {
		return w, false
	}
	if w, ok = read(c.time); !ok {
		return w, false
	}
	if day.Dated() && !w.Dated() {
		w = w.On(day)
	}
	return w, w.Dated() || w.Clock.Set
}

func (d *reading) cellText(cell ast.Node) string {
	var buf sink
	for n := cell.FirstChild(); n != nil; n = n.NextSibling() {
		d.write(&buf, n)
	}
	return strings.TrimSpace(buf.String())
}

func (d *reading) cellOffset(row ast.Node) int {
	for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
		if cell.FirstChild() != nil {
			return d.offset(cell.FirstChild())
		}
	}
	return d.offset(row)
}
