package generator

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func factsOf(t *testing.T, s *Site) map[string]fact {
	t.Helper()
	facts, err := s.facts()
	if err != nil {
		t.Fatal(err)
	}
	return facts
}

// TestTwinDiff: sites that differ in hidden parts alone have nothing to tell an
// audience that may not see these; the narrowest one learns of them.
func TestTwinDiff(t *testing.T) {
	learned := 0
	for seed := range uint64(30) {
		a, b := newTwin(seed, 1), newTwin(seed, 2)
		viewer, narrowest := a.order[a.viewer], a.order[len(a.order)-1]
		if changes := changesOf(factsOf(t, load(t, a.files, viewer)), factsOf(t, load(t, b.files, viewer))); len(changes) > 0 {
			t.Errorf("seed %d: %v", seed, changes[0])
		}
		learned += len(changesOf(factsOf(t, load(t, a.files, narrowest)), factsOf(t, load(t, b.files, narrowest))))
	}
	if learned < 100 {
		t.Errorf("the narrowest audience learned %d things", learned)
	}
}

var textValue = regexp.MustCompile(`(?m)^("?[\w.-]+"?) = .*?"([^"\n]* [^"\n]*)"`)

// TestDiffMissesNoText: whichever text of a source is changed, those who read it
// are told. One text of each key of each kind of file is tried.
func TestDiffMissesNoText(t *testing.T) {
	tried := map[string]bool{}
	for seed := range uint64(6) {
		w := newTwin(seed, 1)
		viewer := w.order[w.viewer]
		files := stagedOf(t, load(t, w.files, viewer), viewer)
		before := factsOf(t, load(t, inMemory(files), viewer))
		for _, name := range slices.Sorted(maps.Keys(files)) {
			for _, at := range textValue.FindAllSubmatchIndex(files[name], -1) {
				kind := path.Dir(name) + " " + string(files[name][at[2]:at[3]])
				if tried[kind] {
					continue
				}
				changed := maps.Clone(files)
				changed[name] = slices.Concat(files[name][:at[5]], []byte(" anew"), files[name][at[5]:])
				s, err := LoadFS(Config{Audience: viewer, Version: "1"}, inMemory(changed))
				if err != nil || s.Problems.Errors() > 0 {
					continue // a word of a fixed list
				}
				tried[kind] = true
				if len(changesOf(before, factsOf(t, s))) == 0 {
					t.Errorf("nobody is told of a change in %s: %s", name, files[name][at[0]:at[1]])
				}
			}
		}
	}
	if len(tried) < 60 {
		t.Errorf("only %d texts were changed", len(tried))
	}
	t.Logf("%d texts of as many keys", len(tried))
}

// TestDiffEntries: a new entry is one thing, a changed one tells what changed,
// and a passage with a name reads as the edition does.
func TestDiffEntries(t *testing.T) {
	const page = "+++\ntitle = \"A feed stopped\"\ndate = 2026-03-04\nseverity = \"high\"\naudience = \"public\"\n%s+++\n{vault} stopped. So did {vault}.\n\nThe same.\n\nThe same.\n"
	const conf = "title = \"T\"\nas_of = 2026-09-30\n[names.vault]\npublic = %q\n"
	site := func(form, head, body string) map[string]fact {
		return factsOf(t, load(t, inMemory(map[string][]byte{"candor.toml": fmt.Appendf(nil, conf, form),
			"content/incidents/2026-03-04-feed.md": []byte(strings.Replace(fmt.Sprintf(page, head), "The same.\n\nThe same.", body, 1))}), "public"))
	}
	twice := "The same.\n\nThe same."
	first := site("a custodian", "", twice)
	action := "[actions.age]\ntitle = \"Check the age\"\nowner = \"platform team\"\nstatus = %q\n"
	doing := site("a custodian", fmt.Sprintf(action, "doing"), twice)
	for _, c := range []struct {
		was, is map[string]fact
		want    string
	}{
		{first, doing, "new entry actions.age:  → Check the age (owner platform team, status doing)"},
		{doing, first, "gone entry actions.age: Check the age (owner platform team, status doing) → "},
		{doing, site("a custodian", fmt.Sprintf(action, "agreed"), twice), "changed fact actions.age.status: doing → agreed"},
		{first, site("a custodian", "", "The same."), "gone passage : The same. → "},
		{first, site("a custodian", "", twice+"\n\n{vault} again."), "new passage :  → a custodian again."},
	} {
		var got []string
		for _, x := range changesOf(c.was, c.is) {
			if x.What != "value" && x.What != "level" {
				got = append(got, fmt.Sprintf("%s %s %s: %s → %s", x.How, x.What, x.Key, x.Was, x.Text))
			}
		}
		if len(got) != 1 || got[0] != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
