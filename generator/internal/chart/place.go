package chart

import "sort"

// want is a label that would like to stand at a height.
type want struct {
	at    float64 // where it belongs
	put   float64 // where it stands
	text  string
	class string
}

func (w want) width() float64 {
	if w.class == "st" {
		return strongWidth(w.text)
	}
	return textWidth(w.text)
}

// spread moves labels apart vertically until none is closer than gap: those that
// collide form a group that stands, in order, around the middle of where its
// members belong. All stay between top and bottom if there is room.
func spread(labels []want, top, bottom, gap float64) {
	sort.SliceStable(labels, func(i, j int) bool { return labels[i].at < labels[j].at })
	type group struct{ first, n, start float64 } // start: where its first label stands
	var groups []group
	for i, l := range labels {
		g := group{float64(i), 1, l.at}
		for {
			g.start = max(top, min(g.start, bottom-float64((g.n-1)*gap)))
			if len(groups) == 0 {
				break
			}
			before := groups[len(groups)-1]
			if before.start+float64(before.n*gap) <= g.start {
				break
			}
			groups = groups[:len(groups)-1]
			sum := float64(before.n*before.start) + float64(g.n*(g.start-float64(before.n*gap)))
			g = group{before.first, before.n + g.n, sum / (before.n + g.n)}
		}
		groups = append(groups, g)
	}
	for _, g := range groups {
		for k := range int(g.n) {
			labels[int(g.first)+k].put = g.start + float64(float64(k)*gap)
		}
	}
}

// slot is a label that keeps its place along a line but may move to another row.
type slot struct {
	from, to float64 // its box
	row      int     // -1: no room
}

// stack gives each slot, in order of their middles, the first row that has room.
func stack(slots []slot, rows int, gap float64) (used int) {
	order := make([]int, len(slots))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool {
		return slots[order[a]].from+slots[order[a]].to < slots[order[b]].from+slots[order[b]].to
	})
	ends := make([]float64, 0, rows)
	for _, i := range order {
		slots[i].row = -1
		for r := range ends {
			if slots[i].from >= ends[r]+gap {
				slots[i].row = r
				break
			}
		}
		if slots[i].row < 0 && len(ends) < rows {
			slots[i].row, ends = len(ends), append(ends, 0)
		}
		if r := slots[i].row; r >= 0 {
			ends[r] = slots[i].to
		}
	}
	return len(ends)
}

// entry is one item of a key: a swatch and a word.
type entry struct {
	class  string // of the swatch
	line   bool   // a stroke, else a box
	hatch  string // pattern over a box
	mark   string // a dot strip's symbol, instead of both
	text   string
	end    string // after the text, never cut off
	strong bool
}

const (
	rowHeight = 22.0
	swatch    = 26.0
)

// key draws a legend in rows from the left, below top, and returns its end.
func (p *pen) key(top float64, entries []entry) float64 {
	x, y := 0.0, top+rowHeight/2
	for _, e := range entries {
		broad := 1.0
		if e.strong {
			broad = bold
		}
		text := shorten(e.text, (p.v.width-swatch-8-textWidth(e.end))/broad) + e.end
		w := swatch + 6 + textWidth(text)*broad
		if x > 0 && x+w > p.v.width {
			x, y = 0, y+rowHeight
		}
		p.sample(e, x, y)
		class := ""
		if e.strong {
			class = "st"
		}
		p.label(class, "", x+swatch+6, y, text, e.text+e.end)
		x += w + 18
	}
	if len(entries) == 0 {
		return top
	}
	return y + rowHeight/2 + 4
}

func (p *pen) sample(e entry, x, y float64) {
	switch e.mark {
	case "circle":
		p.start(e.class)
		p.round(x+13, y, 4.5)
		p.end()
		return
	case "arrow":
		p.start(e.class)
		p.arrow(x+13, y+4)
		p.end()
		return
	case "rect":
		p.line(e.class, x, y, x+swatch, y)
		return
	}
	if e.line {
		p.line(e.class, x, y, x+swatch, y)
		return
	}
	p.rect(e.class, x+6, y-7, 14, 14, "")
	if e.hatch != "" {
		p.hatched(e.hatch, x+6, y-7, 14, 14)
	}
}
