package maturity

import (
	"fmt"
	"slices"
	"time"

	"candor/generator/internal/trend"
)

// ofMetric decides a clause over a metric as it stood on the day.
func ofMetric(c Clause, s trend.Series, day time.Time) Outcome {
	want, ok := inUnitOf(s, c)
	if !ok {
		return missing("the unit of the rule is not that of the metric")
	}
	last := trend.PeriodOf(s.Cadence, day)
	if !last.Complete(day) {
		last = last.Add(-1)
	}
	switch {
	case c.Window.Every:
		return everyPeriod(c, s, want, last)
	case c.Window.Months > 0:
		return together(c, s, want, firstOf(last, c.Window.Months), last)
	case c.Agg == "" || c.Agg == "last":
		return newest(c, s, want, last)
	}
	return together(c, s, want, trend.Period{}, last)
}

// inUnitOf converts the rule's value into the unit of the metric; ok is false
// when the two do not go together.
func inUnitOf(s trend.Series, c Clause) (want float64, ok bool) {
	if c.Agg == "count" || c.Unit == "" {
		return c.Value, true
	}
	if c.Unit == "%" {
		if s.Kind == trend.Proportion {
			return c.Value / 100, true
		}
		return c.Value, s.Unit == "%" || s.Unit == "percent"
	}
	from, _ := trend.UnitLength(c.Unit)
	to, ok := trend.UnitLength(s.Unit)
	if !ok {
		return 0, false
	}
	return c.Value * float64(from) / float64(to), true
}

// firstOf is the first period that lies whole in the last months, at least the
// last one.
func firstOf(last trend.Period, months int) trend.Period {
	start := last.Next().Start().AddDate(0, -months, 0)
	first := trend.PeriodOf(last.Cadence(), start)
	if first.Start().Before(start) {
		first = first.Next()
	}
	if last.Before(first) {
		return last
	}
	return first
}

// newest takes the value of the newest complete period; of gaps the newest one.
func newest(c Clause, s trend.Series, want float64, last trend.Period) Outcome {
	values := s.Values()
	if len(values) == 0 || (s.Kind != trend.Gap && values[len(values)-1].Period != last) {
		return missing("no data for " + last.String())
	}
	v := values[len(values)-1]
	return c.compared(v.Value, want, figure(s, v.Value)+" in "+v.Period.String())
}

// everyPeriod wants the comparison to hold in each period of the window.
func everyPeriod(c Clause, s trend.Series, want float64, last trend.Period) Outcome {
	values := map[trend.Period]trend.PeriodValue{}
	for _, v := range s.Values() {
		values[v.Period] = v
	}
	var o Outcome
	for p := firstOf(last, c.Window.Months); !last.Before(p); p = p.Next() {
		one := Outcome{}
		switch v, there := values[p]; {
		case !there:
			return missing("no data for " + p.String())
		case len(s.Events) > 0:
			one = together(c, s, want, p, p)
		default:
			one = c.compared(v.Value, want, figure(s, v.Value)+" in "+p.String())
		}
		if !one.Met {
			return one
		}
		o = one
	}
	return o
}

// together takes all values of the periods first … last as one sample; from the
// beginning when first is zero.
func together(c Clause, s trend.Series, want float64, first, last trend.Period) Outcome {
	sample, o := gather(s, first, last)
	if o.Detail != "" {
		return o
	}
	if c.AtLeast > 0 && sample.n < c.AtLeast {
		return missing(fmt.Sprintf("n = %d of %d", sample.n, c.AtLeast))
	}
	agg := c.Agg
	if agg == "" {
		agg = map[trend.Kind]string{trend.Count: "sum", trend.Proportion: "share"}[s.Kind]
	}
	if agg == "" {
		agg = "median"
	}
	x, why := sample.aggregate(agg)
	switch {
	case why != "" && sample.halfOpen && (c.Op == "<=" || c.Op == "<"):
		return Outcome{Reason: Value, Detail: why}
	case why != "":
		return missing(why)
	case agg == "count":
		return c.compared(x, want, trend.Figure(x)+" counted")
	}
	return c.compared(x, want, agg+" "+figure(s, x))
}

// sample is what a window holds.
type sample struct {
	values    []float64 // of points, by period; lengths of events, by start
	events    []trend.Event
	open      int
	n         int
	k, of     int
	counted   bool // every point says k of n
	shares    bool // the values are shares
	halfOpen  bool // set when a percentile is not reached
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
	} else if o := out.takePoints(s, first, last, from); o.Detail != "" {
		return out, o
	}
	if len(out.values) == 0 {
		if first.IsZero() || first == last {
			return out, missing("no data for " + last.String())
		}
		return out, missing(fmt.Sprintf("no data for %s to %s", first, last))
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
			return missing("no data for " + want.String())
		}
		want = v.Period.Next()
		p := points[v.Period]
		out.values, out.n = append(out.values, v.Value), out.n+max(p.N, 1)
		out.k, out.of, out.counted = out.k+p.K, out.of+p.N, out.counted && p.Counted
	}
	if s.Kind != trend.Gap && !want.IsZero() && !last.Before(want) {
		return missing("no data for " + want.String())
	}
	return Outcome{}
}

// aggregate sums up the sample; why says in words that it cannot.
func (s *sample) aggregate(agg string) (x float64, why string) {
	switch agg {
	case "median":
		return s.percentile(0.5, "more than half are still open")
	case "p90":
		return s.percentile(0.9, "too many are still open for a p90")
	case "mean":
		if s.open > 0 {
			return 0, fmt.Sprintf("a mean needs closed events, %d still open", s.open)
		}
		return mean(s.values), ""
	case "min":
		return slices.Min(s.values), ""
	case "max":
		return slices.Max(s.values), ""
	case "last":
		return s.lastValue, ""
	case "sum":
		return total(s.values), ""
	case "count":
		return float64(len(s.values)), ""
	case "share":
		if s.counted && s.of > 0 {
			return float64(s.k) / float64(s.of), ""
		}
		if s.shares {
			return mean(s.values), ""
		}
	}
	return 0, agg + " is for proportions"
}

func (s *sample) percentile(p float64, why string) (float64, string) {
	if len(s.events) == 0 {
		return trend.Quantile(s.values, p), ""
	}
	x, ok := trend.LengthReached(s.events, p)
	if !ok {
		s.halfOpen = true
		return 0, why
	}
	return x, ""
}

// figure writes a value of a metric in the short units of rules: "6.5 h".
func figure(s trend.Series, x float64) string {
	if s.Kind == trend.Proportion {
		return trend.Percent(x)
	}
	short := map[string]string{"minutes": "m", "hours": "h", "days": "d", "weeks": "w"}
	if u, ok := short[s.Unit]; ok {
		return trend.Figure(x) + " " + u
	}
	return trend.Quantity(x, s.Unit)
}
