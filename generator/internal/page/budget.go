package page

import (
	"fmt"

	"candor/generator/internal/trend"
)

// budgetMonths is how far back an error budget looks.
const budgetMonths = 12

// errorBudget is how much of what a target below 100 % allows was used in the periods
// of the last twelve months: of cases where they are counted, else of the time.
// "" where the target allows nothing, or better is not higher.
func (a at) errorBudget(m *measured) string {
	if m.Metric.Target == nil || m.Better != "higher" || m.Kind != "proportion" && m.Unit != "%" || m.Stale() {
		return ""
	}
	whole := 100 / scale(m.Metric) // 1 for shares, 100 for levels in %
	goal := m.Metric.Target.Value / whole
	since := a.day.AddDate(0, -budgetMonths, 0)
	failed, all, counted := 0.0, 0.0, true
	for _, p := range m.Points {
		if p.Value == nil || p.Withheld || !p.Period.Complete(a.day) || !p.Period.End().After(since) {
			continue
		}
		weight := 1.0
		if p.K != nil && p.N != nil {
			weight = *p.N
		} else {
			counted = false
			weight = p.Period.Next().Start().Sub(p.Period.Start()).Hours()
		}
		failed += weight * (1 - *p.Value/whole)
		all += weight
	}
	if goal >= 1 || goal <= 0 || all == 0 {
		return ""
	}
	allowed := all * (1 - goal)
	used := a.number(trend.Percent(failed / allowed))
	if counted {
		return fmt.Sprintf(a.t("%s used: %s of the %s cases that the target allows in 12 months"), used, a.number(trend.Figure(failed)), a.number(trend.Figure(allowed)))
	}
	return fmt.Sprintf(a.t("%s used: %s of the %s that the target allows in 12 months"), used, a.spell(failed, "hours"), a.spell(allowed, "hours"))
}
