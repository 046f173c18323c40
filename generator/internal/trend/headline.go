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
	switch t.Verdict {
	case NotEnough:
		if now == "" {
			return title + to + a.t("no value to show")
		}
		return fmt.Sprintf(a.t("%s%s%s; too few %s for a trend"), title, to, now, a.things())
	case Stale:
		if a.Summary.Last != nil {
			now = a.series.quantity(*a.Summary.Last) // without its period, which stands there already
		}
		return fmt.Sprintf(a.t("%s%sno new value since %s; the last was %s"), title, to, a.series.period(t.Last), now)
	case Stepped:
		return fmt.Sprintf(a.t("%s stepped from about %s to about %s around %s"), title, a.series.quantity(t.Break.Before), a.series.quantity(t.Break.After), t.Break.At)
	case Steady:
		return fmt.Sprintf(a.t("%s%ssteady, %s"), title, to, now)
	case NoEvidence:
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

// recent is how many of the newest values' signals are spoken of.
const recent = 8

// chartNotes are the run chart's signal and those of the newest limits.
func (a *Analysis) chartNotes() []string {
	var out []string
	if r := a.Runs; r != nil && r.Signal {
		switch {
		case r.Longest > r.LongestLimit:
			out = append(out, fmt.Sprintf(a.t("Run chart: %d values in a row lie on one side of the median, more than the %d that chance gives."), r.Longest, r.LongestLimit))
		default:
			out = append(out, fmt.Sprintf(a.t("Run chart: the values cross the median %s, less often than the %d that chance gives."), a.series.times(r.Crossings), r.CrossingsLimit))
		}
	}
	if s := a.newestSignals(); s != "" {
		out = append(out, s)
	}
	return out
}

func (s Series) times(n int) string {
	switch n {
	case 0:
		return s.t("never")
	case 1:
		return s.t("once")
	case 2:
		return s.t("twice")
	}
	return fmt.Sprintf(s.t("%d times"), n)
}

// newestSignals lists the rules broken by the newest values, each once for either
// side: of values above and below the limits not all lie above.
func (a *Analysis) newestSignals() string {
	drawn := complete(a.Periods)
	if a.Limits == nil || len(drawn) == 0 {
		return ""
	}
	since := drawn[max(0, len(drawn)-recent)].Period
	var said []string
	for _, r := range rules {
		for _, side := range []int{1, -1} {
			n := 0
			var last Period
			for _, s := range a.Limits.Signals {
				if s.Rule == r && s.Side == side && !s.Period.Before(since) {
					n, last = n+1, s.Period
				}
			}
			if n > 0 {
				said = append(said, a.series.ruleWords(r, n, min(recent, len(drawn)), side, last))
			}
		}
	}
	if len(said) == 0 {
		return ""
	}
	trial := ""
	if a.Limits.Trial {
		trial = a.t(" (trial limits: fewer than 13 values)")
	}
	return a.t("Limits") + trial + ": " + strings.Join(said, "; ") + "."
}

// words says how many of the newest values break a rule, and the last one.
func (s Series) ruleWords(r Rule, n, of, side int, last Period) string {
	where := map[Rule][2]string{
		Outside:    {s.t("above the upper limit"), s.t("below the lower limit")},
		Trending:   {s.t("in a run of seven or more that rises"), s.t("in a run of seven or more that falls")},
		TwoOfThree: {s.t("near the upper limit, two of three in a row"), s.t("near the lower limit, two of three in a row")},
		Shift:      {s.t("in a run of seven or more above the centre"), s.t("in a run of seven or more below the centre")},
	}[r]
	text := where[0]
	if side < 0 {
		text = where[1]
	}
	if n == of {
		return fmt.Sprintf(s.t("all of the newest %d values lie %s"), of, text)
	}
	if n == 1 {
		return fmt.Sprintf(s.t("1 of the newest %d values lies %s (%s)"), of, text, last)
	}
	return fmt.Sprintf(s.t("%d of the newest %d values lie %s (last: %s)"), n, of, text, last)
}
