package page

import (
	"html"
	"strconv"
	"strings"

	"candor/generator/internal/program"
)

// FeedHTML is a page's text for feeds: the author's, with absolute addresses.
func (b *Builder) FeedHTML(p *program.Page) string {
	var out strings.Builder
	var blocks []program.Block
	if p.Body != nil {
		blocks = p.Body.Blocks()
	}
	for _, blk := range blocks {
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
	for i, r := range p.Revisions {
		if i == 0 {
			out.WriteString("<h2>" + html.EscapeString(b.t("Revisions")) + "</h2>\n")
		}
		out.WriteString("<p>" + b.dateText(r.Day) + ": " + html.EscapeString(r.Text) + "</p>\n")
	}
	return out.String()
}
