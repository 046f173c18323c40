package adopt

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"candor/generator/internal/moment"
	"candor/generator/internal/trend"
)

var (
	yearMonth   = regexp.MustCompile(`^(\d{4})[-/. ](\d{1,2})$`)
	monthYear   = regexp.MustCompile(`^(\d{1,2})[-/.](\d{4})$`)
	namedMonth  = regexp.MustCompile(`^([\p{L}]{3,})\.?[-/, ]+(\d{4}|\d{2})$`)
	monthNamed  = regexp.MustCompile(`^(\d{4})[-/, ]+([\p{L}]{3,})\.?$`)
	quarterYear = regexp.MustCompile(`^[Qq]([1-4])[-/ ]?(\d{4})$`)
	yearQuarter = regexp.MustCompile(`^(\d{4})[-/ ]?[Qq]([1-4])$`)
	weekYear    = regexp.MustCompile(`^[Ww](\d{1,2})[-/ ](\d{4})$`)
	yearWeek    = regexp.MustCompile(`^(\d{4})[-/ ]?[Ww](\d{1,2})$`)
	unixTime    = regexp.MustCompile(`^(\d{10})(\d{3})?(\.\d+)?$`)
	slashed     = regexp.MustCompile(`^(\d{1,2})/(\d{1,2})/(\d{4})\b`)
)

// periodText writes a period of another program as candor writes it; "" where it
// is none of those forms.
func periodText(text string) string {
	form := func(re *regexp.Regexp, year, part int, sep string, width int) string {
		m := re.FindStringSubmatch(text)
		if m == nil {
			return ""
		}
		return m[year] + sep + strings.Repeat("0", max(width-len(m[part]), 0)) + m[part]
	}
	for _, found := range []string{
		form(yearMonth, 1, 2, "-", 2), form(monthYear, 2, 1, "-", 2), form(quarterYear, 2, 1, "-Q", 1), form(yearQuarter, 1, 2, "-Q", 1),
		form(weekYear, 2, 1, "-W", 2), form(yearWeek, 1, 2, "-W", 2),
	} {
		if found != "" {
			return found
		}
	}
	year, name := "", ""
	if m := namedMonth.FindStringSubmatch(text); m != nil {
		year, name = m[2], m[1]
	} else if m := monthNamed.FindStringSubmatch(text); m != nil {
		year, name = m[1], m[2]
	}
	if month := moment.Month(name); month != 0 {
		if len(year) == 2 {
			year = "20" + year
		}
		return year + "-" + time.Date(2000, month, 1, 0, 0, 0, 0, time.UTC).Format("01")
	}
	return ""
}

// periodsOf reads the periods of a column: as candor writes them, as others do, or
// as days with or without a time. report tells what cannot be read.
func (t *table) periods(column int, used func(row) bool, report func(line int, hint, message string)) map[int]trend.Period {
	out := map[int]trend.Period{}
	order := t.slashOrder(column)
	for i, r := range t.rows {
		if !used(r) {
			continue
		}
		text := r.cell(column)
		p, err := trend.ParsePeriod(text)
		if err != nil {
			p, err = trend.ParsePeriod(periodText(text))
		}
		if err == nil {
			out[i] = p
			continue
		}
		day, hint, message := dayOf(text, order)
		if message != "" {
			report(r.line, hint, message)
			continue
		}
		out[i] = trend.PeriodOf(trend.Day, day)
	}
	return out
}

// slashOrder is how a column writes its days: "dm" or "md", as a day behind the
// 12th shows; "" where none does, or two contradict each other.
func (t *table) slashOrder(column int) string {
	order := ""
	for _, r := range t.rows {
		m := slashed.FindStringSubmatch(r.cell(column))
		if m == nil {
			continue
		}
		first, _ := strconv.Atoi(m[1])
		second, _ := strconv.Atoi(m[2])
		found := ""
		switch {
		case first > 12 && second <= 12:
			found = "dm"
		case second > 12 && first <= 12:
			found = "md"
		}
		if found != "" && order != "" && found != order {
			return ""
		}
		if found != "" {
			order = found
		}
	}
	return order
}

// dayOf is the day that a text names, as it is written there, or why there is none.
func dayOf(text, order string) (day time.Time, hint, message string) {
	if m := unixTime.FindStringSubmatch(text); m != nil {
		seconds, _ := strconv.ParseInt(m[1], 10, 64)
		return time.Unix(seconds, 0).UTC(), "", ""
	}
	if m := slashed.FindStringSubmatch(text); m != nil && order != "" {
		d, mo := m[1], m[2]
		if order == "md" {
			d, mo = mo, d
		}
		text = m[3] + "-" + mo + "-" + d + text[len(m[0]):]
	}
	w, n := moment.Read(text)
	switch {
	case w.Wrong != nil && !w.Wrong.Warning:
		return day, w.Wrong.Hint, "holds a period that cannot be read: " + w.Wrong.Message
	case n < len(text) || !w.Dated() || w.Year == 0:
		return day, "write 2025, 2025-Q1, 2025-01, 2025-W07 or 2025-01-31", "holds no period"
	}
	return time.Date(w.Year, w.Month, w.Day, 0, 0, 0, 0, time.UTC), "", ""
}

// coarser gives days that are all the first, or all the last, of longer periods
// the cadence that they have: want, where the metric says it, else the longest
// that fits. A sheet of one line has no cadence of its own.
func coarser(periods []trend.Period, want trend.Cadence) trend.Cadence {
	if len(periods) == 0 || periods[0].Cadence() != trend.Day {
		return ""
	}
	fits := func(c trend.Cadence) bool {
		seen := map[trend.Period]bool{}
		first, last := true, true
		for _, p := range periods {
			longer := trend.PeriodOf(c, p.Start())
			if p.Cadence() != trend.Day || seen[longer] {
				return false
			}
			seen[longer] = true
			first, last = first && longer.Start().Equal(p.Start()), last && longer.End().Equal(p.Start())
		}
		return first || last
	}
	if want.Valid() {
		if want != trend.Day && fits(want) {
			return want
		}
		return ""
	}
	if len(periods) < 2 {
		return ""
	}
	for _, c := range slices.Backward(trend.Cadences()) {
		if c != trend.Day && fits(c) && (c != trend.Week || steady(periods, 7)) {
			return c
		}
	}
	return ""
}

// steady reports whether days follow each other by whole steps.
func steady(periods []trend.Period, step int) bool {
	for i, p := range periods[1:] {
		if days := int(p.Start().Sub(periods[i].Start()).Hours() / 24); days%step != 0 {
			return false
		}
	}
	return true
}
