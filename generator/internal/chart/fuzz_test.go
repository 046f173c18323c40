package chart

import (
	"math"
	"strings"
	"testing"
	"time"
)

// FuzzLine draws any numbers at any dates with any words: an error or a valid
// picture.
func FuzzLine(f *testing.F) {
	f.Add(1.0, 2.0, 3.0, int64(0), int64(86400), "2025-01", "hours", uint8(0x55))
	f.Add(1e308, -1e308, 5e-324, int64(-1e10), int64(1e10), hostile, hostile, uint8(0xff))
	f.Add(7.0, 7.0, 7.0, int64(1e9), int64(1), "", "", uint8(0))
	f.Fuzz(func(t *testing.T, a, b, c float64, start, gap int64, label, unit string, bits uint8) {
		if gap <= 0 || gap > 1e11 || math.Abs(float64(start)) > 1e12 {
			t.Skip()
		}
		var p []Point
		for i, v := range []float64{a, b, c, a / 2, b / 3} {
			at := time.Unix(start+int64(i)*gap, 0)
			p = append(p, Point{at, label, v, State((int(bits) >> i) % 6), label, Signal(bits % 4)})
		}
		chart := LineChart{Head: Head{ID: "f", Title: "t", Desc: label}, Unit: unit, Series: []Series{{label, p}}, FromZero: bits&1 == 0,
			Changes: []Change{{p[1].Start, label}, {p[2].Start, unit}}, Incidents: []Incident{{p[3].Start, int(bits), label, ""}}}
		if bits&2 == 0 {
			chart.Levels = []Level{{Target, c, label}, {Red, b, ""}}
		}
		fig, err := Line(chart)
		if err != nil {
			return
		}
		checkFigure(t, "fuzz", fig)
		if !strings.Contains(label+unit, "NaN") && strings.Contains(string(fig.Wide+fig.Narrow), "NaN") {
			t.Error("NaN in the picture")
		}
		checkLabels(t, "wide", parse(t, fig.Wide))
		checkLabels(t, "narrow", parse(t, fig.Narrow))
	})
}

// FuzzBars does the same for bars, dots and bullets.
func FuzzBars(f *testing.F) {
	f.Add(1.0, 2.0, "a", "b", uint8(3))
	f.Add(1e308, 1e308, hostile, "2025-Q1", uint8(0xfe))
	f.Fuzz(func(t *testing.T, a, b float64, x, y string, bits uint8) {
		target := b
		figures := []func() (Figure, error){
			func() (Figure, error) {
				return Bars(BarChart{Head: head("b"), Unit: y, Stacked: bits&1 == 0, Categories: []string{x, y, x + y},
					Series: []BarSeries{{x, int(bits % 6), Values(a, b, 0)}, {y, 0, Values(b, a, 1)}}})
			},
			func() (Figure, error) {
				return DotStrip(DotChart{Head: head("d"), Unit: x, Log: bits&2 == 0, Target: &target,
					Groups: []DotGroup{{x, []Dot{{a, true, y}, {b, false, x}, {a, false, y}}, &target}, {y, nil, nil}}})
			},
			func() (Figure, error) {
				return Bullet(BulletChart{Head: head("u"), Unit: y, Rows: []BulletRow{{x, a, bits&4 == 0, &target, nil, Standing(bits % 4)}, {y, b, true, nil, &target, 0}}})
			},
			func() (Figure, error) {
				return HeatMap(HeatChart{Head: head("h"), Rows: []string{x}, Columns: []string{y, x}, Cells: [][]Cell{{{int(bits % 6), x, y, true}, {2, y, x, false}}}})
			},
		}
		for _, make := range figures {
			fig, err := make()
			if err != nil {
				continue
			}
			checkFigure(t, "fuzz", fig)
			checkLabels(t, "wide", parse(t, fig.Wide))
			checkLabels(t, "narrow", parse(t, fig.Narrow))
		}
	})
}
