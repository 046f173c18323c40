package cut

import (
	"strings"

	"candor/generator/internal/audience"
	"candor/generator/internal/document"
	"candor/generator/internal/source"
)

// scope is the audience of a thing: today's, and the widest that it will ever
// have once its embargo is over.
type scope struct{ now, ceiling audience.Level }

func closed(l audience.Level) scope { return scope{l, l} }

// levelOf reads the audience key of a table. What has none follows fallback;
// around is what stands around it, and nothing is wider than that.
func (r *Rules) levelOf(file string, table *document.Node, around, fallback scope, ps *source.Problems) scope {
	n := table.Get("audience")
	if n == nil {
		return fallback
	}
	own := r.parseLevel(file, n, ps)
	if own.ceiling > around.ceiling {
		ps.Errorf(n.At(file), "mark/wider", "what is inside a hidden part cannot be shown to more readers than the part", "this audience is wider than that of what is around it")
	}
	return scope{min(own.now, around.now), min(own.ceiling, around.ceiling)}
}

// parseLevel reads a name or an embargo. What cannot be read is closed.
func (r *Rules) parseLevel(file string, n *document.Node, ps *source.Problems) scope {
	switch n.Kind {
	case document.String:
		return closed(r.parseName(file, n, ps))
	case document.Table:
		return r.parseEmbargo(file, n, ps)
	}
	ps.Errorf(n.At(file), "mark/audience", `write "`+r.Order.Name(0)+`" or { until = 2027-01-31, then = "`+r.Order.Name(r.Order.Widest())+`" }`, "an audience is a name or an embargo")
	return scope{}
}

func (r *Rules) parseName(file string, n *document.Node, ps *source.Problems) audience.Level {
	if n.Kind == document.String {
		if l, ok := r.Order.Parse(n.Text); ok {
			return l
		}
	}
	ps.Errorf(n.At(file), "mark/unknown-audience", "the audiences of this site are "+strings.Join(r.Order.Names(), ", "), "this names no audience of the site")
	return 0
}

// EmbargoKeys are the keys of an audience that changes on a day, and what they say.
var EmbargoKeys = [][2]string{
	{"until", "The day on which it opens, at 00:00 UTC."}, {"then", "Who may see it from that day on."},
	{"now", "Who may see it until then; default: the narrowest."},
}

func (r *Rules) parseEmbargo(file string, n *document.Node, ps *source.Problems) scope {
	var e audience.Embargo
	var then bool
	before := ps.Errors()
	for _, m := range n.Nodes {
		switch {
		case m.Key == "until" && m.Kind == document.Date:
			e.Until = m.Time
		case m.Key == "until":
			ps.Errorf(m.At(file), "mark/date", "write it as 2027-01-31, without quotes", "an embargo ends on a date")
			return scope{}
		case m.Key == "then":
			e.Then, then = r.parseName(file, m, ps), true
		case m.Key == "now":
			e.Now = r.parseName(file, m, ps)
		default:
			ps.Errorf(m.At(file), "front-matter/unknown-key", source.DidYouMean(m.Key, keysOf(EmbargoKeys)), "unknown key %q in an embargo", m.Key)
		}
	}
	if e.Until.IsZero() || !then {
		ps.Errorf(n.At(file), "mark/audience", `write { until = 2027-01-31, then = "`+r.Order.Name(r.Order.Widest())+`" }`, "an embargo needs until and then")
		return scope{}
	}
	if ps.Errors() == before && e.Then <= e.Now {
		ps.Errorf(n.At(file), "mark/audience", "then names more readers than now, which is "+r.Order.Name(0)+" if it is left out", "an embargo opens a part, and this one does not")
		return scope{}
	}
	now := e.On(r.Day)
	if !r.Day.Before(e.Until) {
		return closed(now)
	}
	return scope{now: now, ceiling: max(e.Now, e.Then)}
}

// checkEmbargoes reports embargoes that say nothing. The canonical form has no
// empty tables, so that they would be as if nobody had written them.
func (r *Rules) checkEmbargoes(file string, root *document.Node, ps *source.Problems) {
	root.Walk(func(n *document.Node) {
		if n.Key == "audience" && n.Kind == document.Table && len(n.Nodes) == 0 {
			r.parseEmbargo(file, n, ps)
		}
	})
}

// embargo is the day until which a table's audience is under embargo, or "".
func embargo(table *document.Node) string {
	if n := table.Path("audience", "until"); n != nil {
		return n.Scalar()
	}
	return ""
}
