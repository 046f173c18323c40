package generator

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
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
