package intake

import (
	"slices"
	"time"

	"candor/generator/internal/cut"
	"candor/generator/internal/document"
	"candor/generator/internal/program"
)

// Roadmap reads data/roadmap.toml.
func (r *Reader) Roadmap(staged *cut.Staged) []*program.Step {
	file, root := staged.File(), staged.Head()
	d := &decoder{Reader: r, file: file, family: "maturity"}
	var steps []*program.Step
	for _, n := range d.keyed(root) {
		s := &program.Step{Entry: d.closed(n)}
		d.table(n, s, nil)
		d.step(s, n)
		steps = append(steps, s)
	}
	return steps
}

// step compares the state of a step with its dates.
func (d *decoder) step(s *program.Step, n *document.Node) {
	switch {
	case !s.Done.IsZero() && !s.Dropped.IsZero():
		d.errorf(n.Get("dropped"), "contradiction", "keep one of them", "the step was done and dropped")
	case !s.Done.IsZero() && s.Status != "" && s.Status != "done":
		d.errorf(n.Get("status"), "contradiction", `write status = "done", or remove the date`, "the step has a date for done and another status")
	case !s.Dropped.IsZero() && s.Status != "" && s.Status != "dropped":
		d.errorf(n.Get("status"), "contradiction", `write status = "dropped", or remove the date`, "the step has a date for dropped and another status")
	case s.Status == "done" && s.Done.IsZero() && n.Get("done") == nil:
		d.warnf(n, "undated", "write done = DATE", "the step is done, but not when")
	case s.Status == "dropped" && s.Dropped.IsZero() && n.Get("dropped") == nil:
		d.warnf(n, "undated", "write dropped = DATE; without it, the step counts as planned until the report's day", "the step was dropped, but not when")
	}
	switch {
	case !s.Done.IsZero() && d.later(s.Done):
		s.Done, s.Status = time.Time{}, "doing"
	case !s.Done.IsZero():
		s.Status = "done"
	case !s.Dropped.IsZero() && d.later(s.Dropped):
		s.Dropped, s.Status = time.Time{}, "planned"
	case !s.Dropped.IsZero():
		s.Status = "dropped"
	}
	s.Ended = d.ended(s.Status == "done" || s.Status == "dropped", s.Done, s.Dropped)
}

// Debt reads data/debt.toml.
func (r *Reader) Debt(staged *cut.Staged) []*program.Debt {
	file, root := staged.File(), staged.Head()
	d := &decoder{Reader: r, file: file, family: "page"}
	var debts []*program.Debt
	for _, n := range d.keyed(root) {
		b := &program.Debt{Entry: d.closed(n)}
		d.table(n, b, nil)
		d.order(n, "opened", b.Opened, "due", b.Due)
		d.order(n, "opened", b.Opened, "closed", b.Closed)
		if !b.Closed.IsZero() && d.later(b.Closed) {
			b.Closed = time.Time{}
		}
		debts = append(debts, b)
	}
	return slices.DeleteFunc(debts, func(b *program.Debt) bool { return !b.Opened.IsZero() && d.later(b.Opened) })
}

// keyed lists the entries of a register.
func (d *decoder) keyed(root *document.Node) []*document.Node {
	var out []*document.Node
	for _, n := range root.Nodes {
		switch {
		case !keyForm.MatchString(n.Key):
			d.errorf(n, "key", "use letters, digits, dot, hyphen and underscore", "this key cannot stand in an address")
		case n.Kind != document.Table:
			d.errorf(n, "type", "write it as a table: ["+n.Key+"]", "here stands %s, not an entry", n.Kind)
		default:
			out = append(out, n)
		}
	}
	return out
}

// closed is the entry of a thing that without an audience is for the narrowest.
func (d *decoder) closed(n *document.Node) program.Entry {
	e := d.entry(n)
	if n.Get("audience") == nil {
		e.Audience = d.Narrowest
	}
	return e
}
