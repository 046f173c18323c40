package cut

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"candor/generator/internal/audience"
	"candor/generator/internal/source"
)

func testRules(t testing.TB) *Rules {
	t.Helper()
	order, err := audience.NewOrder([]string{"public", "community", "internal"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return &Rules{Order: order, Day: time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC),
		Names: map[string]map[audience.Level]string{"acme": {2: "a custody provider", 0: "Acme *Custody*"}}}
}

const head = "+++\ntitle = \"T\"\naudience = \"public\"\n+++\n"

// show writes the markdown room's characters readably.
func show(s string) string {
	return strings.NewReplacer("{"+string(source.MarkShade), "⟦", string(source.MarkSep), "¦", "{"+string(source.MarkLeft), "⊘", "{"+string(source.MarkUnshade), "⟧", string(source.MarkOpen), "▼", string(source.MarkClose), "▲", string(source.MarkGone), "■").Replace(s)
}

// TestBodies: what each audience reads of a body. Staged text of the widest and
// text for the markdown room of the narrowest.
func TestBodies(t *testing.T) {
	for _, c := range []struct{ name, body, public, internal string }{
		{"plain", "a\n\nb\n", "a\n\nb\n", "a\n\nb\n"},
		{"no line feed", "a", "a\n", "a\n"},
		{"blank runs", "\n\na\n\n\n \t\nb\n\n", "a\n\nb\n", "a\n\nb\n"},
		{"blank runs in code", "```\na\n\n\nb\n```\n", "```\na\n\n\nb\n```\n", "```\na\n\n\nb\n```\n"},
		{"inline", "x {internal: Acme} y\n", "x {withheld} y\n", "x ⟦internal¦¦Acme⟧ y\n"},
		{"inline with text", "x {internal: Acme | public: a firm}.\n", "x a firm.\n", "x ⟦internal¦a firm¦Acme⟧.\n"},
		{"adjoining inline", "x {internal: A}{community: B} {internal: C} y\n", "x {withheld} y\n", "x ⟦internal¦¦A⟧⟦community¦¦B⟧ ⟦internal¦¦C⟧ y\n"},
		{"adjoining over lines", "x {internal: A}\n{internal: B}\ny\n", "x {withheld}\ny\n", "x ⟦internal¦¦A⟧\n⟦internal¦¦B⟧\ny\n"},
		{"name", "by {acme}.\n", "by {acme}.\n", "by Acme \\*Custody\\*.\n"},
		{"name in a later paragraph than a backtick", "`\n  \n{acme}`\n", "`\n\n{acme}`\n", "`\n\nAcme \\*Custody\\*`\n"},
		{"block", "a\n::: internal | law\nb\n:::\nc\n", "a\n\n::: withheld | law\n:::\n\nc\n", "a\n\n▼internal¦law¦\n\nb\n\n▲\n\nc\n"},
		{"silent", "a\n\n::: internal silent\nb\n:::\n\nc\n", "a\n\nc\n", "a\n\n▼internal¦¦\n\nb\n\n▲\n\nc\n"},
		{"adjoining blocks", "::: internal | x\na\n:::\n\n::: community silent\nb\n:::\n\n::: community | x\nc\n:::\n", "::: withheld | x\n:::\n", "▼internal¦x¦\n\na\n\n▲\n\n▼community¦¦\n\nb\n\n▲\n\n▼community¦x¦\n\nc\n\n▲\n"},
		{"nested", ":::: community\na\n::: internal\nb\n:::\n::::\n", "::: withheld\n:::\n", "▼community¦¦\n\na\n\n▼internal¦¦\n\nb\n\n▲\n\n▲\n"},
		{"until, closed", "::: internal until 2026-10-01 | soon\nb\n:::\n", "::: withheld | soon\n:::\n", "▼internal¦soon¦2026-10-01\n\nb\n\n▲\n"},
		{"until, open", "a\n::: internal until 2026-09-30 | soon\nb\n:::\n", "a\n\nb\n", "a\n\nb\n"},
		{"section", "a\n\n## H {internal}\nb\n\n### Sub\nc\n\n## Next\nd\n", "a\n\n::: withheld\n:::\n\n## Next\nd\n", "a\n\n▼internal¦¦\n\n## H\n\nb\n\n### Sub\nc\n\n▲\n\n## Next\nd\n"},
		{"section in block", "::: community\n## H {internal}\na\n:::\nb\n", "::: withheld\n:::\n\nb\n", "▼community¦¦\n\n▼internal¦¦\n\n## H\n\na\n\n▲\n\n▲\n\nb\n"},
		{"comment", "a <!-- x --> b\n\n<!-- y\nz -->\n\nc<!--q-->d\n", "a b\n\ncd\n", "a b\n\ncd\n"},
		{"comment at ends", "<!-- x --> b <!-- y -->\nc <!-- \n --> d\n", "b\nc d\n", "b\nc d\n"},
		{"literal", "\\{internal: x} and `\\{internal: y}` and `\\{z}`\n", "\\{internal: x} and `\\{internal: y}` and `\\{z}`\n", "\\{internal: x} and `{internal: y}` and `\\{z}`\n"},
		{"literal block", "\\::: internal\n\n```\n\\::: internal\n```\n", "\\::: internal\n\n```\n\\::: internal\n```\n", "\\::: internal\n\n```\n::: internal\n```\n"},
		{"code", "```sol\nfunction f() public { x; }\n{a: 1} ::: x\n```\nand `{b}` {1, 2} {\"c\": 1}\n", "```sol\nfunction f() public { x; }\n{a: 1} ::: x\n```\nand `{b}` {1, 2} {\"c\": 1}\n", "```sol\nfunction f() public { x; }\n{a: 1} ::: x\n```\nand `{b}` {1, 2} {\"c\": 1}\n"},
		{"indented code", "a\n\n    {b: c}\n\nd\n", "a\n\n    {b: c}\n\nd\n", "a\n\n    {b: c}\n\nd\n"},
		{"table", "| a | b |\n|---|---|\n| {internal: x | public: y} | z |\n", "| a | b |\n|---|---|\n| y | z |\n", "| a | b |\n|---|---|\n| ⟦internal¦y¦x⟧ | z |\n"},
		{"heading", "## About {internal: Acme | public: them}\n", "## About them\n", "## About ⟦internal¦them¦Acme⟧\n"},
		{"left behind", "a {withheld} b\n\n::: withheld | x\n:::\n\nc\n", "a {withheld} b\n\n::: withheld | x\n:::\n\nc\n", "a ⊘ b\n\n■x\n\nc\n"},
		{"fence in list", "- a\n  ```\n  {b: c}\n  ```\n- {internal: x}\n", "- a\n  ```\n  {b: c}\n  ```\n- {withheld}\n", "- a\n  ```\n  {b: c}\n  ```\n- ⟦internal¦¦x⟧\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var ps source.Problems
			p := testRules(t).ReadPage("content/pages/x.md", []byte(head+c.body), &ps)
			public, internal := p.For(2, &ps), p.For(0, &ps)
			if ps.Errors() > 0 {
				t.Fatal(ps)
			}
			if got := string(public.Body); got != c.public {
				t.Errorf("public:\n%q\nwant\n%q", got, c.public)
			}
			if got := show(string(internal.Text.Bytes)); got != c.internal {
				t.Errorf("internal:\n%q\nwant\n%q", got, c.internal)
			}
			again := testRules(t).ReadPage("content/pages/x.md", public.Source(), &ps).For(2, &ps)
			if string(again.Source()) != string(public.Source()) || string(again.Text.Bytes) != string(public.Text.Bytes) {
				t.Errorf("a second cut changes it:\n%q\n%q", public.Source(), again.Source())
			}
		})
	}
}

// TestMarkErrors: each doubtful line draws one error where it stands.
func TestMarkErrors(t *testing.T) {
	for _, c := range []struct {
		body string
		at   string // line:column in the body
		code string
	}{
		{"a {itnernal: x}\n", "1:3", "mark/malformed"},
		{"a {Internal: x}\n", "1:3", "mark/malformed"},
		{"a { internal: x}\n", "1:3", "mark/malformed"},
		{"a {internal : x}\n", "1:3", "mark/malformed"},
		{"a {internal}\n", "1:3", "mark/malformed"},
		{"a {internal x}\n", "1:3", "mark/malformed"},
		{"a {secret}\n", "1:3", "mark/unknown-audience"},
		{"a {secret: x}\n", "1:3", "mark/unknown-audience"},
		{"a {internal: x\ny}\n", "1:3", "mark/malformed"},
		{"a {internal: x | y}\n", "1:3", "mark/malformed"},
		{"a {internal: x | community: y}\n", "1:3", "mark/malformed"},
		{"a {internal: }\n", "1:3", "mark/empty"},
		{"a {internal: x | public: }\n", "1:3", "mark/empty"},
		{"a {internal: {x}}\n", "1:3", "mark/malformed"},
		{"a {іnternal: x}\n", "1:3", "mark/malformed"},
		{"a ｛internal: x｝\n", "1:3", "mark/malformed"},
		{"a {inter\u200bnal: x}\n", "1:3", "mark/malformed"},
		{"a {internal： x}\n", "1:3", "mark/malformed"},
		{"[a](https://x/{internal: y})\n", "1:15", "mark/in-link"},
		{"see https://x/{internal: y}\n", "1:15", "mark/in-link"},
		{"`{internal: x}`\n", "1:2", "mark/in-code"},
		{"```\n{publik: x}\n```\n", "2:1", "mark/in-code"},
		{"```\n::: internal\n```\n", "2:1", "mark/in-code"},
		{"a `b\n{internal: x}` c\n", "2:1", "mark/in-code"},
		{"a\n\n    {internal: x}\n", "3:5", "mark/in-code"},
		{"::: internal\nx\n", "1:1", "mark/unclosed"},
		{"a\n:::\n", "2:1", "mark/closer"},
		{"::: secret\nx\n:::\n", "1:1", "mark/unknown-audience"},
		{":::internal\nx\n", "1:1", "mark/malformed"},
		{"::: internal: x\n", "1:1", "mark/malformed"},
		{"::: Internal\n", "1:1", "mark/malformed"},
		{"::: internal \n", "1:1", "mark/malformed"},
		{"::: internal until tomorrow\n", "1:1", "mark/malformed"},
		{"::: internal until 2026-13-01 | x\nx\n:::\n", "1:1", "mark/date"},
		{" ::: internal\n", "1:1", "mark/malformed"},
		{"> ::: internal\n", "1:1", "mark/malformed"},
		{"- ::: internal\n", "1:1", "mark/malformed"},
		{"| ::: internal |\n", "1:1", "mark/malformed"},
		{":: internal\n", "1:1", "mark/malformed"},
		{"：：： internal\n", "1:1", "mark/malformed"},
		{"::std::vector\n", "1:1", "mark/malformed"},
		{"::: internal\n::: internal\nx\n:::\n:::\n", "2:1", "mark/nesting"},
		{"::: internal\n```\nx\n:::\n", "1:1", "mark/unclosed"},
		{"::: internal | the {reason: x}\nx\n:::\n", "1:1", "mark/reason"},
		{":::: internal\n::: community\nx\n:::\n::::\n", "2:1", "mark/wider"},
		{"## H {secret}\n", "1:6", "mark/heading"},
		{"## H {#id}\n", "1:6", "mark/heading"},
		{"## H {internal} ##\n", "1:6", "mark/malformed"},
		{" ## H {internal}\n", "1:7", "mark/heading"},
		{"> ## H {internal}\n", "1:8", "mark/malformed"},
		{"H {#id}\n===\n", "1:1", "mark/heading"},
		{"## H {internal}\nA\n---\n", "3:1", "mark/underlined-heading"},
		{"## H {internal}\n<pre>\n# x\n</pre>\n", "3:1", "mark/heading"},
		{"## H {internal}\n::: internal\n## x\n:::\n", "3:1", "mark/heading"},
		{"## H {internal}\n- a\n  ```\n# x\n  ```\n", "4:1", "mark/fence"},
		{"a <!-- b\n", "1:3", "mark/comment"},
		{"a `b\n<!-- x --> c` d\n", "2:1", "mark/comment"},
		{"::: withheld\nx\n:::\n", "1:1", "mark/withheld"},
		{"{<!-- x -->acme}\n", "1:1", "mark/result"},
		{"{<!-- x -->internal: y}\n", "1:1", "mark/result"},
		{"a[^1]\n\n::: internal\n[^1]: x\n:::\n", "1:2", "link/hidden"},
		{"a {internal: b | public: c`} `{d}`\n", "1:26", "mark/inside"},
		{"{{internal: a | public: secret}}\n", "1:2", "mark/malformed"},
		{"a\x00b\n", "1:2", "mark/character"},
		{"a\rb\n", "1:2", "mark/character"},
		{"a\u2028b\n", "1:2", "mark/character"},
		{"a\xffb\n", "1:2", "mark/character"},
		{"a\ufdd0b\n", "1:2", "mark/character"},
	} {
		t.Run(c.body, func(t *testing.T) {
			var ps source.Problems
			if p := testRules(t).ReadPage("x.md", []byte(head+c.body), &ps); p != nil {
				p.For(2, &ps)
			}
			var line, column int
			fmt.Sscanf(c.at, "%d:%d", &line, &column)
			for _, got := range ps {
				if got.Line == line+4 && got.Column == column && got.Code == c.code {
					return
				}
			}
			t.Errorf("want %s at %s, got %v", c.code, c.at, ps)
		})
	}
}
