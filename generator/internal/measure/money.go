package measure

import (
	"fmt"

	"candor/generator/internal/program"
	"candor/generator/internal/trend"
)

// paid sums one kind of payments by period, in the currency of the programme.
// Sums in other currencies and those without bound are named apart.
func paid(what string) func(*deriving, *program.Metric) {
	return func(d *deriving, m *program.Metric) {
		currency := d.Currency()
		if currency == "" {
			return
		}
		m.Unit = currency
		sums, all := map[trend.Period]float64{}, []*program.Page{}
		for _, p := range d.Payments() {
			switch {
			case p.What != what || p.At.After(d.day) || !d.wanted(p.Page.Severity):
			case p.Sum.Unbounded:
				m.Skipped = append(m.Skipped, program.Skipped{Page: p.Page, Why: d.say("the sum has no bound")})
			case p.Currency != "" && p.Currency != currency:
				m.Skipped = append(m.Skipped, program.Skipped{Page: p.Page, Why: fmt.Sprintf(d.say("not in %s: %s"), currency, trend.QuantityOf(p.Sum.Value, p.Currency, p.Currency))})
			default:
				sums[trend.PeriodOf(d.cadence, p.At)] += p.Sum.Value
				all = append(all, p.Page)
			}
		}
		if len(all) == 0 {
			return
		}
		begin := first(d.pagesOf(program.Incident))
		if own := first(all); begin.IsZero() || own.Before(begin) {
			begin = own
		}
		for q := range sums {
			if q.Start().Before(begin) {
				begin = q.Start()
			}
		}
		total := 0.0
		for _, q := range d.periods(begin) {
			m.Points = append(m.Points, point(q, sums[q], d.day))
			total += sums[q]
		}
		m.Total = &total
	}
}

// changeFailures is the share of the upgrades of a period that failed, were rolled
// back, or are named by an incident as its cause.
func changeFailures(d *deriving, m *program.Metric) {
	blamed := map[*program.Page]bool{}
	pages := map[string]*program.Page{}
	for _, p := range d.pagesOf(program.Upgrade) {
		pages[p.ID] = p
	}
	for _, p := range d.Pages {
		if !p.Counts() || p.Kind != program.Incident {
			continue
		}
		for _, c := range p.Causes {
			blamed[pages[program.PageID(c.Upgrade.ID)]] = true
		}
	}
	failed, all := map[trend.Period]float64{}, map[trend.Period]float64{}
	for _, p := range pages {
		at := p.DateAt.Day()
		if p.Upgrade != nil && !p.Upgrade.Executed.IsZero() {
			at = p.Upgrade.Executed.Day()
		}
		if at.IsZero() || at.After(d.day) {
			continue
		}
		q := trend.PeriodOf(d.cadence, at)
		all[q]++
		if u := p.Upgrade; blamed[p] || u != nil && (u.Outcome == "failed" || u.Outcome == "rolled-back") {
			failed[q]++
		}
	}
	d.shares(m, failed, all)
}

// findingsOverdue is, at the end of each period, the share of the open findings
// that are past their day.
func findingsOverdue(d *deriving, m *program.Metric) {
	late, open := map[trend.Period]float64{}, map[trend.Period]float64{}
	for _, q := range d.periods(first(d.pagesOf(program.Assessment))) {
		end := d.end(q)
		d.findings(func(_ *program.Page, f *program.Finding) {
			if f.Opened.After(end) || !f.Open(end) {
				return
			}
			open[q]++
			if f.Overdue(end) {
				late[q]++
			}
		})
	}
	d.shares(m, late, open)
}

// shares adds a point for each period that has cases.
func (d *deriving) shares(m *program.Metric, part, whole map[trend.Period]float64) {
	var from trend.Period
	for q := range whole {
		if from.IsZero() || q.Before(from) {
			from = q
		}
	}
	if from.IsZero() {
		return
	}
	for _, q := range d.periods(from.Start()) {
		if whole[q] == 0 {
			continue
		}
		k, n := part[q], whole[q]
		p := point(q, k/n, d.day)
		p.K, p.N = &k, &n
		m.Points = append(m.Points, p)
	}
}
