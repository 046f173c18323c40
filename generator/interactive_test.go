package generator

import (
	"strings"
	"testing"
	"testing/fstest"

	"candor/generator/internal/theme"
)

// TestInteractive: a site that wants its charts explored gets what that takes
// with its pages, or keeps its drawings and is told so by a program without it.
func TestInteractive(t *testing.T) {
	files := fstest.MapFS{
		"candor.toml":           {Data: []byte("title = \"T\"\nas_of = 2026-01-01\ncharts = \"interactive\"\n")},
		"data/metrics/age.toml": {Data: []byte("title = \"A</script>\"\nkind = \"level\"\nunit = \"d\"\nbetter = \"lower\"\ncadence = \"year\"\naudience = \"public\"\n[points]\n2024 = 1\n2025 = 2\n")},
	}
	tree := editions(t, files, "public")["public"]
	page := string(tree["metrics/age/index.html"])
	if !strings.Contains(page, `class="chart wide-only"`) {
		t.Error("no drawing")
	}
	script, _ := theme.ECharts()
	if there := strings.Contains(page, `class="option">{"`); there != (script != nil) {
		t.Errorf("an option on the page: %v", there)
	}
	if strings.Contains(page, "A</script>") {
		t.Error("a title ends the script element")
	}
	_, licence := tree[assetFolder+"echarts-licence.txt"]
	_, view := tree[assetFolder+"explore.js"]
	if licence != (script != nil) || view != licence {
		t.Errorf("licence %v, view %v", licence, view)
	}
	s := load(t, files, "public")
	wanted, err := s.wanted()
	if err != nil {
		t.Fatal(err)
	}
	if told := strings.Contains(strings.Join(s.notes(wanted), "\n"), "cannot be explored"); told == (script != nil) {
		t.Errorf("told that charts cannot be explored: %v", told)
	}
}
