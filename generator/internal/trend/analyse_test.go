package trend

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"
)

// monthly is a series of level points by month from 2024-01 on, as of the end of
// the last one; NaN is missing.
func monthly(y ...float64) Series {
	s := Series{Title: "Time to patch", Kind: Level, Better: Lower, Unit: "days", Cadence: Month}
	p := Period{Month, 2024 * 12}
	for i, v := range y {
		s.Points = append(s.Points, Point{Period: p.Add(i), Value: v, Present: isFinite(v)})
	}
	s.AsOf = p.Add(max(len(y)-1, 0)).End()
	return s
}

var gap = math.NaN()

func verdictOf(s Series) Verdict { return Analyse(s).Trend.Verdict }

func TestVerdicts(t *testing.T) {
	falling := []float64{31, 28, 33, 27, 26, 30, 24, 25, 22, 23, 21, 19}
	flat := []float64{5, 7, 4, 6, 5, 8, 4, 6, 5, 7, 6, 5}
	level := []float64{20, 20.2, 19.9, 20.1, 20, 20.1, 19.8, 20, 20.2, 19.9, 20.1, 20}
	stepped := []float64{50, 48, 52, 49, 51, 47, 53, 50, 49, 51, 50, 48, 30, 28, 31, 29, 32, 30, 27, 31, 30, 29, 28, 31}
	for name, c := range map[string]struct {
		edit func(*Series)
		y    []float64
		want Verdict
	}{
		"lower is better":               {nil, falling, Improving},
		"higher is better":              {func(s *Series) { s.Better = Higher }, falling, Worsening},
		"neutral":                       {func(s *Series) { s.Better = Neutral }, falling, Falling},
		"no evidence":                   {nil, flat, NoEvidence},
		"indifferent":                   {func(s *Series) { s.Indifference = 0.1 }, level, Steady},
		"indifferent, on noise":         {func(s *Series) { s.Indifference = 0.1 }, flat, NoEvidence},
		"a band as wide as a change":    {func(s *Series) { s.Indifference = 0.5 }, flat, NoEvidence},
		"a band that hides a rise":      {func(s *Series) { s.Indifference = 5 }, []float64{10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32}, Worsening},
		"indifferent band that is left": {func(s *Series) { s.Indifference = 0.5 }, falling, Improving},
		"seven values":                  {nil, falling[:7], NotEnough},
		"eight values in a line":        {nil, []float64{20, 19, 18, 17, 16, 15, 14, 13}, Improving}, // every step goes down
		"nine values in a line":         {nil, []float64{20, 19, 18, 17, 16, 15, 14, 13, 12}, Improving},
		"stale":                         {func(s *Series) { s.AsOf = s.AsOf.AddDate(0, 0, 46) }, falling, Stale},
		"not yet stale":                 {func(s *Series) { s.AsOf = s.AsOf.AddDate(0, 0, 45) }, falling, Improving},
		"stepped":                       {nil, stepped, Stepped},
		"definition: not pooled": {func(s *Series) {
			s.Changes = []Change{{At: s.Points[12].Period, Definition: true}}
		}, stepped, NoEvidence},
		"definition: too few since": {func(s *Series) {
			s.Changes = []Change{{At: s.Points[20].Period, Definition: true}}
		}, stepped, NotEnough},
		"rebase pools the trend": {func(s *Series) {
			s.Changes = []Change{{At: s.Points[12].Period, Rebase: true}}
		}, stepped, Stepped},
		"constant":    {nil, []float64{3, 3, 3, 3, 3, 3, 3, 3, 3, 3}, NoEvidence},
		"all missing": {nil, []float64{gap, gap, gap}, NotEnough},
		"empty":       {nil, nil, NotEnough},
	} {
		s := monthly(c.y...)
		if c.edit != nil {
			c.edit(&s)
		}
		if got := verdictOf(s); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// Kendall and Pettitt on the Nile: what looks like a trend is one step, in 1899.
func TestNileIsAStep(t *testing.T) {
	v := loadVectors(t, "testdata/vectors.json")["mk-nile"]
	_, y := v.y(t)
	s := Series{Title: "Flow", Kind: Level, Better: Neutral, Cadence: Year, AsOf: day("1970-12-31")}
	for i, x := range y {
		s.Points = append(s.Points, Point{Period: Period{Year, 1871 + i}, Value: x, Present: true})
	}
	if at, _, _ := pettitt(y); at != 28 {
		t.Errorf("break after %d", at)
	}
	a := Analyse(s)
	if a.Trend.Verdict != Stepped || a.Trend.Break.At.String() != "1899" || a.Trend.Evidence != Strong {
		t.Errorf("%s, %+v", a.Trend.Verdict, a.Trend.Break)
	}
	if want := " Stepped from about 1,130 to about 842 around 1899"; !strings.Contains(plain(a.Trend.Sentence), want) {
		t.Errorf("%q", a.Trend.Sentence)
	}
}

// A season hides a small trend from the plain test; the declared period shows it.
func TestSeason(t *testing.T) {
	var y []float64
	wobble := []float64{.3, -.2, .1, -.4, .2, 0, -.1, .4, -.3, .25}
	for i := range 36 {
		y = append(y, 50+20*math.Sin(2*math.Pi*float64(i)/12)-0.1*float64(i)+wobble[i%10])
	}
	s := monthly(y...)
	if got := Analyse(s).Trend; got.Evidence == Strong || got.Method != "mann-kendall" {
		t.Errorf("without the season: %+v", got)
	}
	s.Season = 12
	if got := Analyse(s).Trend; got.Verdict != Improving || got.Method != "seasonal-mann-kendall" || math.Abs(*got.Slope+0.1) > 0.02 {
		t.Errorf("with the season: %+v", got)
	}
	s.Season = 20 // not two cycles
	if got := Analyse(s).Trend.Method; got != "mann-kendall" {
		t.Error(got)
	}
}

func TestMissingIsAGap(t *testing.T) {
	a := Analyse(monthly(31, 28, gap, 27, 26, gap, 24, 25, 22, 23, 21, 19))
	if a.Summary.N != 10 || a.Summary.Missing != 2 {
		t.Errorf("n %d, missing %d", a.Summary.N, a.Summary.Missing)
	}
	if a.Trend.Evidence != Weak { // 7 of 9 gaps are one month
		t.Errorf("evidence %s with too many holes", a.Trend.Evidence)
	}
	if got := Analyse(monthly(31, 28, gap, 27, 26, 30, 24, 25, 22, 23, 21, 19)).Trend.Evidence; got != Strong {
		t.Errorf("evidence %s with one hole", got)
	}
}

func TestPartialMakesNoClaim(t *testing.T) {
	s := monthly(10, 10, 11, 10, 11, 10, 11, 10, 11, 500)
	s.AsOf = s.AsOf.AddDate(0, 0, -1)
	a := Analyse(s)
	if a.Summary.N != 9 || *a.Summary.Last != 11 || len(a.Limits.Signals) != 0 {
		t.Errorf("the unfinished month counts: %+v", a.Summary)
	}
}

func TestSegments(t *testing.T) {
	y := []float64{50, 48, 52, 49, 51, 47, 53, 50, 49, 51, 50, 48, 30, 28, 31, 29, 32, 30, 27, 31, 30, 29, 28, 31}
	s := monthly(y...)
	s.Changes = []Change{{At: s.Points[12].Period, Rebase: true}}
	a := Analyse(s)
	if len(a.Segments) != 2 || a.Segments[0].Centre != settle(mean(y[:12])) || a.Limits.Centre != settle(mean(y[12:])) || !a.Limits.Trial {
		t.Errorf("segments %+v", a.Segments)
	}
	if len(a.Segments[0].Signals)+len(a.Limits.Signals) != 0 {
		t.Error("signals in two quiet stretches")
	}
}

// odd inputs, none of which may give a NaN, an infinity or −0 anywhere.
func oddSeries() map[string]Series {
	out := map[string]Series{}
	day0 := day("2024-01-01")
	points := map[string][]float64{
		"empty": nil, "single": {4}, "two": {4, 5}, "missing": {gap, gap}, "zero": {0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
		"constant": {.1, .1, .1, .1, .1, .1, .1, .1, .1, .1, .1, .1, .1, .1}, "one jump": {1, 1, 1, 1, 1, 1, 1, 1, 9, 1, 1, 1, 1, 1},
		"negative zero": {math.Copysign(0, -1), 0, 0, 0, 0, 0, 0, 0, 0}, "huge": {1e300, -1e300, 1e300, 1e300, -1e300, 1, 2, 3, 4},
		"infinite": {math.Inf(1), 1, 2, 3, 4, 5, 6, 7, 8, 9}, "ones": {1, 1, 1, 1, 1, 1, 1, 1, 1}, "rare": {0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 1},
		"tiny": {1e-300, 2e-300, 3e-300, 4e-300, 5e-300, 6e-300, 7e-300, 8e-300, 9e-300},
	}
	for name, y := range points {
		for _, k := range []Kind{Level, Count, Proportion, Duration, Gap} {
			s := monthly(y...)
			s.Kind = k
			if k == Gap {
				for i := range s.Points {
					s.Points[i].Period = PeriodOf(Day, s.Points[i].Period.End())
				}
			}
			s.Target, s.Baseline = &Target{Value: y0(y), By: day("2026-01-01")}, &Baseline{Value: y0(y), At: Period{Month, 2024 * 12}}
			out[string(k)+" "+name] = s
		}
	}
	for name, events := range map[string][]Event{
		"none": nil, "one open": {{day0, 3, true}}, "one closed": {{day0, 3, false}}, "all open": opened(day0, 12, true),
		"all closed at once": opened(day0, 12, false), "zero": {{day0, 0, false}, {day0, 0, true}},
		"same start": {{day0, 1, false}, {day0, 2, false}, {day0, 3, false}, {day0, 4, false}, {day0, 5, false}, {day0, 6, false}, {day0, 7, true}, {day0, 8, false}, {day0, 9, false}},
	} {
		out["events "+name] = Series{Kind: Duration, Better: Lower, Unit: "days", Cadence: Quarter, Events: events, AsOf: day("2025-12-31"), Target: &Target{Value: 2}}
	}
	return out
}

func y0(y []float64) float64 {
	if len(y) == 0 {
		return 0
	}
	return y[0]
}

func opened(first time.Time, n int, open bool) []Event {
	var out []Event
	for i := range n {
		out = append(out, Event{first.AddDate(0, 0, 10*i), 5, open})
	}
	return out
}

func TestNoNaNAnywhere(t *testing.T) {
	for name, s := range oddSeries() {
		a := Analyse(s)
		text, err := json.Marshal(a)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, bad := range []string{"NaN", "Inf", "-0,", "-0}"} {
			if strings.Contains(string(text), bad) {
				t.Errorf("%s: %s in %s", name, bad, text)
			}
		}
		words := a.Headline + a.Trend.Sentence + strings.Join(a.Notes, "")
		if a.Target != nil {
			words += a.Target.Sentence + a.Target.Certainty
		}
		for _, bad := range []string{"NaN", "Inf", "%!", "  ", "−0 ", "\u22120\u202f", "1 values", " 1 months"} {
			if strings.Contains(words, bad) {
				t.Errorf("%s: %q in %q", name, bad, words)
			}
		}
	}
}

func TestConstantHasLimitsAndNoSignals(t *testing.T) {
	a := Analyse(monthly(.1, .1, .1, .1, .1, .1, .1, .1, .1, .1, .1, .1, .1, .1))
	if l := a.Limits; l.Centre != .1 || l.Lower != .1 || l.Upper != .1 || l.Trial || len(l.Signals) != 0 {
		t.Errorf("%+v", l)
	}
	if a.Runs.Signal {
		t.Error("a constant series signals")
	}
}
