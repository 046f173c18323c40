package cut

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"candor/generator/internal/audience"
	"candor/generator/internal/document"
	"candor/generator/internal/source"
)

// SheetKeys are the keys of points_from and what they say; all but csv name
// columns.
var SheetKeys = [][2]string{
	{"csv", "Name of the file, which lies beside this one."}, {"period", "Column of the periods."}, {"value", "Column of the values."},
	{"n", "Column of how many cases are behind a value."}, {"k", "Column of how many of n."},
	{"audience", "Column of who may see the value."}, {"because", "Column of why it is hidden."},
}

var sheetKeys = keysOf(SheetKeys)

func keysOf(list [][2]string) []string {
	var keys []string
	for _, k := range list {
		keys = append(keys, k[0])
	}
	return keys
}

// readSheet turns the columns that a metric takes from a CSV file into points,
// so that the sheet itself, which others share, is in no staged source.
func (r *Rules) readSheet(file string, from *document.Node, around audience.Level, sheet func(string) ([]byte, bool), ps *source.Problems) *document.Node {
	points := &document.Node{Key: "points", Line: from.Line, Column: from.Column, Kind: document.Table}
	for _, m := range from.Nodes {
		if !slices.Contains(sheetKeys, m.Key) {
			ps.Errorf(m.At(file), "metric/unknown-key", source.DidYouMean(m.Key, sheetKeys), "unknown key %q in points_from", m.Key)
		}
	}
	name := path.Join(path.Dir(file), from.Str("csv"))
	if from.Str("csv") == "" || path.Dir(name) != path.Dir(file) {
		ps.Errorf(from.At(file), "metric/sheet", `write points_from = { csv = "sheet.csv", period = "column", value = "column" }`, "points_from names no file beside this one")
		return points
	}
	data, ok := sheet(name)
	if !ok {
		ps.Errorf(from.At(file), "metric/sheet", "put the file beside this one", "the file that points_from names is missing")
		return points
	}
	text, ok := normalize(name, data, ps)
	if !ok {
		return points
	}
	s := &sheetReader{rules: r, file: file, name: name, from: from, around: around, csv: csv.NewReader(bytes.NewReader([]byte(text))), ps: ps}
	s.csv.FieldsPerRecord = -1
	s.read(points)
	return points
}

type sheetReader struct {
	rules   *Rules
	file    string // the metric's
	name    string // the sheet's
	from    *document.Node
	around  audience.Level // of the metric; metrics of several audiences may share a sheet
	csv     *csv.Reader
	columns map[string]int
	width   int // columns of the first line
	ps      *source.Problems
}

func (s *sheetReader) errorf(line, column int, hint, message string) {
	s.ps.Errorf(s.at(line, column), "metric/sheet", hint, "%s", message)
}

func (s *sheetReader) at(line, column int) source.Pos {
	return source.Pos{File: s.name, Line: line, Column: column}
}

func (s *sheetReader) read(points *document.Node) {
	header, err := s.csv.Read()
	if err != nil {
		s.errorf(1, 1, "the first line names the columns", "this sheet is empty")
		return
	}
	s.noMarks(header, 1)
	if !s.find(header) {
		return
	}
	for {
		record, err := s.csv.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		var pe *csv.ParseError
		if errors.As(err, &pe) {
			s.errorf(pe.Line, pe.Column, "close its quotes", "this line is not CSV")
			return
		}
		line, _ := s.csv.FieldPos(0)
		s.row(points, record, line)
	}
}

// find looks the columns up by the names that points_from gives. A column named
// audience or because is used even when points_from does not name it.
func (s *sheetReader) find(header []string) bool {
	s.columns, s.width = map[string]int{}, len(header)
	for _, key := range sheetKeys[1:] {
		name := s.from.Str(key)
		if name == "" && key != "period" && key != "value" {
			name = key
		}
		at := slices.IndexFunc(header, func(h string) bool { return strings.TrimSpace(h) == name && name != "" })
		switch {
		case at >= 0:
			s.columns[key] = at
		case s.from.Str(key) != "" || key == "period":
			n := s.from.Get(key)
			if n == nil {
				n = s.from
			}
			s.ps.Errorf(n.At(s.file), "metric/sheet", "name a column of the sheet's first line", "the sheet has no column for %s", key)
			return false
		}
	}
	return s.sureOfAudience(header) && !s.unused(header)
}

// sureOfAudience refuses a sheet with a column that is nearly called audience, or
// with one more that is called so: its lines would be shown.
func (s *sheetReader) sureOfAudience(header []string) bool {
	used, ok := s.columns["audience"]
	for i, h := range header {
		if ok && i == used || !nearAudienceKey(fold(h)) {
			continue
		}
		line, column := s.csv.FieldPos(i)
		s.errorf(line, column, `call it audience, or name it: points_from = { …, audience = "column" }`, "this column is nearly called audience, or is the second one called so")
		return false
	}
	return true
}

// unread reports whether a cell names a narrower audience where no column says
// who may see a line.
func (s *sheetReader) unread(cell string) bool {
	if _, ok := s.columns["audience"]; ok {
		return false
	}
	return s.rules.narrower(cell)
}

// unused reports a column that is called by the name of an audience, and that
// the metric does not take: its cells were to say who may see a line.
func (s *sheetReader) unused(header []string) bool {
	for i, h := range header {
		if s.unread(h) && !slices.Contains(slices.Collect(maps.Values(s.columns)), i) {
			line, column := s.csv.FieldPos(i)
			s.errorf(line, column, "call the column audience, with the name in the cells, or add an empty column audience if the word means something else",
				"this column is called as an audience, and no column is called audience")
			return true
		}
	}
	return false
}

func (s *sheetReader) row(points *document.Node, record []string, line int) {
	cell := func(key string) string {
		if at, ok := s.columns[key]; ok && at < len(record) {
			return strings.TrimSpace(record[at])
		}
		return ""
	}
	period := cell("period")
	if period == "" && strings.TrimSpace(strings.Join(record, "")) == "" {
		return
	}
	if len(record) != s.width {
		s.errorf(line, 1, "write a comma for each empty cell, and quotes around a comma that belongs to one", "this line has not as many columns as the first")
		return
	}
	if s.noMarks(record, line); slices.ContainsFunc(record, s.unread) {
		s.errorf(line, 1, "call the column audience, or add an empty column audience if the word means something else", "this line names an audience, and no column is called audience")
		return
	}
	if period == "" || points.Get(period) != nil {
		s.errorf(line, 1, "each line has a period of its own", "a period is missing or stands there twice")
		return
	}
	point := &document.Node{Key: period, Line: s.from.Line, Column: s.from.Column, Kind: document.Table}
	for _, key := range []string{"value", "n", "k"} {
		if text := cell(key); text != "" {
			point.Nodes = append(point.Nodes, s.number(key, text, line))
		}
	}
	if len(point.Nodes) == 0 {
		return // an empty cell is a missing value
	}
	for _, key := range []string{"audience", "because"} {
		if text := cell(key); text != "" && !(key == "audience" && s.wider(text)) {
			point.Nodes = append(point.Nodes, s.textNode(key, text, line))
		}
	}
	points.Nodes = append(points.Nodes, point)
}

// noMarks reports marks in the cells of a line, those of other metrics included.
func (s *sheetReader) noMarks(record []string, line int) {
	if slices.ContainsFunc(record, s.rules.markInString) {
		s.ps.Errorf(s.at(line, 1), "mark/in-string", "use the column audience", "a mark in data is not cut")
	}
}

// wider reports whether a line is for more readers than the metric: then the
// metric's audience holds, since the mark may be meant for another column.
func (s *sheetReader) wider(name string) bool {
	level, ok := s.rules.Order.Parse(name)
	return ok && level >= s.around
}

func (s *sheetReader) textNode(key, text string, line int) *document.Node {
	if _, ok := s.rules.Order.Parse(text); key == "audience" && !ok {
		s.ps.Errorf(s.at(line, 1), "mark/unknown-audience", "the audiences of this site are "+strings.Join(s.rules.Order.Names(), ", "), "this line names no audience of the site")
		text = s.rules.Order.Name(0) // closed
	}
	n := document.NewText(key, text)
	n.Line, n.Column = s.from.Line, s.from.Column
	return n
}

func (s *sheetReader) number(key, text string, line int) *document.Node {
	n := &document.Node{Key: key, Line: s.from.Line, Column: s.from.Column}
	if i, err := strconv.ParseInt(text, 10, 64); err == nil {
		n.Kind, n.Int = document.Integer, i
		return n
	}
	f, err := strconv.ParseFloat(text, 64)
	n.Kind, n.Float = document.Float, f
	if err != nil || !n.Finite() {
		s.errorf(line, 1, "write it as 12.5", "column "+key+" holds no number on this line")
		n.Float = 0
	}
	return n
}
