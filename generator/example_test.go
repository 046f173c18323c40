package generator

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"testing"
	"testing/fstest"
	"time"

	"candor/generator/internal/site"
)

// example is the repository's own site.
func example(t *testing.T) fs.FS {
	t.Helper()
	root, err := os.OpenRoot("..")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	return root.FS()
}

// TestExample: the worked example has no problem, nothing hidden leaves it, and
// what is committed in public/ is what comes out, byte for byte.
func TestExample(t *testing.T) {
	s, err := LoadFS(Config{Audience: "public", Version: committedVersion(t)}, example(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range s.Problems {
		t.Error(p)
	}
	wanted, err := s.wanted()
	if err != nil {
		t.Fatal(err)
	}
	o := site.InMemory("public")
	if _, err := s.writeSwept(context.Background(), wanted[0], o); err != nil {
		t.Fatal(err)
	}
	if err := s.prove(context.Background(), wanted[0], o); err != nil {
		t.Error(err)
	}
	warnings, err := Detect("../public")
	if err != nil || len(warnings) > 0 {
		t.Error(err, warnings)
	}
	committed := readTree(t, "../public")
	if string(committed[site.Marker]) != "public\n" {
		t.Fatal("public/ does not say which edition it is; build it with make site and commit it")
	}
	delete(committed, site.Marker)
	sameTree(t, committed, o.Files())
}

// TestFindingsAdd: the list of assessments counts as many findings as its head,
// although one of the example's was a false positive.
func TestFindingsAdd(t *testing.T) {
	page, err := os.ReadFile("../public/assessments/index.html")
	if err != nil {
		t.Fatal(err)
	}
	number := func(s []byte) int { n, _ := strconv.Atoi(string(s)); return n }
	head := regexp.MustCompile(`assessments with (\d+) findings; (\d+) of these`).FindSubmatch(page)
	found, open := 0, 0
	for _, m := range regexp.MustCompile(`>(\d+) findings?, (\d+) open<`).FindAllSubmatch(page, -1) {
		found, open = found+number(m[1]), open+number(m[2])
	}
	if head == nil || found == 0 || found != number(head[1]) || open != number(head[2]) {
		t.Errorf("%d findings, %d open; the head says %q", found, open, head)
	}
}

var versionLine = regexp.MustCompile(`baseVersion = "([^"]+)"`)

// committedVersion is the release that the command prints on pages.
func committedVersion(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../cmd/candor/print.go")
	if err != nil {
		t.Fatal(err)
	}
	m := versionLine.FindSubmatch(data)
	if m == nil {
		t.Fatal("cmd/candor names no version")
	}
	return string(m[1])
}

func readTree(t testing.TB, dir string) map[string][]byte {
	t.Helper()
	tree := map[string][]byte{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, p)
		if err == nil {
			tree[filepath.ToSlash(name)], err = os.ReadFile(p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// TestSameBytes: the same source gives the same bytes in any folder and time
// zone, on one processor or several, today or in a year.
func TestSameBytes(t *testing.T) {
	first := onDisk(t, example(t), "site", time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC))
	zone, procs := time.Local, runtime.GOMAXPROCS(0)
	t.Cleanup(func() { time.Local = zone; runtime.GOMAXPROCS(procs) })
	time.Local = time.FixedZone("far", 13*3600+1800)
	runtime.GOMAXPROCS(1 + procs%2)
	second := onDisk(t, example(t), "another folder, ü", time.Date(2027, 12, 31, 23, 59, 0, 0, time.Local))
	for _, edition := range []string{"public", "private"} {
		sameTree(t, first[edition], second[edition])
	}
}

// onDisk copies a site into a folder, builds it there and reads the editions.
func onDisk(t *testing.T, fsys fs.FS, name string, today time.Time) map[string]map[string][]byte {
	t.Helper()
	dir := filepath.Join(t.TempDir(), name)
	for _, root := range []string{"content", "data"} {
		sub, err := fs.Sub(fsys, root)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(filepath.Join(dir, root), sub); err != nil {
			t.Fatal(err)
		}
	}
	data, err := fs.ReadFile(fsys, "candor.toml")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "candor.toml"), data, 0o644); err != nil {
		t.Fatal(err)
	}
	s, err := Load(Config{Dir: dir, Version: "1", Today: today})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Build(context.Background()); err != nil {
		t.Fatal(err)
	}
	return map[string]map[string][]byte{"public": readTree(t, filepath.Join(dir, "public")), "private": readTree(t, filepath.Join(dir, "private"))}
}

// TestStopped: a build that is stopped, at whatever moment, leaves the old
// output as it was and nothing beside it.
func TestStopped(t *testing.T) {
	dir := t.TempDir()
	files := fstest.MapFS{"candor.toml": {Data: []byte("title = \"T\"\nas_of = 2026-03-31\n")}}
	build := func(ctx context.Context, title string) error {
		files["content/pages/x.md"] = &fstest.MapFile{Data: []byte("+++\ntitle = \"" + title + "\"\naudience = \"public\"\n+++\n")}
		s, err := LoadFS(Config{Dir: dir}, files)
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.Build(ctx)
		return err
	}
	if err := build(context.Background(), "First"); err != nil {
		t.Fatal(err)
	}
	before := readTree(t, dir)
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if err := build(ctx, "Second"); err == nil {
		t.Error("a stopped build succeeds")
	}
	sameTree(t, before, readTree(t, dir))
}
