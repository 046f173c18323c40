package measure

import (
	"time"

	"candor/generator/internal/maturity"
	"candor/generator/internal/program"
)

// Things lists what the rules of a maturity model may count, by collection.
// A collection without a member is there, too.
func Things(p *program.Program) map[string][]maturity.Thing {
	out := map[string][]maturity.Thing{}
	for _, s := range program.Sections {
		if s.Kind != program.Plain {
			out[s.Folder] = nil
		}
	}
	out["findings"], out["actions"], out["debt"] = nil, nil, nil
	for _, page := range p.Pages {
		if !page.Counts() || page.DateAt.IsZero() {
			continue
		}
		for _, s := range program.Sections {
			if s.Kind == page.Kind && s.Kind != program.Plain {
				out[s.Folder] = append(out[s.Folder], thing(page, p.Site.AsOf))
			}
		}
		parts(out, page, p.Site.AsOf)
	}
	for _, d := range p.Debt {
		out["debt"] = append(out["debt"], maturity.Thing{Date: d.Opened, Closed: d.Closed, Fields: map[string]string{"severity": d.Severity, "kind": d.Kind, "status": state(d.Closed, "closed")}})
	}
	return out
}

// Fields are what the conditions of rules may ask of each collection, with the
// values that can be; nil: any.
func Fields() map[string]map[string][]string {
	stages := []string{"open", "mitigated", "resolved"}
	out := map[string]map[string][]string{
		"findings": {"severity": program.Severities, "status": {"open", "fixed", "accepted", "false-positive"}, "system": nil},
		"actions":  {"status": {"open", "proposed", "agreed", "doing", "done", "dropped"}, "kind": {"prevent", "mitigate", "detect"}},
		"debt":     {"severity": program.Severities, "status": {"open", "closed"}, "kind": {"security", "technical"}},
	}
	for _, s := range program.Sections {
		out[s.Folder] = map[string][]string{"severity": program.Severities, "status": stages, "stage": stages, "applicability": {"affected", "partly", "not-affected", "unknown"}}
	}
	assessments := out["assessments"]
	assessments["status"] = []string{"open", "done"}
	assessments["type"] = []string{"self", "peer", "external", "red-team", "compliance"}
	assessments["subject"], assessments["outcome"] = nil, []string{"passed", "passed-with-findings", "failed"}
	out["upgrades"]["outcome"], out["upgrades"]["network"] = []string{"succeeded", "rolled-back", "failed"}, nil
	out["culture"]["theme"] = nil
	return out
}

func state(closed time.Time, word string) string {
	if closed.IsZero() {
		return "open"
	}
	return word
}

func thing(p *program.Page, day time.Time) maturity.Thing {
	t := maturity.Thing{Date: p.DateAt.Day(), Fields: map[string]string{"severity": p.Severity, "status": p.Stage, "stage": p.Stage}}
	if end := p.End(); !end.IsZero() {
		t.Closed = end.Day()
	}
	t.Closed = over(t.Closed, p.Resolved(), day)
	switch {
	case p.Assess != nil:
		t.Fields["type"], t.Fields["subject"], t.Fields["outcome"], t.Fields["status"] = p.Assess.Type, p.Assess.Subject, p.Assess.Outcome, "done"
		t.Closed = t.Date
	case p.Upgrade != nil:
		t.Fields["outcome"], t.Fields["network"] = p.Upgrade.Outcome, p.Upgrade.Network
	case p.Start != nil:
		t.Fields["theme"] = p.Start.Theme
	}
	if p.Applies != "" {
		t.Fields["applicability"] = p.Applies
	}
	return t
}

func parts(out map[string][]maturity.Thing, p *program.Page, day time.Time) {
	for i := range p.Findings {
		f := &p.Findings[i]
		t := maturity.Thing{Date: f.Opened, Closed: f.Ended, Fields: map[string]string{"severity": f.Severity, "status": f.Status, "system": f.System}}
		out["findings"] = append(out["findings"], t)
	}
	for i := range p.Actions {
		a := &p.Actions[i]
		t := maturity.Thing{Date: p.DateAt.Day(), Closed: a.Ended, Fields: map[string]string{"status": a.Status, "kind": a.Kind}}
		if !a.Opened.IsZero() {
			t.Date = a.Opened
		}
		out["actions"] = append(out["actions"], t)
	}
}

// over is the day a thing was closed. What is closed, but nobody says when, is
// known to be so on the report's day alone: no earlier level may rest on it.
func over(on time.Time, closed bool, day time.Time) time.Time {
	if closed && on.IsZero() {
		return day
	}
	return on
}
