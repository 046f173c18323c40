package trend

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// anySeries draws a series of any kind, with holes, ties, changes, open events,
// odd numbers and a target.
func anySeries(r *rand.Rand) Series {
	kinds, betters, cadences := []Kind{Level, Count, Proportion, Duration, Gap}, []Better{Lower, Higher, Neutral}, Cadences()
	s := Series{Kind: kinds[r.IntN(5)], Better: betters[r.IntN(3)], Unit: "days", Cadence: cadences[r.IntN(5)], AsOf: day("2026-03-20")}
	last := PeriodOf(s.grain(), s.AsOf)
	for i := range r.IntN(40) {
		v := [...]float64{r.NormFloat64(), float64(r.IntN(4)), 0, 1e9 * r.ExpFloat64(), 0.3}[r.IntN(5)]
		if s.Kind == Proportion {
			v = math.Abs(math.Mod(v, 1))
		}
		s.Points = append(s.Points, Point{Period: last.Add(r.IntN(2) - i), Value: v, Present: r.IntN(6) > 0, K: r.IntN(5), N: 5, Counted: r.IntN(2) == 0})
		if s.Kind == Duration && r.IntN(2) == 0 {
			s.Events = append(s.Events, Event{s.AsOf.Add(-time.Duration(i) * 500 * time.Hour), math.Abs(v), r.IntN(3) == 0})
		}
		if r.IntN(12) == 0 {
			s.Changes = append(s.Changes, Change{At: last.Add(-i), Rebase: r.IntN(2) == 0, Definition: r.IntN(2) == 0})
		}
	}
	s.Season, s.Indifference = r.IntN(6), float64(r.IntN(2))*r.Float64()
	if r.IntN(2) == 0 {
		s.Target, s.Baseline = &Target{Value: float64(r.IntN(3)), By: day("2027-01-01")}, &Baseline{Value: float64(r.IntN(3)), At: last.Add(-30)}
	}
	return s
}

func TestAnySeriesHoldsThePromises(t *testing.T) {
	var list []Series
	for seed := range uint64(4000) {
		list = append(list, anySeries(rand.New(rand.NewPCG(seed, 11))))
	}
	for i, a := range AnalyseAll(list) {
		text, err := json.Marshal(a)
		if err != nil {
			t.Fatalf("seed %d: %v", i, err)
		}
		if strings.Contains(string(text), "-0,") || strings.Contains(string(text), "-0}") {
			t.Errorf("seed %d: −0 in %s", i, text)
		}
		tr := a.Trend
		if tr.N < 8 && (tr.P != nil || tr.Slope != nil || tr.Evidence != "" || tr.Verdict != NotEnough) {
			t.Errorf("seed %d: %d values, but %+v", i, tr.N, tr)
		}
		if isClaim(a) && tr.Verdict != Stepped && a.turn == nil && (tr.Evidence != Strong || *tr.PAdjusted > falseDiscovery) {
			t.Errorf("seed %d: %s with %s evidence", i, tr.Verdict, tr.Evidence)
		}
		if tr.Slope != nil && tr.SlopeLow != nil && tr.SlopeHigh != nil && !(*tr.SlopeLow <= *tr.Slope && *tr.Slope <= *tr.SlopeHigh) {
			t.Errorf("seed %d: slope %v outside %v to %v", i, *tr.Slope, *tr.SlopeLow, *tr.SlopeHigh)
		}
		if l := a.Limits; l != nil && !(l.Lower <= l.Centre && l.Centre <= l.Upper) {
			t.Errorf("seed %d: limits %+v", i, l)
		}
		if v := a.Target; v != nil && v.Projected != "" && !(v.Earliest <= v.Projected && v.Projected <= v.Latest) {
			t.Errorf("seed %d: projected %s, %s to %s", i, v.Projected, v.Earliest, v.Latest)
		}
		again, _ := json.Marshal(AnalyseAll(list[i : i+1])[0].Limits)
		first, _ := json.Marshal(a.Limits)
		if string(again) != string(first) {
			t.Errorf("seed %d: limits depend on the set", i)
		}
	}
}
