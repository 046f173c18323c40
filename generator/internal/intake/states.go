package intake

import (
	"reflect"
	"regexp"
	"slices"
	"time"

	"candor/generator/internal/document"
	"candor/generator/internal/program"
)

func typeOf(v any) reflect.Type { return reflect.TypeOf(v).Elem() }

// checkStates compares the states of actions and findings with their dates, and
// takes back what lies behind the report's day.
func (d *decoder) checkStates(p *program.Page, head *document.Node) {
	d.checkAddresses(head)
	if i := p.Impact; i != nil && i.UsersAffected != nil && *i.UsersAffected < 0 {
		d.errorf(head.Path("impact", "users_affected"), "number", "", "a number of users is not negative")
	}
	for i := range p.Actions {
		d.action(p, &p.Actions[i], head.Path("actions", p.Actions[i].Key))
	}
	for i := range p.Findings {
		f := &p.Findings[i]
		d.finding(f, head.Path("findings", f.Key))
		if f.Opened.IsZero() {
			f.Opened = p.DateAt.Day()
		}
	}
	p.Findings = slices.DeleteFunc(p.Findings, func(f program.Finding) bool { return d.later(f.Opened) })
	p.Revisions = slices.DeleteFunc(p.Revisions, func(r program.Revision) bool { return d.later(r.Day) })
	if a := p.Assess; a != nil {
		d.assessment(a, head.Get("assessment"))
	}
	if p.Report != nil && p.Report.Period.ID != "" {
		d.period(head.Path("report", "period"))
	}
}

// checkIDs reports tags and systems that cannot stand in an address.
func (d *decoder) checkIDs(n *document.Node) {
	if n == nil || n.Kind != document.List {
		return
	}
	for _, m := range n.Nodes {
		if m.Kind == document.String && !idForm.MatchString(m.Text) {
			d.errorf(m, "id", "write it like price-feed", "tags and systems are lower-case letters, digits and hyphens")
		}
	}
}

// addressForm is what links of front matter may be: an address elsewhere.
var addressForm = regexp.MustCompile(`^(https?://[^\s/]|mailto:[^\s])`)

// checkAddresses reports links and tickets that lead nowhere, and runbooks that
// say neither new, update nor none.
func (d *decoder) checkAddresses(head *document.Node) {
	check := func(n *document.Node) {
		if n != nil && n.Kind == document.String && !addressForm.MatchString(n.Text) {
			d.errorf(n, "value", "write https://…", "this is no address")
		}
	}
	for _, key := range []string{"actions", "findings"} {
		if table := head.Get(key); table != nil {
			for _, m := range members(table) {
				check(m.Get("ticket"))
			}
		}
	}
	if links := head.Get("links"); links != nil {
		for _, m := range members(links) {
			if m.Kind == document.Table {
				m = m.Get("url")
			}
			check(m)
		}
	}
	if books := head.Get("runbooks"); books != nil {
		for _, m := range members(books) {
			if m.Kind == document.String {
				d.word(m, m.Text, []string{"new", "update", "none"})
			}
		}
	}
}

// action checks one promise. n is nil when the entry came from an audience's
// table under another key; then its place is not known.
func (d *decoder) action(p *program.Page, a *program.Action, n *document.Node) {
	if n != nil {
		d.promise(p, a, n)
	}
	switch {
	case !a.Done.IsZero() && d.later(a.Done):
		a.Done, a.Verified, a.Status = time.Time{}, time.Time{}, "doing"
	case !a.Done.IsZero():
		a.Status = "done"
	case !a.Dropped.IsZero() && d.later(a.Dropped):
		a.Dropped, a.Status = time.Time{}, "doing"
	case !a.Dropped.IsZero():
		a.Status = "dropped"
	}
	if !a.Verified.IsZero() && d.later(a.Verified) {
		a.Verified = time.Time{}
	}
	a.Ended = d.ended(a.Status == "done" || a.Status == "dropped", a.Done, a.Dropped)
}

// ended is the day since which a thing is over. Where nobody says since when, it is
// known of the report's day alone: no earlier count may change.
func (d *decoder) ended(over bool, days ...time.Time) time.Time {
	for _, day := range days {
		if !day.IsZero() {
			return day
		}
	}
	if over {
		return d.Day
	}
	return time.Time{}
}

// promise compares the state of an action with its dates.
func (d *decoder) promise(p *program.Page, a *program.Action, n *document.Node) {
	if a.Title == "" && n.Get("title") == nil {
		d.errorf(n, "missing", `write title = "…"`, "the action has no title")
	}
	switch {
	case !a.Done.IsZero() && !a.Dropped.IsZero():
		d.errorf(n.Get("dropped"), "contradiction", "keep one of them", "the action was done and dropped")
	case !a.Done.IsZero() && a.Status != "" && a.Status != "done":
		d.errorf(n.Get("status"), "contradiction", `write status = "done", or remove the date`, "the action has a date for done and another status")
	case !a.Dropped.IsZero() && a.Status != "" && a.Status != "dropped":
		d.errorf(n.Get("status"), "contradiction", `write status = "dropped", or remove the date`, "the action has a date for dropped and another status")
	case a.Status == "done" && a.Done.IsZero() && n.Get("done") == nil:
		d.warnf(n, "undated", "write done = DATE; without it, the action counts as open until the report's day", "the action is done, but not when")
	case a.Status == "dropped" && a.Dropped.IsZero() && n.Get("dropped") == nil:
		d.warnf(n, "undated", "write dropped = DATE; without it, the action counts as open until the report's day", "the action was dropped, but not when")
	}
	if (a.Status == "dropped" || !a.Dropped.IsZero()) && a.Because == "" {
		d.warnf(n, "because", `write because = "…"`, "the action was dropped, but not why")
	}
	for _, end := range []struct {
		key string
		day time.Time
	}{{"first_due", a.FirstDue}, {"due", a.Due}, {"done", a.Done}, {"dropped", a.Dropped}} {
		d.order(n, "opened", a.Opened, end.key, end.day)
	}
	if happened := p.Kind == program.Incident || p.Kind == program.NearMiss; happened && a.Opened.IsZero() && !a.Done.IsZero() && a.Done.Before(p.DateAt.Day()) {
		d.warnf(n.Get("done"), "order", "correct the day, or write opened = DATE", "the action was done before what it follows from happened")
	}
	d.order(n, "first_due", a.FirstDue, "due", a.Due)
	d.order(n, "done", a.Done, "verified", a.Verified)
}

func (d *decoder) finding(f *program.Finding, n *document.Node) {
	if n != nil {
		d.found(f, n)
	}
	switch {
	case !f.Closed.IsZero() && d.later(f.Closed):
		f.Closed, f.Verified, f.Status = time.Time{}, time.Time{}, "open"
	case !f.Closed.IsZero() && f.Status == "":
		f.Status = "fixed"
	case f.Status == "":
		f.Status = "open"
	}
	f.Ended = d.ended(f.Status != "open", f.Closed)
}

// found compares the state of a finding with its dates, and checks its scores.
func (d *decoder) found(f *program.Finding, n *document.Node) {
	if f.Title == "" && n.Get("title") == nil {
		d.errorf(n, "missing", `write title = "…"`, "the finding has no title")
	}
	const undated = "write closed = DATE; without it, the finding counts as open until the report's day"
	switch {
	case !f.Closed.IsZero() && f.Status == "open":
		d.errorf(n.Get("status"), "contradiction", `write status = "fixed", or remove the date`, "the finding has a date for closed and is open")
	case f.Status == "fixed" && f.Closed.IsZero() && n.Get("closed") == nil:
		d.warnf(n, "undated", undated, "the finding is fixed, but not when")
	case f.Status == "accepted" && f.Because == "":
		d.warnf(n, "because", `write because = "…"`, "the finding was accepted, but not why")
	case f.Status == "accepted" && f.Closed.IsZero() && n.Get("closed") == nil:
		d.warnf(n, "undated", undated, "the finding was accepted, but not when")
	}
	if f.EPSS != nil && (*f.EPSS < 0 || *f.EPSS > 1) {
		d.errorf(n.Get("epss"), "value", "write 0.42 for 42 %", "a probability lies between 0 and 1")
	}
	d.order(n, "opened", f.Opened, "due", f.Due)
	d.order(n, "opened", f.Opened, "closed", f.Closed)
	d.order(n, "closed", f.Closed, "verified", f.Verified)
}

// order reports a day that lies before one that comes earlier.
func (d *decoder) order(n *document.Node, first string, a time.Time, second string, b time.Time) {
	if !a.IsZero() && !b.IsZero() && b.Before(a) {
		at := n.Get(second)
		if at == nil {
			at = n
		}
		d.errorf(at, "order", "", "%s lies before %s", second, first)
	}
}

func (d *decoder) assessment(a *program.AssessFact, n *document.Node) {
	if n == nil {
		return
	}
	d.order(n, "started", a.Started.Time, "completed", a.Completed.Time)
	for _, w := range []*program.When{&a.Started, &a.Completed} {
		if !w.IsZero() && d.later(w.Time) {
			*w = program.When{}
		}
	}
}
