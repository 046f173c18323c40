package generator

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"
)

const (
	incidentA = "+++\ntitle = \"First\"\nseverity = \"high\"\nstage = \"resolved\"\naudience = \"public\"\nHEAD[times]\nbegan = 2026-03-04T10:00:00Z\nresolved = 2026-03-04T12:00:00Z\n+++\nText.\n\nBODY\n"
	incidentB = "+++\ntitle = \"Second\"\nseverity = \"low\"\nstage = \"open\"\naudience = \"public\"\n[times]\nbegan = 2023-06-17T10:00:00Z\n+++\nText.\n"
	noteHead  = "+++\ntitle = \"Note\"\n+++\n"
)

// What the edition says by itself is no leak, whatever a withheld text says.
func TestSaidByRight(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"a headline":      {"content/pages/n.md": noteHead + "We say: 1 incident in 2026; none is open. And: 1 incident in 2023; 1 is open."},
		"a minute":        {"HEAD": "[timeline]\n\"2026-03-04T10:00:00Z\" = \"Alarm\"\n\"2026-03-04T10:00:30Z\" = { text = \"The vendor is told\", audience = \"internal\" }\n"},
		"its own address": {"BODY": "::: internal\nSent to the vendor: https://report.example.org/security/incidents/2026-03-04-a/ as it stands.\n:::"},
		"days so far":     {"content/pages/n.md": noteHead + "Of 1,201 users, none knew; 1201 at 2,880 were asked.", "data/metrics/m.toml": "title = \"M\"\nkind = \"count\"\nunit = \"days\"\nbetter = \"lower\"\ncadence = \"month\"\n[points]\n2026-01 = 1201\n"},
		"words of a list": {"content/pages/n.md": noteHead + "Severity high, low; Sparkline, Title, Footer, Content, Viewport, Path, Factor, Slope; Oracle, Anchor and Ledger are words."},
		"a stock phrase":  {"BODY": "The alert threshold was set for the traffic of last year.\n\n::: internal\nWe found that the alert threshold was set for the traffic of last year, again.\n:::"},
	} {
		site := rightSite(files)
		s := load(t, site, "")
		for i, e := range s.editions {
			if i > 0 {
				if err := sweptOnce(t, s, e); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
		}
	}
}

func rightSite(files map[string]string) fstest.MapFS {
	site := fstest.MapFS{
		"candor.toml":                       {Data: []byte("title = \"T\"\nas_of = 2026-09-30\nbase_url = \"https://report.example.org/security/\"\n")},
		"content/incidents/2026-03-04-a.md": {Data: []byte(strings.NewReplacer("HEAD", files["HEAD"], "BODY", files["BODY"]).Replace(incidentA))},
		"content/incidents/2023-06-17-b.md": {Data: []byte(incidentB)},
	}
	for name, text := range files {
		if strings.Contains(name, "/") {
			site[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return site
}

// sweptOnce makes an edition and searches it, without the proof.
func sweptOnce(t *testing.T, s *Site, e *edition) error {
	t.Helper()
	search, err := s.newSweep(context.Background(), e)
	if err != nil || search == nil {
		t.Fatal(search, err)
	}
	tree := s.newTree(e)
	finds, err := tree.each(context.Background(), search, func(string, []byte) error { return nil }, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = s.leaks(s.byRight(e, search, finds, tree.read(nil)), e.name)
	var leak *LeakError
	if errors.As(err, &leak) {
		return errors.New(leak.Problems[0].String())
	}
	return err
}

// What only a withheld text says is a leak, also where the edition says something
// like it by right.
func TestNotByRight(t *testing.T) {
	s := load(t, rightSite(map[string]string{"content/pages/n.md": noteHead + "1 incident in 2026; none is open. It was Quillmark, with a Sparkline of 918273."}), "")
	e := s.editions[1]
	search, err := s.newSweep(context.Background(), e)
	if err != nil {
		t.Fatal(err)
	}
	tree := s.newTree(e)
	index := tree.read(nil)
	for _, said := range []string{"<p>By Quillmark.</p>", "<p>918,273 of them</p>", "<p>By Sparkline.</p>", "<p title=\"Quillmark\">x</p>", "{\"x\": \"Sparkline\"}"} {
		read := func(name string) ([]byte, error) {
			data, err := index(name)
			return append(data, said...), err
		}
		data, _ := read("index.html")
		finds := search.File("index.html", data)
		if left := s.byRight(e, search, finds, read); len(left) == 0 {
			t.Errorf("%s: %d finds, none is left", said, len(finds))
		}
	}
}
