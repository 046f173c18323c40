package markdown

import (
	"html/template"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// withheld is the marker that stands where something was cut: the same
// whatever it was.
const withheld = `<span class="withheld">Withheld</span>`

func left(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(withheld)
	}
	return ast.WalkContinue, nil
}

func gone(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString("<p>" + Marker(n.(*goneNode).reason) + "</p>\n")
	}
	return ast.WalkContinue, nil
}

// Marker is the marker of a withheld part with its reason, as HTML.
func Marker(reason string) string {
	if reason == "" {
		return withheld
	}
	return `<span class="withheld">Withheld: ` + template.HTMLEscapeString(reason) + `</span>`
}

// shade shows an inline part that others do not see, and what they read.
func shade(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*shadeNode)
	if entering {
		_, _ = w.WriteString(`<span class="shade"><span class="shade-for">` + template.HTMLEscapeString(n.label) + `:</span> `)
		return ast.WalkContinue, nil
	}
	others := "Withheld"
	if n.instead != "" {
		others = "“" + n.instead + "”"
	}
	_, _ = w.WriteString(` <span class="shade-note">(others read: ` + template.HTMLEscapeString(others) + `)</span></span>`)
	return ast.WalkContinue, nil
}

// shadedBlock shows a block that others do not see, with its audience, reason
// and embargo.
func shadedBlock(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*shadeBlock)
	if !entering {
		_, _ = w.WriteString("</div>\n")
		return ast.WalkContinue, nil
	}
	note := "⊘ Only for " + n.label
	if n.reason != "" {
		note += ": " + n.reason
	}
	if n.until != "" {
		note += ", until " + n.until
	}
	_, _ = w.WriteString(`<div class="shade-block"><p class="shade-note">` + template.HTMLEscapeString(note) + "</p>\n")
	return ast.WalkContinue, nil
}
