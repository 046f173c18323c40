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
	later := false // within a link to a page that is not there yet: plain text until then
	for i, piece := range pieces {
		if i%2 == 0 {
			b.WriteString(unlinked(piece, &later, i+1 < len(pieces) && a.nowhere(p, pieces[i+1])))
			continue
		}
		n, _ := strconv.Atoi(piece)
		link := p.Body.Links[n]
		if a.nowhere(p, piece) {
			later = true
			continue
		}
		b.WriteString(html.EscapeString(a.dest(p, link.Dest)))
		if link.Image {
			b.WriteString(a.size(p, link.Dest))
		}
	}
	return b.String()
}

// nowhere reports whether the link of a place leads nowhere today.
func (a at) nowhere(p *program.Page, place string) bool {
	n, _ := strconv.Atoi(place)
	link := p.Body.Links[n]
	return !link.Image && a.dest(p, link.Dest) == ""
}

// unlinked is a piece of text without the tags of links that lead nowhere: the rest
// of one that began before it, and the beginning of one that follows.
func unlinked(piece string, open *bool, next bool) string {
	if *open {
		if tag, rest, ok := strings.Cut(piece, ">"); ok && strings.HasPrefix(tag, `"`) {
			piece = rest
		}
		if before, after, ok := strings.Cut(piece, "</a>"); ok {
			piece, *open = before+after, false
		}
	}
	if next {
		piece = strings.TrimSuffix(piece, `<a href="`)
	}
	return piece
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
