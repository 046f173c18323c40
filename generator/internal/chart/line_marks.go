package chart

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// levelStyles are the look of each LevelKind; the drawing tells a level's kind
// by its colour.
var levelStyles = [...]opts.LineStyle{
	Target:    {Color: "var(--text)", Type: "dashed", Width: 1.5},
	Baseline:  {Color: "var(--edge)", Type: "dotted", Width: 1.5},
	Amber:     {Color: "var(--mark-watch)", Type: "dashed", Width: 1.5},
	Red:       {Color: "var(--mark-bad)", Type: "dashed", Width: 1.5},
	Benchmark: {Color: "var(--muted)", Type: "dotted", Width: 1.5},
}

// levelText is what stands beside a level.
func (h Head) levelText(l Level) string {
	if l.Text != "" {
		return l.Text
	}
	return h.levelName(l.Kind) + " " + h.figure(l.Value)
}

func (h Head) levelName(kind LevelKind) string {
	switch kind {
	case Baseline:
		return h.t("Baseline")
	case Amber:
		return h.t("Amber")
	case Red:
		return h.t("Red")
	case Benchmark:
		return h.t("Benchmark")
	}
	return h.t("Target")
}

func (h Head) levelMark(l Level) mark {
	return mark{Name: h.levelText(l), YAxis: l.Value, LineStyle: &levelStyles[l.Kind], Label: named()}
}

// markLines are the levels, the centre of each band and the changes.
func (c LineChart) markLines() *opts.MarkLines {
	var data []any
	for _, b := range c.Bands {
		style := &opts.LineStyle{Color: "var(--muted)", Type: "solid", Width: 1}
		data = append(data, [2]mark{
			{Coord: []any{b.From.UnixMilli(), b.Centre}, LineStyle: style},
			{Coord: []any{b.To.UnixMilli(), b.Centre}}})
	}
	for _, l := range c.Levels {
		data = append(data, c.levelMark(l))
	}
	for _, ch := range c.Changes {
		style := &opts.LineStyle{Color: "var(--muted)", Type: "solid", Width: 1}
		data = append(data, mark{Name: ch.Text, XAxis: ch.At.UnixMilli(), LineStyle: style, Label: named()})
	}
	if data == nil {
		return nil
	}
	return &opts.MarkLines{Data: data, MarkLineStyle: opts.MarkLineStyle{Symbol: []string{"none", "none"}}}
}

// markAreas are the limits. go-echarts' own options for areas give shapes that
// ECharts cannot read, so the pairs are ours.
func (c LineChart) markAreas() *opts.MarkAreas {
	var data []any
	for _, b := range c.Bands {
		data = append(data, [2]mark{
			{Name: c.t("Expected range"), Coord: []any{b.From.UnixMilli(), b.Lower}, ItemStyle: seeThrough("var(--band)")},
			{Coord: []any{b.To.UnixMilli(), b.Upper}}})
	}
	if data == nil {
		return nil
	}
	return &opts.MarkAreas{Data: data}
}

// seeThrough is for ECharts, which draws areas over the lines; here they are
// under them.
func seeThrough(color string) *opts.ItemStyle {
	return &opts.ItemStyle{Color: color, Opacity: opts.Float(0.5)}
}

// markPoints are the withheld points and the incidents, all on the axis.
func (c LineChart) markPoints(floor float64) *opts.MarkPoints {
	var data []any
	seen := map[int64]bool{}
	for _, s := range c.Series {
		for _, p := range s.Points {
			at := p.Start.UnixMilli()
			if p.State != Withheld || seen[at] {
				continue
			}
			seen[at] = true
			data = append(data, mark{Name: p.Label + ": " + c.note(Withheld, p.Reason), Coord: []any{at, floor},
				Symbol: "rect", SymbolSize: 8, ItemStyle: filled("var(--muted)")})
		}
	}
	for _, i := range c.Incidents {
		data = append(data, mark{Name: i.Text, Value: strconv.Itoa(i.Number), Coord: []any{i.At.UnixMilli(), floor},
			Symbol: "roundRect", SymbolSize: 20, URL: i.URL, ItemStyle: filled("var(--text)")})
	}
	if data == nil {
		return nil
	}
	return &opts.MarkPoints{Data: data}
}

// safeURL accepts relative addresses, http and https.
func safeURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "" || u.Scheme == "http" || u.Scheme == "https")
}

// timeLabels tells the axis to write quarters when most points are quarters.
func (c LineChart) timeLabels() *opts.AxisLabel {
	quarters, all := 0, 0
	for _, p := range c.Series[0].Points {
		all++
		if strings.Contains(p.Label, "-Q") {
			quarters++
		}
	}
	if quarters*2 > all {
		return &opts.AxisLabel{Formatter: "{yyyy}-Q{Q}"}
	}
	return nil
}
