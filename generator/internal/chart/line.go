package chart

import (
	"fmt"
	"time"
)

// State says what a point is. The zero state is closed: the point is a gap and
// its value is never read.
type State uint8

const (
	Missing     State = iota // a gap
	Measured                 // a full point
	Partial                  // of a period that is not over: hollow
	Provisional              // may still be revised: hollow
	Withheld                 // a crossed mark on the axis, with the reason
	AtLeast                  // can only grow: an arrow
)

// Signal marks a point that a rule of the run fired on.
type Signal uint8

const (
	NoSignal Signal = iota
	SignalGood
	SignalBad
	SignalNeutral
)

// Point is one period of a series. Start is its place on the axis, Label its name on
// the axis ("2025-01", "2025-Q1"). Value counts only when State is Measured,
// Partial, Provisional or AtLeast. Reason says why.
type Point struct {
	Start  time.Time
	Label  string
	Value  float64
	State  State
	Reason string
	Signal Signal
}

func (p Point) shown() bool {
	return p.State == Measured || p.State == Partial || p.State == Provisional || p.State == AtLeast
}

// Series is one line. Points are in order of time.
type Series struct {
	Name   string
	Points []Point
}

// LevelKind is what a horizontal line means.
type LevelKind uint8

const (
	Target LevelKind = iota
	Baseline
	Amber
	Red
	Benchmark
)

// Level is a horizontal line. Text stands beside it; without one it is the kind
// and the value, "Target 150".
type Level struct {
	Kind  LevelKind
	Value float64
	Text  string
}

// Band is a stretch of control limits, in the unit of the values.
type Band struct {
	From, To             time.Time
	Lower, Centre, Upper float64
}

// Change is a dated vertical line: a process or a definition changed.
type Change struct {
	At   time.Time
	Text string
}

// Incident is a numbered mark on the time axis. URL is relative or http(s).
type Incident struct {
	At        time.Time
	Number    int
	Text, URL string
}

// LineChart is change over time: one to four lines. The time axis spans the
// points, bands, changes and incidents given.
type LineChart struct {
	Head
	Unit      string
	Series    []Series
	Levels    []Level
	Bands     []Band
	Changes   []Change
	Incidents []Incident
	FromZero  bool // else the axis may start elsewhere, with a marked break
	Whole     bool // things that are counted: no ticks between whole numbers
}

// Line draws a LineChart.
func Line(c LineChart) (Figure, error) {
	if err := c.check(); err != nil {
		return Figure{}, fmt.Errorf("chart %s: %w", c.ID, err)
	}
	return draw(c.Head, c.option())
}

func (c LineChart) check() error {
	if len(c.Series) < 1 || len(c.Series) > len(seriesColors) {
		return fmt.Errorf("%d lines: one to four can be told apart; use several charts", len(c.Series))
	}
	if len(c.Levels) > 6 {
		return fmt.Errorf("%d levels: at most six", len(c.Levels))
	}
	for _, s := range c.Series {
		if err := checkPoints(s.Points); err != nil {
			return fmt.Errorf("series %q: %w", s.Name, err)
		}
	}
	for _, l := range c.Levels {
		if l.Kind > Benchmark {
			return fmt.Errorf("level %q: unknown kind %d", l.Text, l.Kind)
		}
		if err := finite("level "+Head{}.levelName(l.Kind), l.Value); err != nil {
			return err
		}
	}
	return c.checkDates()
}

func (c LineChart) checkDates() error {
	for _, b := range c.Bands {
		if err := finite("limits", b.Lower, b.Centre, b.Upper); err != nil {
			return err
		}
		if err := dated("limits", b.From, b.To); err != nil {
			return err
		}
	}
	for _, ch := range c.Changes {
		if err := dated("change "+ch.Text, ch.At); err != nil {
			return err
		}
	}
	for _, i := range c.Incidents {
		if err := dated("incident "+i.Text, i.At); err != nil {
			return err
		}
		if !safeURL(i.URL) {
			return fmt.Errorf("incident %d: address %q is neither relative nor http", i.Number, i.URL)
		}
	}
	return nil
}

func checkPoints(points []Point) error {
	var last time.Time
	for i, p := range points {
		if err := dated("point "+p.Label, p.Start); err != nil {
			return err
		}
		if i > 0 && !p.Start.After(last) {
			return fmt.Errorf("point %s: not after the one before", p.Label)
		}
		last = p.Start
		if p.shown() {
			if err := finite("point "+p.Label, p.Value); err != nil {
				return err
			}
		}
	}
	return nil
}

// dated reports a time without a year that the axis can write.
func dated(what string, times ...time.Time) error {
	for _, t := range times {
		if y := t.UTC().Year(); t.IsZero() || y < 1 || y > 9999 {
			return fmt.Errorf("%s: no date between the years 1 and 9999", what)
		}
	}
	return nil
}
