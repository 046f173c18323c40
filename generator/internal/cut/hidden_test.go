package cut

import (
	"fmt"
	"testing"

	"candor/generator/internal/audience"
	"candor/generator/internal/source"
)

// What is hidden is told with the line on which its text begins.
func TestHiddenBeginsAtItsText(t *testing.T) {
	page := "+++\ntitle = \"A\"\naudience = \"public\"\n+++\nBy {internal: Quillmark} then.\n\n::: internal | reason\nOf nodes.\n\nOf keys.\n:::\n\n## Who {internal}\nThey.\n\n## Open\nAll.\n"
	var ps source.Problems
	r := &Rules{Order: audience.Default()}
	p := r.ReadPage("content/pages/a.md", []byte(page), &ps)
	got := ""
	for _, h := range p.Hidden(1, p.For(1, &ps)) {
		got += fmt.Sprintf("%d:%d %q\n", h.Line, h.In, h.Text)
	}
	if want := "5:1 \"Quillmark\"\n8:2 \"Of nodes.\\n\\nOf keys.\"\n13:2 \"## Who           \\nThey.\"\n"; got != want || len(ps) > 0 {
		t.Errorf("got %s, want %s, %v", got, want, ps)
	}
}
