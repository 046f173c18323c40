package theme

import (
	"html/template"
	"strings"

	"candor/generator/internal/page"
)

// rows writes a table's rows. They are most of a large page, and a template
// needs ten times as long for them.
func (w words) rows(t page.Table) template.HTML {
	var b strings.Builder
	for i := range t.Rows {
		w.row(&b, &t, &t.Rows[i])
	}
	return template.HTML(b.String())
}

func (w words) row(b *strings.Builder, t *page.Table, r *page.Row) {
	if b.Len() > 0 {
		b.WriteByte('\n')
	}
	b.WriteString("<tr")
	put(b, ` id="`, r.ID, `"`)
	if r.Only != "" {
		b.WriteString(` class="shaded"`)
	}
	b.WriteByte('>')
	for i := range r.Cells {
		w.cell(b, t, r, i)
	}
	b.WriteString("</tr>")
}

// cell writes one cell. The first of a shaded row says for whom the row is.
func (w words) cell(b *strings.Builder, t *page.Table, r *page.Row, i int) {
	c, end := &r.Cells[i], "</td>"
	if c.Head {
		b.WriteString(`<th scope="row"`)
		end = "</th>"
		if isPeriod(c.Text) { // kept on one line
			b.WriteString(` class="nb"`)
		}
	} else {
		b.WriteString("<td")
		if t.Cards && i < len(t.Columns) {
			put(b, ` data-label="`, w.page.Say(t.Columns[i].Text), `"`)
		}
	}
	b.WriteByte('>')
	w.content(b, c)
	if i == 0 && r.Only != "" {
		put(b, `<small class="shade-note">⊘ `+template.HTMLEscapeString(w.keys["only-for"])+" ", r.Only, "</small>")
	}
	b.WriteString(end)
}

func (w words) content(b *strings.Builder, c *page.Cell) {
	switch {
	case c.Href != "":
		anchor(b, c.Href, c.Text)
	case c.HTML != "":
		b.WriteString(string(c.HTML))
	case isDay(c.Text):
		put(b, "<time>", c.Text, "</time>") // kept on one line
	default:
		put(b, "", c.Text, "")
	}
	for i, chip := range c.Chips {
		if i == 0 && c.Text != "" {
			b.WriteString("\u00a0") // a chip stands beside its text
		} else if i > 0 || c.HTML != "" {
			b.WriteByte(' ')
		}
		w.label(b, chip)
	}
	put(b, `<small class="note">`, c.Note, "</small>")
}

// put writes text between two pieces of HTML, and nothing for no text.
func put(b *strings.Builder, before, text, after string) {
	if text == "" {
		return
	}
	b.WriteString(before)
	if strings.ContainsAny(text, "&<>\"'\x00") {
		text = template.HTMLEscapeString(text)
	}
	b.WriteString(text)
	b.WriteString(after)
}

// anchor writes a link, or its text alone when there is no address for it.
func anchor(b *strings.Builder, href, text string) {
	if href == "" || !safe(href) {
		put(b, "", text, "")
		return
	}
	put(b, `<a href="`, href, `">`)
	put(b, "", text, "")
	b.WriteString("</a>")
}

// chips writes the chips behind a name, which stay together.
func (w words) chips(b *strings.Builder, list []page.Chip) {
	if len(list) == 0 {
		return
	}
	b.WriteString(` <span class="chips">`)
	for i, chip := range list {
		if i > 0 {
			b.WriteByte(' ')
		}
		w.label(b, chip)
	}
	b.WriteString("</span>")
}

// label writes a chip.
func (w words) label(b *strings.Builder, c page.Chip) {
	b.WriteString(`<span class="chip`)
	put(b, " ", c.Class, "")
	b.WriteString(`">`)
	put(b, "", w.page.Say(c.Text), "")
	b.WriteString("</span>")
}

// day writes when something was, above or before it.
func day(b *strings.Builder, stamp, text, local string) {
	if text == "" {
		return
	}
	b.WriteString(`<p class="when"><time`)
	put(b, ` datetime="`, stamp, `"`)
	b.WriteByte('>')
	put(b, "", text, "")
	b.WriteString("</time>")
	put(b, "<small>", local, "</small>")
	b.WriteString("</p>")
}

// isDay reports a date as tables write it, 2026-03-04.
func isDay(s string) bool {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return false
	}
	for i := range len(s) {
		if i != 4 && i != 7 && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return true
}

// isPeriod reports a month, week or quarter: 2026-03, 2026-W10, 2026-Q1.
func isPeriod(s string) bool {
	return len(s) >= 7 && len(s) <= 8 && s[4] == '-' && strings.Trim(s[:4]+s[5:], "0123456789QW") == ""
}

// safe reports an address that a link may have: relative, or with a scheme that
// runs nothing.
func safe(href string) bool {
	scheme, _, ok := strings.Cut(href, ":")
	if !ok || strings.ContainsAny(scheme, "/?#") {
		return true
	}
	switch strings.ToLower(scheme) {
	case "http", "https", "mailto":
		return true
	}
	return false
}
