package chart

import (
	"github.com/go-echarts/go-echarts/v2/charts"
)

// lineView is a line chart laid out in one variant.
type lineView struct {
	*pen
	p           *plan
	x, y        scale
	left        float64
	right       float64
	top         float64
	bottom      float64
	levels      []mark
	changes     []mark
	centres     [][2]mark
	bands       [][2]mark
	withheld    []mark
	incidents   []mark
	changeTexts []string
	changeRows  int
	lane        int // rows of incidents
	slots       []slot
}

// paintLine draws a line chart: from back to front the limits, the grid, the
// levels, the changes, the lines, the points, the axis and its marks.
func (p *plan) paintLine(out *pen) (height float64, links []byte) {
	v := &lineView{pen: out, p: p}
	v.sort(p.series[0])
	ends := v.ends()
	if out.v.class == narrow.class {
		v.top = v.key(0, v.entries(ends))
	}
	v.layout(ends)
	v.paintBands()
	v.paintGrid()
	v.paintLevels()
	v.paintChanges()
	for i := range p.series {
		v.paintSeries(&p.series[i])
	}
	v.paintWithheld()
	if out.v.class != narrow.class {
		v.paintEnds(ends)
	}
	v.paintEmpty()
	below := v.bottom + float64(v.lane)*laneHeight
	v.paintTimes(below + 18)
	return below + 29, v.paintIncidents()
}

const laneHeight = 25.0

// sort tells the marks of the first series apart.
func (v *lineView) sort(s charts.SingleSeries) {
	if s.MarkLines != nil {
		for _, item := range s.MarkLines.Data {
			switch m := item.(type) {
			case [2]mark:
				v.centres = append(v.centres, m)
			case mark:
				if m.YAxis != nil {
					v.levels = append(v.levels, m)
				} else {
					v.changes = append(v.changes, m)
				}
			}
		}
	}
	if s.MarkAreas != nil {
		for _, item := range s.MarkAreas.Data {
			if m, ok := item.([2]mark); ok {
				v.bands = append(v.bands, m)
			}
		}
	}
	if s.MarkPoints != nil {
		for _, item := range s.MarkPoints.Data {
			if m, ok := item.(mark); ok && m.Symbol == "roundRect" {
				v.incidents = append(v.incidents, m)
			} else if ok {
				v.withheld = append(v.withheld, m)
			}
		}
	}
}

// layout finds the plot's edges from the labels around it, then both scales.
func (v *lineView) layout(ends []want) {
	v.y = scale{min: number(v.p.y.Min), max: number(v.p.y.Max), step: v.p.y.MinInterval}
	v.left = 8
	if shown(v.p.y.Show) {
		for _, t := range v.y.ticks() {
			v.left = max(v.left, textWidth(v.tick(t, v.y.step, v.top10()))+10)
		}
	}
	v.right = v.v.width - 8
	if v.v.class != narrow.class {
		w := 0.0
		for _, e := range ends {
			w = max(w, e.width())
		}
		if w > 0 {
			v.right -= w + 14
		}
	}
	v.x = scale{min: number(v.p.x.Min), max: number(v.p.x.Max), from: v.left + 10, to: v.right - 10}
	v.placeChanges()
	v.top += float64(v.changeRows) * 20
	if v.p.y.Name != "" && shown(v.p.y.Show) {
		v.top += 22
	}
	v.top += 8
	v.bottom = v.top + v.v.plot
	v.y.from, v.y.to = v.bottom, v.top
	v.placeIncidents()
}

// top10 is the larger end of the y axis, which picks the ticks' unit.
func (v *lineView) top10() float64 { return max(v.y.max, -v.y.min) }

func shown(b *bool) bool { return b == nil || *b }

// number reads a value of an option that may be an int64 or a float64.
func number(v any) float64 {
	switch n := v.(type) {
	case int64:
		return float64(n)
	case float64:
		return n
	case int:
		return float64(n)
	}
	return 0
}

// at reads the coordinates of a datum; ok is false for a gap.
func (d *datum) at() (x, y float64, ok bool) {
	pair, _ := d.Value.([2]any)
	if pair[1] == nil {
		return number(pair[0]), 0, false
	}
	return number(pair[0]), number(pair[1]), true
}

// least goes before the figure of a point that can only grow.
func (d *datum) least() string {
	if d.Symbol == "arrow" {
		return "≥ "
	}
	return ""
}

// ends are the labels at the right: the last value of each series, the levels,
// the limits.
func (v *lineView) ends() []want {
	var out []want
	room := 190.0 // beside the plot, for "2026-Q2: 22.5 hours"; a key above has the whole width
	if v.v.class == narrow.class {
		room = v.v.width - swatch - 14
	}
	for _, s := range v.p.series {
		data := s.Data.([]datum)
		for i := len(data) - 1; i >= 0; i-- {
			_, y, ok := data[i].at()
			if !ok {
				continue
			}
			name := s.Name
			if len(v.p.series) == 1 || name == "" {
				text := data[i].least() + v.united(v.figure(y), v.p.y.Name)
				if i < len(data)-1 && data[i].Name != "" { // the newest period has no value
					text = data[i].Name + ": " + text
				}
				out = append(out, want{at: y, text: shorten(text, room/bold), class: "st"})
			} else {
				text := " " + data[i].least() + v.figure(y)
				out = append(out, want{at: y, text: shorten(name, room/bold-textWidth(text)) + text, class: "st"})
			}
			break
		}
	}
	for _, m := range v.levels {
		out = append(out, want{at: number(m.YAxis), text: shorten(m.Name, room)})
	}
	if n := len(v.bands); n > 0 {
		b := v.bands[n-1]
		out = append(out, want{at: number(b[0].Coord[1])/2 + number(b[1].Coord[1])/2, text: b[0].Name})
	}
	return out
}

// entries are the same labels as a key above the narrow picture.
func (v *lineView) entries(ends []want) []entry {
	var out []entry
	i := 0
	for _, s := range v.p.series {
		e := entry{class: "l " + itemClass(s.ItemStyle), line: true, text: s.Name, strong: true}
		if hasValue(s.Data.([]datum)) {
			e.text = ends[i].text
			i++
		}
		if e.text != "" {
			out = append(out, e)
		}
	}
	for _, m := range v.levels {
		out = append(out, entry{class: "lv " + colorClass(m.LineStyle.Color), line: true, text: ends[i].text})
		i++
	}
	if len(v.bands) > 0 {
		out = append(out, entry{class: "bd ed", text: ends[i].text})
	}
	return out
}

func hasValue(data []datum) bool {
	for i := range data {
		if _, _, ok := data[i].at(); ok {
			return true
		}
	}
	return false
}
