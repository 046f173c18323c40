package generator

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"candor/generator/internal/intake"
	"candor/generator/internal/site"
)

// secretWord is what the tests of this file hide. Nothing else holds it.
const secretWord = "Quillmark"

const declaredConfig = "title = \"T\"\nas_of = 2026-09-30\naudiences = [\"public\", \"community\", \"internal\"]\n" +
	"[editions.public]\noutput = \"public\"\n[editions.community]\noutput = \"community\"\n[editions.internal]\noutput = \"private\"\n"

// declaredBase has a file of each form, so small that each builds.
var declaredBase = map[string]string{
	"candor.toml":                         declaredConfig,
	"content/incidents/2026-03-04-x.md":   "title = \"X\"\nseverity = \"high\"\naudience = \"public\"\n",
	"content/near-misses/2026-03-04-x.md": "title = \"X\"\ndate = 2026-03-04\naudience = \"public\"\n",
	"content/upgrades/2026-03-04-x.md":    "title = \"X\"\ndate = 2026-03-04\naudience = \"public\"\n",
	"content/lessons/2026-03-04-x.md":     "title = \"X\"\ndate = 2026-03-04\naudience = \"public\"\n",
	"content/assessments/2026-03-04-x.md": "title = \"X\"\ndate = 2026-03-04\naudience = \"public\"\n",
	"content/culture/x.md":                "title = \"X\"\naudience = \"public\"\n",
	"content/reports/2026-q1.md":          "title = \"X\"\ndate = 2026-04-01\naudience = \"public\"\nreport = { period = \"2026-Q1\" }\n",
	"content/pages/x.md":                  "title = \"X\"\naudience = \"public\"\n",
	"data/metrics/m.toml":                 "title = \"M\"\nkind = \"level\"\nunit = \"days\"\nbetter = \"lower\"\ncadence = \"month\"\naudience = \"public\"\n",
	"data/maturity.toml":                  "model = { id = \"m\", levels = [\"One\", \"Two\"], max_age_days = 365 }\ndomains = { d = { title = \"D\", audience = \"public\", criteria = { c = { level = 2, text = \"C\", by = \"attest\" } } } }\n",
	"data/attestations/2026.toml":         "\"d/c\" = { 2026-03-04 = { state = \"met\", assessor = \"self\" } }\n",
	"data/roadmap.toml":                   "r = { title = \"R\", due = 2026-12-01, audience = \"public\" }\n",
	"data/debt.toml":                      "b = { title = \"B\", opened = 2026-01-01, audience = \"public\" }\n",

	"candor.lock.toml": "\"2026-Q1\" = { date = 2026-03-31, levels = { public = { d = 1 } } }\n",
}

// TestEveryKey: for each declared key of each form of a file, a mark in the value,
// a mark in the key, an audience beside it and a misspelt one either withhold what
// they should or are refused: in every edition that should not see it, and in its
// exported source; also when everything is lowered that [checks] can lower.
// Controls show that what is withheld there comes out otherwise.
func TestEveryKey(t *testing.T) {
	if _, err := seenBy(t, nil); err != nil {
		t.Fatal("the site alone does not build, so that no attempt proves anything: ", err)
	}
	keys := keyAttempts(t)
	var hidden, refused, lowered, shown, controls atomic.Int64
	t.Run("each", func(t *testing.T) {
		for _, a := range keys {
			t.Run(a.name, func(t *testing.T) {
				t.Parallel()
				where, err := seenBy(t, a.files, "public", "community")
				var r *refusal
				for errors.As(err, &r) && !r.guarded() { // whoever lowers what can be lowered, publishes nothing
					lowered.Add(1)
					where, err = seenBy(t, r.lowering(a.files), "public", "community")
				}
				var leak *LeakError
				switch {
				case errors.As(err, &leak):
					t.Errorf("only the second line refuses it: %v", leak.Problems)
				case err != nil:
					refused.Add(1)
				case where != "":
					t.Errorf("%s shows what is hidden", where)
				default:
					hidden.Add(1)
				}
				if a.control == nil {
					return
				}
				controls.Add(1)
				where, err = seenBy(t, a.control, "public")
				if err == nil && where != "" {
					shown.Add(1)
				}
			})
		}
	})
	t.Logf("%d attempts on declared keys: %d hidden, %d refused, %d of them with lowered checks; of %d controls %d are shown",
		len(keys), hidden.Load(), refused.Load(), lowered.Load(), controls.Load(), shown.Load())
	if len(keys) < 1000 || shown.Load() < 100 {
		t.Error("too few attempts, or too few of them prove anything")
	}
}

// TestEveryFile does the same for each kind of file that a site may hold, and for
// some keys, so that mutants are tried in seconds.
func TestEveryFile(t *testing.T) {
	files := append(fileAttempts(), someKeys()...)
	shown, controls := 0, 0
	for _, a := range files {
		t.Run(a.name, func(t *testing.T) {
			where, err := seenBy(t, a.files, "public", "community")
			if r := (*refusal)(nil); errors.As(err, &r) {
				where, err = seenBy(t, r.lowering(a.files), "public", "community")
			}
			var leak *LeakError
			switch {
			case errors.As(err, &leak):
				t.Errorf("only the second line refuses it: %v", leak.Problems)
			case err == nil && where != "":
				t.Errorf("%s shows what is withheld", where)
			}
			if a.control == nil {
				return
			}
			controls++
			if where, err := seenBy(t, a.control, "public"); err == nil && where != "" {
				shown++
			} else {
				t.Logf("the control shows nothing: %v", err)
			}
		})
	}
	t.Logf("%d attempts on files; of %d controls %d are shown", len(files), controls, shown)
	if shown < controls-2 {
		t.Error("too few of them prove anything")
	}
}

// refusal is a site with errors.
type refusal struct{ problems Problems }

func (r *refusal) Error() string { return fmt.Sprint("refused: ", r.problems) }

// guarded reports whether a problem is one that [checks] cannot lower.
func (r *refusal) guarded() bool {
	return slices.ContainsFunc(r.problems, func(p Problem) bool { return intake.Fixed(p.Code) })
}

// lowering is the site with all of its problems switched off.
func (r *refusal) lowering(files map[string]string) map[string]string {
	out := maps.Clone(files)
	config := out["candor.toml"]
	if config == "" {
		config = declaredConfig
	}
	checks := ""
	for _, p := range r.problems {
		if line := fmt.Sprintf("%q = \"off\"\n", p.Code); !strings.Contains(config+checks, line) {
			checks += line
		}
	}
	if strings.Contains(config, "[checks]\n") {
		out["candor.toml"] = strings.Replace(config, "[checks]\n", "[checks]\n"+checks, 1)
	} else {
		out["candor.toml"] = config + "[checks]\n" + checks
	}
	return out
}

// neededBy are the files of declaredBase that others refer to.
func neededBy(files map[string]string) (needed []string) {
	if files["data/attestations/2026.toml"] != "" || files["candor.lock.toml"] != "" {
		needed = append(needed, "data/maturity.toml")
	}
	return needed
}

// seenBy builds a site's editions and exported sources for some audiences and
// returns the first place that holds the word. The error says that the site is
// refused.
func seenBy(t *testing.T, files map[string]string, audiences ...string) (where string, err error) {
	t.Helper()
	source := fstest.MapFS{}
	for name, text := range files {
		source[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, text := range declaredBase {
		_, given := files[name]
		if !given && (files == nil || name == "candor.toml" || slices.Contains(neededBy(files), name)) {
			source[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	for name, f := range source {
		if strings.HasSuffix(name, ".md") && !bytes.HasPrefix(f.Data, []byte("+++")) && !bytes.HasPrefix(f.Data, []byte("---")) {
			source[name] = &fstest.MapFile{Data: slices.Concat([]byte("+++\n"), f.Data, []byte("+++\n"))}
		}
	}
	s, err := LoadFS(Config{Today: time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC)}, source)
	if err != nil {
		return "", err
	}
	if slices.ContainsFunc(s.Problems, func(p Problem) bool { return p.Code == "leak/uncut" }) {
		return "", &LeakError{s.Problems}
	}
	if s.Problems.Errors() > 0 {
		return "", &refusal{slices.DeleteFunc(s.Problems, func(p Problem) bool { return p.Severity != Error })}
	}
	for _, e := range s.editions {
		if !slices.Contains(audiences, e.name) {
			continue
		}
		written := site.InMemory(e.name)
		if _, err := s.writeSwept(t.Context(), e, written); err != nil {
			return "", err
		}
		out := map[string][]byte{}
		for name, data := range written.Files() {
			out["the edition of "+e.name+": "+name] = data
		}
		exported, err := s.stagedFiles(e)
		if err != nil {
			return "", err
		}
		for name, data := range exported {
			out["the source of "+e.name+": "+name] = data
		}
		lower(out)
		if where := findIn(out, strings.ToLower(secretWord)); where != "" {
			return where, nil
		}
	}
	return "", nil
}

// TestReleasedBounds: a figure that lies at the end of the range of what it is made
// of gives all of it away.
func TestReleasedBounds(t *testing.T) {
	metric := func(kind, statistic, points string) map[string]string {
		return map[string]string{"data/metrics/m.toml": "title = \"M\"\nkind = \"" + kind + "\"\nunit = \"%\"\nbetter = \"lower\"\ncadence = \"month\"\naudience = \"public\"\n" +
			"release = { statistic = \"" + statistic + "\", because = \"asked\" }\n[points]\n" + points}
	}
	const hidden = "2026-04 = { value = %s, audience = \"internal\" }\n2026-05 = { value = %s, audience = \"internal\" }\n"
	for _, c := range []struct {
		kind, statistic, points string
		refused                 bool
	}{
		{"proportion", "mean", "2026-01 = 1.0\n" + fmt.Sprintf(hidden, "1.0", "1.0"), true},
		{"proportion", "mean", "2026-01 = 0.0\n" + fmt.Sprintf(hidden, "0.0", "0.0"), true},
		{"proportion", "mean", "2026-01 = 1.0\n" + fmt.Sprintf(hidden, "1.0", "0.9"), false},
		{"proportion", "median", "2026-01 = 0.5\n" + fmt.Sprintf(hidden, "1.0", "1.0"), true},
		{"proportion", "min", "2026-01 = 1.0\n" + fmt.Sprintf(hidden, "1.0", "1.0"), true},
		{"count", "sum", "2026-01 = 3\n" + fmt.Sprintf(hidden, "0", "0"), true},
		{"count", "sum", "2026-01 = 3\n" + fmt.Sprintf(hidden, "0", "1"), false},
		{"count", "max", "2026-01 = 0\n" + fmt.Sprintf(hidden, "0", "0"), true},
		{"level", "sum", "2026-01 = 3\n" + fmt.Sprintf(hidden, "0", "0"), false},
		{"level", "mean", "2026-01 = 3\n" + fmt.Sprintf(hidden, "5", "6"), false},
	} {
		_, err := seenBy(t, metric(c.kind, c.statistic, c.points), "public")
		var r *refusal
		leaks := errors.As(err, &r) && slices.ContainsFunc(r.problems, func(p Problem) bool { return p.Code == "leak/released" })
		if leaks != c.refused || err != nil && !leaks {
			t.Errorf("%s of %s over %q: %v", c.statistic, c.kind, c.points, err)
		}
	}
}
