package cut_test

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"candor/generator/internal/audience"
	"candor/generator/internal/cut"
	"candor/generator/internal/markdown"
	"candor/generator/internal/program"
	"candor/generator/internal/source"
)

const secret = "xqzsecretzqx"

func fuzzRules(t testing.TB) *cut.Rules {
	order, err := audience.NewOrder([]string{"public", "community", "internal"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return &cut.Rules{Order: order, Day: time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC),
		Names: map[string]map[audience.Level]string{"acme": {2: "a custody provider", 0: secret}}}
}

// hides are the ways in which a word is hidden from the widest audience.
var hides = []string{
	"{internal: " + secret + "}",
	"{community: a " + secret + " b | public: shown}",
	"{acme}",
	"\n\n::: internal | reason\n" + secret + "\n:::\n\n",
	"\n\n:::: community silent\n\n::: internal\n- " + secret + "\n:::\n\n::::\n\n",
	"\n\n::: internal until 2027-01-01\n```\n" + secret + "\n```\n:::\n\n",
	"\n\n## " + secret + " {internal}\n\n" + secret + "\n\n### " + secret + "\n\n" + secret + "\n\n## Next\n\n",
	"<!-- " + secret + " -->",
	"\n\n::: internal\n[^x]: " + secret + "\n\n[y]: https://" + secret + "/ \"" + secret + "\"\n:::\n\n",
	"\n\n| a | b |\n|---|---|\n| {internal: " + secret + " | public: x} | {internal: " + secret + "} |\n\n",
	"\n\n## Timeline\n\n- 10:00 {internal: " + secret + "}\n\n::: internal silent\n- 11:00 " + secret + "\n:::\n\n",
}

// FuzzCut: whatever stands around a mark, either the author hears of a doubt or
// what the mark hides is gone, from the staged source and from the page made of
// it, and a second cut changes nothing.
func FuzzCut(f *testing.F) {
	for i, body := range []string{
		"a  b\n", "```\n  \n```\n", "`  `", "- a\n  - b\n\n  ```\n  c\n  ```\n- ", "> a\n> ", "    code\n", "a[^1]\n\n[^1]: b\n    c\n", "[a]( )\n\n[b]: /c \"d\"\n",
		"| a |\n|---|\n|  |\n", "<div>\n\n</div>\n", "*a  b*", "a\n===\n\nb\n---\n", "::: internal\n\n:::\n", "# a\n\n## b {community}\nc\n### d\n# e\n", "{acme} {withheld}\n\n::: withheld | x\n:::\n",
		"a <!-- b", "~~~ x\n::: internal\n~~~\n", "\\{internal: a} \\::: b\n", "Term\n: a\n", "<pre>\n\n</pre>", "\t- a\n\t\tb\n", "1. a\n   > b\n   > ```\n   > c\n", "a\\\nb", "｛internal: a｝", "a\u200bb::: internal",
	} {
		for j := range hides {
			f.Add(body, uint16(len(body)*(i%3)/2), uint8(j))
		}
	}
	md := markdown.New(markdown.English)
	f.Fuzz(func(t *testing.T, body string, at uint16, way uint8) {
		offset := min(int(at), len(body))
		for offset > 0 && offset < len(body) && !utf8.RuneStart(body[offset]) {
			offset--
		}
		if strings.Contains(body, secret) || strings.HasSuffix(body[:offset], `\`) {
			t.Skip() // a backslash before a brace: the mark is to be printed
		}
		text := "+++\ntitle = \"T\"\naudience = \"public\"\n+++\n" + body[:offset] + hides[int(way)%len(hides)] + body[offset:]
		check(t, md, "content/pages/x.md", text)
	})
}

// FuzzHead: the same for front matter, whatever stands in it.
func FuzzHead(f *testing.F) {
	hidden := []string{
		"[internal]\nsummary = \"" + secret + "\"\n[internal.impact]\nsummary = \"" + secret + "\"\n",
		"[actions." + secret + "]\naudience = \"internal\"\ntitle = \"" + secret + "\"\n[causes]\n" + secret + " = { text = \"x\", audience = \"community\" }\n",
		"# " + secret + "\n[timeline]\n\"2026-01-01T00:00:00Z\" = [\"x\", { text = \"" + secret + "\", audience = { until = 2027-01-01, then = \"public\" } }]\n",
	}
	for _, head := range []string{"", "tags = [\"a\", 'b']\n", "a.b.c = 1\n[x]\n[x.y]\n", "[[a]]\nb = 1\n[[a]]\n", "s = \"\"\"\na\n\"\"\"\n", "t = 2026-01-01\n", "audience = \"community\"\n", "[impact]\nfunds = { lost = 1 }\n", "\"a b\" = {c = [1, [2]]}\n"} {
		for i := range hidden {
			f.Add(head, uint8(i))
		}
	}
	md := markdown.New(markdown.English)
	f.Fuzz(func(t *testing.T, head string, way uint8) {
		if strings.Contains(head, secret) {
			t.Skip()
		}
		check(t, md, "content/incidents/x.md", "+++\ntitle = \"T\"\n"+head+"\n"+hidden[int(way)%len(hidden)]+"+++\n\nText.\n")
	})
}

// FuzzYAML: no YAML makes the cut panic or report a place outside the file.
func FuzzYAML(f *testing.F) {
	for _, head := range []string{"title: T\n", "a: [b, {c: d}]\n", "a: &b c\nd: *b\n", "? a\n: b\n", "a: |\n  b\n\n  c\n", "internal:\n  title: x\n", "a: !!str 1\n", "<<: {a: b}\n", "- a\n", "a: 2026-01-01 10:00:00 +02:00\n"} {
		f.Add(head)
	}
	md := markdown.New(markdown.English)
	f.Fuzz(func(t *testing.T, head string) {
		check(t, md, "content/incidents/x.md", "---\n"+head+"\n---\n\nText.\n")
	})
}

// FuzzSheet: no CSV makes a metric panic, and a line for fewer readers is gone.
func FuzzSheet(f *testing.F) {
	for _, sheet := range []string{"month,days\n2026-01,3\n", "month;days\n", "month,days,audience,because\n2026-01,3,,\n", "\"month\",days,audience,because\n2026-01,3,internal,x\n", "month,days\n\"2026\n-01\",3\n", ",,\n,,\n"} {
		f.Add(sheet)
	}
	const metric = "title = \"T\"\naudience = \"public\"\npoints_from = { csv = \"x.csv\", period = \"month\", value = \"days\" }\n"
	f.Fuzz(func(t *testing.T, sheet string) {
		if strings.Contains(sheet, "7777777") {
			t.Skip()
		}
		rules := fuzzRules(t)
		var ps source.Problems
		text := sheet + "\n2031-01,7777777,internal," + secret + "\n"
		d := rules.ReadMetric("data/metrics/x.toml", []byte(metric), func(string) ([]byte, bool) { return []byte(text), true }, &ps)
		if !strings.HasPrefix(sheet, "month,days,audience,because\n") || ps.Errors() > 0 {
			return
		}
		if bytes.Contains(d.Metric(2).Source(), []byte("7777777")) {
			t.Errorf("the hidden value is in\n%s", d.Metric(2).Source())
		}
	})
}

func check(t *testing.T, md *markdown.Room, file, text string) {
	t.Helper()
	var ps source.Problems
	rules := fuzzRules(t)
	page := rules.ReadPage(file, []byte(text), &ps)
	defer func() { inside(t, ps, text) }()
	if page == nil {
		if ps.Errors() == 0 {
			t.Error("no page and no error")
		}
		return
	}
	public, internal := page.For(2, &ps), page.For(0, &ps)
	var html string
	if public != nil {
		html = flat(md.Parse(public.Text(), &ps))
	}
	md.Parse(internal.Text(), &ps)
	if ps.Errors() > 0 || public == nil {
		return
	}
	if bytes.Contains(public.Source(), []byte("<!-- "+secret)) && strings.Contains(html, "<code") && strings.Contains(html, "&lt;!-- "+secret) {
		return // a comment in code is code, which readers see
	}
	if bytes.Contains(public.Source(), []byte(secret)) {
		t.Errorf("the word is in the staged source\n%s", public.Source())
	}
	if strings.Contains(html, secret) {
		t.Errorf("the word is in the page\n%s", html)
	}
	again := rules.ReadPage(file, public.Source(), &ps)
	if again == nil || ps.Errors() > 0 {
		t.Fatalf("a second cut finds %v in\n%s", ps, public.Source())
	}
	if second := again.For(2, &ps); second == nil || !bytes.Equal(second.Source(), public.Source()) || !bytes.Equal(second.Text().Bytes, public.Text().Bytes) {
		t.Errorf("a second cut changes\n%q\nto\n%q", public.Source(), second.Source())
	}
}

// flat is all text that a page's body gives.
func flat(b *program.Body) string {
	out := b.Lead + strings.Join(b.Reasons, "\n")
	for _, block := range b.Blocks() {
		out += block.HTML + block.Chart + block.Text
	}
	for _, h := range b.Headings {
		out += h.ID + h.Text
	}
	for _, l := range b.Links {
		out += l.Dest
	}
	for _, r := range b.Rows {
		out += r.HTML
	}
	return out
}

// inside reports problems whose place is not in the file.
func inside(t *testing.T, ps source.Problems, text string) {
	t.Helper()
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for _, p := range ps {
		if p.Line < 1 || p.Column < 1 || p.Line > len(lines) || p.Column > utf8.RuneCountInString(lines[p.Line-1])+1 {
			t.Errorf("outside the file: %s", p)
		}
	}
}
