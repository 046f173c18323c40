// Package chart turns plain numbers into pictures: numbers → one go-echarts
// option → inline SVG that this package draws from that option.
//
// The option is the only description of a chart. It goes two ways: as JSON, for
// a reader who asks for an interactive view, and as two SVGs (720 and 340 units
// wide, swapped by the style sheet), which need no script. The drawing knows a
// documented subset of the options (subset.go); anything else in an option is an
// error that names it, never a silent blank.
//
// Colours in an option are names of the theme's CSS variables, "var(--s1)"; in
// the SVG they are classes of its style sheet. A script that shows the option must put
// the computed colours in their place.
//
// The package must not know metrics, incidents, audiences or templates. It gets
// finished numbers and words, and imports nothing of ours. A point that is not
// explicitly measured is not drawn, and its value appears in no byte.
package chart

import (
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"math"
)

// Figure is a drawn chart. Wide and Narrow hold one svg element each, with the
// classes wide-only and narrow; a sparkline has one size and leaves Narrow
// empty.
type Figure struct {
	Wide, Narrow template.HTML
	option       map[string]any
}

// Option is the chart's ECharts option as JSON, safe inside a script element of
// type application/json. It is encoded when asked for: most sites never do.
func (f Figure) Option() ([]byte, error) { return json.Marshal(f.option) } // escapes <, > and &

// Head names a chart. ID gives the ids in the SVG and must be unique on its
// page: letters, digits, dot, underscore, hyphen. Title is what the picture
// shows, Desc the finding in words; both are for those who do not see it. Say
// translates the drawing's own words, Figures its numbers; nil leaves them in
// English.
type Head struct {
	ID, Title, Desc string
	Say, Figures    func(english string) string
	One             string // the unit of exactly 1; "" where it is that of all figures
}

// united is a figure with its unit, which follows it: "1 day", "2 days".
func (h Head) united(figure, unit string) string {
	if figure == "1" && h.One != "" {
		unit = h.One
	}
	if unit == "" {
		return figure
	}
	return figure + " " + unit
}

func (h Head) t(english string) string {
	if h.Say == nil {
		return english
	}
	return h.Say(english)
}

func (h Head) number(english string) string {
	if h.Figures == nil {
		return english
	}
	return h.Figures(english)
}

// figure is a value as [Number] writes it, and tick one of an axis.
func (h Head) figure(v float64) string          { return h.number(Number(v)) }
func (h Head) tick(v, step, top float64) string { return h.number(tickLabel(v, step, top)) }

func (h Head) check() error {
	if h.Title == "" {
		return errors.New("a title is missing")
	}
	if h.ID == "" {
		return errors.New("an id is missing")
	}
	for _, r := range h.ID {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '_' || r == '-') {
			return fmt.Errorf("id %q: only letters, digits, dot, underscore and hyphen", h.ID)
		}
	}
	return nil
}

// finite reports NaN and infinities by the name of what held them.
func finite(what string, values ...float64) error {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("%s: %v is not a number that can be drawn", what, v)
		}
	}
	return nil
}

// draw makes the Figure of an option: both variants.
func draw(h Head, option map[string]any) (Figure, error) {
	if err := h.check(); err != nil {
		return Figure{}, fmt.Errorf("chart: %w", err)
	}
	p, err := read(option)
	if err != nil {
		return Figure{}, fmt.Errorf("chart %s: %w", h.ID, err)
	}
	f := Figure{option: option, Wide: p.paint(h, wide)}
	if p.kind != spark {
		f.Narrow = p.paint(h, narrow)
	} else {
		f.Wide = p.paint(h, small)
	}
	return f, nil
}
