package trend

import (
	"math"
	"time"
)

// tested is the trend test of one series, before its verdict.
type tested struct {
	method      string
	n           int
	t, y        []float64 // what was tested; t in steps from the first value
	origin      float64   // position of the first event in its period; 0 for points
	first, last Period
	missing     int
	kendall     kendall
	line        line
	factor      float64
	p0, p1      float64 // without and with persistence
	regular     bool    // evidence may be strong
	logs        bool
	stale       bool
	fell        bool // rate ratio: fewer in the newer half
}

// tested picks the test by kind.
func (a *Analysis) tested(points []Point, events []Event) tested {
	switch {
	case a.series.Kind == Gap:
		return a.testGaps(points)
	case len(events) > 0:
		return a.testEvents(events)
	}
	t := tested{n: len(points), missing: a.Summary.Missing}
	if t.n == 0 {
		return t
	}
	t.first, t.last = points[0].Period, points[t.n-1].Period
	t.t, t.y, _ = columns(samples(points))
	if t.logs = a.series.Kind == Duration; t.logs {
		t.y = logsOf(t.y)
	}
	if t.n >= leastForTrend {
		t.run(a.series.Season)
	}
	return t
}

// run is Mann-Kendall with Sen's line over periods, within seasons when two
// cycles of a declared season are there.
func (t *tested) run(season int) {
	var resid []float64
	if span := t.t[t.n-1] + 1; season >= 2 && span >= float64(2*season) {
		t.method = "seasonal-mann-kendall"
		t.kendall, t.line = seasonal(t.t, t.y, season)
		resid = deseasoned(t.t, detrended(t.t, t.y, t.line.slope), season)
	} else {
		t.method = "mann-kendall"
		t.kendall = mannKendall(t.t, t.y, nil)
		t.line = senLine(t.t, t.y, t.kendall.variance)
		resid = detrended(t.t, t.y, t.line.slope)
	}
	t.regular = regular(t.t)
	t.weigh(resid)
}

// weigh sets persistence and both p.
func (t *tested) weigh(resid []float64) {
	_, t.factor = persistence(resid)
	t.p0, t.p1 = twoSided(t.kendall.z(1)), twoSided(t.kendall.z(t.factor))
}

// testEvents is Mann-Kendall over the logarithms of lengths by start. Events have
// no cadence to keep, so neighbours are those that began one after the other.
func (a *Analysis) testEvents(events []Event) tested {
	t := tested{n: len(events), logs: true, regular: true, method: "mann-kendall"}
	t.first, t.last = PeriodOf(a.series.Cadence, events[0].Start), PeriodOf(a.series.Cadence, events[t.n-1].Start)
	open, some := make([]bool, t.n), false
	origin := a.series.Cadence.Position(events[0].Start)
	t.origin = origin - math.Floor(origin)
	for i, e := range events {
		t.t = append(t.t, settle(a.series.Cadence.Position(e.Start)-origin))
		t.y = append(t.y, e.Length)
		open[i], some = e.Open, some || e.Open
	}
	t.y = logsOf(t.y)
	if t.n < leastForTrend {
		return t
	}
	t.kendall = mannKendall(t.t, t.y, open)
	if some {
		t.line = openLine(t.t, t.y, open, t.kendall.variance)
	} else {
		t.line = senLine(t.t, t.y, t.kendall.variance)
	}
	t.weigh(detrended(t.t, t.y, t.line.slope))
	return t
}

// testGaps compares the rate of events in the newer half of the time with that
// in the older half. The time runs from the event before the first gap to AsOf.
func (a *Analysis) testGaps(points []Point) tested {
	t := tested{n: len(points), method: "rate-ratio", regular: true, factor: 1, line: noLine}
	if t.n == 0 {
		return t
	}
	t.first, t.last = points[0].Period, points[t.n-1].Period
	origin := float64(t.first.ordinal) - points[0].Value
	end := float64(dayNumber(a.series.AsOf.UTC()))
	half := float64((end - origin) / 2)
	if t.n < leastForTrend || !(half > 0) {
		return t
	}
	c := Comparison{Method: "rate-ratio", Since: time.Unix(int64(math.Ceil(origin+half))*86400, 0).UTC()}
	for _, p := range points {
		if float64(p.Period.ordinal) > origin+half {
			c.Newer++
		} else {
			c.Older++
		}
	}
	c.rates(half, half)
	t.p0, t.p1, t.fell = c.P, c.P, c.Newer < c.Older
	a.Comparison = &c
	return t
}

// evidence weighs the test by itself.
func (t *tested) evidence() Evidence {
	switch {
	case t.regular && t.p1 < 0.05:
		return Strong
	case t.p0 < 0.05:
		return Weak
	}
	return None
}

// rises is the direction of the values: +1, −1, or 0.
func (t *tested) rises() int {
	if t.method == "rate-ratio" { // fewer events, longer gaps
		if t.fell {
			return 1
		}
		return -1
	}
	return sign(t.kendall.s)
}
