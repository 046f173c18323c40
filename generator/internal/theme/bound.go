package theme

import (
	"html/template"
	"regexp"
	"strings"
)

// bound are the pieces of a text that a line may not end in: a period as figures
// write it (2026-Q3, 2026-03), and a p with its value. Days are found, too, but left
// as they are: authors write them, and may look for them in a page's source.
var bound = regexp.MustCompile(`\b[0-9]{4}-(?:Q[1-4]|W[0-9]{2}|[0-9]{2}(?:-[0-9]{2})?)\b|\bp [=<] [0-9](?:[0-9.,]*[0-9])?`)

// flow writes text between two pieces of HTML as put does, and keeps what is bound
// on one line. Characters that forbid a break would be copied with the text.
func flow(b *strings.Builder, before, text, after string) {
	if !strings.Contains(text, "-") && !strings.Contains(text, "p =") && !strings.Contains(text, "p <") {
		put(b, before, text, after)
		return
	}
	b.WriteString(before)
	last := 0
	for _, at := range bound.FindAllStringIndex(text, -1) {
		if isDay(text[at[0]:at[1]]) || inName(text, at[0], at[1]) {
			continue
		}
		put(b, "", text[last:at[0]], "")
		put(b, `<span class="nb">`, text[at[0]:at[1]], "</span>")
		last = at[1]
	}
	put(b, "", text[last:], "")
	b.WriteString(after)
}

// inName reports a piece of a file's name or an address: 2026-03-outage.md.
func inName(text string, from, to int) bool {
	return from > 0 && strings.IndexByte("/-._", text[from-1]) >= 0 || to < len(text)-1 && strings.IndexByte("/-_", text[to]) >= 0
}

// flowing is flow for templates.
func flowing(text string) template.HTML {
	var b strings.Builder
	flow(&b, "", text, "")
	return template.HTML(b.String())
}
