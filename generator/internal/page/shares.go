package page

import (
	"cmp"
	"fmt"
	"slices"

	"candor/generator/internal/chart"
	"candor/generator/internal/trend"
)

// share is a metric in per cent beside its target.
type share struct {
	*measured
	value, target, short float64 // in per cent; short is below zero where the target is passed
}

// shares are the metrics in per cent that are held against a target, the
// farthest from its target first. They have one scale, so that one picture can
// compare them.
func (b *Builder) shares() []share {
	var out []share
	for _, m := range b.order {
		value, _, _, ok := b.newest(m)
		if t := m.Analysis.Target; !ok || t == nil || t.Met == nil || t.Status == trend.TargetStale || m.Kind != "proportion" && m.Unit != "%" || m.Trend.Verdict == trend.Stale {
			continue
		}
		k := scale(m.Metric)
		s := share{measured: m, value: value * k, target: m.Metric.Target.Value * k}
		if s.short = s.target - s.value; m.Better == "lower" {
			s.short = -s.short
		}
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(x, y share) int { return cmp.Compare(y.short, x.short) })
	return out
}

// sharesFigure draws the shares against their targets; nil for fewer than two.
func (a at) sharesFigure() (*Figure, error) {
	shares := a.shares()
	if len(shares) < 2 {
		return nil, nil
	}
	headline := a.t("Every share reaches its target")
	if missed := filtered(shares, func(s share) bool { return !*s.Analysis.Target.Met }); len(missed) > 0 {
		headline = fmt.Sprintf(a.t("%d of %d shares do not reach their targets; the farthest away, by %s points: %s"), len(missed), len(shares), a.number(trend.Figure(missed[0].short)), inSentence(missed[0].Metric.Title))
	}
	c := chart.BulletChart{Head: a.head("targets", a.t("Shares and their targets"), headline+"."), Unit: "%"}
	for _, s := range shares[:min(len(shares), chart.MostBullets)] {
		row := chart.BulletRow{Name: s.Metric.Title, Value: s.value, OK: true, Target: &s.target, Standing: bars[a.status(s.measured).Class]}
		if base := s.Metric.Baseline; base != nil {
			from := base.Value * scale(s.Metric)
			row.Baseline = &from
		}
		c.Rows = append(c.Rows, row)
	}
	fig, err := chart.Bullet(c)
	if err != nil {
		return nil, err
	}
	return a.drawn(fig, Figure{ID: "targets", Headline: headline, Subtitle: a.t("The newest value of each share, its target and its baseline, in per cent"),
		Downloads: []Link{{Text: "CSV", Href: a.root + "metrics/targets.csv"}, {Text: "SVG", Href: a.root + "metrics/targets.svg"}}})
}

// shareTable are the numbers behind the figure, in its order.
func (b *Builder) shareTable() *Table {
	t := &Table{Columns: []Column{{Text: "metric"}, {Text: "value"}, {Text: "target"}, {Text: "better"}}}
	for _, s := range b.shares() {
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: s.ID}, {Text: unrounded(s.value)}, {Text: unrounded(s.target)}, {Text: s.Better}}})
	}
	return t
}
