package generator

import (
	"context"
	"fmt"
	"image"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestImportedImages: an image beside a post comes along, and makes its page a
// folder; the same image of two posts comes along twice.
func TestImportedImages(t *testing.T) {
	dir, old := t.TempDir(), t.TempDir()
	put(t, filepath.Join(dir, "candor.toml"), "title = \"T\"\nas_of = 2026-03-31\n")
	put(t, filepath.Join(old, "a", "2026-01-02.md"), "# A\n\n![the graph](../img/The%20Graph.PNG \"title\")\n\n![gone](../gone.png) ![far](https://example.org/x.png)\n")
	put(t, filepath.Join(old, "2026-01-03-b.md"), "# B\n\n[the graph](<img/The Graph.PNG>) and [![the graph](img/The%20Graph.PNG)](a/2026-01-02.md)\n")
	if err := os.MkdirAll(filepath.Join(old, "img"), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(old, "img", "The Graph.PNG"))
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
		t.Fatal(err)
	}
	f.Close()
	done, err := ImportMarkdown(context.Background(), Config{Dir: dir}, MarkdownImport{Path: old})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"2026-01-02-a": "![the graph](the-graph.png)\n\ngone (`../gone.png`) ![far](https://example.org/x.png)\n",
		"2026-01-03-b": "](/incidents/2026-01-02-a/)",
	} {
		folder := filepath.Join(dir, "content", "incidents", name)
		page, err := os.ReadFile(filepath.Join(folder, "index.md"))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(page), want) {
			t.Errorf("no %q in\n%s", want, page)
		}
		if _, err := os.Stat(filepath.Join(folder, "the-graph.png")); err != nil {
			t.Error(err)
		}
	}
	if got := done.Pages[1].Files; len(got) != 1 || got[0] != "content/incidents/2026-01-02-a/the-graph.png" {
		t.Errorf("the report names %q", got)
	}
	noErrors(t, dir)
}

func put(t testing.TB, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func noErrors(t *testing.T, dir string) {
	t.Helper()
	site, err := Load(Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	for _, p := range site.Problems {
		if p.Severity == Error {
			t.Error(p)
		}
	}
}

// TestImportAnything: whatever somebody wrote becomes a page without an error, or
// the report names the error that is left.
func TestImportAnything(t *testing.T) {
	dir, old := t.TempDir(), t.TempDir()
	put(t, filepath.Join(dir, "candor.toml"), "title = \"T\"\nas_of = 2026-03-31\n")
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 400 {
		var b strings.Builder
		b.WriteString(oldHeads[r.IntN(len(oldHeads))])
		for range 1 + r.IntN(8) {
			b.WriteString(oldParts[r.IntN(len(oldParts))])
		}
		put(t, filepath.Join(old, fmt.Sprintf("%d.md", i)), b.String())
	}
	done, err := ImportMarkdown(context.Background(), Config{Dir: dir}, MarkdownImport{Path: old})
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	for _, p := range done.Pages {
		for _, n := range p.Notes {
			said[p.File] += n.Text + "\n"
		}
	}
	site, err := Load(Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	left := 0
	for _, p := range site.Problems {
		if p.Severity == Error {
			left++
			if !strings.Contains(said[p.File], "["+p.Code+"]") {
				t.Errorf("nothing was said of %s", p)
			}
		}
	}
	if len(done.Pages) != 400 || left > 0 {
		t.Errorf("%d of 400 files are pages, %d errors are left", len(done.Pages), left)
	}
}

var (
	oldHeads = []string{
		"", "# A {internal}\n", "---\ntitle: \"{internal: x}\"\nwhen: {a: [1, {b: ~}]}\n---\n", "---\na: &b 1\n---\n", "---\ntitle: x\n",
		"+++\n[times]\nbegan = 2026-01-02\nresolved = 2026-01-01T00:00:00Z\n+++\n", "```toml\n[advisory]\ndate = \"2021-10-17\"\n```\n", "\ufeff---\r\nseverity: P1\r\n---\r\n", "Setext {internal}\n===\n",
	}
	oldParts = []string{
		"\n", "x\n", "{internal: x | public: y} ", "{internal} ", "`{public}` ", "{{% x %}} ", "{x}{y} ", "{\u200binternal} ", "\uff5binternal\uff5d ", "\\{internal} ", "{internal\n", ": x}\n",
		"\n::: internal\n", "\n:::\n", "\n:::: note\n", "\n> ::: internal\n", "\n\t::: internal\n", "- ::: internal\n", "\uff1a\uff1a\uff1a internal\n", "::\n",
		"\n```\n", "\n~~~ {internal}\n", "\n    {internal}\n", "<!-- ", " --> ", "<b>{internal}</b> ", "| {internal} | `a|{public: x}` |\n|---|---|\n",
		"[a](b.md) ", "[a][b] ", "[b]: c.md\n", "![](d.png) ", "[[e](f.md)](g.md) ", "[{internal}](h.md \"t\") ", "<i.md> ", "[^1] ", "\n[^1]: {internal}\n",
		"\n## {#id} {internal}\n", "\n## x {#y}\n", "\n## T {internal}\n", "{internal}\n---\n", "*{internal: a* b} ", "\n+++\n", "\r", "\x00", "\u2028", "\xff", "\n## Timeline\n\n- 09:12 {internal}\n- x\n",
		"[x](file:///a) ", "[^none] ", "\n## Action items\n\n- [ ] a {internal: b | public: c}\n- :::\n", "\n## Actions\n\n| Action | Owner |\n|---|---|\n| {x} | <!-- |\n", "\nImpact: {internal}\n", "\nDetected: 2026-01-02 10:00\nBegan: 2026-01-03\n",
	}
)
