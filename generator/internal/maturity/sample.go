package maturity

import (
	"slices"
	"time"

	"candor/generator/internal/trend"
)

// sample is what a window holds.
type sample struct {
	values    []float64 // of points, by period; lengths of events, by start
	events    []trend.Event
	open      int
	n         int
	k, of     int
	counted   bool // every point says k of n
	shares    bool // the values are shares
	lastValue float64
}

// gather takes the values of a window. Points must have one in every period of
// it; events come when they come. The outcome tells what is missing.
func gather(s trend.Series, first, last trend.Period) (*sample, Outcome) {
	out := &sample{shares: s.Kind == trend.Proportion, counted: true}
	from := time.Time{}
	if !first.IsZero() {
		from = first.Start()
	}
	if len(s.Events) > 0 {
		out.takeEvents(s.EventsSoFar(), from, last.Next().Start())
	} else if o := out.takePoints(s, first, last, from); !o.Detail.IsZero() {
		return out, o
	}
	if len(out.values) == 0 {
		if first.IsZero() || first == last {
			return out, missing("no data for %s", last)
		}
		return out, missing("no data for %s to %s", first, last)
	}
	out.lastValue = out.values[len(out.values)-1]
	return out, Outcome{}
}

func (out *sample) takeEvents(events []trend.Event, from, before time.Time) {
	for _, e := range events {
		if e.Start.Before(from) || !e.Start.Before(before) {
			continue
		}
		out.events, out.values, out.n = append(out.events, e), append(out.values, e.Length), out.n+1
		if e.Open {
			out.open++
		}
	}
}

func (out *sample) takePoints(s trend.Series, first, last trend.Period, from time.Time) Outcome {
	points := map[trend.Period]trend.Point{}
	for _, p := range s.Points {
		points[p.Period] = p
	}
	want := first
	for _, v := range s.Values() {
		if v.Period.Start().Before(from) || (s.Kind != trend.Gap && last.Before(v.Period)) {
			continue
		}
		if want.IsZero() {
			want = v.Period
		}
		if s.Kind != trend.Gap && v.Period != want {
			return missing("no data for %s", want)
		}
		want = v.Period.Next()
		p := points[v.Period]
		out.values, out.n = append(out.values, v.Value), out.n+max(p.N, 1)
		out.k, out.of, out.counted = out.k+p.K, out.of+p.N, out.counted && p.Counted
	}
	if s.Kind != trend.Gap && !want.IsZero() && !last.Before(want) {
		return missing("no data for %s", want)
	}
	return Outcome{}
}

// aggregate sums up the sample. atLeast tells that what is still open can make it
// more; why says in words that it cannot be told.
func (s *sample) aggregate(agg string) (x float64, atLeast bool, why Said) {
	switch agg {
	case "median":
		x, atLeast = s.percentile(0.5)
	case "p90":
		x, atLeast = s.percentile(0.9)
	case "mean":
		x, atLeast = mean(s.values), s.open > 0
	case "min":
		x = slices.Min(s.values)
		atLeast = !slices.ContainsFunc(s.events, func(e trend.Event) bool { return !e.Open && e.Length == x }) && s.open > 0
	case "max":
		x, atLeast = slices.Max(s.values), s.open > 0
	case "last":
		x, atLeast = s.lastValue, s.open > 0 && s.events[len(s.events)-1].Open
	case "sum":
		x, atLeast = total(s.values), s.open > 0
	case "count":
		x = float64(len(s.values))
	default:
		return s.share(agg)
	}
	return x, atLeast, Said{}
}

func (s *sample) share(agg string) (x float64, atLeast bool, why Said) {
	switch {
	case agg == "share" && s.counted && s.of > 0:
		return float64(s.k) / float64(s.of), false, Said{}
	case agg == "share" && s.shares:
		return mean(s.values), false, Said{}
	}
	return 0, false, say("%s is for proportions", agg)
}

func (s *sample) percentile(p float64) (x float64, atLeast bool) {
	if len(s.events) == 0 {
		return trend.Quantile(s.values, p), false
	}
	x, reached := trend.LengthReached(s.events, p)
	return x, !reached
}
