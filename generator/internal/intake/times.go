package intake

import (
	"reflect"
	"slices"
	"sort"
	"time"

	"candor/generator/internal/document"
	"candor/generator/internal/moment"
	"candor/generator/internal/program"
	"candor/generator/internal/source"
)

const offsetHint = `write 2026-03-04T09:12:00Z, with +02:00 at its end, or timezone = "Europe/Berlin" above the first table`

// timezone reads the zone of times without an offset before all else: they may
// stand above it.
func (d *decoder) timezone(head *document.Node) {
	n := head.Get("timezone")
	if n == nil || n.Kind != document.String {
		return
	}
	zone, ok := moment.Place(n.Text)
	if !ok {
		d.ps.Errorf(n.At(d.file), "front-matter/timezone", `write an IANA name such as "Europe/Berlin" or "America/New_York"`, "there is no such time zone")
		return
	}
	d.zone = zone
}

// zoned reads a time without an offset in the zone of the page.
func (d *decoder) zoned(n *document.Node, text string) (program.When, bool) {
	if d.zone == nil {
		return program.When{}, false
	}
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04"} {
		t, err := time.Parse(layout, text)
		if err != nil || t.Year() < earliest {
			continue
		}
		at, problem := moment.At(t, moment.Clock{Hour: t.Hour(), Minute: t.Minute(), Second: t.Second(), Set: true}, "", d.zone)
		if problem != nil {
			d.errorf(n, "date", problem.Hint, "%s", problem.Message)
		}
		return program.When{Time: at}, true
	}
	return program.When{}, false
}

// keyWhen reads the time that is the key of an entry.
func (d *decoder) keyWhen(m *document.Node) (program.When, bool) {
	if at, ok := parseWhen(m.Key); ok {
		return at, true
	}
	if at, ok := d.zoned(m, m.Key); ok {
		return at, true
	}
	d.errorf(m, "date", `write the key as "2026-03-04T09:12:00Z", with its offset, or "2026-03-04"`, "this is no time")
	return program.When{}, false
}

// states reads the history of an incident, in order of time.
func (d *decoder) states(n *document.Node) []program.State {
	if !d.kind(n, document.Table) {
		return nil
	}
	var out []program.State
	for _, m := range members(n) {
		at, ok := d.keyWhen(m)
		if !ok {
			continue
		}
		s := program.State{At: at}
		d.keyedEntry(m, reflect.ValueOf(&s))
		if m.Kind == document.Table && m.Get("state") == nil && m.Get("severity") == nil && m.Get("merged_into") == nil {
			d.errorf(m, "missing", `write "reopened", { severity = "critical" } or { merged_into = "incidents/x" }`, "this says neither a state nor a severity")
		}
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(a, b program.State) int { return a.At.Time.Compare(b.At.Time) })
	return out
}

// inOrder are the times that must follow each other; others may lie as incidents
// happen: stopped before the cause is known, told before it is over.
var inOrder = []string{"introduced", "began", "detected", "resolved"}

// checkTimes reports times out of order, and drops those behind the report's day.
func (d *decoder) checkTimes(p *program.Page, head *document.Node) {
	d.history(p, head)
	t := p.Times
	if t == nil {
		return
	}
	last := ""
	for _, name := range inOrder {
		if t.At(name).IsZero() {
			continue
		}
		if last != "" && before(*t.At(name), *t.At(last)) {
			d.errorf(head.Path("times", name), "order", "the order is introduced, began, detected, resolved", "%s lies before %s", name, last)
		}
		last = name
	}
	d.reasons(t, head.Path("times", "because"))
	for _, name := range program.TimeNames {
		w := t.At(name)
		if !w.IsZero() && d.later(w.Time) {
			*w = program.When{}
		}
	}
	if t.Resolved.IsZero() && head.Path("times", "resolved") != nil && p.Stage == "resolved" {
		p.Stage = "" // not yet on the report's day
	}
	if stage := head.Get("stage"); stage != nil && p.Resolved() && (p.Stage == "open" || p.Stage == "mitigated") {
		d.errorf(stage, "contradiction", `write stage = "resolved", or remove the time`, "the stage says that it is not over, times.resolved says when it was")
	}
}

// history takes back the states that lie behind the report's day. The last
// severity is that of the page.
func (d *decoder) history(p *program.Page, head *document.Node) {
	all := len(p.States)
	p.States = slices.DeleteFunc(p.States, func(s program.State) bool { return d.later(s.At.Time) })
	for _, s := range p.States {
		if s.Severity != "" {
			p.Severity = s.Severity
		}
		if t := p.Times; t != nil && !t.Began.IsZero() && before(s.At, t.Began) {
			d.errorf(head.Path("states", s.Key), "order", "", "this state lies before began")
		}
	}
	if stage := head.Get("stage"); stage != nil && p.Stage == "resolved" && len(p.States) > 0 && !p.Resolved() {
		if len(p.States) == all {
			d.errorf(stage, "contradiction", `write the last "resolved" into [states], or another stage`, "the stage says that it is over, the last of [states] says that it is not")
		}
		p.Stage = ""
	}
}

// reasons reports those that are given for no time, or for one that is known.
func (d *decoder) reasons(t *program.Times, n *document.Node) {
	for _, why := range t.Because {
		switch known := t.At(why.Key); {
		case known == nil:
			d.errorf(n.Get(why.Key), "unknown-key", source.DidYouMean(why.Key, program.TimeNames), "there is no such time")
		case !known.IsZero():
			d.errorf(n.Get(why.Key), "contradiction", "remove the reason or the time", "this time is known")
		}
	}
}

// before compares two times; with a bare date at an end, by day.
func before(a, b program.When) bool {
	if a.Bare || b.Bare {
		return a.Day().Before(b.Day())
	}
	return a.Time.Before(b.Time)
}

// Rows puts the entries of the body's timeline to those of the front matter.
func (r *Reader) Rows(p *program.Page) {
	if p.Body != nil {
		r.follow(p)
	}
	r.outside(p)
	p.Timeline = slices.DeleteFunc(p.Timeline, func(row program.Row) bool { return r.later(row.At.Time) })
	sort.SliceStable(p.Timeline, func(i, j int) bool { return p.Timeline[i].At.Time.Before(p.Timeline[j].At.Time) })
}

// follow reads the times of the body's entries, one after the other.
func (r *Reader) follow(p *program.Page) {
	th := &moment.Thread{}
	if zone, ok := moment.Place(p.Timezone); ok {
		th.Zone = zone
	}
	if !p.DateAt.IsZero() {
		th.Day = civil(p.DateAt, th.Zone)
	}
	var around []*moment.Thread
	for _, b := range p.Body.Rows {
		switch b.Role {
		case program.RowEnter:
			around = append(around, th)
			th = th.Enter()
		case program.RowLeave:
			th, around[len(around)-1] = around[len(around)-1], th
			th.Leave(around[len(around)-1])
			around = around[:len(around)-1]
		case program.RowHead:
			r.tell(b.Pos, th.Begin(b.At))
		default:
			at, end, problem := th.At(b.At)
			r.tell(b.Pos, problem)
			if problem == nil || problem.Warning {
				p.Timeline = append(p.Timeline, program.Row{Entry: program.Entry{Pos: b.Pos, Audience: b.For}, At: program.When(at), End: program.When(end), HTML: b.HTML})
			}
		}
	}
}

// civil is the day of a date or time where it is written, or in a zone.
func civil(w program.When, zone *time.Location) time.Time {
	t := w.Time
	if zone != nil && !w.Bare {
		t = t.In(zone)
	}
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

func (r *Reader) tell(at source.Pos, problem *moment.Problem) {
	switch {
	case problem == nil:
	case problem.Warning:
		r.ps.Warnf(at, "page/timeline", problem.Hint, "%s", problem.Message)
	default:
		r.ps.Errorf(at, "page/timeline", problem.Hint, "%s", problem.Message)
	}
}
