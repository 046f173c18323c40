package generator

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestTimesOfAPage: which orders are errors, and how times without an offset and
// histories are read.
func TestTimesOfAPage(t *testing.T) {
	for _, c := range []struct{ name, head, body, codes string }{
		{"stopped before the cause is known", "[times]\nbegan = 2026-03-04T21:11:00Z\ndetected = 2026-03-04T21:20:00Z\nresponded = 2026-03-04T21:00:00Z\nmitigated = 2026-03-04T21:40:00Z\nidentified = 2026-03-05T04:00:00Z\ndisclosed = 2026-03-04T21:50:00Z\nresolved = 2026-03-07T10:00:00Z\n", "", ""},
		{"over before it began", "[times]\nbegan = 2026-03-04T10:00:00Z\nresolved = 2026-03-04T09:00:00Z\n", "", "front-matter/order"},
		{"no offset", "[times]\nbegan = 2026-03-04T10:00:00\n", "", "front-matter/offset"},
		{"a zone for all", "timezone = \"Europe/Berlin\"\n[times]\nbegan = 2026-03-04T10:00:00\n[timeline]\n\"2026-03-04 10:05\" = \"A\"\n", "", ""},
		{"no such zone", "timezone = \"Europe/Berlinn\"\n", "", "front-matter/timezone"},
		{"an hour that is skipped", "timezone = \"Europe/Berlin\"\n[times]\nbegan = 2026-03-29T02:30:00\n", "", "front-matter/date"},
		{"states", "[states]\n2026-03-05 = \"reopened\"\n\"2026-03-06T10:00:00Z\" = { severity = \"critical\" }\n", "", ""},
		{"a state that is none", "[states]\n2026-03-05 = \"undone\"\n", "", "front-matter/value"},
		{"merged into nothing", "[states]\n2026-03-05 = { merged_into = \"incidents/none\" }\n", "", "link/missing"},
		{"over and reopened", "stage = \"resolved\"\n[states]\n2026-03-05 = \"reopened\"\n", "", "front-matter/contradiction"},
		{"nothing in it", "", "## Timeline\n\nIt took long.\n", "page/timeline"},
		{"long after", "[times]\nbegan = 2026-03-04\nresolved = 2026-03-04\n", "## Timeline\n\n- 2026-05-20 a\n", "page/timeline"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := timesSite(t, c.head, c.body)
			var codes []string
			for _, p := range got.Problems {
				codes = append(codes, p.Code)
			}
			if s := strings.Join(codes, " "); s != c.codes {
				t.Errorf("%s, want %s: %v", s, c.codes, got.Problems)
			}
		})
	}
}

// TestReopened: an incident lasts until it is resolved for the last time.
func TestReopened(t *testing.T) {
	times := "[times]\nbegan = 2026-03-04T10:00:00Z\nresolved = 2026-03-04T12:00:00Z\n[states]\n\"2026-03-05T10:00:00Z\" = \"reopened\"\n"
	open := timesSite(t, times, "").editions[0].program.Pages[0]
	over := timesSite(t, times+"\"2026-03-06T10:00:00Z\" = \"resolved\"\n", "").editions[0].program.Pages[0]
	if open.Resolved() || !open.End().IsZero() {
		t.Error("it is reopened, and counts as over")
	}
	if end := over.End(); !over.Resolved() || end.Time.Day() != 6 {
		t.Errorf("it ends at %v", end)
	}
}

func timesSite(t *testing.T, head, body string) *Site {
	t.Helper()
	s, err := LoadFS(Config{}, fstest.MapFS{
		"candor.toml":                       {Data: []byte("title = \"T\"\nas_of = 2026-09-30\n")},
		"content/incidents/2026-03-04-x.md": {Data: []byte("+++\ntitle = \"X\"\nseverity = \"high\"\naudience = \"public\"\n" + head + "+++\n\nText.\n\n" + body)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
