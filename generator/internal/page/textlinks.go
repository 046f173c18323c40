package page

import (
	"fmt"
	"html"
	"strconv"
	"strings"

	"candor/generator/internal/program"
)

// links puts the addresses of a text's links into their places.
func (a at) links(p *program.Page, text string) string {
	if !strings.Contains(text, "\x00") {
		return text
	}
	pieces := strings.Split(text, "\x00")
	var b strings.Builder
	b.Grow(len(text) + 64)
	for i, piece := range pieces {
		if i%2 == 0 {
			b.WriteString(piece)
			continue
		}
		n, _ := strconv.Atoi(piece)
		link := p.Body.Links[n]
		b.WriteString(html.EscapeString(a.dest(p, link.Dest)))
		if link.Image {
			b.WriteString(a.size(p, link.Dest))
		}
	}
	return b.String()
}

// size goes on from an image's address, inside its quotes, with the room that
// the image takes, so that nothing moves when it comes.
func (a at) size(p *program.Page, dest string) string {
	t, ok := a.Resolve(p, dest)
	if !ok || t.Asset == "" || a.ImageSize == nil {
		return ""
	}
	width, height := a.ImageSize(t.Asset)
	if width == 0 || height == 0 {
		return ""
	}
	return fmt.Sprintf(`" width="%d" height="%d`, width, height)
}

// dest is the address that a link of a page's text comes to.
func (a at) dest(p *program.Page, dest string) string {
	t, ok := a.Resolve(p, dest)
	switch {
	case !ok || t.Later != "":
		return ""
	case t.Page == p && t.Fragment != "":
		return "#" + t.Fragment
	}
	href := a.to(t.Address)
	if t.Asset != "" || !strings.HasSuffix(t.Address, "/") && t.Address != "" {
		href = a.root + t.Address
	}
	if t.Fragment != "" {
		href += "#" + t.Fragment
	}
	return href
}
