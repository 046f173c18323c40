package theme

import (
	"strings"
	"testing"

	"golang.org/x/text/language"

	"candor/generator/internal/page"
)

func TestRows(t *testing.T) {
	w := words{map[string]string{"only-for": "Only <for>"}, &page.Language{}}
	columns := []page.Column{{Text: `Name "x"`}, {Text: "Due"}}
	for _, c := range []struct {
		name  string
		cards bool
		row   page.Row
		want  string
	}{
		{"nothing", false, page.Row{}, `<tr></tr>`},
		{"text", false, page.Row{Cells: []page.Cell{{Text: "a<b>&\"'", Note: "<n>"}}}, `<tr><td>a&lt;b&gt;&amp;&#34;&#39;<small class="note">&lt;n&gt;</small></td></tr>`},
		{"head and link", false, page.Row{ID: `r"1`, Cells: []page.Cell{{Head: true, Text: "A", Href: "../a/?b&c"}}}, `<tr id="r&#34;1"><th scope="row"><a href="../a/?b&amp;c">A</a></th></tr>`},
		{"html", false, page.Row{Cells: []page.Cell{{HTML: "<em>x</em>", Text: "y"}}}, `<tr><td><em>x</em></td></tr>`},
		{"day", false, page.Row{Cells: []page.Cell{{Text: "2026-03-04"}}}, `<tr><td><time>2026-03-04</time></td></tr>`},
		{"chips", false, page.Row{Cells: []page.Cell{{Chips: []page.Chip{{Class: "bad", Text: "✕ Late"}, {Text: "x"}}}}}, `<tr><td><span class="chip bad">✕ Late</span> <span class="chip">x</span></td></tr>`},
		{"only", false, page.Row{Only: "internal", Cells: []page.Cell{{Text: "a"}, {Text: "b"}}}, `<tr class="shaded"><td>a<small class="shade-note">⊘ Only &lt;for&gt; internal</small></td><td>b</td></tr>`},
		{"cards", true, page.Row{Cells: []page.Cell{{Text: "a"}, {Head: true, Text: "b"}, {Text: "c"}}}, `<tr><td data-label="Name &#34;x&#34;">a</td><th scope="row">b</th><td>c</td></tr>`},
		{"script", false, page.Row{Cells: []page.Cell{{Text: "a", Href: " javascript:x"}, {Text: "b", Href: "JAVASCRIPT:x"}, {Text: "c", Href: "a/b:c"}}}, `<tr><td>a</td><td>b</td><td><a href="a/b:c">c</a></td></tr>`},
	} {
		if got := string(w.rows(page.Table{Columns: columns, Cards: c.cards, Rows: []page.Row{c.row}})); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
	two := w.rows(page.Table{Rows: make([]page.Row, 2)})
	if strings.Count(string(two), "\n") != 1 {
		t.Errorf("rows are not parted: %q", two)
	}
}

func TestShares(t *testing.T) {
	got := shares([]page.Part3{{Class: "good", Count: 2}, {Class: "none"}, {Class: "bad", Count: 1}})
	if len(got) != 2 || got[0] != (share{"good", 0, 66.67}) || got[1] != (share{"bad", 66.67, 33.33}) {
		t.Errorf("%+v", got)
	}
	if got := shares([]page.Part3{{Class: "good"}}); got != nil {
		t.Errorf("%+v", got)
	}
}

// TestMarks: separators are those that go with the digits candor writes.
func TestMarks(t *testing.T) {
	for name, want := range map[string]string{"de": "1.234,5", "ar": "1,234.5", "fa": "1,234.5"} {
		got := "1,234.5"
		if m := marks(language.Make(name)); m != nil {
			got = m.Replace(got)
		}
		if got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}
