package chart

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// The go-echarts types lack some of ECharts' own fields (itemStyle of a line's
// point, lineStyle of one mark line) or spell them wrongly (MarkAreaData). These
// two stand in for them where the library takes an interface{}.

// datum is one item of a series' data. A nil in Value is a gap.
type datum struct {
	Name       string          `json:"name,omitempty"`
	Value      any             `json:"value"`
	Note       string          `json:"note,omitempty"` // ours, for tooltips
	Symbol     string          `json:"symbol,omitempty"`
	SymbolSize float64         `json:"symbolSize,omitempty"`
	ItemStyle  *opts.ItemStyle `json:"itemStyle,omitempty"`
	Label      *opts.Label     `json:"label,omitempty"`
}

// mark is one item of a markLine, markArea or markPoint, or one end of it.
type mark struct {
	Name       string          `json:"name,omitempty"`
	Value      string          `json:"value,omitempty"`
	Coord      []any           `json:"coord,omitempty"`
	XAxis      any             `json:"xAxis,omitempty"`
	YAxis      any             `json:"yAxis,omitempty"`
	Symbol     string          `json:"symbol,omitempty"`
	SymbolSize float64         `json:"symbolSize,omitempty"`
	URL        string          `json:"url,omitempty"`
	LineStyle  *opts.LineStyle `json:"lineStyle,omitempty"`
	ItemStyle  *opts.ItemStyle `json:"itemStyle,omitempty"`
	Label      *opts.Label     `json:"label,omitempty"`
}

// tooltip replaces opts.Tooltip, which has no renderMode: ECharts' HTML tooltips
// break a strict content policy.
type tooltip struct {
	Trigger    string `json:"trigger"`
	RenderMode string `json:"renderMode"`
	Confine    bool   `json:"confine"`
}

// seriesColors are the theme's four series colours; Bars may use five severities.
var seriesColors = []string{"var(--s1)", "var(--s2)", "var(--s3)", "var(--s4)"}

// globals are the options every chart has, followed by its own.
func globals(h Head, own ...charts.GlobalOpts) []charts.GlobalOpts {
	return append([]charts.GlobalOpts{
		charts.WithTitleOpts(opts.Title{Show: opts.Bool(false), Title: h.Title}),
		charts.WithAriaOpts(&opts.Aria{Enabled: opts.Bool(true), Label: &opts.AriaLabel{Description: h.Desc}}),
		charts.WithColorsOpts(seriesColors),
		charts.WithAnimation(false),
		charts.WithGridOpts(opts.Grid{ContainLabel: opts.Bool(true), Left: "8", Right: "110", Bottom: "8"}),
	}, own...)
}

// finish adds to an option what go-echarts cannot say.
func finish(option map[string]any) map[string]any {
	option["tooltip"] = tooltip{Trigger: "item", RenderMode: "richText", Confine: true}
	option["useUTC"] = true
	delete(option, "toolbox")
	return option
}

func filled(color string) *opts.ItemStyle { return &opts.ItemStyle{Color: color} }

// named shows a mark's name beside it.
func named() *opts.Label { return &opts.Label{Show: opts.Bool(true), Formatter: "{b}"} }
