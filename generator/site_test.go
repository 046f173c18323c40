package generator

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write the problems that were found into testdata/invalid")

// archive reads a site from a txtar file. Files under want/ are what is
// expected; %XX in a line stands for a byte that a text file cannot show.
func archive(t *testing.T, name string) (a *txtar.Archive, site fstest.MapFS, want map[string]string) {
	t.Helper()
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	site, want = fstest.MapFS{}, map[string]string{}
	for _, f := range a.Files {
		if rest, ok := strings.CutPrefix(f.Name, "want/"); ok {
			want[rest] = string(f.Data)
			continue
		}
		site[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return a, site, want
}

func archives(t *testing.T, pattern string) []string {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("no files like %s", pattern)
	}
	return names
}

// TestInvalid: a site with mistakes draws exactly the problems that its file
// lists above the site, each at its place. A configuration's problems end the
// list, since nothing else is read then.
func TestInvalid(t *testing.T) {
	for _, name := range archives(t, "testdata/invalid/*.txtar") {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, site, _ := archive(t, name)
			for path := range site {
				raw := strings.NewReplacer("%EF%BB%BF", "\ufeff", "%00", "\x00", "%FF", "\xff", "%0D", "\r", "%LS", "\u2028").Replace(string(site[path].Data))
				site[path].Data = []byte(raw)
			}
			var got strings.Builder
			for _, p := range problems(t, site) {
				fmt.Fprintln(&got, p)
			}
			if *update {
				a.Comment = []byte(got.String())
				if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if got.String() != string(a.Comment) {
				t.Errorf("got\n%swant\n%s", got.String(), a.Comment)
			}
		})
	}
}

func problems(t *testing.T, site fstest.MapFS) Problems {
	t.Helper()
	s, err := LoadFS(Config{Today: time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)}, site)
	if conf, ok := err.(*ConfigError); ok {
		return conf.Problems
	}
	if err != nil {
		t.Fatal(err)
	}
	return s.Problems
}

// TestSites: a whole site in, parts of its editions out. A wanted file
// want/public/index.html holds lines that stand in the output in that order,
// and after a line -- none that do not.
func TestSites(t *testing.T) {
	for _, name := range archives(t, "testdata/*.txtar") {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			_, site, want := archive(t, name)
			trees := editions(t, site, "")
			for _, file := range slices.Sorted(maps.Keys(want)) {
				audience, path, _ := strings.Cut(file, "/")
				data, ok := trees[audience][path]
				if absent := want[file] == "absent\n"; ok == absent {
					t.Errorf("%s: there: %v", file, ok)
					continue
				}
				compare(t, file, string(data), want[file])
			}
		})
	}
}

func compare(t *testing.T, file, got, want string) {
	t.Helper()
	if want == "absent\n" {
		return
	}
	present, absent, _ := strings.Cut(want, "-- none\n")
	rest := got
	for line := range strings.Lines(present) {
		line = strings.TrimSpace(line)
		_, after, ok := strings.Cut(rest, line)
		if !ok {
			t.Errorf("%s: no %q behind what comes before it in\n%s", file, line, got)
			return
		}
		rest = after
	}
	for line := range strings.Lines(absent) {
		if line = strings.TrimSpace(line); strings.Contains(got, line) {
			t.Errorf("%s holds %q", file, line)
		}
	}
}
