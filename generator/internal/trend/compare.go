package trend

import (
	"math"
	"time"
)

// compare sets the newer half against the older half: exact rates for counts,
// the log-rank test for durations. Gaps have been compared by their test.
func (a *Analysis) compare(points []Point, events []Event) {
	switch {
	case a.series.Kind == Count:
		a.Comparison = compareCounts(points)
	case len(events) >= leastForTrend:
		a.Comparison = compareEvents(events, a.series.AsOf)
	}
}

// compareCounts takes two windows of equally many periods; with an odd number
// the oldest period is in neither. nil below 8 periods or with broken counts.
func compareCounts(points []Point) *Comparison {
	n := len(points) / 2
	if 2*n < leastForTrend {
		return nil
	}
	points = points[len(points)-2*n:]
	older, newer := sum(values(points[:n])), sum(values(points[n:]))
	for _, v := range []float64{older, newer} {
		if v != math.Trunc(v) || v < 0 || v > 1e6 {
			return nil
		}
	}
	c := Comparison{Method: "rate-ratio", Older: int(older), Newer: int(newer), Since: points[n].Period.Start()}
	c.rates(float64(n), float64(n))
	return &c
}

// rates sets the exact comparison of the newer rate with the older one.
func (c *Comparison) rates(older, newer float64) {
	ratio, low, high, p := RateRatio(c.Newer, newer, c.Older, older)
	c.Ratio, c.Low, c.High, c.P = number(ratio), bound(low), bound(high), p
}

// compareEvents splits the time from the first start to the day in two and
// compares how long the events of the halves last. nil when one half is empty.
func compareEvents(events []Event, asOf time.Time) *Comparison {
	first := events[0].Start.UTC()
	middle := first.Add(asOf.Sub(first) / 2).Truncate(24 * time.Hour)
	i := 0
	for i < len(events) && events[i].Start.Before(middle) {
		i++
	}
	older, newer := spansOf(events[:i]), spansOf(events[i:])
	_, p, ok := logRank(older, newer)
	if !ok || len(older) == 0 || len(newer) == 0 {
		return nil
	}
	m0, _, _ := medianOf(kaplanMeier(older))
	m1, _, _ := medianOf(kaplanMeier(newer))
	return &Comparison{Method: "log-rank", Older: len(older), Newer: len(newer), P: p, Since: middle, OlderM: number(m0), NewerM: number(m1)}
}
