package theme

import (
	"html/template"
	"strings"

	"candor/generator/internal/page"
)

// links writes links as the items of a list. Every page has some thirty of them
// in its frame.
func links(list []page.Link) template.HTML {
	var b strings.Builder
	for i := range list {
		link(&b, &list[i])
	}
	return template.HTML(b.String())
}

func link(b *strings.Builder, l *page.Link) {
	b.WriteString("<li>")
	anchor(b, l.Href, l.Text)
	put(b, " <small>", l.Note, "</small>")
	b.WriteString("</li>\n")
}

// navigation writes the entries of the main navigation.
func navigation(list []page.Nav) template.HTML {
	var b strings.Builder
	for _, n := range list {
		if n.Href == "" || !safe(n.Href) {
			continue
		}
		put(&b, `<li><a href="`, n.Href, `"`)
		switch {
		case n.Exact:
			b.WriteString(` aria-current="page"`)
		case n.Current:
			b.WriteString(` aria-current="true"`)
		}
		b.WriteByte('>')
		put(&b, "", n.Text, "")
		b.WriteString("</a></li>\n")
	}
	return template.HTML(b.String())
}

// facts writes the rows of a definition list.
func (w words) facts(list []page.Fact) template.HTML {
	var b strings.Builder
	for i := range list {
		w.fact(&b, &list[i])
	}
	return template.HTML(b.String())
}

func (w words) fact(b *strings.Builder, f *page.Fact) {
	b.WriteString("<div")
	if f.Only != "" {
		b.WriteString(` class="shaded"`)
	}
	b.WriteString("><dt>")
	put(b, "", w.page.Say(f.Name), "")
	b.WriteString("</dt><dd>")
	switch {
	case f.Text != "":
		put(b, "", f.Text, "")
	case f.HTML != "":
		b.WriteString(string(f.HTML))
	case len(f.Links) > 0:
		b.WriteString(`<ul class="few">`)
		for i := range f.Links {
			link(b, &f.Links[i])
		}
		b.WriteString("</ul>")
	}
	put(b, `<small class="note">`, f.Note, "</small>")
	put(b, `<small class="shade-note">⊘ `+template.HTMLEscapeString(w.keys["only-for"])+" ", f.Only, "</small>")
	b.WriteString("</dd></div>\n")
}

// moments writes the entries of a timeline.
func (w words) moments(list []page.Moment) template.HTML {
	var b strings.Builder
	for i := range list {
		w.moment(&b, &list[i])
	}
	return template.HTML(b.String())
}

func (w words) moment(b *strings.Builder, m *page.Moment) {
	class := ""
	if m.Phase != "" {
		class = "phase"
	}
	if m.Only != "" {
		class = strings.TrimSpace(class + " shaded")
	}
	b.WriteString("<li")
	put(b, ` class="`, class, `"`)
	b.WriteByte('>')
	day(b, m.Stamp, m.Text, m.Local)
	b.WriteString("<div>")
	put(b, "<p><strong>", m.Phase, "</strong></p>")
	b.WriteString(string(m.HTML))
	put(b, `<small class="note">`, m.Since, "</small>")
	put(b, `<small class="shade-note">⊘ `+template.HTMLEscapeString(w.keys["only-for"])+" ", m.Only, "</small>")
	b.WriteString("</div></li>\n")
}
