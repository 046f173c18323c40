package chart

import (
	"fmt"
	"math"
	"strconv"

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

// webView is a radar laid out in one variant.
type webView struct {
	*pen
	x, y, r float64
	names   []string
	max     float64
}

func (p *plan) paintRadar(out *pen) float64 {
	v := &webView{pen: out, x: out.v.width / 2, r: 130}
	for _, i := range p.radar.Indicator {
		v.names = append(v.names, i.Name)
		v.max = float64(i.Max)
	}
	var entries []entry
	for _, s := range p.series {
		if s.Name != "" {
			entries = append(entries, entry{class: "l " + itemClass(s.ItemStyle), line: true, text: s.Name})
		}
	}
	top := v.key(entries)
	numbered := v.v.class == narrow.class || len(v.names) > 10
	if numbered {
		v.r = 115
	}
	v.y = top + 48 + v.r
	v.paintWeb(p.radar.SplitNumber)
	for _, s := range p.series {
		v.paintProfile(s.Data.([]datum)[0], itemClass(s.ItemStyle))
	}
	bottom := v.y + v.r + 48
	if numbered {
		return v.paintNumbers(bottom)
	}
	v.paintAxisNames()
	return bottom
}

// spoke is the point of axis i at a share of the radius.
func (v *webView) spoke(i int, share float64) (x, y float64) {
	sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(len(v.names)))
	return v.x + float64(sin*v.r*share), v.y - float64(cos*v.r*share)
}

func (v *webView) paintWeb(rings int) {
	for k := 1; k <= rings; k++ {
		v.start("gr")
		cmd := byte('M')
		for i := range v.names {
			x, y := v.spoke(i, float64(k)/float64(rings))
			v.move(cmd, x, y)
			cmd = 'L'
		}
		v.raw("Z")
		v.end()
	}
	for i := range v.names {
		x, y := v.spoke(i, 1)
		v.line("gr", v.x, v.y, x, y)
	}
	for k := 1; k <= rings; k++ {
		v.text("ha mu", "e", v.x-5, v.y-v.r*float64(k)/float64(rings), Number(v.max*float64(k)/float64(rings)))
	}
}

// paintProfile draws one series: a closed outline when all values are there,
// else the stretches between neighbours that are.
func (v *webView) paintProfile(d datum, class string) {
	values := d.Value.([]any)
	n := len(values)
	v.start("l " + class)
	for i := range values {
		from, ok := values[i].(float64)
		to, next := values[(i+1)%n].(float64)
		if ok && next {
			x, y := v.spoke(i, from/v.max)
			v.move('M', x, y)
			x, y = v.spoke((i+1)%n, to/v.max)
			v.move('L', x, y)
		}
	}
	v.raw(`M0 0"/>`)
	for i := range values {
		if f, ok := values[i].(float64); ok {
			x, y := v.spoke(i, f/v.max)
			v.start("pt " + class)
			v.round(x, y, 4)
			v.raw(`"><title>`)
			if d.Name != "" {
				v.esc(d.Name + ", ")
			}
			v.esc(v.names[i] + ": " + Number(f))
			v.raw("</title></path>")
		}
	}
}

// paintAxisNames writes the names around the web, on two lines at most.
func (v *webView) paintAxisNames() {
	for i, name := range v.names {
		x, y := v.spoke(i, 1)
		anchor, room := "m", 240.0
		switch {
		case x > v.x+v.r*0.1:
			anchor, x, room = "", x+12, v.v.width-x-14
		case x < v.x-v.r*0.1:
			anchor, x, room = "e", x-12, x-14
		case y < v.y:
			y -= 22
		default:
			y += 22
		}
		rows := wrap(name, min(room, 200), 2)
		for k, row := range rows {
			v.label("", anchor, x, y+(float64(k)-float64(len(rows)-1)/2)*18, row, name)
		}
	}
}

// paintNumbers numbers the axes and lists the names below.
func (v *webView) paintNumbers(y float64) float64 {
	for i := range v.names {
		x, sy := v.spoke(i, 1+18/v.r)
		v.text("st", "m", x, sy, strconv.Itoa(i+1))
	}
	y -= 18
	for i, name := range v.names {
		v.text("st", "e", 22, y+10, strconv.Itoa(i+1))
		v.label("", "", 32, y+10, shorten(name, v.v.width-34), name)
		y += rowHeight
	}
	return y + 4
}
