// Package markdown turns a text into HTML: CommonMark with GFM's tables, task
// lists, strikethrough and autolinks, footnotes and definition lists. It is the
// only room that knows goldmark. It must not know what is hidden from whom; the
// marks that the narrowest edition shows reach it as characters of their own.
package markdown

import (
	"bytes"
	"regexp"
	"strings"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"candor/generator/internal/program"
	"candor/generator/internal/source"
)

// Room parses and renders. It may be used from several goroutines at once.
type Room struct {
	md    goldmark.Markdown
	words Words
}

// Words say the room's own words (markers, names for those who do not see) and
// days in the language of a site.
type Words struct {
	Say func(english string) string
	Day func(time.Time) string
}

// English are the words as they are written here.
var English = Words{func(english string) string { return english }, func(t time.Time) string { return t.Format("2 January 2006") }}

// New returns a room that speaks a language.
func New(say Words) *Room {
	return &Room{words: say, md: goldmark.New(
		goldmark.WithExtensions(
			extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)),
			extension.Strikethrough, extension.Linkify, extension.TaskList, extension.Footnote, extension.DefinitionList),
		goldmark.WithParserOptions(
			parser.WithBlockParsers(util.Prioritized(shadeBlockParser{}, 50), util.Prioritized(goneParser{say}, 51)),
			parser.WithInlineParsers(util.Prioritized(shadeParser{say}, 50))),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(ours{say}, 50))),
	)}
}

// reading is one text on its way.
type reading struct {
	*Room
	Words
	text  source.Text
	ps    *source.Problems
	body  *program.Body
	ids   map[string]int
	shift int // added to the rank of headings, so that the page's title is the only first one
	label string

	timeline *ast.Heading   // that of the timeline; nil without one
	days     []*ast.Heading // of the timeline, which say nothing but a day
}

// Parse reads a text. Problems have the places that the author knows.
func (r *Room) Parse(t source.Text, ps *source.Problems) *program.Body {
	d := &reading{Room: r, Words: r.words, text: t, ps: ps, body: &program.Body{}, ids: map[string]int{}}
	if d.tooDeep() {
		return d.body
	}
	doc := r.md.Parser().Parse(text.NewReader(t.Bytes))
	d.prepare(doc)
	d.render(doc)
	return d.body
}

// at is the author's place of an offset.
func (d *reading) at(offset int) source.Pos {
	return d.text.At(max(0, min(offset, len(d.text.Bytes)-1))) // an empty item at the end begins behind the text
}

// render writes the blocks of a document, split where generated parts stand.
func (d *reading) render(doc ast.Node) {
	var buf sink
	var blocks []program.Block
	var part program.Part
	rank := 0
	flush := func(b program.Block) {
		b.HTML = buf.String()
		buf.Reset()
		if b != (program.Block{}) {
			blocks = append(blocks, b)
		}
	}
	taken := map[program.Part]bool{}
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		h, isHeading := n.(*ast.Heading)
		_, isNotes := n.(*extast.FootnoteList)
		if part != "" && (isNotes || isHeading && h.Level <= rank) {
			flush(program.Block{Part: part})
			part = ""
		}
		if isHeading && part == "" {
			if p := d.partAt(h); p != "" && !taken[p] {
				part, rank, taken[p] = p, h.Level, true
			}
		}
		if c, ok := n.(*chartNode); ok {
			flush(program.Block{Chart: c.id, Text: c.caption})
			continue
		}
		d.write(&buf, n)
	}
	flush(program.Block{Part: part})
	d.checkLeft(blocks)
	d.body.SetBlocks(blocks)
}

func (d *reading) write(buf *sink, n ast.Node) {
	if err := d.md.Renderer().Render(buf, d.text.Bytes, n); err != nil {
		d.ps.Errorf(d.at(0), "page/markdown", "", "this text cannot be rendered")
	}
}

// sink is a buffer that goldmark writes to without one of its own.
type sink struct{ bytes.Buffer }

func (*sink) Buffered() int { return 0 }
func (*sink) Flush() error  { return nil }

// checkLeft reports marks that neither parser took: then the text is not what
// the cut believed it to be.
func (d *reading) checkLeft(blocks []program.Block) {
	for _, b := range blocks {
		if i := strings.Index(b.HTML, "\uFDD0"[:2]); i >= 0 && strings.ContainsFunc(b.HTML[i:], isMark) {
			d.ps.Errorf(d.at(0), "mark/malformed", "put it into a paragraph of its own", "a mark stands in a place where it cannot be shown")
			return
		}
	}
}

func isMark(r rune) bool { return r >= source.FirstMark && r <= source.LastMark }

// headingParts are the headings that receive a generated part, in English.
var headingParts = map[string]program.Part{"Impact": program.PartImpact, "Timeline": program.PartTimeline,
	"Root causes": program.PartCauses, "Root cause": program.PartCauses, "Controls": program.PartControls,
	"Actions": program.PartActions, "Lessons": program.PartLessons, "Detection": program.PartDetection}

var (
	numbering = regexp.MustCompile(`^[\d.)\s]+|\s*[(\[（].*?[)\]）]|\s*[:：]\s*$`)
	timelines = regexp.MustCompile(`^(?:\S+ ){0,3}timeline$|^(?:\S+ )?timeline (?:of|for|in) |^timeline *(?:[-–—:,]|mon|tue|wed|thu|fri|sat|sun|\d)|^(?:chronology|sequence of events)\b`)
)

// partOf is the generated part that a heading receives, in English or in the
// site's language.
func (d *reading) partOf(heading string) program.Part {
	heading = strings.ToLower(strings.TrimSpace(numbering.ReplaceAllString(strings.TrimSpace(heading), "")))
	for english, part := range headingParts {
		if heading == strings.ToLower(english) || heading == strings.ToLower(d.Say(english)) {
			return part
		}
	}
	if timelines.MatchString(heading) {
		return program.PartTimeline
	}
	return ""
}

// partAt is partOf for a heading of the text, of which one alone is the
// timeline's.
func (d *reading) partAt(h *ast.Heading) program.Part {
	part := d.partOf(plainText(h, d.text.Bytes))
	if part == program.PartTimeline && h != d.timeline {
		return ""
	}
	return part
}

// plainText is the text of a node without marks of form.
func plainText(n ast.Node, src []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			b.Write(util.UnescapePunctuations(n.Segment.Value(src)))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.Label(src))
		case *leftNode:
			b.WriteString(n.word)
		case *extast.FootnoteLink, *ast.RawHTML:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}
