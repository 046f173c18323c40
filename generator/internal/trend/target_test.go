package trend

import (
	"testing"
	"time"
)

// TestTargetsHaveADay: a target is judged on its day, and not before.
func TestTargetsHaveADay(t *testing.T) {
	falling := monthly(20, 18, 16, 14, 12, 10, 8, 6) // to 2024-08
	falling.AsOf = day("2024-08-31")
	due := func(value float64, by string) *Target { return &Target{Value: value, By: day(by)} }
	for name, c := range map[string]struct {
		target   *Target
		baseline *Baseline
		asOf     string
		status   Status
		course   Course
		metOn    string
	}{
		"met in time":            {due(10, "2024-06-30"), nil, "", TargetMet, "", ""},
		"met before its day":     {due(10, "2025-06-30"), nil, "", TargetMet, "", ""},
		"met on the day":         {due(6, "2024-08-31"), nil, "", TargetMet, "", ""},
		"met late":               {due(10, "2024-05-31"), nil, "", TargetMetLate, "", "2024-06-30"},
		"missed":                 {due(4, "2024-06-30"), nil, "", TargetMissed, "", ""},
		"missed on the day":      {due(4, "2024-08-31"), nil, "", TargetMissed, "", ""},
		"not yet":                {due(4, "2024-12-31"), nil, "", TargetNotYet, CourseUnknown, ""},
		"on course":              {due(4, "2024-12-31"), &Baseline{20, period(t, "2024-01")}, "", TargetNotYet, OnCourse, ""},
		"a day before any value": {due(10, "2023-12-31"), nil, "", TargetMetLate, "", "2024-06-30"},
		"without a day":          {&Target{Value: 4}, nil, "", TargetMissed, "", ""},
		"stale":                  {due(10, "2024-06-30"), nil, "2025-08-31", TargetStale, "", ""},
		"stale before its day":   {due(4, "2025-12-31"), nil, "2025-08-31", TargetStale, "", ""},
	} {
		s := falling
		s.Target, s.Baseline = c.target, c.baseline
		if c.asOf != "" {
			s.AsOf = day(c.asOf)
		}
		v := Analyse(s).Target
		if v.Status != c.status || v.Course != c.course || dayText(v.MetOn) != c.metOn {
			t.Errorf("%s: %s %s %s, want %s %s %s", name, v.Status, v.Course, dayText(v.MetOn), c.status, c.course, c.metOn)
		}
	}
}

// TestBehind: the straight line from the baseline is ahead of the value.
func TestBehind(t *testing.T) {
	s := monthly(20, 20, 19, 19, 19, 19, 19, 19)
	s.AsOf, s.Target, s.Baseline = day("2024-08-31"), &Target{Value: 4, By: day("2024-12-31")}, &Baseline{20, period(t, "2024-01")}
	if v := Analyse(s).Target; v.Status != TargetNotYet || v.Course != Behind {
		t.Errorf("%s %s", v.Status, v.Course)
	}
	s.Changes = []Change{{At: period(t, "2024-05"), Definition: true}}
	if v := Analyse(s).Target; v.Course != CourseUnknown {
		t.Errorf("across a change of definition: %s", v.Course)
	}
}

// TestLastBits: 0.1 + 0.2 reaches a target of 0.3.
func TestLastBits(t *testing.T) {
	tenth, fifth := 0.1, 0.2
	for _, better := range []Better{Lower, Higher} {
		for _, x := range []float64{tenth + fifth, 0.3, 1 - 0.7} {
			s := monthly(x, x, x)
			s.Better, s.Target = better, &Target{Value: 0.3}
			if v := Analyse(s).Target; v.Status != TargetMet {
				t.Errorf("%v %v: %s", better, x, v.Status)
			}
		}
	}
}

// TestEarlierTargets: old targets keep the verdict of their day.
func TestEarlierTargets(t *testing.T) {
	s := monthly(20, 18, 16, 14, 12, 10, 8, 6)
	s.AsOf = day("2024-08-31")
	s.Targets = []Target{{Value: 17, By: day("2024-03-31")}, {Value: 9, From: day("2024-04-01"), By: day("2024-06-30")}, {Value: 5, From: day("2024-07-01"), By: day("2024-12-31")}}
	a := Analyse(s)
	if len(a.Targets) != 2 || a.Targets[0].Status != TargetMet || a.Targets[1].Status != TargetMissed || a.Targets[1].From != "2024-04-01" {
		t.Errorf("%+v", a.Targets)
	}
	if a.Target.Value != 5 || a.Target.Status != TargetNotYet {
		t.Errorf("in force: %+v", a.Target)
	}
	s.AsOf = day("2025-01-31")
	if got := InForce(s.Targets, s.AsOf); got != 2 {
		t.Errorf("after the last day: target %d", got)
	}
}

// TestOpenGap: the time since the last event counts, and says when a target was
// reached.
func TestOpenGap(t *testing.T) {
	s := Series{Kind: Gap, Better: Higher, Unit: "days", Cadence: Day, AsOf: day("2024-06-30"), Target: &Target{Value: 60, By: day("2024-03-31")}}
	for _, p := range []string{"2024-01-10", "2024-01-19"} {
		s.Points = append(s.Points, Point{Period: period(t, p), Value: 9, Present: true})
	}
	v := Analyse(s).Target
	if v.Status != TargetMet || *v.Now != 163 {
		t.Errorf("%s with %v days", v.Status, *v.Now)
	}
	s.Target.By = day("2024-02-29")
	if v = Analyse(s).Target; v.Status != TargetMetLate || dayText(v.MetOn) != "2024-03-19" {
		t.Errorf("%s on %s", v.Status, dayText(v.MetOn))
	}
	s.AsOf = day("2024-02-01")
	if v = Analyse(s).Target; v.Status != TargetNotYet || *v.Now != 13 {
		t.Errorf("%s with %v days", v.Status, *v.Now)
	}
}

// TestBoundsAndTargets: a median that is not reached is judged by the least that it
// can be.
func TestBoundsAndTargets(t *testing.T) {
	start := day("2026-01-10")
	for name, c := range map[string]struct {
		length, target float64
		better         Better
		by             string
		want           Status
	}{
		"beyond the target":       {80, 30, Lower, "2026-01-31", TargetMissed},
		"may still meet it":       {10, 30, Lower, "2026-01-31", ""},
		"before its day":          {80, 30, Lower, "2026-12-31", TargetNotYet},
		"long enough, and longer": {80, 30, Higher, "2026-12-31", TargetMet},
	} {
		s := Series{Kind: Duration, Better: c.better, Unit: "days", Cadence: Quarter, AsOf: day("2026-03-31"), Target: &Target{Value: c.target, By: day(c.by)},
			Events: []Event{{start, c.length, true}, {start.Add(24 * time.Hour), c.length, true}}}
		if v := Analyse(s).Target; v.Status != c.want {
			t.Errorf("%s: %q, want %q", name, v.Status, c.want)
		}
	}
}

// TestMostlyZero: a level that is mostly 0 has no limits: one event would be a signal,
// and so would the zeros behind it.
func TestMostlyZero(t *testing.T) {
	if l := Analyse(monthly(0, 0, 0, 190, 0, 0, 0, 0, 0, 0, 0, 0)).Limits; l != nil {
		t.Errorf("%+v", l)
	}
	if Analyse(monthly(0, 0, 0, 0, 0, 0, 0, 0, 0)).Limits == nil || Analyse(monthly(0, 3, 4, 5, 0, 6, 4, 5, 4)).Limits == nil {
		t.Error("no limits")
	}
}
