package markdown

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"candor/generator/internal/program"
	"candor/generator/internal/source"
)

// prepare goes over a parsed text once: it gives headings their ids, links
// their places, charts their nodes, and takes the timeline out.
func (d *reading) prepare(doc ast.Node) {
	if d.text.Bytes == nil {
		return
	}
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && h.Level == 1 {
			d.shift = 1
		}
	}
	d.pair(doc)
	d.visit(doc)
	d.timeline = d.findTimeline(doc)
	d.takeTimeline(doc)
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if p, ok := n.(*ast.Paragraph); ok {
			d.body.Lead = shorten(plainText(p, d.text.Bytes), 280)
			return
		}
	}
}

// shorten cuts a text at a word's end.
func shorten(s string, limit int) string {
	s = strings.Join(strings.Fields(s), " ")
	runes := []rune(s)
	if len(runes) <= limit {
		return s
	}
	short := string(runes[:limit])
	if i := strings.LastIndexByte(short, ' '); i > limit/2 {
		short = short[:i]
	}
	return strings.TrimRight(short, " ,;:.") + " …"
}

// pair moves what lies between an inline mark's ends into its node.
func (d *reading) pair(doc ast.Node) {
	if !bytes.Contains(d.text.Bytes, []byte(string(source.MarkShade))) {
		return
	}
	var shades []*shadeNode
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if s, ok := n.(*shadeNode); ok && entering {
			shades = append(shades, s)
		}
		return ast.WalkContinue, nil
	})
	for _, s := range shades {
		for next := s.NextSibling(); ; next = s.NextSibling() {
			if next == nil {
				d.ps.Errorf(d.at(s.offset), "mark/inside", "let the mark hold the whole of it, or none", "a mark holds half of an emphasis or a link")
				break
			}
			s.Parent().RemoveChild(s.Parent(), next)
			if next.Kind() == kindUnshade {
				break
			}
			s.AppendChild(s, next)
		}
	}
}

func (d *reading) visit(doc ast.Node) {
	var charts []*ast.Paragraph
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			d.heading(n)
		case *ast.Link:
			n.Destination = d.link(string(n.Destination), false, n)
		case *ast.Text:
			d.footnote(n)
		case *ast.Image:
			if p, ok := n.Parent().(*ast.Paragraph); ok && p.ChildCount() == 1 && p.Parent() == doc && chartDest.Match(n.Destination) {
				charts = append(charts, p)
				return ast.WalkSkipChildren, nil
			}
			d.image(n)
		case *ast.RawHTML:
			d.rawHTML(n.Segments.At(0))
		case *ast.HTMLBlock:
			if n.Lines().Len() > 0 {
				d.rawHTML(n.Lines().At(0))
			}
		case *goneNode:
			d.body.Reasons = append(d.body.Reasons, n.reason)
		case *leftNode:
			d.body.Reasons = append(d.body.Reasons, "")
		case *extast.Table:
			n.SetAttributeString("label", d.label)
		}
		return ast.WalkContinue, nil
	})
	for _, p := range charts {
		d.chart(p)
	}
}

var chartDest = regexp.MustCompile(`^/metrics/([a-z0-9-]+)/?$`)

// chart puts a metric's chart in the place of a paragraph that holds nothing
// but its image.
func (d *reading) chart(p *ast.Paragraph) {
	img := p.FirstChild().(*ast.Image)
	id := chartDest.FindSubmatch(img.Destination)[1]
	c := &chartNode{id: string(id), caption: plainText(img, d.text.Bytes)}
	d.body.Charts = append(d.body.Charts, program.Ref{ID: c.id, Pos: d.at(d.offset(img))})
	p.Parent().ReplaceChild(p.Parent(), p, c)
}

func (d *reading) heading(n *ast.Heading) {
	n.Level = min(n.Level+d.shift, 6)
	title := plainText(n, d.text.Bytes)
	id := d.unique(slug(title))
	n.SetAttributeString("id", []byte(id))
	d.label = title
	d.body.Headings = append(d.body.Headings, program.Heading{Rank: n.Level, ID: id, Text: title})
}

// slug makes an id of a heading's text.
func slug(text string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(text) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	if s := strings.TrimRight(b.String(), "-"); s != "" {
		return s
	}
	return "section"
}

// unique is an id that neither another heading of the text has nor a part of the
// page.
func (d *reading) unique(id string) string {
	if program.ReservedID(d.text.File, id) {
		id = "section-" + id
	}
	d.ids[id]++
	if n := d.ids[id]; n > 1 {
		return d.unique(id + "-" + strconv.Itoa(n-1))
	}
	return id
}

var scheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)

// followed are the schemes of addresses that a reader may follow from a page.
var followed = []string{"http:", "https:", "mailto:", "tel:", "ipfs:", "ipns:", "git:", "ssh:", "xmpp:", "matrix:", "ftp:"}

// undefined is a footnote as it is written where nothing defines it.
var undefined = regexp.MustCompile(`^\[\^[^\]\s]+\]`)

// footnote reports one that nothing defines: it would be printed as written.
func (d *reading) footnote(n *ast.Text) {
	if _, isCode := n.Parent().(*ast.CodeSpan); isCode {
		return
	}
	for i := n.Segment.Start; i < n.Segment.Stop; i++ {
		if d.text.Bytes[i] == '[' && (i == 0 || d.text.Bytes[i-1] != '\\') && undefined.Match(d.text.Bytes[i:]) {
			d.ps.Errorf(d.at(i), "link/footnote", "write the note as a line [^1]: … below, or remove the reference", "no footnote has this name")
		}
	}
}

// link gives an address into the site a place in the HTML; others stay.
func (d *reading) link(dest string, image bool, n ast.Node) []byte {
	if s := strings.ToLower(scheme.FindString(dest)); s != "" && !slices.Contains(followed, s) {
		d.ps.Errorf(d.at(d.offset(n)), "link/scheme", "write an address that begins with https://, or the path of a file", "a link that begins with %s is not published", s)
	}
	if scheme.MatchString(dest) || strings.HasPrefix(dest, "//") || dest == "" {
		return []byte(dest)
	}
	d.body.Links = append(d.body.Links, program.BodyLink{Dest: dest, Image: image, Pos: d.at(d.offset(n))})
	return []byte("\x00" + strconv.Itoa(len(d.body.Links)-1) + "\x00")
}

func (d *reading) image(n *ast.Image) {
	if scheme.Match(n.Destination) || bytes.HasPrefix(n.Destination, []byte("//")) {
		d.ps.Warnf(d.at(d.offset(n)), "page/remote-image", "put the file beside the page", "an image from elsewhere is shown as a link to it")
		return
	}
	n.Destination = d.link(string(n.Destination), true, n)
}

// offset is where an inline node stands in the text, as near as can be told.
func (d *reading) offset(n ast.Node) int {
	if p := n.Pos(); p >= 0 {
		return p
	}
	for c := n; c != nil; c = c.FirstChild() {
		if t, ok := c.(*ast.Text); ok {
			return max(t.Segment.Start-1, 0)
		}
	}
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Type() == ast.TypeBlock && p.Lines() != nil && p.Lines().Len() > 0 {
			return p.Lines().At(0).Start
		}
	}
	return 0
}

// rawHTML reports tags, which are shown as written and never passed through.
func (d *reading) rawHTML(first text.Segment) {
	if bytes.HasPrefix(bytes.TrimSpace(first.Value(d.text.Bytes)), []byte("<!--")) {
		d.ps.Errorf(d.at(first.Start), "mark/comment", "move the comment to a line of its own", "it is not sure whether this comment is code")
		return
	}
	d.ps.Warnf(d.at(first.Start), "page/raw-html", "write it in markdown", "HTML is shown as written, not passed through")
}
