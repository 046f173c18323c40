package site

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// publish makes an edition of some files and publishes it.
func publish(t *testing.T, target string, files map[string]string) {
	t.Helper()
	o, err := Create(target, "public")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := o.Write(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := o.Publish(); err != nil {
		t.Fatal(err)
	}
}

func stat(t *testing.T, name string) os.FileInfo {
	t.Helper()
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

// TestUnchanged: a file whose bytes are as they were is the old file; one that
// was changed, by a build or by somebody behind its back, is a new one.
func TestUnchanged(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	in := func(name string) string { return filepath.Join(target, filepath.FromSlash(name)) }
	publish(t, target, map[string]string{"index.html": "home", "a/index.html": "one", "b/index.html": "as long"})
	was := map[string]os.FileInfo{}
	for _, name := range []string{"index.html", "a/index.html", "b/index.html"} {
		was[name] = stat(t, in(name))
	}
	if err := os.WriteFile(in("b/index.html"), []byte("altered"), 0o644); err != nil {
		t.Fatal(err)
	}
	publish(t, target, map[string]string{"index.html": "home", "a/index.html": "two", "b/index.html": "as long"})
	if !os.SameFile(was["index.html"], stat(t, in("index.html"))) {
		t.Error("a file that did not change was written")
	}
	for name, want := range map[string]string{"index.html": "home", "a/index.html": "two", "b/index.html": "as long"} {
		if got, err := os.ReadFile(in(name)); err != nil || string(got) != want {
			t.Errorf("%s holds %q (%v)", name, got, err)
		}
		if name != "index.html" && os.SameFile(was[name], stat(t, in(name))) {
			t.Errorf("%s is the old file", name)
		}
	}
	if _, err := os.Stat(sibling(target, "old")); err == nil {
		t.Error("the old output is still there")
	}
}

// TestCheckLinks: no edition goes into another one's folder by another name of it,
// nor into one whose CNAME leads elsewhere.
func TestCheckLinks(t *testing.T) {
	dir := t.TempDir()
	public := filepath.Join(dir, "public")
	if err := os.MkdirAll(filepath.Join(public, "deep"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(public, Marker), []byte("public\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for link, to := range map[string]string{"alias": "public", "deep": filepath.Join("public", "deep"), "public/CNAME": "/etc/hostname"} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skip(err)
		}
	}
	for target, want := range map[string]string{
		"alias/x": "lies inside", "public/x": "lies inside", "deep/x/y": "lies inside",
		"public": "CNAME", "private": "", "other/private": "",
	} {
		err := Check(filepath.Join(dir, target), "public")
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %q", target, err, want)
		}
	}
}
