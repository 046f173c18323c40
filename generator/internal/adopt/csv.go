package adopt

import (
	"regexp"
	"slices"
	"strings"

	"candor/generator/internal/source"
	"candor/generator/internal/trend"
)

// Columns name the columns of a sheet; "" is none. Period is always there, and
// Value, or K and N.
type Columns struct{ Period, Value, N, K string }

// Point is one line of a sheet. Its numbers are texts in TOML's form, "" where
// there is none.
type Point struct {
	Period      trend.Period
	Value, N, K string
	Line        int // in the sheet
}

// sheet is a CSV file while it is read.
type sheet struct {
	*table
	file string
	at   map[string]int // column by what it is for
	name map[string]string
	ps   *source.Problems
}

func (s *sheet) errorf(line int, hint, format string, args ...any) {
	s.ps.Errorf(source.Pos{File: s.file, Line: line, Column: 1}, "metric/import", hint, format, args...)
}

// Sheet reads the points of a CSV file, in order of time. Lines without a value
// are left out: a missing value is no value. Days are read as the longer periods
// that they begin or end, where cadence asks for these, or is empty and they all do.
func Sheet(file string, data []byte, c Columns, cadence trend.Cadence, ps *source.Problems) []Point {
	s := &sheet{file: file, at: map[string]int{}, ps: ps}
	s.name = map[string]string{"period": c.Period, "value": c.Value, "n": c.N, "k": c.K}
	s.table = readTable(data, func(line int, hint, message string) { s.errorf(line, hint, "%s", message) })
	if s.table == nil || !s.find() {
		return nil
	}
	out := s.points()
	s.group(out, cadence)
	slices.SortStableFunc(out, func(a, b Point) int { return a.Period.Start().Compare(b.Period.Start()) })
	return out
}

// group reads days as longer periods, and reports periods that stand there twice
// or are of several cadences.
func (s *sheet) group(points []Point, cadence trend.Cadence) {
	var periods []trend.Period
	for _, p := range points {
		periods = append(periods, p.Period)
	}
	slices.SortFunc(periods, func(a, b trend.Period) int { return a.Start().Compare(b.Start()) })
	longer := coarser(periods, cadence)
	seen := map[trend.Period]bool{}
	for i := range points {
		p := &points[i]
		if longer != "" {
			p.Period = trend.PeriodOf(longer, p.Period.Start())
		}
		if seen[p.Period] {
			s.errorf(p.Line, "keep one of the two lines", "the period %s stands there twice", p.Period)
		}
		if points[0].Period.Cadence() != p.Period.Cadence() {
			s.errorf(p.Line, "write all periods in one form", "%s is no %s like the first", p.Period, points[0].Period.Cadence())
		}
		seen[p.Period] = true
	}
}

// find looks for the columns that are named.
func (s *sheet) find() bool {
	header, ok := s.header, true
	for _, key := range []string{"period", "value", "n", "k"} {
		name := s.name[key]
		if name == "" {
			continue
		}
		at := slices.Index(header, name)
		if at < 0 {
			hint := source.DidYouMean(name, header)
			if hint == "" {
				hint = "its columns are " + strings.Join(header, ", ")
			}
			s.errorf(1, hint, "the sheet has no column %q", name)
			ok = false
		}
		s.at[key] = at
	}
	for _, h := range header {
		if h = strings.ToLower(h); h != "" && source.Distance(h, "audience") <= 2 {
			s.errorf(1, "read the sheet at each build: points_from in the metric; or take the column out", "the sheet says who may see a line, which an import does not keep")
			return false
		}
	}
	return ok
}

// points reads the lines that have a value.
func (s *sheet) points() []Point {
	cell := func(r row, key string) string {
		if at, ok := s.at[key]; ok {
			return r.cell(at)
		}
		return ""
	}
	used := func(r row) bool { return cell(r, "value") != "" || cell(r, "k") != "" }
	periods := s.periods(s.at["period"], used, func(line int, hint, message string) {
		s.errorf(line, hint, "column %q %s", s.name["period"], message)
	})
	styles := map[string]numberStyle{}
	for key, at := range s.at {
		if key != "period" {
			styles[key] = s.style(at)
		}
	}
	var out []Point
	for i, r := range s.rows {
		p := Point{Period: periods[i], Line: r.line}
		if p.Period.IsZero() {
			continue
		}
		ok := true
		for key, to := range map[string]*string{"value": &p.Value, "n": &p.N, "k": &p.K} {
			if text := cell(r, key); text != "" {
				number, hint, message := styles[key].number(text)
				if message != "" {
					s.errorf(r.line, hint, "column %q %s on this line", s.name[key], message)
					ok = false
				}
				*to = number
			}
		}
		if ok {
			out = append(out, p)
		}
	}
	return out
}

var unitInName = regexp.MustCompile(`[(\[]([^()\[\]]+)[)\]]$`)

// Unit is what the name of a column says that its numbers count: "Paid (USD)".
func (c Columns) Unit() string {
	if m := unitInName.FindStringSubmatch(c.Value); m != nil {
		return strings.TrimSpace(m[1])
	}
	return ""
}
