// Package moment reads days and times as people write them at the beginning of
// an entry, and finds the instant that they mean. What it cannot tell is a
// problem, never a guess. It must not know where the text comes from.
package moment

import "time"

// Written is a time as it is written. Parts that are not written are zero.
type Written struct {
	Year   int
	Month  time.Month // 0: no day is written
	Day    int
	Clock  Clock
	Zone   string // as the tables of zones name it; "" where none is written
	End    *Written
	Rough  bool // about that time
	Wrong  *Problem
	Offset bool // the zone is an offset

	weekday string
}

// Clock is a time of day; Set where one is written.
type Clock struct {
	Hour, Minute, Second int
	Set                  bool
	half                 byte // a or p
	exact                bool // to the second
}

// Dated reports whether a day is written.
func (w *Written) Dated() bool { return w.Month != 0 }

// Problem is why a time cannot be read, or not be trusted, with the way out.
type Problem struct {
	Message, Hint string
	Warning       bool
}

var (
	noSuchDay   = &Problem{Message: "there is no such day", Hint: "write it as 2026-03-04"}
	noSuchTime  = &Problem{Message: "there is no such time of day", Hint: "write it as 14:32"}
	slashedDay  = &Problem{Message: "this date may mean two days", Hint: "write it as 2026-03-04"}
	signedRange = &Problem{Message: "this may be an offset from UTC or the end of a range", Hint: "write 09:20 UTC-5, or 09:20–05:00 with a dash"}
	unknownZone = &Problem{Message: "the time zone in brackets cannot be read", Hint: "write an offset such as (UTC+2)"}
	manyZones   = &Problem{Message: "this abbreviation of a time zone has several meanings", Hint: "write the offset, such as 09:20 UTC+8, or a timezone in the front matter"}
	nowhere     = &Problem{Message: "a local time needs its place", Hint: `write timezone = "Europe/Berlin" in the front matter, or the offset`}
	skipped     = &Problem{Message: "the clocks of this time zone skip this time of day", Hint: "write the offset, such as 02:30 UTC+2"}
	twice       = &Problem{Message: "this time of day comes twice on this day: the clocks are set back", Hint: "write the offset, such as 02:30 UTC+2"}
	season      = &Problem{Message: "this time zone is not in use in that season", Hint: "write the offset, or the abbreviation of that season", Warning: true}
	otherDay    = &Problem{Message: "this day is another day of the week", Hint: "correct the date or the day of the week", Warning: true}
	noDay       = &Problem{Message: "this time has no day: neither the page nor an entry above it has a date", Hint: "write the date before it"}
	backwards   = &Problem{Message: "this is earlier than the entry before it", Hint: "write the date before the time, or move the entry", Warning: true}
	endsEarly   = &Problem{Message: "this ends before it begins", Hint: "write the date before both times"}
)
