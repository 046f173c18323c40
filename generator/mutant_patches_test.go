package generator

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// leaky is a mutant: a patch that publishes something hidden. All patches are
// compiled into one test binary, and the environment says which one is at work.
type leaky struct {
	name, family, tells, file, find, put string
}

// leakyMutants reads testdata/mutants.
func leakyMutants(t *testing.T) []leaky {
	data, err := os.ReadFile("testdata/mutants/mutants.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []leaky
	for _, text := range strings.Split(string(data), "\n=== ")[1:] {
		head, patch, _ := strings.Cut(text, "--- find\n")
		name, rest, _ := strings.Cut(head, "\n")
		m := leaky{name: name}
		for line := range strings.Lines(rest) {
			key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			switch key {
			case "family":
				m.family = value
			case "tells":
				m.tells = value
			case "file":
				m.file = value
			}
		}
		m.find, m.put, _ = strings.Cut(patch, "--- put\n")
		m.put = strings.ReplaceAll(strings.TrimSuffix(m.put, "\n")+"\n", "MUTANT", fmt.Sprintf("mutant == %q", name))
		if m.family == "" || m.tells == "" || m.find == "" || m.put == "\n" {
			t.Fatalf("%s is not whole", name)
		}
		out = append(out, m)
	}
	return out
}

// patchedSources puts all patches into the sources: the texts of the files, by
// their names from the root.
func patchedSources(t *testing.T, mutants []leaky) map[string]string {
	t.Helper()
	patched := map[string]string{}
	for _, m := range mutants {
		text, ok := patched[m.file]
		if !ok {
			data, err := os.ReadFile(filepath.Join("..", m.file))
			if err != nil {
				t.Fatal(err)
			}
			text = string(data)
		}
		if n := strings.Count(text, m.find); n != 1 {
			t.Fatalf("%s: its place is in %s %d times", m.name, m.file, n)
		}
		patched[m.file] = strings.Replace(text, m.find, m.put, 1)
	}
	return patched
}

// TestMutantPatches: each patch has its place in the sources. Whether the tests
// catch the mutants, make mutants tells.
func TestMutantPatches(t *testing.T) {
	mutants := leakyMutants(t)
	if len(mutants) < 40 {
		t.Errorf("%d mutants", len(mutants))
	}
	if files := patchedSources(t, mutants); len(files) == 0 {
		t.Error("no file is patched")
	}
}
