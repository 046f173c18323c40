package trend

import (
	"cmp"
	"maps"
	"slices"
	"time"
)

// begun gives the events that count on the day: started by AsOf, under the
// current definition, of a finite length, by start.
func (s Series) begun() []Event {
	definition, _ := s.since()
	end := s.AsOf.UTC().Truncate(24 * time.Hour).Add(24 * time.Hour)
	var out []Event
	for _, e := range s.Events {
		if !e.Start.Before(end) || !isFinite(e.Length) || e.Length < 0 {
			continue
		}
		if !definition.IsZero() && e.Start.Before(definition.Start()) {
			continue
		}
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b Event) int {
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.Length, b.Length), cmp.Compare(b2i(a.Open), b2i(b.Open)))
	})
	return out
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// PeriodMedians gives Kaplan and Meier's median of the events that began in
// each period; where half or more of them are open, the least that it can come to.
func PeriodMedians(c Cadence, events []Event, asOf time.Time) []PeriodValue {
	groups := map[Period][]Event{}
	for _, e := range events {
		p := PeriodOf(c, e.Start)
		groups[p] = append(groups[p], e)
	}
	var out []PeriodValue
	for _, p := range slices.SortedFunc(maps.Keys(groups), order) {
		out = append(out, periodMedian(p, groups[p], asOf))
	}
	return out
}

// periodMedian is the median of one period's events.
func periodMedian(p Period, events []Event, asOf time.Time) PeriodValue {
	v := PeriodValue{Period: p, Partial: !p.Complete(asOf), N: len(events)}
	for _, e := range events {
		v.Open += b2i(e.Open)
	}
	spans := spansOf(events)
	v.Value, _, _ = medianOf(kaplanMeier(spans))
	if v.AtLeast = 2*v.Open >= v.N || !isFinite(v.Value); v.AtLeast {
		v.Value = soFar(spans, 0.5)
	}
	return v
}

// soFar is a quantile of the lengths up to the day: what is open can only get
// longer, so that the quantile can only come to more.
func soFar(spans []span, p float64) float64 {
	lengths := make([]float64, len(spans))
	for i, s := range spans {
		lengths[i] = s.length
	}
	return Quantile(lengths, p)
}

// durationsOf sums up lengths, open ones included.
func durationsOf(spans []span) *Durations {
	if len(spans) == 0 {
		return nil
	}
	closed, oldest := split(spans)
	d := &Durations{N: len(spans), Open: len(spans) - len(closed), Survival: kaplanMeier(spans)}
	m, low, high := medianOf(d.Survival)
	d.Median = number(m)
	if d.Median == nil {
		d.MedianAtLeast = number(soFar(spans, 0.5))
	}
	if d.Open > 0 {
		d.OldestOpen = number(oldest)
		d.MedianLow, d.MedianHigh = bound(low), bound(high)
	} else if lo, hi, ok := medianInterval(closed); ok {
		d.MedianLow, d.MedianHigh = bound(lo), bound(hi)
	}
	d.Mean, d.GeometricMean = number(mean(closed)), settled(geometricMean(closed))
	d.ClosedOnlyMedian = number(middle(closed))
	if d.N >= 10 {
		d.P90, d.P90AtLeast = upper(spans, 0.90)
	}
	if d.N >= 20 {
		d.P95, _ = upper(spans, 0.95)
	}
	return d
}

// upper is a high percentile; where the curve does not come down so far, the
// least that it can come to.
func upper(spans []span, p float64) (reached, atLeast *float64) {
	if x := lengthReached(spans, p); isFinite(x) {
		return number(x), nil
	}
	return nil, number(soFar(spans, p))
}

// split gives the closed lengths, sorted, and the longest that is still open.
func split(spans []span) (closed []float64, oldest float64) {
	for _, s := range spans {
		if s.open {
			oldest = max(oldest, s.length)
		} else {
			closed = append(closed, s.length)
		}
	}
	slices.Sort(closed)
	return closed, oldest
}
