package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"
)

const (
	hostile = "</script><x onload=\"a('b')\">&amp;\x00\ufffe\xff __f__alert(1)__f__ \u202e and a very long tail of words that has no room anywhere at all in a picture"
	wordy   = "Time from the first sign of an attack to the decision to pause the bridge, over all deployments"
	chinese = "从首次异常迹象到决定暂停跨链桥的时间包括所有部署"
	arabic  = "الوقت من أول علامة على الهجوم إلى قرار إيقاف الجسر"
	noBreak = "0x1f9840a85d5af5bf1d1762f925bdaddc4201f9840a85d5af5bf1d1762f925bdaddc4201f984"
)

var scripts = []string{wordy, chinese, arabic, noBreak}

// awkward are inputs that every chart must stand.
func awkward() []sample {
	return slices.Concat(awkwardLines(), awkwardStates(), awkwardEvents(), awkwardSparks(), awkwardBars(), awkwardDots(), awkwardShapes())
}

func oneLine(name string, p []Point) sample {
	return sample{name, func() (Figure, error) {
		return Line(LineChart{Head: head("a"), Unit: "minutes", Series: []Series{{"", p}}})
	}}
}

func awkwardLines() []sample {
	hours, decades := make([]Point, 30), make([]Point, 60)
	for i := range hours {
		hours[i] = Point{Start: month(0).Add(time.Duration(2*i) * time.Hour), Value: float64(i), State: Measured}
	}
	for i := range decades {
		decades[i] = Point{Start: month(0).AddDate((i-59)*7, 0, 0), Value: float64(i % 7), State: Measured}
	}
	return []sample{
		oneLine("no points", nil), oneLine("one point", monthly(3)), oneLine("two points", monthly(9, 4)), oneLine("zero", monthly(0)), oneLine("zeros", monthly(0, 0, 0)),
		oneLine("all equal", monthly(7, 7, 7, 7)), oneLine("negative", monthly(-3, -4, -5)), oneLine("both signs", monthly(-3, 4, -5, 12)),
		oneLine("huge", monthly(1e12, 3e12)), oneLine("too huge", monthly(1e308, -1e308, 1.7e308)), oneLine("largest", monthly(math.MaxFloat64, math.MaxFloat64)),
		oneLine("tiny", monthly(1e-9, 3e-9)), oneLine("smallest", monthly(5e-324, 5e-324)), oneLine("narrow range", monthly(1e15, 1e15+0.125)),
		oneLine("mixed", monthly(1e-300, 1e300)), oneLine("very mixed", monthly(3, 0.002, 81000, 12, 4, 9.5)), oneLine("500", daily(500, func(i int) float64 { return math.Sin(float64(i)) })),
		oneLine("hours", hours), oneLine("decades", decades), {"four close", fourClose},
	}
}

// fourClose are four lines with long names that end at nearly one value.
func fourClose() (Figure, error) {
	c := LineChart{Head: head("close"), Unit: chinese, FromZero: true}
	for i, name := range scripts {
		c.Series = append(c.Series, Series{name, monthly(10, 12+float64(i), 9, 11-float64(i), 10+float64(i)/9)})
	}
	for i, text := range scripts {
		c.Levels = append(c.Levels, Level{LevelKind(i), 9 + float64(i)/5, text})
	}
	return Line(c)
}

func all(state State, reason string, p []Point) []Point {
	for i := range p {
		p[i].State, p[i].Reason = state, reason
	}
	return p
}

func awkwardStates() []sample {
	turns := monthly(detect...)
	for i := range turns {
		turns[i].State, turns[i].Reason = State(i%6), arabic
	}
	signals := monthly(detect...)
	for i := range signals {
		signals[i].Signal = Signal(i % 4)
	}
	return []sample{
		oneLine("withheld", all(Withheld, hostile, monthly(1, 2, 3))), oneLine("withheld 500", all(Withheld, wordy, daily(500, func(int) float64 { return 1 }))),
		oneLine("all missing", all(Missing, "", monthly(1, 2, 3))), oneLine("all partial", all(Partial, wordy, monthly(4, 9, 7, 12))),
		oneLine("all at least", all(AtLeast, "", monthly(4, 9, 7, 12))), oneLine("all provisional", all(Provisional, "", monthly(4, 9, 7, 12))), oneLine("states in turn", turns), oneLine("signals in turn", signals),
	}
}

func awkwardEvents() []sample {
	return []sample{
		{"many incidents", func() (Figure, error) {
			c := LineChart{Head: Head{ID: "x", Title: hostile, Desc: hostile}, Unit: hostile, Series: []Series{{hostile, monthly(1, 2)}, {hostile, monthly(3, 4)}}}
			for i := range 90 {
				c.Incidents = append(c.Incidents, Incident{month(0).AddDate(0, 0, i/4), i * 37, hostile, "x?a=1&b=2"})
				c.Changes = append(c.Changes, Change{month(0).AddDate(0, 0, i/3), hostile})
			}
			for k := range 6 {
				c.Levels = append(c.Levels, Level{LevelKind(k % 4), 2, hostile})
			}
			return Line(c)
		}},
		{"90 incidents", func() (Figure, error) {
			c := LineChart{Head: head("x"), Unit: "minutes", Series: []Series{{"", monthly(detect...)}}, Levels: []Level{{Kind: Target, Value: 150}}}
			for i := range 90 {
				c.Incidents = append(c.Incidents, Incident{month(0).AddDate(0, 0, i*6-i%5), i + 1, "Incident", "x"})
			}
			return Line(c)
		}},
		{"neighbouring changes", func() (Figure, error) {
			c := LineChart{Head: head("x"), Unit: "minutes", FromZero: true, Series: []Series{{"", monthly(detect...)}}}
			for i := range 8 {
				c.Changes = append(c.Changes, Change{month(8).AddDate(0, 0, i), append(scripts, "Rota", "New scanner", "Definition 2", "Model 2")[i]})
			}
			return Line(c)
		}},
		{"changes at both ends", func() (Figure, error) {
			return Line(LineChart{Head: head("x"), Unit: "%", Series: []Series{{"", monthly(90, 91, 94)}},
				Changes: []Change{{month(0), arabic}, {month(2), chinese}}, Incidents: []Incident{{month(0), 1, chinese, "x"}, {month(2), 1204, arabic, ""}}})
		}},
		{"limits wide", func() (Figure, error) {
			return Line(LineChart{Head: head("x"), Unit: "days", Series: []Series{{"", monthly(5, 5.1, 4.9, 5)}}, Levels: []Level{{Target, 5, ""}, {Baseline, 5, ""}},
				Bands: []Band{{month(0), month(3), -40, 5, 50}}})
		}},
	}
}

func awkwardSparks() []sample {
	none := 0.0
	spark := func(name string, p []Point, target *float64) sample {
		return sample{name, func() (Figure, error) { return Sparkline(SparkChart{Head: head("s"), Points: p, Target: target}) }}
	}
	open := monthly(5, 3, 4, 2)
	open[3].State = Partial
	return []sample{
		spark("spark none", nil, nil), spark("spark one", monthly(5), nil), spark("spark zero", monthly(0, 0), &none), spark("spark equal", monthly(4, 4, 4), nil),
		spark("spark withheld", all(Withheld, wordy, monthly(1, 2, 3)), nil), spark("spark partial", open, nil), spark("spark huge", monthly(-1e308, 1e308), nil),
		spark("spark 500", daily(500, func(i int) float64 { return math.Sin(float64(i)) }), &none),
	}
}

func awkwardBars() []sample {
	bars := func(name string, stacked bool, categories []string, series ...BarSeries) sample {
		return sample{name, func() (Figure, error) {
			return Bars(BarChart{Head: head("b"), Unit: "findings", Stacked: stacked, Categories: categories, Series: series})
		}}
	}
	years := []string{"2023", "2024", "2025", "2026"}
	missing := make([]BarValue, 4)
	months, counts := make([]string, 36), make([]BarValue, 36)
	for i := range months {
		months[i], counts[i] = month(i).Format("2006-01"), BarValue{float64(i * i), i%9 != 4}
	}
	return []sample{
		{"bars none", func() (Figure, error) { return Bars(BarChart{Head: head("b"), Series: []BarSeries{{}}}) }},
		{"bars 500", func() (Figure, error) { return Bars(severities(500)) }},
		{"bars hostile", func() (Figure, error) {
			return Bars(BarChart{Head: head("b"), Unit: hostile, Categories: []string{hostile, hostile, ""}, Series: []BarSeries{{hostile, 0, Values(1, -2, 1e12)}, {hostile, 0, make([]BarValue, 3)}}})
		}},
		{"bars huge", func() (Figure, error) {
			return Bars(BarChart{Head: head("b"), Categories: []string{"1", "2"}, Stacked: true, Series: []BarSeries{{"", 0, Values(8e307, 1)}, {"", 0, Values(8e307, 0)}}})
		}},
		bars("bars one", false, years[:1], BarSeries{"", 0, Values(3)}), bars("bars zero", false, years, BarSeries{"", 0, Values(0, 0, 0, 0)}),
		bars("stack zero", true, years, BarSeries{"Open", 0, Values(0, 0, 0, 0)}, BarSeries{"Fixed", 0, missing}), bars("bars missing", false, years, BarSeries{"", 0, missing}),
		bars("bars negative", false, years, BarSeries{"Inflow", 0, Values(4, -7, 0, 12)}, BarSeries{"Outflow", 0, Values(-4, -1e-9, 3, 5)}),
		bars("bars mixed", false, years, BarSeries{"Open", 0, Values(1, 1e12, 3, 0.002)}, BarSeries{"Fixed", 0, Values(5e11, 2, 1e-9, 0)}),
		bars("bars 36 months", false, months, BarSeries{"", 0, counts}), bars("stack slivers", true, years, BarSeries{"Open", 0, Values(1, 2, 900, 0)}, BarSeries{"Fixed", 0, Values(1000, 3, 4, 1)}),
		bars("rows scripts", true, scripts, BarSeries{chinese, 0, Values(4, 7, 2, 0)}, BarSeries{arabic, 0, Values(12, 9, 14, 3)}, BarSeries{wordy, 0, Values(1, 0, 2, 1)}),
		bars("rows grouped", false, scripts, BarSeries{"Open", 0, Values(-4, 7e11, 2, 0)}, BarSeries{"Fixed", 0, []BarValue{{}, {9, true}, {1e12, true}, {}}}),
	}
}

func awkwardDots() []sample {
	return []sample{
		{"dots none", func() (Figure, error) { return DotStrip(DotChart{Head: head("d")}) }},
		{"dots one", func() (Figure, error) {
			return DotStrip(DotChart{Head: head("d"), Unit: "hours", Groups: []DotGroup{{Label: "2025-Q1", Dots: []Dot{{4, false, wordy}}}}})
		}},
		{"dots zero", func() (Figure, error) {
			return DotStrip(DotChart{Head: head("d"), Unit: "hours", Groups: []DotGroup{{Label: "2025-Q1", Dots: []Dot{{0, false, "a"}, {0, true, "b"}, {0, false, "c"}}}, {Label: "2025-Q2"}}})
		}},
		{"dots same", func() (Figure, error) {
			return DotStrip(DotChart{Head: head("d"), Unit: hostile, Log: true, Groups: []DotGroup{{Label: hostile, Dots: make60(1e12)}, {Label: "2025"}}})
		}},
		{"dots wide log", func() (Figure, error) {
			return DotStrip(DotChart{Head: head("d"), Log: true, Groups: []DotGroup{{Dots: []Dot{{1e-200, true, hostile}, {1.7e308, false, ""}}}}})
		}},
		{"dots scripts", func() (Figure, error) {
			c := DotChart{Head: head("d"), Unit: "hours", Log: true}
			for i, s := range scripts {
				m := 1 + float64(i)
				c.Groups = append(c.Groups, DotGroup{Label: s, Dots: []Dot{{0.02, false, s}, {m * 400, true, s}, {m, false, s}}, Median: &m})
			}
			return DotStrip(c)
		}},
	}
}

func make60(v float64) []Dot {
	out := make([]Dot, 60)
	for i := range out {
		out[i] = Dot{v, i%2 == 0, hostile}
	}
	return out
}

func awkwardShapes() []sample {
	return []sample{
		{"phases none", func() (Figure, error) {
			return PhaseBar(PhaseChart{Head: head("p"), Phases: []Phase{{hostile, 0, false}, {"", 0, true}}})
		}},
		{"phases one", func() (Figure, error) {
			return PhaseBar(PhaseChart{Head: head("p"), Phases: []Phase{{"Undetected", time.Hour, true}}})
		}},
		{"phases long", func() (Figure, error) {
			return PhaseBar(PhaseChart{Head: head("p"), Phases: []Phase{{"a", math.MaxInt64, false}, {hostile, math.MaxInt64, true}, {"b", 1, true}}})
		}},
		{"phases twelve", func() (Figure, error) {
			c := PhaseChart{Head: head("p")}
			for i := range 12 {
				c.Phases = append(c.Phases, Phase{append(scripts, "Undetected")[i%5], time.Duration(1+i*i*i) * time.Minute, i == 11})
			}
			return PhaseBar(c)
		}},
		{"heat none", func() (Figure, error) { return HeatMap(HeatChart{Head: head("h")}) }},
		{"heat hostile", func() (Figure, error) {
			return HeatMap(HeatChart{Head: head("h"), Rows: []string{hostile, ""}, Columns: []string{hostile, hostile}, Cells: [][]Cell{{{1, hostile, hostile, true}, {}}, {{}, {5, "", "", true}}}})
		}},
		{"heat one", func() (Figure, error) {
			return HeatMap(HeatChart{Head: head("h"), Rows: []string{"Monitoring"}, Columns: []string{"2025"}, Cells: [][]Cell{{{3, "", "", true}}}})
		}},
		{"heat scripts", func() (Figure, error) {
			c := HeatChart{Head: head("h"), Rows: scripts, Columns: scripts}
			for r := range scripts {
				c.Cells = append(c.Cells, []Cell{{r + 1, "", "", r == 2}, {5 - r, "", "", false}, {}, {3, "", "", false}})
			}
			return HeatMap(c)
		}},
		{"heat wide", func() (Figure, error) { return HeatMap(heatChart(100)) }},
		{"radar hostile", func() (Figure, error) {
			return Radar(RadarChart{Head: head("r"), Max: 1e30, Axes: []string{hostile, hostile, hostile, ""}, Series: []RadarSeries{{hostile, make([]BarValue, 4)}, {"", Values(0, 1e30, 0, 0)}}})
		}},
		{"radar three", func() (Figure, error) {
			return Radar(RadarChart{Head: head("r"), Max: 5, Axes: scripts[:3], Series: []RadarSeries{{"2026", Values(0, 0, 0)}}})
		}},
		{"radar twenty-four", func() (Figure, error) {
			c := RadarChart{Head: head("r"), Max: 5, Series: []RadarSeries{{"2025", nil}, {"2026", nil}}}
			for i := range 24 {
				c.Axes = append(c.Axes, fmt.Sprint("Domain ", i+1))
				c.Series[0].Values = append(c.Series[0].Values, BarValue{float64(i % 5), i%3 != 0})
				c.Series[1].Values = append(c.Series[1].Values, BarValue{float64(1 + i%4), true})
			}
			return Radar(c)
		}},
		{"radar scripts", func() (Figure, error) {
			return Radar(RadarChart{Head: head("r"), Max: 5, Axes: append(scripts, wordy, chinese, arabic), Series: []RadarSeries{{chinese, Values(1, 2, 3, 4, 5, 4, 3)}, {arabic, Values(2, 3, 3, 5, 5, 4, 4)}}})
		}},
		{"bullet hostile", func() (Figure, error) {
			big := 1e308
			return Bullet(BulletChart{Head: head("u"), Unit: hostile, Rows: []BulletRow{{hostile, -1e308, true, &big, &big, Missed}, {}}})
		}},
		{"bullet zero", func() (Figure, error) {
			return Bullet(BulletChart{Head: head("u"), Rows: []BulletRow{{"", 0, true, nil, nil, 9}}})
		}},
		{"bullet scripts", func() (Figure, error) {
			c := BulletChart{Head: head("u"), Unit: "hours"}
			for i, s := range scripts {
				v := float64(1+i) * 7
				c.Rows = append(c.Rows, BulletRow{s, v - 9, true, &v, nil, Standing(i)})
			}
			return Bullet(c)
		}},
	}
}

func TestAwkward(t *testing.T) {
	for _, s := range awkward() {
		f, err := s.make()
		if err != nil {
			t.Errorf("%s: %v", s.name, err)
			continue
		}
		checkFigure(t, s.name, f)
		checkLabels(t, s.name+" wide", parse(t, f.Wide))
		checkLabels(t, s.name+" narrow", parse(t, f.Narrow))
		for _, bad := range []string{"NaN", "+Inf", "-Inf", ">Inf<", "<x", "%!"} {
			if strings.Contains(string(f.Wide+f.Narrow)+string(optionOf(t, f)), bad) {
				t.Errorf("%s: %s in the bytes", s.name, bad)
			}
		}
	}
}

// TestPhaseKey: a phase's long name never costs its duration.
func TestPhaseKey(t *testing.T) {
	f, err := PhaseBar(PhaseChart{Head: head("p"), Phases: []Phase{{wordy + wordy, 90 * time.Minute, false}, {"Watching", time.Minute, false}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, svg := range []string{string(f.Wide), string(f.Narrow)} {
		if !strings.Contains(svg, "…, 1 h 30 min</text>") {
			t.Errorf("the duration is cut off in %s", svg)
		}
	}
}

// TestGroupNumbers: bars side by side lie down rather than lose numbers.
func TestGroupNumbers(t *testing.T) {
	f, err := Bars(BarChart{Head: head("g"), Categories: []string{"2025", "2026"}, Series: []BarSeries{{"Open", 0, Values(1, 1234567)}, {"Fixed", 0, Values(0.00002, 3)}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{">1<", ">1.23 M<", ">2×10⁻⁵<", ">3<"} {
		if !strings.Contains(string(f.Narrow), want) {
			t.Errorf("no number %s in %s", want, f.Narrow)
		}
	}
}

// TestMissingBar: among bars too many for numbers, a missing one is marked.
func TestMissingBar(t *testing.T) {
	for _, s := range awkwardBars() {
		if s.name != "bars 36 months" {
			continue
		}
		f, err := s.make()
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(f.Wide), ">–</text>"); n != 4 {
			t.Errorf("%d of 4 missing bars are marked", n)
		}
	}
}
