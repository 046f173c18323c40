package trend

import (
	"math"
	"slices"
	"time"
)

// Kind says what the numbers of a series are; it picks the method.
type Kind string

// The kinds of a metric.
const (
	Level      Kind = "level"      // one number per period
	Count      Kind = "count"      // how many per period
	Proportion Kind = "proportion" // k of n, as a share from 0 to 1
	Duration   Kind = "duration"   // how long each event lasted, some still open
	Gap        Kind = "gap"        // days since the event before, dated by day
)

// Better is the direction that counts as an improvement.
type Better string

// The directions.
const (
	Lower   Better = "lower"
	Higher  Better = "higher"
	Neutral Better = "neutral"
)

// Series is one metric's numbers and what is declared about them.
type Series struct {
	Title        string // names the metric in sentences
	Kind         Kind
	Better       Better
	Unit         string // "days", "hours", …; shares are shown in %, whatever it says
	UnitOne      string // the unit of one, where its author gave it: "patch"
	Cadence      Cadence
	Points       []Point  // in any order; for all kinds but durations with events
	Events       []Event  // durations only
	Changes      []Change // in any order
	Indifference float64  // a slope within ± this per step is steady; 0: not declared
	Part         bool     // one part of another series of the set: no claim of that hangs on it
	Season       int      // length of a season in steps; below 2: none
	Quiet        bool     // of single events: a period without one is known to have had none
	Census       bool     // a complete count: no intervals
	Target       *Target
	Targets      []Target // several, one after another, by day; then Target is set from them
	Baseline     *Baseline
	Words        *Words    // nil: English
	AsOf         time.Time // the day the analysis speaks for, as of its end, UTC
}

// Point is the value of one period.
type Point struct {
	Period  Period
	Value   float64 // a share from 0 to 1 for proportions
	Present bool    // false: withheld or missing, and Value means nothing
	Partial bool    // the period was not over; periods that end after AsOf are partial anyhow
	K, N    int     // of proportions with Counted
	Counted bool    // K of N is known
}

// Event is one thing that lasted: an incident, a vulnerability.
type Event struct {
	Start  time.Time
	Length float64 // in the unit of the series; up to AsOf if still open
	Open   bool    // not over yet: it lasts at least Length
}

// Change is a declared break, at the beginning of its period.
type Change struct {
	At         Period
	Rebase     bool // new limits from here
	Definition bool // another quantity from here: nothing is pooled across
}

// Target is the value that was promised, for the days From to By; a zero time
// leaves the end open.
type Target struct {
	Value    float64
	From, By time.Time
}

// Baseline is where the way to the target begins.
type Baseline struct {
	Value float64
	At    Period // zero: not dated
}

// sample is a value with its place on the axis of steps.
type sample struct {
	period Period
	t      float64 // in steps of the cadence
	y      float64
	open   bool // y is a lower bound
}

// quietTooLong reports that the newest single event is too old to say anything of
// now. Where every event is known to be there (Quiet), and while one is still open,
// silence says something itself.
func (s Series) quietTooLong() bool {
	if s.Kind != Duration || s.Quiet || !s.Cadence.Valid() {
		return false
	}
	var newest time.Time
	for _, e := range s.begun() {
		if e.Open {
			return false
		}
		if e.Start.After(newest) {
			newest = e.Start
		}
	}
	return !newest.IsZero() && PeriodOf(s.Cadence, newest).Stale(s.AsOf)
}

// usable gives the complete, present and finite points by period, the last of
// equal ones, together with whether the newest value belongs to a period that
// is still running.
func (s Series) usable() (points []Point, running bool) {
	all := slices.Clone(s.Points)
	slices.SortStableFunc(all, func(a, b Point) int { return order(a.Period, b.Period) })
	for _, p := range all {
		if !p.Present || p.Period.IsZero() || p.Period.Cadence() != s.grain() || !isFinite(p.Value) {
			continue
		}
		if p.Partial || !p.Period.Complete(s.AsOf) {
			running = running || p.Period.Partial(s.AsOf)
			continue
		}
		if n := len(points); n > 0 && points[n-1].Period == p.Period {
			points[n-1] = p
			continue
		}
		points = append(points, p)
	}
	return points, running
}

// grain is the cadence of the points' keys: days for gaps.
func (s Series) grain() Cadence {
	if s.Kind == Gap {
		return Day
	}
	return s.Cadence
}

func order(p, q Period) int {
	switch {
	case p.Before(q):
		return -1
	case q.Before(p):
		return 1
	}
	return 0
}

// since gives the first period of the current definition, and of the current
// limits; zero periods where nothing was declared. Changes after AsOf are not
// there yet.
func (s Series) since() (definition, limits Period) {
	for _, c := range s.Changes {
		if c.At.IsZero() || c.At.Start().After(s.AsOf) {
			continue
		}
		if c.Definition && (definition.IsZero() || definition.Before(c.At)) {
			definition = c.At
		}
		if (c.Definition || c.Rebase) && (limits.IsZero() || limits.Before(c.At)) {
			limits = c.At
		}
	}
	return definition, limits
}

// from keeps the points that do not lie before p.
func from(points []Point, p Period) []Point {
	if p.IsZero() {
		return points
	}
	i := 0
	for i < len(points) && points[i].Period.Start().Before(p.Start()) {
		i++
	}
	return points[i:]
}

// samples puts points on the axis of steps.
func samples(points []Point) []sample {
	out := make([]sample, len(points))
	for i, p := range points {
		out[i] = sample{period: p.Period, t: float64(p.Period.ordinal), y: p.Value}
	}
	return out
}

// columns splits samples into times from the first one on, values and flags.
func columns(in []sample) (t, y []float64, open []bool) {
	t, y, open = make([]float64, len(in)), make([]float64, len(in)), make([]bool, len(in))
	for i, s := range in {
		t[i], y[i], open[i] = s.t-in[0].t, s.y, s.open
	}
	return t, y, open
}

func isFinite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
