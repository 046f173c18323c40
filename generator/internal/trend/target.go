package trend

import (
	"math"
	"time"
)

// attain sets the series against its target, all but the projected date, which
// needs the verdict.
func (a *Analysis) attain() {
	target := a.series.Target
	if target == nil || !isFinite(target.Value) {
		return
	}
	v := &Attained{Value: target.Value + 0, Now: a.Summary.Last}
	a.assure(v)
	if !target.By.IsZero() {
		v.By = target.By.UTC().Format(time.DateOnly)
	}
	if now, ok := a.Newest(); ok && a.series.Better != Neutral && !a.Stale() {
		if met, sure := now.Meets(target.Value, a.series.Better); sure {
			v.Met = &met
		}
	}
	if b := a.series.Baseline; b != nil && v.Now != nil && isFinite(b.Value) && !a.Outdated() {
		v.Attainment = number((*v.Now - b.Value) / (target.Value - b.Value))
		a.setPace(v, b, target)
	}
	v.Within = a.within(target.Value)
	a.Target = v
}

// Outdated reports whether the baseline was measured under an earlier definition,
// so that no value of today can be compared with it.
func (a *Analysis) Outdated() bool {
	b := a.series.Baseline
	definition, _ := a.series.since()
	return b != nil && !b.At.IsZero() && !definition.IsZero() && b.At.Start().Before(definition.Start())
}

// reached reports whether a value is at least as good as the target.
func reached(now, target float64, better Better) bool {
	if better == Higher {
		return now >= target
	}
	return now <= target
}

// setPace tells where a straight way from the baseline (the end of its period) to the
// target (on its day) is on AsOf.
func (a *Analysis) setPace(v *Attained, b *Baseline, target *Target) {
	if b.At.IsZero() || target.By.IsZero() {
		return
	}
	start := b.At.End()
	whole, gone := target.By.Sub(start).Hours(), a.series.AsOf.Sub(start).Hours()
	if whole <= 0 || gone < 0 {
		return
	}
	share := math.Min(1, gone/whole)
	v.Pace = number(b.Value + float64(share*(target.Value-b.Value)))
	if v.Pace != nil && a.series.Better != Neutral {
		on := reached(*v.Now, *v.Pace, a.series.Better)
		v.OnCourse = &on
	}
}

// assurance sets the target against the limits: met or missed by the whole
// range of ordinary values, or hit-and-miss ("Making Data Count").
func assurance(l *Limits, target float64, better Better) string {
	if l == nil || better == Neutral {
		return ""
	}
	low, high := l.Lower, l.Upper
	if better == Higher {
		low, high, target = -high, -low, -target
	}
	switch {
	case high <= target:
		return "consistently-met"
	case low > target:
		return "consistently-missed"
	}
	return "hit-and-miss"
}

// assure sets the target against the limits, and against the periods that they were
// drawn from: where the two disagree, since one value sets the limits, the target is
// neither met nor missed consistently.
func (a *Analysis) assure(v *Attained) {
	if a.Limits == nil || a.Stale() {
		return
	}
	v.Assurance = assurance(a.Limits, v.Value, a.series.Better)
	drawn := a.charted()
	v.Periods = len(drawn)
	for _, p := range drawn {
		v.Reached += b2i(reached(p.Value, v.Value, a.series.Better))
	}
	v.Disputed = v.Assurance == "consistently-met" && v.Reached < v.Periods ||
		v.Assurance == "consistently-missed" && v.Reached > 0
	if v.Disputed {
		v.Assurance = "hit-and-miss"
	}
}

// within is the share of events that ended within the target, read off the
// Kaplan-Meier curve, or of complete periods that reached it.
func (a *Analysis) within(target float64) *float64 {
	if a.series.Better == Neutral {
		return nil
	}
	if a.Durations != nil {
		share, ok := within(spansOf(a.series.begun()), target)
		if !ok || a.series.Better == Higher {
			return nil
		}
		return number(share)
	}
	points := a.current()
	if len(points) == 0 {
		return nil
	}
	hit := 0
	for _, p := range points {
		if reached(p.Value, target, a.series.Better) {
			hit++
		}
	}
	return number(float64(hit) / float64(len(points)))
}

// project fills in the date at which the line through the medians meets the
// target, with the dates of the interval of the slope. It is shown only when the
// target is not met yet, the verdict is a claim, the slope leads to the target
// and its interval leaves 0 out, and the date lies ahead, by at most the length
// of the history.
func (a *Analysis) project() {
	v, l := a.Target, a.test.line
	v.Projected, v.Earliest, v.Latest = "", "", ""
	if v.Met != nil && *v.Met {
		return
	}
	switch a.Trend.Verdict {
	case Improving, Rising, Falling:
	default:
		return
	}
	if len(a.test.t) == 0 || a.test.n < leastForTrend {
		return
	}
	goal := v.Value
	if a.test.logs {
		goal = math.Log(goal)
	}
	at, early, late, ok := meet(a.test.t, a.test.y, l, goal)
	if !ok {
		return
	}
	v.Projected, v.Earliest, v.Latest = a.ahead(at), a.ahead(early), a.ahead(late)
}

// meet gives the times at which lines of the three slopes through (median t,
// median y) meet the goal, the middle one after the last value and not further
// from it than the first one is.
func meet(t, y []float64, l line, goal float64) (at, early, late float64, ok bool) {
	if !isFinite(goal) || !(l.low > 0 || l.high < 0) {
		return 0, 0, 0, false
	}
	mt, my := median(t), median(y)
	times := [3]float64{}
	for i, b := range [3]float64{l.slope, l.low, l.high} {
		times[i] = mt + (goal-my)/b
	}
	at, early, late = times[0], math.Min(times[1], times[2]), math.Max(times[1], times[2])
	first, last := t[0], t[len(t)-1]
	ok = isFinite(at) && isFinite(early) && isFinite(late) && at > last && at-last <= last-first
	return at, early, late, ok
}

// ahead is the first period whose value the line puts at the goal or beyond, for
// a time in steps from the first value; of events, the period of that time.
func (a *Analysis) ahead(t float64) string {
	steps := math.Ceil(t - 1e-9)
	if a.Durations != nil {
		steps = math.Floor(t + a.test.origin)
	}
	return a.test.first.Add(int(steps)).String()
}
