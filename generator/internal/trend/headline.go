package trend

import (
	"fmt"
	"strings"
)

// headline is the finding in one line, for a page's first. A title may be
// singular or plural, so no verb depends on it.
func (a *Analysis) headline() string {
	t, title := a.Trend, a.series.title()
	to, now := ": ", a.now()
	if strings.Contains(title, ":") {
		to = " – "
	}
	if a.Stale() {
		return fmt.Sprintf(a.t("%s%sno new value since %s; the last was %s"), title, to, a.series.period(t.Last), a.series.quantity(*t.LastValue))
	}
	switch t.Verdict {
	case NotEnough:
		if now == "" {
			return title + to + a.t("no value to show")
		}
		return fmt.Sprintf(a.t("%s%s%s; too few %s for a trend"), title, to, now, a.things())
	case Stepped:
		return fmt.Sprintf(a.t("%s stepped from about %s to about %s around %s"), title, a.series.quantity(t.Break.Before), a.series.quantity(t.Break.After), t.Break.At)
	case Steady:
		return fmt.Sprintf(a.t("%s%ssteady, %s"), title, to, now)
	case Reversed:
		if t.Rose {
			return fmt.Sprintf(a.t("%s%srose until %s and fell since, %s"), title, to, a.series.period(t.Turned), now)
		}
		return fmt.Sprintf(a.t("%s%sfell until %s and rose since, %s"), title, to, a.series.period(t.Turned), now)
	case NoEvidence:
		if t.Why != "" && a.Durations == nil && t.FirstValue != nil && t.LastValue != nil && *t.FirstValue != *t.LastValue {
			return fmt.Sprintf(a.t("%s%sfrom %s to %s, not called a trend"), title, to, a.series.quantity(*t.FirstValue), a.series.quantity(*t.LastValue))
		}
		return fmt.Sprintf(a.t("%s%sno clear change, %s"), title, to, now)
	}
	return fmt.Sprintf("%s%s%s, %s%s", title, to, a.t(string(t.Verdict)), now, a.pace())
}

func (a *Analysis) things() string {
	if a.series.Kind == Duration {
		return a.t("events")
	}
	return a.t("values")
}

// pace is how fast a claimed change goes; "" where it has no slope.
func (a *Analysis) pace() string {
	t := a.Trend
	if !a.sizable() {
		return ""
	}
	way := a.t("down")
	if *t.Slope > 0 {
		way = a.t("up")
	}
	return fmt.Sprintf(a.t(", %s %s a %s"), way, a.size(*t.Slope), a.series.steps(1))
}

// now is where the series stands: the newest value, of durations the median. How
// many cases are behind it, the sentence says.
func (a *Analysis) now() string {
	if d := a.Durations; d != nil {
		return a.durationsNow(d)
	}
	if a.Summary == nil || a.Summary.Last == nil {
		return ""
	}
	if a.OpenGap != nil {
		return fmt.Sprintf(a.t("median %s, so far %s since the last"), a.number(Quantity(*a.Summary.Median, "days")), a.number(Quantity(*a.OpenGap, "days")))
	}
	if v, _ := a.Newest(); a.series.Kind == Count {
		return a.series.quantity(v.Value) + " " + a.series.in(v.Period)
	}
	return a.series.quantity(*a.Summary.Last)
}

func (a *Analysis) durationsNow(d *Durations) string {
	switch {
	case d.Median == nil && d.N == 1:
		return a.t("the only event is still open after ") + a.series.quantity(*d.MedianAtLeast)
	case d.Median == nil && d.Open == d.N:
		return fmt.Sprintf(a.t("all %s still open, the median is at least %s"), a.series.counted(d.N, "event", "events"),
			a.series.quantity(*d.MedianAtLeast))
	case d.Median == nil:
		return fmt.Sprintf(a.t("%s of %s still open, the median is at least %s"), Figure(float64(d.Open)),
			a.series.counted(d.N, "event", "events"), a.series.quantity(*d.MedianAtLeast))
	}
	return a.t("overall median ") + a.series.quantity(*d.Median)
}
