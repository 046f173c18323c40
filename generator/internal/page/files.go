package page

import (
	"bytes"
	"encoding/csv"
	"html/template"
	"strconv"
)

// File is a file beside the pages: a drawing or the numbers of one. Its maker
// gives a drawing as it stands in pages, or nothing and a table.
type File struct {
	Path string
	Make func() (drawing template.HTML, table *Table, err error)
}

// Files lists the drawings of the edition, and the numbers of those that the
// rooms for machines do not write out.
func (b *Builder) Files() []File {
	var out []File
	draw := func(path string, make func() (*Figure, error)) {
		out = append(out, File{path, func() (template.HTML, *Table, error) {
			f, err := make()
			if err != nil || f == nil {
				return "", nil, err
			}
			return f.Wide, nil, nil
		}})
	}
	table := func(path string, make func() *Table) {
		out = append(out, File{path, func() (template.HTML, *Table, error) { return "", make(), nil }})
	}
	for _, m := range b.Program.Metrics {
		m, folder := b.measured[m.ID], "metrics/"+m.ID+"/"
		if b.drawable(m) {
			draw(folder+"chart.svg", m.chart)
		}
		if hasEvents(m) {
			draw(folder+"events.svg", m.strip)
			table(folder+"events.csv", func() *Table { return events(m) })
		}
	}
	if len(b.shares()) > 1 {
		draw("metrics/targets.svg", b.from("metrics/").sharesFigure)
		table("metrics/targets.csv", b.shareTable)
	}
	if b.Maturity != nil && len(b.Maturity.Domains) > 0 {
		draw("maturity/levels.svg", b.from("maturity/").heat)
		for i := range b.Maturity.Domains {
			d := &b.Maturity.Domains[i]
			if folder := "maturity/" + d.ID + "/"; len(b.from(folder).levelPoints(d)) > 1 {
				draw(folder+"levels.svg", func() (*Figure, error) { return b.from(folder).levelHistory(d) })
			}
		}
	}
	if sums := b.causeSums(); sums != nil {
		draw("causes/causes.svg", func() (*Figure, error) { return b.from("causes/").causeFigure(sums) })
		table("causes/causes.csv", func() *Table { return &sums.table })
	}
	return out
}

// drawable reports whether a metric has a chart.
func (b *Builder) drawable(m *measured) bool { return len(b.points(m)) > 0 }

// hasEvents reports whether a metric has a chart of single events.
func hasEvents(m *measured) bool { return m.Kind == "duration" && len(m.Metric.Durations) > 0 }

// events are the numbers behind the chart of single events, in its order.
func events(m *measured) *Table {
	t := &Table{Columns: []Column{{Text: "year"}, {Text: m.Unit}, {Text: "open"}}}
	for _, e := range m.Metric.Durations {
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: e.Start.Format("2006")}, {Text: unrounded(e.Length)}, {Text: strconv.FormatBool(e.Open)}}})
	}
	return t
}

func unrounded(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }

// CSV writes the texts of a table.
func (t *Table) CSV() ([]byte, error) {
	var buf bytes.Buffer
	w := csv.NewWriter(&buf)
	line := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		line[i] = c.Text
	}
	for n := 0; ; n++ {
		if err := w.Write(line); err != nil || n == len(t.Rows) {
			w.Flush()
			return buf.Bytes(), err
		}
		for i, c := range t.Rows[n].Cells {
			line[i] = c.Text
		}
	}
}
