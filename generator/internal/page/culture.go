package page

import (
	"fmt"

	"candor/generator/internal/program"
)

// initiativeMetrics are the metrics by which initiatives are measured, once each.
func (b *Builder) initiativeMetrics(pages []*program.Page) []*measured {
	var out []*measured
	seen := map[string]bool{}
	for _, p := range pages {
		if p.Start == nil {
			continue
		}
		if m := b.measured[p.Start.Measure.ID]; m != nil && !seen[m.ID] {
			seen[m.ID] = true
			out = append(out, m)
		}
	}
	return out
}

// cultureLead counts initiatives, and the targets of what measures them.
func (b *Builder) cultureLead(pages []*program.Page) []string {
	first := b.count(len(pages), "initiative", "initiatives")
	s := b.standing(b.initiativeMetrics(pages)).words(b)
	if s == "" {
		return []string{first + "."}
	}
	return []string{fmt.Sprintf(b.t("%s. Of their metrics, %s."), first, s)}
}

// cultureTable shows where the metrics of initiatives stand.
func (a at) cultureTable(pages []*program.Page) []Table {
	t := Table{ID: "measures", Caption: "What measures them", Columns: []Column{{Text: "Metric"}, {Text: "Now", Num: true}, {Text: "Target"}, {Text: "Status"}, {Text: "Trend"}}, Cards: true}
	for _, m := range a.initiativeMetrics(pages) {
		t.Rows = append(t.Rows, Row{Only: a.metricOnly(m.Metric), Cells: []Cell{{Text: m.Metric.Title, Href: a.to("metrics/" + m.ID + "/"), Head: true}, {Text: a.now(m)}, {Text: a.targetShort(m)},
			{Chips: []Chip{a.status(m)}}, {Chips: []Chip{a.trendChip(m)}}}})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return []Table{t}
}
