package chart

import (
	"fmt"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// BarSeries is one value for each category. Severity, 1 (critical) to 5
// (informational), gives it that severity's colour; 0 the next series colour.
type BarSeries struct {
	Name     string
	Severity int
	Values   []BarValue
}

// BarValue is a value that may be missing: the zero BarValue is.
type BarValue struct {
	Value float64
	OK    bool
}

// Values wraps plain numbers, all present.
func Values(v ...float64) []BarValue {
	out := make([]BarValue, len(v))
	for i := range v {
		out[i] = BarValue{v[i], true}
	}
	return out
}

// BarChart is a composition by category, usually by period: up to four series,
// or five severities, side by side or stacked, always from zero.
type BarChart struct {
	Head
	Unit       string
	Categories []string
	Series     []BarSeries
	Stacked    bool
}

// Bars draws a BarChart.
func Bars(c BarChart) (Figure, error) {
	if err := c.check(); err != nil {
		return Figure{}, fmt.Errorf("chart %s: %w", c.ID, err)
	}
	return draw(c.Head, c.option())
}

func (c BarChart) check() error {
	if len(c.Series) < 1 || len(c.Series) > 5 {
		return fmt.Errorf("%d series of bars: one to five can be told apart", len(c.Series))
	}
	plain := 0
	for _, s := range c.Series {
		if len(s.Values) != len(c.Categories) {
			return fmt.Errorf("series %q: %d values for %d categories", s.Name, len(s.Values), len(c.Categories))
		}
		if s.Severity < 0 || s.Severity > 5 {
			return fmt.Errorf("series %q: severity %d is not 1 to 5, nor 0 for none", s.Name, s.Severity)
		}
		if s.Severity == 0 {
			plain++
		}
		if err := c.checkValues(s); err != nil {
			return err
		}
	}
	if plain > len(seriesColors) {
		return fmt.Errorf("%d series without a severity: at most four", plain)
	}
	for i := range c.Categories {
		if _, high := c.reach(i); high > maxTotal {
			return fmt.Errorf("category %q: the sum is too large to draw", c.Categories[i])
		}
	}
	return nil
}

// maxTotal keeps the ends of the axis and sums of bars finite.
const maxTotal = 1.7e308

func (c BarChart) checkValues(s BarSeries) error {
	for i, v := range s.Values {
		if !v.OK {
			continue
		}
		what := fmt.Sprintf("series %q, %s", s.Name, c.Categories[i])
		if err := finite(what, v.Value); err != nil {
			return err
		}
		if c.Stacked && v.Value < 0 {
			return fmt.Errorf("%s: %v cannot be part of a stack", what, v.Value)
		}
	}
	return nil
}

// reach is the span of a category's bars, zero included.
func (c BarChart) reach(i int) (low, high float64) {
	for _, s := range c.Series {
		v := s.Values[i]
		switch {
		case !v.OK:
		case c.Stacked:
			high += v.Value
		default:
			low, high = min(low, v.Value), max(high, v.Value)
		}
	}
	return low, high
}

func (c BarChart) option() map[string]any {
	var e extent
	e.add(0)
	for i := range c.Categories {
		e.add(c.reach(i))
	}
	low, high, step := domain(e.lo, e.hi, true, intervals)
	if step < 1 && c.whole() {
		step, high = 1, max(high, 1)
	}
	y := opts.YAxis{Type: "value", Name: c.Unit, Min: low, Max: high, MinInterval: step, MaxInterval: step}
	b := charts.NewBar()
	b.SetGlobalOptions(globals(c.Head, charts.WithXAxisOpts(opts.XAxis{Type: "category"}), charts.WithYAxisOpts(y))...)
	b.SetXAxis(append([]string{}, c.Categories...))
	plain := 0
	for _, s := range c.Series {
		color := fmt.Sprintf("var(--sev%d)", s.Severity)
		if s.Severity == 0 {
			color = seriesColors[plain]
			plain++
		}
		b.AddSeries(s.Name, nil, c.series(s, color))
	}
	b.Validate()
	return finish(b.JSON())
}

// whole reports that every value is a count, which wants no ticks between.
func (c BarChart) whole() bool {
	for _, s := range c.Series {
		for _, v := range s.Values {
			if v.OK && (v.Value != float64(int64(v.Value)) || v.Value > 1e6) {
				return false
			}
		}
	}
	return true
}

func (c BarChart) series(s BarSeries, color string) charts.SeriesOpts {
	return func(out *charts.SingleSeries) {
		data := make([]datum, len(s.Values))
		for i, v := range s.Values {
			data[i] = datum{Name: c.Categories[i]}
			if v.OK {
				data[i].Value = v.Value
			}
		}
		out.Data = data
		out.ItemStyle = filled(color)
		if c.Stacked {
			out.Stack = "all"
		}
		out.Label = &opts.Label{Show: opts.Bool(true)}
	}
}
