package chart

import (
	"fmt"
	"time"
)

// sample is one drawn chart of the tests, by name.
type sample struct {
	name string
	make func() (Figure, error)
}

func month(i int) time.Time { return time.Date(2025, time.Month(1+i), 1, 0, 0, 0, 0, time.UTC) }

func monthly(values ...float64) []Point {
	out := make([]Point, len(values))
	for i, v := range values {
		out[i] = Point{Start: month(i), Label: month(i).Format("2006-01"), Value: v, State: Measured}
	}
	return out
}

func daily(n int, f func(i int) float64) []Point {
	out := make([]Point, n)
	for i := range out {
		at := time.Date(2024, 1, 1+i, 0, 0, 0, 0, time.UTC)
		out[i] = Point{Start: at, Label: at.Format("2006-01-02"), Value: f(i), State: Measured}
	}
	return out
}

func quarterly(values ...float64) []Point {
	out := make([]Point, len(values))
	for i, v := range values {
		at := time.Date(2024, time.Month(1+3*i), 1, 0, 0, 0, 0, time.UTC)
		out[i] = Point{Start: at, Label: fmt.Sprintf("%d-Q%d", at.Year(), (at.Month()+2)/3), Value: v, State: Measured}
	}
	return out
}

var detect = []float64{310, 295, 330, 280, 300, 260, 290, 240, 255, 210, 220, 190, 205, 180, 175, 160, 150, 142}

func head(id string) Head {
	return Head{ID: id, Title: "Title of " + id, Desc: "What " + id + " shows, in one sentence."}
}

func fullLine() LineChart {
	p := monthly(detect...)
	p[5].State, p[5].Reason = Withheld, "open legal matter"
	p[9].State = Missing
	p[11].Signal, p[12].Signal, p[2].Signal = SignalGood, SignalGood, SignalBad
	p[17].State, p[17].Reason = Partial, "June is not over"
	return LineChart{Head: head("full"), Unit: "minutes", Series: []Series{{"Time to detect", p}}, FromZero: true,
		Levels: []Level{{Kind: Target, Value: 150}, {Kind: Baseline, Value: 300}, {Amber, 170, "Amber 170"}, {Red, 250, ""}},
		Bands:  []Band{{month(0), month(9), 240, 285, 330}, {month(9), month(17), 120, 190, 230}},
		Changes: []Change{{month(6), "New scanner"}, {month(9), "Limits recalculated: on-call rota changed to follow the sun"},
			{month(16), "Definition 2 in force"}},
		Incidents: []Incident{{month(3).AddDate(0, 0, 11), 1, "Signer threshold drift", "../../incidents/signer/"},
			{month(3).AddDate(0, 0, 14), 2, "Relay stalled", "../../incidents/relay/"}, {month(12), 3, "Key in a log", "../../incidents/key/"},
			{month(17).AddDate(0, 0, 20), 12, "Late one", "../../incidents/late/"}}}
}

func severities(n int) BarChart {
	c := BarChart{Head: head("severities"), Unit: "incidents", Stacked: true}
	for s, name := range []string{"Critical", "High", "Medium", "Low", "Informational"} {
		b := BarSeries{Name: name, Severity: s + 1}
		for i := range n {
			b.Values = append(b.Values, BarValue{float64((i*7 + s*3) % (2 + s)), true})
		}
		c.Series = append(c.Series, b)
	}
	for i := range n {
		c.Categories = append(c.Categories, fmt.Sprintf("%d-Q%d", 2022+i/4, 1+i%4))
	}
	return c
}

func dotChart(log bool) DotChart {
	target := 24.0
	c := DotChart{Head: head("dots"), Unit: "hours", Target: &target, Log: log}
	if log {
		c.ID = "dots-log"
	}
	for g := range 8 {
		group := DotGroup{Label: fmt.Sprintf("%d-Q%d", 2024+g/4, 1+g%4)}
		for i := range 9 {
			group.Dots = append(group.Dots, Dot{Value: float64((i*i*7+g*13)%90) + 0.5, Open: g == 7 && i%3 == 0, Name: fmt.Sprintf("Incident %d", i)})
		}
		m := 30.0 - float64(g)*2
		if g != 7 {
			group.Median = &m
		}
		c.Groups = append(c.Groups, group)
	}
	return c
}

func heatChart(n int) HeatChart {
	c := HeatChart{Head: head(fmt.Sprintf("heat-%d", n)), Rows: []string{"Incident response", "Key management", "Monitoring", "Audits and external review of the whole protocol", "Training"}}
	for i := range n {
		c.Columns = append(c.Columns, fmt.Sprintf("%d-Q%d", 2023+i/4, 1+i%4))
	}
	for r := range c.Rows {
		row := make([]Cell, n)
		for i := range row {
			row[i] = Cell{Level: 1 + (r+i)%5, Target: i == n-1 && r == 1}
			if i < 2 && r > 2 {
				row[i].Level = 0
			}
		}
		c.Cells = append(c.Cells, row)
	}
	if n > 6 {
		c.Breaks = []HeatBreak{{4, "Model 2"}, {5, "Model 2.1, <which> nobody wanted & few asked for"}, {n - 1, "Model 3"}}
	}
	return c
}

func samples() []sample {
	target := 150.0
	line := func(id string, unit string, s ...Series) func() (Figure, error) {
		return func() (Figure, error) { return Line(LineChart{Head: head(id), Unit: unit, Series: s}) }
	}
	return []sample{
		{"line", func() (Figure, error) { return Line(fullLine()) }},
		{"line plain", func() (Figure, error) {
			return Line(LineChart{Head: head("plain"), Unit: "%", Series: []Series{{"", monthly(81, 83, 84, 88, 91, 90, 93)}}, Levels: []Level{{Target, 95, ""}}})
		}},
		{"line four", func() (Figure, error) {
			return Line(LineChart{Head: head("four"), Unit: "hours", FromZero: true, Series: []Series{
				{"Detect", quarterly(46, 44, 37, 30, 26, 27, 29, 28, 22, 15, 10, 9.6)},
				{"Respond", quarterly(63, 52, 57, 58, 46, 49, 53, 40, 41, 47, 35, 33.7)},
				{"Mitigate", quarterly(70, 61, 60, 55, 49, 51, 52, 45, 43, 40, 34, 32)},
				{"Recover", quarterly(90, 88, 86, 80, 77, 70, 68, 60, 58, 51, 47, 41)}}})
		}},
		{"line 500", line("many", "events", Series{"", daily(500, func(i int) float64 { return float64((i*37)%101) + float64(i)/5 })})},
		{"line one", line("one", "days", Series{"", monthly(12.4)})},
		{"line negative", line("negative", "points", Series{"", monthly(-5, -12, 3, 8, -2.25)})},
		{"bars", func() (Figure, error) { return Bars(severities(12)) }},
		{"bars grouped", func() (Figure, error) {
			return Bars(BarChart{Head: head("grouped"), Unit: "findings", Categories: []string{"Access control", "Key management", "Monitoring and alerting", "Audits"},
				Series: []BarSeries{{"Open", 0, Values(4, 7, 2, 0)}, {"Fixed", 0, Values(12, 9, 14, 3)}, {"Accepted", 0, Values(1, 0, 2, 1)}}})
		}},
		{"bars single", func() (Figure, error) {
			return Bars(BarChart{Head: head("single"), Unit: "actions", Categories: []string{"2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"}, Series: []BarSeries{{"", 0, Values(3, 8, 5, 12)}}})
		}},
		{"bars stacked", func() (Figure, error) {
			return Bars(BarChart{Head: head("stacked"), Unit: "actions", Stacked: true, Categories: []string{"2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"},
				Series: []BarSeries{{"Done", 0, Values(3, 8, 5, 12)}, {"On time", 0, Values(2, 2, 3, 1)}, {"Late", 0, Values(1, 0, 4, 2)}, {"Dropped", 0, Values(1, 3, 0, 1)}}})
		}},
		{"sparkline", func() (Figure, error) {
			return Sparkline(SparkChart{Head: head("spark"), Points: fullLine().Series[0].Points, Target: &target})
		}},
		{"dots", func() (Figure, error) { return DotStrip(dotChart(false)) }},
		{"dots log", func() (Figure, error) { return DotStrip(dotChart(true)) }},
		{"heat", func() (Figure, error) { return HeatMap(heatChart(6)) }},
		{"heat long", func() (Figure, error) { return HeatMap(heatChart(16)) }},
		{"levels", func() (Figure, error) {
			c := HeatChart{Head: head("levels"), Columns: []string{"Initial", "Developing", "Defined", "Managed", "Optimizing"}, Rows: []string{"Incident response", "Key management"}}
			for r := range c.Rows {
				row := make([]Cell, 5)
				for i := range row {
					row[i] = Cell{Level: i + 1, Target: i == 3}
					if i > 2-r {
						row[i].Level, row[i].Text = 0, fmt.Sprint(i+1)
					}
				}
				c.Cells = append(c.Cells, row)
			}
			return HeatMap(c)
		}},
		{"radar", func() (Figure, error) {
			return Radar(RadarChart{Head: head("radar"), Max: 5, Axes: []string{"Incident response", "Key management", "Monitoring", "Audits", "Training and awareness", "Governance"},
				Series: []RadarSeries{{"2025", Values(2, 3, 2, 3, 1, 2)}, {"2026", append(Values(3, 4, 3, 4, 2), BarValue{})}}})
		}},
		{"bullet", func() (Figure, error) {
			t, b := 4.0, 20.0
			return Bullet(BulletChart{Head: head("bullet"), Unit: "hours", Rows: []BulletRow{{"Time to detect", 2.4, true, &t, &b, Met}, {"Time to recover", 18, true, &t, &b, Near}, {"Time to respond", 0, false, &t, nil, NotJudged}}})
		}},
		{"phases", func() (Figure, error) {
			return PhaseBar(PhaseChart{Head: head("phases"), Phases: []Phase{{"Undetected", 29 * time.Minute, false}, {"Responding", 12 * time.Minute, false},
				{"Containing", 3*time.Hour + 20*time.Minute, false}, {"Recovering", 26 * time.Hour, true}, {"Watching", time.Minute, false}}})
		}},
	}
}
