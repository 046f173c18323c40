package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"candor/generator/internal/source"
)

// shadeNode is an inline part that others do not see. While parsing it is empty
// and unshadeNode ends it; prepare moves what lies between into it.
type shadeNode struct {
	ast.BaseInline
	label, instead string
	offset         int
}

type unshadeNode struct {
	ast.BaseInline
	offset int
}

// leftNode is what the cut left of an inline part.
type leftNode struct {
	ast.BaseInline
	word string // what is said of it
}

// shadeBlock is a block that others do not see.
type shadeBlock struct {
	ast.BaseBlock
	label, reason, until string
}

// goneNode is what the cut left of a block.
type goneNode struct {
	ast.BaseBlock
	word, reason string
}

// chartNode stands for a metric's chart.
type chartNode struct {
	ast.BaseBlock
	id, caption string
}

var (
	kindShade      = ast.NewNodeKind("Shade")
	kindUnshade    = ast.NewNodeKind("Unshade")
	kindLeft       = ast.NewNodeKind("Left")
	kindShadeBlock = ast.NewNodeKind("ShadeBlock")
	kindGone       = ast.NewNodeKind("Gone")
	kindChart      = ast.NewNodeKind("Chart")
)

func (*shadeNode) Kind() ast.NodeKind   { return kindShade }
func (*unshadeNode) Kind() ast.NodeKind { return kindUnshade }
func (*leftNode) Kind() ast.NodeKind    { return kindLeft }
func (*shadeBlock) Kind() ast.NodeKind  { return kindShadeBlock }
func (*goneNode) Kind() ast.NodeKind    { return kindGone }
func (*chartNode) Kind() ast.NodeKind   { return kindChart }

func (n *shadeNode) Dump(src []byte, level int)   { ast.DumpHelper(n, src, level, nil, nil) }
func (n *unshadeNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }
func (n *leftNode) Dump(src []byte, level int)    { ast.DumpHelper(n, src, level, nil, nil) }
func (n *shadeBlock) Dump(src []byte, level int)  { ast.DumpHelper(n, src, level, nil, nil) }
func (n *goneNode) Dump(src []byte, level int)    { ast.DumpHelper(n, src, level, nil, nil) }
func (n *chartNode) Dump(src []byte, level int)   { ast.DumpHelper(n, src, level, nil, nil) }

// shadeParser reads the inline marks, each behind a brace.
type shadeParser struct{ Words }

func (shadeParser) Trigger() []byte { return []byte{'{'} }

func (p shadeParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	mark, size := markAt(line[1:])
	switch mark {
	case source.MarkLeft:
		block.Advance(1 + size)
		return &leftNode{word: p.Say("Withheld")}
	case source.MarkUnshade:
		block.Advance(1 + size)
		return &unshadeNode{offset: segment.Start}
	case source.MarkShade:
		fields := bytes.SplitN(line[1+size:], []byte(string(source.MarkSep)), 3)
		if len(fields) < 3 {
			return nil
		}
		block.Advance(1 + size + len(fields[0]) + len(fields[1]) + 2*len(string(source.MarkSep)))
		return &shadeNode{label: string(fields[0]), instead: string(fields[1]), offset: segment.Start}
	}
	return nil
}

// markAt returns the mark that a text begins with, or 0.
func markAt(b []byte) (rune, int) {
	if len(b) < 3 || b[0] != 0xEF || b[1] != 0xB7 || b[2] < 0x90 || b[2] > 0xAF {
		return 0, 0
	}
	return source.FirstMark + rune(b[2]-0x90), 3
}

// shadeBlockParser reads the lines around a block that others do not see.
type shadeBlockParser struct{}

var openShades = parser.NewContextKey()

func (shadeBlockParser) Trigger() []byte { return []byte{0xEF} }

func (shadeBlockParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	mark, size := markAt(line)
	if mark != source.MarkOpen {
		return nil, parser.NoChildren
	}
	fields := strings.SplitN(strings.TrimSuffix(string(line[size:]), "\n"), string(source.MarkSep), 3)
	if len(fields) < 3 {
		return nil, parser.NoChildren
	}
	n := &shadeBlock{label: fields[0], reason: fields[1], until: fields[2]}
	open, _ := pc.Get(openShades).([]ast.Node)
	pc.Set(openShades, append(open, n))
	reader.Advance(len(line) - 1)
	return n, parser.HasChildren
}

func (shadeBlockParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, _ := reader.PeekLine()
	open, _ := pc.Get(openShades).([]ast.Node)
	if mark, _ := markAt(line); mark == source.MarkClose && len(open) > 0 && open[len(open)-1] == node {
		pc.Set(openShades, open[:len(open)-1])
		reader.Advance(len(line) - 1)
		return parser.Close
	}
	return parser.Continue | parser.HasChildren
}

func (shadeBlockParser) Close(ast.Node, text.Reader, parser.Context) {}
func (shadeBlockParser) CanInterruptParagraph() bool                 { return true }
func (shadeBlockParser) CanAcceptIndentedLine() bool                 { return false }

// goneParser reads the line that the cut left of a block.
type goneParser struct{ Words }

func (goneParser) Trigger() []byte { return []byte{0xEF} }

func (p goneParser) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	mark, size := markAt(line)
	if mark != source.MarkGone {
		return nil, parser.NoChildren
	}
	reader.Advance(len(line) - 1)
	return &goneNode{word: p.Say("Withheld"), reason: strings.TrimSpace(string(line[size:]))}, parser.NoChildren
}

func (goneParser) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }
func (goneParser) Close(ast.Node, text.Reader, parser.Context)                 {}
func (goneParser) CanInterruptParagraph() bool                                 { return true }
func (goneParser) CanAcceptIndentedLine() bool                                 { return false }
