package adopt

import (
	"testing"

	"candor/generator/internal/document"
	"candor/generator/internal/source"
)

const metric = "title = \"T\"\nkind = \"level\"\ncadence = \"month\"\n[points]\n# why\n2025-02 = { value = 3, n = 4, note = \"n = 5, value = 6\" } # end\n\"2025-03\" = 7\n[changes]\n2025-03 = \"x\"\n"

// FuzzPoints: whatever a sheet holds, what stands in the metric's file stays,
// and what was taken over is what the sheet says.
func FuzzPoints(f *testing.F) {
	for _, sheet := range []string{
		"p,v\n2025-01,1\n", "p,v,n\n2025-02,3,4\n2025-09,1e3,2\n", "p,v\n2025-02,-0\n2025-03,9\n", "p,v\n\"2025-01\n", "\ufeffp,v\r\n2024-12,1.50\r\n",
	} {
		f.Add(sheet, metric, true)
		f.Add(sheet, metric, false)
	}
	f.Add("p,v\n2025-01,1\n", "[points]\n2025-02 = 1", true)
	f.Add("p,v\n2025-01,1\n", "points = { 2025-02 = 1 }\n", true)
	f.Add("p,v\n2025-02,2\n", "[points.2025-02]\nvalue = 1\n", true)
	f.Fuzz(func(t *testing.T, sheet, text string, force bool) {
		var ps source.Problems
		in := Sheet("s.csv", []byte(sheet), Columns{Period: "p", Value: "v", N: "n"}, "", &ps)
		if ps.Errors() > 0 {
			return
		}
		out := Points("data/metrics/m.toml", []byte(text), in, "", force, &ps)
		if out == nil {
			return
		}
		before, _ := document.ParseTOML(text, 1)
		after, err := document.ParseTOML(string(out.Text), 1)
		if err != nil {
			t.Fatalf("%v in\n%s", err, out.Text)
		}
		for _, n := range before.Nodes {
			if m := after.Get(n.Key); n.Key != "points" && !sameTree(n, m) {
				t.Errorf("%s changed in\n%s", n.Key, out.Text)
			}
		}
		for _, p := range in {
			if !p.same(after.Path("points", p.Period.String())) {
				t.Errorf("%s is not there in\n%s", p.Period, out.Text)
			}
		}
	})
}

func sameTree(a, b *document.Node) bool {
	if b == nil || a.Kind != b.Kind || a.Scalar() != b.Scalar() || len(a.Nodes) != len(b.Nodes) {
		return false
	}
	for i := range a.Nodes {
		if a.Nodes[i].Key != b.Nodes[i].Key || !sameTree(a.Nodes[i], b.Nodes[i]) {
			return false
		}
	}
	return true
}

// TestNote: a number in a note is not a value.
func TestNote(t *testing.T) {
	var ps source.Problems
	in := Sheet("s.csv", []byte("p,v\n2025-02,9\n"), Columns{Period: "p", Value: "v"}, "", &ps)
	out := Points("data/metrics/m.toml", []byte(metric), in, "", true, &ps)
	if out == nil {
		t.Fatal(ps)
	}
	root, err := document.ParseTOML(string(out.Text), 1)
	if err != nil {
		t.Fatal(err)
	}
	p := root.Path("points", "2025-02")
	if got := p.Get("value").Int; got != 9 {
		t.Errorf("value is %d", got)
	}
	if got := p.Str("note"); got != "n = 5, value = 6" {
		t.Errorf("the note says %q", got)
	}
}
