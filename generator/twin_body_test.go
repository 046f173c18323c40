package generator

import (
	"fmt"
	"strings"
)

// body writes the text of a visible page.
func (w *twin) body(p *twinPage) string {
	if p.hidden {
		return w.secret(p, p.level, 3, "words") + w.secretPictures(p)
	}
	var b strings.Builder
	w.silent(p, &b)
	for range 2 + w.vis.IntN(6) {
		w.block(p, &b)
		w.silent(p, &b)
	}
	return b.String()
}

// block writes a block that the viewer sees, or the marker of one.
func (w *twin) block(p *twinPage, b *strings.Builder) {
	r := w.vis
	switch r.IntN(14) {
	case 0, 1:
		b.WriteString(w.prose(p) + "\n" + w.prose(p) + "\n\n")
	case 2:
		for range 1 + r.IntN(4) {
			b.WriteString(pick(r, "- ", "  - ") + w.prose(p) + "\n")
		}
		b.WriteString("\n")
	case 3:
		fmt.Fprintf(b, "| %s | n |\n|---|--:|\n", words(r, 1, 2))
		for range 1 + r.IntN(3) {
			fmt.Fprintf(b, "| %s | %d |\n", w.prose(p), r.IntN(1000))
		}
		b.WriteString("\n")
	case 4:
		fmt.Fprintf(b, "```sol\nfunction f() public { %s; }\n\n\n{a: %d}\n```\n\n", words(r, 1, 3), r.IntN(100))
	case 5:
		w.labels++
		fmt.Fprintf(b, "%s[^v%d] and [%s][l%d]\n\n[^v%d]: %s\n\n[l%d]: https://example.org/%d \"%s\"\n\n", words(r, 1, 4), w.labels, words(r, 1, 2), w.labels, w.labels, w.prose(p), w.labels, r.IntN(99), words(r, 1, 2))
	case 6:
		fmt.Fprintf(b, "%s %s\n\n", pick(r, "##", "###"), w.prose(p))
	case 7:
		b.WriteString(w.shown(p))
	case 8, 9:
		w.marked(p, b)
	case 10:
		w.section(p, b)
	case 11:
		w.timeline(p, b)
	case 12:
		b.WriteString("> " + w.prose(p) + "\n> " + w.prose(p) + "\n\n")
	default:
		fmt.Fprintf(b, "%s\n: %s\n\n", words(r, 1, 2), w.prose(p))
	}
}

// prose is a line of text with marks, links and comments in it.
func (w *twin) prose(p *twinPage) string {
	r := w.vis
	parts := []string{words(r, 1, 5)}
	for range r.IntN(4) {
		switch r.IntN(8) {
		case 0:
			parts = append(parts, w.inline())
		case 1:
			parts = append(parts, w.instead(r, p))
		case 2:
			if to := w.targets(p.level, false); len(to) > 0 {
				t := to[r.IntN(len(to))]
				parts = append(parts, fmt.Sprintf("[%s](/%s/)", words(r, 1, 2), strings.TrimSuffix(t.id(), "home")))
			}
		case 3:
			if len(w.names) > 0 {
				parts = append(parts, "{"+w.names[r.IntN(len(w.names))]+"}")
			}
		case 4:
			parts = append(parts, pick(r, "`x := {y}`", "*"+words(r, 1, 2)+"*", "\\{internal: x}", "2 < 3 & 4"))
		default:
			parts = append(parts, words(r, 1, 6))
		}
		if w.hid.IntN(6) == 0 {
			parts = append(parts, "<!-- "+w.gone("comment")+" "+words(w.hid, 0, 4)+" -->")
		}
	}
	return strings.Join(append(parts, words(r, 1, 3)), " ")
}

// inline is one hidden part or several that adjoin: one marker either way.
func (w *twin) inline() string {
	var out []string
	for range 1 + w.hid.IntN(3) {
		out = append(out, fmt.Sprintf("{%s: %s %s}", w.order[w.narrow()], w.token("inline"), words(w.hid, 0, 6)))
	}
	return strings.Join(out, pick(w.hid, " ", ""))
}

// instead is a mark with a text for the others; one that the viewer may see
// stands there as any text.
func (w *twin) instead(r *chance, p *twinPage) string {
	shown := words(r, 1, 3)
	if w.viewer > 0 && p.level <= w.viewer && r.IntN(3) == 0 {
		return fmt.Sprintf("{%s: %s | public: %s}", w.order[w.viewer], words(r, 1, 4), shown)
	}
	return fmt.Sprintf("{%s: %s %s | public: %s}", w.order[w.narrow()], words(w.hid, 0, 3), w.token("inline with text"), shown)
}

// silent writes what leaves no trace: blocks without a marker, comments, blank
// lines.
func (w *twin) silent(p *twinPage, b *strings.Builder) {
	some(w.hid, 2, func() {
		switch w.hid.IntN(4) {
		case 0:
			fmt.Fprintf(b, "<!-- %s\n\n%s -->\n\n", w.gone("comment"), words(w.hid, 1, 9))
		case 1:
			b.WriteString(strings.Repeat("\n", w.hid.IntN(3)))
		default:
			level := w.narrow()
			colons := 3 + w.hid.IntN(3)
			b.WriteString(fence(colons, w.order[level]+" silent") + w.secret(p, level, colons, "silent block") + w.nested(p, level, colons) + fence(colons, "") + "\n")
		}
	})
}

func fence(colons int, text string) string {
	return strings.TrimRight(strings.Repeat(":", colons)+" "+text, " ") + "\n"
}

// marked writes blocks behind one marker. Its reason is public.
func (w *twin) marked(p *twinPage, b *strings.Builder) {
	reason := ""
	if w.vis.IntN(3) > 0 {
		reason = " | " + words(w.vis, 1, 5)
	}
	for range 1 + w.hid.IntN(3) {
		level, until, kind := w.narrow(), "", "block"
		if w.hid.IntN(4) == 0 {
			until, kind = " until 202"+fmt.Sprint(7+w.hid.IntN(2))+"-01-31", "embargoed block"
		}
		colons := 3 + w.hid.IntN(3)
		b.WriteString(fence(colons, w.order[level]+until+reason) + w.secret(p, level, colons, kind) + w.nested(p, level, colons) + fence(colons, "") + strings.Repeat("\n", w.hid.IntN(3)))
	}
	b.WriteString("\n")
	if w.vis.IntN(4) == 0 { // an embargo that is over hides nothing
		fmt.Fprintf(b, "::: internal until 2026-01-31 | %s\n%s\n:::\n\n", words(w.vis, 1, 2), w.prose(p))
	}
}

// nested is a block in a hidden block, or nothing.
func (w *twin) nested(p *twinPage, level, colons int) string {
	if colons == 3 || w.hid.IntN(2) == 0 {
		return ""
	}
	inner := level + w.hid.IntN(len(w.order)-level)
	return "\n" + fence(colons-1, w.order[inner]+pick(w.hid, "", " silent", " | law")) + w.secret(p, inner, 3, "nested block") + fence(colons-1, "")
}

// section writes a hidden section and the heading that ends it.
func (w *twin) section(p *twinPage, b *strings.Builder) {
	level := w.narrow()
	fmt.Fprintf(b, "%s %s %s {%s}\n\n%s", pick(w.hid, "##", "###"), words(w.hid, 1, 3), w.token("section"), w.order[level], w.secret(p, level, 3, "section"))
	if w.hid.IntN(2) == 0 {
		fmt.Fprintf(b, "#### %s\n\n%s", words(w.hid, 1, 2), w.secret(p, level, 3, "section"))
	}
	fmt.Fprintf(b, "\n## %s\n\n", words(w.vis, 1, 3))
}

// timeline writes rows in the forms that people use; hidden ones, with days and
// zones of their own, stand in silent blocks.
func (w *twin) timeline(p *twinPage, b *strings.Builder) {
	year := "2026"
	if p.folder != "pages" { // a row in another year than its page's might be a mistyped one, which is an error
		year = p.name[:4]
	}
	day := fmt.Sprintf("### 4 March %s\n\n", year)
	zone := pick(w.vis, "", " UTC", " CET", "+02:00", " (UTC+2)")
	fmt.Fprintf(b, "## %s\n\n%s",
		pick(w.vis, "Timeline", "Timeline of events", "Incident timeline (UTC)"), pick(w.vis, "", "All times are in UTC.\n\n", day))
	if p.folder == "pages" || p.folder == "culture" { // they need no date of their own
		b.WriteString(day)
	}
	for i := range 1 + w.vis.IntN(4) {
		text, minute := w.prose(p), w.vis.IntN(60)
		switch w.vis.IntN(6) {
		case 0:
			fmt.Fprintf(b, "| Time%s | Event |\n|---|---|\n| 1%d:%02d | %s |\n\n", pick(w.vis, "", " (UTC)"), i, minute, text)
		case 1:
			fmt.Fprintf(b, "### 1%d:%02d%s\n\n%s\n\n", i, minute, zone, text)
		case 2:
			fmt.Fprintf(b, "**1%d:%02d%s** %s\n\n", i, minute, zone, text)
		case 3:
			fmt.Fprintf(b, "- 1%d:%02d–1%d:59%s %s\n\n", i, minute, i, zone, text)
		default:
			fmt.Fprintf(b, "- 1%d:%02d%s %s\n\n", i, minute, zone, text)
		}
		if w.hid.IntN(3) == 0 {
			level := w.narrow()
			row := pick(w.hid, "- %[1]s-03-0%[2]d 1%[3]d:%[4]02d %[5]s", "- **%[2]d March %[1]s** 2%[3]d:%[4]02d PST %[5]s",
				"| Date | Time (CET) | Event |\n|---|---|---|\n| %[1]s-03-0%[2]d | 0%[3]d:%[4]02d | %[5]s |")
			row = fmt.Sprintf(row, year, 1+w.hid.IntN(9), i, w.hid.IntN(60), w.token("row"))
			fmt.Fprintf(b, "::: %s silent\n%s\n:::\n\n", w.order[level], row)
		}
	}
	fmt.Fprintf(b, "## %s\n\n", words(w.vis, 1, 2))
}

// secret is text for a level that the viewer does not see.
func (w *twin) secret(p *twinPage, level, colons int, kind string) string {
	var b strings.Builder
	r := w.hid
	for range 1 + r.IntN(3) {
		w.notes++
		t := w.token(kind)
		switch r.IntN(8) {
		case 0:
			fmt.Fprintf(&b, "- %s\n- %s\n\n", t, sentence(r))
		case 1:
			fmt.Fprintf(&b, "| a | b |\n|---|---|\n| %s | %d |\n\n", t, r.IntN(1000))
		case 2:
			fmt.Fprintf(&b, "```\n%s\n\n\n{}\n```\n\n", t)
		case 3:
			fmt.Fprintf(&b, "x[^h%d] %s\n\n[^h%d]: %s %s\n\n", w.notes, words(r, 1, 3), w.notes, t, sentence(r))
		case 4:
			fmt.Fprintf(&b, "[%s][s%d]\n\n[s%d]: https://example.org/%s \"%s\"\n\n", words(r, 1, 2), w.notes, w.notes, t, words(r, 1, 2))
		case 5:
			to := w.targets(level, true)
			fmt.Fprintf(&b, "[%s %s](/%s/)\n\n", t, words(r, 1, 2), strings.TrimSuffix(to[r.IntN(len(to))].id(), "home"))
		default:
			fmt.Fprintf(&b, "%s %s\n%s\n\n", sentence(r), t, sentence(r))
		}
	}
	return b.String()
}

// shown is a picture that the page shows; what a program wrote into its file is
// for the narrowest audience.
func (w *twin) shown(p *twinPage) string {
	if !p.bundle {
		return sentence(w.vis) + "\n\n"
	}
	p.assets++
	if !p.hidden && w.vis.IntN(3) == 0 {
		return w.attachedSheet(p)
	}
	name := fmt.Sprintf("shown-%d.png", p.assets)
	w.file("content/"+p.folder+"/"+p.name+"/"+name, string(picture(w.vis.IntN(256), words(w.hid, 0, 4)+w.token("image metadata"))))
	return fmt.Sprintf("![%s](%s)\n\n", words(w.vis, 1, 3), name)
}

// attachedSheet is a sheet beside a page, some of whose rows the viewer may not see.
func (w *twin) attachedSheet(p *twinPage) string {
	var visible, hidden []string
	for range 1 + w.vis.IntN(4) {
		visible = append(visible, fmt.Sprintf("%s,%d,%s\n", words(w.vis, 1, 2), w.vis.IntN(100), pick(w.vis, "", w.order[p.level])))
	}
	some(w.hid, 3, func() {
		hidden = append(hidden, fmt.Sprintf("%s,%d,%s\n", w.token("row of a sheet"), w.hid.IntN(100), w.order[w.narrow()]))
	})
	name := fmt.Sprintf("sheet-%d.csv", p.assets)
	w.file("content/"+p.folder+"/"+p.name+"/"+name, "what,value,audience\n"+strings.Join(w.among(visible, hidden), ""))
	return fmt.Sprintf("[%s](%s)\n\n", words(w.vis, 1, 3), name)
}

// secretPictures are files that hidden text alone refers to, or nothing.
func (w *twin) secretPictures(p *twinPage) string {
	out := ""
	if !p.bundle {
		return out
	}
	some(w.hid, 2, func() {
		name := w.token("hidden asset") + ".png"
		w.file("content/"+p.folder+"/"+p.name+"/"+name, string(picture(w.hid.IntN(256), "x")))
		out += fmt.Sprintf("![%s](%s)\n\n", words(w.hid, 1, 3), name)
	})
	return out
}
