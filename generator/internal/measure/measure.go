// Package measure derives metrics from a programme's own pages: how long things
// took, how many there were, what was done in time. It must not know where
// pages come from or how metrics are shown; what an edition does not see is not
// there to be measured.
package measure

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"candor/generator/internal/program"
	"candor/generator/internal/trend"
)

// builtIn describes a derived metric.
type builtIn struct {
	id, title, category, kind, unit, better string
	from                                    string // what it reads
	text                                    string
	bySeverity                              bool
	quiet                                   bool // left out where it has no value
	fill                                    func(*deriving, *program.Metric)
}

var builtIns = []builtIn{
	{id: "time-to-detect", title: "Time to detect", category: "detection", kind: "duration", unit: "hours", better: "lower", from: "incidents", fill: between("began", "detected"),
		text: "From the moment an incident began to the moment it was noticed. The median over incidents that began in a quarter; those not noticed yet count as open."},
	{id: "time-to-respond", title: "Time to respond", category: "response", kind: "duration", unit: "hours", better: "lower", from: "incidents", fill: between("detected", "responded"),
		text: "From the moment an incident was noticed to the moment somebody began to act."},
	{id: "time-to-mitigate", title: "Time to mitigate", category: "response", kind: "duration", unit: "hours", better: "lower", from: "incidents", fill: between("detected", "mitigated"),
		text: "From the moment an incident was noticed to the moment the harm was stopped."},
	{id: "time-to-recover", title: "Time to recover", category: "recovery", kind: "duration", unit: "hours", better: "lower", from: "incidents", fill: between("began", "resolved"),
		text: "From the moment an incident began to the moment operations were normal again."},
	{id: "time-to-disclose", title: "Time to disclose", category: "response", kind: "duration", unit: "hours", better: "lower", from: "incidents", quiet: true, fill: disclosures,
		text: "From the moment an incident was noticed to the moment it was made public."},
	{id: "exposure", title: "Exposure", category: "response", kind: "duration", unit: "hours", better: "lower", from: "incidents", fill: between("introduced", "mitigated"),
		text: "From the day a defect went live to the moment it could do no more harm."},
	{id: "incidents", title: "Incidents", category: "incidents", kind: "count", unit: "incidents", better: "lower", from: "incidents", bySeverity: true, fill: pages(program.Incident),
		text: "Security incidents by the quarter of their date. More may also mean that more were noticed or written down."},
	{id: "near-misses", title: "Near misses", category: "incidents", kind: "count", unit: "near misses", better: "neutral", from: "near-misses", bySeverity: true, fill: pages(program.NearMiss),
		text: "What almost happened and was written down. More is neither better nor worse."},
	{id: "actions-in-time", title: "Actions done in time", category: "response", kind: "proportion", unit: "%", better: "higher", from: "actions", fill: actionsInTime,
		text: "Of the actions first promised for a quarter, the share that was done by then."},
	{id: "actions-overdue", title: "Overdue actions", category: "response", kind: "level", unit: "actions", better: "lower", from: "actions", fill: actionsOverdue,
		text: "Actions past their due date and not done, at the end of each quarter."},
	{id: "open-findings", title: "Open findings", category: "vulnerability-management", kind: "level", unit: "findings", better: "lower", from: "findings", bySeverity: true, fill: openFindings,
		text: "Findings of assessments that were open at the end of each quarter."},
	{id: "time-to-fix", title: "Time to fix findings", category: "vulnerability-management", kind: "duration", unit: "days", better: "lower", from: "findings", fill: timeToFix,
		text: "From the day a finding was reported to the day it was fixed; open ones count as open, accepted ones are left out."},
	{id: "findings-overdue", title: "Overdue findings", category: "vulnerability-management", kind: "proportion", unit: "%", better: "lower", from: "findings", quiet: true, fill: findingsOverdue,
		text: "Of the findings open at the end of each quarter, the share past their due date."},
	{id: "change-failure-rate", title: "Change failure rate", category: "other", kind: "proportion", unit: "%", better: "lower", from: "upgrades", quiet: true, fill: changeFailures,
		text: "Of the protocol upgrades of each quarter, the share that failed, were rolled back, or are named as the cause of an incident."},
	{id: "funds-lost", title: "Funds lost", category: "incidents", kind: "level", better: "lower", from: "incidents", quiet: true, fill: paid("lost"),
		text: "What incidents of each quarter cost, in sum."},
	{id: "funds-recovered", title: "Funds recovered", category: "recovery", kind: "level", better: "neutral", from: "incidents", quiet: true, fill: paid("recovered"),
		text: "What came back of the funds that incidents of each quarter cost, in sum."},
	{id: "funds-at-risk", title: "Funds at risk", category: "incidents", kind: "level", better: "lower", from: "incidents", quiet: true, fill: paid("at-risk"),
		text: "What incidents of each quarter could have cost, in sum."},
	{id: "bounties-paid", title: "Bounties paid", category: "bounty", kind: "level", better: "neutral", from: "incidents", quiet: true, fill: paid("bounty"),
		text: "What finders were paid in each quarter, in sum."},
	{id: "security-debt", title: "Security debt", category: "debt", kind: "level", unit: "items", better: "lower", from: "debt", fill: securityDebt,
		text: "Open entries of the register of debt and open findings, at the end of each quarter."},
}

// IDs lists the derived metrics without their companions.
func IDs() []string {
	var out []string
	for _, b := range builtIns {
		out = append(out, b.id)
	}
	return out
}

// deriving is one run over a program.
type deriving struct {
	*program.Program
	day      time.Time
	severity []string // only these; nil: all
	say      Say
	cadence  trend.Cadence
}

// severityWord is a severity in a sentence.
func severityWord(s string, say Say) string {
	if s == "info" {
		return say("informational")
	}
	return say(s)
}

// Say is a text in the site's language, by its English.
type Say func(english string) string

// Derive adds the derived metrics to a program's, and fills those whose files
// say derive. without lists the ids that the edition leaves out.
func Derive(p *program.Program, without []string, say Say) (unknown []*program.Metric) {
	files := map[string]*program.Metric{}
	for _, m := range p.Metrics {
		files[m.ID] = m
	}
	var added []*program.Metric
	for _, b := range builtIns {
		if slices.Contains(without, b.id) {
			continue
		}
		if files[b.id] == nil {
			m := &program.Metric{ID: b.id, Derive: &program.Derive{From: b.from, Measure: program.Ref{ID: b.id}}}
			added = append(added, m)
			files[b.id] = m
		}
		if b.bySeverity {
			for _, s := range program.Severities {
				if id := b.id + "-" + s; files[id] == nil {
					added = append(added, &program.Metric{ID: id, Of: b.id, Title: say(b.title) + ", " + severityWord(s, say), Description: say(b.text) + " " + fmt.Sprintf(say("Only those of severity %s."), severityWord(s, say)), Derive: &program.Derive{From: b.from, Measure: program.Ref{ID: b.id}, Severity: []string{s}}})
				}
			}
		}
	}
	p.Metrics = append(p.Metrics, added...)
	p.Metrics = slices.DeleteFunc(p.Metrics, func(m *program.Metric) bool { return m.Derive != nil && slices.Contains(without, m.Derive.Measure.ID) })
	for _, m := range p.Metrics {
		if m.Derive != nil && !fill(p, m, say) {
			unknown = append(unknown, m)
		}
	}
	p.Metrics = slices.DeleteFunc(p.Metrics, func(m *program.Metric) bool { return m.File == "" && silent(p, m) })
	slices.SortStableFunc(p.Metrics, func(a, b *program.Metric) int { return compare(a.ID, b.ID) })
	return unknown
}

// silent reports whether a metric without a file has nothing to say, and nothing
// asks for it.
func silent(p *program.Program, m *program.Metric) bool {
	i := slices.IndexFunc(builtIns, func(b builtIn) bool { return b.id == m.ID })
	return i >= 0 && builtIns[i].quiet && len(m.Points)+len(m.Durations) == 0 && !asked(p, m.ID)
}

// asked reports whether the home page, a report, an initiative or a rule names a
// metric.
func asked(p *program.Program, id string) bool {
	named := func(r program.Ref) bool { return r.ID == id }
	if slices.ContainsFunc(p.Site.Home.Metrics, named) {
		return true
	}
	for _, page := range p.Pages {
		if page.Start != nil && named(page.Start.Measure) || page.Report != nil && slices.ContainsFunc(page.Report.Metrics, named) || page.Body != nil && slices.ContainsFunc(page.Body.Charts, named) {
			return true
		}
	}
	if p.Model == nil {
		return false
	}
	for _, d := range p.Model.Domains {
		for _, c := range d.Criteria {
			if strings.Contains(c.Rule, id) {
				return true
			}
		}
	}
	return false
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// fill computes a derived metric; false when no such measure is known.
func fill(p *program.Program, m *program.Metric, say Say) bool {
	id := m.Derive.Measure.ID
	if id == "" {
		id = m.ID
	}
	i := slices.IndexFunc(builtIns, func(b builtIn) bool { return b.id == id })
	if i < 0 {
		return false
	}
	b := builtIns[i]
	m.Derive.Measure.ID = id
	describe(m, b, say)
	d := &deriving{Program: p, day: p.Site.AsOf, severity: m.Derive.Severity, cadence: trend.Cadence(m.Cadence), say: say}
	b.fill(d, m)
	return true
}

// describe sets what a definition file leaves out.
func describe(m *program.Metric, b builtIn, say Say) {
	for _, f := range []struct {
		to  *string
		val string
	}{{&m.Title, say(b.title)}, {&m.Description, say(b.text)}, {&m.Category, b.category}, {&m.Unit, b.unit}, {&m.Better, b.better}, {&m.Cadence, m.Derive.By}, {&m.Cadence, "quarter"},
		{&m.Source, say("Computed from this site's own pages.")}} {
		if *f.to == "" {
			*f.to = f.val
		}
	}
	m.Kind = b.kind
}

// wanted reports whether a severity is asked for.
func (d *deriving) wanted(severity string) bool {
	return d.severity == nil || slices.Contains(d.severity, severity)
}

// pagesOf lists the pages of a kind that count: no drafts.
func (d *deriving) pagesOf(k program.Kind) []*program.Page {
	var out []*program.Page
	for _, p := range d.Pages {
		if p.Kind == k && p.Counts() {
			out = append(out, p)
		}
	}
	return out
}

// periods lists the periods from the first page of a kind to the report's day.
func (d *deriving) periods(first time.Time) []trend.Period {
	if first.IsZero() {
		return nil
	}
	var out []trend.Period
	for p := trend.PeriodOf(d.cadence, first); !p.Start().After(d.day); p = p.Next() {
		out = append(out, p)
	}
	return out
}

func point(p trend.Period, value float64, day time.Time) program.Point {
	return program.Point{Entry: program.Entry{Key: p.String()}, Period: p, Value: &value, Partial: !p.Complete(day)}
}
