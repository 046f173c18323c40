package generator

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// newSite is a folder with a site of init, and the day it speaks for.
func newSite(t *testing.T) Config {
	t.Helper()
	c := Config{Dir: t.TempDir(), Today: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)}
	if _, err := Init(context.Background(), c, NewSite{}); err != nil {
		t.Fatal(err)
	}
	return c
}

func problemsOf(t *testing.T, c Config) Problems {
	t.Helper()
	s, err := Load(c)
	if err != nil {
		t.Fatal(err)
	}
	_ = s.Close()
	return s.Problems
}

// TestNewIsSound: what New writes has no problem as it stands, whatever its
// title is made of, and is what its schema describes.
func TestNewIsSound(t *testing.T) {
	schemas := compiled(t)
	c := newSite(t)
	for i, title := range []string{"API outage", `a "quote", a \ and {internal: a mark}`, "Überprüfung на Москве 日本", "two\nlines", strings.Repeat("long ", 40)} {
		for _, kind := range NewKinds() {
			in := NewPage{Kind: kind, Title: title}
			if kind == "report" {
				in.Period = []string{"2026-Q1", "2026-Q2", "2026-09", "2025", "2025-Q4"}[i]
			}
			file, from, err := New(c, in)
			if err != nil {
				t.Fatalf("%s %q: %v", kind, title, err)
			}
			if !from.IsZero() {
				t.Errorf("%s is shown from %s on alone", file, from)
			}
			data, err := os.ReadFile(filepath.Join(c.Dir, file))
			if err != nil {
				t.Fatal(err)
			}
			if err := schemas[schemaOf(t, file)].Validate(plain(headOf(t, file, data))); err != nil {
				t.Errorf("%s: %v", file, err)
			}
		}
	}
	if _, _, err := New(c, NewPage{Kind: "incident", Title: "First hours", Short: true, Audience: "public"}); err != nil {
		t.Fatal(err)
	}
	for _, p := range problemsOf(t, c) {
		t.Error(p)
	}
}

// commented are lines of a form that wait to be filled in.
var commented = regexp.MustCompile(`(?m)^# ((?:\[[a-z_.0-9A-Z-]+\]$|[A-Za-z_-]+ *= |\d{4}-\d\d-\d\d = |  "|\]$).*)$`)

// TestFormsFilledIn: what a form offers in comments is what candor reads.
func TestFormsFilledIn(t *testing.T) {
	c := newSite(t)
	for _, kind := range NewKinds() {
		if kind == "metric" { // its comments offer several ways to say one thing
			continue
		}
		file, _, err := New(c, NewPage{Kind: kind, Title: "Filled in " + kind, Period: map[string]string{"report": "2026-Q1"}[kind]})
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(c.Dir, file)
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		full := commented.ReplaceAll(data, []byte("$1"))
		if string(full) == string(data) && kind != "report" && kind != "page" {
			t.Errorf("the form of %s offers nothing", kind)
		}
		if err := os.WriteFile(name, full, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range problemsOf(t, c) {
		_, what, _ := strings.Cut(p.Code, "/")
		if slices.Contains([]string{"unknown-key", "type", "value", "syntax", "date", "offset", "key", "missing"}, what) && p.Code != "link/missing" {
			t.Error(p)
		}
	}
}

// TestFormOfIncidentsIsWhole: the form names every key of an incident.
func TestFormOfIncidentsIsWhole(t *testing.T) {
	form, err := os.ReadFile("internal/skeleton/forms/incident.md")
	if err != nil {
		t.Fatal(err)
	}
	schemas, err := Schemas(Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(schemas, func(s Schema) bool { return s.Name == "incident" })
	top := regexp.MustCompile(`(?m)^  "([a-z_]+)": \{\n   "\$ref"`)
	keys := top.FindAllSubmatch(schemas[i].JSON, -1)
	if len(keys) < 20 {
		t.Fatalf("only %d keys were found", len(keys))
	}
	for _, m := range keys {
		key := string(m[1])
		there := regexp.MustCompile(`(?m)^(# )?(` + key + ` *= |\[` + key + `[\].])|^\{\{if .*\}\}` + key + ` `)
		if !there.Match(form) && !slices.Contains([]string{"timeline", "aliases", "extra"}, key) {
			t.Errorf("the form says nothing of %s", key)
		}
	}
}

// TestNewRefuses: calls that do not fit the site, and places that are taken.
func TestNewRefuses(t *testing.T) {
	c := newSite(t)
	var misused *UsageError
	for _, in := range []NewPage{
		{Kind: "incidents", Title: "T"}, {Kind: "incident"}, {Kind: "incident", Title: "T", Audience: "nobody"},
		{Kind: "metric", Title: "T", Severity: "high"}, {Kind: "lesson", Title: "T", Short: true}, {Kind: "page", Title: "T", Period: "2026"},
		{Kind: "report", Title: "T", Period: "soon"}, {Kind: "page", Title: "Actions"}, {Kind: "page", Title: "!!!"}, {Kind: "metric", Title: "T", ID: "../x"}, {Kind: "page", Title: "T", ID: "a/b"},
	} {
		if file, _, err := New(c, in); !errors.As(err, &misused) {
			t.Errorf("%+v: %q, %v", in, file, err)
		}
	}
	in := NewPage{Kind: "incident", Title: "Stale", Date: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)}
	file, _, err := New(c, in)
	if err != nil || file != "content/incidents/2026-11-01-stale.md" {
		t.Fatalf("%s, %v", file, err)
	}
	var exists *ExistsError
	if _, _, err := New(c, in); !errors.As(err, &exists) {
		t.Errorf("a second page in the same place: %v", err)
	}
	in.Force = true
	if _, _, err := New(c, in); err != nil {
		t.Errorf("--force: %v", err)
	}
	bundle := filepath.Join(c.Dir, "content/incidents/2026-11-01-bundle")
	if err := os.Mkdir(bundle, 0o755); err != nil {
		t.Fatal(err)
	}
	in.Title = "Bundle"
	if _, _, err := New(c, in); !errors.As(err, &exists) {
		t.Errorf("a page beside a folder of its name: %v", err)
	}
	var conf *ConfigError
	if _, _, err := New(Config{Dir: t.TempDir()}, in); !errors.As(err, &conf) {
		t.Errorf("no site: %v", err)
	}
}
