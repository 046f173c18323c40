package measure

import (
	"time"

	"candor/generator/internal/program"
)

// Remedy counts how findings of one severity, or of all, were dealt with.
type Remedy struct {
	Severity   string
	Found      int // without false positives
	Open, Late int // Late of Open: past the due day
	Oldest     int // days since the oldest open one was reported
	Longest    int // days since the due day of the longest overdue
	Fixed      int
	Retested   int // of Fixed
	Due, Kept  int // Kept of Due: of those whose due day has come, fixed by then
}

// Remedies counts the findings of pages at the end of a day, by severity; those
// without one last. The first row is of all.
func Remedies(pages []*program.Page, day time.Time) []Remedy {
	all, by := Remedy{}, map[string]*Remedy{}
	for _, p := range pages {
		for i := range p.Findings {
			f := &p.Findings[i]
			if p.Draft() || f.Status == "false-positive" {
				continue
			}
			if by[f.Severity] == nil {
				by[f.Severity] = &Remedy{Severity: f.Severity}
			}
			all.add(f, day)
			by[f.Severity].add(f, day)
		}
	}
	out := []Remedy{all}
	for _, s := range append(program.Severities[:len(program.Severities):len(program.Severities)], "") {
		if r := by[s]; r != nil {
			out = append(out, *r)
		}
	}
	return out
}

func (r *Remedy) add(f *program.Finding, day time.Time) {
	r.Found++
	open := f.Open(day)
	if open {
		r.Open++
		r.Oldest = max(r.Oldest, int(day.Sub(f.Opened).Hours()/24))
	}
	if f.Overdue(day) {
		r.Late++
		r.Longest = max(r.Longest, int(day.Sub(f.Due).Hours()/24))
	}
	if f.Status == "fixed" && !open {
		r.Fixed++
		if !f.Verified.IsZero() {
			r.Retested++
		}
	}
	// what was accepted was decided, not fixed: it is neither kept nor broken
	if f.Due.IsZero() || f.Due.After(day) || f.Status == "accepted" || !open && f.Closed.IsZero() {
		return
	}
	r.Due++
	if !f.Closed.IsZero() && !f.Closed.After(f.Due) {
		r.Kept++
	}
}
