package maturity

import (
	"strings"
	"testing"
)

func TestLint(t *testing.T) {
	sound := func() Input {
		in := five(rec("l2", "2026-06-01", "met"), rec("l3", "2026-06-01", "met"))
		in.Facts = testFacts()
		in.Model.Domains[0].Target = 3
		return in
	}
	if got := Lint(sound(), day("2026-07-01")); len(got) != 0 {
		t.Fatalf("a sound input: %+v", got)
	}
	for name, c := range map[string]struct {
		edit     func(*Input)
		code     Code
		severity Severity
		address  string
		hint     string
	}{
		"empty level": {func(in *Input) { in.Model.Domains[0].Criteria = in.Model.Domains[0].Criteria[:3] }, EmptyLevel, Error, "response", ""},
		"level too high": {func(in *Input) {
			in.Model.Domains[0].Criteria = append(in.Model.Domains[0].Criteria, Criterion{ID: "l6", Level: 6})
		}, LevelRange, Error, "response/l6", ""},
		"level of base": {func(in *Input) {
			in.Model.Domains[0].Criteria = append(in.Model.Domains[0].Criteria, Criterion{ID: "l1", Level: 1})
		}, LevelRange, Error, "response/l1", ""},
		"for ever":          {func(in *Input) { in.Model.MaxAgeDays = 0; in.Model.Domains[0].Criteria = onlyLast(in) }, NoExpiry, Error, "response/l5", ""},
		"rule":              {func(in *Input) { in.Model.Domains[0].Criteria[2].Rule = "level < three" }, BadRule, Error, "response/l4", ""},
		"unknown metric":    {func(in *Input) { in.Model.Domains[0].Criteria[2].Rule = "levle < 3d" }, UnknownMetric, Error, "response/l4", `did you mean "level"?`},
		"rule and record":   {func(in *Input) { in.Model.Domains[0].Criteria[0].Rule = "level <= 9d"; in.Model.Domains[0].Target = 0 }, RuledRecord, Error, "response/l2", ""},
		"unknown criterion": {func(in *Input) { in.Records[0].Criterion = "response/l22"; in.Model.Domains[0].Target = 0 }, UnknownCriterion, Error, "response/l22", `did you mean "response/l2"?`},
		"future":            {func(in *Input) { in.Records = append(in.Records, rec("l2", "2026-07-02", "met")) }, FutureRecord, Error, "response/l2", ""},
		".33":               {func(in *Input) { in.Records = append(in.Records, rec("l4", "2026-06-02", ".33")) }, OffScale, Error, "response/l4", ""},
		"33":                {func(in *Input) { in.Records = append(in.Records, rec("l4", "2026-06-02", "33")) }, OffScale, Error, "response/l4", ""},
		"nearly met":        {func(in *Input) { in.Records = append(in.Records, rec("l4", "2026-06-02", "mett")) }, OffScale, Error, "response/l4", `did you mean "met"?`},
		"twice a day":       {func(in *Input) { in.Records = append(in.Records, rec("l2", "2026-06-01", "met")) }, Duplicate, Error, "response/l2", ""},
		"assessor":          {func(in *Input) { in.Records[0].Assessor = "slef" }, UnknownAssessor, Error, "response/l2", `did you mean "self"?`},
		"self only since": {func(in *Input) {
			peer := rec("l4", "2026-05-01", "met")
			peer.Assessor = "peer"
			in.Records = append(in.Records, peer, rec("l4", "2026-05-20", "withdrawn"), rec("l4", "2026-06-01", "met"))
		}, SelfOnly, Warning, "response/l4", ""},
		"self only": {func(in *Input) { in.Records = append(in.Records, rec("l4", "2026-06-01", "met")) }, SelfOnly, Warning, "response/l4", ""},
		"na":        {func(in *Input) { in.Records = append(in.Records, rec("l4", "2026-06-01", "na")) }, Unjustified, Warning, "response/l4", ""},
		"unplanned": {func(in *Input) { in.Model.Domains[0].Target = 4 }, Unplanned, Warning, "response/l4", ""},
		"done, unmet": {func(in *Input) {
			in.Roadmap = []RoadmapItem{{ID: "RM-1", Closes: []string{"response/l4"}, Status: "done"}}
		}, DoneUnmet, Error, "RM-1", ""},
		"done, expired": {func(in *Input) {
			in.Roadmap = []RoadmapItem{{ID: "RM-1", Closes: []string{"response/l4"}, Status: "done"}}
			in.Records = append(in.Records, rec("l4", "2024-06-01", "met"))
		}, DoneUnmet, Warning, "RM-1", ""},
		"plan for nothing": {func(in *Input) { in.Roadmap = []RoadmapItem{{ID: "RM-1", Closes: []string{"response/l9"}}} }, UnknownCriterion, Error, "RM-1", ""},
		"scale": {func(in *Input) {
			in.Model.Domains[0].Scale = "samn"
			in.Model.Scales = []Scale{samm}
			in.Records = nil
			in.Model.Domains[0].Target = 0
		}, UnknownScale, Error, "response", `did you mean "samm"?`},
		"group":           {func(in *Input) { in.Model.Domains[0].Group = "ops" }, UnknownGroup, Error, "response", ""},
		"empty group":     {func(in *Input) { in.Model.Groups = []Group{{ID: "ops", Rollup: Mean}} }, UnknownMember, Warning, "ops", ""},
		"group in itself": {func(in *Input) { in.Model.Groups = []Group{{ID: "ops", Rollup: Mean, Group: "ops"}} }, GroupCycle, Error, "ops", ""},
		"target":          {func(in *Input) { in.Model.Domains[0].Target = 1 }, LevelRange, Error, "response", ""},
	} {
		in := sound()
		c.edit(&in)
		got := Lint(in, day("2026-07-01"))
		if len(got) != 1 {
			t.Errorf("%s: %d findings: %+v", name, len(got), got)
			continue
		}
		f := got[0]
		if f.Code != c.code || f.Severity != c.severity || f.Address != c.address || !strings.Contains(f.Hint, c.hint) || f.Text == "" {
			t.Errorf("%s: %+v", name, f)
		}
	}
}

func onlyLast(in *Input) []Criterion {
	list := in.Model.Domains[0].Criteria
	for i := range 3 {
		list[i].MaxAgeDays = 365
	}
	return list
}
