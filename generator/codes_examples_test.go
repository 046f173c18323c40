package generator

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"candor/generator/internal/dataset"
)

// undrawn are codes whose examples no reading of a site draws, and why.
var undrawn = map[string]string{
	"metric/conflict": "a command that writes", "metric/import": "a command that writes", "maturity/import": "a command that writes", "page/import": "a command that writes", "import/export": "a command that writes", "import/findings": "a command that writes", "import/recipe": "a command that writes",
	"asset/symlink": "a command of the system", "asset/irregular": "a command of the system", "leak/metadata": "an image", "leak/unsearched": "a packed document", "asset/unsearched": "a packed document",
	"page/nesting": "a hundred quotes", "page/markdown": "a fault of candor's own", "leak/few": "a fault of candor's own", "leak/unproven": "a fault of candor's own", "leak/uncut": "a fault of candor's own",
}

// aside are codes that short examples draw beside the one that they are for.
var aside = []string{"config/as-of", "metric/goal"}

// TestEveryCodeExample: what the text of a code shows as its example draws that
// code, and what it shows as mended draws nothing.
func TestEveryCodeExample(t *testing.T) {
	for code, why := range undrawn {
		if !slices.Contains(Codes(), code) {
			t.Errorf("%s (%s) is no code", code, why)
		}
	}
	for _, code := range Codes() {
		if undrawn[code] != "" {
			continue
		}
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			e, _ := ExplainCode(code)
			if got := drawn(t, code, e.Example); !slices.Contains(got, code) {
				t.Errorf("the example draws %q", got)
			}
			for _, got := range drawn(t, code, e.Mended) {
				if got == code || !slices.Contains(aside, got) && !strings.HasPrefix(got, "seal/") {
					t.Errorf("the mended example draws %s", got)
				}
			}
		})
	}
}

// drawn lists the codes that an example draws, as texts are found for them.
func drawn(t *testing.T, code, example string) []string {
	t.Helper()
	family, _, _ := strings.Cut(code, "/")
	dir := t.TempDir()
	site := exampleSite(code, example)
	place(t, dir, site)
	c := Config{Dir: dir, Today: time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)}
	if family == "seal" {
		c.Profile = "seal"
	}
	if site["last/report.json"] != nil {
		c.Previous = filepath.Join(dir, "last")
	}
	var codes []string
	for _, p := range outcome(t, c, family) {
		as, _ := explainedAs(p.Code)
		codes = append(codes, as)
	}
	return codes
}

// outcome lists the problems of a site that is loaded, and of the search of what
// it, or another program, made of it.
func outcome(t *testing.T, c Config, family string) Problems {
	t.Helper()
	s, err := Load(c)
	if err == nil {
		defer s.Close()
		_, foreign := os.Stat(filepath.Join(c.Dir, "hugo"))
		switch {
		case family == "leak" && foreign == nil:
			err = s.Verify(t.Context(), filepath.Join(c.Dir, "hugo"))
		case family == "leak":
			_, err = s.Build(t.Context())
		}
	}
	var bad *ConfigError
	var leak *LeakError
	switch {
	case errors.As(err, &bad):
		return bad.Problems
	case errors.As(err, &leak):
		return append(s.Problems, leak.Problems...)
	case err != nil && !errors.As(err, new(*ProblemsError)):
		t.Fatal(err)
	}
	return s.Problems
}

var exampleFile = regexp.MustCompile(`(?m)^# ([a-z]+\.toml|[a-z]+/\S+)\n?`)

// exampleSite makes an example a site: what it leaves out since it has nothing
// to do with the code is added, but where the code says that something is
// missing.
func exampleSite(code, example string) fstest.MapFS {
	site := fstest.MapFS{"candor.toml": {Data: []byte(vectorConfig)}}
	add := func(name, text string) { site[name] = &fstest.MapFile{Data: []byte(text)} }
	example = strings.ReplaceAll(example, "<U+2028>", "\u2028") + "\n"
	example = regexp.MustCompile(`(?m)^\$ .*\n`).ReplaceAllString(example, "")
	at := exampleFile.FindAllStringSubmatchIndex(example, -1)
	body := example
	if len(at) > 0 {
		body = example[:at[0][0]]
	}
	if strings.TrimSpace(body) != "" {
		add(vectorPage, vectorHead+body)
	}
	for i, m := range at {
		end := len(example)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		name, text := example[m[2]:m[3]], example[m[1]:end]
		if !strings.HasSuffix(code, "/missing") || strings.HasPrefix(code, "link/") {
			text = withKeys(name, text)
		}
		if strings.HasPrefix(name, "content/") && strings.HasSuffix(name, ".md") && !strings.HasPrefix(text, "+++") {
			text = "+++\n" + text + "+++\n"
		}
		add(name, text)
	}
	if strings.Contains(example, "# data/attestations/") {
		add("data/maturity.toml", withKeys("data/maturity.toml", attestedDomain))
	}
	return site
}

// attestedDomain has the criterion that examples of attestations name.
const attestedDomain = `[domains.keys]
title = "Keys"
audience = "public"
[domains.keys.criteria.rotation]
level = 2
text = "Keys are rotated each quarter."
by = "attest"
`

// withKeys writes the keys that a file needs above a text that lacks them.
func withKeys(name, text string) string {
	var keys []string
	switch {
	case strings.HasPrefix(text, "+++"):
	case name == "candor.toml":
		keys = []string{`title = "Site"`}
	case name == "last/report.json":
		return strings.Replace(text, "{", `{"schema": "`+dataset.Schema+`", "audience": "public", "as_of": "2026-03-01", `, 1)
	case name == "data/maturity.toml":
		return "[model]\nid = \"m\"\nlevels = [\"One\", \"Two\"]\nmax_age_days = 365\n" + text
	case strings.HasPrefix(name, "data/metrics/") && strings.HasSuffix(name, ".toml"):
		keys = []string{`title = "Metric"`, `audience = "public"`, `kind = "level"`, `unit = "days"`, `better = "lower"`, `cadence = "month"`}
	case strings.HasPrefix(name, "content/") && strings.HasSuffix(name, ".md"):
		keys = []string{`title = "Page"`, `audience = "public"`}
		if strings.HasPrefix(name, "content/incidents/") {
			keys = append(keys, `severity = "high"`)
		}
	}
	above, _, _ := strings.Cut("\n"+text, "\n[")
	for _, line := range keys {
		if key, _, _ := strings.Cut(line, "="); !strings.Contains(above, "\n"+key+"=") {
			text = line + "\n" + text
		}
	}
	return text
}
