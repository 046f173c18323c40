package cut

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	stdhtml "html"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"candor/generator/internal/audience"
	"candor/generator/internal/source"
)

// Attached is a file beside a page, taken apart once for all audiences.
type Attached struct {
	File   string
	Ledger []Withheld

	data  []byte
	comma rune
	rows  []sheetRow // of a sheet with a column of audiences, its header first
	at    int        // that column
}

type sheetRow struct {
	cells []string
	line  int
	level audience.Level
}

// ReadAttached takes a file beside a page apart: a sheet whose header has a
// column "audience" is cut by it. Marks, and audiences that nobody would act
// upon, are errors.
func (r *Rules) ReadAttached(file string, data []byte, ps *source.Problems) *Attached {
	a := &Attached{File: file, data: data}
	r.CheckFile(file, data, ps)
	switch ext := strings.ToLower(path.Ext(file)); {
	case ext == ".csv" || ext == ".tsv":
		r.readAttachedSheet(a, ps)
	case ext == ".json" || json.Valid(data):
		a.refuseKeys(ps)
	case ext == ".toml" || ext == ".yaml" || ext == ".yml":
		a.refuseLines(ps)
	default:
		r.refuseSheet(a, ps)
	}
	return a
}

// For returns the file as a viewer may see it.
func (a *Attached) For(viewer audience.Level) []byte {
	if viewer == 0 || len(a.rows) == 0 {
		return a.data
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = a.comma
	for _, row := range a.rows {
		if viewer.CanSee(row.level) {
			_ = w.Write(slices.Delete(slices.Clone(row.cells), a.at, a.at+1)) // a buffer takes everything
		}
	}
	w.Flush()
	return b.Bytes()
}

// Hidden lists the cells of the rows that a viewer may not see.
func (a *Attached) Hidden(viewer audience.Level) []Hidden {
	var out []Hidden
	for _, row := range a.rows {
		if viewer.CanSee(row.level) {
			continue
		}
		for i, cell := range row.cells {
			if _, err := strconv.ParseFloat(cell, 64); i != a.at && cell != "" {
				out = append(out, Hidden{Pos: source.Pos{File: a.File, Line: row.line, Column: 1}, Text: cell, Number: err == nil})
			}
		}
	}
	return out
}

func (r *Rules) readAttachedSheet(a *Attached, ps *source.Problems) {
	header, comma := sheetHeader(a.data)
	at, sure := r.audienceColumn(a.File, header, ps)
	if at < 0 && sure {
		r.refuseCells(a, ps)
	}
	if at < 0 || !sure {
		return
	}
	a.comma, a.at = comma, at
	reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(a.data, []byte("\xef\xbb\xbf"))))
	reader.Comma, reader.FieldsPerRecord = comma, -1
	for {
		cells, err := reader.Read()
		if err == io.EOF {
			break
		}
		line := 1
		if err == nil {
			line, _ = reader.FieldPos(0)
		}
		here := source.Pos{File: a.File, Line: line, Column: 1}
		if err != nil || len(cells) != len(header) {
			ps.Errorf(here, "mark/sheet", "give each row as many cells as the first, with quotes closed", "a sheet with a column of audiences has rows that cannot be read")
			a.rows = nil
			return
		}
		a.rows = append(a.rows, r.attachedRow(a, cells, here, ps))
	}
	ps.Warnf(source.Pos{File: a.File, Line: 1, Column: 1}, "asset/cut", "", "the sheet has a column of audiences: its rows are cut by it, and others do not get the column")
}

func (r *Rules) attachedRow(a *Attached, cells []string, at source.Pos, ps *source.Problems) sheetRow {
	row := sheetRow{cells: cells, line: at.Line, level: r.Order.Widest()}
	name := strings.TrimSpace(cells[a.at])
	if name == "" || len(a.rows) == 0 { // the header is for all
		return row
	}
	level, ok := r.Order.Parse(name)
	if !ok {
		ps.Errorf(at, "mark/unknown-audience", "the audiences of this site are "+strings.Join(r.Order.Names(), ", "), "this row names no audience of the site")
	}
	if row.level = level; level < r.Order.Widest() {
		a.Ledger = append(a.Ledger, Withheld{Pos: at, Kind: "row", Level: level})
	}
	return row
}

// sheetHeader is the first line of a sheet, and what separates its cells.
func sheetHeader(data []byte) (header []string, comma rune) {
	line, _, _ := strings.Cut(string(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))), "\n")
	comma = separator(line)
	reader := csv.NewReader(strings.NewReader(line + "\n"))
	reader.Comma = comma
	header, _ = reader.Read() // of what is no CSV nobody can tell the columns
	return header, comma
}

// separator is what separates the cells of a sheet: what it has most of.
func separator(text string) rune {
	comma := ','
	for _, c := range ";\t" {
		if strings.Count(text, string(c)) > strings.Count(text, string(comma)) {
			comma = c
		}
	}
	return comma
}

// audienceColumn finds the column of audiences in a header; -1 without one.
// Two of them, or one that is nearly called so, leave a doubt.
func (r *Rules) audienceColumn(file string, header []string, ps *source.Problems) (at int, sure bool) {
	at, sure = -1, true
	for i, name := range header {
		name = strings.TrimSpace(name)
		switch {
		case name == "audience" && at < 0:
			at = i
		case nearAudienceKey(fold(name)):
			sure = false
			ps.Errorf(source.Pos{File: file, Line: 1, Column: 1}, "mark/sheet", "call one column audience, and the other something else", "a column is nearly called audience, or two are called so")
		}
	}
	return at, sure
}

// refuseCells reports the first line of a sheet without a column of audiences
// that names one narrower than the widest all the same: its column has another
// name, or the line with the names of the columns is not the first.
func (r *Rules) refuseCells(a *Attached, ps *source.Problems) {
	reader := csv.NewReader(bytes.NewReader(a.data))
	reader.Comma, reader.FieldsPerRecord, reader.LazyQuotes = separator(string(a.data)), -1, true
	for {
		cells, err := reader.Read()
		if err != nil {
			return
		}
		if i := slices.IndexFunc(cells, r.narrower); i >= 0 {
			line, _ := reader.FieldPos(i)
			ps.Errorf(source.Pos{File: a.File, Line: line, Column: 1}, "mark/sheet", cellHint, "a cell names an audience, and the first line has no column audience")
			return
		}
	}
}

const cellHint = "call its column audience, in the first line, or add an empty column audience if the word means something else"

// refuseSheet reports a column of audiences in a text that is a sheet, although
// its name does not say so.
func (r *Rules) refuseSheet(a *Attached, ps *source.Problems) {
	header, n := 0, 0
	cells := func(c rune) bool { return strings.ContainsRune(",;\t|", c) }
	for line := range strings.Lines(string(a.data)) {
		n++
		row := strings.FieldsFunc(line, cells)
		switch {
		case len(row) < 2 || !utf8.ValidString(line):
		case header > 0 && slices.ContainsFunc(row, r.narrower):
			ps.Errorf(source.Pos{File: a.File, Line: header, Column: 1}, "mark/sheet", "let its name end in .csv; then its rows are cut", "a column audience hides nothing in a file that is no sheet by its name")
			return
		case slices.ContainsFunc(row, func(c string) bool { return nearAudienceKey(fold(bare(c))) }):
			header = n
		}
	}
}

// narrower reports whether a cell is the name of an audience that is not the widest.
func (r *Rules) narrower(cell string) bool {
	level, ok := r.Order.Parse(fold(bare(cell)))
	return ok && level < r.Order.Widest()
}

// bare is a cell without what may be around it.
func bare(cell string) string { return strings.Trim(cell, " \t\r\n\"'\ufeff") }

const unactedHint = "publish the file without it, as one file for each audience"

// refuseKeys reports keys of a JSON file that say who may see a part of it.
func (a *Attached) refuseKeys(ps *source.Problems) {
	d := json.NewDecoder(bytes.NewReader(a.data))
	object := []bool{} // for each open bracket, whether it is a brace
	key := false       // whether a key comes next
	for {
		token, err := d.Token()
		if err != nil {
			return
		}
		switch t := token.(type) {
		case json.Delim:
			switch t {
			case '{', '[':
				object = append(object, t == '{')
			default:
				object = object[:len(object)-1]
			}
		case string:
			if key && nearAudienceKey(fold(t)) {
				a.unacted(int(d.InputOffset()), ps)
			}
		}
		inside := len(object) > 0 && object[len(object)-1]
		_, opened := token.(json.Delim)
		key = inside && (opened || !key)
	}
}

var audienceLine = regexp.MustCompile(`(?m)^[ \t]*(?:- )?["']?([\pL\pN_-]+)["']?[ \t]*[:=]`)

// refuseLines does the same for TOML and YAML.
func (a *Attached) refuseLines(ps *source.Problems) {
	for _, m := range audienceLine.FindAllSubmatchIndex(a.data, -1) {
		if nearAudienceKey(fold(string(a.data[m[2]:m[3]]))) {
			a.unacted(m[2], ps)
		}
	}
}

func (a *Attached) unacted(offset int, ps *source.Problems) {
	line := 1 + bytes.Count(a.data[:offset], []byte{'\n'})
	ps.Errorf(source.Pos{File: a.File, Line: line, Column: 1}, "mark/audience-key", unactedHint, "a key audience in a file that is published as it is hides nothing")
}

var tags = regexp.MustCompile(`<[^>]*>`)

// CheckFile reports marks in a file that is published as it is, or made a part of
// pages: text, drawings, templates.
func (r *Rules) CheckFile(file string, data []byte, ps *source.Problems) {
	markup := bytes.HasPrefix(bytes.TrimSpace(data), []byte("<")) || strings.HasSuffix(file, ".html")
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		at, sign := r.findInCode(line)
		if at < 0 && markup {
			at, sign = r.findInCode(stdhtml.UnescapeString(tags.ReplaceAllString(line, "")))
			at = min(at, 0)
		}
		if at < 0 && strings.Contains(line, `\u00`) {
			at, sign = r.findInCode(unescape(line))
			at = min(at, 0)
		}
		if at >= 0 {
			column := utf8.RuneCountInString(line[:at]) + 1
			ps.Errorf(source.Pos{File: file, Line: n, Column: column}, "mark/in-file",
				"publish a file without it, or write a backslash before the "+sign+", which is printed", "a mark in a file that is published as it is, is not cut")
		}
	}
}

var escapes = regexp.MustCompile(`\\u00[0-7][0-9a-fA-F]`)

// unescape is a line of JSON or a script as it reads, as far as a mark is concerned.
func unescape(line string) string {
	return escapes.ReplaceAllStringFunc(line, func(e string) string {
		c, _ := strconv.ParseUint(e[2:], 16, 32) // has four digits
		return string(rune(c))
	})
}
