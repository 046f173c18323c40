package page

import (
	"html"
	"strconv"
	"strings"

	"candor/generator/internal/program"
)

// FeedHTML is a page's text for feeds: the author's, with absolute addresses.
func (b *Builder) FeedHTML(p *program.Page) string {
	if p.Body == nil {
		return ""
	}
	var out strings.Builder
	for _, blk := range p.Body.Blocks() {
		for i, piece := range strings.Split(blk.HTML, "\x00") {
			if i%2 == 0 {
				out.WriteString(piece)
				continue
			}
			n, _ := strconv.Atoi(piece)
			if t, ok := b.Resolve(p, p.Body.Links[n].Dest); ok {
				address := b.Site.BaseURL + t.Address
				if t.Fragment != "" {
					address += "#" + t.Fragment
				}
				out.WriteString(html.EscapeString(address))
			}
		}
	}
	return out.String()
}
