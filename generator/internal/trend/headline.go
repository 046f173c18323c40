package trend

import (
	"fmt"
	"strings"
)

// headline is the finding in one line, for a page's first. A title may be
// singular or plural, so no verb depends on it.
func (a *Analysis) headline() string {
	t, title := a.Trend, a.series.title()
	to := ": "
	if strings.Contains(title, ":") {
		to = " – "
	}
	now := a.now()
	switch t.Verdict {
	case NotEnough:
		if now == "" {
			return title + to + "no data yet"
		}
		return fmt.Sprintf("%s%s%s; too few %s for a trend", title, to, now, a.things())
	case Stale:
		return fmt.Sprintf("%s%sno new value since %s; the last was %s", title, to, t.Last, now)
	case Stepped:
		return fmt.Sprintf("%s stepped from about %s to about %s around %s", title, a.series.quantity(t.Break.Before), a.series.quantity(t.Break.After), t.Break.At)
	case Steady:
		return fmt.Sprintf("%s%ssteady, %s", title, to, now)
	case NoEvidence:
		return fmt.Sprintf("%s%sno clear change, %s", title, to, now)
	}
	return fmt.Sprintf("%s%s%s, %s%s", title, to, t.Verdict, now, a.pace())
}

func (a *Analysis) things() string {
	if a.Durations != nil {
		return "events"
	}
	return "values"
}

// pace is how fast a claimed change goes; "" where it has no slope.
func (a *Analysis) pace() string {
	t := a.Trend
	if !a.sizable() {
		return ""
	}
	way := "down"
	if *t.Slope > 0 {
		way = "up"
	}
	return fmt.Sprintf(", %s %s a %s", way, a.size(*t.Slope), a.series.Cadence)
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
		return fmt.Sprintf("median %s, so far %s since the last", Quantity(*a.Summary.Median, "days"), Quantity(*a.OpenGap, "days"))
	}
	return a.series.quantity(*a.Summary.Last)
}

func (a *Analysis) durationsNow(d *Durations) string {
	if d.Median == nil {
		return "more than half still open, the median is at least " + a.series.quantity(*d.AtLeast)
	}
	return "median " + a.series.quantity(*d.Median)
}

// recent is how many of the newest values' signals are spoken of.
const recent = 8

// chartNotes are the run chart's signal and those of the newest limits.
func (a *Analysis) chartNotes() []string {
	var out []string
	if r := a.Runs; r != nil && r.Signal {
		switch {
		case r.Longest > r.LongestLimit:
			out = append(out, fmt.Sprintf("Run chart: %d values in a row lie on one side of the median, more than the %d that chance gives.", r.Longest, r.LongestLimit))
		default:
			out = append(out, fmt.Sprintf("Run chart: the values cross the median %s, less often than the %d that chance gives.", times(r.Crossings), r.CrossingsLimit))
		}
	}
	if s := a.newestSignals(); s != "" {
		out = append(out, s)
	}
	return out
}

func times(n int) string {
	switch n {
	case 0:
		return "never"
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

// newestSignals lists the rules broken by the newest values, each once.
func (a *Analysis) newestSignals() string {
	drawn := complete(a.Periods)
	if a.Limits == nil || len(drawn) == 0 {
		return ""
	}
	since := drawn[max(0, len(drawn)-recent)].Period
	var said []string
	for _, r := range rules {
		n, side := 0, 0
		var last Period
		for _, s := range a.Limits.Signals {
			if s.Rule == r && !s.Period.Before(since) {
				n, side, last = n+1, s.Side, s.Period
			}
		}
		if n > 0 {
			said = append(said, r.words(n, min(recent, len(drawn)), side, last))
		}
	}
	if len(said) == 0 {
		return ""
	}
	trial := ""
	if a.Limits.Trial {
		trial = " (trial limits: fewer than 13 values)"
	}
	return "Limits" + trial + ": " + strings.Join(said, "; ") + "."
}

// words says how many of the newest values break a rule, and the last one.
func (r Rule) words(n, of, side int, last Period) string {
	where := map[Rule][2]string{
		Outside:    {"above the upper limit", "below the lower limit"},
		Trending:   {"in a run of seven or more that rises", "in a run of seven or more that falls"},
		TwoOfThree: {"near the upper limit, two of three in a row", "near the lower limit, two of three in a row"},
		Shift:      {"in a run of seven or more above the centre", "in a run of seven or more below the centre"},
	}[r]
	text := where[0]
	if side < 0 {
		text = where[1]
	}
	verb := "lie"
	if n == 1 {
		verb = "lies"
	}
	if n == of {
		return fmt.Sprintf("all of the newest %d values lie %s", of, text)
	}
	return fmt.Sprintf("%d of the newest %d values %s %s (last: %s)", n, of, verb, text, last)
}
