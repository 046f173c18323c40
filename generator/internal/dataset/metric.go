// Package dataset writes an edition's figures for machines: report.json, and
// data.json and data.csv of each metric, in the forms that the contract fixes.
// Numbers are unrounded, absent ones are left out. It must not know pages or
// templates.
package dataset

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"candor/generator/internal/program"
	"candor/generator/internal/trend"
)

// Metric is the object of a metric's data.json.
type Metric struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Text    string `json:"description,omitempty"`
	Kind    string `json:"kind"`
	Unit    string `json:"unit"`            // the plural form
	Scale   string `json:"scale,omitempty"` // share: the values are 0 … 1
	Better  string `json:"better"`
	Cadence string `json:"cadence"`
	Source  string `json:"source,omitempty"`

	Measures  string     `json:"measures,omitempty"`
	WhenRed   string     `json:"when_red,omitempty"`
	Benchmark *Benchmark `json:"benchmark,omitempty"`
	Census    bool       `json:"census,omitempty"`
	Points    []Point    `json:"points"`

	Released map[string]float64 `json:"released,omitempty"` // computed with values that are withheld here
	*trend.Analysis
}

// Benchmark is what others reach.
type Benchmark struct {
	Value  float64 `json:"value"`
	Source string  `json:"source,omitempty"`
}

// Point is one period of a metric.
type Point struct {
	Period      string   `json:"period"`
	Start       string   `json:"start,omitempty"`
	Value       *float64 `json:"value,omitempty"`
	N           *float64 `json:"n,omitempty"`
	K           *float64 `json:"k,omitempty"`
	Open        *int     `json:"open,omitempty"`
	Note        string   `json:"note,omitempty"`
	Was         *float64 `json:"was,omitempty"`
	Corrected   string   `json:"corrected,omitempty"`
	Withheld    bool     `json:"withheld,omitempty"`
	Because     string   `json:"because,omitempty"`
	Provisional bool     `json:"provisional,omitempty"`
	Partial     bool     `json:"partial,omitempty"`
}

// NewMetric puts a metric and what was computed of it into one object.
func NewMetric(m *program.Metric, a *trend.Analysis) Metric {
	out := Metric{ID: m.ID, Title: m.Title, Text: m.Description, Kind: m.Kind, Unit: m.Unit, Better: m.Better, Cadence: m.Cadence, Source: m.Source, Points: []Point{}, Analysis: a,
		Measures: m.Measures, WhenRed: m.WhenRed, Census: m.Census}
	if m.Kind == string(trend.Proportion) {
		out.Scale = "share"
	}
	if b := m.Benchmark; b != nil {
		out.Benchmark = &Benchmark{b.Value, b.Source}
	}
	for _, p := range m.Points {
		out.Points = append(out.Points, point(p, a))
	}
	for _, f := range m.Released.Figures() {
		if out.Released == nil {
			out.Released = map[string]float64{}
		}
		out.Released[f.Name] = f.Value
	}
	if m.Kind == string(trend.Duration) {
		for _, v := range a.Periods {
			out.Points = append(out.Points, ofEvents(v, &v.Value))
		}
		for _, v := range a.Waiting {
			out.Points = append(out.Points, ofEvents(v, nil))
		}
		slices.SortStableFunc(out.Points[len(m.Points):], func(p, q Point) int { return strings.Compare(p.Start, q.Start) })
	}
	return out
}

// ofEvents is a period of durations; without a value its median is not reached.
func ofEvents(v trend.PeriodValue, value *float64) Point {
	n := float64(v.N)
	return Point{Period: v.Period.String(), Start: day(v.Period.Start()), Value: value, N: &n, Open: &v.Open, Partial: v.Partial}
}

func point(p program.Point, a *trend.Analysis) Point {
	if p.Withheld {
		return Point{Period: p.Period.String(), Withheld: true, Because: p.Because}
	}
	out := Point{Period: p.Period.String(), Start: day(p.Period.Start()), Value: p.Value, N: p.N, K: p.K, Note: p.Note, Was: p.Was, Corrected: day(p.Corrected), Provisional: p.Provisional, Partial: p.Partial}
	if p.Was != nil {
		out.Because = p.Because
	}
	for _, v := range a.Periods {
		if v.Period == p.Period {
			out.Partial = out.Partial || v.Partial
		}
	}
	return out
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.DateOnly)
}

// JSON writes any object with two spaces of indentation and a line feed. The
// items of its lists are encoded one by one, so that a large object needs little
// more memory than its text.
func JSON(v any) ([]byte, error) {
	var b bytes.Buffer
	if err := writeJSON(&b, reflect.ValueOf(v)); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

func writeJSON(b *bytes.Buffer, v reflect.Value) error {
	sep := "{\n"
	for i := range v.NumField() {
		name, omit, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		f := v.Field(i)
		switch {
		case v.Type().Field(i).Anonymous && !f.IsNil():
			data, err := json.MarshalIndent(f.Interface(), "", "  ")
			if err != nil {
				return err
			}
			if inner := bytes.TrimSpace(bytes.Trim(data, "{}")); len(inner) > 0 {
				b.WriteString(sep + "  ")
				b.Write(inner)
				sep = ",\n"
			}
			continue
		case name == "" || name == "-" || omit == "omitempty" && f.IsZero():
			continue
		}
		b.WriteString(sep + `  "` + name + `": `)
		sep = ",\n"
		if err := writeValue(b, f); err != nil {
			return err
		}
	}
	b.WriteString("\n}")
	return nil
}

func writeValue(b *bytes.Buffer, f reflect.Value) error {
	if f.Kind() != reflect.Slice || f.Len() == 0 {
		return indented(b, f.Interface(), "  ")
	}
	for i := range f.Len() {
		b.WriteString(map[bool]string{true: "[\n    ", false: ",\n    "}[i == 0])
		if err := indented(b, f.Index(i).Interface(), "    "); err != nil {
			return err
		}
	}
	b.WriteString("\n  ]")
	return nil
}

func indented(b *bytes.Buffer, v any, prefix string) error {
	data, err := json.MarshalIndent(v, prefix, "  ")
	b.Write(data)
	return err
}

// CSV is the table of a metric's values.
func (m Metric) CSV() ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	rows := [][]string{{"period", "start", "value", "n", "k", "status", "note"}}
	for _, p := range m.Points {
		status := "measured"
		switch {
		case p.Withheld:
			status = "withheld"
		case p.Partial:
			status = "partial"
		case p.Provisional:
			status = "provisional"
		case p.Value == nil && p.Open != nil:
			status = "open"
		}
		note := p.Note
		if note == "" {
			note = p.Because
		}
		rows = append(rows, []string{p.Period, p.Start, number(p.Value), number(p.N), number(p.K), status, guard(note)})
	}
	if err := w.WriteAll(rows); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func number(f *float64) string {
	if f == nil {
		return ""
	}
	return strconv.FormatFloat(*f, 'f', -1, 64)
}

// guard keeps a spreadsheet from reading a note as a formula.
func guard(s string) string {
	if s != "" && (s[0] == '=' || s[0] == '+' || s[0] == '-' || s[0] == '@') {
		return "'" + s
	}
	return s
}
