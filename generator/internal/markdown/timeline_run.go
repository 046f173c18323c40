package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// run is the beginning of a block as plain text: its first line, through bold,
// code and links, up to what is no text, such as a mark.
type run struct {
	text  string
	parts []runPart
	whole bool // it is all of the block
}

type runPart struct {
	node  *ast.Text
	start int  // in the run's text
	keep  bool // it is a link's: others may want to follow it
}

func (d *reading) run(block ast.Node) run { return d.runFrom(block.FirstChild()) }

func (d *reading) runFrom(n ast.Node) run {
	r := run{whole: true}
	var b strings.Builder
	var add func(n ast.Node, keep bool) bool
	add = func(n ast.Node, keep bool) bool {
		for ; n != nil; n = n.NextSibling() {
			switch n := n.(type) {
			case *ast.Text:
				r.parts = append(r.parts, runPart{n, b.Len(), keep})
				b.Write(n.Segment.Value(d.text.Bytes))
				if (n.SoftLineBreak() || n.HardLineBreak()) && n.NextSibling() != nil {
					return false
				}
			case *ast.Emphasis, *ast.CodeSpan, *extast.Strikethrough:
				if !add(n.FirstChild(), keep) {
					return false
				}
			case *ast.Link:
				if !add(n.FirstChild(), true) {
					return false
				}
			case *extast.TaskCheckBox:
			default:
				return false
			}
		}
		return true
	}
	r.whole = add(n, false)
	r.text = b.String()
	return r
}

// cut takes the first n bytes of a run out of its block.
func (r run) cut(n int) {
	for _, p := range r.parts {
		size := p.node.Segment.Len()
		switch {
		case p.keep || p.start >= n:
			return
		case p.start+size > n:
			p.node.Segment.Start += n - p.start
		default:
			p.node.Segment.Start = p.node.Segment.Stop
			remove(p.node)
		}
	}
}

// remove takes a node away, and what held it alone.
func remove(n ast.Node) {
	parent := n.Parent()
	if parent == nil {
		return
	}
	parent.RemoveChild(parent, n)
	if parent.Type() == ast.TypeInline && parent.FirstChild() == nil {
		remove(parent)
	}
}
