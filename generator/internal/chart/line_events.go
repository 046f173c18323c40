package chart

import (
	"cmp"
	"math"
	"slices"
)

// placeChanges gives each change's label a row above the plot, from the last to
// the first, so that no label lies on another nor on the line of a higher one:
// whole where there is room, else cut to two fifths of the width. What has no
// room in three rows keeps its line and its tooltip.
func (v *lineView) placeChanges() {
	v.slots, v.changeTexts = make([]slot, len(v.changes)), make([]string, len(v.changes))
	var starts [3]float64 // of the leftmost thing in each row
	for r := range starts {
		starts[r] = v.v.width + 10
	}
	order := make([]int, len(v.changes))
	for i := range v.changes {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(number(v.changes[b].XAxis), number(v.changes[a].XAxis))
	})
	for _, i := range order {
		name := v.changes[i].Name
		v.slots[i].row = -1
		if v.x.at(number(v.changes[i].XAxis))+changeGap+textWidth(name) <= v.v.width {
			v.placeChange(i, name, &starts)
		}
		if v.slots[i].row < 0 {
			v.placeChange(i, shorten(name, v.v.width*0.4), &starts)
		}
	}
}

func (v *lineView) placeChange(i int, text string, starts *[3]float64) {
	w := textWidth(text)
	x := max(0, min(v.x.at(number(v.changes[i].XAxis))+changeGap, v.v.width-w))
	s := slot{x, x + w, -1}
	for r := len(starts) - 1; r >= 0 && s.to+10 <= starts[r]; r-- {
		s.row = r
	}
	if s.row >= 0 {
		starts[s.row] = s.from
		v.changeRows = max(v.changeRows, s.row+1)
	}
	v.slots[i], v.changeTexts[i] = s, text
}

const changeGap = 5.0 // from a change's line to its label

func (v *lineView) paintChanges() {
	base := v.top - 16
	if v.p.y.Name != "" && shown(v.p.y.Show) {
		base -= 22
	}
	for i, m := range v.changes {
		x, top := v.x.at(number(m.XAxis)), v.top
		if r := v.slots[i].row; r >= 0 {
			top = base - float64(r)*20 - 7
			if at := v.slots[i]; at.from < x { // held inside: the line ends under the label
				top += 16
			}
		}
		v.raw(`<g>`)
		v.title(m.Name)
		v.line("ch", x, top, x, v.bottom)
		v.raw(`</g>`)
	}
	for i, m := range v.changes {
		if s := v.slots[i]; s.row >= 0 {
			v.label("ha", "", s.from, base-float64(s.row)*20, v.changeTexts[i], m.Name)
		}
	}
}

// paintWithheld marks each withheld period with a crossed circle on the axis;
// where they lie too close, one bar stands for the run.
func (v *lineView) paintWithheld() {
	y := v.bottom - 10
	for i := 0; i < len(v.withheld); {
		x := v.x.at(number(v.withheld[i].Coord[0]))
		j, end := i, x
		for j+1 < len(v.withheld) {
			next := v.x.at(number(v.withheld[j+1].Coord[0]))
			if next-end >= 15 || next < end {
				break
			}
			j, end = j+1, next
		}
		v.start("wh")
		v.move('M', x-6, y)
		v.raw("a6 6 0 0 1 6 -6H")
		v.num(end)
		v.raw("a6 6 0 0 1 0 12H")
		v.num(x)
		v.raw("a6 6 0 0 1 -6 -6Z")
		strokes := max(1, math.Round((end-x)/12))
		for k := range int(strokes) + 1 {
			at := x + float64((end-x)*float64(k)/strokes)
			v.move('M', at-4, y+4)
			v.move('L', at+4, y-4)
			if end == x {
				break
			}
		}
		v.raw(`">`)
		v.title(v.withheldTitle(i, j))
		v.raw(`</path>`)
		i = j + 1
	}
}

func (v *lineView) withheldTitle(i, j int) string {
	if i == j {
		return v.withheld[i].Name
	}
	return v.withheld[i].Name + " … " + v.withheld[j].Name
}

// placeIncidents stacks the numbered marks under the axis, 24 units apart so
// that each can be hit; beyond four rows they become small marks without number.
func (v *lineView) placeIncidents() {
	v.slots = append(v.slots[:len(v.changes)], make([]slot, len(v.incidents))...)
	marks := v.slots[len(v.changes):]
	for i, m := range v.incidents {
		w := max(24, textWidth(m.Value)+10)
		x := inside(v.x.at(number(m.Coord[0])), w, v.v.width)
		marks[i] = slot{from: x - w/2, to: x + w/2}
	}
	v.lane = stack(marks, 4, 2)
}

// paintIncidents draws the marks and returns them as links when any has one.
func (v *lineView) paintIncidents() []byte {
	if len(v.incidents) == 0 {
		return nil
	}
	own := &pen{v: v.v, Head: v.Head}
	linked := false
	for i, m := range v.incidents {
		if s := v.slots[len(v.changes)+i]; s.row >= 0 {
			v.line("is", v.x.at(number(m.Coord[0])), v.bottom, (s.from+s.to)/2, v.bottom+float64(s.row)*laneHeight+6)
		}
	}
	for i, m := range v.incidents {
		linked = linked || m.URL != ""
		v.paintIncident(own, m, v.slots[len(v.changes)+i])
	}
	if linked {
		return own.b
	}
	v.b = append(v.b, own.b...)
	return nil
}

func (v *lineView) paintIncident(out *pen, m mark, s slot) {
	if m.URL != "" {
		out.raw(`<a href="`)
		out.esc(m.URL)
		out.raw(`">`)
	} else {
		out.raw(`<g>`)
	}
	name := v.t("Incident ") + m.Value
	if m.Name != "" {
		name += ": " + m.Name
	}
	out.title(name)
	x := v.x.at(number(m.Coord[0]))
	if s.row < 0 {
		out.start("in")
		out.shape(x, v.bottom, 0, 0, 4, 7, -4, 7)
		out.end()
	} else {
		y := v.bottom + float64(s.row)*laneHeight + 15
		mid := (s.from + s.to) / 2
		out.rect("in", s.from+1, y-10, s.to-s.from-2, 20, "")
		out.text("it", "m", mid, y, m.Value)
	}
	if m.URL != "" {
		out.raw(`</a>`)
	} else {
		out.raw(`</g>`)
	}
}
