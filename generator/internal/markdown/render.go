package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// ours renders what goldmark would render with inline styles, without names for
// those who do not see, or not at all.
type ours struct{ Words }

func (o ours) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindHeading, o.heading)
	reg.Register(ast.KindLink, link)
	reg.Register(ast.KindImage, image)
	reg.Register(ast.KindFencedCodeBlock, code)
	reg.Register(ast.KindCodeBlock, code)
	reg.Register(ast.KindRawHTML, rawHTML)
	reg.Register(ast.KindHTMLBlock, htmlBlock)
	reg.Register(extast.KindTable, o.table)
	reg.Register(extast.KindTableHeader, tableHeader)
	reg.Register(extast.KindTableRow, tableRow)
	reg.Register(extast.KindTableCell, tableCell)
	reg.Register(extast.KindTaskCheckBox, o.checkBox)
	reg.Register(kindShade, o.shade)
	reg.Register(kindShadeBlock, o.shadedBlock)
	reg.Register(kindUnshade, nothing)
	reg.Register(kindLeft, left)
	reg.Register(kindGone, gone)
}

func nothing(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkContinue, nil
}

func (o ours) heading(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	rank := strconv.Itoa(n.(*ast.Heading).Level)
	value, _ := n.AttributeString("id")
	id, _ := value.([]byte)
	if entering {
		_, _ = w.WriteString("<h" + rank + ` id="` + string(util.EscapeHTML(id)) + `">`)
	} else {
		_, _ = w.WriteString(` <a class="anchor" href="#` + string(util.EscapeHTML(id)) + `" aria-label="` + string(util.EscapeHTML([]byte(o.Say("Link to this heading")))) + `">#</a></h` + rank + ">\n")
	}
	return ast.WalkContinue, nil
}

// address writes a link's address: a place as it is, others escaped.
func address(w util.BufWriter, dest []byte) {
	if bytes.HasPrefix(dest, []byte{0}) {
		_, _ = w.Write(dest)
		return
	}
	if escaped := util.URLEscape(dest, true); !html.IsDangerousURL(escaped) {
		_, _ = w.Write(util.EscapeHTML(escaped))
	}
}

func link(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, _ = w.WriteString("</a>")
		return ast.WalkContinue, nil
	}
	n := node.(*ast.Link)
	_, _ = w.WriteString(`<a href="`)
	address(w, n.Destination)
	_ = w.WriteByte('"')
	title(w, n.Title)
	_ = w.WriteByte('>')
	return ast.WalkContinue, nil
}

func title(w util.BufWriter, title []byte) {
	if title != nil {
		_, _ = w.WriteString(` title="`)
		_, _ = w.Write(util.EscapeHTML(util.UnescapePunctuations(title)))
		_ = w.WriteByte('"')
	}
}

// image renders a file of the site; one from elsewhere becomes a link.
func image(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.Image)
	alt := util.EscapeHTML([]byte(plainText(n, src)))
	if !bytes.HasPrefix(n.Destination, []byte{0}) {
		_, _ = w.WriteString(`<a href="`)
		address(w, n.Destination)
		_, _ = w.WriteString(`">Image: `)
		_, _ = w.Write(alt)
		_, _ = w.WriteString("</a>")
		return ast.WalkSkipChildren, nil
	}
	_, _ = w.WriteString(`<img loading="lazy" src="`)
	address(w, n.Destination)
	_, _ = w.WriteString(`" alt="`)
	_, _ = w.Write(alt)
	_ = w.WriteByte('"')
	title(w, n.Title)
	_ = w.WriteByte('>')
	return ast.WalkSkipChildren, nil
}

func code(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString(`<pre tabindex="0"><code`)
	if f, ok := n.(*ast.FencedCodeBlock); ok && len(f.Language(src)) > 0 {
		_, _ = w.WriteString(` class="language-` + string(util.EscapeHTML(f.Language(src))) + `"`)
	}
	_ = w.WriteByte('>')
	lines(w, src, n)
	_, _ = w.WriteString("</code></pre>\n")
	return ast.WalkSkipChildren, nil
}

func lines(w util.BufWriter, src []byte, n ast.Node) {
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		_, _ = w.Write(util.EscapeHTML(line.Value(src)))
	}
}

func rawHTML(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		n := node.(*ast.RawHTML)
		for i := range n.Segments.Len() {
			segment := n.Segments.At(i)
			_, _ = w.Write(util.EscapeHTML(segment.Value(src)))
		}
	}
	return ast.WalkSkipChildren, nil
}

func htmlBlock(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(`<pre tabindex="0">`)
		lines(w, src, node)
		if n := node.(*ast.HTMLBlock); n.HasClosure() {
			_, _ = w.Write(util.EscapeHTML(n.ClosureLine.Value(src)))
		}
		_, _ = w.WriteString("</pre>\n")
	}
	return ast.WalkSkipChildren, nil
}

func (o ours) checkBox(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		word, box := o.Say("open"), "☐"
		if node.(*extast.TaskCheckBox).IsChecked {
			word, box = o.Say("done"), "☑"
		}
		_, _ = w.WriteString(`<span class="box" role="img" aria-label="` + string(util.EscapeHTML([]byte(word))) + `">` + box + `</span> `)
	}
	return ast.WalkContinue, nil
}
