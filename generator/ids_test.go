package generator

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	anID   = regexp.MustCompile(`\sid="([^"]+)"`)
	author = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)
)

// TestIDsAreUnique: no page has an id twice, even where an author's headings and
// the keys of entries are words that pages use themselves. The words are those
// that the pages of a new site have.
func TestIDsAreUnique(t *testing.T) {
	words := map[string]bool{}
	for _, page := range idsOf(t, manyKeys([]string{"plain"})) {
		for _, id := range page {
			if author.MatchString(id) && len(id) < 30 {
				words[id] = true
			}
		}
	}
	var list []string
	for w := range words {
		list = append(list, w)
	}
	slices.Sort(list)
	if len(list) < 40 {
		t.Fatalf("only %d words were found: %v", len(list), list)
	}
	for name, ids := range idsOf(t, manyKeys(list)) {
		slices.Sort(ids)
		for i := range ids[1:] {
			if ids[i] == ids[i+1] {
				t.Errorf("%s has id=%q twice", name, ids[i])
			}
		}
	}
}

// idsOf lists the ids of each page of a site's narrowest edition.
func idsOf(t *testing.T, site map[string][]byte) map[string][]string {
	t.Helper()
	s, err := LoadFS(Config{Version: "1", NoProof: true}, inMemory(site))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range s.Problems {
		if p.Severity == Error {
			t.Fatal(p)
		}
	}
	out := map[string][]string{}
	for name, data := range built(t, s, s.editions[0]) {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, m := range anID.FindAllStringSubmatch(string(data), -1) {
			out[name] = append(out[name], m[1])
		}
	}
	return out
}

// manyKeys is a site whose headings and keys are words.
func manyKeys(words []string) map[string][]byte {
	var headings, actions, findings, causes, controls, debt, roadmap, criteria, domains strings.Builder
	for _, w := range words {
		fmt.Fprintf(&headings, "\n## %s\n\nText.\n", strings.ReplaceAll(w, "-", " "))
		fmt.Fprintf(&actions, "[actions.%s]\ntitle = \"T\"\nowner = \"team\"\ndue = 2026-12-01\n", w)
		fmt.Fprintf(&findings, "[findings.%s]\ntitle = \"T\"\nseverity = \"high\"\nstatus = \"open\"\n", w)
		fmt.Fprintf(&causes, "[causes.%s]\ntext = \"T\"\nkind = \"root\"\n", w)
		fmt.Fprintf(&controls, "[controls.%s]\ntitle = \"T %s\"\noutcome = \"worked\"\n", w, w)
		fmt.Fprintf(&debt, "[%s]\ntitle = \"T\"\nopened = 2026-01-01\naudience = \"public\"\n", w)
		fmt.Fprintf(&roadmap, "[%s]\ntitle = \"T\"\ndue = 2026-12-01\naudience = \"public\"\n", w)
		fmt.Fprintf(&criteria, "[domains.d.criteria.%s]\nlevel = 2\ntext = \"T\"\nby = \"attest\"\n", w)
		fmt.Fprintf(&domains, "[domains.%s-x]\ntitle = \"T\"\naudience = \"public\"\n[domains.%s-x.criteria.c]\nlevel = 2\ntext = \"T\"\nby = \"attest\"\n", w, w)
	}
	incident := "+++\ntitle = \"A\"\nseverity = \"high\"\naudience = \"public\"\nsummary = \"s\"\n[times]\nbegan = 2026-01-01T10:00:00Z\ndetected = 2026-01-01T11:00:00Z\nmitigated = 2026-01-01T12:00:00Z\nresolved = 2026-01-01T13:00:00Z\n[impact]\nsummary = \"s\"\n[lessons]\nwell = [\"x\"]\n[runbooks]\nx = \"new\"\n[links]\nx = \"https://example.org/\"\n[revisions]\n2026-02-01 = \"x\"\n[detection]\nfaster = \"x\"\n" +
		actions.String() + causes.String() + controls.String() + "+++\n\nText.[^1]\n\n::: internal | why\nx\n:::\n\n![m](/metrics/m/)\n" + headings.String() + "\n[^1]: Note.\n"
	site := map[string]string{
		"candor.toml":                         "title = \"T\"\nas_of = 2026-03-31\n[severities]\nhigh = \"x\"\n",
		"content/incidents/2026-01-01-a.md":   incident,
		"content/assessments/2026-02-01-b.md": "+++\ntitle = \"B\"\naudience = \"public\"\n[assessment]\ntype = \"external\"\nassessor = \"a firm\"\nscheduled = 2026-01-20\n" + actions.String() + findings.String() + "+++\n" + headings.String(),
		"content/reports/2026-q1.md":          "+++\ntitle = \"R\"\ndate = 2026-03-31\naudience = \"public\"\n[report]\nperiod = \"2026-Q1\"\n" + actions.String() + "+++\n" + headings.String(),
		"content/pages/about.md":              "+++\ntitle = \"About\"\naudience = \"public\"\n" + actions.String() + "+++\n" + headings.String(),
		"content/pages/home.md":               "+++\ntitle = \"Home\"\naudience = \"public\"\n+++\n" + headings.String(),
		"content/pages/policy.md":             "+++\ntitle = \"P\"\naudience = \"public\"\n+++\n" + headings.String(),
		"data/debt.toml":                      debt.String(), "data/roadmap.toml": roadmap.String(),
		"data/maturity.toml":  "[model]\nid = \"m\"\nlevels = [\"One\", \"Two\"]\nmax_age_days = 365\n[domains.d]\ntitle = \"D\"\naudience = \"public\"\ntarget = 2\n" + criteria.String() + domains.String(),
		"data/metrics/m.toml": "title = \"M\"\nkind = \"level\"\nunit = \"days\"\nbetter = \"lower\"\ncadence = \"month\"\naudience = \"public\"\ncategory = \"response\"\n[points]\n2026-01 = 1\n2026-02 = 2\n[changes]\n2026-02 = \"x\"\n",
	}
	out := map[string][]byte{}
	for name, text := range site {
		out[name] = []byte(text)
	}
	return out
}
