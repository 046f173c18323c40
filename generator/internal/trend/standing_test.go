package trend

import (
	"encoding/json"
	"strings"
	"testing"
)

// began is a series of durations in days, all begun on the first day of a quarter:
// the closed ones, then the open ones.
func began(start string, closed, open []float64) Series {
	s := Series{Kind: Duration, Better: Lower, Unit: "days", Cadence: Quarter, AsOf: day("2026-06-30")}
	for _, length := range closed {
		s.Events = append(s.Events, Event{day(start), length, false})
	}
	for _, length := range open {
		s.Events = append(s.Events, Event{day(start), length, true})
	}
	return s
}

func TestHalfOpenIsALowerBound(t *testing.T) {
	for name, c := range map[string]struct {
		closed, open    []float64
		median, atLeast float64 // one of both
		last            float64 // 0: not known
	}{
		"half open, to the end":       {[]float64{1, 2}, []float64{86, 87}, 0, 44, 0},
		"one of two":                  {[]float64{1}, []float64{90}, 0, 45.5, 0},
		"all open":                    {nil, []float64{3, 5}, 0, 4, 0},
		"less than half open":         {[]float64{1, 2, 3}, []float64{90}, 2.5, 0, 2.5},
		"half open, a later one ends": {[]float64{50, 60}, []float64{1, 2}, 55, 0, 0},
	} {
		a := Analyse(began("2026-04-02", c.closed, c.open))
		d := a.Durations
		if got := (d.Median != nil); got != (c.median != 0) || got && *d.Median != c.median {
			t.Errorf("%s: median %v, want %v", name, d.Median, c.median)
		}
		if got := (d.MedianAtLeast != nil); got != (c.atLeast != 0) || got && *d.MedianAtLeast != c.atLeast {
			t.Errorf("%s: at least %v, want %v", name, d.MedianAtLeast, c.atLeast)
		}
		if got := (a.Summary.Last != nil); got != (c.last != 0) || got && *a.Summary.Last != c.last {
			t.Errorf("%s: last %v, want %v", name, a.Summary.Last, c.last)
		}
	}
}

func TestNinetiethPercentileAtLeast(t *testing.T) {
	closed := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9}
	a := Analyse(began("2026-04-02", closed, []float64{80}))
	if d := a.Durations; d.P90 != nil || d.P90AtLeast == nil || *d.P90AtLeast < 9 {
		t.Errorf("%+v", d)
	}
	if d := Analyse(began("2026-04-02", append(closed, 10), nil)).Durations; d.P90 == nil || d.P90AtLeast != nil {
		t.Errorf("%+v", d)
	}
	text, _ := json.Marshal(a)
	if !strings.Contains(string(text), `"p90_at_least":`) || strings.Contains(string(text), `"p90":`) {
		t.Errorf("%s", text)
	}
}

func TestMeets(t *testing.T) {
	for _, c := range []struct {
		value     float64
		atLeast   bool
		better    Better
		met, sure bool
	}{
		{3, false, Lower, true, true}, {5, false, Lower, false, true}, {3, false, Higher, false, true}, {4, false, Higher, true, true},
		{3, true, Lower, false, false}, {5, true, Lower, false, true}, {3, true, Higher, false, false}, {4, true, Higher, true, true},
	} {
		if met, sure := (PeriodValue{Value: c.value, AtLeast: c.atLeast}).Meets(4, c.better); met != c.met || sure != c.sure {
			t.Errorf("%+v: met %v, sure %v", c, met, sure)
		}
	}
}

// A target is judged by what was known at the end of the day.
func TestJudged(t *testing.T) {
	s := began("2026-01-05", []float64{10, 20, 100}, nil)
	if v, ok := s.Judged(day("2026-03-30")); ok { // the quarter is not over
		t.Errorf("%+v", v)
	}
	if v, _ := s.Judged(day("2026-03-31")); v.Value != 20 || v.AtLeast || v.Open != 1 {
		t.Errorf("%+v", v)
	}
	s = began("2026-03-25", []float64{10, 20, 100}, nil)
	if v, _ := s.Judged(day("2026-03-31")); v.Value != 6 || !v.AtLeast {
		t.Errorf("%+v", v)
	}
	gaps := Series{Kind: Gap, Better: Higher, Unit: "days", Cadence: Day, AsOf: day("2026-06-30")}
	gaps.Points = []Point{{Period: PeriodOf(Day, day("2026-01-31")), Value: 9, Present: true}}
	if v, _ := gaps.Judged(day("2026-06-30")); v.Value != 150 || !v.AtLeast {
		t.Errorf("%+v", v)
	}
	if v, _ := gaps.Judged(day("2026-02-03")); v.Value != 9 || v.AtLeast {
		t.Errorf("%+v", v)
	}
}

func TestHalfOpenInWords(t *testing.T) {
	s := began("2026-04-02", []float64{1, 2}, []float64{86, 87})
	s.Title, s.Target = "Repair of alarms", &Target{Value: 4}
	a := Analyse(s)
	if a.Target.Met == nil || *a.Target.Met {
		t.Errorf("met: %v", a.Target.Met)
	}
	for _, text := range []string{a.Headline, a.Target.Sentence} {
		if !strings.Contains(text, "at least 44\u00a0days") || strings.Contains(text, "meets") {
			t.Errorf("%s", text)
		}
	}
}
