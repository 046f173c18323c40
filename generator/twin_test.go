package generator

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"candor/generator/internal/site"
)

// pairs is how many pairs of twins TestTwinEditions builds: 2,000 when twins are
// asked for by name (-run Twin), fewer among all other tests. TWIN_PAIRS says
// another number.
func pairs() int {
	if n, err := strconv.Atoi(os.Getenv("TWIN_PAIRS")); err == nil {
		return n
	}
	if testing.Short() {
		return 30
	}
	if asked := flag.Lookup("test.run"); strings.Contains(asked.Value.String(), "Twin") {
		return 2000
	}
	return 200
}

// TestTwinEditions is the promise: two sites that agree on everything that an
// audience may see give it the same bytes under the same names. And what is
// hidden from it is there for those who may see it; without that the test
// would prove nothing. One pair alone: -run TestTwinEditions/seed=17.
func TestTwinEditions(t *testing.T) {
	n := pairs()
	t.Logf("%d pairs", n)
	for seed := range n {
		t.Run(fmt.Sprintf("seed=%d", seed), func(t *testing.T) {
			t.Parallel()
			a, b := newTwin(uint64(seed), 1), newTwin(uint64(seed), 2)
			viewer := a.order[a.viewer]
			first, second := load(t, a.files, ""), load(t, b.files, viewer)
			one, two := treesOf(t, first), treesOf(t, second)
			sameTree(t, one[viewer], two[viewer])
			sameTree(t, stagedOf(t, first, viewer), stagedOf(t, second, viewer))
			found := map[string]map[string]string{}
			for name, tree := range one {
				found[name] = tokensIn(tree)
			}
			for _, p := range a.planted {
				for _, wider := range a.order[:a.viewer+1] {
					if file := found[wider][p.token]; file != "" {
						t.Errorf("%s: %s is in %s of the %s edition", p.kind, p.token, file, wider)
					}
				}
				if narrowest := a.order[len(a.order)-1]; !p.nowhere && found[narrowest][p.token] == "" {
					t.Errorf("%s: %s is not in the %s edition", p.kind, p.token, narrowest)
				}
			}
		})
	}
}

// TestTwinExport: what is exported for an audience builds to the same bytes as
// its edition, and exported again it is the same.
func TestTwinExport(t *testing.T) {
	for seed := range min(pairs(), 60) {
		t.Run(fmt.Sprintf("seed=%d", seed), func(t *testing.T) {
			t.Parallel()
			w := newTwin(uint64(seed), 1)
			viewer := w.order[w.viewer]
			staged := stagedSource(t, w.files, viewer)
			exported := fstest.MapFS{}
			for name, data := range staged {
				exported[name] = &fstest.MapFile{Data: data}
			}
			sameTree(t, editions(t, w.files, viewer)[viewer], editions(t, exported, viewer)[viewer])
			sameTree(t, staged, stagedSource(t, exported, viewer))
		})
	}
}

// TestTwinKinds: each kind of hidden part that the generator of twins knows is
// in some of its sites, so that the pairs cover them all.
func TestTwinKinds(t *testing.T) {
	seen := map[string]int{}
	for seed := range 60 {
		for _, p := range newTwin(uint64(seed), 1).planted {
			seen[p.kind]++
		}
	}
	for _, kind := range []string{"action", "alias", "attestation", "audience table", "block", "cause", "column", "comment", "control", "debt", "domain", "domain group", "draft",
		"embargoed block", "embargoed page", "event", "finding", "hidden asset", "hidden page", "image metadata", "inline", "inline with text", "link", "metric", "metric change", "name", "nested block",
		"point", "point note", "revision", "roadmap", "row", "row of a sheet", "runbook", "section", "silent block", "small count", "state", "system", "tag", "times", "toml comment", "words"} {
		if seen[kind] == 0 {
			t.Errorf("no site hides a part of the kind %s", kind)
		}
		delete(seen, kind)
	}
	for kind := range seen {
		t.Errorf("the list lacks the kind %s", kind)
	}
}

// TestTwinSweep: the sweep, which searches what the cut should not have let
// through, finds nothing in the twins and does not cry wolf.
func TestTwinSweep(t *testing.T) { eachTwin(t, sweepClean) }

// TestTwinProof: the twins, built from their staged source alone, are the same.
func TestTwinProof(t *testing.T) { eachTwin(t, proofHolds) }

func eachTwin(t *testing.T, holds func(*testing.T, *Site)) {
	for seed := range min(pairs(), 60) {
		t.Run(fmt.Sprintf("seed=%d", seed), func(t *testing.T) {
			t.Parallel()
			w := newTwin(uint64(seed), 1)
			holds(t, load(t, w.files, w.order[w.viewer]))
		})
	}
}

// sweepClean writes the edition that a site was loaded for; the sweep must find
// nothing in it.
func sweepClean(t *testing.T, s *Site) {
	t.Helper()
	e, err := s.one()
	if err == nil {
		_, err = s.writeSwept(context.Background(), e, site.Summed(e.name))
	}
	noLeak(t, err)
}

// proofHolds writes that edition, and once more from its staged source.
func proofHolds(t *testing.T, s *Site) {
	t.Helper()
	e, err := s.one()
	if err != nil {
		t.Fatal(err)
	}
	o := site.Summed(e.name)
	if _, err = s.write(context.Background(), e, o, nil); err == nil {
		err = s.prove(context.Background(), e, o)
	}
	noLeak(t, err)
}

func noLeak(t *testing.T, err error) {
	t.Helper()
	var leak *LeakError
	if errors.As(err, &leak) {
		t.Errorf("%v", leak.Problems)
	} else if err != nil {
		t.Error(err)
	}
}

// load reads a site that has no errors.
func load(t *testing.T, files fs.FS, audience string) *Site {
	t.Helper()
	s, err := LoadFS(Config{Audience: audience, Version: "1"}, files)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range s.Problems {
		if p.Severity == Error {
			t.Error(p)
		}
	}
	if t.Failed() {
		t.FailNow()
	}
	return s
}

// editions builds a site in memory and returns the trees by audience.
func editions(t *testing.T, files fstest.MapFS, audience string) map[string]map[string][]byte {
	t.Helper()
	return treesOf(t, load(t, files, audience))
}

func treesOf(t *testing.T, s *Site) map[string]map[string][]byte {
	t.Helper()
	wanted, err := s.wanted()
	if err != nil {
		t.Fatal(err)
	}
	trees := map[string]map[string][]byte{}
	for _, e := range wanted {
		o := site.InMemory(e.name)
		if _, err := s.write(context.Background(), e, o, nil); err != nil {
			t.Fatal(err)
		}
		trees[e.name] = o.Files()
	}
	return trees
}

// printed is how many differences a test prints.
const printed = 5

func sameTree(t *testing.T, a, b map[string][]byte) {
	t.Helper()
	var found []string
	for _, name := range slices.Sorted(maps.Keys(a)) {
		if other, ok := b[name]; !ok {
			found = append(found, name+" is in the first alone")
		} else if !bytes.Equal(a[name], other) {
			found = append(found, name+" differs "+difference(string(a[name]), string(other)))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(b)) {
		if _, ok := a[name]; !ok {
			found = append(found, name+" is in the second alone")
		}
	}
	for _, what := range found[:min(printed, len(found))] {
		t.Error(what)
	}
	if len(found) > printed {
		t.Errorf("and %d more files", len(found)-printed)
	}
}

// difference shows where two texts part.
func difference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	around := func(s string) string { return s[max(0, i-80):min(len(s), i+120)] }
	return fmt.Sprintf("at byte %d\n%q\n%q", i, around(a), around(b))
}

// lower folds case in names and bytes: a title may begin with a large letter.
func lower(tree map[string][]byte) {
	for name, data := range maps.Clone(tree) {
		delete(tree, name)
		tree[strings.ToLower(name)] = bytes.ToLower(data)
	}
}

// tokensIn gives the tokens of twins that stand in a tree's names or bytes, in
// any case, and a file of each.
func tokensIn(tree map[string][]byte) map[string]string {
	found := map[string]string{}
	for name, data := range tree {
		for _, text := range []string{strings.ToLower(name), string(bytes.ToLower(data))} {
			for i := strings.Index(text, "zq"); i >= 0 && i+tokenSize <= len(text); {
				found[text[i:i+tokenSize]] = name
				next := strings.Index(text[i+1:], "zq")
				if next < 0 {
					break
				}
				i += 1 + next
			}
		}
	}
	return found
}

// findIn returns a file that has a text in its name or bytes, or "".
func findIn(tree map[string][]byte, text string) string {
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		if strings.Contains(name, text) || bytes.Contains(tree[name], []byte(text)) {
			return name
		}
	}
	return ""
}

// stagedSource is the source that a viewer may have: what is exported.
func stagedSource(t *testing.T, files fstest.MapFS, viewer string) map[string][]byte {
	t.Helper()
	return stagedOf(t, load(t, files, viewer), viewer)
}

func stagedOf(t *testing.T, s *Site, viewer string) map[string][]byte {
	t.Helper()
	s.config.Audience = viewer
	e, err := s.one()
	if err != nil {
		t.Fatal(err)
	}
	out, err := s.stagedFiles(e)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
