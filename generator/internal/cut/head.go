package cut

import (
	"slices"
	"strings"

	"candor/generator/internal/audience"
	"candor/generator/internal/document"
	"candor/generator/internal/source"
)

// readHead finds the audience of a page and checks those of its parts.
func (r *Rules) readHead(p *Page, text string, ps *source.Problems) scope {
	r.checkEmbargoes(p.File, p.Head, ps)
	r.checkTree(p.File, p.Head, text, 1, ps)
	p.Head = document.Canonical(p.Head)
	top := closed(r.Order.Widest())
	own := r.levelOf(p.File, p.Head, top, scope{}, ps)
	p.Level, p.Draft = own.now, p.Head.Str("status") == "draft"
	p.Head.Walk(func(n *document.Node) { p.named = p.named || strings.Contains(n.Text, "{") })
	if own.now < r.Order.Widest() {
		p.Ledger = append(p.Ledger, Withheld{Pos: source.Pos{File: p.File, Line: 1, Column: 1}, Kind: "page", Level: own.now, Until: embargo(p.Head)})
	}
	for _, m := range p.Head.Nodes {
		level, isTable := r.Order.Parse(m.Key)
		switch {
		case isTable && m.Kind == document.Table:
			r.readLevelTable(p, m, min(level, own.ceiling), own, ps)
		case m.Key != "audience":
			r.readEntries(p, m, own, ps)
		}
	}
	return own
}

// readLevelTable checks a table named after an audience: it repeats the page's
// shape but for what decides who sees it.
func (r *Rules) readLevelTable(p *Page, table *document.Node, level audience.Level, page scope, ps *source.Problems) {
	if level < r.Order.Widest() {
		p.Ledger = append(p.Ledger, Withheld{Pos: table.At(p.File), Kind: "front matter", Level: level})
	}
	for _, m := range table.Nodes {
		_, nested := r.Order.Parse(m.Key)
		switch {
		case m.Key == "audience" || m.Key == "date" || m.Key == "status":
			ps.Errorf(m.At(p.File), "mark/level-table", "set it above all tables", "a table of an audience cannot set %s", m.Key)
		case nested:
			ps.Errorf(m.At(p.File), "mark/level-table", "write it as a table of its own", "tables of audiences do not nest")
		default:
			r.readEntries(p, m, scope{min(level, page.now), level}, ps)
		}
	}
}

// readEntries checks the audiences of all tables below a node.
func (r *Rules) readEntries(p *Page, n *document.Node, around scope, ps *source.Problems) {
	if n.Kind == document.Table {
		if own := r.levelOf(p.File, n, around, around, ps); own != around {
			around = own
			p.Ledger = append(p.Ledger, Withheld{Pos: n.At(p.File), Kind: "entry", Level: own.now, Until: embargo(n)})
		}
	}
	for _, m := range n.Nodes {
		if m.Key != "audience" {
			r.readEntries(p, m, around, ps)
		}
	}
}

// cutHead returns a page's front matter as an audience may see it. A head that
// needs no cut is returned as it is.
func (r *Rules) cutHead(p *Page, viewer audience.Level) *document.Node {
	head := r.mergeLevels(p.Head, viewer)
	head = r.named(plainRows(r.visible(head, viewer)), viewer)
	if head != p.Head {
		head = document.Canonical(head)
	}
	return head
}

// plainRows gives each entry of the timeline its shortest form: a list of one is
// that one, an entry of a text alone is the text, an empty list is nothing. So a
// list that lost entries reads as if it never had them.
func plainRows(head *document.Node) *document.Node {
	at := index(head.Nodes, "timeline")
	if at < 0 || head.Nodes[at].Kind != document.Table {
		return head
	}
	var rows []*document.Node
	changed := false
	for _, m := range head.Nodes[at].Nodes {
		row := plainRow(m)
		changed = changed || row != m
		if row != nil {
			rows = append(rows, row)
		}
	}
	if !changed {
		return head
	}
	nodes := slices.Clone(head.Nodes)
	nodes[at] = nodes[at].With(rows)
	return head.With(nodes)
}

func plainRow(n *document.Node) *document.Node {
	switch {
	case n.Kind == document.List && len(n.Nodes) == 0:
		return nil
	case n.Kind == document.List && len(n.Nodes) == 1:
		return plainRow(n.Nodes[0].Named(n.Key))
	case n.Kind == document.List:
		return plainList(n)
	case n.Kind == document.Table && len(n.Nodes) == 1 && n.Nodes[0].Key == "text":
		return n.Nodes[0].Named(n.Key)
	}
	return n
}

func plainList(n *document.Node) *document.Node {
	rows := make([]*document.Node, len(n.Nodes))
	for i, m := range n.Nodes {
		rows[i] = plainRow(m)
	}
	if slices.Equal(rows, n.Nodes) {
		return n
	}
	return n.With(rows)
}

// mergeLevels puts the tables of those audiences that the viewer belongs to
// over the page's values, the widest first, and drops all such tables.
func (r *Rules) mergeLevels(head *document.Node, viewer audience.Level) *document.Node {
	rest := make([]*document.Node, 0, len(head.Nodes))
	for _, m := range head.Nodes {
		if _, ok := r.Order.Parse(m.Key); !ok || m.Kind != document.Table {
			rest = append(rest, m)
		}
	}
	if len(rest) == len(head.Nodes) {
		return head
	}
	out := head.With(rest)
	for l := r.Order.Widest(); l >= viewer; l-- {
		if over := head.Get(r.Order.Name(l)); over != nil && over.Kind == document.Table {
			out = r.merge(out, over, l)
		}
	}
	return out
}

// merge lays one table over another: single values replace, lists and keyed
// entries add. Entries that are added carry their audience from then on.
func (r *Rules) merge(under, over *document.Node, level audience.Level) *document.Node {
	nodes := append([]*document.Node(nil), under.Nodes...)
	for _, m := range over.Nodes {
		at := index(nodes, m.Key)
		switch {
		case at < 0:
			nodes = append(nodes, r.marked(m, level))
		case nodes[at].Kind == document.Table && m.Kind == document.Table:
			nodes[at] = r.merge(nodes[at], m, level)
		case nodes[at].Kind == document.List && m.Kind == document.List:
			nodes[at] = nodes[at].With(append(append([]*document.Node(nil), nodes[at].Nodes...), m.Nodes...))
		default:
			nodes[at] = m
		}
	}
	return under.With(nodes)
}

// marked returns an added table with its audience in it.
func (r *Rules) marked(n *document.Node, level audience.Level) *document.Node {
	if n.Kind != document.Table || n.Get("audience") != nil {
		return n
	}
	mark := document.NewText("audience", r.Order.Name(level))
	mark.Line, mark.Column = n.Line, n.Column
	return n.With(append(append([]*document.Node(nil), n.Nodes...), mark))
}

func index(nodes []*document.Node, key string) int {
	for i, m := range nodes {
		if m.Key == key {
			return i
		}
	}
	return -1
}

// visible drops tables and list items that the viewer may not see.
func (r *Rules) visible(n *document.Node, viewer audience.Level) *document.Node {
	if viewer == 0 || n.Kind != document.Table && n.Kind != document.List {
		return n
	}
	var kept []*document.Node
	changed := false
	for i, m := range n.Nodes {
		var to *document.Node
		if !r.hides(m, viewer) {
			to = r.visible(m, viewer)
		}
		if to != m && !changed {
			changed = true
			kept = append(kept, n.Nodes[:i]...)
		}
		if changed && to != nil {
			kept = append(kept, to)
		}
	}
	if !changed {
		return n
	}
	return n.With(kept)
}

func (r *Rules) hides(n *document.Node, viewer audience.Level) bool {
	if n.Kind != document.Table || n.Get("audience") == nil {
		return false
	}
	var ignored source.Problems // reported when the page was read
	top := closed(r.Order.Widest())
	return !viewer.CanSee(r.levelOf("", n, top, top, &ignored).now)
}
