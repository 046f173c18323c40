package chart

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// tick is a labelled place on an axis, in user units.
type tick struct {
	at   float64
	text string
}

// stride is a distance between ticks: hours, days or months.
type stride struct {
	hours, days, months int
	layout              string
}

// strides from fine to coarse; each has the shortest label that is unambiguous
// on ticks that far apart.
var strides = []stride{
	{hours: 1, layout: "15:04"}, {hours: 3, layout: "15:04"}, {hours: 6, layout: "15:04"},
	{hours: 12, layout: "01-02 15:04"},
	{days: 1, layout: "2006-01-02"}, {days: 2, layout: "2006-01-02"}, {days: 7, layout: "2006-01-02"}, {days: 14, layout: "2006-01-02"},
	{months: 1, layout: "2006-01"}, {months: 2, layout: "2006-01"}, {months: 3, layout: "2006-01"}, {months: 6, layout: "2006-01"},
	{months: 12, layout: "2006"}, {months: 24, layout: "2006"}, {months: 60, layout: "2006"}, {months: 120, layout: "2006"},
	{months: 240, layout: "2006"}, {months: 600, layout: "2006"}, {months: 1200, layout: "2006"}, {months: 6000, layout: "2006"},
}

func (s stride) about() time.Duration {
	return time.Duration(s.hours)*time.Hour + time.Duration(s.days)*24*time.Hour + time.Duration(s.months)*30*24*time.Hour
}

// floor is the last tick not after t.
func (s stride) floor(t time.Time) time.Time {
	switch {
	case s.months > 0:
		m := t.Year()*12 + int(t.Month()) - 1
		return time.Date(0, time.Month(m-m%s.months+1), 1, 0, 0, 0, 0, time.UTC)
	case s.days > 0:
		const monday = 4 // 1970-01-01 was a Thursday
		d := int(floorDiv(t.Unix(), 86400)) - monday
		return time.Unix(int64(d-mod(d, s.days)+monday)*86400, 0).UTC()
	}
	step := int64(s.hours) * 3600
	return time.Unix(floorDiv(t.Unix(), step)*step, 0).UTC()
}

func (s stride) next(t time.Time) time.Time {
	if s.months > 0 {
		return t.AddDate(0, s.months, 0)
	}
	return t.Add(time.Duration(s.hours)*time.Hour + time.Duration(s.days)*24*time.Hour)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func mod(a, b int) int { return (a%b + b) % b }

// dates are the points' own labels, by time; a time axis uses them as they are
// when all of them have room.
type dates map[int64]string

// timeTicks labels a time axis: each point by its own name if all fit, else the
// finest natural steps that fit, else the two ends.
func timeTicks(x scale, names dates, quarters bool, right float64) []tick {
	if len(names) <= 12 {
		if own := pointTicks(x, names); len(own) > 0 && fits(own, right) {
			return own
		}
	}
	for _, s := range strides {
		if (x.max-x.min)/float64(s.about().Milliseconds()) > 30 || quarters && s.months < 3 {
			continue
		}
		if t := s.ticks(x, quarters); len(t) >= 2 && fits(t, right) {
			return t
		}
	}
	own := pointTicks(x, names)
	if len(own) == 0 {
		return nil
	}
	for _, few := range [][]tick{{own[0], own[len(own)-1]}, {own[0]}} {
		if fits(few, right) {
			return few
		}
	}
	return nil
}

func pointTicks(x scale, names dates) []tick {
	out := make([]tick, 0, len(names))
	for _, ms := range slices.Sorted(maps.Keys(names)) {
		name := names[ms]
		if name == "" {
			name = time.UnixMilli(ms).UTC().Format("2006-01-02")
		}
		out = append(out, tick{x.at(float64(ms)), shorten(name, 160)})
	}
	return out
}

func (s stride) ticks(x scale, quarters bool) []tick {
	var out []tick
	end := time.UnixMilli(int64(x.max)).UTC()
	for t := s.floor(time.UnixMilli(int64(x.min)).UTC()); !t.After(end); t = s.next(t) {
		if float64(t.UnixMilli()) < x.min {
			continue
		}
		out = append(out, tick{x.at(float64(t.UnixMilli())), s.label(t, quarters)})
	}
	return out
}

func (s stride) label(t time.Time, quarters bool) string {
	switch {
	case quarters && s.months < 12:
		return fmt.Sprintf("%d-Q%d", t.Year(), (int(t.Month())+2)/3)
	case s.hours > 0 && s.hours < 12 && t.Hour() == 0:
		return t.Format("01-02")
	}
	return t.Format(s.layout)
}

// fits reports whether centred labels, held inside 0 … right, keep their distance.
func fits(ticks []tick, right float64) bool {
	end := -labelGap
	for _, t := range ticks {
		w := textWidth(t.text)
		x := inside(t.at, w, right)
		if x-w/2 < end+labelGap || w > right {
			return false
		}
		end = x + w/2
	}
	return true
}

const labelGap = 12.0

// inside moves the middle of a label of width w so that it ends before right.
func inside(at, w, right float64) float64 {
	return max(w/2, min(at, right-w/2))
}
