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
		if by.Before(a.series.AsOf) && (v.Met == nil || !*v.Met) {
			goal += a.t(", which has passed")
		}
	}
	switch w, ok := a.waiting(); {
	case ok:
		return sentenceOf(append([]string{goal + "; " + a.waitingWords(w) + a.metWords()}, a.dateWords()...))
	case v.Status == TargetStale || a.Trend.Verdict == Stale:
		last := a.series.newest()
		return goal + fmt.Sprintf(a.t("; the last value was %s %s, too old to say whether the target is met."), a.series.quantity(last.value), a.series.in(last.period))
	case v.Now == nil:
		return goal + a.t(". There is no value to compare with it.")
	}
	parts := []string{goal + a.t("; now ") + a.series.quantity(*v.Now) + a.ofPeriod() + a.metWords()}
	if s := a.wayWords(); s != "" {
		parts = append(parts, s)
	}
	return sentenceOf(append(parts, a.dateWords()...))
}

func sentenceOf(parts []string) string { return strings.Join(parts, ". ") + "." }

// ofPeriod says what the value is: of durations the median of a period, which is
// not that of all events in the headline; of shares how many of how many; of gaps
// that it is not over. "" for other kinds.
func (a *Analysis) ofPeriod() string {
	done := complete(a.Periods)
	switch {
	case len(done) == 0:
		return ""
	case a.Durations != nil:
		last := done[len(done)-1]
		return fmt.Sprintf(a.t(" (median of %s, %s)"), last.Period, a.series.counted(last.N, "event", "events"))
	case a.Summary.K != nil && a.Summary.Of != nil:
		return fmt.Sprintf(a.t(" (%s of %s in %s)"), Figure(float64(*a.Summary.K)), Figure(float64(*a.Summary.Of)), done[len(done)-1].Period)
	case a.OpenGap != nil && Same(*a.OpenGap, *a.Target.Now):
		return a.t(" since the last event, so far")
	}
	return ""
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

// metWords say what the value means for the target.
func (a *Analysis) metWords() string {
	switch v := a.Target; {
	case v.Status == TargetMetLate && a.metFromStart():
		return fmt.Sprintf(a.t(", which meets it; the first value, of %s, met it, after its day"), a.series.day(v.MetOn))
	case v.Status == TargetMetLate && !v.MetOn.IsZero():
		return fmt.Sprintf(a.t(", which meets it; it was met on %s, after its day"), a.series.day(v.MetOn))
	case v.Status == TargetMetLate:
		return a.t(", which meets it, after its day")
	case v.Met == nil:
		return ""
	case *v.Met:
		return a.t(", which meets it")
	case v.Status == TargetNotYet:
		return a.t(", which does not meet it yet")
	}
	return a.t(", which misses it")
}

// wayWords are how much of the way from the baseline is done, and the course.
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
		return fmt.Sprintf(a.t("The baseline of %s met it already"), from)
	}
	var s string
	switch x := math.Round(*v.Attainment*1000) / 1000; {
	case x == 0:
		s = fmt.Sprintf(a.t("The value is where it began, at the baseline of %s"), from)
	case x < 0:
		s = fmt.Sprintf(a.t("The value has moved away from the target since the baseline of %s"), from)
	default:
		s = fmt.Sprintf(a.t("%s of the way from the baseline of %s is done"), a.number(Percent(x)), from)
	}
	return s + a.courseWords()
}

// courseWords say where a straight line to the target would be by now, of one that
// is not due yet.
func (a *Analysis) courseWords() string {
	v := a.Target
	if v.Pace == nil || v.Status != TargetNotYet {
		return ""
	}
	text := a.t("; behind: a straight-line path to the target would be at %s by now")
	if v.Course == OnCourse && !a.late() {
		text = a.t("; on course: a straight-line path to the target would be at %s by now")
	} else if v.Course == OnCourse {
		text = a.t("; a straight-line path to the target would be at %s by now")
	}
	return fmt.Sprintf(text, a.series.quantity(*v.Pace))
}

// metBy reports whether a value is on the good side of the target.
func (a *Analysis) metBy(x float64) bool {
	return a.series.Better != Neutral && reached(x, a.Target.Value, a.series.Better)
}

// dateWords is the projected date, or that none can be given.
func (a *Analysis) dateWords() []string {
	v := a.Target
	switch {
	case v.Met != nil && *v.Met, v.Met == nil && (v.Now == nil || v.Least):
		return nil
	case a.series.Better == Neutral && v.Attainment != nil && *v.Attainment >= 1:
		return nil // it lies behind
	case v.Projected == "":
		return []string{a.t("The data does not support a projected date")}
	}
	at := func(period string) string {
		p, _ := ParsePeriod(period)
		return a.series.in(p)
	}
	text := a.t("If the trend continues, the target will be reached ") + at(v.Projected)
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

// assuranceSentence sets the target against the range of typical values. That
// range is of all values since the last change of limits: it does not deny what
// the newest one does, nor what the verdict says.
func (a *Analysis) assuranceSentence() string {
	v := a.Target
	if v.Assurance == "" || v.Status == TargetStale {
		return ""
	}
	counted := fmt.Sprintf(a.t("%d of %s met the target"), v.Reached, a.series.counted(v.Periods, "period", "periods"))
	met := v.Met != nil && *v.Met
	var s string
	switch {
	case v.Assurance == "consistently-met" && !met:
		s = fmt.Sprintf(a.t("Consistently met until now: %s, and typical values stay on the good side of it."), counted)
	case v.Assurance == "consistently-met":
		s = fmt.Sprintf(a.t("Consistently met: %s, and typical values stay on the good side of it."), counted)
	case v.Assurance == "consistently-missed" && v.Status == TargetNotYet:
		s = fmt.Sprintf(a.t("Not reached so far: %s, and typical values do not reach it."), counted)
	case v.Assurance == "consistently-missed":
		s = fmt.Sprintf(a.t("Consistently missed: %s, and typical values do not reach it."), counted)
	case v.Disputed:
		s = fmt.Sprintf(a.t("Hit and miss: %s."), counted)
	case v.Reached == 0 || v.Reached == v.Periods:
		s = fmt.Sprintf(a.t("%s; it lies within the range of typical values."), counted)
	case a.moved() || a.drifts():
		s = fmt.Sprintf(a.t("Hit and miss: %s; it lies within the range of typical values."), counted)
	default:
		s = fmt.Sprintf(a.t("Hit and miss: %s; it lies within the range of typical values, so individual periods can meet or miss it by chance."), counted)
	}
	if a.moved() {
		s += a.t(" The values have moved, so this range says little about the next value.")
	} else if v.Assurance == "hit-and-miss" && !v.Disputed && a.drifts() {
		s += a.t(" The newest values signal a change, so this range says little about the next value.")
	}
	if a.Limits != nil && a.Limits.Trial {
		s += a.t(" The limits are trial limits: fewer than 13 values.")
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
