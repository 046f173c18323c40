package intake

import (
	"fmt"
	"time"

	"candor/generator/internal/program"
)

// outside reports entries of the timeline that lie outside what happened: an error
// where only another year would put them inside, else a warning.
func (r *Reader) outside(p *program.Page) {
	if p.DateAt.IsZero() {
		return
	}
	from, to := reach(p)
	inside := func(day time.Time) bool { return !day.Before(from) && !day.After(to) }
	for _, row := range p.Timeline {
		day := row.At.Day()
		if inside(day) || day.Before(from) && introduced(p, day) {
			continue
		}
		if year := yearInside(day, from, to, inside); year != 0 {
			r.ps.Errorf(row.Pos, "page/timeline", fmt.Sprintf("write %d, or correct the day", year), "this entry of the timeline would be inside what happened in another year")
		} else if ended(p) {
			r.ps.Warnf(row.Pos, "page/timeline", "correct the day, or [times]", "this entry lies more than a day outside what happened, by [times]")
		}
	}
}

// reach is from the day before what happened to the day after it.
func reach(p *program.Page) (from, to time.Time) {
	from, to = p.DateAt.Day(), p.DateAt.Day()
	add := func(day time.Time) {
		if day.Before(from) {
			from = day
		}
		if day.After(to) {
			to = day
		}
	}
	for _, t := range p.Times.List() {
		if t.Name != "introduced" {
			add(t.When.Day())
		}
	}
	for _, s := range p.States {
		add(s.At.Day())
	}
	return from.AddDate(0, 0, -1), to.AddDate(0, 0, 1)
}

// yearInside is the year that would put a day inside, or 0. What took most of a year
// tells nothing apart.
func yearInside(day, from, to time.Time, inside func(time.Time) bool) int {
	if to.Sub(from) > 302*24*time.Hour {
		return 0
	}
	for _, year := range []int{from.Year(), to.Year()} {
		if year != day.Year() && inside(day.AddDate(year-day.Year(), 0, 0)) {
			return year
		}
	}
	return 0
}

// ended reports whether [times] say when it was over or made public.
func ended(p *program.Page) bool {
	return p.Times != nil && (!p.Times.Resolved.IsZero() || !p.Times.Disclosed.IsZero())
}

// introduced reports whether a day is that on which the defect went live.
func introduced(p *program.Page, day time.Time) bool {
	return p.Times != nil && !p.Times.Introduced.IsZero() && !day.Before(p.Times.Introduced.Day())
}
