package chart

import (
	"github.com/go-echarts/go-echarts/v2/charts"
)

func (v *lineView) paintBands() {
	for _, b := range v.bands {
		x1, x2 := v.x.at(number(b[0].Coord[0])), v.x.at(number(b[1].Coord[0]))
		y1, y2 := v.y.at(number(b[0].Coord[1])), v.y.at(number(b[1].Coord[1]))
		v.rect("bd", min(x1, x2), min(y1, y2), max(x2-x1, x1-x2, 1), max(y1-y2, y2-y1, 1), "")
	}
	for _, c := range v.centres {
		v.line("ct", v.x.at(number(c[0].Coord[0])), v.y.at(number(c[0].Coord[1])),
			v.x.at(number(c[1].Coord[0])), v.y.at(number(c[1].Coord[1])))
	}
}

// paintGrid draws the y ticks, the axis at the bottom, and a break where the
// axis does not start at zero.
func (v *lineView) paintGrid() {
	if shown(v.p.y.Show) {
		if v.p.y.Name != "" {
			v.label("", "", 0, v.top-20, shorten(v.p.y.Name, v.v.width), v.p.y.Name)
		}
		for _, t := range v.y.ticks() {
			y := v.y.at(t)
			switch {
			case t == 0 && v.y.min < 0:
				v.line("ax", v.left, y, v.right, y)
			case y < v.bottom-1:
				v.line("gr", v.left, y, v.right, y)
			}
			v.text("", "e", v.left-8, y, v.tick(t, v.y.step, v.top10()))
		}
	}
	v.line("ax", v.left, v.bottom, v.right, v.bottom)
	if shown(v.p.y.Show) && (v.y.min > 0 || v.y.max < 0) {
		y := v.bottom
		if v.y.max < 0 {
			y = v.top + 22
		}
		v.paintBreak(v.left, y)
	}
}

// paintBreak marks at x, y that the axis leaves out a stretch down to zero.
func (v *lineView) paintBreak(x, y float64) {
	v.start("br")
	v.move('M', x, y)
	v.move('L', x, y-4)
	v.move('L', x+5, y-7)
	v.move('L', x-5, y-12)
	v.move('L', x, y-15)
	v.move('L', x, y-22)
	v.raw(`">`)
	v.title(v.t("The axis does not start at zero"))
	v.raw("</path>")
}

func (v *lineView) paintLevels() {
	for _, m := range v.levels {
		y := v.y.at(number(m.YAxis))
		v.line("lv "+colorClass(m.LineStyle.Color), v.left, y, v.right, y)
	}
}

// paintSeries draws one line, broken at every gap; the stretch to a hollow point
// is drawn apart, since it may still move.
func (v *lineView) paintSeries(s *charts.SingleSeries) {
	class := itemClass(s.ItemStyle)
	data := s.Data.([]datum)
	shown := 0
	for i := range data {
		if _, _, ok := data[i].at(); ok {
			shown++
		}
	}
	dense, weight := float64(shown)*9 > v.right-v.left, "l "
	if float64(shown)*3 > v.right-v.left {
		weight = "l th "
	}
	v.paintStretch(data, weight+class, false)
	v.paintStretch(data, "l pr "+class, true)
	for i := range data {
		if dense && data[i].Symbol == "" && !alone(data, i) && i != len(data)-1 {
			continue
		}
		v.paintPoint(&data[i], class)
	}
}

// hollow reports a point that is not final.
func (d *datum) hollow() bool { return d.Symbol == "emptyCircle" || d.Symbol == "arrow" }

// paintStretch draws the segments that end in a hollow point, or the others.
func (v *lineView) paintStretch(data []datum, class string, hollow bool) {
	open, joined := false, false
	for i := range data {
		x, y, ok := data[i].at()
		if i == 0 || !ok || data[i].hollow() != hollow {
			joined = false
			continue
		}
		px, py, before := data[i-1].at()
		if !before {
			joined = false
			continue
		}
		if !open {
			v.start(class)
			open = true
		}
		if !joined {
			v.move('M', v.x.at(px), v.y.at(py))
		}
		v.move('L', v.x.at(x), v.y.at(y))
		joined = true
	}
	if open {
		v.end()
	}
}

// alone reports a point without neighbours, which no line would show.
func alone(data []datum, i int) bool {
	if i > 0 {
		if _, _, ok := data[i-1].at(); ok {
			return false
		}
	}
	if i < len(data)-1 {
		if _, _, ok := data[i+1].at(); ok {
			return false
		}
	}
	return true
}

func (v *lineView) paintPoint(d *datum, class string) {
	dx, dy, ok := d.at()
	if !ok {
		return
	}
	x, y := v.x.at(dx), v.y.at(dy)
	if c := itemClass(d.ItemStyle); c != "" {
		class = c
	}
	switch d.Symbol {
	case "emptyCircle":
		class += " ho"
	case "arrow":
		class = "do s1"
	}
	v.start("pt " + class)
	switch d.Symbol {
	case "diamond":
		v.shape(x, y, 0, -7, 7, 0, 0, 7, -7, 0)
	case "triangle":
		v.shape(x, y, 0, -7.5, 7, 5.5, -7, 5.5)
	case "rect":
		v.shape(x, y, -5, -5, 5, -5, 5, 5, -5, 5)
	case "emptyCircle":
		v.round(x, y, 4.5)
	case "arrow":
		v.arrow(x, y)
	default:
		v.round(x, y, 4)
	}
	v.raw(`"><title>`)
	v.esc(d.Name + ": " + v.united(v.figure(dy), v.p.y.Name))
	if d.Note != "" {
		v.esc(" (" + d.Note + ")")
	}
	v.raw("</title></path>")
}

// shape adds a closed outline around x, y to a path.
func (p *pen) shape(x, y float64, around ...float64) {
	cmd := byte('M')
	for i := 0; i+1 < len(around); i += 2 {
		p.move(cmd, x+around[i], y+around[i+1])
		cmd = 'L'
	}
	p.raw("Z")
}

// round adds a circle to a path.
func (p *pen) round(x, y, r float64) {
	p.move('M', x-r, y)
	for _, dx := range [2]float64{2 * r, -2 * r} {
		p.raw("a")
		p.num(r)
		p.raw(" ")
		p.num(r)
		p.raw(" 0 1 0 ")
		p.num(dx)
		p.raw(" 0")
	}
	p.raw("Z")
}

// paintEmpty says so when nothing can be drawn.
func (v *lineView) paintEmpty() {
	for _, s := range v.p.series {
		if hasValue(s.Data.([]datum)) {
			return
		}
	}
	word := v.t("No data")
	if len(v.withheld) > 0 {
		word = v.t("All values withheld")
	}
	v.text("st", "m", (v.left+v.right)/2, (v.top+v.bottom)/2, word)
}

// paintEnds writes the labels at the right, and a thin line to those that had
// to move.
func (v *lineView) paintEnds(ends []want) {
	for i := range ends {
		ends[i].at = v.y.at(ends[i].at)
	}
	spread(ends, v.top, v.bottom, 18)
	for _, e := range ends {
		if d := e.put - e.at; d > 4 || d < -4 {
			v.line("ld", v.right+2, e.at, v.right+11, e.put)
		}
		v.text(e.class, "", v.right+14, e.put, e.text)
	}
}

func (v *lineView) paintTimes(y float64) {
	names := dates{}
	for _, s := range v.p.series {
		for _, d := range s.Data.([]datum) {
			x, _, _ := d.at()
			names[int64(x)] = d.Name
		}
	}
	quarters := v.p.x.AxisLabel != nil && v.p.x.AxisLabel.Formatter == quarterLabels
	for _, t := range timeTicks(v.x, names, quarters, v.v.width) {
		v.line("ax", t.at, v.bottom, t.at, v.bottom+4)
		v.text("", "m", inside(t.at, textWidth(t.text), v.v.width), y, t.text)
	}
}
