package measure

import (
	"candor/generator/internal/program"
	"candor/generator/internal/trend"
)

// Series is a metric in the form of the room trend.
func Series(m *program.Metric, site *program.Site) trend.Series {
	s := trend.Series{Title: m.Title, Kind: trend.Kind(m.Kind), Better: trend.Better(m.Better), Unit: m.Unit, UnitOne: m.UnitOne,
		Cadence: trend.Cadence(m.Cadence), Events: m.Durations, Census: m.Census, AsOf: site.AsOf, Quiet: m.Derive != nil, Part: m.Of != ""}
	for _, p := range m.Points {
		s.Points = append(s.Points, trendPoint(p))
	}
	for _, c := range m.Changes {
		s.Changes = append(s.Changes, trend.Change{At: c.Period, Rebase: c.Rebase, Definition: c.Definition})
	}
	if m.Indifference != nil {
		s.Indifference = *m.Indifference
	}
	if m.Season != nil {
		s.Season = *m.Season
	}
	if m.Target != nil {
		s.Target = &trend.Target{Value: m.Target.Value, From: m.Target.From, By: m.Target.By}
	}
	for _, t := range m.Targets {
		s.Targets = append(s.Targets, trend.Target{Value: t.Value, From: t.From, By: t.By})
	}
	if m.Baseline != nil {
		s.Baseline = &trend.Baseline{Value: m.Baseline.Value}
		if at, err := trend.ParsePeriod(m.Baseline.At.ID); err == nil {
			s.Baseline.At = at
		}
	}
	return s
}

func trendPoint(p program.Point) trend.Point {
	out := trend.Point{Period: p.Period, Partial: p.Partial}
	if p.Value == nil || p.Withheld {
		return out
	}
	out.Value, out.Present = *p.Value, true
	if p.K != nil && p.N != nil {
		out.K, out.N, out.Counted = int(*p.K), int(*p.N), true
	}
	return out
}
