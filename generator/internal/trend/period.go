package trend

import (
	"fmt"
	"time"
)

// Cadence is the grain of a series' periods.
type Cadence string

// The cadences of a metric.
const (
	Day     Cadence = "day"
	Week    Cadence = "week"
	Month   Cadence = "month"
	Quarter Cadence = "quarter"
	Year    Cadence = "year"
)

// Cadences lists the cadences from the finest to the coarsest.
func Cadences() []Cadence { return []Cadence{Day, Week, Month, Quarter, Year} }

// Valid reports whether c is one of the five cadences.
func (c Cadence) Valid() bool {
	switch c {
	case Day, Week, Month, Quarter, Year:
		return true
	}
	return false
}

// Days is the mean length of a cadence in days (Gregorian calendar:
// 365.2425 days a year); 0 for an unknown cadence.
func (c Cadence) Days() float64 {
	switch c {
	case Day:
		return 1
	case Week:
		return 7
	case Month:
		return 365.2425 / 12
	case Quarter:
		return 365.2425 / 4
	case Year:
		return 365.2425
	}
	return 0
}

// Period is a calendar period, written 2025, 2025-Q1, 2025-01, 2025-W07 or
// 2025-01-31. It is comparable and a map key; the zero Period is none.
// All periods are in UTC.
type Period struct {
	cadence Cadence
	ordinal int // days or ISO weeks since 1970-01-01, months or quarters since year 0, or the year
}

// PeriodOf gives the period of the cadence that holds the instant t, taken in
// UTC. An unknown cadence gives the zero Period.
func PeriodOf(c Cadence, t time.Time) Period {
	t = t.UTC()
	switch c {
	case Day:
		return Period{Day, dayNumber(t)}
	case Week: // 1970-01-01 was a Thursday; week 0 begins on Monday, 1969-12-29
		return Period{Week, floorDiv(dayNumber(t)+3, 7)}
	case Month:
		return Period{Month, t.Year()*12 + int(t.Month()) - 1}
	case Quarter:
		return Period{Quarter, t.Year()*4 + (int(t.Month())-1)/3}
	case Year:
		return Period{Year, t.Year()}
	}
	return Period{}
}

// dayNumber counts the days from 1970-01-01 to the day of t (UTC).
func dayNumber(t time.Time) int {
	return floorDiv(int(t.Unix()), 86400)
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// IsZero reports whether p is no period at all.
func (p Period) IsZero() bool { return p.cadence == "" }

// Cadence is the grain of p.
func (p Period) Cadence() Cadence { return p.cadence }

// Start is the first day of p, at 00:00 UTC.
func (p Period) Start() time.Time {
	switch p.cadence {
	case Day:
		return time.Unix(int64(p.ordinal)*86400, 0).UTC()
	case Week:
		return time.Unix((int64(p.ordinal)*7-3)*86400, 0).UTC()
	case Month:
		return date(floorDiv(p.ordinal, 12), p.ordinal-floorDiv(p.ordinal, 12)*12+1)
	case Quarter:
		return date(floorDiv(p.ordinal, 4), (p.ordinal-floorDiv(p.ordinal, 4)*4)*3+1)
	case Year:
		return date(p.ordinal, 1)
	}
	return time.Time{}
}

func date(year, month int) time.Time {
	return time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC)
}

// End is the last day of p, at 00:00 UTC.
func (p Period) End() time.Time { return p.Add(1).Start().AddDate(0, 0, -1) }

// Next is the period after p.
func (p Period) Next() Period { return p.Add(1) }

// Add is the period n steps after p; before it when n is negative.
func (p Period) Add(n int) Period {
	if p.IsZero() {
		return p
	}
	return Period{p.cadence, p.ordinal + n}
}

// Steps counts the steps from p to q, negative when q lies before p.
// Both must have the same cadence.
func (p Period) Steps(q Period) int { return q.ordinal - p.ordinal }

// Before reports whether p begins earlier than q; periods of two cadences are
// compared by their first day.
func (p Period) Before(q Period) bool {
	if p.cadence == q.cadence {
		return p.ordinal < q.ordinal
	}
	return p.Start().Before(q.Start())
}

// Contains reports whether the instant t (UTC) lies in p.
func (p Period) Contains(t time.Time) bool { return PeriodOf(p.cadence, t) == p && !p.IsZero() }

// Complete reports whether p is over on asOf. A day is meant as of its end, so
// a period is complete on its own last day.
func (p Period) Complete(asOf time.Time) bool {
	return !p.IsZero() && dayNumber(p.End()) <= dayNumber(asOf.UTC())
}

// Partial reports whether p has begun by asOf and is not yet over.
func (p Period) Partial(asOf time.Time) bool {
	return !p.IsZero() && !p.Complete(asOf) && dayNumber(p.Start()) <= dayNumber(asOf.UTC())
}

// Stale reports whether a series whose newest value belongs to p has fallen
// silent: more than one and a half cadences have passed since the end of p.
func (p Period) Stale(asOf time.Time) bool {
	if p.IsZero() {
		return false
	}
	age := dayNumber(asOf.UTC()) - dayNumber(p.End())
	return float64(age) > 1.5*p.cadence.Days()
}

// Position is the place of the instant t on the time axis in steps of the
// cadence: the period's ordinal and the elapsed share of it.
func (c Cadence) Position(t time.Time) float64 {
	p := PeriodOf(c, t)
	if p.IsZero() {
		return 0
	}
	length := p.Next().Start().Sub(p.Start()).Seconds()
	return float64(p.ordinal) + t.Sub(p.Start()).Seconds()/length
}

// String is the label of p as it is written in data files.
func (p Period) String() string {
	switch p.cadence {
	case Day:
		return p.Start().Format(time.DateOnly)
	case Week:
		y, w := p.Start().ISOWeek()
		return fmt.Sprintf("%04d-W%02d", y, w)
	case Month:
		return p.Start().Format("2006-01")
	case Quarter:
		s := p.Start()
		return fmt.Sprintf("%04d-Q%d", s.Year(), (int(s.Month())+2)/3)
	case Year:
		return fmt.Sprintf("%04d", p.ordinal)
	}
	return ""
}

// MarshalText writes the label of p.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }
