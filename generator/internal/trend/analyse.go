package trend

import (
	"math"
	"slices"
	"time"
)

// leastForTrend is the number of values below which nothing is said of a trend.
const leastForTrend = 8

// Analyse says everything of one series. Its verdict stands for the series
// alone; where several are shown together, [AnalyseAll] or [Decide] corrects it.
func Analyse(s Series) *Analysis {
	a := analyse(s)
	Decide([]*Analysis{a})
	return a
}

// AnalyseAll says everything of all series of an edition, in their order, with
// the verdicts corrected for their number.
func AnalyseAll(list []Series) []*Analysis {
	out := make([]*Analysis, len(list))
	for i, s := range list {
		out[i] = analyse(s)
	}
	Decide(out)
	return out
}

// Back says everything of the same series as they stood at the end of an earlier
// day, with the verdicts corrected for their number.
func Back(list []*Analysis, day time.Time) []*Analysis {
	series := make([]Series, len(list))
	for i, a := range list {
		series[i] = a.series.At(day)
	}
	return AnalyseAll(series)
}

// analyse does all but verdict and sentences.
func analyse(s Series) *Analysis {
	a := &Analysis{series: s}
	points, running := s.usable()
	definition, _ := s.since()
	current := from(points, definition)
	events := s.begun()
	if s.Kind == Duration && len(s.Events) > 0 {
		a.ofEvents(events)
	} else {
		a.ofPoints(points, current)
	}
	a.test = a.tested(current, events)
	a.test.stale = s.quietTooLong() || len(events) == 0 && s.Kind != Gap && !running && len(current) > 0 &&
		current[len(current)-1].Period.Stale(s.AsOf)
	if a.test.stale {
		a.Summary.Last = nil
	}
	if a.test.method == "mann-kendall" && a.test.n >= leastForTrend && len(events) == 0 {
		if b, ok := findStep(a.test.t, a.test.y, a.test.line); ok {
			a.step = &b
		}
		if b, ok := a.test.findTurn(); ok && a.step == nil && a.test.evidence() != Strong {
			a.turn = &b
		}
	}
	a.chart()
	a.compare(current, events)
	a.attain()
	if s.Census {
		a.withoutIntervals()
	}
	return a
}

// withoutIntervals takes the intervals off what is a complete count.
func (a *Analysis) withoutIntervals() {
	a.Summary.Low, a.Summary.High = nil, nil
	if d := a.Durations; d != nil {
		d.MedianLow, d.MedianHigh = nil, nil
	}
}

// ofEvents fills in what durations with events have.
func (a *Analysis) ofEvents(events []Event) {
	spans := spansOf(events)
	a.Durations = durationsOf(spans)
	for _, v := range PeriodMedians(a.series.Cadence, events, a.series.AsOf) {
		if v.AtLeast {
			a.Waiting = append(a.Waiting, v)
		} else {
			a.Periods = append(a.Periods, v)
		}
	}
	a.Summary = &Summary{N: len(events)}
	if a.Durations != nil {
		a.Summary.Median = a.Durations.Median
	}
	if v, ok := a.Newest(); ok && !v.AtLeast {
		a.Summary.Last = number(v.Value)
	}
}

// ofPoints fills in what dated points have.
func (a *Analysis) ofPoints(points, current []Point) {
	for _, p := range points {
		a.Periods = append(a.Periods, PeriodValue{Period: p.Period, Value: p.Value, N: p.N})
	}
	a.Summary = &Summary{N: len(current)}
	if len(current) == 0 {
		return
	}
	last := current[len(current)-1]
	if a.series.Kind != Gap {
		a.Summary.Missing = current[0].Period.Steps(last.Period) + 1 - len(current)
	}
	a.Summary.Last, a.Summary.Median = number(last.Value), number(median(values(current)))
	switch a.series.Kind {
	case Count:
		a.Summary.perPeriod(current)
	case Proportion:
		a.Summary.share(last)
	case Gap:
		a.gaps(current)
	}
}

// perPeriod gives the rate of counts per period with Garwood's interval, which
// takes whole counts only.
func (s *Summary) perPeriod(points []Point) {
	total := sum(values(points))
	s.Rate = number(total / float64(len(points)))
	if total >= 0 && total == math.Trunc(total) && total < 1e9 {
		low, high := Garwood(int(total), float64(len(points)))
		s.Low, s.High = number(low), number(high)
	}
}

// share gives k of n of the last value with its interval.
func (s *Summary) share(last Point) {
	if !last.Counted || last.N <= 0 || last.K < 0 || last.K > last.N {
		return
	}
	k, n := last.K, last.N
	low, high := shareInterval(k, n)
	s.K, s.Of = &k, &n
	s.Rate, s.Low, s.High = number(float64(k)/float64(n)), number(low), number(high)
}

// gaps gives the rate of events per day, the open gap included in the time.
func (a *Analysis) gaps(points []Point) {
	last := points[len(points)-1].Period
	open := float64(last.Steps(PeriodOf(Day, a.series.AsOf)))
	a.OpenGap = number(open)
	days := sum(values(points)) + open
	if days > 0 {
		low, high := Garwood(len(points), days)
		a.Summary.Rate = number(float64(len(points)) / days)
		a.Summary.Low, a.Summary.High = number(low), number(high)
	}
}

func values(points []Point) []float64 {
	out := make([]float64, len(points))
	for i, p := range points {
		out[i] = p.Value
	}
	return out
}

// complete leaves the running period out.
func complete(in []PeriodValue) []PeriodValue {
	return slices.DeleteFunc(slices.Clone(in), func(v PeriodValue) bool { return v.Partial })
}

// chart draws limits for every stretch, or the time between counts that are few, and
// counts runs over the last definition.
func (a *Analysis) chart() {
	drawn := complete(a.Periods)
	definition, limits := a.series.since()
	switch current := a.current(); {
	case a.series.Kind == Count && len(current) > 0 && mean(values(current)) < leastMean:
		a.rare(current)
	case a.series.Kind == Level && mostlyZero(current): // one event would be outside, and the zeros behind it a run
	default:
		a.bands(drawn, limits)
	}
	var y []float64
	for _, p := range drawn {
		if definition.IsZero() || !p.Period.Start().Before(definition.Start()) {
			y = append(y, p.Value)
		}
	}
	if len(y) >= leastForTrend {
		r := runsAbout(y, median(y))
		a.Runs = &r
	}
}

// mostlyZero reports values of which more than half are 0, and some are not.
func mostlyZero(points []Point) bool {
	zero := 0
	for _, p := range points {
		zero += b2i(p.Value == 0)
	}
	return 2*zero > len(points) && zero < len(points)
}

// bands draws the limits of every stretch.
func (a *Analysis) bands(drawn []PeriodValue, limits Period) {
	for _, stretch := range a.stretches(drawn) {
		if l := a.limits(stretch); l != nil {
			a.Segments = append(a.Segments, *l)
			if limits.IsZero() || !l.Last.Start().Before(limits.Start()) {
				a.Limits = l
			}
		}
	}
}

// current is the complete points under the current definition.
func (a *Analysis) current() []Point {
	points, _ := a.series.usable()
	definition, _ := a.series.since()
	return from(points, definition)
}

// stretches cuts the values at every declared change of limits or definition.
func (a *Analysis) stretches(drawn []PeriodValue) [][]PeriodValue {
	var cuts []time.Time
	for _, c := range a.series.Changes {
		if (c.Rebase || c.Definition) && !c.At.IsZero() {
			cuts = append(cuts, c.At.Start())
		}
	}
	slices.SortFunc(cuts, time.Time.Compare)
	var out [][]PeriodValue
	for _, cut := range cuts {
		i := 0
		for i < len(drawn) && drawn[i].Period.Start().Before(cut) {
			i++
		}
		if i > 0 {
			out = append(out, drawn[:i])
		}
		drawn = drawn[i:]
	}
	return append(out, drawn)
}

// limits draws one stretch on the scale of its kind: logarithms for durations,
// y^(1/3.6) for gaps, cut to what the kind can be for counts and shares.
func (a *Analysis) limits(stretch []PeriodValue) *Limits {
	same := func(y []float64) []float64 { return y }
	plain := func(x float64) float64 { return x }
	switch a.series.Kind {
	case Duration:
		return limitsOf(stretch, logsOf, math.Exp)
	case Gap:
		return limitsOf(stretch, weibull, unweibull)
	case Count:
		return limitsOf(stretch, same, func(x float64) float64 { return max(x, 0) })
	case Proportion:
		return limitsOf(stretch, same, func(x float64) float64 { return min(max(x, 0), 1) })
	}
	return limitsOf(stretch, same, plain)
}
