package intake

import (
	"regexp"
	"strconv"

	"candor/generator/internal/document"
	"candor/generator/internal/program"
	"candor/generator/internal/trend"
)

var everyForm = regexp.MustCompile(`^(\d{1,3}) (day|week|month|quarter|year)s?$`)

// span reads a stretch of the calendar such as "6 months".
func (d *decoder) span(n *document.Node) program.Span {
	m := everyForm.FindStringSubmatch(n.Text)
	if m == nil || n.Kind != document.String || m[1] == "0" {
		d.errorf(n, "value", `write "6 months", "1 year", "90 days" or "2 weeks"`, "this is no span of time")
		return program.Span{}
	}
	count, _ := strconv.Atoi(m[1])
	s := program.Span{Text: n.Text}
	switch m[2] {
	case "day":
		s.Days = count
	case "week":
		s.Days = 7 * count
	case "month":
		s.Months = count
	case "quarter":
		s.Months = 3 * count
	case "year":
		s.Months = 12 * count
	}
	return s
}

// period reads the name of a period.
func (d *decoder) period(n *document.Node) (trend.Period, bool) {
	if n == nil {
		return trend.Period{}, false
	}
	p, err := trend.ParsePeriod(n.Text)
	if err != nil || n.Kind != document.String {
		d.errorf(n, "period", `write "2026", "2026-Q3", "2026-09", "2026-W39" or "2026-09-30"`, "this is no period")
		return trend.Period{}, false
	}
	return p, true
}
