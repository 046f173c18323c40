package generator

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// withholdings are the places that withhold a name, and shownPlaces those that
// show it; each of the first is tried with each of the second.
var withholdings = map[string]string{
	"mark":    "By {internal: Harbourlight Nodes | public: a vendor}.",
	"block":   "::: internal\nAn hour of wrong blocks came from\nHarbourlight Nodes in May.\n:::",
	"section": "## Who\n\n### The vendor {internal}\n\nThe blocks came from Harbourlight Nodes, as we know.",
	"name":    "By {vendor}.",
}

var shownPlaces = map[string]map[string]string{
	"text":                      {"BODY": "So harbourlight nodes’s team says."},
	"text over a line":          {"BODY": "So Harbourlight\n*Nodes* says."},
	"text with a soft hyphen":   {"BODY": "So Harbour\u00adlight Nodes says."},
	"text of a mark":            {"BODY": "So {internal: it | public: Harbourlight Nodes} says."},
	"title":                     {"HEAD": "[actions.x]\ntitle = \"Harbourlight Nodes replaces them\"\nowner = \"team\"\ndue = 2026-12-01"},
	"tag":                       {"HEAD": "tags = [\"harbourlight-nodes\"]"},
	"alias":                     {"HEAD": "aliases = [\"incidents/harbourlight-nodes\"]"},
	"key":                       {"HEAD": "[actions.harbourlight-nodes]\ntitle = \"x\"\nowner = \"team\"\ndue = 2026-12-01"},
	"address of a link":         {"BODY": "See [this](https://harbourlight-nodes.example/)."},
	"code":                      {"BODY": "`HARBOURLIGHT_NODES`"},
	"another page":              {"content/pages/b.md": "+++\ntitle = \"B\"\naudience = \"public\"\n+++\nHarbourlight Nodes."},
	"name of a file":            {"content/incidents/2026-03-05-harbourlight-nodes.md": "+++\ntitle = \"B\"\nseverity = \"low\"\naudience = \"public\"\n+++\nx"},
	"title of the site":         {"TOML": "organization = \"Harbourlight Nodes\""},
	"a metric":                  {"data/metrics/m.toml": "title = \"Uptime of Harbourlight Nodes\"\nkind = \"level\"\nunit = \"days\"\nbetter = \"lower\"\ncadence = \"month\"\naudience = \"public\"\n[points]\n2026-01 = 1\n"},
	"a file beside the page":    {"BODY": "[log](node.txt)", "content/incidents/2026-03-04-a/node.txt": "harbourlight_nodes: down\n"},
	"the name of such a file":   {"BODY": "[log](harbourlight-nodes.txt)", "content/incidents/2026-03-04-a/harbourlight-nodes.txt": "down\n"},
	"the logo":                  {"TOML": "[brand]\nlogo = \"brand/logo.svg\"", "brand/logo.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><text>Harbourlight Nodes</text></svg>"},
	"words of the site's theme": {"TOML": "theme = \"own\"", "themes/own/strings/en.toml": "[pages]\n\"Contents\" = \"Nodes of Harbourlight Nodes\"\n"},
}

func shownSite(body string, more map[string]string) fstest.MapFS {
	toml := "title = \"T\"\nas_of = 2026-09-30\n" + more["TOML"] + "\n[names.vendor]\npublic = \"a vendor\"\n"
	if body == withholdings["name"] {
		toml += "internal = \"Harbourlight Nodes\"\n"
	}
	page := "+++\ntitle = \"A\"\nseverity = \"high\"\naudience = \"public\"\n" + more["HEAD"] + "\n+++\n" + more["BODY"] + "\n\n" + body + "\n"
	site := fstest.MapFS{"candor.toml": {Data: []byte(toml)}, "content/incidents/2026-03-04-a/index.md": {Data: []byte(page)}}
	for name, text := range more {
		if strings.Contains(name, "/") {
			site[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return site
}

// shownProblems are the problems of mark/also-shown that a site draws.
func shownProblems(t *testing.T, site fstest.MapFS) (out []Problem) {
	t.Helper()
	s, err := LoadFS(Config{Version: "1"}, site)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range s.Problems {
		if p.Code == "mark/also-shown" {
			out = append(out, p)
		} else if p.Severity == Error {
			t.Errorf("%v", p)
		}
	}
	return out
}

func TestAlsoShown(t *testing.T) {
	for _, how := range slices.Sorted(maps.Keys(withholdings)) {
		if found := shownProblems(t, shownSite(withholdings[how], nil)); len(found) > 0 {
			t.Errorf("withheld by a %s and shown nowhere: %v", how, found)
		}
		for _, where := range slices.Sorted(maps.Keys(shownPlaces)) {
			found := shownProblems(t, shownSite(withholdings[how], shownPlaces[where]))
			if len(found) == 0 {
				t.Errorf("withheld by a %s, shown in %s: nothing is said", how, where)
			}
			for _, p := range found {
				if warn := how == "block" || how == "section"; warn != (p.Severity == Warning) {
					t.Errorf("withheld by a %s, shown in %s: %v", how, where, p)
				}
				if strings.Contains(strings.ToLower(p.Message), "harbourlight nodes") {
					t.Errorf("withheld by a %s, shown in %s: the problem quotes it: %v", how, where, p)
				}
			}
		}
	}
}

// A problem stands at the line that withholds a name; one of [names] at the line
// that shows it.
func TestAlsoShownPlace(t *testing.T) {
	for how, want := range map[string]string{"mark": "12:4, 6", "block": "14:1, 6", "section": "16:22, 6", "name": "6:1, 6 withholds is written out here"} {
		got := ""
		for _, p := range shownProblems(t, shownSite(withholdings[how], shownPlaces["title"])) {
			got = fmt.Sprintf("%d:%d, %s", p.Line, p.Column, p.Message[strings.LastIndex(p.Message, ":")+1:])
		}
		if got != want {
			t.Errorf("withheld by a %s: got %s, want %s", how, got, want)
		}
	}
}

// What its author permits is not reported, nor the site's own address.
func TestAlsoShownPermitted(t *testing.T) {
	site := shownSite(withholdings["mark"]+"\n\n::: internal\nIt stood at https://report.example.org/security/incidents/ for a day.\n:::", map[string]string{"BODY": "Harbourlight Nodes, https://report.example.org/security/", "TOML": "base_url = \"https://report.example.org/security/\"\n[shown]\n\"harbourlight nodes\" = \"known\""})
	if found := shownProblems(t, site); len(found) > 0 {
		t.Errorf("%v", found)
	}
}

// The forms that a wider audience reads are withheld from nobody.
func TestAlsoShownNamesOfThree(t *testing.T) {
	site := fstest.MapFS{
		"candor.toml":        {Data: []byte("title = \"T\"\nas_of = 2026-09-30\naudiences = [\"public\", \"community\", \"internal\"]\n[names.vendor]\npublic = \"Some Custodian\"\ncommunity = \"Acme Custody\"\ninternal = \"Acme Custody AG\"\n")},
		"content/pages/a.md": {Data: []byte("+++\ntitle = \"A\"\naudience = \"public\"\n+++\nBy {vendor}, Some Custodian as they say.\n")},
	}
	if found := shownProblems(t, site); len(found) > 0 {
		t.Errorf("%v", found)
	}
}

// TestAlsoShownWithoutCapitals: names of scripts without capitals are names, other
// words of them are not.
func TestAlsoShownWithoutCapitals(t *testing.T) {
	for marked, want := range map[string]int{"株式会社ゾルブ": 1, "ソルブシステムズ": 1, "주식회사솔브": 1, "十一": 0, "約十一分ほど": 0} {
		body := "By {internal: " + marked + " | public: x}."
		if got := shownProblems(t, shownSite(body, map[string]string{"BODY": "前日、" + marked + "の担当者。"})); len(got) != want {
			t.Errorf("%s: %v", marked, got)
		}
	}
}
