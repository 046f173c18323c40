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
	raw         []float64 // the same before the logarithm; nil where there is none
	resid       []float64 // what the line, and the season, leave over
	open        []bool    // of events: y is a lower bound; else nil
	origin      float64   // position of the first event in its period; 0 for points
	first, last Period
	missing     int
	kendall     kendall
	line        line
	factor      float64
	p0, p1      float64 // Mann-Kendall's without and with persistence
	steps       Steps
	alone       bool    // Mann-Kendall's test is the only one
	pSign       float64 // of the difference-sign test; 1 where there is none
	regular     bool    // at least four of five gaps are one step: persistence can be told
	walks       bool    // a random walk moves like this
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
	t := tested{n: len(points), pSign: 1, missing: a.Summary.Missing}
	if t.n == 0 {
		return t
	}
	t.first, t.last = points[0].Period, points[t.n-1].Period
	t.t, t.y, _ = columns(samples(points))
	if t.logs = a.series.Kind == Duration; t.logs {
		t.raw, t.y = t.y, logsOf(t.y)
	}
	t.steps = stepsOf(t.t, t.y, nil)
	if t.n >= leastForTrend {
		t.run(a.series.Season)
	}
	return t
}

// run is Mann-Kendall with Sen's line over periods, within seasons when two
// cycles of a declared season are there.
func (t *tested) run(season int) {
	if span := t.t[t.n-1] + 1; season >= 2 && span >= float64(2*season) {
		t.method = "seasonal-mann-kendall"
		t.kendall, t.line = seasonal(t.t, t.y, season)
		t.resid = deseasoned(t.t, detrended(t.t, t.y, t.line.slope), season)
	} else {
		t.method = "mann-kendall"
		t.kendall = mannKendall(t.t, t.y, nil)
		t.line = senLine(t.t, t.y, t.kendall.variance)
		t.resid = detrended(t.t, t.y, t.line.slope)
	}
	t.regular = regular(t.t)
	t.weigh()
	if t.alone = t.method != "mann-kendall"; t.alone {
		t.steps.run = 0 // the newest steps follow the season
		return
	}
	t.countSteps()
}

// weigh sets persistence and both p.
func (t *tested) weigh() {
	_, t.factor = persistence(t.resid)
	t.walks = walks(t.t, t.resid, t.line.slope)
	t.p0, t.p1 = twoSided(t.kendall.z(1)), twoSided(t.kendall.z(t.factor))
}

// testEvents is Mann-Kendall over the logarithms of lengths by start. Events have
// no cadence to keep, so neighbours are those that began one after the other.
func (a *Analysis) testEvents(events []Event) tested {
	t := tested{n: len(events), pSign: 1, alone: true, logs: true, regular: true, method: "mann-kendall"}
	t.first, t.last = PeriodOf(a.series.Cadence, events[0].Start), PeriodOf(a.series.Cadence, events[t.n-1].Start)
	some := false
	t.open = make([]bool, t.n)
	origin := a.series.Cadence.Position(events[0].Start)
	t.origin = origin - math.Floor(origin)
	for i, e := range events {
		t.t = append(t.t, settle(a.series.Cadence.Position(e.Start)-origin))
		t.y = append(t.y, e.Length)
		t.open[i], some = e.Open, some || e.Open
	}
	t.raw, t.y = t.y, logsOf(t.y)
	if t.n < leastForTrend {
		return t
	}
	t.kendall = mannKendall(t.t, t.y, t.open)
	if some {
		t.line = openLine(t.t, t.y, t.open, t.kendall.variance)
	} else {
		t.line = senLine(t.t, t.y, t.kendall.variance)
	}
	t.resid = detrended(t.t, t.y, t.line.slope)
	t.weigh()
	t.steps = stepsOf(t.t, t.y, t.open)
	return t
}

// testGaps compares the rate of events in the newer half of the time with that
// in the older half. The time runs from the event before the first gap to AsOf.
func (a *Analysis) testGaps(points []Point) tested {
	t := tested{n: len(points), pSign: 1, alone: true, method: "rate-ratio", regular: true, factor: 1, line: noLine}
	if t.n == 0 {
		return t
	}
	t.first, t.last = points[0].Period, points[t.n-1].Period
	t.t, t.y, _ = columns(samples(points))
	t.steps = stepsOf(t.t, t.y, nil)
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

// countSteps makes the difference-sign test, which counts only where most steps go
// the way of Mann and Kendall's S, and that is beyond chance as it stands: many small
// steps up and a few long ones down are no rise.
func (t *tested) countSteps() {
	t.steps = stepsOf(t.t, t.y, nil)
	if t.steps.way() == sign(t.kendall.s) && t.p0 < 0.05 {
		t.pSign = t.steps.P()
	}
}

// p is the chance of the test alone: the smaller of Mann and Kendall's and of the
// difference-sign test's, after Holm's correction for the two (Holm 1979). Where
// persistence cannot be told, or is that of a random walk, Mann and Kendall's does not
// count. Of seasons, single events and gaps there is one test only.
func (t *tested) p() float64 {
	if t.alone {
		return t.firm()
	}
	return min(1, 2*min(t.firm(), t.pSign))
}

// firm is Mann and Kendall's p with persistence; 1 where it does not count.
func (t *tested) firm() float64 {
	if !t.regular || t.walks {
		return 1
	}
	return t.p1
}

// bySign reports whether the difference-sign test is the surer one.
func (t *tested) bySign() bool { return !t.alone && t.pSign < t.firm() }

// varies reports that not all values are the same.
func (t *tested) varies() bool {
	return t.method == "rate-ratio" || t.kendall.variance > 0
}

// why is what keeps weak evidence from being strong. Persistence is named only where
// the evidence would be strong without it.
func (t *tested) why() Why {
	switch {
	case t.evidence() != Weak:
		return ""
	case !t.regular:
		return Gapped
	case t.alone || 2*t.p0 < 0.05:
		return Persistent
	}
	return TwoTests
}

// evidence weighs the test by itself.
func (t *tested) evidence() Evidence {
	switch {
	case t.p() < 0.05:
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
