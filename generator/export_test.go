package generator

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// tree reads a folder into memory.
func treeOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		out[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func buildInto(t *testing.T, c Config) map[string]string {
	t.Helper()
	site, err := Load(c)
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	if _, err := site.Build(context.Background()); err != nil {
		t.Fatal(err, site.Problems)
	}
	return treeOf(t, c.Output)
}

// TestExportRebuilds: whoever has the staged source of the public edition gets
// its bytes.
func TestExportRebuilds(t *testing.T) {
	dir := t.TempDir()
	want := buildInto(t, Config{Dir: "..", Audience: "public", Output: filepath.Join(dir, "a")})
	site, err := Load(Config{Dir: ".."})
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	source := filepath.Join(dir, "source")
	if _, err := site.ExportSource(t.Context(), source); err != nil {
		t.Fatal(err)
	}
	if _, err := site.ExportSource(t.Context(), source); err == nil {
		t.Error("a folder that holds files was replaced")
	}
	got := buildInto(t, Config{Dir: source, Audience: "public", Output: filepath.Join(dir, "b")})
	if len(got) != len(want) {
		t.Errorf("%d files, want %d", len(got), len(want))
	}
	for name, data := range want {
		if got[name] != data {
			t.Errorf("%s differs", name)
		}
	}
}

// TestVerify: the public edition is clean, the internal one is not.
func TestVerify(t *testing.T) {
	dir := t.TempDir()
	for _, audience := range []string{"public", "internal"} {
		buildInto(t, Config{Dir: "..", Audience: audience, Output: filepath.Join(dir, audience)})
	}
	for audience, clean := range map[string]bool{"public": true, "internal": false} {
		site, err := Load(Config{Dir: "..", Audience: "public"})
		if err != nil {
			t.Fatal(err)
		}
		if err := site.Verify(t.Context(), filepath.Join(dir, audience)); (err == nil) != clean {
			t.Errorf("%s: %v", audience, err)
		}
		_ = site.Close()
	}
}

// TestExportBuildsWhereItsSiteDoes: of [checks] the export keeps what its own
// problems need, and nothing else; of [names] it has neither keys nor other forms.
func TestExportBuildsWhereItsSiteDoes(t *testing.T) {
	dir := t.TempDir()
	files := map[string][]byte{
		"candor.toml": []byte("title = \"{vendor} report\"\nas_of = 2026-09-30\n" +
			"[checks]\n\"link/missing\" = \"warning\"\n\"page/raw-html\" = \"off\"\n" +
			"[names.vendor]\npublic = \"a *firm*\"\ninternal = \"Orrery Nodes\"\n[names.unused]\npublic = \"x\"\ninternal = \"Quillmark\"\n"),
		"content/incidents/2026-03-04-a.md": []byte("+++\ntitle = \"By {vendor}\"\nseverity = \"high\"\naudience = \"public\"\n+++\nBy {vendor}, see [this](/incidents/none/).\n"),
		"content/incidents/2026-03-05-b.md": []byte("+++\ntitle = \"B\"\nseverity = \"high\"\n+++\n<b>x</b>\n"),
	}
	for name, data := range files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, "site", name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "site", name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want := buildInto(t, Config{Dir: filepath.Join(dir, "site"), Audience: "public", Output: filepath.Join(dir, "a")})
	site, err := Load(Config{Dir: filepath.Join(dir, "site")})
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	exported := filepath.Join(dir, "source")
	if _, err := site.ExportSource(t.Context(), exported); err != nil {
		t.Fatal(err)
	}
	got := buildInto(t, Config{Dir: exported, Audience: "public", Output: filepath.Join(dir, "b")})
	if !maps.Equal(got, want) {
		t.Error("the exported source builds another edition")
	}
	for name, text := range treeOf(t, exported) {
		for _, word := range []string{"Orrery", "Quillmark", "vendor", "unused", "raw-html"} {
			if strings.Contains(text, word) {
				t.Errorf("%s of the exported source holds %s", name, word)
			}
		}
	}
	if !strings.Contains(treeOf(t, exported)["candor.toml"], "link/missing") {
		t.Error("the exported source lacks the weight that its own problem needs")
	}
	if !strings.Contains(want["incidents/2026-03-04-a/index.html"], "By a *firm*, see") {
		t.Error("the form of the name is read as markdown")
	}
}
