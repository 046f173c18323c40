package moment

import "time"

// Instant is what a written time means.
type Instant struct {
	Time time.Time
	Bare bool // only the day is known: 00:00 UTC
}

// Thread follows the times of a list from entry to entry: the day holds until
// another is written, and past midnight the next one follows.
type Thread struct {
	Zone *time.Location // of times without one; nil where nobody said it
	Said string         // the zone that a heading or sentence names
	Day  time.Time      // of the entry above, 00:00 UTC; zero where none is known

	last  Instant
	inner Instant // of the last entry that some readers do not see
}

// Enter begins entries that fewer readers see: days and zones that they name hold
// among them alone, so that the others mean the same to everybody.
func (th *Thread) Enter() *Thread {
	inside := *th
	return &inside
}

// Leave ends them.
func (th *Thread) Leave(inside *Thread) { th.inner = inside.last }

// Evening and morning are the hours between which a step back is a new day.
const (
	evening = 18
	morning = 6
)

// At is the instant of a written time, and its end in a range. A problem that is
// no warning leaves no time.
func (th *Thread) At(w Written) (at, until Instant, problem *Problem) {
	if w.Wrong != nil {
		return at, until, w.Wrong
	}
	if at, problem = th.next(w); problem != nil && !problem.Warning {
		return at, until, problem
	}
	th.Day = civil(at)
	th.last = at
	if w.End == nil {
		return at, until, problem
	}
	end := *w.End
	if end.Zone == "" {
		end.Zone = w.Zone
	}
	after := Thread{Zone: th.Zone, Said: th.Said, Day: th.Day, last: at}
	until, wrong := after.next(end)
	switch {
	case wrong != nil && !wrong.Warning:
		return at, until, wrong
	case until.Time.Before(at.Time):
		return at, Instant{}, endsEarly
	case problem == nil:
		problem = wrong
	}
	return at, until, problem
}

// civil is the day of an instant where it is written.
func civil(at Instant) time.Time {
	y, m, d := at.Time.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

func (th *Thread) next(w Written) (Instant, *Problem) {
	day := th.Day
	if w.Dated() {
		day = th.dayOf(w)
	}
	if day.IsZero() {
		return Instant{}, noDay
	}
	var problem *Problem
	if !w.onWeekday(day) {
		problem = otherDay
	}
	if !w.Clock.Set {
		if day.Before(civil(th.last)) && !th.last.Time.IsZero() {
			problem = backwards
		}
		return Instant{day, true}, problem
	}
	zone := w.Zone
	if zone == "" {
		zone = th.Said
	}
	at, wrong := At(day, w.Clock, zone, th.Zone)
	if wrong != nil && !wrong.Warning {
		return Instant{}, wrong
	}
	if th.before(at) {
		if over := at.AddDate(0, 0, 1); !w.Dated() && th.last.Time.In(at.Location()).Hour() >= evening && at.Hour() < morning && !th.last.Bare {
			at = over
		} else {
			problem = backwards
		}
	}
	if problem == nil && at.Before(th.inner.Time) && !th.inner.Bare {
		problem = backwards
	}
	if problem == nil {
		problem = wrong
	}
	return Instant{Time: at}, problem
}

// before reports whether an instant lies before the entry above.
func (th *Thread) before(at time.Time) bool {
	if th.last.Bare || th.last.Time.IsZero() {
		return !th.last.Time.IsZero() && civil(Instant{Time: at}).Before(th.last.Time)
	}
	return at.Before(th.last.Time)
}

// dayOf is the written day. Without a year it is the nearest to the day above.
func (th *Thread) dayOf(w Written) time.Time {
	on := func(year int) time.Time { return time.Date(year, w.Month, w.Day, 0, 0, 0, 0, time.UTC) }
	if w.Year != 0 {
		return on(w.Year)
	}
	if th.Day.IsZero() {
		return time.Time{}
	}
	best := on(th.Day.Year())
	for _, year := range []int{th.Day.Year() - 1, th.Day.Year() + 1} {
		if d := on(year); d.Sub(th.Day).Abs() < best.Sub(th.Day).Abs() && d.Day() == w.Day {
			best = d
		}
	}
	return best
}

// Begin sets the day that a sub-heading names, or the zone that it does.
func (th *Thread) Begin(w Written) *Problem {
	if w.Wrong != nil {
		return w.Wrong
	}
	if w.Zone != "" {
		th.Said = w.Zone
	}
	if !w.Dated() {
		return nil
	}
	th.Day = th.dayOf(w)
	if th.Day.IsZero() {
		return noDay
	}
	th.last = Instant{}
	if !w.onWeekday(th.Day) {
		return otherDay
	}
	return nil
}
