package page

import (
	"fmt"

	"candor/generator/internal/trend"
)

// figures are the statistics behind the headline.
func (a at) figures(m *measured) []Fact {
	var f facts
	if s := m.Summary; s != nil {
		if m.Kind == "duration" {
			f.text("Events", fmt.Sprint(s.N))
		} else {
			f.text("Values", fmt.Sprint(s.N))
			if s.N > 0 {
				f.text("Missing between them", fmt.Sprint(s.Missing))
			}
			f.text("Median", a.optional(m, s.Median))
		}
		f.text(a.rate(m, s))
		f.text("In sum", a.optional(m, m.Total))
	}
	if d := m.Durations(); d != nil {
		a.lengths(&f, m, d)
	}
	if t := m.Analysis.Target; t != nil && t.Within != nil {
		f.text(within[m.Durations() != nil], a.number(trend.Percent(*t.Within)))
	}
	f.text("Error budget", a.errorBudget(m))
	a.releasedFacts(&f, m.Metric)
	if r := m.Rare; r != nil {
		f.text("Time between events", fmt.Sprintf(a.t("%s on average, ordinary up to %s (g chart); %s outside"), a.spell(r.Centre, r.Unit), a.spell(r.Upper, r.Unit), a.count(len(r.Signals), "value", "values")))
	}
	f.text(a.halves(m))
	if t := m.Trend; t.P != nil {
		a.test(&f, m)
	}
	f.text("Smallest change it could have shown", a.smallest(m))
	return f
}

// smallest is the change that so many values would probably have shown.
func (a at) smallest(m *measured) string {
	switch {
	case m.Trend.P == nil:
		return a.t("none: a trend needs at least 8 values")
	case m.Smallest == "":
		return ""
	}
	return fmt.Sprintf(a.t("%s, with a chance of 80\u202f%%"), m.Smallest)
}

// within names the share that reached the target, of periods or of events.
var within = map[bool]string{false: "Periods that reached the target", true: "Ended within the target, by Kaplan and Meier"}

// test is what a verdict rests on.
func (a at) test(f *facts, m *measured) {
	t := m.Trend
	switch t.Method {
	case "rate-ratio":
		f.text("Test of two rates", fmt.Sprintf("n = %d, %s", t.N, a.chance(*t.P)))
	case "seasonal-mann-kendall":
		f.text("Seasonal Mann-Kendall", fmt.Sprintf(a.t("n = %d, %s, allowing for persistence %s"), t.N, a.chance(*t.P), a.chance(value(t.PCorrected))))
	default:
		f.text("Mann-Kendall", fmt.Sprintf(a.t("n = %d, %s, allowing for persistence %s"), t.N, a.chance(*t.P), a.chance(value(t.PCorrected))))
		if m.Durations() != nil { // single events: one test alone
			break
		}
		f.text("Difference-sign test", fmt.Sprintf(a.t("%d of %d steps up, %d down, %s"), t.Steps.Up, t.Steps.All, t.Steps.Down, a.chance(t.Steps.P())))
		f.text("Both tests, corrected", a.chance(value(t.PTested)))
	}
	if t.PAdjusted != nil {
		f.text("Corrected for the number of metrics", a.chance(*t.PAdjusted))
	}
	if t.Counted {
		f.text("Slope", a.t("found by counting pairs, not by sorting them, since the series is long; exact to twelve digits"))
	}
	f.text("Evidence", a.certainty(t))
}

// certainty says how sure the test is, and why it is no surer.
func (a at) certainty(t *trend.Trend) string {
	switch t.Why {
	case trend.Gapped:
		return a.t("weak: too many values are missing to tell a trend from random drift")
	case trend.Persistent:
		return a.t("weak: only if values did not depend on those before them")
	case trend.TwoTests:
		return a.t("weak: not after the correction for two tests")
	}
	return a.t(string(t.Evidence))
}

// rate is k of n, or how often something happens, with its interval.
func (a at) rate(m *measured, s *trend.Summary) (name, text string) {
	interval := func(say func(float64) string, low, high *float64) string {
		if low == nil || high == nil {
			return ""
		}
		return a.interval(say(*low), say(*high))
	}
	share := func(x float64) string { return a.number(trend.Percent(x)) }
	switch {
	case s.K != nil && s.Of != nil:
		return "Newest value", a.ofAll(float64(*s.K), float64(*s.Of)) + interval(share, s.Low, s.High)
	case s.Rate == nil:
		return "", ""
	case m.Kind == "count":
		say := func(x float64) string { return a.number(trend.Figure(x)) }
		return "Rate", a.number(trend.QuantityOf(*s.Rate, m.Unit, m.UnitOne)) + fmt.Sprintf(a.t(" a %s"), a.t(m.Cadence)) + interval(say, s.Low, s.High)
	case m.Kind == "gap" && *s.Rate > 0:
		say := func(rate float64) string {
			if rate == 0 {
				return a.t("never")
			}
			return a.number(trend.Figure(1 / rate))
		}
		return a.t("Rate, the time so far included"), a.t("one in ") + a.spell(1 / *s.Rate, "days") + interval(say, s.High, s.Low)
	}
	return "", ""
}

// ofAll is "69 of 78".
func (b *Builder) ofAll(k, n float64) string { return trend.Figure(k) + b.t(" of ") + trend.Figure(n) }

// lengths are the figures of durations; the mean last.
func (a at) lengths(f *facts, m *measured, d *trend.Durations) {
	f.text("Still open", fmt.Sprint(d.Open))
	if d.Open > 0 {
		f.text("Longest still open", a.optional(m, d.OldestOpen))
	}
	if d.MedianAtLeast != nil {
		f.text("Median", fmt.Sprintf(a.t("at least %s; too many events are still open to tell it"), a.quantity(m.Metric, *d.MedianAtLeast)))
	}
	if d.Median != nil {
		f.text("Median", a.quantity(m.Metric, *d.Median)+a.bounds(m, d))
	}
	f.text("90th percentile", a.optional(m, d.P90))
	if d.P90AtLeast != nil {
		f.text("90th percentile", a.t("at least ")+a.quantity(m.Metric, *d.P90AtLeast))
	}
	f.text("95th percentile", a.optional(m, d.P95))
	if d.Open == 0 {
		f.text("Geometric mean", a.optional(m, d.GeometricMean))
		f.text("Mean", a.optional(m, d.Mean))
		return
	}
	f.text("Geometric mean of closed ones", a.optional(m, d.GeometricMean))
	f.text("Median of closed ones only", a.optional(m, d.ClosedOnlyMedian))
	f.text("Mean of closed ones", a.optional(m, d.Mean))
}

// bounds is the interval of a median; above, it may be open.
func (a at) bounds(m *measured, d *trend.Durations) string {
	switch {
	case d.MedianLow == nil || !d.MedianLow.Reached:
		return ""
	case d.MedianHigh == nil || !d.MedianHigh.Reached:
		return fmt.Sprintf(a.t(" (95\u202f%% interval from %s, without an upper end)"), a.quantity(m.Metric, d.MedianLow.Value))
	}
	return a.interval(a.quantity(m.Metric, d.MedianLow.Value), a.quantity(m.Metric, d.MedianHigh.Value))
}

// interval writes a 95 % interval behind a figure.
func (b *Builder) interval(low, high string) string {
	return fmt.Sprintf(b.t(" (95\u202f%% interval %s to %s)"), low, high)
}

// halves set the newer half of the time against the older one.
func (a at) halves(m *measured) (name, text string) {
	c := m.Comparison
	switch {
	case c == nil:
		return "", ""
	case c.Method == "log-rank":
		text = fmt.Sprintf(a.t("%s since %s, %d before"), a.count(c.Newer, "event", "events"), a.dateText(c.Since), c.Older)
		if c.OlderM != nil && c.NewerM != nil {
			text += fmt.Sprintf(a.t("; median %s after %s"), a.quantity(m.Metric, *c.NewerM), a.quantity(m.Metric, *c.OlderM))
		}
		return "Newer and older half", text + a.t("; log-rank test ") + a.chance(c.P)
	}
	before := a.t("%s since %s, %s in as many periods before")
	if m.Kind == "gap" {
		before = a.t("%s since %s, %s in as long a time before")
	}
	text = fmt.Sprintf(before, a.number(trend.Figure(float64(c.Newer))), a.dateText(c.Since), a.number(trend.Figure(float64(c.Older))))
	if c.Ratio != nil && c.Low != nil && c.High != nil && c.Low.Reached && c.High.Reached {
		times := a.t("; as many")
		if *c.Ratio != 1 {
			times = fmt.Sprintf(a.t("; %s times as many"), a.number(trend.Figure(*c.Ratio)))
		}
		text += times + a.interval(a.number(trend.Figure(c.Low.Value)), a.number(trend.Figure(c.High.Value)))
	}
	return "Newer and older half", text + "; " + a.chance(c.P)
}

// spell writes a figure with a unit.
func (b *Builder) spell(x float64, unit string) string { return b.number(trend.Quantity(x, unit)) }

// optional writes a figure in the metric's unit; "" where there is none.
func (b *Builder) optional(m *measured, v *float64) string {
	if v == nil {
		return ""
	}
	return b.quantity(m.Metric, *v)
}

// chance writes a p-value; small ones as a bound.
func (b *Builder) chance(p float64) string {
	if p < 0.001 {
		return b.t("p below 0.001")
	}
	return "p = " + b.number(trend.Figure(p))
}

func value(v *float64) float64 {
	if v == nil {
		return 0
	}
	return *v
}
