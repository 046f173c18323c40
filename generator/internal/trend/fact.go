package trend

import (
	"fmt"
	"slices"
	"strings"
)

// fact is what happened, whatever a test says of it: from what to what, and how often
// the values went that way. "" without a complete value.
func (a *Analysis) fact() string {
	switch t := a.Trend; {
	case a.series.Kind == Gap:
		return a.factOfRates()
	case a.Durations != nil:
		return a.factOfMedians()
	case t.FirstValue == nil || t.LastValue == nil:
		return ""
	case a.Stale():
		return fmt.Sprintf(a.t("The last value was %s %s."), a.series.quantity(*t.LastValue), a.series.in(t.Last))
	case t.N == 1:
		return fmt.Sprintf(a.t("One value: %s %s."), a.series.quantity(*t.LastValue), a.series.in(t.Last))
	case t.Steps.Up+t.Steps.Down == 0:
		return fmt.Sprintf(a.t("Always %s."), a.series.quantity(*t.LastValue))
	}
	return strings.TrimSpace(a.factOfSteps() + " " + a.factOfRun())
}

// factOfRun tells the newest steps where they go one way, against the whole.
func (a *Analysis) factOfRun() string {
	t := a.Trend
	n := a.series.counted(abs(t.Steps.run), "step", "steps")
	switch {
	case t.Steps.run >= stepsToTurn && t.Steps.way() <= 0:
		return fmt.Sprintf(a.t("Up in each of the last %s."), n)
	case t.Steps.run <= -stepsToTurn && t.Steps.way() >= 0:
		return fmt.Sprintf(a.t("Down in each of the last %s."), n)
	}
	return ""
}

// factOfSteps tells the first and the last value and the steps between them.
func (a *Analysis) factOfSteps() string {
	t := a.Trend
	from, to := a.series.quantity(*t.FirstValue), a.series.quantity(*t.LastValue)
	up, down := a.number(Figure(float64(t.Steps.Up))), a.number(Figure(float64(t.Steps.Down)))
	all := a.number(Figure(float64(t.Steps.All))) + " " + a.series.steps(t.Steps.All)
	if t.Missing > 0 {
		all = a.series.counted(t.Steps.All, "step", "steps")
	}
	switch rose, fell := *t.LastValue > *t.FirstValue, *t.LastValue < *t.FirstValue; {
	case rose && t.Steps.Down == 0:
		return fmt.Sprintf(a.t("From %s to %s, up in %s of %s."), from, to, up, all)
	case rose:
		return fmt.Sprintf(a.t("From %s to %s, up in %s and down in %s of %s."), from, to, up, down, all)
	case fell && t.Steps.Up == 0:
		return fmt.Sprintf(a.t("From %s to %s, down in %s of %s."), from, to, down, all)
	case fell:
		return fmt.Sprintf(a.t("From %s to %s, down in %s and up in %s of %s."), from, to, down, up, all)
	}
	return fmt.Sprintf(a.t("%s at the beginning and at the end, up in %s and down in %s of %s."), from, up, down, all)
}

// factOfMedians tells the medians of the first and the last complete period of events.
func (a *Analysis) factOfMedians() string {
	known := slices.Concat(complete(a.Periods), complete(a.Waiting))
	slices.SortFunc(known, func(v, w PeriodValue) int { return order(v.Period, w.Period) })
	switch len(known) {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf(a.t("Median %s."), a.medianOf(known[0]))
	}
	return fmt.Sprintf(a.t("Median from %s to %s."), a.medianOf(known[0]), a.medianOf(known[len(known)-1]))
}

// medianOf is one period's median with its events.
func (a *Analysis) medianOf(v PeriodValue) string {
	value := a.series.quantity(v.Value)
	if v.AtLeast {
		value = fmt.Sprintf(a.t("at least %s"), value)
	}
	return fmt.Sprintf(a.t("%s %s (%s)"), value, a.series.in(v.Period), a.series.counted(v.N, "event", "events"))
}

// factOfRates compares the events of the two halves of the time.
func (a *Analysis) factOfRates() string {
	c := a.Comparison
	if c == nil {
		return ""
	}
	return fmt.Sprintf(a.t("%s in the half of the time since %s, after %s in the half before."),
		a.series.counted(c.Newer, "event", "events"),
		a.series.day(c.Since), a.number(Figure(float64(c.Older))))
}
