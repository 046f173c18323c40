package cut

import (
	"candor/generator/internal/audience"
	"candor/generator/internal/document"
	"candor/generator/internal/source"
)

// tooFew is the reason that stands at points withheld because few cases are
// behind them.
const tooFew = "too few cases to publish"

// ReadMetric takes a metric's file apart. sheet returns the bytes of the CSV
// file that points_from names.
func (r *Rules) ReadMetric(file string, data []byte, sheet func(path string) ([]byte, bool), ps *source.Problems) *Data {
	d := &Data{File: file, Head: r.ReadTOML(file, data, ps), rules: r}
	if d.Head == nil {
		return nil
	}
	top := closed(r.Order.Widest())
	d.level = r.levelOf(file, d.Head, top, scope{}, ps)
	if d.level.now < r.Order.Widest() {
		d.Ledger = append(d.Ledger, Withheld{Pos: source.Pos{File: file, Line: 1, Column: 1}, Kind: "metric", Level: d.level.now, Until: embargo(d.Head)})
	}
	if from := d.Head.Get("points_from"); from != nil {
		points := r.readSheet(file, from, d.level.now, sheet, ps)
		if d.Head.Get("points") != nil {
			ps.Errorf(from.At(file), "metric/points", "keep one of them", "points and points_from in one metric")
		}
		d.Sheet = from.Str("csv") + "#" + from.Str("value") + from.Str("k")
		d.Head = document.Canonical(replace(d.Head, "points_from", points))
	}
	for _, m := range d.Head.Nodes {
		if m.Kind == document.Table && m.Key != "audience" && m.Key != "release" && m.Key != "released" {
			d.readParts(m, d.level, ps)
		}
	}
	d.noteFew()
	return d
}

// replace puts a node in the place of a member.
func replace(table *document.Node, key string, with *document.Node) *document.Node {
	nodes := append([]*document.Node(nil), table.Nodes...)
	nodes[index(nodes, key)] = with
	return table.With(nodes)
}

func (d *Data) readParts(n *document.Node, around scope, ps *source.Problems) {
	kind := map[string]string{"points": "point", "events": "event"}[n.Key]
	if own := d.rules.levelOf(d.File, n, around, around, ps); own != around {
		d.Ledger = append(d.Ledger, Withheld{Pos: n.At(d.File), Kind: n.Key, Level: own.now, Until: embargo(n)})
		around = own
	}
	for _, m := range n.Nodes {
		if m.Kind != document.Table || m.Get("audience") == nil {
			continue
		}
		if own := d.rules.levelOf(d.File, m, around, around, ps); own != around {
			d.Ledger = append(d.Ledger, Withheld{Pos: m.At(d.File), Kind: or(kind, "entry"), Level: own.now, Reason: m.Str("because"), Until: embargo(m)})
		}
	}
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// Metric returns a metric as a viewer may see it, or nil. Hidden points leave a
// labelled gap when they say because, else nothing.
func (d *Data) Metric(viewer audience.Level) *Staged {
	if !viewer.CanSee(d.level.now) {
		return nil
	}
	if viewer == 0 {
		return &Staged{file: d.File, head: d.Head} // an empty file, too: what it lacks is a problem
	}
	var nodes []*document.Node
	for _, m := range d.Head.Nodes {
		switch {
		case m.Key != "audience" && d.rules.hides(m, viewer):
		case m.Key == "points":
			nodes = append(nodes, d.points(m, viewer))
		case m.Key == "release":
			if figure := d.given(m); figure != nil {
				nodes = append(nodes, figure)
			}
		default:
			nodes = append(nodes, d.rules.visible(m, viewer))
		}
	}
	return d.staged(viewer, d.Head, d.Head.With(nodes))
}

// minimum is the count below which a point is withheld.
func (d *Data) minimum() int {
	if own := d.Head.Get("min_count"); own != nil && own.Kind == document.Integer {
		return int(own.Int)
	}
	return d.rules.MinCount
}

// noteFew writes the points with too few cases into the ledger.
func (d *Data) noteFew() {
	points := d.Head.Get("points")
	if points == nil {
		return
	}
	for _, p := range points.Nodes {
		if p.Kind == document.Table && p.Get("audience") == nil && few(p, d.minimum()) {
			d.Ledger = append(d.Ledger, Withheld{Pos: p.At(d.File), Kind: "point", Reason: tooFew})
		}
	}
}

func (d *Data) points(points *document.Node, viewer audience.Level) *document.Node {
	minimum := d.minimum()
	var kept []*document.Node
	for _, p := range points.Nodes {
		switch {
		case p.Kind != document.Table:
			kept = append(kept, p)
		case d.rules.hides(p, viewer):
			if because := p.Str("because"); because != "" {
				kept = append(kept, withheldPoint(p, because))
			}
		case few(p, minimum):
			kept = append(kept, withheldPoint(p, tooFew))
		default:
			kept = append(kept, p)
		}
	}
	return points.With(kept)
}

// few reports whether a written point has a count below the minimum.
func few(p *document.Node, minimum int) bool {
	n := p.Get("n")
	if n == nil {
		return false
	}
	f, ok := n.Number()
	return ok && f < float64(minimum)
}

func withheldPoint(p *document.Node, because string) *document.Node {
	yes, why := document.NewBool("withheld", true), document.NewText("because", because)
	for _, n := range []*document.Node{yes, why} {
		n.Line, n.Column = p.Line, p.Column
	}
	return p.With([]*document.Node{yes, why})
}
