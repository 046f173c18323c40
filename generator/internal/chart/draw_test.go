package chart

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"flag"
	"fmt"
	"html/template"
	"io"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// element is one element of a parsed picture.
type element struct {
	name  string
	attrs map[string]string
	text  string // its own text, without that of its title
}

// parse reads a picture as XML and fails on anything that is not.
func parse(t *testing.T, svg template.HTML) []*element {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(string(svg)))
	var all, open []*element
	for {
		token, err := d.Token()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatalf("not XML: %v\n%s", err, svg)
		}
		switch k := token.(type) {
		case xml.StartElement:
			e := &element{name: k.Name.Local, attrs: map[string]string{}}
			for _, a := range k.Attr {
				if _, twice := e.attrs[a.Name.Local]; twice {
					t.Fatalf("<%s> has %s twice", e.name, a.Name.Local)
				}
				e.attrs[a.Name.Local] = a.Value
			}
			all, open = append(all, e), append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				open[len(open)-1].text += string(k)
			}
		}
	}
}

var (
	allowed = map[string]string{
		"svg": "class viewBox width height role aria-labelledby", "g": "role aria-labelledby", "title": "id", "desc": "id",
		"path": "class d", "rect": "class x y width height fill", "text": "class x y", "a": "href",
		"defs": "", "pattern": "id width height patternUnits",
	}
	geometry = regexp.MustCompile(`^[MLHVaZhvlm0-9 .-]*$`)
)

// check asserts what every picture must keep: known elements and attributes,
// plain numbers, own ids, a name.
func check(t *testing.T, name string, svg template.HTML) []*element {
	t.Helper()
	all := parse(t, svg)
	ids := map[string]bool{}
	for _, e := range all {
		names, ok := allowed[e.name]
		if !ok {
			t.Fatalf("%s: element <%s>", name, e.name)
		}
		for a, v := range e.attrs {
			if !strings.Contains(" "+names+" ", " "+a+" ") {
				t.Errorf("%s: <%s %s>", name, e.name, a)
			}
			switch a {
			case "d", "x", "y", "width", "height", "viewBox":
				if !geometry.MatchString(v) {
					t.Errorf("%s: %s=%q", name, a, v)
				}
			case "fill":
				if !strings.HasPrefix(v, "url(#") {
					t.Errorf("%s: colour %q", name, v)
				}
			case "id":
				if ids[v] {
					t.Errorf("%s: id %q twice", name, v)
				}
				ids[v] = true
			}
		}
	}
	for _, e := range all {
		for _, ref := range strings.Fields(e.attrs["aria-labelledby"]) {
			if !ids[ref] {
				t.Errorf("%s: labelled by %q, which is not there", name, ref)
			}
		}
	}
	if !strings.Contains(string(svg), `role="img" aria-labelledby="`) {
		t.Errorf("%s: no image role", name)
	}
	return all
}

func optionOf(t *testing.T, f Figure) []byte {
	t.Helper()
	data, err := f.Option()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// writeSamples hands the samples to themes/browser/cross.mjs.
func writeSamples(t *testing.T) {
	if *write == "" {
		return
	}
	type written struct {
		Name   string          `json:"name"`
		Option json.RawMessage `json:"option"`
		SVG    string          `json:"svg"`
	}
	var out []written
	for _, s := range samples() {
		f, err := s.make()
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, written{s.name, optionOf(t, f), string(f.Wide)})
	}
	data, err := json.Marshal(out)
	if err == nil {
		err = os.WriteFile(*write, data, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func checkFigure(t *testing.T, name string, f Figure) {
	t.Helper()
	check(t, name+" wide", f.Wide)
	if f.Narrow != "" {
		check(t, name+" narrow", f.Narrow)
	}
	if !json.Valid(optionOf(t, f)) {
		t.Errorf("%s: option is not JSON", name)
	}
	if bytes.ContainsAny(optionOf(t, f), "<>&") {
		t.Errorf("%s: option is not safe in a script element", name)
	}
}

var write = flag.String("write", "", "write the samples' options and drawings into this file, for the browser tests")

func TestSamples(t *testing.T) {
	writeSamples(t)
	for _, s := range samples() {
		f, err := s.make()
		if err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		checkFigure(t, s.name, f)
		again, _ := s.make()
		if f.Wide != again.Wide || f.Narrow != again.Narrow || !bytes.Equal(optionOf(t, f), optionOf(t, again)) {
			t.Errorf("%s: drawn twice, the bytes differ", s.name)
		}
		checkLabels(t, s.name+" wide", parse(t, f.Wide))
		checkLabels(t, s.name+" narrow", parse(t, f.Narrow))
		for _, e := range parse(t, f.Wide+f.Narrow)[1:] {
			if id := e.attrs["id"]; id != "" && strings.Count(string(f.Wide+f.Narrow), `id="`+id+`"`) != 1 {
				t.Errorf("%s: id %q in both variants", s.name, id)
			}
		}
	}
}

type labelBox struct {
	x1, y1, x2, y2 float64
	text           string
}

// boxes are the estimated boxes of all texts of a picture.
func boxes(all []*element) []labelBox {
	var out []labelBox
	for _, e := range all {
		if e.name != "text" {
			continue
		}
		x, _ := strconv.ParseFloat(e.attrs["x"], 64)
		y, _ := strconv.ParseFloat(e.attrs["y"], 64)
		w := textWidth(e.text)
		class := " " + e.attrs["class"] + " "
		if strings.Contains(class, " st ") {
			w = strongWidth(e.text)
		}
		switch {
		case strings.Contains(class, " m "):
			x -= w / 2
		case strings.Contains(class, " e "):
			x -= w
		}
		out = append(out, labelBox{x, y - textSize*0.75, x + w, y + textSize*0.2, e.text})
	}
	return out
}

func checkLabels(t *testing.T, name string, all []*element) {
	t.Helper()
	if len(all) == 0 {
		return
	}
	width, _ := strconv.ParseFloat(all[0].attrs["width"], 64)
	height, _ := strconv.ParseFloat(all[0].attrs["height"], 64)
	b := boxes(all)
	for i, p := range b {
		if p.x1 < -1 || p.x2 > width+1 || p.y1 < -1 || p.y2 > height+1 {
			t.Errorf("%s: %q reaches out of the picture: %.0f %.0f %.0f %.0f", name, p.text, p.x1, p.y1, p.x2, p.y2)
		}
		for _, q := range b[:i] {
			if p.x1 < q.x2 && q.x1 < p.x2 && p.y1 < q.y2 && q.y1 < p.y2 {
				t.Errorf("%s: %q lies on %q", name, p.text, q.text)
			}
		}
	}
}

// TestMarks counts what is drawn against what was given.
func TestMarks(t *testing.T) {
	f, err := Line(fullLine())
	if err != nil {
		t.Fatal(err)
	}
	for name, svg := range map[string]template.HTML{"wide": f.Wide, "narrow": f.Narrow} {
		all := check(t, name, svg)
		for class, want := range map[string]int{"pt": 16, "ho": 1, "wh": 1, "in": 4, "bd": 2, "ct": 2, "ch": 3, "mark-good": 2} {
			if class == "bd" && name == "narrow" {
				want++ // in the key
			}
			if got := count(all, class); got != want {
				t.Errorf("%s: %d of class %s, want %d", name, got, class, want)
			}
		}
	}
	if b, _ := Bars(severities(12)); count(parse(t, b.Wide), "b") < 40 {
		t.Error("bars are missing")
	}
	if d, _ := DotStrip(dotChart(false)); count(parse(t, d.Wide), "dt")+count(parse(t, d.Wide), "do")+count(parse(t, d.Wide), "md") != 8*9+7+3 {
		t.Error("dots are missing")
	}
}

func count(all []*element, class string) int {
	n := 0
	for _, e := range all {
		for _, c := range strings.Fields(e.attrs["class"]) {
			if c == class {
				n++
			}
		}
	}
	return n
}

// TestGaps asserts that no line joins two points over a gap.
func TestGaps(t *testing.T) {
	p := monthly(1, 2, 3, 4, 5, 6)
	p[2].State = Missing
	f, err := Line(LineChart{Head: head("gap"), Series: []Series{{"", p}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range parse(t, f.Wide) {
		if e.attrs["class"] == "l s1" && (strings.Count(e.attrs["d"], "M") != 2 || strings.Count(e.attrs["d"], "L") != 3) {
			t.Errorf("the line is %q", e.attrs["d"])
		}
	}
}

// TestAtLeast: a point that can only grow is an arrow, no full line leads to it, and
// its figure at the end of the line is a lower bound.
func TestAtLeast(t *testing.T) {
	p := monthly(5, 2, 9)
	p[2].State = AtLeast
	f, err := Line(LineChart{Head: head("least"), Unit: "days", Series: []Series{{"", p}}})
	if err != nil {
		t.Fatal(err)
	}
	all := parse(t, f.Wide)
	if count(all, "do") != 1 || count(all, "pr") != 1 {
		t.Error("no arrow, or no faint line to it")
	}
	for _, want := range []string{">≥ 9 days<", "9 days (at least so far)"} {
		if !strings.Contains(string(f.Wide), want) {
			t.Errorf("lacks %q", want)
		}
	}
}

// TestEndOfLine: the figure at a line's end says its period when that is not the
// newest, and has the unit of one.
func TestEndOfLine(t *testing.T) {
	for last, want := range map[State]string{Measured: ">1 day<", Missing: ": 2 days<"} {
		p := monthly(5, 2, 1)
		p[2].State = last
		h := head("end")
		h.One = "day"
		f, err := Line(LineChart{Head: h, Unit: "days", Series: []Series{{"", p}}})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(f.Wide), want) {
			t.Errorf("%v: no %q in %s", last, want, f.Wide)
		}
	}
}

// TestSums: the numbers over bars are written for all of them or for none.
func TestSums(t *testing.T) {
	for n, want := range map[int]int{12: 12, 40: 0} {
		f, err := Bars(severities(n))
		if err != nil {
			t.Fatal(err)
		}
		got := 0
		for _, e := range parse(t, f.Wide) {
			if e.name == "text" && e.attrs["class"] == "st m" {
				got++
			}
		}
		if got != want {
			t.Errorf("%d bars have %d sums, want %d", n, got, want)
		}
	}
}

// TestNoDots: a strip without a dot says so, also where it has groups and a target.
func TestNoDots(t *testing.T) {
	target := 4.0
	f, err := DotStrip(DotChart{Head: head("none"), Target: &target, Groups: []DotGroup{{Label: "2025"}, {Label: "2026"}}})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(f.Wide), ">No data<") || !strings.Contains(string(f.Narrow), ">No data<") {
		t.Errorf("an empty strip is drawn as %s", f.Wide)
	}
}

func TestRefused(t *testing.T) {
	nan := math.NaN()
	for name, make := range map[string]func() (Figure, error){
		"no title": func() (Figure, error) { return Line(LineChart{Head: Head{ID: "a"}, Series: []Series{{}}}) },
		"bad id": func() (Figure, error) {
			return Line(LineChart{Head: Head{ID: `a"b`, Title: "x"}, Series: []Series{{}}})
		},
		"no series":  func() (Figure, error) { return Line(LineChart{Head: head("a")}) },
		"five lines": func() (Figure, error) { return Line(LineChart{Head: head("a"), Series: make5()}) },
		"nan":        func() (Figure, error) { return Line(LineChart{Head: head("a"), Series: []Series{{"", monthly(nan)}}}) },
		"infinite level": func() (Figure, error) {
			return Line(LineChart{Head: head("a"), Series: []Series{{}}, Levels: []Level{{0, math.Inf(1), ""}}})
		},
		"unsorted": func() (Figure, error) {
			return Line(LineChart{Head: head("a"), Series: []Series{{"", append(monthly(1, 2), monthly(1)...)}}})
		},
		"no date": func() (Figure, error) { return Line(LineChart{Head: head("a"), Series: []Series{{"", []Point{{}}}}}) },
		"script url": func() (Figure, error) {
			return Line(LineChart{Head: head("a"), Series: []Series{{}}, Incidents: []Incident{{month(0), 1, "", "javascript:alert(1)"}}})
		},
		"ragged bars": func() (Figure, error) {
			return Bars(BarChart{Head: head("a"), Categories: []string{"x"}, Series: []BarSeries{{}}})
		},
		"severity 6": func() (Figure, error) { return Bars(BarChart{Head: head("a"), Series: []BarSeries{{"", 6, nil}}}) },
		"negative stack": func() (Figure, error) {
			return Bars(BarChart{Head: head("a"), Stacked: true, Categories: []string{"x"}, Series: []BarSeries{{"", 0, Values(-1)}}})
		},
		"no phases": func() (Figure, error) { return PhaseBar(PhaseChart{Head: head("a")}) },
		"log of zero": func() (Figure, error) {
			return DotStrip(DotChart{Head: head("a"), Log: true, Groups: []DotGroup{{Dots: []Dot{{}}}}})
		},
		"heat break at the edge": func() (Figure, error) {
			return HeatMap(HeatChart{Head: head("a"), Rows: []string{"x"}, Columns: []string{"y"}, Cells: [][]Cell{{{}}}, Breaks: []HeatBreak{{1, "b"}}})
		},
		"ragged heat": func() (Figure, error) { return HeatMap(HeatChart{Head: head("a"), Rows: []string{"x"}}) },
		"level 6": func() (Figure, error) {
			return HeatMap(HeatChart{Head: head("a"), Rows: []string{"x"}, Columns: []string{"y"}, Cells: [][]Cell{{{Level: 6}}}})
		},
		"two axes": func() (Figure, error) { return Radar(RadarChart{Head: head("a"), Max: 5, Axes: []string{"x", "y"}}) },
		"over the edge": func() (Figure, error) {
			return Radar(RadarChart{Head: head("a"), Max: 5, Axes: []string{"x", "y", "z"}, Series: []RadarSeries{{"", Values(1, 2, 6)}}})
		},
		"no rows": func() (Figure, error) { return Bullet(BulletChart{Head: head("a")}) },
	} {
		f, err := make()
		if err == nil {
			t.Errorf("%s: drawn", name)
		}
		if f.Wide != "" || f.option != nil {
			t.Errorf("%s: something was drawn along with the error", name)
		}
	}
}

func make5() []Series { return make([]Series, 5) }

// TestWithheldValues asserts that the value of a point that is not shown changes
// no byte.
func TestWithheldValues(t *testing.T) {
	for _, state := range []State{Withheld, Missing} {
		var seen string
		for _, v := range []float64{3, 9e9, math.NaN()} {
			p := monthly(1, 2, v, 4)
			p[2].State, p[2].Signal = state, SignalBad
			f, err := Line(LineChart{Head: head("w"), Series: []Series{{"", p}}})
			if err != nil {
				t.Fatal(err)
			}
			all := fmt.Sprint(f.Wide, f.Narrow, string(optionOf(t, f)))
			if seen != "" && all != seen {
				t.Errorf("state %d: the value shows", state)
			}
			seen = all
		}
	}
}

// TestHeatNames: a long name of a row stands whole beside many columns.
func TestHeatNames(t *testing.T) {
	c := heatChart(20)
	c.Rows[3] = "Assurance, audits and external review"
	fig, err := HeatMap(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"Assurance, audits and</text>", "external review</text>"} {
		if !strings.Contains(string(fig.Wide), part) {
			t.Errorf("no %q in %s", part, fig.Wide)
		}
	}
}
