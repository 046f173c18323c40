package trend

import (
	"slices"
	"time"
)

// Newest is the value that stands for the series, and that its target is judged
// by: that of the newest complete period, or the least that it can come to
// (AtLeast). ok is false when there is none.
func (a *Analysis) Newest() (v PeriodValue, ok bool) {
	known := slices.Concat(complete(a.Periods), complete(a.Waiting))
	if len(known) == 0 {
		return PeriodValue{}, false
	}
	return slices.MaxFunc(known, func(v, w PeriodValue) int { return order(v.Period, w.Period) }), true
}

// Rises is the way that the values go: +1, −1, or 0. It is the test's, since the middle
// slope can be 0 where many values are equal.
func (a *Analysis) Rises() int { return a.test.rises() }

// Weakens reports weak evidence, without a verdict, that the values move for the worse.
func (a *Analysis) Weakens() bool {
	return a.Trend.Verdict == NoEvidence && a.Trend.Evidence == Weak && direction(a.Rises(), a.series.Better) == Worsening
}

// Stale reports that the newest value is too old to say anything of now.
func (a *Analysis) Stale() bool { return a.test.stale }

// Judged is the value that a target is held against on a day, from what was known
// at the end of it: that of the newest complete period, or the least that it can
// come to; of gaps the longer of the last gap and the one still open. ok is false
// when no period is complete by then.
func (s Series) Judged(day time.Time) (v PeriodValue, ok bool) {
	s = s.At(day)
	values := s.Values()
	if len(values) == 0 {
		return PeriodValue{}, false
	}
	v = values[len(values)-1]
	if s.Kind == Gap {
		if open := float64(v.Period.Steps(PeriodOf(Day, s.AsOf))); open > v.Value {
			v.Value, v.AtLeast = open, true
		}
	}
	return v, true
}

// Meets reports whether a value is at least as good as a target. sure is false when
// the value can only grow and more would change the answer; then it does not meet it.
func (v PeriodValue) Meets(target float64, better Better) (met, sure bool) {
	met = reached(v.Value, target, better)
	if !v.AtLeast {
		return met, true
	}
	if better == Higher {
		return met, met
	}
	return false, !met // more only moves away from it
}
