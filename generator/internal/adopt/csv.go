package adopt

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
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
	file string
	at   map[string]int // column by what it is for
	ps   *source.Problems
}

func (s *sheet) errorf(line int, hint, format string, args ...any) {
	s.ps.Errorf(source.Pos{File: s.file, Line: line, Column: 1}, "metric/import", hint, format, args...)
}

// Sheet reads the points of a CSV file, in order of time. Lines without a value
// are left out: a missing value is no value.
func Sheet(file string, data []byte, c Columns, ps *source.Problems) []Point {
	s := &sheet{file: file, at: map[string]int{}, ps: ps}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	r.FieldsPerRecord, r.TrimLeadingSpace = -1, true
	header, err := r.Read()
	if err != nil {
		s.errorf(1, "the first line names the columns", "this sheet is empty or no CSV")
		return nil
	}
	if !s.find(header, c) {
		return nil
	}
	var out []Point
	seen := map[trend.Period]bool{}
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var pe *csv.ParseError
		if errors.As(err, &pe) {
			s.errorf(pe.Line, "close its quotes", "this line is not CSV")
			return nil
		}
		line, _ := r.FieldPos(0)
		p, ok := s.point(record, line)
		if !ok {
			continue
		}
		if seen[p.Period] {
			s.errorf(line, "keep one of the two lines", "the period %s stands there twice", p.Period)
		}
		if len(out) > 0 && out[0].Period.Cadence() != p.Period.Cadence() {
			s.errorf(line, "write all periods in one form", "%s is no %s like the first", p.Period, out[0].Period.Cadence())
		}
		seen[p.Period] = true
		out = append(out, p)
	}
	slices.SortStableFunc(out, func(a, b Point) int { return a.Period.Start().Compare(b.Period.Start()) })
	return out
}

func (s *sheet) find(header []string, c Columns) bool {
	for i, h := range header {
		header[i] = strings.TrimSpace(h)
	}
	ok := true
	for _, want := range [][2]string{{"period", c.Period}, {"value", c.Value}, {"n", c.N}, {"k", c.K}} {
		if want[1] == "" {
			continue
		}
		at := slices.Index(header, want[1])
		if at < 0 {
			hint := source.DidYouMean(want[1], header)
			if hint == "" {
				hint = "its columns are " + strings.Join(header, ", ")
			}
			s.errorf(1, hint, "the sheet has no column %q", want[1])
			ok = false
		}
		s.at[want[0]] = at
	}
	for _, h := range header {
		if h = strings.ToLower(h); h != "" && source.Distance(h, "audience") <= 2 {
			s.errorf(1, "read the sheet at each build: points_from in the metric; or take the column out", "the sheet says who may see a line, which an import does not keep")
			return false
		}
	}
	return ok
}

func (s *sheet) point(record []string, line int) (Point, bool) {
	cell := func(key string) string {
		if at, ok := s.at[key]; ok && at < len(record) {
			return strings.TrimSpace(record[at])
		}
		return ""
	}
	p := Point{Line: line}
	if cell("value") == "" && cell("k") == "" {
		return p, false
	}
	period, err := trend.ParsePeriod(cell("period"))
	if err != nil {
		s.errorf(line, "write 2025, 2025-Q1, 2025-01, 2025-W07 or 2025-01-31", "this line has no period")
		return p, false
	}
	p.Period = period
	for key, to := range map[string]*string{"value": &p.Value, "n": &p.N, "k": &p.K} {
		if text := cell(key); text != "" {
			number, ok := tomlNumber(text)
			if !ok {
				s.errorf(line, "write it as 12.5", "column %q holds no number on this line", key)
				return p, false
			}
			*to = number
		}
	}
	return p, true
}

var plainNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`)

// tomlNumber keeps a number as it was written, where TOML writes it so.
func tomlNumber(text string) (string, bool) {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		return "", false
	}
	if plainNumber.MatchString(text) && text != "-0" {
		return text, true
	}
	return strconv.FormatFloat(f+0, 'f', -1, 64), true
}
