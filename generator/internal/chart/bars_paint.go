package chart

import "strings"

// columnView is a bar chart laid out in one variant.
type columnView struct {
	*pen
	p                   *plan
	names               []string
	y                   scale
	left, right         float64
	top, bottom         float64
	slot                float64 // width of a category
	stacked, severities bool
	sums                bool // there is room for the number over each bar
	hatches             []string
}

func (p *plan) paintColumns(out *pen) float64 {
	v := &columnView{pen: out, p: p, stacked: p.series[0].Stack != ""}
	v.names, _ = p.x.Data.([]string)
	v.severities = strings.HasPrefix(itemClass(p.series[0].ItemStyle), "sev")
	v.defineHatches()
	if len(p.series) > 1 {
		v.top = v.key(0, v.entries())
	}
	if v.sideways() {
		return v.paintRows()
	}
	v.layout()
	v.sums = v.numbersFit(v.right - v.left)
	v.paintGrid()
	for i := range v.names {
		if v.stacked {
			v.paintStack(i)
		} else {
			v.paintGroup(i)
		}
	}
	v.line("ax", v.left, v.y.at(0), v.right, v.y.at(0))
	if len(v.names) == 0 {
		v.text("st", "m", (v.left+v.right)/2, (v.top+v.bottom)/2, v.t("No data"))
	}
	return v.bottom + v.paintNames()
}

// defineHatches gives the second and later series of one chart a pattern each.
func (v *columnView) defineHatches() {
	v.hatches = make([]string, len(v.p.series))
	if len(v.p.series) == 1 || v.severities {
		return
	}
	for i := 1; i < len(v.hatches) && i <= 3; i++ {
		v.hatches[i] = hatchNames[i]
	}
	v.patterns(v.hatches[1:min(4, len(v.hatches))])
}

func (v *columnView) entries() []entry {
	out := make([]entry, 0, len(v.p.series))
	for i, s := range v.p.series {
		if s.Name != "" {
			out = append(out, entry{class: "b " + itemClass(s.ItemStyle), hatch: v.hatches[i], text: s.Name})
		}
	}
	return out
}

func (v *columnView) layout() {
	v.y = scale{min: number(v.p.y.Min), max: number(v.p.y.Max), step: v.p.y.MinInterval}
	v.left = 8
	for _, t := range v.y.ticks() {
		v.left = max(v.left, textWidth(v.tick(t, v.y.step, v.reach()))+10)
	}
	for _, t := range v.logTicks() {
		v.left = max(v.left, textWidth(v.figure(t))+10)
	}
	v.right = v.v.width
	if v.p.y.Name != "" {
		v.top += 24
	}
	v.top += 16
	v.bottom = v.top + v.v.plot - 20
	v.y.from, v.y.to = v.bottom, v.top
	if v.y.min < 0 { // room for the numbers under the bars
		v.y.from -= 18
	}
	v.slot = (v.right - v.left) / float64(max(1, len(v.names)))
}

func (v *columnView) reach() float64 { return max(v.y.max, -v.y.min) }

func (v *columnView) paintGrid() {
	if v.p.y.Name != "" {
		v.label("", "", 0, v.top-32, shorten(v.p.y.Name, v.v.width), v.p.y.Name)
	}
	for _, t := range v.y.ticks() {
		y := v.y.at(t)
		v.line("gr", v.left, y, v.right, y)
		v.text("", "e", v.left-8, y, v.tick(t, v.y.step, v.reach()))
	}
}

// bar is the width of a category's bars and their left edge.
func (v *columnView) bar(i int) (x, w float64) {
	w = min(v.slot*0.72, 64)
	if v.grouped() {
		w = v.groupWidth(v.slot)
	}
	return v.left + v.slot*(float64(i)+0.5) - w/2, w
}

// grouped reports bars side by side.
func (v *columnView) grouped() bool { return !v.stacked && len(v.p.series) > 1 }

func (v *columnView) groupWidth(slot float64) float64 {
	return min(slot*0.86, 44*float64(len(v.p.series)))
}

func (v *columnView) value(s, i int) (float64, bool) {
	f, ok := v.p.series[s].Data.([]datum)[i].Value.(float64)
	return f, ok
}

// sum is what a category's bars come to; ok is false where none has a value.
func (v *columnView) sum(i int) (sum float64, ok bool) {
	for s := range v.p.series {
		if f, has := v.value(s, i); has {
			sum, ok = sum+f, true
		}
	}
	return sum, ok
}

// numbersFit reports whether the numbers over bars have room in a plot of a
// width: all, else none is written, for one that is left out here and there
// looks like a fault.
func (v *columnView) numbersFit(width float64) bool {
	slot := width / float64(max(1, len(v.names)))
	for i := range v.names {
		if !v.grouped() {
			if sum, _ := v.sum(i); strongWidth(v.figure(sum)) > slot-2 {
				return false
			}
			continue
		}
		for s := range v.p.series {
			if f, ok := v.value(s, i); ok && textWidth(v.figure(f)) > v.groupWidth(slot)/float64(len(v.p.series)) {
				return false
			}
		}
	}
	return true
}

// paintStack piles a category's values up and prints each that has room, and
// their sum above.
func (v *columnView) paintStack(i int) {
	x, w := v.bar(i)
	piled := 0.0
	for s := range v.p.series {
		if f, _ := v.value(s, i); f > 0 {
			y0 := v.y.at(piled)
			piled += f
			v.paintBar(s, i, x, v.y.at(piled), w, y0-v.y.at(piled), f)
		}
	}
	total := "–"
	sum, ok := v.sum(i)
	if ok {
		total = v.figure(sum)
	}
	if !v.sums && (ok || textWidth(total) > v.slot-2) {
		return
	}
	v.text("st", "m", x+w/2, v.y.at(piled)-10, total)
}

// paintGroup sets a category's values side by side, each with its number.
func (v *columnView) paintGroup(i int) {
	left, w := v.bar(i)
	w /= float64(len(v.p.series))
	for s := range v.p.series {
		x := left + w*float64(s)
		f, ok := v.value(s, i)
		text := "–"
		y, zero := v.y.at(0), v.y.at(0)
		if ok {
			text, y = v.figure(f), v.y.at(f)
			v.paintBar(s, i, x, min(y, zero), w, max(y-zero, zero-y), f)
		}
		if !v.sums && (ok || textWidth(text) > w) { // what is missing is marked all the same: it is no zero
			continue
		}
		if f < 0 {
			v.text("st", "m", x+w/2, y+11, text)
		} else {
			v.text("st", "m", x+w/2, y-10, text)
		}
	}
}

func (v *columnView) paintBar(s, i int, x, y, w, h, value float64) {
	class := itemClass(v.p.series[s].ItemStyle)
	title := v.names[i] + ": " + v.figure(value)
	if n := v.p.series[s].Name; n != "" {
		title = n + ", " + title
	}
	if w < 4 {
		v.rect("b th "+class, x, y, w, h, title)
		return
	}
	v.rect("b "+class, x, y, w, h, title)
	if v.hatches[s] != "" {
		v.hatched(v.hatches[s], x, y, w, h)
	}
	if text := v.figure(value); v.stacked && len(v.p.series) > 1 && h >= 19 && textWidth(text) <= w-4 {
		if v.severities || s == 0 {
			v.text("t "+class, "m", x+w/2, y+h/2, text)
		} else {
			v.text("ha st", "m", x+w/2, y+h/2, text)
		}
	}
}

// paintNames writes the categories: all of them, on one line or two, or every
// second, third … when they are periods. It returns the height it needed.
func (v *columnView) paintNames() float64 {
	step, lines := v.labelling()
	end := -labelGap
	for i := 0; i < len(v.names); i += step {
		x := v.left + v.slot*(float64(i)+0.5)
		room := v.slot*float64(step) - 8
		rows := wrap(v.names[i], room, lines)
		if w := textWidth(rows[0]); step > 1 {
			if mid := inside(x, w, v.v.width); mid-w/2 < end+4 { // the last one, moved in from the edge
				continue
			} else {
				end = mid + w/2
			}
		}
		for r, row := range rows {
			full := ""
			if r == len(rows)-1 && strings.Join(rows, " ") != v.names[i] {
				full = v.names[i]
			}
			v.label("", "m", inside(x, textWidth(row), v.v.width), v.bottom+16+float64(r)*18, row, full)
		}
	}
	return 10 + 18*float64(lines)
}

func (v *columnView) labelling() (step, lines int) {
	widest, longest := 0.0, ""
	for _, n := range v.names {
		if w := textWidth(n); w > widest {
			widest, longest = w, n
		}
	}
	if widest <= v.slot-8 {
		return 1, 1
	}
	if isPeriod(longest) || v.slot < 40 {
		return periodStep(longest, min(widest, 120)+8, v.slot), 1
	}
	return 1, 2
}

// periodStep is how many periods apart labels stand so that each has room: whole
// years of quarters, round parts of a year of months.
func periodStep(label string, room, slot float64) int {
	steps := []int{2, 3, 4, 6, 12, 24, 60, 120}
	if strings.Contains(label, "-Q") {
		steps = []int{2, 4, 8, 20, 40}
	}
	for _, s := range steps {
		if float64(s)*slot >= room {
			return s
		}
	}
	return (int(room/slot)/4 + 1) * 4
}
