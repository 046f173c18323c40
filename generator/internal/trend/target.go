package trend

import (
	"math"
	"slices"
	"time"
)

// Attained is a series against the target in force.
type Attained struct {
	Value      float64  `json:"value"`
	From       string   `json:"from,omitempty"`   // a day
	By         string   `json:"by,omitempty"`     // a day
	Status     Status   `json:"status,omitempty"` // absent where neither direction is better, or nothing is known
	Course     Course   `json:"course,omitempty"` // of a target that is not due yet
	Attainment *float64 `json:"attainment,omitempty"`
	Assurance  string   `json:"assurance,omitempty"` // consistently-met, consistently-missed, hit-and-miss
	Projected  string   `json:"projected,omitempty"` // a period
	Earliest   string   `json:"earliest,omitempty"`
	Latest     string   `json:"latest,omitempty"`

	Now       *float64  `json:"-"` // the value that decides
	Least     bool      `json:"-"` // Now is the least that it can come to
	Met       *bool     `json:"-"` // Now reaches it; nil where that is not known
	MetOn     time.Time `json:"-"` // of a target met late: the day
	Pace      *float64  `json:"-"` // where the straight line from the baseline is on the day
	Within    *float64  `json:"-"` // share of events, or of periods, that reached it
	Periods   int       `json:"-"` // that the limits were drawn from
	Reached   int       `json:"-"` // of Periods
	Disputed  bool      `json:"-"` // limits and periods disagree, so that Assurance is hit-and-miss
	Sentence  string    `json:"-"` // value now, course and date
	Certainty string    `json:"-"` // the assurance in words; "" without one
}

// Promise is an earlier target with the verdict that it keeps.
type Promise struct {
	Value  float64 `json:"value"`
	From   string  `json:"from,omitempty"`
	By     string  `json:"by,omitempty"`
	Status Status  `json:"status,omitempty"`
}

// Status is what became of a target.
type Status string

// The statuses of a target.
const (
	TargetNotYet  Status = "not-yet"  // its day has not come, and it is not met
	TargetMet     Status = "met"      // in time
	TargetMetLate Status = "met-late" // after its day
	TargetMissed  Status = "missed"   // its day has come
	TargetStale   Status = "stale"    // the newest value is too old
)

// Course tells whether a target that is not due yet is on its way.
type Course string

// The courses.
const (
	OnCourse      Course = "on-course"
	Behind        Course = "behind"
	CourseUnknown Course = "unknown"
)

// InForce is the index of the target that holds on a day: the one whose span has
// the day in it, else the last one; -1 for none.
func InForce(list []Target, day time.Time) int {
	i := slices.IndexFunc(list, func(t Target) bool {
		return !day.Before(t.From) && (t.By.IsZero() || !day.After(t.By))
	})
	if i < 0 {
		return len(list) - 1
	}
	return i
}

// attain sets the series against its target, all but the projected date, which
// needs the verdict.
func (a *Analysis) attain() {
	s := &a.series
	if i := InForce(s.Targets, s.AsOf); i >= 0 {
		s.Target = &s.Targets[i]
		for j := range i {
			a.Targets = append(a.Targets, s.kept(j))
		}
	}
	target := s.Target
	if target == nil || !isFinite(target.Value) {
		return
	}
	now := s.newest()
	v := &Attained{Value: target.Value + 0, From: dayText(target.From), By: dayText(target.By), Status: s.status(*target)}
	if now.known && !now.stale {
		v.Now, v.Least = number(now.value), now.least
		v.Met = s.meets(now, target.Value)
	}
	if v.Status == TargetMetLate {
		v.MetOn = a.metOn(*target)
	}
	a.setCourse(v, target)
	a.assure(v)
	v.Within = a.within(target.Value)
	a.Target = v
}

func dayText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.DateOnly)
}

// standing is the value that decides about a target on a day.
type standing struct {
	period Period
	value  float64
	known  bool // there is a value
	least  bool // it is the least that it can come to
	stale  bool
}

// newest is what a target is held against on AsOf.
func (s Series) newest() standing {
	v, ok := s.Judged(s.AsOf)
	out := standing{period: v.Period, value: v.Value, known: ok, least: v.AtLeast && s.Kind != Gap}
	if points, running := s.usable(); s.Kind != Gap && len(points) > 0 {
		out.stale = !running && points[len(points)-1].Period.Stale(s.AsOf)
	}
	out.stale = out.stale || s.quietTooLong()
	return out
}

// meets reports whether a value reaches a target; nil where that is not known.
func (s Series) meets(v standing, target float64) *bool {
	met, sure := PeriodValue{Value: v.value, AtLeast: v.least}.Meets(target, s.Better)
	if !v.known || s.Better == Neutral || !sure {
		return nil
	}
	return &met
}

// reached reports whether a value is at least as good as the target.
func reached(now, target float64, better Better) bool {
	switch {
	case Same(now, target):
		return true
	case better == Higher:
		return now > target
	}
	return now < target
}

// status is what became of a target by AsOf; "" where nobody can tell.
func (s Series) status(t Target) Status {
	now := s.newest()
	met := s.meets(now, t.Value)
	due := t.By.IsZero() || !s.AsOf.Before(t.By)
	switch {
	case !now.known || s.Better == Neutral:
		return ""
	case now.stale:
		return TargetStale
	case !due && (met == nil || !*met):
		return TargetNotYet
	case met == nil:
		return ""
	case !*met:
		return TargetMissed
	case t.By.IsZero() || !s.AsOf.After(t.By) || s.metInTime(t):
		return TargetMet
	}
	return TargetMetLate
}

// metInTime reports whether a target was met on its day.
func (s Series) metInTime(t Target) bool {
	then := s.At(t.By)
	v := then.newest()
	met := then.meets(v, t.Value)
	return met != nil && *met && !v.stale
}

// kept is an earlier target as it was judged at the end of its time.
func (s Series) kept(i int) Promise {
	t := s.Targets[i]
	end := t.By
	if end.IsZero() && i+1 < len(s.Targets) && !s.Targets[i+1].From.IsZero() {
		end = s.Targets[i+1].From.AddDate(0, 0, -1)
	}
	then := s
	if !end.IsZero() {
		then = s.At(end)
	}
	return Promise{Value: t.Value, From: dayText(t.From), By: dayText(t.By), Status: then.status(t)}
}

// metOn is the day on which a target that was met late was first met: the end of
// the first period after its day that reached it, of gaps the day itself.
func (a *Analysis) metOn(t Target) time.Time {
	for _, p := range a.judged() {
		end := p.Period.End()
		if a.series.Kind == Gap {
			end = p.Period.Start().AddDate(0, 0, int(math.Ceil(t.Value-p.Value)))
		}
		if end.After(t.By) && reached(p.Value, t.Value, a.series.Better) {
			return end
		}
	}
	if last := a.series.newest(); a.series.Kind == Gap && a.series.Better == Higher {
		return last.period.Start().AddDate(0, 0, int(math.Ceil(t.Value)))
	}
	return time.Time{}
}

// metFromStart reports whether the first value there is met a target that was due
// before it, so that nobody can tell whether it was met on its day.
func (a *Analysis) metFromStart() bool {
	first := complete(a.Periods)
	return a.series.Kind != Gap && len(first) > 0 && first[0].Period.End().Equal(a.Target.MetOn)
}

// judged are the values of complete periods under the current definition.
func (a *Analysis) judged() []PeriodValue {
	definition, _ := a.series.since()
	return slices.DeleteFunc(complete(a.Periods), func(v PeriodValue) bool {
		return !definition.IsZero() && v.Period.Start().Before(definition.Start())
	})
}

// Outdated reports whether the baseline was measured under an earlier definition,
// so that no value of today can be compared with it.
func (a *Analysis) Outdated() bool {
	b := a.series.Baseline
	definition, _ := a.series.since()
	return b != nil && !b.At.IsZero() && !definition.IsZero() && b.At.Start().Before(definition.Start())
}

// setCourse fills in the way from the baseline (the end of its period) to the target
// (on its day): how much of it is done, and where a straight line is on AsOf.
func (a *Analysis) setCourse(v *Attained, target *Target) {
	if v.Status == TargetNotYet {
		v.Course = CourseUnknown
	}
	b := a.series.Baseline
	if b == nil || v.Now == nil || v.Least || v.Status == TargetStale || !isFinite(b.Value) || a.Outdated() {
		return
	}
	v.Attainment = number((*v.Now - b.Value) / (target.Value - b.Value))
	if b.At.IsZero() || target.By.IsZero() {
		return
	}
	start := b.At.End()
	whole, gone := target.By.Sub(start).Hours(), a.series.AsOf.Sub(start).Hours()
	if whole <= 0 || gone < 0 {
		return
	}
	v.Pace = number(b.Value + float64(math.Min(1, gone/whole)*(target.Value-b.Value)))
	if v.Course != "" && v.Pace != nil {
		v.Course = Behind
		if reached(*v.Now, *v.Pace, a.series.Better) {
			v.Course = OnCourse
		}
	}
}

// assurance sets a target against the limits: met or missed by the whole range of
// typical values, or hit-and-miss ("Making Data Count").
func assurance(l *Limits, target float64, better Better) string {
	if l == nil || better == Neutral {
		return ""
	}
	low, high := l.Lower, l.Upper
	if better == Higher {
		low, high, target = -high, -low, -target
	}
	switch {
	case high <= target || Same(high, target):
		return "consistently-met"
	case low > target && !Same(low, target):
		return "consistently-missed"
	}
	return "hit-and-miss"
}

// assure sets the target against the limits, and against the periods that they were
// drawn from: where the two disagree, since one value sets the limits, the target is
// neither met nor missed consistently.
func (a *Analysis) assure(v *Attained) {
	if a.Limits == nil || a.Stale() {
		return
	}
	v.Assurance = assurance(a.Limits, v.Value, a.series.Better)
	drawn := a.charted()
	v.Periods = len(drawn)
	for _, p := range drawn {
		v.Reached += b2i(reached(p.Value, v.Value, a.series.Better))
	}
	v.Disputed = v.Assurance == "consistently-met" && v.Reached < v.Periods ||
		v.Assurance == "consistently-missed" && v.Reached > 0
	if v.Disputed {
		v.Assurance = "hit-and-miss"
	}
}

// within is the share of events that ended within the target, read off the
// Kaplan-Meier curve, or of complete periods that reached it.
func (a *Analysis) within(target float64) *float64 {
	if a.series.Better == Neutral {
		return nil
	}
	if a.Durations != nil {
		share, ok := within(spansOf(a.series.begun()), target)
		if !ok || a.series.Better == Higher {
			return nil
		}
		return number(share)
	}
	points := a.current()
	if len(points) == 0 {
		return nil
	}
	hit := 0
	for _, p := range points {
		if reached(p.Value, target, a.series.Better) {
			hit++
		}
	}
	return number(float64(hit) / float64(len(points)))
}

// project fills in the date at which the line through the medians meets the
// target, with the dates of the interval of the slope. It is shown only when the
// target is not met yet, the verdict is a claim, the slope leads to the target
// and its interval leaves 0 out, and the date lies ahead, by at most the length
// of the history.
func (a *Analysis) project() {
	v, l := a.Target, a.test.line
	v.Projected, v.Earliest, v.Latest = "", "", ""
	if v.Met != nil && *v.Met || v.Status == TargetStale {
		return
	}
	switch a.Trend.Verdict {
	case Improving, Rising, Falling:
	default:
		return
	}
	if len(a.test.t) == 0 || a.test.n < leastForTrend {
		return
	}
	goal := v.Value
	if a.test.logs {
		goal = math.Log(goal)
	}
	at, early, late, ok := meet(a.test.t, a.test.y, l, goal)
	if !ok {
		return
	}
	v.Projected, v.Earliest, v.Latest = a.ahead(at), a.ahead(early), a.ahead(late)
}

// meet gives the times at which lines of the three slopes through (median t,
// median y) meet the goal, the middle one after the last value and not further
// from it than the first one is.
func meet(t, y []float64, l line, goal float64) (at, early, late float64, ok bool) {
	if !isFinite(goal) || !(l.low > 0 || l.high < 0) {
		return 0, 0, 0, false
	}
	mt, my := median(t), median(y)
	times := [3]float64{}
	for i, b := range [3]float64{l.slope, l.low, l.high} {
		times[i] = mt + (goal-my)/b
	}
	at, early, late = times[0], math.Min(times[1], times[2]), math.Max(times[1], times[2])
	first, last := t[0], t[len(t)-1]
	ok = isFinite(at) && isFinite(early) && isFinite(late) && at > last && at-last <= last-first
	return at, early, late, ok
}

// ahead is the first period whose value the line puts at the goal or beyond, for
// a time in steps from the first value; of events, the period of that time.
func (a *Analysis) ahead(t float64) string {
	steps := math.Ceil(t - 1e-9)
	if a.Durations != nil {
		steps = math.Floor(t + a.test.origin)
	}
	return a.test.first.Add(int(steps)).String()
}
