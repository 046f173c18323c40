package chart

import (
	"math"
	"strconv"
)

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
	top := v.key(0, entries)
	numbered := v.v.class == narrow.class || len(v.names) > 10
	if numbered {
		v.r = 115
	}
	v.y = top + 48 + v.r
	v.paintWeb(p.radar.SplitNumber)
	for _, s := range p.series {
		v.paintProfile(s.Data.([]datum)[0], itemClass(s.ItemStyle))
	}
	bottom := v.foot() + 48
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

// foot is where the lowest spoke ends: of three, well above the circle's.
func (v *webView) foot() float64 {
	low := v.y
	for i := range v.names {
		_, y := v.spoke(i, 1)
		low = max(low, y)
	}
	return low
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
	_, y1 := v.spoke(0, 1/float64(rings))
	_, y2 := v.spoke(len(v.names)-1, 1/float64(rings))
	every := int(math.Ceil(17 / (v.y - (y1+y2)/2)))
	for k := rings; k > 0; k -= every {
		share := float64(k) / float64(rings)
		x1, y1 := v.spoke(0, share)
		x2, y2 := v.spoke(len(v.names)-1, share)
		v.text("ha mu", "m", (x1+x2)/2, (y1+y2)/2, v.figure(v.max*share))
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
			v.esc(v.names[i] + ": " + v.figure(f))
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

// paintNumbers numbers the axes and lists the names below, in two columns if wide.
func (v *webView) paintNumbers(y float64) float64 {
	for i := range v.names {
		x, sy := v.spoke(i, 1+18/v.r)
		v.text("st", "m", x, sy, strconv.Itoa(i+1))
	}
	y -= 18
	columns := int(v.v.width / 340)
	rows, width := (len(v.names)+columns-1)/columns, v.v.width/float64(columns)
	for i, name := range v.names {
		left, row := float64(i/rows)*width, y+10+float64(i%rows)*rowHeight
		v.text("st", "e", left+22, row, strconv.Itoa(i+1))
		v.label("", "", left+32, row, shorten(name, width-34), name)
	}
	return y + float64(rows)*rowHeight + 4
}
