// Package document reads TOML and YAML into one ordered tree with positions and
// writes such a tree in one canonical form. It is the only room that knows the
// two formats; it must not know what any key means.
package document

import (
	"math"
	"time"

	"candor/generator/internal/source"
)

// Kind says what a node holds.
type Kind uint8

// The kinds of nodes. A Moment has an offset, a Local time has none.
const (
	Table   Kind = iota // members in Nodes
	List                // items in Nodes
	String              // Text
	Integer             // Int
	Float               // Float
	Boolean             // Int 0 or 1
	Date                // Time at 00:00 UTC
	Moment              // Time, with its offset
	Local               // a date and time without offset, or a time alone
	Null                // a YAML key without a value
)

var kindNames = [...]string{"a table", "a list", "a text", "a whole number", "a number", "true or false", "a date", "a time", "a time without offset", "nothing"}

func (k Kind) String() string { return kindNames[k] }

// Node is a table's member, a list's item or the root. Trees are shared between
// editions: nobody changes a node after it was read.
type Node struct {
	Key          string // name in its table
	Line, Column int32  // of the key, or of the item
	Inner        int32  // column of a text's first character in its line; 0 where it is not told
	Kind         Kind
	Text         string
	Int          int64
	Float        float64
	Time         time.Time
	Nodes        []*Node
}

// At is the node's place in a file.
func (n *Node) At(file string) source.Pos {
	return source.Pos{File: file, Line: int(n.Line), Column: int(n.Column)}
}

// Get returns a member of a table, or nil.
func (n *Node) Get(key string) *Node {
	if n == nil || n.Kind != Table {
		return nil
	}
	for _, m := range n.Nodes {
		if m.Key == key {
			return m
		}
	}
	return nil
}

// Index returns the members of a table by key, for those who ask for many.
func (n *Node) Index() map[string]*Node {
	if n == nil || n.Kind != Table {
		return nil
	}
	index := make(map[string]*Node, len(n.Nodes))
	for _, m := range n.Nodes {
		index[m.Key] = m
	}
	return index
}

// Path follows keys through tables; nil when one is missing.
func (n *Node) Path(keys ...string) *Node {
	for _, key := range keys {
		n = n.Get(key)
	}
	return n
}

// Str returns the text of a member that is a string, or "".
func (n *Node) Str(key string) string {
	if m := n.Get(key); m != nil && m.Kind == String {
		return m.Text
	}
	return ""
}

// Keys lists a table's members by name.
func (n *Node) Keys() []string {
	keys := make([]string, len(n.Nodes))
	for i, m := range n.Nodes {
		keys[i] = m.Key
	}
	return keys
}

// With returns a copy of a table or list with other members.
func (n *Node) With(nodes []*Node) *Node {
	c := *n
	c.Nodes = nodes
	return &c
}

// Named returns a copy of a node under another key.
func (n *Node) Named(key string) *Node {
	c := *n
	c.Key = key
	return &c
}

// Number returns an integer or float as a float.
func (n *Node) Number() (float64, bool) {
	switch n.Kind {
	case Integer:
		return float64(n.Int), true
	case Float:
		return n.Float, true
	}
	return 0, false
}

// Finite reports whether a number is neither infinite nor undefined.
func (n *Node) Finite() bool {
	f, ok := n.Number()
	return ok && !math.IsInf(f, 0) && !math.IsNaN(f)
}

// Text makes a string node.
func NewText(key, text string) *Node { return &Node{Key: key, Kind: String, Text: text} }

// NewBool makes a boolean node.
func NewBool(key string, value bool) *Node {
	n := &Node{Key: key, Kind: Boolean}
	if value {
		n.Int = 1
	}
	return n
}

// Walk visits a node and all below it, parents first, with the path of keys.
func (n *Node) Walk(visit func(n *Node)) {
	visit(n)
	for _, m := range n.Nodes {
		m.Walk(visit)
	}
}
