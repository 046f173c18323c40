package maturity

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// five is a model of levels 1 to 5 with one domain and a criterion per level.
func five(records ...Record) Input {
	d := Domain{ID: "response", Title: "Response", Target: 4}
	for level := 2; level <= 5; level++ {
		d.Criteria = append(d.Criteria, Criterion{ID: fmt.Sprintf("l%d", level), Level: level, Text: "…"})
	}
	return Input{AsOf: day("2026-06-30"), Records: records, Model: Model{ID: "five", Version: "2", Base: 1, MaxAgeDays: 365,
		Levels: []string{"Initial", "Developing", "Defined", "Managed", "Optimizing"}, Domains: []Domain{d}}}
}

func rec(criterion, when, state string) Record {
	return Record{Criterion: "response/" + criterion, Day: day(when), State: state, Assessor: "self", Evidenced: true}
}

func TestReasons(t *testing.T) {
	for name, c := range map[string]struct {
		edit   func(*Input)
		reason Reason
		detail string
	}{
		"never":         {func(in *Input) {}, Never, "never attested"},
		"met":           {func(in *Input) { in.Records = []Record{rec("l2", "2026-06-30", "met")} }, "", ""},
		"not yet there": {func(in *Input) { in.Records = []Record{rec("l2", "2026-07-01", "met")} }, Never, "never attested"},
		"partial":       {func(in *Input) { in.Records = []Record{rec("l2", "2026-06-01", "partial")} }, Partial, "partly met on 2026-06-01"},
		"not met":       {func(in *Input) { in.Records = []Record{rec("l2", "2026-06-01", "not-met")} }, NotMet, "not met on 2026-06-01"},
		"withdrawn": {func(in *Input) {
			in.Records = []Record{rec("l2", "2026-05-01", "met"), rec("l2", "2026-06-01", "withdrawn")}
		}, Retired, "withdrawn on 2026-06-01"},
		"the newest counts": {func(in *Input) {
			in.Records = []Record{rec("l2", "2026-06-01", "met"), rec("l2", "2026-05-01", "not-met")}
		}, "", ""},
		"last day": {func(in *Input) { in.Records = []Record{rec("l2", "2025-07-01", "met")} }, "", ""},
		"stale":    {func(in *Input) { in.Records = []Record{rec("l2", "2025-06-30", "met")} }, Expired, "met on 2025-06-30, stale since 2026-06-30"},
		"no evidence": {func(in *Input) {
			in.Model.RequiresEvidence = true
			in.Records = []Record{{Criterion: "response/l2", Day: day("2026-06-01"), State: "met"}}
		}, NotMet, "met on 2026-06-01, but without evidence"},
		"na": {func(in *Input) {
			in.Records = []Record{{Criterion: "response/l2", Day: day("2026-06-01"), State: "na", Justified: true}}
		}, "", ""},
		"stale na": {func(in *Input) {
			in.Records = []Record{{Criterion: "response/l2", Day: day("2025-06-30"), State: "na", Justified: true}}
		}, Expired, "said not to apply on 2025-06-30, stale since 2026-06-30"},
		"na without a justification": {func(in *Input) {
			in.Records = []Record{{Criterion: "response/l2", Day: day("2026-06-01"), State: "na"}}
		}, NotMet, "said not to apply on 2026-06-01, without a justification"},
	} {
		in := five()
		c.edit(&in)
		s := Assess(in).Domains[0].Criteria[0]
		if s.Reason != c.reason || s.Detail.String() != c.detail || s.Met != (c.reason == "") {
			t.Errorf("%s: %+v", name, s)
		}
	}
}

func TestLevelScoreAndRefresh(t *testing.T) {
	in := five(rec("l2", "2026-06-01", "met"), rec("l3", "2025-06-01", "met"), rec("l4", "2026-06-01", "met"))
	in.Roadmap = []RoadmapItem{{ID: "RM-1", Closes: []string{"response/l3"}, Status: "doing"}, {ID: "RM-2", Closes: []string{"response/l3"}, Status: "dropped"}}
	r := Assess(in)
	d := r.Domains[0]
	if d.Level != 2 || d.Score != 2 || d.LevelIfRefreshed != 4 || len(d.Stale) != 1 || r.Overall.Level != 2 || r.Overall.BlockedBy[0] != "response" {
		t.Errorf("%+v", d)
	}
	if want := "Level 2 of 5, Developing (4 if one stale record is renewed); target 4."; d.Sentence.String() != want {
		t.Errorf("%q, want %q", d.Sentence, want)
	}
	if len(d.Gaps) != 1 || d.Gaps[0].Criterion != "response/l3" || d.Gaps[0].Reason != Expired || !slices.Equal(d.Gaps[0].Roadmap, []string{"RM-1"}) {
		t.Errorf("%+v", d.Gaps)
	}
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"model":"five","version":"2","levels":["Initial"`, `"overall":{"level":2,"blocked_by":["response"],"mean":2}`,
		`{"id":"response","level":2,"score":2,"level_if_refreshed":4,"target":4,"gaps":[{"criterion":"response/l3","level":3,"reason":"stale","detail":"met on 2025-06-01, stale since 2026-06-01","roadmap":["RM-1"]}]}`,
		`"history":[{"date":"2025-06-30","overall":1,"domains":{"response":1}}`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("no %s in %s", want, text)
		}
	}
}

func TestExpiryNotice(t *testing.T) {
	for when, want := range map[string]bool{"2025-07-30": true, "2025-07-31": false, "2025-07-01": true} {
		if d := Assess(five(rec("l2", when, "met"))).Domains[0]; (len(d.Expiring) == 1) != want || d.Level != 2 {
			t.Errorf("met on %s: expiring %v at level %d", when, d.Expiring, d.Level)
		}
	}
}

func TestHistoryAndRestatement(t *testing.T) {
	in := five(rec("l2", "2025-11-01", "met"), rec("l3", "2026-02-01", "met"), rec("l3", "2026-03-30", "withdrawn"))
	in.Releases = []Release{{Name: "2026-q1", Day: day("2026-03-31"), Version: "2", Levels: map[string]int{"response": 3}},
		{Name: "2025-q4", Day: day("2025-12-31"), Version: "1", Levels: map[string]int{"response": 1}}, {Name: "later", Day: day("2027-01-01"), Levels: map[string]int{"response": 1}}}
	r := Assess(in)
	var line []string
	for _, p := range r.History {
		line = append(line, fmt.Sprintf("%s %d", p.Date, p.Domains["response"]))
	}
	if got := strings.Join(line, ", "); got != "2025-12-31 2, 2026-03-31 2, 2026-06-30 2" {
		t.Error(got)
	}
	want := []string{"restated from 1 to 2 because the model changed from version 1 to 2", "restated from 3 to 2 because for that day the records now say l3: withdrawn on 2026-03-30"}
	for i, s := range r.Restated {
		if s.Sentence.String() != want[i] {
			t.Errorf("%q", s.Sentence)
		}
	}
	if len(r.Restated) != 2 || len(r.Breaks) != 1 || r.Breaks[0] != (Break{day("2025-12-31"), day("2026-03-31"), "1", "2"}) {
		t.Errorf("%+v %+v", r.Restated, r.Breaks)
	}
}

// TestBreaks: a version that no release had begins on the report's day, and
// releases later than that day are not there yet.
func TestBreaks(t *testing.T) {
	releases := []Release{{Day: day("2025-12-31"), Version: "1"}, {Day: day("2026-03-31")}, {Day: day("2026-06-30"), Version: "1"}, {Day: day("2026-12-31"), Version: "3"}}
	got := breaks(Model{Version: "2"}, releases, day("2026-09-30"))
	if want := []Break{{day("2026-06-30"), day("2026-09-30"), "1", "2"}}; !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
	if got := breaks(Model{Version: "1"}, releases, day("2026-09-30")); got != nil {
		t.Errorf("%+v", got)
	}
}

func TestReleasedDomain(t *testing.T) {
	in := five()
	score := 3.5
	in.Model.Domains[0] = Domain{ID: "response", Released: &Released{Level: 3, Score: &score, History: map[string]int{"2026-03-31": 2, "2026-06-30": 3}}}
	r := Assess(in)
	if d := r.Domains[0]; d.Level != 3 || d.Score != 3.5 || len(d.Gaps) != 0 || r.Overall.Level != 3 {
		t.Errorf("%+v", d)
	}
	if len(r.History) != 2 || r.History[0].Domains["response"] != 2 {
		t.Errorf("%+v", r.History)
	}
}

func TestNotApplicableIsShown(t *testing.T) {
	in := five(rec("l2", "2026-06-01", "met"))
	in.Model.Domains[0].Criteria = append(in.Model.Domains[0].Criteria, Criterion{ID: "x", Level: 2})
	in.Records = append(in.Records, Record{Criterion: "response/x", Day: day("2026-06-01"), State: "na", Justified: true})
	if d := Assess(in).Domains[0]; len(d.NA) != 1 || d.NA[0] != (NAOfThem{2, 1, 2}) || d.Level != 2 {
		t.Errorf("%+v", d)
	}
}

func TestGroups(t *testing.T) {
	scores := []DomainStanding{{ID: "a", Score: 1, Level: 1}, {ID: "b", Score: 2, Level: 2}, {ID: "c", Score: 3, Level: 3}}
	domains := []Domain{{ID: "a", Group: "in"}, {ID: "b", Group: "in"}, {ID: "c", Group: "out"}}
	for rollup, want := range map[Rollup]float64{Mean: 2.25, Weakest: 1.5, Sum: 4.5} {
		got := rollUp([]Group{{ID: "out", Rollup: rollup}, {ID: "in", Rollup: Mean, Group: "out"}, {ID: "none", Rollup: Mean}}, domains, scores)
		if len(got) != 2 || got[0].Score != want || got[1].Score != 1.5 || got[0].Level != 1 {
			t.Errorf("%s: %+v", rollup, got)
		}
	}
	loop := rollUp([]Group{{ID: "x", Rollup: Mean, Group: "y"}, {ID: "y", Rollup: Mean, Group: "x"}}, domains, scores)
	if len(loop) != 0 {
		t.Errorf("%+v", loop)
	}
}

// random makes a programme with gaps, ties of days, and all states.
func random(r *rand.Rand, domains, criteria, records int) Input {
	in := Input{AsOf: day("2026-06-30"), Model: Model{Base: 1, MaxAgeDays: 200, Levels: []string{"1", "2", "3", "4", "5"}}}
	var all []string
	for d := range domains {
		dom := Domain{ID: fmt.Sprintf("d%d", d), Target: 4}
		for c := range criteria {
			dom.Criteria = append(dom.Criteria, Criterion{ID: fmt.Sprintf("c%d", c), Level: 2 + c%4})
			all = append(all, Address(dom.ID, dom.Criteria[c].ID))
		}
		in.Model.Domains = append(in.Model.Domains, dom)
	}
	states := []string{"met", "met", "met", "met", "met", "met", "partial", "not-met", "withdrawn", "na"}
	for range records {
		in.Records = append(in.Records, Record{Criterion: all[r.IntN(len(all))], Day: in.AsOf.AddDate(0, 0, -r.IntN(900)), State: states[r.IntN(len(states))],
			Assessor: assessors[r.IntN(3)], Evidenced: true, Justified: true})
	}
	return in
}

func levels(s Standing) (out []int) {
	for _, d := range s.Domains {
		out = append(out, d.Level)
	}
	return out
}

func raised(before, after []int) bool {
	for i := range before {
		if after[i] > before[i] {
			return true
		}
	}
	return false
}

func TestNothingRaisesALevelForFree(t *testing.T) {
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 5))
		in := random(r, 3, 8, 60)
		now := Open(in).On(in.AsOf)
		before := levels(now)
		for _, d := range now.Domains {
			if now.Overall.Level > d.Level || int(d.Score) != d.Level || d.LevelIfRefreshed < d.Level {
				t.Fatalf("seed %d: overall %d, domain %+v", seed, now.Overall.Level, d)
			}
		}
		for i, rec := range in.Records {
			if rec.State != "met" && rec.State != "na" {
				continue
			}
			less := in
			less.Records = slices.Delete(slices.Clone(in.Records), i, i+1)
			if after := levels(Open(less).On(in.AsOf)); raised(before, after) && !sameDay(in.Records, rec) {
				t.Fatalf("seed %d: removing %+v raises %v to %v", seed, rec, before, after)
			}
		}
		for level := 2; level <= 5; level++ {
			more := in
			more.Model.Domains = slices.Clone(in.Model.Domains)
			d := more.Model.Domains[0]
			d.Criteria = append(slices.Clone(d.Criteria), Criterion{ID: "new", Level: level})
			more.Model.Domains[0] = d
			if after := levels(Open(more).On(in.AsOf)); raised(before, after) {
				t.Fatalf("seed %d: an unmet criterion at level %d raises %v to %v", seed, level, before, after)
			}
		}
		last := before
		for d := in.AsOf; d.Before(in.AsOf.AddDate(0, 0, 250)); d = d.AddDate(0, 0, 7) {
			after := levels(Open(in).On(d))
			if raised(last, after) {
				t.Fatalf("seed %d: time raises %v to %v on %s", seed, last, after, d)
			}
			last = after
		}
	}
}

// sameDay reports whether another record of the criterion stands on the same day,
// which Lint refuses.
func sameDay(records []Record, rec Record) bool {
	n := 0
	for _, r := range records {
		if r.Criterion == rec.Criterion && r.Day.Equal(rec.Day) {
			n++
		}
	}
	return n > 1
}

func TestEmptyInput(t *testing.T) {
	text, err := json.Marshal(Assess(Input{AsOf: day("2026-01-01")}))
	if want := `{"model":"","version":"","levels":[],"domains":[],"history":[]}`; err != nil || string(text) != want {
		t.Errorf("%s %v", text, err)
	}
	one := Assess(Input{AsOf: day("2026-01-01"), Model: Model{Domains: []Domain{{ID: "a"}}}})
	if one.Domains[0].Level != 0 || one.Overall.Level != 0 {
		t.Errorf("%+v", one)
	}
}

func big() Input { return random(rand.New(rand.NewPCG(1, 1)), 25, 20, 5000) }

func BenchmarkAnyPastDay(b *testing.B) {
	in := big()
	r := Open(in)
	for b.Loop() {
		r.On(day("2025-11-11"))
	}
}

func BenchmarkAssessWithHistory(b *testing.B) {
	in := big()
	for b.Loop() {
		Assess(in)
	}
}

// Half of 500 criteria by rule, over ten years of a monthly metric.
func BenchmarkRulesOnAPastDay(b *testing.B) {
	in := big()
	f := testFacts()
	s := f.Metrics["coverage"]
	first := s.Points[0].Period
	for i := range 110 {
		p := s.Points[i%12]
		p.Period = first.Add(-1 - i)
		s.Points = append(s.Points, p)
	}
	f.Metrics["coverage"] = s
	in.Facts, in.AsOf = f, day("2025-12-31")
	rules := []string{"coverage >= 90% for 6 months", "median(time-to-detect) <= 4h over 6 months with n >= 3", "trend(coverage) is improving"}
	for d := range in.Model.Domains {
		for c := range in.Model.Domains[d].Criteria {
			if c%2 == 0 {
				in.Model.Domains[d].Criteria[c].Rule = rules[c/2%3]
			}
		}
	}
	r := Open(in)
	days := []time.Time{day("2025-11-11"), day("2025-10-10")}
	i := 0
	for b.Loop() {
		r.On(days[i%2])
		i++
	}
}

// TestReleasedPast: a finished level holds from the day that is said; before,
// the domain stood at base.
func TestReleasedPast(t *testing.T) {
	m := Model{ID: "m", Base: 1, Levels: []string{"a", "b", "c"}, Domains: []Domain{{ID: "d", Released: &Released{Level: 3, History: map[string]int{"2025-06-30": 2, "2025-12-31": 3}}}}}
	r := Open(Input{Model: m, AsOf: day("2026-03-31")})
	for on, want := range map[string]int{"2025-03-31": 1, "2025-06-30": 2, "2025-09-30": 2, "2026-03-31": 3} {
		if got := r.On(day(on)).Domains[0].Level; got != want {
			t.Errorf("on %s level %d, want %d", on, got, want)
		}
	}
	m.Domains[0].Released.History = nil
	if got := Open(Input{Model: m}).On(day("2020-01-01")).Domains[0].Level; got != 3 {
		t.Errorf("without a past level %d", got)
	}
}
