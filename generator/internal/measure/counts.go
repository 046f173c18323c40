package measure

import (
	"time"

	"candor/generator/internal/program"
	"candor/generator/internal/trend"
)

// pages counts the pages of a kind by period; companions by severity begin with
// their total.
func pages(k program.Kind) func(*deriving, *program.Metric) {
	return func(d *deriving, m *program.Metric) {
		all := d.pagesOf(k)
		count := map[trend.Period]float64{}
		for _, p := range all {
			if d.wanted(p.Severity) && !p.DateAt.IsZero() {
				count[trend.PeriodOf(d.cadence, p.Date())]++
			}
		}
		for _, q := range d.periods(first(all)) {
			m.Points = append(m.Points, point(q, count[q], d.day))
		}
	}
}

// promise is an action with the page that made it.
type promise struct {
	*program.Action
	page *program.Page
}

// unknown says that a thing has a status, but not since when, so that it counts as
// open until the report's day.
func (d *deriving) unknown(status string) string {
	switch status {
	case "done":
		return d.say(": done, but not when; it counts as open until the report’s day")
	case "dropped":
		return d.say(": dropped, but not when; it counts as open until the report’s day")
	case "accepted":
		return d.say(": accepted, but not when; it counts as open until the report’s day")
	}
	return d.say(": fixed, but not when; it counts as open until the report’s day")
}

// undated tells that an action is in no period, since nobody says when it was
// over.
func (d *deriving) undated(m *program.Metric, a promise) {
	m.Skipped = append(m.Skipped, program.Skipped{Page: a.page, Why: a.Title + d.unknown(a.Status)})
}

func (d *deriving) promises() ([]promise, time.Time) {
	var out []promise
	var from []*program.Page
	for _, p := range d.Pages {
		if p.Draft() || len(p.Actions) == 0 {
			continue
		}
		from = append(from, p)
		for i := range p.Actions {
			out = append(out, promise{&p.Actions[i], p})
		}
	}
	return out, first(from)
}

// actionsInTime is the share of the actions due in a period that were done by
// their first promise. Those due later than the report's day are not asked yet.
func actionsInTime(d *deriving, m *program.Metric) {
	done, due := map[trend.Period]float64{}, map[trend.Period]float64{}
	all, _ := d.promises()
	for _, a := range all {
		day := a.Deadline()
		if day.IsZero() || day.After(d.day) {
			continue
		}
		if a.Done.IsZero() && a.Status == "done" {
			d.undated(m, a)
		}
		q := trend.PeriodOf(d.cadence, day)
		due[q]++
		if !a.Done.IsZero() && !a.Done.After(day) {
			done[q]++
		}
	}
	d.shares(m, done, due)
}

// actionsOverdue counts at the end of each period the actions past due.
func actionsOverdue(d *deriving, m *program.Metric) {
	all, from := d.promises()
	for _, a := range all {
		if a.Done.IsZero() && a.Dropped.IsZero() && !a.Ended.IsZero() && !a.Deadline().IsZero() && a.Deadline().Before(d.day) {
			d.undated(m, a)
		}
	}
	for _, q := range d.periods(from) {
		end, n := d.end(q), 0.0
		for _, a := range all {
			if a.Overdue(end) {
				n++
			}
		}
		m.Points = append(m.Points, point(q, n, d.day))
	}
}

// end is the last day of a period that the report speaks of.
func (d *deriving) end(q trend.Period) time.Time {
	if q.Complete(d.day) {
		return q.End()
	}
	return d.day
}

func openFindings(d *deriving, m *program.Metric) {
	from := first(d.pagesOf(program.Assessment))
	d.undatedFindings(m)
	for _, q := range d.periods(from) {
		m.Points = append(m.Points, point(q, d.openAt(d.end(q)), d.day))
	}
}

// undatedFindings tells which findings are in no period, since nobody says when
// they were over.
func (d *deriving) undatedFindings(m *program.Metric) {
	d.findings(func(p *program.Page, f *program.Finding) {
		if f.Closed.IsZero() && !f.Open(d.day) && f.Status != "false-positive" {
			m.Skipped = append(m.Skipped, program.Skipped{Page: p, Why: f.Key + d.unknown(f.Status)})
		}
	})
}

// openAt counts the findings that were open at the end of a day.
func (d *deriving) openAt(day time.Time) float64 {
	n := 0.0
	d.findings(func(_ *program.Page, f *program.Finding) {
		if !f.Opened.After(day) && f.Open(day) {
			n++
		}
	})
	return n
}

// securityDebt counts open entries of the register and open findings.
func securityDebt(d *deriving, m *program.Metric) {
	from := first(d.pagesOf(program.Assessment))
	d.undatedFindings(m)
	for _, b := range d.Debt {
		if !b.Opened.IsZero() && (from.IsZero() || b.Opened.Before(from)) {
			from = b.Opened
		}
	}
	for _, q := range d.periods(from) {
		end := d.end(q)
		n := d.openAt(end)
		for _, b := range d.Debt {
			if d.wanted(b.Severity) && !b.Opened.IsZero() && !b.Opened.After(end) && (b.Closed.IsZero() || b.Closed.After(end)) {
				n++
			}
		}
		m.Points = append(m.Points, point(q, n, d.day))
	}
}
