package generator

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// TestSkeleton: what init writes has no problem in any edition, whatever the
// day; its files are what their schemas describe.
func TestSkeleton(t *testing.T) {
	schemas := compiled(t)
	for _, text := range []string{"2026-09-30", "2026-11-23", "2026-12-31", "2028-02-29", "2031-08-31"} {
		today, err := time.Parse(time.DateOnly, text)
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.Join(t.TempDir(), "site")
		names, err := Init(context.Background(), Config{Dir: dir, Today: today}, NewSite{})
		if err != nil {
			t.Fatal(err)
		}
		s, err := Load(Config{Dir: dir, Today: today})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range s.Problems {
			t.Errorf("on %s: %s", text, p)
		}
		for _, e := range s.editions {
			if len(e.program.Later) > 0 {
				t.Errorf("on %s: pages lie behind the day: %v", text, e.program.Later)
			}
		}
		_ = s.Close() // that it builds, the command's tests show
		for _, name := range names {
			if schema := schemas[schemaOf(t, name)]; schema != nil {
				data, err := os.ReadFile(filepath.Join(dir, name))
				if err != nil {
					t.Fatal(err)
				}
				if err := schema.Validate(plain(headOf(t, name, data))); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
		}
	}
}

// TestSkeletonAsItLies: the folder in the repository is itself a sound site,
// and without its examples, too.
func TestSkeletonAsItLies(t *testing.T) {
	folder := os.DirFS("internal/skeleton/site")
	config, err := fs.ReadFile(folder, "candor.toml")
	if err != nil {
		t.Fatal(err)
	}
	bare := t.TempDir()
	if err := os.WriteFile(filepath.Join(bare, "candor.toml"), config, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, fsys := range []fs.FS{folder, os.DirFS(bare)} {
		s, err := LoadFS(Config{Today: time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC)}, fsys)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range s.Problems {
			t.Error(p)
		}
	}
}

// TestInitStopped: an init that is stopped, at whatever file, leaves a folder
// as it was.
func TestInitStopped(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "candor.toml"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	before := readTree(t, dir)
	files, err := Init(context.Background(), Config{Dir: t.TempDir()}, NewSite{})
	if err != nil {
		t.Fatal(err)
	}
	for n := range len(files) {
		if _, err := Init(&stoppedAfter{Context: context.Background(), n: n}, Config{Dir: dir}, NewSite{Force: true}); !errors.Is(err, context.Canceled) {
			t.Fatalf("stopped at file %d: %v", n, err)
		}
		sameTree(t, before, readTree(t, dir))
		if entries, _ := os.ReadDir(dir); len(entries) != 1 {
			t.Fatalf("stopped at file %d: folders are left", n)
		}
	}
	fresh := filepath.Join(dir, "new")
	if _, err := Init(&stoppedAfter{Context: context.Background(), n: 3}, Config{Dir: fresh}, NewSite{}); err == nil {
		t.Fatal("a stopped init succeeds")
	}
	if _, err := os.Stat(fresh); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a stopped init leaves its new folder")
	}
}

// stoppedAfter is a context that ends when it was asked n times.
type stoppedAfter struct {
	context.Context
	n int
}

func (c *stoppedAfter) Err() error {
	if c.n--; c.n < 0 {
		return context.Canceled
	}
	return nil
}

// TestInitRefuses: what is there stays, and is named; what is there with the
// same bytes is no hindrance.
func TestInitRefuses(t *testing.T) {
	dir := t.TempDir()
	if _, err := Init(context.Background(), Config{Dir: dir}, NewSite{}); err != nil {
		t.Fatal(err)
	}
	if _, err := Init(context.Background(), Config{Dir: dir}, NewSite{}); err != nil {
		t.Errorf("a second init of the same day: %v", err)
	}
	for _, name := range []string{"candor.toml", ".gitignore"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("mine"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	before := readTree(t, dir)
	_, err := Init(context.Background(), Config{Dir: dir}, NewSite{})
	var exists *ExistsError
	if !errors.As(err, &exists) || !slices.Equal(exists.Names, []string{".gitignore", "candor.toml"}) {
		t.Errorf("init over existing files: %v", err)
	}
	sameTree(t, before, readTree(t, dir))
	if _, err := Init(context.Background(), Config{Dir: dir}, NewSite{Force: true}); err != nil {
		t.Errorf("init --force: %v", err)
	}
	for _, put := range []func(string) error{
		func(name string) error { return os.WriteFile(name, []byte("mine"), 0o644) },
		func(name string) error { return os.Symlink(t.TempDir(), name) },
	} {
		dir := t.TempDir()
		if err := put(filepath.Join(dir, "content")); err != nil {
			t.Fatal(err)
		}
		_, err := Init(context.Background(), Config{Dir: dir}, NewSite{Force: true})
		if !errors.As(err, &exists) || !slices.Equal(exists.Names, []string{"content"}) {
			t.Errorf("something in the place of content: %v", err)
		}
		if entries, _ := os.ReadDir(dir); len(entries) != 1 {
			t.Errorf("a refused init leaves %v", entries)
		}
	}
}
