package chart

import (
	"fmt"
	"math"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Dot is one item, such as an incident, and how long it took. Open: it still
// lasts, Value is its length so far.
type Dot struct {
	Value float64
	Open  bool
	Name  string
}

// DotGroup is the items of one period. Median is nil when there is none, for
// instance when half or more are open.
type DotGroup struct {
	Label  string
	Dots   []Dot
	Median *float64
}

// DotChart is a distribution by period: each item a dot, open ones hollow and
// pointing up, a bar at the median. Log wants all values above zero.
type DotChart struct {
	Head
	Unit   string
	Groups []DotGroup
	Target *float64
	Log    bool
}

// DotStrip draws a DotChart.
func DotStrip(c DotChart) (Figure, error) {
	if err := c.check(); err != nil {
		return Figure{}, fmt.Errorf("chart %s: %w", c.ID, err)
	}
	return draw(c.Head, c.option())
}

func (c DotChart) numbers() []float64 {
	var out []float64
	for _, g := range c.Groups {
		for _, d := range g.Dots {
			out = append(out, d.Value)
		}
		if g.Median != nil {
			out = append(out, *g.Median)
		}
	}
	if c.Target != nil {
		out = append(out, *c.Target)
	}
	return out
}

func (c DotChart) check() error {
	for _, v := range c.numbers() {
		if err := finite("a dot", v); err != nil {
			return err
		}
		if c.Log && v <= 1e-300 {
			return fmt.Errorf("%v has no place on a logarithmic axis", v)
		}
	}
	return nil
}

func (c DotChart) option() map[string]any {
	s := charts.NewScatter()
	s.SetGlobalOptions(globals(c.Head, charts.WithXAxisOpts(opts.XAxis{Type: "category"}), charts.WithYAxisOpts(c.axis()))...)
	names := make([]string, len(c.Groups))
	closed, open, medians := []datum{}, []datum{}, []datum{}
	for i, g := range c.Groups {
		names[i] = g.Label
		for _, d := range g.Dots {
			item := datum{Name: d.Name, Value: [2]any{i, d.Value}}
			if d.Open {
				open = append(open, item)
			} else {
				closed = append(closed, item)
			}
		}
		if g.Median != nil {
			medians = append(medians, datum{Name: c.t("Median"), Value: [2]any{i, *g.Median}})
		}
	}
	s.SetXAxis(names)
	s.AddSeries(c.t("Closed"), nil, dotted("circle", "var(--s1)", closed))
	s.AddSeries(c.t("Still open, so far"), nil, dotted("arrow", "var(--s1)", open))
	s.AddSeries(c.t("Median"), nil, dotted("rect", "var(--text)", medians))
	if c.Target != nil {
		s.MultiSeries[0].MarkLines = &opts.MarkLines{Data: []any{c.levelMark(Level{Kind: Target, Value: *c.Target})},
			MarkLineStyle: opts.MarkLineStyle{Symbol: []string{"none", "none"}}}
	}
	s.Validate()
	return finish(s.JSON())
}

func dotted(symbol, color string, data []datum) charts.SeriesOpts {
	return func(s *charts.SingleSeries) {
		s.Data, s.Symbol, s.SymbolSize, s.ItemStyle = data, symbol, 9, filled(color)
	}
}

func (c DotChart) axis() opts.YAxis {
	var e extent
	e.add(c.numbers()...)
	if !c.Log || !e.any {
		low, high, step := domain(e.lo, e.hi, true, intervals)
		return opts.YAxis{Type: "value", Name: c.Unit, Min: low, Max: high, MinInterval: step, MaxInterval: step}
	}
	low, high := 0.0, math.MaxFloat64
	for _, m := range []float64{1, 2, 5, 10} {
		if t := tidy(m * math.Pow10(exponent(e.lo))); t <= e.lo {
			low = t
		}
		if t := tidy(m * math.Pow10(exponent(e.hi))); t >= e.hi {
			high = min(high, t)
		}
	}
	if high <= low {
		low, high = low/2, min(high, math.MaxFloat64/2)*2
	}
	return opts.YAxis{Type: "log", Name: c.Unit, Min: low, Max: high}
}
