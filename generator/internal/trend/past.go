package trend

import "time"

// At is the series as it stood at the end of an earlier day: later points and
// events are not there yet, and what ended later is still open, with its length
// up to that day. Lengths are cut only when the unit is a unit of time.
func (s Series) At(day time.Time) Series {
	if !day.Before(s.AsOf) {
		return s
	}
	s.AsOf = day
	unit, known := UnitLength(s.Unit)
	end := day.UTC().Truncate(24 * time.Hour)
	events := make([]Event, 0, len(s.Events))
	for _, e := range s.Events {
		until := end
		if !e.Start.Equal(e.Start.UTC().Truncate(24 * time.Hour)) {
			until = end.Add(24 * time.Hour) // known to the minute: the day counts as of its end
		}
		if !e.Start.Before(end.Add(24 * time.Hour)) {
			continue
		}
		if so := until.Sub(e.Start); known && e.Length > float64(so)/float64(unit) {
			e.Length, e.Open = float64(so)/float64(unit), true
		}
		events = append(events, e)
	}
	s.Events = events
	return s
}

// UnitLength is the length of a unit of time by its name ("hours", "hour", "h");
// ok is false for other units.
func UnitLength(unit string) (length time.Duration, ok bool) {
	switch unit {
	case "seconds", "second", "s":
		return time.Second, true
	case "minutes", "minute", "min", "m":
		return time.Minute, true
	case "hours", "hour", "h":
		return time.Hour, true
	case "days", "day", "d":
		return 24 * time.Hour, true
	case "weeks", "week", "w":
		return 7 * 24 * time.Hour, true
	}
	return 0, false
}

// EventsSoFar gives the events that count by AsOf under the current definition, by
// start.
func (s Series) EventsSoFar() []Event { return s.begun() }

// Values gives the values of the complete periods by AsOf under the current
// definition, by period: the points, or the medians of durations with events, the
// least that they can come to included (AtLeast).
func (s Series) Values() []PeriodValue {
	if s.Kind == Duration && len(s.Events) > 0 {
		return complete(PeriodMedians(s.Cadence, s.begun(), s.AsOf))
	}
	points, _ := s.usable()
	definition, _ := s.since()
	points = from(points, definition)
	out := make([]PeriodValue, len(points))
	for i, p := range points {
		out[i] = PeriodValue{Period: p.Period, Value: p.Value, N: p.N}
	}
	return out
}
