package adopt

import (
	"strings"
	"testing"
	"unicode/utf16"

	"candor/generator/internal/source"
	"candor/generator/internal/trend"
)

// read gives the points of a sheet on one line, or its first problem.
func read(data string, c Columns, cadence trend.Cadence) string {
	var ps source.Problems
	points := Sheet("s.csv", []byte(data), c, cadence, &ps)
	if len(ps) > 0 {
		p := ps.Sorted()[0]
		return strings.TrimPrefix(p.String(), "s.csv:")
	}
	var out []string
	for _, p := range points {
		out = append(out, p.Period.String()+"="+p.Value)
	}
	return strings.Join(out, " ")
}

// TestPeriods: a column "p" of one form a row; what stands there and how it is read.
func TestPeriods(t *testing.T) {
	for _, c := range []struct{ cells, cadence, want string }{
		{"2026-01|2026-02", "", "2026-01=1 2026-02=1"},
		{"May 2024|Jun 2024", "", "2024-05=1 2024-06=1"},
		{"May-24|Sept. 2024|Mai 2025", "", "2024-05=1 2024-09=1 2025-05=1"},
		{"2024 May|2024 December", "", "2024-05=1 2024-12=1"},
		{"5/2024|06/2024", "", "2024-05=1 2024-06=1"},
		{"2024/5|2024.06", "", "2024-05=1 2024-06=1"},
		{"Q1 2024|Q2/2024|2024Q3|2024 Q4", "", "2024-Q1=1 2024-Q2=1 2024-Q3=1 2024-Q4=1"},
		{"W7 2026|2026W08|2026-W9", "", "2026-W07=1 2026-W08=1 2026-W09=1"},
		{"2026-01-01 00:00:00|2026-02-01 00:00:00", "", "2026-01=1 2026-02=1"},
		{"2026-01-01T00:00:00Z|2026-02-01T00:00:00.000Z", "", "2026-01=1 2026-02=1"},
		{"2026-01-31|2026-02-28|2026-03-31", "", "2026-01=1 2026-02=1 2026-03=1"},
		{"2026-01-01|2026-04-01|2026-10-01", "", "2026-Q1=1 2026-Q2=1 2026-Q4=1"},
		{"2024-01-01|2025-01-01", "", "2024=1 2025=1"},
		{"2026-01-05|2026-01-12", "", "2026-W02=1 2026-W03=1"},
		{"2026-01-05|2026-01-06", "", "2026-01-05=1 2026-01-06=1"},
		{"2026-01-01|2026-02-01", "day", "2026-01-01=1 2026-02-01=1"},
		{"2026-01-01|2026-04-01", "month", "2026-01=1 2026-04=1"},
		{"2026-01-01", "month", "2026-01=1"},
		{"2026-01-01", "", "2026-01-01=1"},
		{"1/15/2026|1/16/2026|2/3/2026", "", "2026-01-15=1 2026-01-16=1 2026-02-03=1"},
		{"15/1/2026|3/2/2026", "", "2026-01-15=1 2026-02-03=1"},
		{"15 January 2026|January 16, 2026", "", "2026-01-15=1 2026-01-16=1"},
		{"1767225600|1769904000", "", "2026-01=1 2026-02=1"},
		{"1767225600000|1767312000000", "", "2026-01-01=1 2026-01-02=1"},
		{"1/2/2026|2/2/2026", "", `2:1: error: column "p" holds a period that cannot be read: this date may mean two days (write it as 2026-03-04) [metric/import]`},
		{"2026-01-01 00:00|2026-01-01 12:00", "", "3:1: error: the period 2026-01-01 stands there twice (keep one of the two lines) [metric/import]"},
		{"soon", "", `2:1: error: column "p" holds no period (write 2025, 2025-Q1, 2025-01, 2025-W07 or 2025-01-31) [metric/import]`},
		{"2026-13-01", "", `2:1: error: column "p" holds a period that cannot be read: there is no such day (write it as 2026-03-04) [metric/import]`},
		{"May", "", `2:1: error: column "p" holds no period (write 2025, 2025-Q1, 2025-01, 2025-W07 or 2025-01-31) [metric/import]`},
		{"2026-01|2026-Q2", "", "3:1: error: 2026-Q2 is no month like the first (write all periods in one form) [metric/import]"},
	} {
		sheet := "p,v\n"
		for cell := range strings.SplitSeq(c.cells, "|") {
			sheet += `"` + cell + `",1` + "\n"
		}
		if got := read(sheet, Columns{Period: "p", Value: "v"}, trend.Cadence(c.cadence)); got != c.want {
			t.Errorf("%s: %s\nwant %s", c.cells, got, c.want)
		}
	}
}

// TestNumbers: the values of a column, and what separates its cells.
func TestNumbers(t *testing.T) {
	ambiguous := `2:1: error: column "v" holds a comma that may stand before decimals or thousands on this line ` +
		`(write all numbers of the column without thousands, and with a point before the decimals) [metric/import]`
	none := `2:1: error: column "v" holds no number on this line (write it as 12.5) [metric/import]`
	for _, c := range []struct{ comma, cells, want string }{
		{",", "7|1.50|-3|+4|1e3", "7 1.50 -3 4 1000"},
		{",", "7,500|12,250", "7500 12250"},
		{",", "1,234,567.5", "1234567.5"},
		{",", "12,5|7,500", "12.5 7.500"},
		{";", "12,5|7", "12.5 7"},
		{";", "1.234,5|2.000", "1234.5 2000"},
		{";", "1.234", "1.234"},
		{";", "7,500", ambiguous},
		{"\t", "7,500|1,5", "7.500 1.5"},
		{"\t", "7,500|1.5", "7500 1.5"},
		{"|", "8 000|1'000|12\u00a0500", "8000 1000 12500"},
		{",", "75 %", none},
		{",", "$5", none},
		{",", "NaN", none},
		{",", "1.234,5|1,234.5", ambiguous},
	} {
		var cells []string
		if c.comma == "|" {
			cells = strings.Split(c.cells, "|")
		} else {
			cells = strings.FieldsFunc(c.cells, func(r rune) bool { return r == '|' })
		}
		sheet := "p" + c.comma + "v\n"
		for i, cell := range cells {
			sheet += "2026-0" + string(rune('1'+i)) + c.comma + `"` + cell + `"` + "\n"
		}
		got := read(sheet, Columns{Period: "p", Value: "v"}, "")
		var values []string
		for _, f := range strings.Fields(got) {
			if _, v, ok := strings.Cut(f, "="); ok && !strings.Contains(got, "error") {
				values = append(values, v)
			}
		}
		if len(values) > 0 {
			got = strings.Join(values, " ")
		}
		if got != c.want {
			t.Errorf("%q between %q: %s\nwant %s", c.cells, c.comma, got, c.want)
		}
	}
}

func TestEncodings(t *testing.T) {
	const sheet = "p;Größe\r\n2026-01;7\r\n"
	wide := func(big bool) string {
		var out []byte
		for _, u := range utf16.Encode([]rune("\ufeff" + sheet)) {
			if big {
				out = append(out, byte(u>>8), byte(u))
			} else {
				out = append(out, byte(u), byte(u>>8))
			}
		}
		return string(out)
	}
	columns := Columns{Period: "p", Value: "Größe"}
	for name, data := range map[string]string{"UTF-8": sheet, "with a mark": "\ufeff" + sheet, "UTF-16": wide(false), "UTF-16, big": wide(true)} {
		if got := read(data, columns, ""); got != "2026-01=7" {
			t.Errorf("%s: %s", name, got)
		}
	}
	if got, want := read("p;Gr\xf6\xdfe\n2026-01;7\n", columns, ""), "1:1: error: this sheet is neither UTF-8 nor UTF-16 (export the sheet as UTF-8) [metric/import]"; got != want {
		t.Error(got)
	}
}
