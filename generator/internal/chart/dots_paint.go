package chart

import (
	"cmp"
	"math"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
)

// paintStrip draws a dot strip. It borrows the columns' layout and labels.
func (p *plan) paintStrip(out *pen) float64 {
	v := &columnView{pen: out, p: p}
	v.names, _ = p.x.Data.([]string)
	v.top = v.key(0, p.stripKey())
	v.layout()
	if p.y.Type == "log" {
		v.paintLog()
	} else {
		v.paintGrid()
	}
	line := &lineView{pen: out, p: p, left: v.left, right: v.right, y: v.y}
	line.sort(p.series[0])
	line.y = v.scaleOf()
	for i := range line.levels {
		line.levels[i].YAxis = v.place(number(line.levels[i].YAxis))
	}
	line.paintLevels()
	v.line("ax", v.left, v.bottom, v.right, v.bottom)
	v.paintDots()
	if !slices.ContainsFunc(p.series[:min(2, len(p.series))], hasData) {
		v.text("st ha", "m", (v.left+v.right)/2, (v.top+v.bottom)/2, v.t("No data"))
	}
	return v.bottom + v.paintNames()
}

func hasData(s charts.SingleSeries) bool { return len(s.Data.([]datum)) > 0 }

// stripKey names only what is there.
func (p *plan) stripKey() []entry {
	classes := []string{"dt s1", "do s1", "md"}
	var out []entry
	for i, s := range p.series {
		if hasData(s) {
			out = append(out, entry{class: classes[min(i, 2)], mark: s.Symbol, text: s.Name})
		}
	}
	if m := p.series[0].MarkLines; m != nil {
		out = append(out, entry{class: "lv text", line: true, text: m.Data[0].(mark).Name})
	}
	return out
}

// place is a value's position on the axis' own scale: its logarithm on a
// logarithmic one.
func (v *columnView) place(value float64) float64 {
	if v.p.y.Type == "log" {
		return math.Log10(value)
	}
	return value
}

func (v *columnView) scaleOf() scale {
	s := v.y
	s.min, s.max = v.place(number(v.p.y.Min)), v.place(number(v.p.y.Max))
	return s
}

// paintLog draws the grid of a logarithmic axis: powers of ten, and 2 and 5
// between them when they are few.
func (v *columnView) paintLog() {
	if v.p.y.Name != "" {
		v.label("", "", 0, v.top-26, shorten(v.p.y.Name, v.v.width), v.p.y.Name)
	}
	s := v.scaleOf()
	for _, t := range v.logTicks() {
		y := s.at(math.Log10(t))
		v.line("gr", v.left, y, v.right, y)
		v.text("", "e", v.left-8, y, v.figure(t))
	}
}

// logTicks are powers of ten, about seven, with 2 and 5 between them when they
// are few, and the lower end; none on a plain axis.
func (v *columnView) logTicks() []float64 {
	if v.p.y.Type != "log" {
		return nil
	}
	var out []float64
	low, high := exponent(v.y.min), exponent(v.y.max)
	for e := low; e <= high; e += (high-low)/6 + 1 {
		for _, m := range []float64{1, 2, 5} {
			t := tidy(m * math.Pow10(e))
			if m > 1 && high-low > 2 || t > v.y.max || math.IsInf(m*math.Pow10(e), 0) {
				break
			}
			if t >= v.y.min {
				out = append(out, t)
			}
		}
	}
	if d := math.Log10(v.y.max) - math.Log10(v.y.min); len(out) == 0 || math.Log10(out[0])-math.Log10(v.y.min) > float64(d*0.12) {
		out = append([]float64{v.y.min}, out...) // the axis' end is named when there is room
	}
	return out
}

// dot is a datum with its place.
type dot struct {
	x, y   float64
	symbol string
	d      *datum
}

// paintDots draws each group's dots, side by side where they would overlap, and
// its median over them.
func (v *columnView) paintDots() {
	s := v.scaleOf()
	groups := make([][]dot, len(v.names))
	for _, series := range v.p.series {
		data := series.Data.([]datum)
		for i := range data {
			g, value, _ := data[i].at()
			at := v.left + v.slot*(g+0.5)
			groups[int(g)] = append(groups[int(g)], dot{at, s.at(v.place(value)), series.Symbol, &data[i]})
		}
	}
	for _, g := range groups {
		dodge(g, v.slot/2-5)
		for _, d := range g {
			v.paintDot(d)
		}
	}
}

const dotSize = 10.0

// dodge moves dots sideways until they touch no other, as far as reach allows.
// Medians stay.
func dodge(dots []dot, reach float64) {
	slices.SortStableFunc(dots, func(a, b dot) int {
		if (a.symbol == "rect") != (b.symbol == "rect") {
			return cmp.Compare(len(b.symbol), len(a.symbol))
		}
		return cmp.Compare(a.y, b.y)
	})
	steps := int(reach / dotSize)
	blocked := make([]bool, 2*steps+1) // of the places from -steps to steps
	for i := range dots {
		if dots[i].symbol == "rect" {
			continue
		}
		block(blocked, dots[:i], dots[i])
		if k, ok := nearest(blocked); ok {
			dots[i].x += float64(k) * dotSize
		} else {
			dots[i].x += float64(float64(i*7%5-2) * reach / 2) // no room: overlap, but not on one spot
		}
	}
}

// block marks the places beside a dot that others take: it looks back through
// dots sorted by height while they are near. An arrow needs more room above.
func block(blocked []bool, placed []dot, d dot) {
	clear(blocked)
	height := dotSize
	if d.symbol == "arrow" {
		height = 19
	}
	steps := len(blocked) / 2
	for j := len(placed) - 1; j >= 0 && d.y-placed[j].y < height; j-- {
		off := placed[j].x - d.x
		for k := int(math.Floor(off / dotSize)); float64(k)*dotSize < off+dotSize; k++ {
			if -steps <= k && k <= steps && math.Abs(off-float64(k)*dotSize) < dotSize-0.5 {
				blocked[steps+k] = true
			}
		}
	}
}

// nearest is the free place nearest to the middle, left of it first.
func nearest(blocked []bool) (place int, ok bool) {
	steps := len(blocked) / 2
	for k := range steps + 1 {
		for _, place := range []int{-k, k} {
			if !blocked[steps+place] {
				return place, true
			}
		}
	}
	return 0, false
}

func (v *columnView) paintDot(d dot) {
	_, value, _ := d.d.at()
	switch d.symbol {
	case "rect":
		half := min(v.slot*0.4, 28)
		v.start("md")
		v.move('M', d.x-half, d.y)
		v.move('L', d.x+half, d.y)
	case "arrow":
		v.start("do s1")
		v.arrow(d.x, d.y)
	default:
		v.start("dt s1")
		v.round(d.x, d.y, 4.5)
	}
	v.raw(`"><title>`)
	if d.d.Name != "" {
		v.esc(d.d.Name + ": ")
	}
	v.esc(v.united(v.figure(value), v.p.y.Name))
	if d.symbol == "arrow" {
		v.esc(v.t(" so far"))
	}
	v.raw("</title></path>")
}

// arrow is a hollow dot with a head above it: at least so long.
func (p *pen) arrow(x, y float64) {
	p.round(x, y, 4)
	p.move('M', x, y-4)
	p.move('L', x, y-13)
	p.move('M', x-3.5, y-9.5)
	p.move('L', x, y-13)
	p.move('L', x+3.5, y-9.5)
}
