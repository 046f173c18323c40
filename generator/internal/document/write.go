package document

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Canonical returns the tree in the order in which Write puts it: empty tables
// are gone, a table's plain members come before those that need a header, and
// members stand in the order of the first thing that is left in them. So what
// was cut out of a tree leaves no trace in its order.
func Canonical(n *Node) *Node {
	c := canonical(n)
	if c == nil {
		c = n.With(nil)
	}
	return c
}

// Empty returns the tree reduced to its empty tables and what leads to them; nil
// where there are none.
func Empty(n *Node) *Node {
	if n.Kind != Table || len(n.Nodes) == 0 {
		return nil
	}
	var nodes []*Node
	for _, m := range n.Nodes {
		if m.Kind == Table && len(m.Nodes) == 0 {
			nodes = append(nodes, m)
		} else if e := Empty(m); e != nil {
			nodes = append(nodes, e)
		}
	}
	if nodes == nil {
		return nil
	}
	return n.With(nodes)
}

func canonical(n *Node) *Node {
	if n.Kind != Table {
		return n
	}
	nodes := make([]*Node, 0, len(n.Nodes))
	changed := false
	for _, m := range n.Nodes {
		c := canonical(m)
		changed = changed || c != m
		if c != nil {
			nodes = append(nodes, c)
		}
	}
	if len(nodes) == 0 {
		return nil
	}
	header := headed(n, nodes)
	headers := slices.ContainsFunc(nodes, header)
	order := func(a, b *Node) int {
		if headers {
			if x, y := header(a), header(b); x != y {
				if y {
					return -1
				}
				return 1
			}
		}
		return a.first().compare(b.first())
	}
	if !changed && slices.IsSortedFunc(nodes, order) {
		return n
	}
	slices.SortStableFunc(nodes, order)
	return n.With(nodes)
}

type place struct{ line, column int32 }

func (p place) compare(q place) int {
	if p.line != q.line {
		return int(p.line - q.line)
	}
	return int(p.column - q.column)
}

// first is the place of the first plain value in a node.
func (n *Node) first() place {
	if n.Kind != Table || len(n.Nodes) == 0 {
		return place{n.Line, n.Column}
	}
	p := n.Nodes[0].first()
	for _, m := range n.Nodes[1:] {
		if q := m.first(); q.compare(p) < 0 {
			p = q
		}
	}
	return p
}

// headed says which members of a table are written under a [header]: tables with
// tables in them, any table of the root, and keyed entries where all members are
// tables. Other tables stand in braces on their line.
func headed(parent *Node, nodes []*Node) func(m *Node) bool {
	all := parent.Key == "" || !slices.ContainsFunc(nodes, func(x *Node) bool { return x.Kind != Table })
	return func(m *Node) bool {
		return m.Kind == Table && (all || slices.ContainsFunc(m.Nodes, func(x *Node) bool { return x.Kind == Table }))
	}
}

// inline reports whether a table has members that stand on its own lines.
func inline(n *Node) bool {
	header := headed(n, n.Nodes)
	return slices.ContainsFunc(n.Nodes, func(m *Node) bool { return !header(m) })
}

// Write returns the canonical TOML of a tree that Canonical returned. Parsing
// it gives the same tree but for positions.
func Write(root *Node) []byte {
	var w writer
	w.table(root, "")
	return w.Bytes()
}

type writer struct{ bytes.Buffer }

func (w *writer) table(n *Node, prefix string) {
	header := headed(n, n.Nodes)
	for _, m := range n.Nodes {
		if !header(m) {
			w.WriteString(key(m.Key))
			w.WriteString(" = ")
			w.value(m)
			w.WriteByte('\n')
		}
	}
	for _, m := range n.Nodes {
		if !header(m) {
			continue
		}
		name := prefix + key(m.Key)
		if inline(m) {
			w.WriteString("[" + name + "]\n")
		}
		w.table(m, name+".")
	}
}

func (w *writer) value(n *Node) {
	switch n.Kind {
	case Table:
		w.braces(n)
	case List:
		w.WriteByte('[')
		for i, m := range n.Nodes {
			if i > 0 {
				w.WriteString(", ")
			}
			w.value(m)
		}
		w.WriteByte(']')
	case String, Local:
		w.WriteString(quote(n.Text))
	case Null:
		w.WriteString(`""`)
	default:
		w.WriteString(n.Scalar())
	}
}

func (w *writer) braces(n *Node) {
	w.WriteString("{ ")
	for i, m := range n.Nodes {
		if i > 0 {
			w.WriteString(", ")
		}
		w.WriteString(key(m.Key))
		w.WriteString(" = ")
		w.value(m)
	}
	w.WriteString(" }")
}

// Scalar is a number, truth value, date or time as TOML writes it.
func (n *Node) Scalar() string {
	switch n.Kind {
	case Integer:
		return strconv.FormatInt(n.Int, 10)
	case Float:
		return float(n.Float)
	case Boolean:
		return strconv.FormatBool(n.Int != 0)
	case Date:
		return n.Time.Format(time.DateOnly)
	case Moment:
		return n.Time.Format(time.RFC3339Nano)
	}
	return n.Text
}

func float(f float64) string {
	switch {
	case math.IsNaN(f):
		return "nan"
	case math.IsInf(f, 0):
		return strings.ToLower(strconv.FormatFloat(f, 'f', -1, 64))
	}
	s := strconv.FormatFloat(f, 'g', -1, 64)
	if !strings.ContainsAny(s, ".e") {
		s += ".0"
	}
	return s
}

// key writes a key bare where TOML allows it.
func key(k string) string {
	for i := range len(k) {
		c := k[i]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_') {
			return quote(k)
		}
	}
	if k == "" {
		return `""`
	}
	return k
}

// Line is a text as TOML on one line, in which no brace begins a mark.
func Line(text string) string {
	return quote(strings.ReplaceAll(strings.Join(strings.Fields(text), " "), "{", `\{`))
}

func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || r == 0x7f:
			b.WriteString(`\u00`)
			b.WriteByte("0123456789abcdef"[r>>4])
			b.WriteByte("0123456789abcdef"[r&15])
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
