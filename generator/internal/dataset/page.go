package dataset

import (
	"strings"

	"candor/generator/internal/program"
)

func newPage(p *program.Page) Page {
	out := Page{ID: p.ID, URL: p.Address(), Title: p.Title, Date: when(p.DateAt), Summary: p.Summary, Severity: p.Severity, Status: p.Status, Stage: p.Stage,
		Authors: p.Authors, Participants: p.People, Reviewed: when(p.Reviewed), Systems: p.Systems, Tags: p.Tags, Related: ids(p.Related), Applicability: p.Applies}
	for _, t := range p.Times.List() {
		if out.Times == nil {
			out.Times = map[string]string{}
		}
		out.Times[t.Name] = when(t.When)
	}
	if d := p.Detection; d != nil {
		out.Detection = &Detection{By: d.By, Faster: d.Faster, Bounty: newBounty(d.Bounty)}
	}
	if p.Times != nil {
		out.Approximate, out.TimesUnknown = p.Times.Approximate, keyed(p.Times.Because)
	}
	for _, r := range p.Timeline {
		if r.HTML == "" {
			out.Timeline = append(out.Timeline, Moment{At: when(r.At), Text: r.Text})
		}
	}
	for _, c := range p.Chain {
		out.Chain = append(out.Chain, Chain{Key: c.Key, Network: c.Network, Transactions: c.Transactions, Contracts: c.Contracts, Attackers: c.Attackers, Blocks: c.Blocks})
	}
	out.Runbooks = keyed(p.Runbooks)
	for _, l := range p.Links {
		if out.Links == nil {
			out.Links = map[string]string{}
		}
		out.Links[l.Key] = l.URL
	}
	out.Impact = newImpact(p.Impact)
	for _, c := range p.Causes {
		out.Causes = append(out.Causes, Cause{Key: c.Key, Kind: c.Kind, Category: c.Category, Text: c.Text, Whys: c.Whys, Upgrade: c.Upgrade.ID})
	}
	for _, c := range p.Controls {
		out.Controls = append(out.Controls, Control{Key: c.Key, Outcome: c.Outcome, Note: c.Note})
	}
	for _, f := range p.Findings {
		out.Findings = append(out.Findings, Finding{Key: f.Key, Title: f.Title, Severity: f.Severity, Status: f.Status, Opened: day(f.Opened), Due: day(f.Due), Closed: day(f.Closed), Verified: day(f.Verified),
			Text: f.Text, Recommendation: f.Recommendation, Owner: f.Owner, System: f.System, Ticket: f.Ticket, Because: f.Because,
			CVSS: cvss(f.CVSS), EPSS: f.EPSS, KEV: f.KEV, SSVC: f.SSVC, Bounty: newBounty(f.Bounty)})
	}
	if l := p.Lessons; l != nil {
		out.Lessons = &Lessons{Well: l.Well, Wrong: l.Wrong, Lucky: l.Lucky}
	}
	for _, r := range p.Revisions {
		if out.Revisions == nil {
			out.Revisions = map[string]string{}
		}
		out.Revisions[day(r.Day)] = r.Text
	}
	facts(p, &out)
	return out
}

// facts fills the tables that belong to one kind of page.
func facts(p *program.Page, out *Page) {
	if n := p.NearMiss; n != nil {
		out.NearMiss = texts("barrier", n.Barrier, "potential", n.Potential)
	}
	if u := p.Upgrade; u != nil {
		out.Upgrade = texts("network", u.Network, "version", u.Version, "proposal", u.Proposal, "executed", when(u.Executed), "outcome", u.Outcome)
		for key, value := range keyed(u.Checks) {
			out.Upgrade["checks."+key] = value
		}
	}
	if s := p.Source; s != nil {
		out.Source = texts("project", s.Project, "url", s.URL, "date", when(s.Date))
	}
	if a := p.Assess; a != nil {
		out.Assessment = texts("type", a.Type, "subject", a.Subject, "assessor", a.Assessor, "method", a.Method, "scheduled", when(a.Scheduled), "started", when(a.Started),
			"completed", when(a.Completed), "every", a.Every.Text, "commit", a.Commit, "criteria", a.Criteria, "outcome", a.Outcome, "report", a.Report.ID,
			"covers", strings.Join(a.Covers, ", "), "scope", a.Scope)
	}
	if s := p.Start; s != nil {
		out.Initiative = texts("theme", s.Theme, "owner", s.Owner, "started", when(s.Started), "ended", when(s.Ended), "measure", s.Measure.ID)
	}
	if p.Report != nil {
		out.Period = p.Report.Period.ID
	}
}

// keyed makes a map of keyed texts.
func keyed(list []program.Text) map[string]string {
	var out map[string]string
	for _, t := range list {
		if out == nil {
			out = map[string]string{}
		}
		out[t.Key] = t.Value
	}
	return out
}

// texts makes a map of keys and values, without the empty ones.
func texts(pairs ...string) map[string]string {
	out := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			out[pairs[i]] = pairs[i+1]
		}
	}
	return out
}

func newImpact(i *program.Impact) *Impact {
	if i == nil {
		return nil
	}
	out := &Impact{Summary: i.Summary, UsersAffected: i.UsersAffected, Exploited: i.Exploited, Services: i.Services, Reputation: i.Reputation}
	if f := i.Funds; f != nil {
		out.Funds = &Funds{AtRisk: sum(f.AtRisk), Lost: sum(f.Lost), Recovered: sum(f.Recovered), Currency: f.Currency, Assets: f.Assets}
	}
	return out
}

func newBounty(b *program.Bounty) *Bounty {
	if b == nil {
		return nil
	}
	return &Bounty{Paid: b.Paid.Value, Currency: b.Currency, Date: day(b.Date)}
}

// cvss is a vector, or a score; nil for none.
func cvss(c program.CVSS) any {
	switch {
	case c.Vector != "":
		return c.Vector
	case c.Score != nil:
		return *c.Score
	}
	return nil
}

func sum(a *program.Amount) any {
	switch {
	case a == nil:
		return nil
	case a.Unbounded:
		return "unbounded"
	}
	return a.Value
}

func newAction(p *program.Page, a *program.Action) Action {
	return Action{ID: p.ID + "#" + a.Key, URL: p.Address() + "#" + p.Anchor(a.Key), Title: a.Title, Kind: a.Kind, Owner: a.Owner, Cause: a.Cause.ID, Status: a.Status,
		Due: day(a.Due), FirstDue: day(a.FirstDue), Done: day(a.Done), Dropped: day(a.Dropped), Opened: day(a.Opened), Verified: day(a.Verified), Ticket: a.Ticket, Because: a.Because, Evidence: a.Evidence, Note: a.Note}
}
