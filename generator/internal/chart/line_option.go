package chart

import (
	"math"
	"time"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

func (c LineChart) option() map[string]any {
	from, to := c.span()
	low, high, step, any := c.domain()
	y := opts.YAxis{Type: "value", Name: c.Unit, Show: opts.Bool(any), Min: low, Max: high,
		MinInterval: step, MaxInterval: step, Scale: opts.Bool(!c.FromZero)}
	x := opts.XAxis{Type: "time", Min: from, Max: to, AxisLabel: c.timeLabels()}
	l := charts.NewLine()
	l.SetGlobalOptions(globals(c.Head, charts.WithXAxisOpts(x), charts.WithYAxisOpts(y))...)
	for i, s := range c.Series {
		l.AddSeries(s.Name, nil, styled(i, c.lineData(s.Points)))
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

func (h Head) lineData(points []Point) []datum {
	data := make([]datum, len(points))
	for i, p := range points {
		data[i] = h.datum(p)
	}
	return data
}

func (h Head) datum(p Point) datum {
	d := datum{Name: p.Label}
	if !p.shown() {
		d.Value = [2]any{p.Start.UnixMilli(), nil}
		return d
	}
	d.Value = [2]any{p.Start.UnixMilli(), p.Value}
	if p.State == AtLeast {
		d.Symbol, d.SymbolSize, d.Note = "arrow", 12, h.note(p.State, p.Reason)
		return d
	}
	if p.State != Measured {
		d.Symbol, d.SymbolSize, d.Note = "emptyCircle", 8, h.note(p.State, p.Reason)
		return d
	}
	switch p.Signal {
	case SignalGood:
		d.Note = h.t("signal: better")
		d.Symbol, d.SymbolSize, d.ItemStyle = "diamond", 12, filled("var(--mark-good)")
	case SignalBad:
		d.Note = h.t("signal: worse")
		d.Symbol, d.SymbolSize, d.ItemStyle = "triangle", 12, filled("var(--mark-bad)")
	case SignalNeutral:
		d.Note = h.t("signal")
		d.Symbol, d.SymbolSize, d.ItemStyle = "rect", 9, filled("var(--mark-none)")
	}
	return d
}

func (h Head) note(s State, reason string) string {
	word := map[State]string{Partial: h.t("partial"), Provisional: h.t("provisional"), Withheld: h.t("Withheld"), AtLeast: h.t("at least so far")}[s]
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
	if c.Whole && step < 1 {
		low, high, step = math.Floor(low), math.Ceil(high), 1
	}
	return low, high, step, e.any
}
