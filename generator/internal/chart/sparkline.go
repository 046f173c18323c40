package chart

import (
	"fmt"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// SparkChart is a line without axes, for tiles and tables. Desc is its trend
// sentence. All sparklines have the same size.
type SparkChart struct {
	Head
	Points []Point
	Target *float64
}

// Sparkline draws a SparkChart. The Figure has no narrow variant.
func Sparkline(c SparkChart) (Figure, error) {
	if err := c.check(); err != nil {
		return Figure{}, fmt.Errorf("chart %s: %w", c.ID, err)
	}
	return draw(c.Head, c.option())
}

func (c SparkChart) check() error {
	if c.Target != nil {
		if err := finite("target", *c.Target); err != nil {
			return err
		}
	}
	return checkPoints(c.Points)
}

func (c SparkChart) option() map[string]any {
	var e extent
	var t span
	for _, p := range c.Points {
		t.add(p.Start)
		if p.shown() {
			e.add(p.Value)
		}
	}
	if c.Target != nil {
		e.add(*c.Target)
	}
	hide := opts.Bool(false)
	l := charts.NewLine()
	l.SetGlobalOptions(globals(c.Head,
		charts.WithXAxisOpts(opts.XAxis{Type: "time", Show: hide, Min: t.from, Max: t.to}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Show: hide, Min: e.lo, Max: e.hi, Scale: opts.Bool(true)}))...)
	data := c.lineData(c.Points)
	for i := range data {
		if data[i].Symbol == "arrow" { // too high for a small picture
			data[i].Symbol = "emptyCircle"
		}
	}
	l.AddSeries("", nil, styled(0, data))
	if c.Target != nil {
		level := c.levelMark(Level{Kind: Target, Value: *c.Target})
		level.Label = nil
		l.MultiSeries[0].MarkLines = &opts.MarkLines{Data: []any{level},
			MarkLineStyle: opts.MarkLineStyle{Symbol: []string{"none", "none"}}}
	}
	l.Validate()
	return finish(l.JSON())
}

func (p *plan) paintSpark(out *pen) float64 {
	v := &lineView{pen: out, p: p, left: 2, right: out.v.width - 2, top: 7, bottom: out.v.plot - 7}
	v.sort(p.series[0])
	v.y = scale{min: number(p.y.Min), max: number(p.y.Max), from: v.bottom, to: v.top}
	v.x = scale{min: number(p.x.Min), max: number(p.x.Max), from: 8, to: v.right - 6}
	v.paintLevels()
	data := p.series[0].Data.([]datum)
	class := itemClass(p.series[0].ItemStyle)
	weight := "l "
	if float64(len(data))*2 > out.v.width {
		weight = "l th "
	}
	v.paintStretch(data, weight+class, false)
	v.paintStretch(data, "l pr "+class, true)
	last := -1
	for i := range data {
		if _, _, ok := data[i].at(); ok {
			last = i
		}
	}
	for i := range data {
		if i == last || !data[i].hollow() && alone(data, i) {
			v.paintPoint(&data[i], class)
		}
	}
	if last < 0 {
		v.line("ax", v.left, v.bottom, v.right, v.bottom)
	}
	return out.v.plot
}
