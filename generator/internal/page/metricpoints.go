package page

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"candor/generator/internal/chart"
	"candor/generator/internal/program"
	"candor/generator/internal/trend"
)

func scale(m *program.Metric) float64 {
	if m.Kind == "proportion" {
		return 100
	}
	return 1
}

// unit is a metric's unit as it stands alone.
func (b *Builder) unit(m *program.Metric) string {
	if m.Kind == "proportion" {
		return "%"
	}
	return b.Language.Unit(m.Unit)
}

// unitOfOne is the unit beside the figure 1.
func (b *Builder) unitOfOne(m *program.Metric) string {
	_, unit, _ := strings.Cut(b.number(trend.QuantityOf(1, m.Unit, m.UnitOne)), "\u00a0")
	if m.Kind == "proportion" {
		return ""
	}
	return unit
}

// points are a metric's values as the chart draws them, gaps and withheld
// periods included.
func (b *Builder) points(m *measured) []chart.Point {
	k := scale(m.Metric)
	byPeriod := map[trend.Period]chart.Point{}
	var first, last trend.Period
	note := func(p trend.Period, pt chart.Point) {
		pt.Start, pt.Label = middle(p), p.String()
		byPeriod[p] = pt
		if first.IsZero() || p.Before(first) {
			first = p
		}
		if last.IsZero() || last.Before(p) {
			last = p
		}
	}
	for _, v := range m.Periods {
		pt := chart.Point{Value: v.Value * k, State: chart.Measured}
		if v.Partial {
			pt.State, pt.Reason = chart.Partial, b.t("the period is not over")
		}
		note(v.Period, pt)
	}
	for _, v := range m.Waiting {
		pt := chart.Point{Value: v.Value * k, State: chart.AtLeast, Reason: fmt.Sprintf(b.t("%d of %d still open"), v.Open, v.N)}
		if v.Partial {
			pt.Reason += ", " + b.t("the period is not over")
		}
		note(v.Period, pt)
	}
	for _, p := range m.Points {
		switch {
		case p.Withheld:
			note(p.Period, chart.Point{State: chart.Withheld, Reason: b.reason(p.Because)})
		case p.Provisional && p.Value != nil:
			note(p.Period, chart.Point{Value: *p.Value * k, State: chart.Provisional})
		}
	}
	return signals(m, spread(byPeriod, first, last, m.Kind == "gap"))
}

// middle is where a period stands on the axis: between its first moment and its last.
func middle(p trend.Period) time.Time {
	if p.Cadence() == trend.Day {
		return p.Start()
	}
	return p.Start().Add(p.Next().Start().Sub(p.Start()) / 2)
}

// spread puts points in order, with a gap for each period without one.
func spread(byPeriod map[trend.Period]chart.Point, first, last trend.Period, sparse bool) []chart.Point {
	var out []chart.Point
	if first.IsZero() {
		return nil
	}
	if sparse {
		for _, pt := range byPeriod {
			out = append(out, pt)
		}
		slices.SortFunc(out, func(a, b chart.Point) int { return a.Start.Compare(b.Start) })
		return out
	}
	for p := first; !last.Before(p); p = p.Next() {
		pt, ok := byPeriod[p]
		if !ok {
			pt = chart.Point{Start: middle(p), Label: p.String()}
		}
		out = append(out, pt)
	}
	return out
}

// parted puts a gap where a new definition begins: no line joins values that are
// not compared.
func parted(m *measured, pts []chart.Point) []chart.Point {
	var out []chart.Point
	for i, p := range pts {
		if i > 0 && slices.ContainsFunc(m.Metric.Changes, func(c program.Change) bool {
			at := c.Period.Start()
			return c.Definition && pts[i-1].Start.Before(at) && !p.Start.Before(at)
		}) {
			out = append(out, chart.Point{Start: p.Start.Add(-time.Second), State: chart.Missing})
		}
		out = append(out, p)
	}
	return out
}

// signals marks the points that a rule of the limits speaks of. Where several do,
// a value outside the limits is named for that.
func signals(m *measured, pts []chart.Point) []chart.Point {
	if m.Limits == nil {
		return pts
	}
	at := make(map[string]int, len(pts))
	for i, p := range pts {
		at[p.Label] = i
	}
	for _, s := range m.Limits.Signals {
		i, ok := at[s.Period.String()]
		if !ok || pts[i].State != chart.Measured || pts[i].Signal != chart.NoSignal { // outside comes first
			continue
		}
		switch {
		case m.Better == "neutral" || s.Side == 0:
			pts[i].Signal = chart.SignalNeutral
		case (s.Side > 0) == (m.Better == "higher"):
			pts[i].Signal = chart.SignalGood
		default:
			pts[i].Signal = chart.SignalBad
		}
	}
	return pts
}

func (a at) spark(m *measured, id string) (safeHTML, error) {
	pts := a.points(m)
	if len(pts) > 24 {
		pts = pts[len(pts)-24:]
	}
	if !slices.ContainsFunc(pts, func(p chart.Point) bool { return p.State == chart.Measured || p.State == chart.AtLeast }) {
		return "", nil
	}
	for i := range pts {
		pts[i].Signal = chart.NoSignal
	}
	c := chart.SparkChart{Head: a.head(id, m.Metric.Title, m.Headline), Points: parted(m, pts)}
	if t := m.Metric.Target; t != nil {
		v := t.Value * scale(m.Metric)
		c.Target = &v
	}
	fig, err := chart.Sparkline(c)
	return fig.Wide, err
}
