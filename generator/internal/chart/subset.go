package chart

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// The subset of ECharts' options that the drawing knows. Whatever else an option
// sets is an error: a picture must not leave out in silence what its
// description says.
//
//	title, aria          text and description
//	legend               data only
//	tooltip, color, animation, useUTC, grid   of no effect in a still picture
//	xAxis, yAxis         one each: type, data, name, show, min, max, equal min and max interval, inverse,
//	                     scale (a break is marked), axisLabel.formatter "{yyyy}-Q{Q}"
//	series               line, bar, scatter, heatmap, radar: the fields in seriesFields
//	visualMap            one for heat maps: of no effect, each cell has its colour
//	radar                indicator (name, min, max), splitNumber
//	colours              "var(--name)", name in colorClasses
var optionKeys = words("title aria legend tooltip color animation useUTC xAxis yAxis series radar visualMap grid")

var (
	itemFields   = words("color borderColor borderWidth")
	lineFields   = words("color type width")
	radarFields  = words("indicator splitNumber")
	visualFields = words("type show min max dimension inRange")
	xLabelFields = words("formatter interval")
)

var axisFields = words("type data name show min max minInterval maxInterval inverse scale axisLabel")

var seriesFields = map[string]map[string]bool{
	"line":    words("name type data symbol showSymbol lineStyle itemStyle animation markLine markArea markPoint"),
	"bar":     words("name type data stack barGap barCategoryGap barWidth itemStyle label markLine markPoint animation"),
	"scatter": words("name type data symbol symbolSize itemStyle markLine animation"),
	"heatmap": words("name type data label markLine animation"),
	"radar":   words("name type data symbol lineStyle itemStyle animation"),
}

// colorClasses are the theme's variables that an option may name; the class is
// the name.
var colorClasses = words("s1 s2 s3 s4 sev1 sev2 sev3 sev4 sev5 m1 m2 m3 m4 m5 text muted edge band bg " +
	"mark-good mark-watch mark-bad mark-none")

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// kind is what a chart is drawn as. Several of ours share one ECharts type.
type kind uint8

const (
	lines kind = iota
	spark
	columns
	phases
	bullets
	strip
	heat
	web
)

// plan is an option that can be drawn.
type plan struct {
	kind        kind
	title, desc string
	x           opts.XAxis
	y           opts.YAxis
	series      []charts.SingleSeries
	radar       opts.RadarComponent
}

// read turns an option into a plan, or names what it cannot draw.
func read(option map[string]any) (*plan, error) {
	for _, k := range slices.Sorted(maps.Keys(option)) {
		if !optionKeys[k] {
			return nil, fmt.Errorf("cannot draw option %s", k)
		}
	}
	p := &plan{}
	if t, ok := option["title"].(opts.Title); ok {
		p.title = t.Title
	}
	if a, ok := option["aria"].(*opts.Aria); ok && a != nil && a.Label != nil {
		p.desc = a.Label.Description
	}
	if err := p.readAxes(option); err != nil {
		return nil, err
	}
	if m, ok := option["visualMap"].([]opts.VisualMap); ok {
		for _, v := range m {
			if err := only("visualMap", v, visualFields); err != nil {
				return nil, err
			}
		}
	}
	series, ok := option["series"].(charts.MultiSeries)
	if !ok || len(series) == 0 {
		return nil, errors.New("cannot draw option series: none given")
	}
	p.series = series
	for i, s := range series {
		if err := checkSeries(i, s); err != nil {
			return nil, err
		}
	}
	p.kind = p.kindOf(series[0])
	return p, nil
}

func (p *plan) readAxes(option map[string]any) error {
	if r, ok := option["radar"].(opts.RadarComponent); ok {
		p.radar = r
		return only("radar", r, radarFields)
	}
	xs, _ := option["xAxis"].([]opts.XAxis)
	ys, _ := option["yAxis"].([]opts.YAxis)
	if len(xs) != 1 || len(ys) != 1 {
		return fmt.Errorf("cannot draw option xAxis, yAxis: %d and %d axes, not one each", len(xs), len(ys))
	}
	p.x, p.y = xs[0], ys[0]
	if err := only("xAxis", p.x, axisFields); err != nil {
		return err
	}
	if l := p.x.AxisLabel; l != nil {
		if err := only("xAxis.axisLabel", *l, xLabelFields); err != nil {
			return err
		}
		if l.Formatter != "" && l.Formatter != quarterLabels {
			return fmt.Errorf("cannot draw option xAxis.axisLabel.formatter %q", l.Formatter)
		}
	}
	return only("yAxis", p.y, axisFields)
}

const quarterLabels = "{yyyy}-Q{Q}"

func checkSeries(i int, s charts.SingleSeries) error {
	path := fmt.Sprintf("series[%d]", i)
	fields, ok := seriesFields[s.Type]
	if !ok {
		return fmt.Errorf("cannot draw option %s.type %q", path, s.Type)
	}
	if err := only(path, s, fields); err != nil {
		return err
	}
	data, ok := s.Data.([]datum)
	if !ok {
		return fmt.Errorf("cannot draw option %s.data of type %T", path, s.Data)
	}
	if s.ItemStyle != nil {
		if err := checkItem(path, s.ItemStyle); err != nil {
			return err
		}
	}
	if s.LineStyle != nil {
		if err := checkLine(path, s.LineStyle); err != nil {
			return err
		}
	}
	for j := range data {
		if d := &data[j]; d.ItemStyle != nil {
			if err := checkItem(path+".data", d.ItemStyle); err != nil {
				return err
			}
		}
	}
	return checkMarks(path, s)
}

func checkMarks(path string, s charts.SingleSeries) error {
	var all []any
	if s.MarkLines != nil {
		all = append(all, s.MarkLines.Data...)
	}
	if s.MarkAreas != nil {
		all = append(all, s.MarkAreas.Data...)
	}
	if s.MarkPoints != nil {
		all = append(all, s.MarkPoints.Data...)
	}
	for _, item := range all {
		var first mark
		switch m := item.(type) {
		case mark:
			first = m
		case [2]mark:
			first = m[0]
		default:
			return fmt.Errorf("cannot draw option %s: a mark of type %T", path, item)
		}
		if first.ItemStyle != nil {
			solid := *first.ItemStyle
			solid.Opacity = nil // of an area
			if err := checkItem(path+".mark", &solid); err != nil {
				return err
			}
		}
		if first.LineStyle != nil {
			if err := checkLine(path+".mark", first.LineStyle); err != nil {
				return err
			}
		}
	}
	return nil
}

func checkItem(path string, s *opts.ItemStyle) error {
	if s.Color != "" && colorClass(s.Color) == "" {
		return fmt.Errorf("cannot draw option %s.itemStyle.color %q", path, s.Color)
	}
	if s.BorderColor != "" && s.BorderColor != "var(--text)" {
		return fmt.Errorf("cannot draw option %s.itemStyle.borderColor %q", path, s.BorderColor)
	}
	return only(path+".itemStyle", *s, itemFields)
}

func checkLine(path string, s *opts.LineStyle) error {
	if s.Color != "" && colorClass(s.Color) == "" {
		return fmt.Errorf("cannot draw option %s.lineStyle.color %q", path, s.Color)
	}
	return only(path+".lineStyle", *s, lineFields)
}

// colorClass is the class for "var(--name)", or "" for any other colour.
func colorClass(color string) string {
	name := strings.TrimSuffix(strings.TrimPrefix(color, "var(--"), ")")
	if len(name)+7 != len(color) || !colorClasses[name] {
		return ""
	}
	return name
}

func itemClass(s *opts.ItemStyle) string {
	if s == nil {
		return ""
	}
	return colorClass(s.Color)
}

// only reports the first set field of a go-echarts struct that is not in names.
func only(path string, v any, names map[string]bool) error {
	rv := reflect.ValueOf(v)
	for i, name := range fieldNames(rv.Type()) {
		if !names[name] && !rv.Field(i).IsZero() {
			return fmt.Errorf("cannot draw option %s.%s", path, name)
		}
	}
	return nil
}

func (p *plan) kindOf(s charts.SingleSeries) kind {
	hidden := func(b *bool) bool { return b != nil && !*b }
	switch {
	case s.Type == "line" && hidden(p.x.Show):
		return spark
	case s.Type == "line":
		return lines
	case s.Type == "bar" && p.y.Type == "category" && s.Stack != "":
		return phases
	case s.Type == "bar" && p.y.Type == "category":
		return bullets
	case s.Type == "bar":
		return columns
	case s.Type == "scatter":
		return strip
	case s.Type == "heatmap":
		return heat
	}
	return web
}
