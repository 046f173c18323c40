package page

import (
	"cmp"
	"fmt"
	"html"
	"html/template"
	"slices"
	"strings"
	"time"

	"candor/generator/internal/chart"
	"candor/generator/internal/program"
	"candor/generator/internal/trend"
)

// partOrder is the order of generated parts that no heading receives.
var partOrder = []program.Part{program.PartImpact, program.PartDetection, program.PartTimeline, program.PartCauses, program.PartControls, program.PartActions, program.PartLessons}

// parts makes the generated parts of a page; what has nothing to say is absent.
func (a at) parts(p *program.Page) map[program.Part]*Part {
	out := map[program.Part]*Part{}
	put := func(name program.Part, part *Part) {
		if part != nil {
			part.ID = string(name)
			out[name] = part
		}
	}
	put(program.PartImpact, a.impact(p))
	put(program.PartDetection, a.detection(p))
	put(program.PartTimeline, a.timeline(p))
	put(program.PartCauses, a.causeList(p))
	put(program.PartControls, a.controlTable(p))
	put(program.PartActions, a.actionTable(p))
	put(program.PartLessons, a.lessons(p))
	return out
}

func (a at) impact(p *program.Page) *Part {
	i := p.Impact
	if i == nil {
		return nil
	}
	var f facts
	f.text("In one sentence", i.Summary)
	if i.UsersAffected != nil {
		f.text("Users affected", trend.Figure(float64(*i.UsersAffected)))
	}
	if i.Exploited != nil {
		f.text("Exploited", map[bool]string{true: a.t("yes"), false: a.t("no")}[*i.Exploited])
	}
	f.text("Services", strings.Join(i.Services, ", "))
	if m := i.Funds; m != nil {
		f.text("Funds at risk", a.amount(m.AtRisk, m.Currency))
		f.text("Funds lost", a.amount(m.Lost, m.Currency))
		f.text("Funds recovered", a.amount(m.Recovered, m.Currency))
		f.text("Assets", strings.Join(m.Assets, ", "))
	}
	f.text("Trust", i.Reputation)
	if len(f) == 0 {
		return nil
	}
	return &Part{Heading: "Impact", Facts: shade(f, a.only(i.For))}
}

func shade(f []Fact, only string) []Fact {
	for i := range f {
		f[i].Only = cmp.Or(f[i].Only, only)
	}
	return f
}

func (b *Builder) amount(a *program.Amount, currency string) string {
	switch {
	case a == nil:
		return ""
	case a.Unbounded:
		return b.t("no upper bound")
	}
	return strings.TrimSpace(b.number(thousands(a.Value)) + " " + currency)
}

// thousands writes a sum in full.
func thousands(v float64) string {
	s := fmt.Sprintf("%.2f", v)
	whole, rest, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest == "00" {
		return whole
	}
	return whole + "." + rest
}

var detectedBy = map[string]string{"monitoring": "monitoring", "user": "a user", "team": "the team", "bounty": "a bounty report", "audit": "an audit", "partner": "a partner", "other": "other"}

func (a at) detection(p *program.Page) *Part {
	d := p.Detection
	if d == nil {
		return nil
	}
	var f facts
	f.text("Noticed by", a.t(detectedBy[d.By]))
	f.text("What would have been faster", d.Faster)
	if len(f) == 0 {
		return nil
	}
	return &Part{Heading: "Detection", Facts: shade(f, a.only(d.For))}
}

var phaseText = map[string]string{"introduced": "Introduced", "began": "Began", "detected": "Detected", "responded": "Responded", "identified": "Cause known", "mitigated": "Mitigated", "resolved": "Resolved", "disclosed": "Disclosed"}

// phases draws how long each phase of an incident took.
func (a at) phases(p *program.Page) (*Figure, error) {
	t := p.Times
	if t == nil || t.Began.IsZero() || t.Began.Bare {
		return nil, nil
	}
	var phases []chart.Phase
	last := t.Began
	for _, step := range []struct {
		name string
		when program.When
	}{{a.t("To detect"), t.Detected}, {a.t("To respond"), t.Responded}, {a.t("To mitigate"), t.Mitigated}, {a.t("To resolve"), p.End()}} {
		if step.when.IsZero() || step.when.Bare || step.when.Time.Before(last.Time) {
			continue
		}
		phases = append(phases, chart.Phase{Name: step.name, Duration: step.when.Time.Sub(last.Time)})
		last = step.when
	}
	if !p.Resolved() {
		end := a.day.Add(24 * time.Hour)
		if end.After(last.Time) {
			phases = append(phases, chart.Phase{Name: a.t("Not over"), Duration: end.Sub(last.Time), Open: true})
		}
	}
	if len(phases) < 2 {
		return nil, nil
	}
	var words []string
	for _, ph := range phases {
		words = append(words, ph.Name+" "+chart.Duration(ph.Duration))
	}
	desc := strings.Join(words, ", ")
	fig, err := chart.PhaseBar(chart.PhaseChart{Head: a.head("phases", a.t("Phases of the incident"), desc), Phases: phases})
	if err != nil {
		return nil, err
	}
	// Not for exploring: all it can say stands in its legend.
	return &Figure{ID: "phases", Wide: fig.Wide, Narrow: fig.Narrow}, nil
}

func (a at) causeList(p *program.Page) *Part {
	if len(p.Causes) == 0 {
		return nil
	}
	part := &Part{Heading: "Root causes"}
	for _, c := range p.Causes {
		chip := Chip{"kind", "Root cause"}
		if c.Kind == "contributing" {
			chip.Text = "Contributing"
		}
		part.Causes = append(part.Causes, Cause{ID: p.CauseAnchor(c.Key), Chip: chip, Kind: a.t(title(c.Category)), Text: c.Text, Whys: c.Whys, Only: a.only(c.Audience)})
	}
	return part
}

var outcomeChip = map[string]Chip{"worked": {"good", "✓ Worked"}, "partial": {"watch", "△ Partly"}, "failed": {"bad", "✕ Failed"}, "missing": {"bad", "✕ Missing"}, "": {"none", "– Not said"}}

func controlTitle(c program.Control) string { return cmp.Or(c.Title, title(c.Key)) }

func (a at) controlTable(p *program.Page) *Part {
	if len(p.Controls) == 0 {
		return nil
	}
	t := &Table{Caption: "How well controls worked", Columns: []Column{{Text: "Control"}, {Text: "Outcome"}, {Text: "Note"}}, Cards: true}
	for _, c := range p.Controls {
		t.Rows = append(t.Rows, Row{Only: a.only(c.Audience), Cells: []Cell{{Text: controlTitle(c), Href: a.to("controls/") + "#" + program.Anchor(c.Key), Head: true}, {Chips: []Chip{outcomeChip[c.Outcome]}}, {Text: c.Note}}})
	}
	return &Part{Heading: "Controls", Table: t.withoutEmpty()}
}

func (a at) actionTable(p *program.Page) *Part {
	if len(p.Actions) == 0 {
		return nil
	}
	t := &Table{Caption: "What was promised", Columns: []Column{{Text: "Action"}, {Text: "State"}, {Text: "Owner"}, {Text: "Due"}, {Text: "Done"}}, Cards: true}
	for i := range p.Actions {
		act := &p.Actions[i]
		row := a.actionRow(act)
		row.ID = p.Anchor(act.Key)
		t.Rows = append(t.Rows, row)
	}
	return &Part{Heading: "Actions", Table: t.withoutEmpty()}
}

func (b *Builder) lessons(p *program.Page) *Part {
	l := p.Lessons
	if l == nil {
		return nil
	}
	part := &Part{Heading: "Lessons"}
	for _, x := range []Lesson{{b.t("What went well"), l.Well}, {b.t("What went wrong"), l.Wrong}, {b.t("Where we were lucky"), l.Lucky}} {
		if len(x.Texts) > 0 {
			part.Lessons = append(part.Lessons, x)
		}
	}
	if len(part.Lessons) == 0 {
		return nil
	}
	return part
}

var runbookText = map[string]string{"new": "new", "update": "update", "none": "none"}

// runbooks are the pages for those on call that an incident changes.
func (b *Builder) runbooks(p *program.Page) []program.Text {
	out := slices.Clone(p.Runbooks)
	for i := range out {
		out[i].Value = b.t(cmp.Or(runbookText[out[i].Value], out[i].Value))
	}
	return out
}

// trailing are the parts that stand at the end of every page.
func (a at) trailing(p *program.Page) []Block {
	var out []Block
	add := func(part *Part) {
		if part != nil {
			out = append(out, Block{Part: part})
		}
	}
	add(a.findingTable(p))
	add(a.upgradeChecks(p))
	add(a.textTable(a.runbooks(p), "runbooks", a.t("Runbooks"), a.t("Runbook"), a.t("Change")))
	add(a.linkList(p))
	add(a.related(p))
	add(a.revisions(p))
	return out
}

var findingChip = map[string]Chip{"open": {"watch", "△ Open"}, "fixed": {"good", "✓ Fixed"}, "accepted": {"none", "– Accepted"}, "false-positive": {"none", "– False positive"}}

func (a at) findingTable(p *program.Page) *Part {
	if len(p.Findings) == 0 {
		return nil
	}
	t := &Table{Caption: "Findings", Columns: []Column{{Text: "Finding"}, {Text: "Severity"}, {Text: "State"}, {Text: "Opened"}, {Text: "Closed"}, {Text: "Age in days", Num: true},
		{Text: "CVSS", Num: true}, {Text: "EPSS", Num: true}, {Text: "KEV"}, {Text: "SSVC"}}, Cards: true}
	for i := range p.Findings {
		t.Rows = append(t.Rows, a.findingRow(p, &p.Findings[i]))
	}
	t.withoutEmptyFrom(6)
	return &Part{ID: "findings", Heading: "Findings", Table: t}
}

func (a at) findingRow(p *program.Page, f *program.Finding) Row {
	end := f.Closed
	if end.IsZero() {
		end = a.day
	}
	age := ""
	known := !f.Closed.IsZero() || f.Open(a.day)
	if !f.Opened.IsZero() && f.Status != "false-positive" && known {
		age = fmt.Sprint(int(end.Sub(f.Opened).Hours() / 24))
	}
	chips := []Chip{findingChip[f.Status]}
	if f.Overdue(a.day) {
		chips = append(chips, Chip{"bad", "✕ Overdue"})
	}
	note := notes(f.Text, prefixed(a.t("Recommended: "), f.Recommendation), prefixed(a.t("Reason: "), f.Because), prefixed(a.t("System: "), f.System), prefixed(a.t("Owner: "), f.Owner), prefixed(a.t("Due "), dateISO(f.Due)), prefixed(a.t("Retested "), dateISO(f.Verified)), f.Note)
	return Row{ID: p.FindingAnchor(f.Key), Only: a.only(f.Audience), Cells: []Cell{{Text: f.Key + ": " + f.Title, Head: true, Note: note}, {Chips: severityChip(f.Severity)}, {Chips: chips},
		{Text: dateISO(f.Opened)}, {Text: dateISO(f.Closed)}, {Text: age}, a.cvss(f), a.epss(f), a.kev(f), {Text: a.t(title(f.SSVC))}}}
}

// cvss is the score, with the vector below; of a vector without a score the vector.
func (a at) cvss(f *program.Finding) Cell {
	if f.CVSS.Score == nil {
		return Cell{Text: f.CVSS.Vector}
	}
	return Cell{Text: a.number(fmt.Sprintf("%.1f", *f.CVSS.Score)), Note: f.CVSS.Vector}
}

func (a at) epss(f *program.Finding) Cell {
	if f.EPSS == nil {
		return Cell{}
	}
	return Cell{Text: a.number(trend.Percent(*f.EPSS))}
}

// kev tells that a vulnerability is known to be exploited.
func (a at) kev(f *program.Finding) Cell {
	if !f.KEV {
		return Cell{}
	}
	return Cell{Text: a.t("exploited")}
}

// notes joins what is said beside a title to sentences.
func notes(parts ...string) string {
	var out []string
	for _, s := range parts {
		if s != "" {
			out = append(out, stop(s))
		}
	}
	return strings.Join(out, " ")
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

func (a at) upgradeChecks(p *program.Page) *Part {
	if p.Upgrade == nil {
		return nil
	}
	return a.textTable(p.Upgrade.Checks, "checks", a.t("Checks"), a.t("Check"), a.t("Outcome"))
}

func (a at) textTable(list []program.Text, id, heading, key, value string) *Part {
	if len(list) == 0 {
		return nil
	}
	t := &Table{Caption: heading, Columns: []Column{{Text: key}, {Text: value}}}
	for _, x := range list {
		t.Rows = append(t.Rows, Row{Only: a.only(x.Audience), Cells: []Cell{{Text: title(x.Key), Head: true}, {Text: x.Value}}})
	}
	return &Part{ID: id, Heading: heading, Table: t}
}

func (a at) linkList(p *program.Page) *Part {
	if len(p.Links) == 0 {
		return nil
	}
	part := &Part{ID: "links", Heading: "Links"}
	for _, l := range p.Links {
		link := Link{Text: cmp.Or(l.Title, title(l.Key)), Href: l.URL}
		if l.Audience != "" && a.internal() {
			link.Note = a.t("only for ") + l.Audience
		}
		part.Links = append(part.Links, link)
	}
	return part
}

func (a at) revisions(p *program.Page) *Part {
	if len(p.Revisions) == 0 {
		return nil
	}
	part := &Part{ID: "revisions", Heading: "Revisions"}
	for _, r := range p.Revisions {
		part.Timeline = append(part.Timeline, Moment{Stamp: dateISO(r.Day), Text: a.dateText(r.Day), HTML: template.HTML(html.EscapeString(r.Text)), Only: a.only(r.Audience)})
	}
	return part
}
