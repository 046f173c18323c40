package chart

import "fmt"

// heatView is a heat map laid out in one variant.
type heatView struct {
	*pen
	rows, columns []string
	first         int // column drawn first
	left          float64
	cell          float64 // width
	labelAbove    bool
	breaks        []mark // those that lie before a column that is drawn
}

const (
	cellHeight = 36.0
	nameLead   = 16.0 // from one line of a row's name to the next
)

func (p *plan) paintHeat(out *pen) float64 {
	v := &heatView{pen: out}
	v.rows, _ = p.y.Data.([]string)
	v.columns, _ = p.x.Data.([]string)
	if len(v.rows) == 0 || len(v.columns) == 0 {
		v.text("st", "m", v.v.width/2, 20, v.t("No data"))
		return 40
	}
	data := p.series[0].Data.([]datum)
	v.layout(data)
	v.patterns([]string{"no"})
	y := 0.0
	if v.first > 0 {
		n := len(v.columns) - v.first
		v.text("", "", 0, 10, shorten(fmt.Sprintf(v.t("The last %d of %d columns"), n, len(v.columns)), v.v.width))
		y = 24
	}
	v.findBreaks(p)
	y = v.paintBreakNames(y)
	y = v.paintColumnNames(y)
	for r, name := range v.rows {
		y = v.paintRow(name, data[r*len(v.columns):(r+1)*len(v.columns)], y)
	}
	return y
}

// layout puts the rows' names at the left of wide pictures and above the cells
// of narrow ones, then sees how many columns have room.
func (v *heatView) layout(data []datum) {
	least := 28.0
	for i := range data {
		least = max(least, min(90, textWidth(data[i].Name)+12))
	}
	v.labelAbove = v.v.class == narrow.class
	if !v.labelAbove {
		for _, name := range v.rows {
			v.left = max(v.left, textWidth(name)+12)
		}
		v.left = min(v.left, max(240, min(320, v.v.width-v.needed(least))))
	}
	room := v.v.width - v.left
	if n := int(room / least); n < len(v.columns) {
		v.first = len(v.columns) - max(1, n)
	}
	v.cell = min(room/float64(len(v.columns)-v.first), 110)
}

// needed is the width of all columns: with room for their names if the rows'
// names leave it, else for the cells.
func (v *heatView) needed(least float64) float64 {
	named := least
	for _, c := range v.columns {
		named = max(named, textWidth(c)+7)
	}
	if n := float64(len(v.columns)); float64(named*n) <= v.v.width-240 {
		return named * n
	}
	return least * float64(len(v.columns))
}

func (v *heatView) findBreaks(p *plan) {
	if p.series[0].MarkLines == nil {
		return
	}
	for _, item := range p.series[0].MarkLines.Data {
		if m := item.(mark); m.XAxis.(int) > v.first {
			v.breaks = append(v.breaks, m)
		}
	}
}

// breakAt is the edge between two columns where a break lies.
func (v *heatView) breakAt(m mark) float64 {
	return v.left + v.cell*float64(m.XAxis.(int)-v.first)
}

// paintBreakNames writes what each break means above the columns, with a tick
// down to them. A name that would lie on the one before is left to the tooltip.
func (v *heatView) paintBreakNames(y float64) float64 {
	if len(v.breaks) == 0 {
		return y
	}
	free := 0.0
	for _, m := range v.breaks {
		x := v.breakAt(m)
		text := shorten(m.Name, v.v.width*0.4)
		w := textWidth(text)
		v.raw(`<g>`)
		v.title(m.Name)
		v.line("br", x, y+18, x, y+24)
		v.raw(`</g>`)
		if mid := inside(x, w, v.v.width); mid-w/2 >= free {
			v.label("ha", "m", mid, y+9, text, m.Name)
			free = mid + w/2 + 8
		}
	}
	return y + 24
}

func (v *heatView) paintColumnNames(y float64) float64 {
	names := v.columns[v.first:]
	widest, longest := 0.0, ""
	for _, n := range names {
		if w := textWidth(n); w > widest {
			widest, longest = w, n
		}
	}
	step, lines := 1, 1
	if widest > v.cell-6 {
		if isPeriod(longest) {
			step = periodStep(longest, min(widest, 120)+8, v.cell)
		} else {
			lines = 2
		}
	}
	for i := range names {
		if (len(names)-1-i)%step != 0 { // the newest is always named
			continue
		}
		room, row := v.cell*float64(step)-6, 0.0
		if lines == 2 { // every second name one row lower
			room, row = v.cell*1.5, float64(i%2)
		}
		text := shorten(names[i], room)
		x := inside(v.left+v.cell*(float64(i)+0.5), textWidth(text), v.v.width)
		v.label("", "m", x, y+10+row*18, text, names[i])
	}
	return y + 6 + 18*float64(lines)
}

func (v *heatView) paintRow(name string, cells []datum, y float64) float64 {
	if v.labelAbove {
		v.label("", "", 0, y+16, shorten(name, v.v.width), name)
		y += 27
	} else {
		lines := wrap(name, v.left-10, 2)
		for i, line := range lines {
			v.label("", "e", v.left-10, y+cellHeight/2+nameLead*(float64(i)-float64(len(lines)-1)/2), line, name)
		}
	}
	for i := v.first; i < len(cells); i++ {
		v.paintCell(&cells[i], name, v.left+v.cell*float64(i-v.first), y, v.columns[i])
	}
	for _, m := range v.breaks {
		x := v.breakAt(m)
		v.line("br", x, y, x, y+cellHeight)
	}
	return y + cellHeight
}

func (v *heatView) paintCell(d *datum, row string, x, y float64, column string) {
	title := row + ", " + column + ": " + d.Name
	if d.Note != "" {
		title += " (" + d.Note + ")"
	}
	class := itemClass(d.ItemStyle)
	text := "t " + class
	if class == "" {
		text, class = "ha", "na"
	}
	v.rect("b ed "+class, x+1, y+1, v.cell-2, cellHeight-2, title)
	if class == "na" {
		v.hatched("no", x+1, y+1, v.cell-2, cellHeight-2)
	}
	if d.ItemStyle != nil && d.ItemStyle.BorderColor != "" {
		v.rect("rg", x+2.5, y+2.5, v.cell-5, cellHeight-5, "")
		v.rect("ri", x+5, y+5, v.cell-10, cellHeight-10, "")
	}
	v.label(text, "m", x+v.cell/2, y+cellHeight/2, shorten(d.Name, v.cell-4), d.Name)
}
