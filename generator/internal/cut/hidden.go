package cut

import (
	"slices"
	"strings"

	"candor/generator/internal/audience"
	"candor/generator/internal/document"
	"candor/generator/internal/source"
)

// Hidden is a piece of what a cut took out, for the search of the output. Its
// text begins at its position and has the lines of the file.
type Hidden struct {
	source.Pos
	In     Place
	Number bool // a value, to be searched for as a number only
	Word   bool // one of a list of words, not to be searched for by itself
	Text   string
}

// Place is where in the source a hidden piece stands.
type Place uint8

const (
	InData   Place = iota // a value of front matter or data
	InMark                // an inline mark
	InBlock               // a block or a section
	InTitle               // a title
	InName                // a form of [names]
	InPage                // the body of a page that is withheld as a whole
	InRemark              // a comment
)

// listed are the keys whose values are words of a list, or names of levels:
// they stand on any page.
var listed = []string{"severity", "status", "stage", "state", "kind", "category", "outcome", "by", "type", "assessor", "better", "cadence", "unit", "theme", "levels",
	"applicability", "covers", "rollup", "score", "scale", "every", "priority", "exploited", "currency"}

// Hidden lists what a viewer may not see of a page.
func (p *Page) Hidden(viewer audience.Level, staged *Staged) []Hidden {
	if staged == nil {
		out := dropped(p.File, p.Head, nil)
		return append(out, Hidden{Pos: source.Pos{File: p.File, Line: p.body.line, Column: 1}, In: InPage, Text: p.body.text})
	}
	out := dropped(p.File, p.Head, staged.head)
	return append(out, p.body.hidden(viewer)...)
}

// Hidden lists what a staged data file lacks; staged is nil when all is hidden.
func (d *Data) Hidden(staged *Staged) []Hidden {
	if staged == nil {
		return dropped(d.File, d.Head, nil)
	}
	return dropped(d.File, d.Head, staged.head)
}

// dropped lists the values of a tree that another, cut from it, does not share.
func dropped(file string, all, kept *document.Node) []Hidden {
	if all == kept {
		return nil
	}
	seen, filled, keys := map[*document.Node]bool{}, map[source.Pos]bool{}, map[string]bool{}
	if kept != nil {
		kept.Walk(func(n *document.Node) { seen[n], filled[n.At(file)], keys[n.Key] = true, true, true })
	}
	var out []Hidden
	words := map[*document.Node]bool{}
	all.Walk(func(n *document.Node) {
		if slices.Contains(listed, n.Key) {
			words[n] = true
			for _, item := range n.Nodes {
				words[item] = true
			}
		}
		if seen[n] || n.Key == "audience" || strings.Contains(n.Text, "{") && filled[n.At(file)] { // only its names read otherwise
			return
		}
		at := n.At(file)
		switch n.Kind {
		case document.String:
			out = append(out, Hidden{Pos: at, In: placeOf(n), Text: n.Text, Word: words[n]})
		case document.Integer, document.Float:
			out = append(out, Hidden{Pos: at, Number: true, Text: n.Scalar()})
		case document.Table:
			if strings.ContainsAny(n.Key, "-.0123456789") && !keys[n.Key] { // else it was cut from, not out
				out = append(out, Hidden{Pos: at, Text: n.Key})
			}
		}
	})
	return out
}

func placeOf(n *document.Node) Place {
	if n.Key == "title" {
		return InTitle
	}
	return InData
}

// hidden lists the parts of a body that a viewer may not see, and the comments,
// which nobody does.
func (b *body) hidden(viewer audience.Level) []Hidden {
	var out []Hidden
	places := newCursor(b.text, b.line)
	at := func(offset int) source.Pos {
		line, column := places.to(offset)
		return source.Pos{File: b.file, Line: line, Column: column}
	}
	var stack []bool
	var open *part
	depth, to := 0, 0
	for i := range b.parts {
		p := &b.parts[i]
		switch {
		case p.op == opOpen:
			hide := depth > 0 || !viewer.CanSee(p.level)
			stack = append(stack, hide)
			if hide {
				if depth++; depth == 1 {
					open, to = p, p.raw.to
				}
			}
		case p.op == opClose:
			hide := stack[len(stack)-1]
			if stack = stack[:len(stack)-1]; !hide {
				continue
			}
			if depth--; depth == 0 {
				out = append(out, b.block(open, to))
			}
		case depth > 0:
			to = max(to, p.raw.to)
		case p.op == opInline && !viewer.CanSee(p.level):
			out = append(out, Hidden{Pos: at(p.raw.from), In: InMark, Text: b.text[p.hidden.from:p.hidden.to]})
		}
	}
	for _, n := range b.notes {
		out = append(out, Hidden{Pos: at(n.from), In: InRemark, Text: strings.Trim(b.text[n.from:n.to], "<!->")})
	}
	return out
}

// block is what a block or section hides: a section with its heading, a block
// from the line behind its opener on.
func (b *body) block(open *part, to int) Hidden {
	if open.title.to > 0 {
		mark := strings.Repeat(" ", open.raw.to-open.title.to)
		return Hidden{Pos: b.at(open.title.from), In: InBlock, Text: b.text[open.title.from:open.title.to] + mark + b.text[open.raw.to:to]}
	}
	from := min(open.raw.to+1, len(b.text))
	return Hidden{Pos: b.at(from), In: InBlock, Text: b.text[from:max(from, to)]}
}

// at is where an offset of a body stands in its file.
func (b *body) at(offset int) source.Pos {
	before := b.text[:offset]
	return source.Pos{File: b.file, Line: b.line + strings.Count(before, "\n"), Column: len([]rune(before[strings.LastIndexByte(before, '\n')+1:])) + 1}
}

// Never lists the words that must not stand in a viewer's edition.
func (r *Rules) Never(root *document.Node, viewer audience.Level) []Hidden {
	words := root.Path("never", r.Order.Name(viewer), "words")
	if words == nil {
		return nil
	}
	var out []Hidden
	for _, w := range words.Nodes {
		if w.Kind == document.String {
			out = append(out, Hidden{Pos: w.At(source.ConfigFile), Text: w.Text})
		}
	}
	return out
}
