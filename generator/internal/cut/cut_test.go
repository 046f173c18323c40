package cut

import (
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
		{"a formula in a heading", "## Of 10^{56}\n\n## In \\frac{a}{b}\n", "## Of 10^{56}\n\n## In \\frac{a}{b}\n", "## Of 10^{56}\n\n## In \\frac{a}{b}\n"},
		{"inline", "x {internal: Acme} y\n", "x {withheld} y\n", "x ⟦internal¦¦Acme⟧ y\n"},
		{"inline with text", "x {internal: Acme | public: a firm}.\n", "x a firm.\n", "x ⟦internal¦a firm¦Acme⟧.\n"},
		{"adjoining inline", "x {internal: A}{community: B} {internal: C} y\n", "x {withheld} y\n", "x ⟦internal¦¦A⟧⟦community¦¦B⟧ ⟦internal¦¦C⟧ y\n"},
		{"adjoining over lines", "x {internal: A}\n{internal: B}\ny\n", "x {withheld}\ny\n", "x ⟦internal¦¦A⟧\n⟦internal¦¦B⟧\ny\n"},
		{"name", "by {acme}.\n", "by a custody provider.\n", "by ⟦internal¦a custody provider¦Acme \\*Custody\\*⟧.\n"},
		{"name in an address", "[x](https://example.org/{acme})\n", "[x](https://example.org/a custody provider)\n", "[x](https://example.org/Acme \\*Custody\\*)\n"},
		{"name in a later paragraph than a backtick", "`\n  \n{acme}`\n", "`\n\na custody provider`\n", "`\n\n⟦internal¦a custody provider¦Acme \\*Custody\\*⟧`\n"},
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
			if got := string(public.Body()); got != c.public {
				t.Errorf("public:\n%q\nwant\n%q", got, c.public)
			}
			if got := show(string(internal.Text().Bytes)); got != c.internal {
				t.Errorf("internal:\n%q\nwant\n%q", got, c.internal)
			}
			again := testRules(t).ReadPage("content/pages/x.md", public.Source(), &ps).For(2, &ps)
			if string(again.Source()) != string(public.Source()) || string(again.Text().Bytes) != string(public.Text().Bytes) {
				t.Errorf("a second cut changes it:\n%q\n%q", public.Source(), again.Source())
			}
		})
	}
}
