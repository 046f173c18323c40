package adopt

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// table is a sheet as programs export it: UTF-8 or UTF-16, with or without a byte
// order mark, its cells between commas, semicolons, tabs or bars.
type table struct {
	header []string
	rows   []row
	comma  rune
}

type row struct {
	cells []string
	line  int
}

// cell is a cell without the blanks around it; "" where the row has none.
func (r row) cell(at int) string {
	if at < 0 || at >= len(r.cells) {
		return ""
	}
	return strings.Trim(r.cells[at], " \t\u00a0\u202f")
}

// readTable takes a sheet apart; nil when it has problems, which report tells.
func readTable(data []byte, report func(line int, hint, message string)) *table {
	text, ok := decode(data)
	if !ok {
		report(1, "export the sheet as UTF-8", "this sheet is neither UTF-8 nor UTF-16")
		return nil
	}
	t := &table{comma: separator(text)}
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord, r.TrimLeadingSpace, r.Comma = -1, true, t.comma
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var pe *csv.ParseError
		if errors.As(err, &pe) {
			report(pe.Line, "close its quotes", "this line is not CSV")
			return nil
		}
		line, _ := r.FieldPos(0)
		t.rows = append(t.rows, row{cells, line})
	}
	if len(t.rows) == 0 {
		report(1, "the first line names the columns", "this sheet is empty or no CSV")
		return nil
	}
	head := t.rows[0]
	for i := range head.cells {
		t.header = append(t.header, head.cell(i))
	}
	t.rows = t.rows[1:]
	return t
}

// decode gives the text of a sheet without its byte order mark.
func decode(data []byte) (string, bool) {
	for _, mark := range []struct {
		bytes string
		big   bool
	}{{"\xff\xfe", false}, {"\xfe\xff", true}} {
		if rest, ok := bytes.CutPrefix(data, []byte(mark.bytes)); ok {
			return fromUTF16(rest, mark.big)
		}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	return string(data), utf8.Valid(data)
}

func fromUTF16(data []byte, big bool) (string, bool) {
	if len(data)%2 != 0 {
		return "", false
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		a, b := uint16(data[2*i]), uint16(data[2*i+1])
		if big {
			a, b = b, a
		}
		units[i] = a | b<<8
	}
	return string(utf16.Decode(units)), true
}

// separator is what stands most often between the cells of the first line: a
// comma, where there is nothing.
func separator(text string) rune {
	first, _, _ := strings.Cut(text, "\n")
	best, count := ',', 0
	quoted := false
	seen := map[rune]int{}
	for _, c := range first {
		if c == '"' {
			quoted = !quoted
		}
		if !quoted && strings.ContainsRune(",;\t|", c) {
			seen[c]++
		}
	}
	for _, c := range ",;\t|" {
		if seen[c] > count {
			best, count = c, seen[c]
		}
	}
	return best
}
