package trend

import (
	"fmt"
	"strconv"
	"time"
)

// ParsePeriod reads a period label: 2025, 2025-Q1, 2025-01, 2025-W07 or
// 2025-01-31; the cadence follows from the form. Years have four digits and
// are 1 or later. The error says what is wrong, in words for an author, and
// quotes nothing but the forms that are allowed.
func ParsePeriod(label string) (Period, error) {
	if len(label) < 4 || !digits(label[:4]) || label[:4] == "0000" {
		return Period{}, fmt.Errorf("a period begins with a year of four digits: 2025, 2025-Q1, 2025-01, 2025-W07 or 2025-01-31")
	}
	year, _ := strconv.Atoi(label[:4])
	rest := label[4:]
	switch {
	case rest == "":
		return Period{Year, year}, nil
	case len(rest) == 3 && rest[:2] == "-Q":
		return parseQuarter(year, rest[2:])
	case len(rest) == 4 && rest[:2] == "-W":
		return parseWeek(year, rest[2:])
	case len(rest) == 3 && rest[0] == '-':
		return parseMonth(year, rest[1:])
	case len(rest) == 6 && rest[0] == '-' && rest[3] == '-':
		return parseDay(label)
	}
	return Period{}, fmt.Errorf("a period is written 2025, 2025-Q1, 2025-01, 2025-W07 or 2025-01-31")
}

// ParsePeriodOf reads a label that must have the grain of the cadence c.
func ParsePeriodOf(c Cadence, label string) (Period, error) {
	p, err := ParsePeriod(label)
	if err != nil {
		return Period{}, err
	}
	if p.cadence != c {
		return Period{}, fmt.Errorf("a period of cadence %q is written like %s", c, example(c))
	}
	return p, nil
}

func example(c Cadence) string {
	switch c {
	case Day:
		return "2025-01-31"
	case Week:
		return "2025-W07"
	case Month:
		return "2025-01"
	case Quarter:
		return "2025-Q1"
	}
	return "2025"
}

func parseQuarter(year int, s string) (Period, error) {
	if s[0] < '1' || s[0] > '4' {
		return Period{}, fmt.Errorf("a quarter is Q1, Q2, Q3 or Q4")
	}
	return Period{Quarter, year*4 + int(s[0]-'1')}, nil
}

func parseMonth(year int, s string) (Period, error) {
	m, _ := strconv.Atoi(s)
	if !digits(s) || m < 1 || m > 12 {
		return Period{}, fmt.Errorf("a month is 01 to 12")
	}
	return Period{Month, year*12 + m - 1}, nil
}

// parseWeek takes ISO 8601 weeks: week 1 holds 4 January.
func parseWeek(year int, s string) (Period, error) {
	w, _ := strconv.Atoi(s)
	if !digits(s) || w < 1 || w > 53 {
		return Period{}, fmt.Errorf("an ISO week is W01 to W53")
	}
	first := PeriodOf(Week, time.Date(year, time.January, 4, 0, 0, 0, 0, time.UTC))
	p := first.Add(w - 1)
	if y, _ := p.Start().AddDate(0, 0, 3).ISOWeek(); y != year {
		return Period{}, fmt.Errorf("the year %04d has 52 ISO weeks", year)
	}
	return p, nil
}

func parseDay(s string) (Period, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Period{}, fmt.Errorf("no such day in the calendar; a day is written 2025-01-31")
	}
	return PeriodOf(Day, t), nil
}

func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
