package chart

import (
	"fmt"
	"time"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
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
)

// Signal marks a point that a rule of the run fired on.
type Signal uint8

const (
	NoSignal Signal = iota
	SignalGood
	SignalBad
	SignalNeutral
)

// Point is one period of a series. Start is its first moment, Label its name on
// the axis ("2025-01", "2025-Q1"). Value counts only when State is Measured,
// Partial or Provisional. Reason says why a point is withheld or partial.
type Point struct {
	Start  time.Time
	Label  string
	Value  float64
	State  State
	Reason string
	Signal Signal
}

func (p Point) shown() bool {
	return p.State == Measured || p.State == Partial || p.State == Provisional
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
)

var levelNames = [...]string{"Target", "Baseline", "Amber", "Red"}

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
		if int(l.Kind) >= len(levelNames) {
			return fmt.Errorf("level %q: unknown kind %d", l.Text, l.Kind)
		}
		if err := finite("level "+levelNames[l.Kind], l.Value); err != nil {
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

func (c LineChart) option() map[string]any {
	from, to := c.span()
	low, high, step, any := c.domain()
	y := opts.YAxis{Type: "value", Name: c.Unit, Show: opts.Bool(any), Min: low, Max: high,
		MinInterval: step, MaxInterval: step, Scale: opts.Bool(!c.FromZero)}
	x := opts.XAxis{Type: "time", Min: from, Max: to, AxisLabel: c.timeLabels()}
	l := charts.NewLine()
	l.SetGlobalOptions(globals(c.Head, charts.WithXAxisOpts(x), charts.WithYAxisOpts(y))...)
	for i, s := range c.Series {
		l.AddSeries(s.Name, nil, styled(i, lineData(s.Points)))
	}
	l.MultiSeries[0].MarkLines = c.markLines()
	l.MultiSeries[0].MarkAreas = c.markAreas()
	l.MultiSeries[0].MarkPoints = c.markPoints(low)
	l.Validate()
	return finish(l.JSON())
}

var lineTypes = []string{"solid", "dashed", "dotted", "dashed"}

// styled gives a line its place in the fixed order of colours and dashes.
func styled(i int, data []datum) charts.SeriesOpts {
	return func(s *charts.SingleSeries) {
		s.Data = data
		s.Symbol = "circle"
		s.ShowSymbol = opts.Bool(len(data) <= 100)
		s.LineStyle = &opts.LineStyle{Color: seriesColors[i], Type: lineTypes[i], Width: 2.5}
		s.ItemStyle = filled(seriesColors[i])
	}
}

func lineData(points []Point) []datum {
	data := make([]datum, len(points))
	for i, p := range points {
		data[i] = p.datum()
	}
	return data
}

func (p Point) datum() datum {
	d := datum{Name: p.Label}
	if !p.shown() {
		d.Value = [2]any{p.Start.UnixMilli(), nil}
		return d
	}
	d.Value = [2]any{p.Start.UnixMilli(), p.Value}
	if p.State != Measured {
		d.Symbol, d.SymbolSize, d.Note = "emptyCircle", 8, note(p.State, p.Reason)
		return d
	}
	switch p.Signal {
	case SignalGood:
		d.Symbol, d.SymbolSize, d.ItemStyle = "diamond", 12, filled("var(--mark-good)")
	case SignalBad:
		d.Symbol, d.SymbolSize, d.ItemStyle = "triangle", 12, filled("var(--mark-bad)")
	case SignalNeutral:
		d.Symbol, d.SymbolSize, d.ItemStyle = "rect", 9, filled("var(--mark-none)")
	}
	return d
}

func note(s State, reason string) string {
	word := map[State]string{Partial: "partial", Provisional: "provisional", Withheld: "Withheld"}[s]
	if reason != "" {
		word += ": " + reason
	}
	return word
}

// span is the time axis in milliseconds.
func (c LineChart) span() (from, to int64) {
	var e span
	for _, s := range c.Series {
		for _, p := range s.Points {
			e.add(p.Start)
		}
	}
	for _, b := range c.Bands {
		e.add(b.From, b.To)
	}
	for _, ch := range c.Changes {
		e.add(ch.At)
	}
	for _, i := range c.Incidents {
		e.add(i.At)
	}
	return e.from, e.to
}

type span struct {
	from, to int64
	any      bool
}

func (s *span) add(times ...time.Time) {
	for _, t := range times {
		ms := t.UnixMilli()
		if !s.any {
			s.from, s.to, s.any = ms, ms, true
		}
		s.from, s.to = min(s.from, ms), max(s.to, ms)
	}
}

func (c LineChart) domain() (low, high, step float64, any bool) {
	var e extent
	for _, s := range c.Series {
		for _, p := range s.Points {
			if p.shown() {
				e.add(p.Value)
			}
		}
	}
	for _, l := range c.Levels {
		e.add(l.Value)
	}
	for _, b := range c.Bands {
		e.add(b.Lower, b.Centre, b.Upper)
	}
	low, high, step = domain(e.lo, e.hi, c.FromZero, intervals)
	return low, high, step, e.any
}
