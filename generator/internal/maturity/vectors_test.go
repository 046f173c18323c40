package maturity

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

type vector struct {
	ID       string
	Input    map[string]json.RawMessage
	Expected map[string]any
}

func TestVectors(t *testing.T) {
	data, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Vectors []vector }
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	checks := []struct {
		prefix string
		check  func(*testing.T, vector) map[string]any
	}{
		{"samm-", checkSAMM}, {"c2m2-overall", checkProfile}, {"c2m2-", checkMIL}, {"seal-cert-", checkCert}, {"cmmi-", checkStaging}, {"candor-weakest", checkWeakest},
	}
	for _, v := range file.Vectors {
		t.Run(v.ID, func(t *testing.T) {
			for _, c := range checks {
				if strings.HasPrefix(v.ID, c.prefix) {
					got := c.check(t, v)
					for key, want := range v.Expected {
						if x, ok := got[key]; !ok || !same(x, want) {
							t.Errorf("%s is %v, want %v", key, x, want)
						}
					}
					return
				}
			}
			t.Error("no check for this vector")
		})
	}
}

func same(got, want any) bool {
	a, _ := json.Marshal(got)
	b, _ := json.Marshal(want)
	x, okx := got.(float64)
	y, oky := want.(float64)
	if okx && oky {
		return math.Abs(x-y) < 1e-9
	}
	return string(a) == string(b)
}

func input[T any](t *testing.T, v vector, key string) (out T) {
	t.Helper()
	if err := json.Unmarshal(v.Input[key], &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// answers makes a domain with one criterion for each answer, and the records.
func answers(in *Input, domain Domain, levels []int, states []string) {
	for i, s := range states {
		c := Criterion{ID: fmt.Sprintf("c%d", i), Level: levels[i], MaxAgeDays: 365}
		domain.Criteria = append(domain.Criteria, c)
		if s != "" {
			in.Records = append(in.Records, Record{Criterion: Address(domain.ID, c.ID), Day: day("2026-01-01"), State: s, Evidenced: true, Justified: true})
		}
	}
	in.Model.Domains = append(in.Model.Domains, domain)
}

var samm = Scale{Name: "samm", Answers: []Answer{{"no", 0}, {"some", .25}, {"half", .5}, {"most", 1}}, Satisfied: 1}

func checkSAMM(t *testing.T, v vector) map[string]any {
	in := Input{AsOf: day("2026-02-01"), Model: Model{Levels: []string{"0", "1", "2", "3"}, Scale: "samm", Scales: []Scale{samm},
		Groups: []Group{{ID: "o-im", Rollup: Mean}}}}
	for _, stream := range []string{"A", "B"} {
		var states []string
		for _, x := range input[[]float64](t, v, stream) {
			states = append(states, fmt.Sprint(x))
		}
		answers(&in, Domain{ID: stream, Group: "o-im", Score: Sum}, []int{1, 2, 3}, states)
	}
	r := Assess(in)
	a, b := r.Domains[0], r.Domains[1]
	display := fmt.Sprint(r.Groups[0].Level)
	if r.Groups[0].Score > float64(r.Groups[0].Level) {
		display += "+"
	}
	return map[string]any{"stream_A": a.Score, "stream_B": b.Score, "practice": r.Groups[0].Score, "strict_level_A": a.Level, "strict_level_B": b.Level,
		"strict_level": r.Overall.Level, "display": display}
}

var c2m2 = Scale{Name: "c2m2", Answers: []Answer{{"NI", 0}, {"PI", .33}, {"LI", .67}, {"FI", 1}}, Satisfied: .67}

func checkMIL(t *testing.T, v vector) map[string]any {
	in := Input{AsOf: day("2026-02-01"), Model: Model{Levels: []string{"0", "1", "2", "3"}, Scale: "c2m2", Scales: []Scale{c2m2}}}
	var levels []int
	var states []string
	for level, key := range []string{"mil1", "mil2", "mil3"} {
		for _, s := range input[[]string](t, v, key) {
			levels, states = append(levels, level+1), append(states, s)
		}
	}
	answers(&in, Domain{ID: "asset"}, levels, states)
	return map[string]any{"mil": Assess(in).Domains[0].Level}
}

// withLevels makes domains that stand at the given levels.
func withLevels(t *testing.T, v vector, targets map[string]int) *Report {
	in := Input{AsOf: day("2026-02-01"), Model: Model{Levels: []string{"0", "1", "2", "3", "4"}}}
	levels := input[map[string]int](t, v, "domains")
	for _, id := range slices.Sorted(mapKeys(levels)) {
		var at []int
		var states []string
		for l := 1; l <= 4; l++ {
			at = append(at, l)
			states = append(states, map[bool]string{true: "met", false: "not-met"}[l <= levels[id]])
		}
		answers(&in, Domain{ID: id, Target: targets[id]}, at, states)
	}
	return Assess(in)
}

func mapKeys(m map[string]int) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func checkProfile(t *testing.T, v vector) map[string]any {
	r := withLevels(t, v, input[map[string]int](t, v, "target"))
	var gaps, met []string
	for _, d := range r.Domains {
		if d.Level < *d.Target {
			gaps = append(gaps, d.ID)
		} else {
			met = append(met, d.ID)
		}
	}
	return map[string]any{"weakest": r.Overall.Level, "gaps": gaps, "met": met}
}

func checkWeakest(t *testing.T, v vector) map[string]any {
	o := withLevels(t, v, nil).Overall
	return map[string]any{"level": o.Level, "mean": o.Mean, "median": o.Median, "blocking": o.BlockedBy}
}

func checkCert(t *testing.T, v vector) map[string]any {
	controls := input[[]struct{ State, Evidence, Justification string }](t, v, "controls")
	in := Input{AsOf: day("2026-02-01"), Model: Model{Levels: []string{"Open", "Certifiable"}, Scale: "cert", RequiresEvidence: true,
		Scales: []Scale{{Name: "cert", Answers: []Answer{{"no", 0}, {"partial", .5}, {"yes", 1}}, Satisfied: 1}}}}
	d := Domain{ID: "cert"}
	got := map[string]int{}
	for i, c := range controls {
		id := fmt.Sprintf("c%d", i)
		d.Criteria = append(d.Criteria, Criterion{ID: id, Level: 1, MaxAgeDays: 365})
		in.Records = append(in.Records, Record{Criterion: "cert/" + id, Day: day("2026-01-01"), State: c.State, Evidenced: c.Evidence != "", Justified: c.Justification != ""})
		got[c.State]++
	}
	in.Model.Domains = []Domain{d}
	return map[string]any{"certifiable": Assess(in).Domains[0].Level == 1, "implemented": got["yes"], "partial": got["partial"], "na": got["na"]}
}

// Staging is a domain whose criteria say how capable each process area is.
func checkStaging(t *testing.T, v vector) map[string]any {
	capability := input[map[string]int](t, v, "capability")
	in := Input{AsOf: day("2026-02-01"), Model: Model{Base: 1, Levels: []string{"Initial", "Managed", "Defined"}}}
	var levels []int
	var states []string
	want := func(level, least int, areas []string) {
		for _, a := range areas {
			levels = append(levels, level)
			states = append(states, map[bool]string{true: "met", false: "not-met"}[capability[a] >= least])
		}
	}
	ml2 := input[[]string](t, v, "ml2")
	want(2, 2, ml2)
	want(3, 3, append(ml2, input[[]string](t, v, "ml3")...))
	answers(&in, Domain{ID: "cmmi"}, levels, states)
	return map[string]any{"maturity_level": Assess(in).Domains[0].Level}
}
