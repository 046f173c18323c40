package page

import (
	"fmt"
	"strings"
	"time"

	"candor/generator/internal/chart"
	"candor/generator/internal/maturity"
)

// levelHistory is a domain's level by quarter. Where the model changed the line
// is broken, and a mark says to which version.
func (a at) levelHistory(d *maturity.DomainStanding) (*Figure, error) {
	c := chart.LineChart{Head: a.head("level-history", d.Title+a.t(", level by quarter"), a.said(d.Sentence)), FromZero: true, Whole: true}
	f := Figure{ID: "level-history", Headline: a.t("Level by quarter"), Subtitle: a.t("Level at the end of each quarter, recomputed from dated records"),
		Downloads: []Link{{Text: a.t("CSV of all domains"), Href: a.root + "maturity/levels.csv"}, {Text: "SVG", Href: a.root + "maturity/" + d.ID + "/levels.svg"}}}
	pts := a.levelPoints(d)
	if len(pts) < 2 {
		return nil, nil
	}
	var notes []string
	for _, x := range a.Maturity.Breaks {
		if pts[0].Start.Before(x.Day) {
			c.Changes = append(c.Changes, chart.Change{At: x.Day, Text: a.breakName(x)})
			notes = append(notes, a.breakWords(x))
		}
	}
	f.Note = strings.Join(notes, " ")
	f.Table = a.levelTable(pts)
	c.Series = []chart.Series{{Name: a.t("Level"), Points: pts}}
	if d.Target != nil {
		c.Levels = []chart.Level{{Kind: chart.Target, Value: float64(*d.Target)}}
	}
	fig, err := chart.Line(c)
	if err != nil {
		return nil, err
	}
	return a.drawn(fig, f)
}

// levelPoints are a domain's levels, with a gap wherever the model changed.
func (a at) levelPoints(d *maturity.DomainStanding) []chart.Point {
	var pts []chart.Point
	for _, h := range a.Maturity.History {
		level, ok := h.Domains[d.ID]
		day, err := time.Parse(time.DateOnly, h.Date)
		if err != nil || !ok {
			continue
		}
		if n := len(pts); n > 0 && a.Maturity.VersionOn(pts[n-1].Start) != a.Maturity.VersionOn(day) {
			pts = append(pts, chart.Point{Start: day.AddDate(0, 0, -1), State: chart.Missing})
		}
		pts = append(pts, chart.Point{Start: day, Label: h.Date, Value: float64(level), State: chart.Measured})
	}
	return pts
}

func (a at) levelTable(pts []chart.Point) *Table {
	t := &Table{Caption: "Level by quarter", Columns: []Column{{Text: "Quarter"}, {Text: "Level", Num: true}, {Text: "Model"}}}
	for _, p := range pts {
		if p.State == chart.Measured {
			t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: quarterLabel(p.Label), Head: true}, {Text: fmt.Sprint(int(p.Value))}, {Text: a.Maturity.VersionOn(p.Start)}}})
		}
	}
	return t
}

// breakColumn is the first of the columns (the quarters of a history, then the
// report's day) that a break lies before.
func breakColumn(history []maturity.Past, x maturity.Break) int {
	for i, h := range history {
		if h.Date >= dateISO(x.Day) {
			return i
		}
	}
	return len(history)
}

func (b *Builder) breakName(x maturity.Break) string { return b.t("Model ") + x.To }

// breakWords tell what a new version of the model means for the levels shown.
func (b *Builder) breakWords(x maturity.Break) string {
	when := fmt.Sprintf(b.t("between %s and %s"), b.dateText(x.After), b.dateText(x.Day))
	if !x.After.Before(x.Day) {
		when = b.t("on ") + b.dateText(x.Day)
	}
	return fmt.Sprintf(b.t("The model changed from version %s to %s %s. Levels of quarters before that are recomputed by the criteria of today; where a release had published another level, it is listed as restated."), x.From, x.To, when)
}
