package chart

import (
	"fmt"
	"math"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// RadarChart is a profile: at least three axes from zero to Max, up to four
// series. Values may be missing; the outline is then open there.
type RadarChart struct {
	Head
	Axes   []string
	Max    float64
	Series []RadarSeries
}

// RadarSeries has one value for each axis.
type RadarSeries struct {
	Name   string
	Values []BarValue
}

// Radar draws a RadarChart.
func Radar(c RadarChart) (Figure, error) {
	if err := c.check(); err != nil {
		return Figure{}, fmt.Errorf("chart %s: %w", c.ID, err)
	}
	return draw(c.Head, c.option())
}

func (c RadarChart) check() error {
	if len(c.Axes) < 3 || len(c.Axes) > 24 {
		return fmt.Errorf("a radar of %d axes: three to twenty-four can be drawn", len(c.Axes))
	}
	if len(c.Series) < 1 || len(c.Series) > len(seriesColors) {
		return fmt.Errorf("%d series: one to four can be told apart", len(c.Series))
	}
	if err := finite("the end of the axes", c.Max); err != nil || c.Max <= 0 || c.Max > math.MaxFloat32 {
		return fmt.Errorf("the axes end at %v, not above zero", c.Max)
	}
	for _, s := range c.Series {
		if len(s.Values) != len(c.Axes) {
			return fmt.Errorf("series %q: %d values for %d axes", s.Name, len(s.Values), len(c.Axes))
		}
		for _, v := range s.Values {
			if v.OK && !(v.Value >= 0 && v.Value <= c.Max) {
				return fmt.Errorf("series %q: %v is not within 0 and %v", s.Name, v.Value, c.Max)
			}
		}
	}
	return nil
}

func (c RadarChart) option() map[string]any {
	rings := 5
	if c.Max == math.Trunc(c.Max) && c.Max <= 8 {
		rings = int(c.Max)
	}
	web := opts.RadarComponent{SplitNumber: rings}
	for _, a := range c.Axes {
		web.Indicator = append(web.Indicator, &opts.Indicator{Name: a, Max: float32(c.Max)})
	}
	r := charts.NewRadar()
	r.SetGlobalOptions(globals(c.Head, charts.WithRadarComponentOpts(web))...)
	for i, s := range c.Series {
		values := make([]any, len(s.Values))
		for k, v := range s.Values {
			if v.OK {
				values[k] = v.Value
			}
		}
		r.AddSeries(s.Name, nil, func(out *charts.SingleSeries) {
			out.Data = []datum{{Name: s.Name, Value: values}}
			out.Symbol = "circle"
			out.LineStyle = &opts.LineStyle{Color: seriesColors[i], Type: lineTypes[i], Width: 2.5}
			out.ItemStyle = filled(seriesColors[i])
		})
	}
	r.Validate()
	return finish(r.JSON())
}
