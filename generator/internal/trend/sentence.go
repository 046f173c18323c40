package trend

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// say puts the findings into words. family is the number of series whose tests
// were corrected together.
func (a *Analysis) say(family int) {
	if a.Target != nil {
		a.project()
		a.Target.Sentence, a.Target.Certainty = a.targetSentence(), a.assuranceSentence()
	}
	a.Trend.Sentence = a.trendSentence(family)
	a.Headline = a.headline()
	a.Notes = a.chartNotes()
}

// trendSentence is the verdict with its size, its certainty and its span.
func (a *Analysis) trendSentence(family int) string {
	t := a.Trend
	switch t.Verdict {
	case NotEnough:
		return fmt.Sprintf(a.t("Not enough data for a trend: %d of the 8 %s it takes%s."), t.N, a.things(), strings.TrimSuffix(a.stillOpen(), ","))
	case Stale:
		return fmt.Sprintf(a.t("Stale: the newest value is of %s, more than one and a half %s before the day of this report."), a.series.period(t.Last), a.series.steps(2))
	case Stepped:
		return fmt.Sprintf(a.t("Stepped from about %s to about %s around %s; neither side of the step trends. %s"), a.series.quantity(t.Break.Before),
			a.series.quantity(t.Break.After), t.Break.At, a.basis(t.Break.P))
	case Steady:
		return fmt.Sprintf(a.t("Steady: the slope is %s, within the declared ± %s. %s"), a.perStep(t), a.series.amount(a.series.Indifference), a.basis(*t.PCorrected))
	case NoEvidence:
		return a.unclear(family)
	}
	return fmt.Sprintf("%s: %s. %s", capital(a.t(string(t.Verdict))), a.movement(), a.basis(*t.PCorrected))
}

// movement is how the series moved, how much, and how sure the amount is.
func (a *Analysis) movement() string {
	t := a.Trend
	if t.Method == "rate-ratio" {
		c := a.Comparison
		return fmt.Sprintf(a.t("%s in the half of the time since %s, after %s in the half before"), a.series.counted(c.Newer, "event", "events"),
			PeriodOf(Day, c.Since), Figure(float64(c.Older)))
	}
	way := a.t("down")
	if a.test.rises() > 0 {
		way = a.t("up")
	}
	if !a.sizable() {
		return way + a.t(", by less per ") + a.series.steps(1) + a.t(" than can be told from 0")
	}
	s := fmt.Sprintf(a.t("%s by %s a %s%s"), way, a.size(*t.Slope), a.series.steps(1), a.interval())
	if from, to := a.ends(); a.possible(from) && a.possible(to) {
		s += fmt.Sprintf(a.t(", from about %s to about %s along the line"), a.series.quantity(from), a.series.quantity(to))
	}
	return s
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

// ends are the values of the line at the first and at the last time.
func (a *Analysis) ends() (from, to float64) {
	t, y, b := a.test.t, a.test.y, a.test.line.slope
	mt, my := median(t), median(y)
	from = my - float64(b*(mt-t[0]))
	to = my + float64(b*(t[len(t)-1]-mt))
	return a.back(from), a.back(to)
}

// possible reports whether a point of the line is a value that the series can
// have: a line through a curve may leave it.
func (a *Analysis) possible(x float64) bool {
	switch {
	case !isFinite(x):
		return false
	case a.series.Kind == Proportion:
		return x >= 0 && x <= 1
	case x < 0:
		return slices.ContainsFunc(a.Periods, func(p PeriodValue) bool { return p.Value < 0 })
	}
	return true
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
	t := a.Trend
	var why string
	switch {
	case a.step != nil:
		why = a.t("a single step would fit, but it does not stand out enough")
	case t.Evidence == Strong:
		why = fmt.Sprintf(a.t("by itself the series would count as moving, but among %s such a series is expected by chance"), a.series.counted(family, "series", "series"))
	case t.Evidence == Weak && !t.Gapped:
		why = a.t("each value follows the last, so that drift cannot be told from trend")
	case t.Evidence == Weak:
		why = a.t("too many values are missing for drift to be told from trend")
	default:
		why = a.leftOpen()
	}
	if why == "" {
		return a.t("No evidence of change. ") + a.basis(*t.PCorrected)
	}
	return a.t("No evidence of change: ") + why + ". " + a.basis(*t.PCorrected)
}

// leftOpen is the interval of the slope in words; "" when it is 0 alone.
func (a *Analysis) leftOpen() string {
	t := a.Trend
	if y := a.test.y; len(y) > 0 && slices.Min(y) == slices.Max(y) && (a.Durations == nil || a.Durations.Open == 0) {
		return a.t("all values are the same")
	}
	if t.SlopeLow == nil || t.SlopeHigh == nil || (*t.SlopeLow == 0 && *t.SlopeHigh == 0) {
		return ""
	}
	words := func(slope *float64) string {
		if *slope == 0 {
			return a.t("no change")
		}
		return a.perStep(&Trend{Slope: slope})
	}
	return fmt.Sprintf(a.t("anything from %s to %s would fit"), words(t.SlopeLow), words(t.SlopeHigh))
}

func capital(s string) string {
	if s == "" {
		return s
	}
	_, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:n]) + s[n:]
}
