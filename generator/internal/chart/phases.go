package chart

import (
	"fmt"
	"strconv"
	"time"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Phase is a stretch of an incident. Open: it is not over, its duration runs to
// the date of the report.
type Phase struct {
	Name     string
	Duration time.Duration
	Open     bool
}

// PhaseChart is one incident's phases in order, in proportion to their length.
type PhaseChart struct {
	Head
	Phases []Phase
}

// PhaseBar draws a PhaseChart.
func PhaseBar(c PhaseChart) (Figure, error) {
	if len(c.Phases) == 0 || len(c.Phases) > 12 {
		return Figure{}, fmt.Errorf("chart %s: %d phases: one to twelve can be drawn", c.ID, len(c.Phases))
	}
	for _, p := range c.Phases {
		if p.Duration < 0 {
			return Figure{}, fmt.Errorf("chart %s: phase %q lasts %v", c.ID, p.Name, p.Duration)
		}
	}
	return draw(c.Head, c.option())
}

// option is a stacked bar on its side: a category, a series for each phase, the
// value in minutes.
func (c PhaseChart) option() map[string]any {
	total := 0.0
	for _, p := range c.Phases {
		total += p.Duration.Minutes()
	}
	hide := opts.Bool(false)
	b := charts.NewBar()
	b.SetGlobalOptions(globals(c.Head,
		charts.WithXAxisOpts(opts.XAxis{Type: "value", Show: hide, Name: "minutes", Min: 0.0, Max: total}),
		charts.WithYAxisOpts(opts.YAxis{Type: "category", Show: hide}))...)
	b.SetXAxis([]string{""}).XYReversal()
	for i, p := range c.Phases {
		d := datum{Name: p.Name, Value: p.Duration.Minutes(), Note: Duration(p.Duration)}
		if p.Open {
			d.Note += c.t(" so far")
		}
		b.AddSeries(p.Name, nil, func(s *charts.SingleSeries) {
			s.Data, s.Stack = []datum{d}, "all"
			s.ItemStyle = filled(levelColors[4-i%5])
		})
	}
	b.Validate()
	return finish(b.JSON())
}

// Duration writes a length of time with two units at most: "29 min", "3 h 20
// min", "12 d 4 h".
func Duration(d time.Duration) string {
	m := int64(d.Round(time.Minute) / time.Minute)
	switch {
	case d < time.Minute:
		return strconv.FormatInt(int64(d.Round(time.Second)/time.Second), 10) + " s"
	case m < 60:
		return strconv.FormatInt(m, 10) + " min"
	case m < 48*60:
		return two(m/60, "h", m%60, "min")
	}
	h := int64(d.Round(time.Hour) / time.Hour)
	if h < 100*24 {
		return two(h/24, "d", h%24, "h")
	}
	return group(strconv.FormatInt((h+12)/24, 10)) + " d"
}

func two(a int64, unit string, b int64, small string) string {
	s := strconv.FormatInt(a, 10) + " " + unit
	if b != 0 {
		s += " " + strconv.FormatInt(b, 10) + " " + small
	}
	return s
}

// paintPhases draws the bar with the durations that fit, and all phases in a key
// below it, in order.
func (p *plan) paintPhases(out *pen) float64 {
	total := number(p.x.Max)
	widths := phaseWidths(p.series, total, out.v.width)
	x := 0.0
	entries := make([]entry, len(p.series))
	for i, s := range p.series {
		d := s.Data.([]datum)[0]
		class := itemClass(s.ItemStyle)
		out.rect("b ed "+class, x, 1, widths[i], 38, s.Name+": "+d.Note)
		if textWidth(d.Note) <= widths[i]-8 {
			out.text("t "+class, "m", x+widths[i]/2, 20, d.Note)
		}
		x += widths[i]
		entries[i] = entry{class: "b ed " + class, text: d.Note}
		if s.Name != "" {
			entries[i].text, entries[i].end = s.Name, ", "+d.Note
		}
	}
	return out.key(48, entries)
}

// phaseWidths shares the width out in proportion, but leaves nothing under 3
// units: a phase that happened is seen.
func phaseWidths(series []charts.SingleSeries, total, width float64) []float64 {
	const least = 3.0
	out := make([]float64, len(series))
	sum := 0.0
	for i, s := range series {
		out[i] = least
		if total > 0 {
			out[i] = max(least, number(s.Data.([]datum)[0].Value)/total*width)
		}
		sum += out[i]
	}
	for i := range out {
		out[i] = out[i] / sum * width
	}
	return out
}
