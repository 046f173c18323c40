package chart

import (
	"fmt"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Cell is one field of a heat map. Level 1 to 5 picks the shade; 0 means not
// assessed, drawn hatched. Text is printed (by default the level), Note is the
// tooltip, Target draws a ring.
type Cell struct {
	Level  int
	Text   string
	Note   string
	Target bool
}

func (c Cell) text() string {
	switch {
	case c.Text != "":
		return c.Text
	case c.Level == 0:
		return "–"
	}
	return strconv.Itoa(c.Level)
}

// HeatChart is levels in rows (domains) and columns (dates, or the levels
// themselves). The narrow picture keeps the last columns that have room.
type HeatChart struct {
	Head
	Rows, Columns []string
	Cells         [][]Cell // by row, then column
	Breaks        []HeatBreak
}

// HeatBreak is a line before a column: from there on the levels are another
// measure. Text says which. Breaks are in order of their columns.
type HeatBreak struct {
	Before int // index of a column, from 1
	Text   string
}

// HeatMap draws a HeatChart.
func HeatMap(c HeatChart) (Figure, error) {
	if err := c.check(); err != nil {
		return Figure{}, fmt.Errorf("chart %s: %w", c.ID, err)
	}
	return draw(c.Head, c.option())
}

func (c HeatChart) check() error {
	if len(c.Cells) != len(c.Rows) {
		return fmt.Errorf("%d rows of cells for %d rows", len(c.Cells), len(c.Rows))
	}
	for i, row := range c.Cells {
		if len(row) != len(c.Columns) {
			return fmt.Errorf("row %q: %d cells for %d columns", c.Rows[i], len(row), len(c.Columns))
		}
		for _, cell := range row {
			if cell.Level < 0 || cell.Level > 5 {
				return fmt.Errorf("row %q: level %d is not 1 to 5, nor 0 for not assessed", c.Rows[i], cell.Level)
			}
		}
	}
	for _, b := range c.Breaks {
		if b.Before < 1 || b.Before >= len(c.Columns) {
			return fmt.Errorf("break %q: not between two of %d columns", b.Text, len(c.Columns))
		}
	}
	return nil
}

// levelColors are the shades of the levels 1 to 5. ECharts wants a heat map's
// colours from a visualMap; the drawing takes each cell's own.
var levelColors = []string{"var(--m1)", "var(--m2)", "var(--m3)", "var(--m4)", "var(--m5)"}

func (c HeatChart) option() map[string]any {
	h := charts.NewHeatMap()
	h.SetGlobalOptions(globals(c.Head,
		charts.WithVisualMapOpts(opts.VisualMap{Type: "continuous", Show: opts.Bool(false), Min: 1, Max: 5, Dimension: "2",
			InRange: &opts.VisualMapInRange{Color: levelColors}}),
		charts.WithXAxisOpts(opts.XAxis{Type: "category", Data: append([]string{}, c.Columns...)}),
		charts.WithYAxisOpts(opts.YAxis{Type: "category", Inverse: opts.Bool(true), Data: append([]string{}, c.Rows...)}))...)
	data := make([]datum, 0, len(c.Rows)*len(c.Columns))
	for y, row := range c.Cells {
		for x, cell := range row {
			data = append(data, cell.datum(x, y))
		}
	}
	h.AddSeries("", nil, func(s *charts.SingleSeries) {
		s.Data = data
		s.Label = &opts.Label{Show: opts.Bool(true), Formatter: "{b}"}
		s.MarkLines = c.breakLines()
	})
	h.Validate()
	return finish(h.JSON())
}

func (c HeatChart) breakLines() *opts.MarkLines {
	var data []any
	for _, b := range c.Breaks {
		data = append(data, mark{Name: b.Text, XAxis: b.Before, LineStyle: &opts.LineStyle{Color: "var(--text)", Type: "solid", Width: 1.5}, Label: named()})
	}
	if data == nil {
		return nil
	}
	return &opts.MarkLines{Data: data, MarkLineStyle: opts.MarkLineStyle{Symbol: []string{"none", "none"}}}
}

func (c Cell) datum(x, y int) datum {
	d := datum{Name: c.text(), Note: c.Note, Value: [3]any{x, y, nil}}
	style := opts.ItemStyle{}
	if c.Level > 0 {
		d.Value = [3]any{x, y, c.Level}
		style.Color = levelColors[c.Level-1]
	}
	if c.Target {
		style.BorderColor, style.BorderWidth = "var(--text)", 2.5
	}
	if style != (opts.ItemStyle{}) {
		d.ItemStyle = &style
	}
	return d
}
