package generator

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"candor/generator/internal/site"
	"candor/generator/internal/source"
)

// scripts is how many random edits of a site TestAgain follows.
const scripts = 200

// TestAgain: a site that was read again after each of some random changes has
// the problems and, where it is sound, the editions of one that is read for the
// first time.
func TestAgain(t *testing.T) {
	for seed := range scripts {
		t.Run(fmt.Sprintf("seed=%d", seed), func(t *testing.T) {
			t.Parallel()
			e := &editing{r: rand.New(rand.NewPCG(uint64(seed), 9)), files: maps.Clone(newTwin(uint64(seed), 1).files), other: newTwin(uint64(seed)+1000, 1).files}
			src, err := source.Open(e.files)
			if err != nil {
				t.Fatal(err)
			}
			src.Keep()
			var last *Site
			const steps = 4
			for step := range steps {
				s, err := loadFrom(Config{Version: "1"}, src, last)
				e.compare(t, s, err, step == steps-1)
				if err == nil {
					last = s
				}
				if src, err = src.Again(e.change()); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// editing is a site under somebody's hands.
type editing struct {
	r     *rand.Rand
	files fstest.MapFS
	other fstest.MapFS // another site, whose files are copied from
}

// change makes up to three changes, and names what changed as a watcher does:
// the file, or a folder that it is in.
func (e *editing) change() []string {
	var changed []string
	for range 1 + e.r.IntN(3) {
		name := e.pick(e.files)
		switch e.r.IntN(8) {
		case 0:
			delete(e.files, name)
		case 1, 2:
			name = e.pick(e.other)
			e.files[name] = e.other[name]
		case 3:
			to := path.Join(path.Dir(name), "renamed-"+path.Base(name))
			e.files[to] = e.files[name]
			delete(e.files, name)
			changed = append(changed, to)
		case 4:
			e.edit(name, func(text string) string { return text + "\nOne more line.\n" })
		case 5:
			e.edit(name, func(text string) string { return strings.Replace(text, "title = \"", "title = \"New ", 1) })
		case 6:
			e.edit(source.ConfigFile, func(text string) string { return strings.Replace(text, "title = \"", "title = \"Other ", 1) })
			changed = append(changed, source.ConfigFile)
		case 7: // saved as it was
		}
		changed = append(changed, name)
	}
	if e.r.IntN(4) == 0 {
		changed = append(changed, "content")
	}
	return changed
}

func (e *editing) pick(files fstest.MapFS) string {
	names := slices.Sorted(maps.Keys(files))
	names = slices.DeleteFunc(names, func(n string) bool { return n == source.ConfigFile })
	return names[e.r.IntN(len(names))]
}

func (e *editing) edit(name string, how func(string) string) {
	if f := e.files[name]; f != nil && (strings.HasSuffix(name, ".md") || strings.HasSuffix(name, ".toml")) {
		e.files[name] = &fstest.MapFile{Data: []byte(how(string(f.Data)))}
	}
}

// compare reads the site for the first time and compares; at the end also what
// comes out.
func (e *editing) compare(t *testing.T, again *Site, err error, end bool) {
	t.Helper()
	clean, cleanErr := LoadFS(Config{Version: "1"}, maps.Clone(e.files))
	if fmt.Sprint(err) != fmt.Sprint(cleanErr) {
		t.Fatalf("read again: %v, read anew: %v", err, cleanErr)
	}
	if err != nil {
		return
	}
	if !slices.Equal(again.Problems, clean.Problems) {
		t.Fatalf("read again\n%v\nread anew\n%v", again.Problems, clean.Problems)
	}
	if clean.sound() != nil || !end {
		return
	}
	for i, e := range again.editions {
		sameTree(t, viewed(t, again, i), built(t, clean, clean.editions[i]))
		if t.Failed() {
			t.Fatalf("in the %s edition", e.name)
		}
	}
}

// viewed makes all files of an edition as the preview does.
func viewed(t *testing.T, s *Site, i int) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	view := s.view()
	for _, f := range s.newTree(s.editions[i]).files {
		data, ok, err := view.Editions[i].File(f.path)
		if err != nil || !ok {
			t.Fatalf("%s: %v", f.path, err)
		}
		out[f.path] = data
	}
	return out
}

// built is an edition as a build writes it, without what only a build writes.
func built(t *testing.T, s *Site, e *edition) map[string][]byte {
	t.Helper()
	o := site.InMemory(e.name)
	if _, err := s.write(t.Context(), e, o, nil); err != nil {
		t.Fatal(err)
	}
	files := o.Files()
	if !bytes.Contains(files[sums], []byte("index.html")) {
		t.Fatal("no checksums")
	}
	delete(files, sums)
	return files
}
