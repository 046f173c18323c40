package generator

import (
	"reflect"
	"slices"
	"time"

	"candor/generator/internal/maturity"
	"candor/generator/internal/measure"
	"candor/generator/internal/program"
	"candor/generator/internal/source"
	"candor/generator/internal/trend"
)

// results are what is computed from a program.
type results struct {
	analyses []*trend.Analysis // in the order of the program's metrics
	unknown  []*program.Metric // that derive from nothing known
	input    maturity.Input
	maturity *maturity.Report // nil without a model
}

// measure derives the metrics of an edition and computes what is said of them.
// The narrowest comes first: what it releases is part of the others' source.
// What was measured before is taken from there while it would be the same.
func (s *Site) measure(l int, before *Site) {
	e := s.editions[l]
	if before != nil && s.measuresAlike(l, before) {
		was := before.editions[l]
		e.program.Metrics, e.results = was.program.Metrics, was.results
	} else {
		unknown := measure.Derive(e.program, without(e), s.theme.Language().Say)
		e.results = &results{unknown: unknown}
		s.analyse(e)
	}
	for _, m := range e.results.unknown {
		at := m.Derive.Measure.Pos
		if at.File == "" {
			at = m.Pos()
		}
		s.found[l].Errorf(at, "metric/derive", source.DidYouMean(m.Derive.Measure.ID, measure.IDs()), "derive names no measure that candor knows")
	}
	e.index = program.NewIndex(e.program)
}

// analyse says everything of an edition's metrics, then of its maturity.
func (s *Site) analyse(e *edition) {
	words := s.theme.Language().Trend()
	var list []trend.Series
	for _, m := range e.program.Metrics {
		series := measure.Series(m, &e.program.Site)
		series.Words = words
		list = append(list, series)
	}
	e.results.analyses = trend.AnalyseAll(list)
	if e.program.Model != nil {
		e.results.input = input(e.program, list)
		e.results.maturity = maturity.Assess(e.results.input)
	}
}

// measuresAlike reports whether an edition's figures are those of before: the
// data are the same, and so is all of the pages but their texts.
func (s *Site) measuresAlike(l int, before *Site) bool {
	return s.theme == before.theme && s.src.SameUnder(before.src, "data") && s.src.Same(before.src, source.LockFile) &&
		slices.EqualFunc(s.editions[l].program.Pages, before.editions[l].program.Pages, factsAlike)
}

// factsAlike compares two states of a page without their texts.
func factsAlike(a, b *program.Page) bool {
	if a == b {
		return true
	}
	x, y := *a, *b
	for _, p := range []*program.Page{&x, &y} {
		p.Body, p.Summary = nil, ""
	}
	return reflect.DeepEqual(x, y)
}

// without are the derived metrics that an edition leaves out.
func without(e *edition) []string {
	var out []string
	for _, ed := range e.program.Site.Editions {
		for _, ref := range ed.Without {
			if ed.Key == e.name {
				out = append(out, ref.ID)
			}
		}
	}
	return out
}

// input puts a program into the form of the room maturity.
func input(p *program.Program, list []trend.Series) maturity.Input {
	in := maturity.Input{Model: p.Model.Model, AsOf: p.Site.AsOf, Facts: maturity.Facts{Metrics: map[string]trend.Series{}, Things: measure.Things(p), Fields: measure.Fields()}}
	for i, m := range p.Metrics {
		in.Facts.Metrics[m.ID] = list[i]
	}
	for _, r := range p.Model.Records {
		in.Records = append(in.Records, r.Record)
	}
	in.Releases = p.Model.Releases
	for _, step := range p.Roadmap {
		item := maturity.RoadmapItem{ID: step.Key, Status: step.Status, Done: step.Done, Dropped: step.Dropped}
		for _, ref := range step.Closes {
			item.Closes = append(item.Closes, ref.ID)
		}
		in.Roadmap = append(in.Roadmap, item)
	}
	return in
}

// hiddenInputs reports rules of shown domains that read what their audience may
// not see on any day whose level is shown: then the published level would not
// be the internal one.
func (s *Site) hiddenInputs(l int) {
	e, all := s.editions[l], s.editions[0]
	if e.program.Model == nil || all.program.Model == nil || l == 0 {
		return
	}
	in, full := e.results.input, all.results.input
	since := firstDay(e.results.maturity)
	for _, d := range in.Model.Domains {
		for _, c := range d.Criteria {
			rule, err := maturity.ParseRule(c.Rule)
			if c.Rule == "" || err != nil {
				continue
			}
			for _, read := range rule.Reads(full.Facts) {
				if !sameFacts(read, in.Facts, full.Facts, since) {
					address := maturity.Address(d.ID, c.ID)
					s.found[l].Errorf(e.program.Model.Where[address+"#rule"], "link/hidden", "show what the rule reads, or give the domain a narrower audience", "the rule reads something that %s may not see", e.name)
				}
			}
		}
	}
}

// firstDay is the first day whose level is shown.
func firstDay(r *maturity.Report) time.Time {
	if len(r.History) > 0 {
		if day, err := time.Parse(time.DateOnly, r.History[0].Date); err == nil {
			return day
		}
	}
	return r.AsOf
}

// sameFacts compares what a rule reads in two editions, from the first day
// whose level is shown, less the rule's window.
func sameFacts(read maturity.Read, a, b maturity.Facts, since time.Time) bool {
	switch {
	case read.Whole:
		since = time.Time{}
	case read.Months == 0:
		since = since.AddDate(-1, 0, 0) // the newest period is at most a year long
	default:
		since = since.AddDate(0, -read.Months, 0)
	}
	if read.Metric != "" {
		x, y := a.Metrics[read.Metric], b.Metrics[read.Metric]
		return slices.Equal(pointsSince(x, since), pointsSince(y, since)) && slices.Equal(eventsSince(x, since), eventsSince(y, since))
	}
	return thingsSince(a.Things[read.Things], since) == thingsSince(b.Things[read.Things], since)
}

func thingsSince(things []maturity.Thing, since time.Time) int {
	n := 0
	for _, t := range things {
		if !t.Date.Before(since) || t.Closed.IsZero() {
			n++
		}
	}
	return n
}

func pointsSince(s trend.Series, since time.Time) []trend.Point {
	var out []trend.Point
	for _, p := range s.Points {
		if p.Present && !p.Period.End().Before(since) {
			out = append(out, p)
		}
	}
	return out
}

func eventsSince(s trend.Series, since time.Time) []trend.Event {
	var out []trend.Event
	for _, ev := range s.Events {
		if !ev.Start.Before(since) {
			out = append(out, ev)
		}
	}
	return out
}
