package measure

import (
	"fmt"
	"time"

	"candor/generator/internal/program"
	"candor/generator/internal/trend"
)

// between measures incidents from one of their times to another.
func between(from, to string) func(*deriving, *program.Metric) {
	return func(d *deriving, m *program.Metric) {
		for _, p := range d.pagesOf(program.Incident) {
			if d.wanted(p.Severity) {
				d.span(m, p, moment(p, from), moment(p, to), from, to)
			}
		}
	}
}

// disclosures are measured where anything was made public at all.
func disclosures(d *deriving, m *program.Metric) {
	for _, p := range d.pagesOf(program.Incident) {
		if !moment(p, "disclosed").IsZero() {
			between("detected", "disclosed")(d, m)
			return
		}
	}
}

func moment(p *program.Page, name string) program.When {
	t := p.Times
	if t == nil {
		return program.When{}
	}
	switch name {
	case "introduced":
		return t.Introduced
	case "began":
		return t.Began
	case "detected":
		return t.Detected
	case "responded":
		return t.Responded
	case "mitigated":
		return t.Mitigated
	case "disclosed":
		return t.Disclosed
	}
	return p.End()
}

// span adds one incident, open while its end is missing and it is not over.
func (d *deriving) span(m *program.Metric, p *program.Page, from, to program.When, fromName, toName string) {
	skip := func(why string) { m.Skipped = append(m.Skipped, program.Skipped{Page: p, Why: why}) }
	switch {
	case from.IsZero():
		skip(fmt.Sprintf(d.say("no time “%s” is given"), d.say(fromName)))
	case to.IsZero() && p.Resolved():
		skip(fmt.Sprintf(d.say("over, but no time “%s” is given"), d.say(toName)))
	case from.Bare || !to.IsZero() && to.Bare:
		skip(d.say("known to the day only"))
	default:
		m.Durations = append(m.Durations, d.event(m, from, to))
	}
}

// event is a length in the metric's unit. An open item runs to the report's
// day: to its end for times, to the day itself for bare dates.
func (d *deriving) event(m *program.Metric, from, to program.When) trend.Event {
	end := to.Time
	if to.IsZero() {
		end = d.day
		if !from.Bare {
			end = d.day.AddDate(0, 0, 1)
		}
	}
	return trend.Event{Start: from.Time.UTC(), Length: max(m.Length(end.Sub(from.Time)), 0), Open: to.IsZero()}
}

// timeToFix measures findings from their report to their fix.
func timeToFix(d *deriving, m *program.Metric) {
	d.findings(func(p *program.Page, f *program.Finding) {
		switch {
		case f.Opened.IsZero() || f.Status == "accepted" || f.Status == "false-positive":
			return
		case f.Closed.IsZero() && !f.Open(d.day):
			m.Skipped = append(m.Skipped, program.Skipped{Page: p, Why: f.Key + d.unknown(f.Status)})
			return
		}
		m.Durations = append(m.Durations, d.event(m, program.When{Time: f.Opened, Bare: true}, program.When{Time: f.Closed, Bare: true}))
	})
}

// findings visits the findings that count. What turned out to be none was open
// until somebody knew.
func (d *deriving) findings(visit func(*program.Page, *program.Finding)) {
	for _, p := range d.pagesOf(program.Assessment) {
		for i := range p.Findings {
			if f := &p.Findings[i]; d.wanted(f.Severity) {
				visit(p, f)
			}
		}
	}
}

// first is the earliest day of the pages of a kind, or zero.
func first(pages []*program.Page) time.Time {
	var day time.Time
	for _, p := range pages {
		if at := p.DateAt.Day(); !p.DateAt.IsZero() && (day.IsZero() || at.Before(day)) {
			day = at
		}
	}
	return day
}
