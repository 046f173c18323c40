package chart

import "strings"

// isPeriod reports a label such as "2025-Q1": a few of them are enough to read
// the rest, so that some may be left out.
func isPeriod(name string) bool { return name != "" && name[0] >= '0' && name[0] <= '9' }

// sideways reports that the categories are words with no room under columns, or
// that the numbers of bars side by side have none over them: the bars then lie
// down, each under its name.
func (v *columnView) sideways() bool {
	slot := (v.v.width - 40) / float64(max(1, len(v.names)))
	if v.grouped() && len(v.names) <= 8 && !v.numbersFit(v.v.width-40) {
		return true
	}
	for _, n := range v.names {
		if !isPeriod(n) && strings.Join(wrap(n, slot-8, 2), " ") != strings.Join(strings.Fields(n), " ") {
			return len(v.names) <= 60
		}
	}
	return false
}

// paintRows draws lying bars from the top down and returns the height.
func (v *columnView) paintRows() float64 {
	if v.p.y.Name != "" {
		v.label("", "", 0, v.top+10, shorten(v.p.y.Name, v.v.width), v.p.y.Name)
		v.top += 24
	}
	room, below := 0.0, false
	for i := range v.names {
		for s := range v.p.series {
			f, _ := v.value(s, i)
			room, below = max(room, strongWidth(v.figure(f))), below || f < 0
		}
	}
	v.y = scale{min: number(v.p.y.Min), max: number(v.p.y.Max), from: 1, to: v.v.width - room - 24}
	if below {
		v.y.from = room + 10
	}
	y := v.top
	for i, n := range v.names {
		v.label("st", "", 0, y+10, shorten(n, v.v.width/bold), n)
		y += 22
		top := y
		if v.stacked {
			y = v.rowStack(i, y)
		} else {
			y = v.rowGroup(i, y)
		}
		v.line("ax", v.y.at(0), top, v.y.at(0), y)
		y += 10
	}
	return y
}

func (v *columnView) rowStack(i int, y float64) float64 {
	const h = 22.0
	sum, any := 0.0, false
	for s := range v.p.series {
		f, ok := v.value(s, i)
		any = any || ok
		if !ok || f <= 0 {
			continue
		}
		x := v.y.at(sum)
		sum += f
		v.paintBar(s, i, x, y, v.y.at(sum)-x, h, f)
	}
	text := v.figure(sum)
	if !any {
		text = "–"
	}
	v.text("st", "", v.y.at(sum)+8, y+h/2, text)
	return y + h
}

func (v *columnView) rowGroup(i int, y float64) float64 {
	const h = 19.0
	zero := v.y.at(0)
	for s := range v.p.series {
		f, ok := v.value(s, i)
		switch {
		case !ok:
			v.text("st", "", zero+8, y+h/2, "–")
		case f < 0:
			v.paintBar(s, i, v.y.at(f), y, zero-v.y.at(f), h, f)
			v.text("st", "e", v.y.at(f)-6, y+h/2, v.figure(f))
		default:
			v.paintBar(s, i, zero, y, v.y.at(f)-zero, h, f)
			v.text("st", "", v.y.at(f)+8, y+h/2, v.figure(f))
		}
		y += h
	}
	return y
}
