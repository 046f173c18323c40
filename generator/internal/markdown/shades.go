package markdown

import (
	"html/template"
	"time"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// withheld is the marker that stands where something was cut: the same whatever
// it was.
func withheld(word, reason string) string {
	if reason != "" {
		word += ": " + reason
	}
	return `<span class="withheld">` + template.HTMLEscapeString(word) + `</span>`
}

func left(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(withheld(n.(*leftNode).word, ""))
	}
	return ast.WalkContinue, nil
}

func gone(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if n := node.(*goneNode); entering {
		_, _ = w.WriteString("<p>" + withheld(n.word, n.reason) + "</p>\n")
	}
	return ast.WalkContinue, nil
}

// shade shows an inline part that others do not see, and what they read.
func (o ours) shade(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*shadeNode)
	if entering {
		_, _ = w.WriteString(`<span class="shade"><span class="shade-for">` + template.HTMLEscapeString(n.label) + `:</span> `)
		return ast.WalkContinue, nil
	}
	others := o.Say("Withheld")
	if n.instead != "" {
		others = "“" + n.instead + "”"
	}
	_, _ = w.WriteString(` <span class="shade-note">(` + template.HTMLEscapeString(o.Say("others read: ")+others) + `)</span></span>`)
	return ast.WalkContinue, nil
}

// embargo is the day of an embargo in prose.
func (o ours) embargo(until string) string {
	day, err := time.Parse(time.DateOnly, until)
	if err != nil {
		return until
	}
	return o.Day(day)
}

// shadedBlock shows a block that others do not see, with its audience, reason
// and embargo.
func (o ours) shadedBlock(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*shadeBlock)
	if !entering {
		_, _ = w.WriteString("</div>\n")
		return ast.WalkContinue, nil
	}
	note := "⊘ " + o.Say("Only for ") + n.label
	if n.reason != "" {
		note += ": " + n.reason
	}
	if n.until != "" {
		note += o.Say(", until ") + o.embargo(n.until)
	}
	_, _ = w.WriteString(`<div class="shade-block"><p class="shade-note">` + template.HTMLEscapeString(note) + "</p>\n")
	return ast.WalkContinue, nil
}
