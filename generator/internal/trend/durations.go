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
// each period, for the periods where it is reached; by period.
func PeriodMedians(c Cadence, events []Event, asOf time.Time) []PeriodValue {
	reached, _ := byPeriod(c, events, asOf)
	return reached
}

// byPeriod gives the median of each period where it is reached, and for the
// others the least that it can come to.
func byPeriod(c Cadence, events []Event, asOf time.Time) (reached, waiting []PeriodValue) {
	groups := map[Period][]Event{}
	for _, e := range events {
		p := PeriodOf(c, e.Start)
		groups[p] = append(groups[p], e)
	}
	for _, p := range slices.SortedFunc(maps.Keys(groups), order) {
		v := PeriodValue{Period: p, Partial: !p.Complete(asOf), N: len(groups[p])}
		for _, e := range groups[p] {
			v.Open += b2i(e.Open)
		}
		if v.Value, _, _ = medianOf(KaplanMeier(groups[p])); isFinite(v.Value) {
			reached = append(reached, v)
			continue
		}
		v.Value = soFar(spansOf(groups[p]))
		waiting = append(waiting, v)
	}
	return reached, waiting
}

// soFar is the median of the lengths up to the day: what is open can only get
// longer, so that the median can only come to more.
func soFar(spans []span) float64 {
	lengths := make([]float64, len(spans))
	for i, s := range spans {
		lengths[i] = s.length
	}
	return median(lengths)
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
		d.AtLeast = number(soFar(spans))
	}
	if d.Open > 0 {
		d.OldestOpen = number(oldest)
		if isFinite(low) {
			d.MedianLow, d.MedianHigh = bound(low), bound(high)
		}
	} else if lo, hi, ok := medianInterval(closed); ok {
		d.MedianLow, d.MedianHigh = bound(lo), bound(hi)
	}
	d.Mean, d.GeometricMean = number(mean(closed)), settled(geometricMean(closed))
	d.ClosedOnlyMedian = number(middle(closed))
	if d.N >= 10 {
		d.P90 = upper(d, closed, 0.90)
	}
	if d.N >= 20 {
		d.P95 = upper(d, closed, 0.95)
	}
	return d
}

// upper is a high percentile: type 7 when all are closed; else read off the
// curve, and absent where the curve does not come down so far.
func upper(d *Durations, closed []float64, p float64) *float64 {
	if d.Open == 0 {
		return number(quantile(closed, p))
	}
	return number(reach(d.Survival, 1-p, func(c Survivor) float64 { return c.S }))
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
