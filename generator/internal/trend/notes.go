package trend

import (
	"fmt"
	"strings"
)

// chartNotes are the run chart's signal and those of the newest limits.
func (a *Analysis) chartNotes() []string {
	if a.Stale() {
		return nil
	}
	var out []string
	if r := a.Runs; r != nil && r.Signal {
		switch {
		case r.Longest > r.LongestLimit:
			out = append(out, fmt.Sprintf(a.t("Run chart: %d values in a row lie on one side of the median. Of series whose values are independent, fewer than 1 in 20 have more than %d; where each value depends on the one before, many do."),
				r.Longest, r.LongestLimit))
		default:
			out = append(out, fmt.Sprintf(a.t("Run chart: the values cross the median %s. Of series whose values are independent, fewer than 1 in 20 cross it less than %s; where each value depends on the one before, many do."),
				a.series.times(r.Crossings), a.series.times(r.CrossingsLimit)))
		}
	}
	if len(a.signals) > 0 {
		out = append(out, a.signalWords())
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

// signalWords lists the rules that the newest values break beyond chance, each once
// for either side: of values above and below the limits not all lie above.
func (a *Analysis) signalWords() string {
	var said []string
	for _, r := range rules {
		for _, side := range []int{1, -1} {
			n := 0
			var last Period
			for _, s := range a.signals {
				if s.Rule == r && s.Side == side {
					n, last = n+1, s.Period
				}
			}
			if n > 0 {
				said = append(said, a.series.ruleWords(r, n, min(recent, len(complete(a.Periods))), side, last))
			}
		}
	}
	trial := ""
	if a.Limits.Trial {
		trial = a.t(" (trial limits: fewer than 13 values)")
	}
	return a.t("Limits") + trial + ": " + strings.Join(said, "; ") + "."
}

// ruleWords says how many of the newest values break a rule, and the last one.
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
