package trend

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"
)

// say puts the findings into words. family is the number of series whose tests
// were corrected together, loud the chance below which a signal of the limits is told.
func (a *Analysis) say(family int, loud float64) {
	a.signals = a.told(loud)
	if a.Target != nil {
		a.project()
		a.Target.Sentence, a.Target.Certainty = a.targetSentence(), a.assuranceSentence()
	}
	a.Smallest = a.smallest()
	a.Trend.Sentence = strings.TrimSpace(a.trendSentence(family))
	a.Headline = a.headline()
	a.Notes = a.chartNotes()
}

// trendSentence is the plain fact, then the verdict with its size, its certainty and
// its span.
func (a *Analysis) trendSentence(family int) string {
	fact, finding := a.fact(), a.finding(family)
	if fact == "" {
		return finding
	}
	return fact + " " + finding
}

// finding is what the test makes of the fact.
func (a *Analysis) finding(family int) string {
	t := a.Trend
	switch t.Verdict {
	case NotEnough:
		few := fmt.Sprintf(a.t("Not enough data for a trend: %d of the 8 %s it takes%s."),
			t.N, a.things(), strings.TrimSuffix(a.stillOpen(), ","))
		if a.Stale() {
			few = a.silence() + " " + few
		}
		return few
	case Stale:
		return a.silence()
	case Stepped:
		return fmt.Sprintf(a.t("Stepped from about %s to about %s around %s; neither side of the step trends. %s"),
			a.series.quantity(t.Break.Before),
			a.series.quantity(t.Break.After), t.Break.At, a.basis(t.Break.P))
	case Steady:
		return fmt.Sprintf(a.t("Steady: the slope is %s, and its whole interval lies within the declared ± %s. %s"),
			a.perStep(t),
			a.series.amount(a.series.Indifference), a.basis(*t.PTested))
	case NoEvidence:
		return strings.TrimSpace(a.unclear(family) + " " + a.basis(*t.PCorrected) + " " + a.unnoticed())
	case Reversed:
		return a.reversal() + " " + a.basis(*t.PTested)
	}
	return a.movement() + " " + a.basis(*t.PTested)
}

// silence says since when there is no new value.
func (a *Analysis) silence() string {
	return fmt.Sprintf(a.t("Stale: the newest value is of %s, more than one and a half %s before the day of this report."),
		a.series.period(a.Trend.Last), a.series.steps(2))
}

// movement is the verdict, by how much the series moved, and how sure the amount is.
func (a *Analysis) movement() string {
	t, verdict := a.Trend, capital(a.t(string(a.Trend.Verdict)))
	switch {
	case t.Method == "rate-ratio":
		return verdict + "."
	case t.Slope != nil && *t.Slope == 0:
		return fmt.Sprintf(a.t("%s, although so many values are equal that the slope is 0."), verdict)
	case !a.sizable():
		return fmt.Sprintf(a.t("%s: the change per %s is too small to estimate."), verdict, a.series.steps(1))
	case a.test.rises() > 0:
		return fmt.Sprintf(a.t("%s: up by %s a %s%s."), verdict, a.size(*t.Slope), a.series.steps(1), a.interval())
	}
	return fmt.Sprintf(a.t("%s: down by %s a %s%s."), verdict, a.size(*t.Slope), a.series.steps(1), a.interval())
}

// reversal says until when the series went one way.
func (a *Analysis) reversal() string {
	until := a.series.period(a.Trend.Turned)
	if v := a.Trend.TurnedAt; v != nil {
		until += " (" + a.series.quantity(*v) + ")"
	}
	if a.Trend.Rose {
		return fmt.Sprintf(a.t("Reversed: rose until %s, has fallen since."), until)
	}
	return fmt.Sprintf(a.t("Reversed: fell until %s, has risen since."), until)
}

// sizable reports whether the slope goes the way of the test and is more than
// nothing when it is written down.
func (a *Analysis) sizable() bool {
	slope := a.Trend.Slope
	if slope == nil || sign(*slope) != a.test.rises() {
		return false
	}
	figure, _, _ := strings.Cut(strings.ReplaceAll(a.size(*slope), thinSpace, bindSpace), bindSpace)
	return figure != "0" && !strings.HasPrefix(figure, "0 ")
}

// size writes the size of a slope: per cent per step where it is of logarithms.
func (a *Analysis) size(slope float64) string {
	if a.Trend.Logs {
		return a.number(Percent(math.Abs(math.Expm1(slope))))
	}
	return a.series.amount(math.Abs(slope))
}

// interval writes the interval of a slope whose sign is certain.
func (a *Analysis) interval() string {
	t := a.Trend
	if t.SlopeLow == nil || t.SlopeHigh == nil {
		return ""
	}
	low, high := *t.SlopeLow, *t.SlopeHigh
	if a.test.rises() < 0 {
		low, high = -high, -low
	}
	if t.Logs {
		return fmt.Sprintf(a.t(" (95%s%% interval %s to %s)"), thinSpace, a.signedPercent(low), a.signedPercent(high))
	}
	return fmt.Sprintf(a.t(" (95%s%% interval %s to %s)"), thinSpace, a.series.bare(low), a.series.bare(high))
}

// signedPercent undoes the turning of a falling slope before the logarithm.
func (a *Analysis) signedPercent(size float64) string {
	if a.test.rises() < 0 {
		return a.number(Percent(-math.Expm1(-size)))
	}
	return a.number(Percent(math.Expm1(size)))
}

// perStep writes a slope with its direction.
func (a *Analysis) perStep(t *Trend) string {
	switch {
	case t.Slope == nil || *t.Slope == 0:
		return "0"
	case *t.Slope < 0:
		return fmt.Sprintf(a.t("a fall of %s a %s"), a.size(*t.Slope), a.series.steps(1))
	}
	return fmt.Sprintf(a.t("a rise of %s a %s"), a.size(*t.Slope), a.series.steps(1))
}

// basis is what a verdict rests on: values, span, holes, p.
func (a *Analysis) basis(p float64) string { return a.span() + "; " + a.series.chance(p) + "." }

func (a *Analysis) span() string {
	t := a.Trend
	s := a.series.counted(t.N, "value", "values")
	if a.Durations != nil {
		s = a.series.counted(t.N, "event", "events") + a.stillOpen()
	}
	if t.First == t.Last {
		s += a.t(" in ") + a.series.period(t.First)
	} else {
		s += fmt.Sprintf(a.t(" from %s to %s"), a.series.period(t.First), a.series.period(t.Last))
	}
	if t.Missing > 0 {
		s += fmt.Sprintf(a.t(" (%d %s missing)"), t.Missing, a.series.steps(t.Missing))
	}
	if sum := a.Summary; sum != nil && sum.Of != nil && sum.K != nil {
		s += fmt.Sprintf(a.t(", the newest %s of %s"), Figure(float64(*sum.K)), Figure(float64(*sum.Of)))
	}
	return s
}

// stillOpen is how many of the events are not over; "" when all are.
func (a *Analysis) stillOpen() string {
	if a.Durations == nil || a.Durations.Open == 0 {
		return ""
	}
	switch {
	case a.Durations.N == 1:
		return a.t(", still open,")
	case a.Durations.Open == a.Durations.N:
		return a.t(", all still open,")
	}
	return fmt.Sprintf(a.t(", %s of them still open,"), Figure(float64(a.Durations.Open)))
}

// unclear says why there is no claim, and what the data leave open.
func (a *Analysis) unclear(family int) string {
	switch t := a.Trend; {
	case !a.test.varies():
		return a.t("No evidence of change: all values are the same.")
	case a.step != nil:
		return a.t("No evidence of change: a single step would fit, but it does not stand out enough.")
	case t.Evidence == Strong:
		return fmt.Sprintf(a.t("Not called a trend: among %s, one such movement is expected by chance."),
			a.series.counted(family, "series", "series"))
	case t.Why == Gapped:
		return fmt.Sprintf(a.t("Not called a trend because %s %s have no value."),
			a.number(Figure(float64(t.Missing))), a.series.steps(t.Missing))
	case t.Why == Persistent:
		return a.t("Not called a trend: each value depends on the one before, so a trend cannot be told from random drift.")
	case t.Why == TwoTests:
		return a.t("Not called a trend: the evidence is weak.")
	}
	return a.leftOpen()
}

// leftOpen is the interval of the slope in words.
func (a *Analysis) leftOpen() string {
	t := a.Trend
	if t.SlopeLow == nil || t.SlopeHigh == nil || (*t.SlopeLow == 0 && *t.SlopeHigh == 0) {
		return a.t("No evidence of change.")
	}
	words := func(slope *float64) string {
		if *slope == 0 {
			return a.t("no change")
		}
		return a.perStep(&Trend{Slope: slope})
	}
	return fmt.Sprintf(a.t("No evidence of change: anything from %s to %s would fit."), words(t.SlopeLow), words(t.SlopeHigh))
}

func capital(s string) string {
	if s == "" {
		return s
	}
	_, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:n]) + s[n:]
}
