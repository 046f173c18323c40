package generator

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"candor/generator/internal/dataset"
)

// published is what these tests read of report.json.
type published struct {
	Metrics []publishedMetric
	Totals  *dataset.Totals
}

type publishedMetric struct {
	ID     string
	Points []struct {
		Period string
		Value  *float64
	}
}

// honestSite is a site of pages and data files, with its report in the public edition.
func honestSite(t *testing.T, files map[string]string) (*Site, published) {
	t.Helper()
	fsys := fstest.MapFS{"candor.toml": {Data: []byte("title = \"T\"\nas_of = 2026-09-30\n")}}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	s := load(t, fsys, "")
	var r published
	if err := json.Unmarshal(treesOf(t, s)["public"]["report.json"], &r); err != nil {
		t.Fatal(err)
	}
	return s, r
}

// valuesOf are the values of a metric by period; nil when the edition lacks it.
func valuesOf(r published, id string) map[string]float64 {
	i := slices.IndexFunc(r.Metrics, func(m publishedMetric) bool { return m.ID == id })
	if i < 0 {
		return nil
	}
	out := map[string]float64{}
	for _, p := range r.Metrics[i].Points {
		if p.Value != nil {
			out[p.Period] = *p.Value
		}
	}
	return out
}

func incidentWith(tables string) string {
	return "+++\ntitle = \"T\"\nseverity = \"high\"\naudience = \"public\"\n" + tables + "+++\nText.\n"
}

// TestThePastStays: what an action or a finding becomes later changes no earlier
// quarter, whether the day is known or not.
func TestThePastStays(t *testing.T) {
	for end, want := range map[string]float64{"": 1, "done = 2026-02-01": 0, "dropped = 2026-02-01\nbecause = \"x\"": 0, "status = \"dropped\"\nbecause = \"x\"": 1, "status = \"done\"": 1} {
		_, r := honestSite(t, map[string]string{"content/incidents/2024-12-01-a.md": incidentWith("[actions.a]\ntitle = \"A\"\nowner = \"team\"\nfirst_due = 2025-01-31\ndue = 2027-01-31\n" + end + "\n")})
		got := valuesOf(r, "actions-overdue")
		if got["2025-Q2"] != 1 || got["2026-Q2"] != want {
			t.Errorf("%q: %v", end, got)
		}
		if got := valuesOf(r, "actions-in-time"); got["2025-Q1"] != 0 || len(got) != 1 {
			t.Errorf("%q: in time %v", end, got)
		}
	}
	for end, want := range map[string]float64{"": 1, "closed = 2026-02-01": 0, "status = \"false-positive\"": 1, "status = \"false-positive\"\nclosed = 2026-02-01": 0, "status = \"accepted\"\nbecause = \"x\"": 1} {
		_, r := honestSite(t, map[string]string{"content/assessments/2025-01-10-a.md": "+++\ntitle = \"T\"\naudience = \"public\"\n[findings.F]\ntitle = \"F\"\nseverity = \"low\"\ndue = 2025-05-31\n" + end + "\n+++\n"})
		if got := valuesOf(r, "open-findings"); got["2025-Q2"] != 1 || got["2026-Q2"] != want {
			t.Errorf("%q: %v", end, got)
		}
		if got := valuesOf(r, "findings-overdue"); got["2025-Q1"] != 0 || got["2025-Q2"] != 1 {
			t.Errorf("%q: overdue %v", end, got)
		}
	}
}

// TestFunds: sums by period in the currency of the programme; a site without sums has
// no metrics of them.
func TestFunds(t *testing.T) {
	files := map[string]string{"content/incidents/2026-02-01-a.md": incidentWith("")}
	_, r := honestSite(t, files)
	if r.Totals != nil || valuesOf(r, "funds-lost") != nil || valuesOf(r, "bounties-paid") != nil || valuesOf(r, "change-failure-rate") != nil || valuesOf(r, "time-to-disclose") != nil {
		t.Error("metrics of nothing")
	}
	files["content/incidents/2026-05-01-b.md"] = incidentWith("[detection]\nby = \"bounty\"\nbounty = { paid = 5000, currency = \"USD\", date = 2026-07-03 }\n[impact]\nfunds = { at_risk = \"unbounded\", lost = 700, recovered = 200, currency = \"USD\" }\n")
	files["content/incidents/2026-05-02-c.md"] = incidentWith("[impact]\nfunds = { at_risk = 900, lost = 300 }\n")
	files["content/incidents/2026-05-03-d.md"] = incidentWith("[impact]\nfunds = { lost = 1000000, currency = \"EUR\" }\n")
	files["candor.toml"] = "title = \"T\"\nas_of = 2026-09-30\ncurrency = \"USD\"\n"
	_, r = honestSite(t, files)
	if got := valuesOf(r, "funds-lost"); got["2026-Q2"] != 1000 || got["2026-Q1"] != 0 || got["2026-Q3"] != 0 || len(got) != 3 {
		t.Errorf("lost %v", got)
	}
	if got := valuesOf(r, "bounties-paid"); got["2026-Q3"] != 5000 {
		t.Errorf("paid %v", got)
	}
	if got := r.Totals; got == nil || got.FundsLost != 1000 || got.FundsRecovered != 200 || got.FundsAtRisk == nil || *got.FundsAtRisk != 900 || got.Currency != "USD" {
		t.Errorf("%+v", got)
	}
	delete(files, "content/incidents/2026-05-02-c.md")
	if _, r = honestSite(t, files); r.Totals == nil || r.Totals.FundsAtRisk != nil {
		t.Error("a sum without bound became 0 or the totals are gone")
	}
}

// TestChangeFailures: an upgrade failed when it was rolled back or an incident names it.
func TestChangeFailures(t *testing.T) {
	upgrade := func(outcome string) string {
		return "+++\ntitle = \"T\"\naudience = \"public\"\n[upgrade]\noutcome = \"" + outcome + "\"\n+++\n"
	}
	files := map[string]string{"content/upgrades/2026-01-10-a.md": upgrade("succeeded"), "content/upgrades/2026-02-10-b.md": upgrade("rolled-back"), "content/upgrades/2026-03-10-c.md": upgrade("succeeded"), "content/upgrades/2026-03-11-d.md": upgrade("succeeded"),
		"content/incidents/2026-05-01-b.md": incidentWith("[causes.c]\ntext = \"C\"\nupgrade = \"upgrades/2026-03-10-c\"\n")}
	if _, r := honestSite(t, files); valuesOf(r, "change-failure-rate")["2026-Q1"] != 0.5 {
		t.Errorf("%v", valuesOf(r, "change-failure-rate"))
	}
}

// TestFlatters: the author hears of figures that look better because something is
// withheld, at that thing, and may accept them with a reason.
func TestFlatters(t *testing.T) {
	action := func(more string) string {
		return incidentWith("[actions.a]\ntitle = \"A\"\ndue = 2026-12-31\n[actions.b]\ntitle = \"B\"\ndue = 2026-01-31\n" + more)
	}
	domains := "[model]\nid = \"m\"\nversion = \"1\"\nbase = 1\nlevels = [\"One\", \"Two\"]\nmax_age_days = 900\n" +
		"[domains.a]\ntitle = \"A\"\naudience = \"public\"\n[domains.a.criteria.x]\nlevel = 2\ntext = \"X\"\nby = \"attest\"\n" +
		"[domains.b]\ntitle = \"B\"\naudience = \"internal\"\n[domains.b.criteria.x]\nlevel = 2\ntext = \"X\"\nby = \"attest\"\n"
	met := "[\"a/x\"]\n2026-01-01 = { state = \"met\", assessor = \"self\" }\n"
	level := "title = \"M\"\nkind = \"level\"\nunit = \"days\"\nbetter = \"lower\"\ncadence = \"quarter\"\naudience = \"public\"\ntarget = { value = 5, by = 2026-06-30 }\n[points]\n2026-Q1 = 4\n2026-Q2 = 4\n"
	for name, c := range map[string]struct {
		files map[string]string
		at    string // "" for no warning
	}{
		"nothing withheld":  {map[string]string{"content/incidents/2026-01-01-a.md": action("")}, ""},
		"an overdue action": {map[string]string{"content/incidents/2026-01-01-a.md": action("audience = \"internal\"\n")}, "content/incidents/2026-01-01-a.md:8"},
		"accepted":          {map[string]string{"content/incidents/2026-01-01-a.md": action("audience = \"internal\"\n"), "candor.toml": "title = \"T\"\nas_of = 2026-09-30\n[accepted]\nactions = \"a legal matter\"\n"}, ""},
		"a missed target":   {map[string]string{"data/metrics/m.toml": level + "2026-Q3 = { value = 9, audience = \"internal\" }\n"}, "data/metrics/m.toml:11"},
		"a better value":    {map[string]string{"data/metrics/m.toml": level + "2026-Q3 = { value = 3, audience = \"internal\" }\n"}, ""},
		"a weak domain":     {map[string]string{"data/maturity.toml": domains, "data/attestations/a.toml": met}, "data/maturity.toml:14"},
	} {
		s, _ := honestSite(t, c.files)
		var got []string
		for _, p := range s.Problems {
			if p.Code == "honest/flatters" {
				got = append(got, fmt.Sprintf("%s:%d:", p.File, p.Line))
			}
		}
		if c.at == "" && len(got) > 0 || c.at != "" && (len(got) != 1 || !strings.HasPrefix(got[0], c.at+":")) {
			t.Errorf("%s: %v, want %q", name, got, c.at)
		}
	}
}

// TestOpenGapOnTiles: the tile of a gap shows the length that its target is held
// against, the open gap where it is longer, not a closed one that would miss it.
func TestOpenGapOnTiles(t *testing.T) {
	gap := func(last string) string {
		return "title = \"Gap\"\nkind = \"gap\"\nunit = \"days\"\nbetter = \"higher\"\ncadence = \"day\"\naudience = \"public\"\n" +
			"target = { value = 100 }\n[points]\n2026-01-10 = 30\n" + last + "\n"
	}
	for last, want := range map[string]string{"2026-03-01 = 50": "Since the last event, so far.", "2026-09-20 = 253": "Up to 20 September 2026."} {
		s, _ := honestSite(t, map[string]string{"data/metrics/gap.toml": gap(last)})
		if home := string(treesOf(t, s)["public"]["index.html"]); !strings.Contains(home, want) {
			t.Errorf("%s: the home page lacks %q", last, want)
		}
	}
}
