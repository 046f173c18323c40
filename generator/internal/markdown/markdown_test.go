package markdown

import (
	"fmt"
	"strings"
	"testing"

	"candor/generator/internal/program"
	"candor/generator/internal/source"
)

func parse(t *testing.T, in string) (string, source.Problems) {
	t.Helper()
	in = strings.NewReplacer("⟦", "{"+string(source.MarkShade), "¦", string(source.MarkSep), "⊘", "{"+string(source.MarkLeft), "⟧", "{"+string(source.MarkUnshade), "▼", string(source.MarkOpen), "▲", string(source.MarkClose), "■", string(source.MarkGone)).Replace(in)
	var ps source.Problems
	body := New(English).Parse(source.Text{File: "x.md", Bytes: []byte(in), Runs: []source.Run{{At: 0, Line: 1, Column: 1}}}, &ps)
	var b strings.Builder
	for _, block := range body.Blocks() {
		b.WriteString(block.HTML)
		if block.Part != "" {
			b.WriteString("[" + string(block.Part) + "]\n")
		}
		if block.Chart != "" {
			b.WriteString("[chart " + block.Chart + ": " + block.Text + "]\n")
		}
	}
	for _, r := range body.Rows {
		b.WriteString(rowText(r) + "\n")
	}
	return strings.ReplaceAll(b.String(), "\x00", "%"), ps
}

// rowText is a row of a timeline: < and > around what fewer readers see, # before
// a day or zone that holds for the rest.
func rowText(r program.BodyRow) string {
	text := map[program.RowRole]string{program.RowEnter: "<", program.RowLeave: ">", program.RowHead: "#"}[r.Role]
	if r.At.Dated() {
		text += fmt.Sprintf(" %d-%02d-%02d", r.At.Year, r.At.Month, r.At.Day)
	}
	if r.At.Clock.Set {
		text += fmt.Sprintf(" %02d:%02d", r.At.Clock.Hour, r.At.Clock.Minute)
	}
	if e := r.At.End; e != nil {
		text += fmt.Sprintf("–%02d:%02d", e.Clock.Hour, e.Clock.Minute)
	}
	return "row " + strings.TrimSpace(text+" "+r.At.Zone) + strings.TrimRight("| "+r.HTML, " ")
}

func TestRender(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"a *b* `c` <x@y.z>\n", "<p>a <em>b</em> <code>c</code> <a href=\"mailto:x@y.z\">x@y.z</a></p>\n"},
		{"a ⟦internal¦them¦**Acme** x⟧ b ⊘.\n", `<p>a <span class="shade"><span class="shade-for">internal:</span> <strong>Acme</strong> x <span class="shade-note">(others read: “them”)</span></span> b <span class="withheld">Withheld</span>.</p>` + "\n"},
		{"a\n\n▼internal¦law¦2027-01-01\n\nb\n\n▼restricted¦¦\n\n- c\n\n▲\n\n▲\n\nd\n\n■x & y\n\ne\n", "<p>a</p>\n<div class=\"shade-block\"><p class=\"shade-note\">⊘ Only for internal: law, until 1 January 2027</p>\n<p>b</p>\n<div class=\"shade-block\"><p class=\"shade-note\">⊘ Only for restricted</p>\n<ul>\n<li>c</li>\n</ul>\n</div>\n</div>\n<p>d</p>\n<p><span class=\"withheld\">Withheld: x &amp; y</span></p>\n<p>e</p>\n"},
		{"| a | b |\n|---|--:|\n| ⟦i¦p¦x⟧ | 1 |\n", "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Table\"><table>\n<thead><tr><th scope=\"col\">a</th><th scope=\"col\" class=\"n\">b</th></tr></thead>\n<tbody>\n<tr><td><span class=\"shade\"><span class=\"shade-for\">i:</span> x <span class=\"shade-note\">(others read: “p”)</span></span></td><td class=\"n\">1</td></tr>\n</tbody>\n</table></div>\n"},
		{"## A b\n\n## A b\n\n[x](../y.md) [z](https://e.org)\n", "<h2 id=\"a-b\">A b <a class=\"anchor\" href=\"#a-b\" aria-label=\"Link to this heading\">#</a></h2>\n<h2 id=\"a-b-1\">A b <a class=\"anchor\" href=\"#a-b-1\" aria-label=\"Link to this heading\">#</a></h2>\n<p><a href=\"%0%\">x</a> <a href=\"https://e.org\">z</a></p>\n"},
		{"![Cap *t*](/metrics/time-to-detect/)\n\nx\n", "[chart time-to-detect: Cap t]\n<p>x</p>\n"},
		{"a <b>c</b> <script>x</script>\n", "<p>a &lt;b&gt;c&lt;/b&gt; &lt;script&gt;x&lt;/script&gt;</p>\n"},
		{"# One\n\n## Two\n", "<h2 id=\"one\">One <a class=\"anchor\" href=\"#one\" aria-label=\"Link to this heading\">#</a></h2>\n<h3 id=\"two\">Two <a class=\"anchor\" href=\"#two\" aria-label=\"Link to this heading\">#</a></h3>\n"},
		{"![x](https://e.org/i.png)\n", "<p><a href=\"https://e.org/i.png\">Image: x</a></p>\n"},
		{"- [x] a\n- [ ] b\n", "<ul>\n<li><span class=\"box\" role=\"img\" aria-label=\"done\">☑</span> a</li>\n<li><span class=\"box\" role=\"img\" aria-label=\"open\">☐</span> b</li>\n</ul>\n"},
	} {
		got, ps := parse(t, c.in)
		if got != c.want {
			t.Errorf("%q:\n%s\nwant\n%s", c.in, got, c.want)
		}
		if ps.Errors() > 0 {
			t.Errorf("%q: %v", c.in, ps)
		}
	}
}

// TestMarksInOddPlaces: a mark that cannot be shown is an error, never silent.
func TestMarksInOddPlaces(t *testing.T) {
	for _, in := range []string{"`a ⟦internal¦¦b⟧`\n", "    ⟦internal¦¦b⟧\n", "*a ⟦internal¦¦b* c⟧\n", "a <!-- b --> c\n"} {
		if _, ps := parse(t, in); ps.Errors() == 0 {
			t.Errorf("%q: no error", in)
		}
	}
}

// TestDeadLinks: what cannot be followed, and what is printed as written, is told.
func TestDeadLinks(t *testing.T) {
	for in, want := range map[string]int{
		"[a](javascript:alert(1))": 1, "[a](FILE:///x)": 1, "[a](data:text/plain,x)": 1, "[a](vbscript:x)": 1,
		"[a](https://e.org) [b](mailto:a@e.org) [c](x.md)": 0,
		"a[^nine]": 1, "a[^1]\n\n[^1]: b": 0, "`a[^nine]`": 0, "a\\[^nine]": 0, "**a[^x]** b[^y]": 2,
	} {
		if _, ps := parse(t, in+"\n"); ps.Errors() != want {
			t.Errorf("%q: %v", in, ps)
		}
	}
}
