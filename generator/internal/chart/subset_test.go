package chart

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// TestUnknownOptions adds one option each that the drawing does not know; the
// error must name it.
func TestUnknownOptions(t *testing.T) {
	first := func(o map[string]any) *charts.SingleSeries { return &o["series"].(charts.MultiSeries)[0] }
	for want, spoil := range map[string]func(o map[string]any){
		"dataZoom":                        func(o map[string]any) { o["dataZoom"] = true },
		"series[0].smooth":                func(o map[string]any) { first(o).Smooth = opts.Bool(true) },
		"series[0].areaStyle":             func(o map[string]any) { first(o).AreaStyle = &opts.AreaStyle{} },
		"series[0].type \"pie\"":          func(o map[string]any) { first(o).Type = "pie" },
		"series[0].data of type":          func(o map[string]any) { first(o).Data = []opts.LineData{} },
		"series[0].lineStyle.color \"red": func(o map[string]any) { first(o).LineStyle = &opts.LineStyle{Color: "red"} },
		"series[0].itemStyle.opacity":     func(o map[string]any) { first(o).ItemStyle = &opts.ItemStyle{Opacity: opts.Float(0.5)} },
		"series[0]: a mark of type":       func(o map[string]any) { first(o).MarkLines.Data = []any{opts.MarkLineNameYAxisItem{}} },
		"yAxis.position":                  func(o map[string]any) { o["yAxis"].([]opts.YAxis)[0].Position = "right" },
		"xAxis, yAxis: 2 and 1":           func(o map[string]any) { o["xAxis"] = make([]opts.XAxis, 2) },
		"formatter \"{value} x\"": func(o map[string]any) {
			o["xAxis"].([]opts.XAxis)[0].AxisLabel = &opts.AxisLabel{Formatter: "{value} x"}
		},
		"series: none": func(o map[string]any) { o["series"] = charts.MultiSeries{} },
	} {
		o := fullLine().option()
		spoil(o)
		f, err := draw(head("x"), o)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v does not name %s", err, want)
		}
		if f.Wide != "" {
			t.Errorf("%s: drawn all the same", want)
		}
	}
}

// TestForbiddenCalls looks for the library functions that write scripts, random
// ids or unescaped JSON.
func TestForbiddenCalls(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{".Render", "RenderSnippet", "RenderContent", "JSONNotEscaped", "FuncOpts", "SetEscapeHTML", "WithMarkAreaNameYAxisItemOpts", "go-echarts/v2/render"} {
			if strings.Contains(string(text), word) {
				t.Errorf("%s uses %s", name, word)
			}
		}
	}
}
