package theme

import (
	"html/template"
	"strings"

	"candor/generator/internal/page"
)

// items writes a list of pages. A site of ten thousand pages has a hundred
// thousand of them, and a template needs ten times as long for each.
func (w words) items(list []page.Item) template.HTML {
	var b strings.Builder
	b.WriteString("<ul class=\"items\">\n")
	for i := range list {
		w.item(&b, &list[i])
	}
	b.WriteString("</ul>\n")
	return template.HTML(b.String())
}

func (w words) item(b *strings.Builder, it *page.Item) {
	b.WriteString("<li")
	if it.Only != "" {
		b.WriteString(` class="shaded"`)
	}
	put(b, ` data-keys="`, it.Keys, `"`)
	b.WriteByte('>')
	day(b, it.Date, it.DateText, "")
	b.WriteString("<div>\n<p class=\"name\">")
	anchor(b, it.Href, it.Title)
	w.chips(b, it.Chips)
	b.WriteString("</p>\n")
	put(b, "<p>", it.Summary, "</p>\n")
	if len(it.Facts) > 0 {
		b.WriteString(`<ul class="bits">`)
		for _, f := range it.Facts {
			put(b, "<li>", f, "</li>")
		}
		b.WriteString("</ul>\n")
	}
	put(b, `<p class="shade-note">⊘ `+template.HTMLEscapeString(w.keys["only-for"])+" ", it.Only, "</p>\n")
	b.WriteString("</div></li>\n")
}
