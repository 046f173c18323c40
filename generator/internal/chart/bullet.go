package chart

import (
	"fmt"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// BulletRow is a value against its target and baseline; nil means none. Without
// OK there is no value.
type BulletRow struct {
	Name             string
	Value            float64
	OK               bool
	Target, Baseline *float64
	Standing         Standing // colours the bar
}

// Standing is what a value is against its target.
type Standing uint8

const (
	NotJudged Standing = iota
	Met
	Near
	Missed
)

// MostBullets is how many rows a picture can hold.
const MostBullets = 60

// BulletChart compares values of one unit with their targets, on one scale from
// zero.
type BulletChart struct {
	Head
	Unit string
	Rows []BulletRow
}

// Bullet draws a BulletChart.
func Bullet(c BulletChart) (Figure, error) {
	if len(c.Rows) == 0 || len(c.Rows) > MostBullets {
		return Figure{}, fmt.Errorf("chart %s: %d rows: 1 to %d can be drawn", c.ID, len(c.Rows), MostBullets)
	}
	for _, r := range c.Rows {
		if err := finite("row "+r.Name, r.numbers()...); err != nil {
			return Figure{}, fmt.Errorf("chart %s: %w", c.ID, err)
		}
	}
	return draw(c.Head, c.option())
}

func (r BulletRow) numbers() []float64 {
	var out []float64
	if r.OK {
		out = append(out, r.Value)
	}
	if r.Target != nil {
		out = append(out, *r.Target)
	}
	if r.Baseline != nil {
		out = append(out, *r.Baseline)
	}
	return out
}

var standingColors = [...]string{NotJudged: "var(--mark-none)", Met: "var(--mark-good)", Near: "var(--mark-watch)", Missed: "var(--mark-bad)"}

func (c BulletChart) option() map[string]any {
	var e extent
	names := make([]string, len(c.Rows))
	data := make([]datum, len(c.Rows))
	var marks []any
	for i, r := range c.Rows {
		names[i] = r.Name
		e.add(r.numbers()...)
		data[i] = datum{Name: r.Name, ItemStyle: filled(standingColors[min(r.Standing, Missed)])}
		if r.OK {
			data[i].Value = r.Value
		}
		if r.Target != nil {
			marks = append(marks, mark{Name: c.t("Target"), Coord: []any{*r.Target, i}, Symbol: "rect", SymbolSize: 12, ItemStyle: filled("var(--text)")})
		}
		if r.Baseline != nil {
			marks = append(marks, mark{Name: c.t("Baseline"), Coord: []any{*r.Baseline, i}, Symbol: "rect", SymbolSize: 12, ItemStyle: filled("var(--edge)")})
		}
	}
	low, high, step := domain(e.lo, e.hi, true, intervals)
	b := charts.NewBar()
	b.SetGlobalOptions(globals(c.Head,
		charts.WithXAxisOpts(opts.XAxis{Type: "value", Name: c.Unit, Min: low, Max: high, MinInterval: step, MaxInterval: step}),
		charts.WithYAxisOpts(opts.YAxis{Type: "category", Inverse: opts.Bool(true)}))...)
	b.SetXAxis(names).XYReversal()
	b.AddSeries("", nil, func(s *charts.SingleSeries) {
		s.Data = data
		if marks != nil {
			s.MarkPoints = &opts.MarkPoints{Data: marks}
		}
	})
	b.Validate()
	return finish(b.JSON())
}

// paintBullets draws each row as its words above a bar, with a full tick at the
// target and a dotted one at the baseline.
func (p *plan) paintBullets(out *pen) float64 {
	x := scale{min: number(p.x.Min), max: number(p.x.Max), from: 1, to: out.v.width - 1}
	data := p.series[0].Data.([]datum)
	marks := make([][]mark, len(data))
	if p.series[0].MarkPoints != nil {
		for _, item := range p.series[0].MarkPoints.Data {
			m := item.(mark)
			i := int(number(m.Coord[1]))
			marks[i] = append(marks[i], m)
		}
	}
	y := 0.0
	for i := range data {
		y = p.paintBullet(out, &data[i], marks[i], x, y)
	}
	return y - 8
}

func (p *plan) paintBullet(out *pen, d *datum, marks []mark, x scale, y float64) float64 {
	value, ok := d.Value.(float64)
	now, aims := "–", ""
	if ok {
		now = out.figure(value)
		if p.x.Name != "" {
			now += " " + p.x.Name
		}
	}
	for _, m := range marks {
		name := m.Name
		if aims != "" {
			aims += ", "
			name = strings.ToLower(name)
		}
		aims += name + " " + out.figure(number(m.Coord[0]))
	}
	full := now
	now = shorten(now, out.v.width*0.5/bold)
	rows := wrap(d.Name, out.v.width-strongWidth(now)-16, 2)
	for i, row := range rows {
		out.label("", "", 0, y+10+float64(i)*nameLead, row, d.Name)
	}
	out.label("st", "e", out.v.width, y+10, now, full)
	y += 22 + float64(max(len(rows)-1, 0))*nameLead
	out.rect("bd", x.from, y, x.to-x.from, 20, "")
	zero := x.at(0)
	if ok {
		end := x.at(value)
		out.rect("b "+itemClass(d.ItemStyle), min(zero, end), y+4, max(end-zero, zero-end, 1), 12, d.Name+": "+now)
	}
	if x.min < 0 {
		out.line("ax", zero, y, zero, y+20)
	}
	for _, m := range marks {
		at := x.at(number(m.Coord[0]))
		out.line("tk "+itemClass(m.ItemStyle), at, y-2, at, y+22)
	}
	y += 26
	if aims != "" {
		out.text("", "", 0, y+10, shorten(aims, out.v.width))
		y += 20
	}
	return y + 16
}
