//go:build mutants

package generator

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	least         = 0.95 // share of the mutants that a build refuses to publish; of those that tell words, the search alone
	mutantPairs   = "4"  // pairs of twins in the run of each mutant
	mutantVersion = "package %s\n\nimport \"os\"\n\nvar mutant = os.Getenv(\"CANDOR_MUTANT\")\n"
)

// The tests that see what a build alone does against leaks, by its search and by
// its proof, and those that need neither: the quick ones first, the others only
// for mutants that these let pass.
var (
	bySweep = []string{"TestTwinSweep", "TestChannelSweep", "TestEveryFile"}
	byProof = []string{"TestTwinProof", "TestChannelProof"}
	bySuite = []string{"TestEveryFile", "TestTwinEditions", "TestChannel", "TestAlsoShown", "TestReleasedBounds"}
)

// TestMutant: every leaky mutant is caught by the tests of twins and channels,
// and nearly all by the sweep alone, which each build makes before it publishes:
// a search of every byte, which finds nearly all that tell words, and the proof.
// The shares are printed.
func TestMutant(t *testing.T) {
	mutants := leakyMutants(t)
	binary := compileMutants(t, mutants)
	if caught, out := runMutant(t, binary, "", slices.Concat(bySweep, byProof, bySuite)); caught {
		t.Fatalf("the tests fail without a mutant:\n%s", out)
	}
	var words, swept, searched, line, suite int
	for _, m := range mutants {
		found := refuses(t, binary, m.name, bySweep, "[leak/")
		proven := refuses(t, binary, m.name, byProof, "[leak/", "[mark/result]")
		caught, out := runMutant(t, binary, m.name, bySuite)
		if strings.Contains(out, "panic:") {
			t.Errorf("%s panics:\n%s", m.name, out)
		}
		t.Logf("%-20s tells %-8s search %-5v proof %-5v suite %-5v (%s)", m.name, m.tells, found, proven, caught, m.family)
		searched += one(found)
		if m.tells == "words" {
			words++
			swept += one(found)
		}
		line += one(found || proven)
		suite += one(caught)
		if !caught {
			t.Errorf("no test catches %s", m.name)
		}
	}
	t.Logf("suite: %d of %d mutants; the sweep of a build alone: %d (%.0f %%); its search finds %d, %d of the %d that tell words, names or values", suite, len(mutants), line, 100*float64(line)/float64(len(mutants)), searched, swept, words)
	if float64(swept) < least*float64(words) || float64(line) < least*float64(len(mutants)) {
		t.Errorf("the search finds %d of %d, the sweep %d of %d", swept, words, line, len(mutants))
	}
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// compileMutants builds the package's tests with all patches in place, and gives
// the binary's name.
func compileMutants(t *testing.T, mutants []leaky) string {
	dir := t.TempDir()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	patched := patchedSources(t, mutants)
	leaks, err := os.ReadFile("testdata/mutants/leaks.go.txt")
	if err != nil {
		t.Fatal(err)
	}
	patched["generator/leaks_mutant.go"] = string(leaks)
	for file := range patched {
		if dir := filepath.Dir(file); dir != "generator" {
			patched[dir+"/mutant_here.go"] = fmt.Sprintf(mutantVersion, filepath.Base(dir))
		}
	}
	overlay := map[string]string{}
	for file, text := range patched {
		to := filepath.Join(dir, strings.ReplaceAll(file, "/", "_"))
		if err := os.WriteFile(to, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		overlay[filepath.Join(root, file)] = to
	}
	list, err := json.Marshal(map[string]any{"Replace": overlay})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "overlay.json"), list, 0o644); err != nil {
		t.Fatal(err)
	}
	binary := filepath.Join(dir, "mutants.test")
	build := exec.Command("go", "test", "-c", "-overlay", filepath.Join(dir, "overlay.json"), "-o", binary, ".")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return binary
}

// refuses reports whether tests fail with a mutant at work because candor itself
// does not publish, for a reason of one of these families.
func refuses(t *testing.T, binary, name string, tests []string, families ...string) bool {
	fails, out := runMutant(t, binary, name, tests)
	return fails && slices.ContainsFunc(families, func(family string) bool { return strings.Contains(out, family) })
}

// runMutant runs tests with a mutant at work, and reports whether they fail.
func runMutant(t *testing.T, binary, name string, tests []string) (bool, string) {
	t.Helper()
	var all strings.Builder
	skip := ""
	if slices.Equal(tests, bySuite) {
		skip = "TestChannelSweep|TestChannelProof"
	}
	for _, test := range tests {
		run := exec.Command(binary, "-test.run", test, "-test.skip", skip, "-test.failfast")
		run.Env = append(os.Environ(), "CANDOR_MUTANT="+name, "TWIN_PAIRS="+mutantPairs)
		out, err := run.CombinedOutput()
		all.Write(out)
		if _, failed := err.(*exec.ExitError); failed {
			return true, all.String()
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return false, all.String()
}
