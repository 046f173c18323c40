package trend

import (
	"fmt"
	"math"
	"strings"
)

// targetSentence is the value against the target, the way so far, and the date.
func (a *Analysis) targetSentence() string {
	v := a.Target
	goal := a.t("Target: ") + a.series.goal(v.Value)
	if by := a.series.Target.By; !by.IsZero() {
		goal += a.t(" by ") + a.series.day(by)
		if by.Before(a.series.AsOf) && (a.Target.Met == nil || !*a.Target.Met) {
			goal += a.t(", which has passed")
		}
	}
	if w, ok := a.waiting(); ok {
		return strings.Join(append([]string{goal + "; " + a.waitingWords(w) + a.metWords()}, a.dateWords()...), ". ") + "."
	}
	if a.Stale() {
		return goal + fmt.Sprintf(a.t("; the last value was %s %s"), a.series.quantity(*a.Trend.LastValue), a.series.in(a.Trend.Last)) + "."
	}
	if v.Now == nil {
		return goal + a.t(". There is no value to compare with it.")
	}
	now := a.t("; now ") + a.series.quantity(*v.Now) + a.ofPeriod()
	parts := []string{goal + now + a.metWords()}
	if s := a.wayWords(); s != "" {
		parts = append(parts, s)
	}
	parts = append(parts, a.dateWords()...)
	return strings.Join(parts, ". ") + "."
}

// ofPeriod says what the value of durations is: the median of a period, which is
// not that of all events in the headline. "" for other kinds.
func (a *Analysis) ofPeriod() string {
	done := complete(a.Periods)
	if a.Durations == nil || len(done) == 0 {
		return ""
	}
	last := done[len(done)-1]
	return fmt.Sprintf(a.t(" (median of %s, %s)"), last.Period, a.series.counted(last.N, "event", "events"))
}

// waiting is the newest complete period when half or more of its events are open.
func (a *Analysis) waiting() (v PeriodValue, ok bool) {
	v, _ = a.Newest()
	return v, v.AtLeast
}

// waitingWords say what is known of a median while half of the events are open.
func (a *Analysis) waitingWords(v PeriodValue) string {
	if v.N == 1 {
		return fmt.Sprintf(a.t("the only event of %s is still open after %s"), a.series.period(v.Period), a.series.quantity(v.Value))
	}
	open := a.t("are still open")
	if v.Open == 1 {
		open = a.t("is still open")
	}
	return fmt.Sprintf(a.t("of %s %s, %s %s: the median is at least %s"), a.series.counted(v.N, "event", "events"), a.series.in(v.Period), Figure(float64(v.Open)), open, a.series.quantity(v.Value))
}

// goal writes the target with its direction.
func (s Series) goal(x float64) string {
	switch {
	case s.extreme(x):
		return s.quantity(x)
	case s.Better == Lower:
		return s.t("at most ") + s.quantity(x)
	case s.Better == Higher:
		return s.t("at least ") + s.quantity(x)
	}
	return s.quantity(x)
}

// extreme reports whether nothing better than a target can be.
func (s Series) extreme(x float64) bool {
	switch s.Better {
	case Higher:
		return s.Kind == Proportion && x == 1
	case Lower:
		return s.Kind != Level && x == 0
	}
	return false
}

func (a *Analysis) metWords() string {
	switch m := a.Target.Met; {
	case m == nil:
		return ""
	case *m:
		return a.t(", which meets it")
	}
	return a.t(", which misses it")
}

// wayWords is the share of the way from the baseline that is done.
func (a *Analysis) wayWords() string {
	v := a.Target
	switch {
	case a.Outdated():
		return fmt.Sprintf(a.t("The baseline of %s was measured before the definition changed, and is not compared"), a.series.quantity(a.series.Baseline.Value))
	case v.Attainment == nil:
		return ""
	}
	from := a.series.quantity(a.series.Baseline.Value)
	if a.metBy(a.series.Baseline.Value) {
		return a.t("The baseline of ") + from + a.t(" met it already")
	}
	var s string
	switch x := math.Round(*v.Attainment*1000) / 1000; {
	case x == 0:
		s = a.t("The value stands where it began, at the baseline of ") + from
	case x < 0:
		s = a.t("The value has moved away from the target since the baseline of ") + from
	default:
		s = fmt.Sprintf(a.t("%s of the way from the baseline of %s is done"), a.number(Percent(x)), from)
	}
	if v.OnCourse != nil && a.Target.Met != nil && !*a.Target.Met {
		pace := a.series.quantity(*v.Pace)
		switch {
		case *v.Attainment <= 0:
			s += a.t("; on a straight line to it, it would now be at ") + pace
		case *v.OnCourse && a.late():
			s += a.t("; a straight line to the target would now be at ") + pace
		case *v.OnCourse:
			s += a.t(", on course: a straight line to the target would now be at ") + pace
		default:
			s += a.t(", behind: a straight line to the target would now be at ") + pace
		}
	}
	return s
}

// metBy reports whether a value is on the good side of the target.
func (a *Analysis) metBy(x float64) bool {
	switch target := a.Target.Value; a.series.Better {
	case Lower:
		return x <= target
	case Higher:
		return x >= target
	}
	return false
}

// dateWords is the projected date, or that none can be given.
func (a *Analysis) dateWords() []string {
	v := a.Target
	switch {
	case v.Met != nil && *v.Met, v.Met == nil && v.Now == nil:
		return nil
	case a.series.Better == Neutral && v.Attainment != nil && *v.Attainment >= 1:
		return nil // it lies behind
	case v.Projected == "":
		return []string{a.t("No date can be given for reaching it")}
	}
	at := func(period string) string {
		p, _ := ParsePeriod(period)
		return a.series.in(p)
	}
	text := a.t("If the trend goes on, the target is reached ") + at(v.Projected)
	switch {
	case v.Earliest == v.Latest:
	case v.Earliest <= a.Trend.Last.String():
		text += fmt.Sprintf(a.t(" (at the slower end of the interval %s)"), at(v.Latest))
	default:
		text += fmt.Sprintf(a.t(" (%s to %s)"), v.Earliest, v.Latest)
	}
	if a.late() {
		text += a.t(", after the day of the target")
	}
	return []string{text}
}

// late reports whether the line reaches the target in a period after its day.
func (a *Analysis) late() bool {
	by := a.series.Target.By
	p, err := ParsePeriod(a.Target.Projected)
	return err == nil && !by.IsZero() && p.Start().After(by)
}

// assuranceSentence sets the target against the range of ordinary values. That
// range is of all values since the last change of limits: it does not deny what
// the newest one does, nor what the verdict says.
func (a *Analysis) assuranceSentence() string {
	v := a.Target
	var s string
	switch {
	case v.Assurance == "consistently-met":
		s = a.t("Consistently met: ordinary values stay on the good side of the target.")
	case v.Assurance == "consistently-missed":
		s = a.t("Consistently missed: ordinary values do not reach the target.")
	case v.Disputed:
		s = fmt.Sprintf(a.t("Hit and miss: %s of %s met the target."), a.number(Figure(float64(v.Reached))), a.series.counted(v.Periods, "period", "periods"))
	case v.Assurance == "hit-and-miss" && a.moved():
		s = a.t("Hit and miss: the target lies within the range of ordinary values.")
	case v.Assurance == "hit-and-miss" && a.drifts():
		s = a.t("Hit and miss: the target lies within the range of ordinary values. The newest values give signals of a change, so that the range until now says little of the next one.")
	case v.Assurance == "hit-and-miss":
		s = a.t("Hit and miss: the target lies within the range of ordinary values, so that meeting it is chance.")
	default:
		return ""
	}
	if a.moved() {
		s += a.t(" The values have moved, so that their range until now says little of the next one.")
	}
	if a.Limits != nil && a.Limits.Trial {
		s += a.t(" The limits are on trial: fewer than 13 values.")
	}
	return s
}

// drifts reports signs of a change that are no verdict.
func (a *Analysis) drifts() bool { return len(a.signals) > 0 || a.Trend.Why != "" }

// moved reports whether the verdict is that of a change.
func (a *Analysis) moved() bool {
	switch a.Trend.Verdict {
	case Improving, Worsening, Rising, Falling, Stepped, Reversed:
		return true
	}
	return false
}
