package maturity

import (
	"time"
)

// DomainStanding is one domain on a day.
type DomainStanding struct {
	ID               string  `json:"id"`
	Level            int     `json:"level"`
	Score            float64 `json:"score"` // level + share of the next one; of scored domains the sum or mean of the values
	LevelIfRefreshed int     `json:"level_if_refreshed"`
	Target           *int    `json:"target,omitempty"`
	Gaps             []Gap   `json:"gaps"`

	Title    string     `json:"-"`
	Max      int        `json:"-"`
	Criteria []Status   `json:"-"` // in the order of the model
	Stale    []Status   `json:"-"` // expired records that hold the level down
	Expiring []Status   `json:"-"`
	NA       []NAOfThem `json:"-"` // levels with more than a fifth not applicable
	Released bool       `json:"-"` // computed elsewhere
	Counts   bool       `json:"-"` // for the overall level
	Sentence Said       `json:"-"` // the level in words
}

// NAOfThem is how many of a level's criteria do not apply.
type NAOfThem struct{ Level, NA, Of int }

// naShare is the share of criteria that do not apply above which it is shown.
const naShare = 0.2

// domain says how a domain stands at the end of a day.
func (r *Register) domain(d Domain, day time.Time) DomainStanding {
	m := r.in.Model
	out := DomainStanding{ID: d.ID, Title: d.Title, Max: m.maxOf(d), Counts: !d.Apart, Gaps: []Gap{}}
	if d.Target > 0 {
		target := d.Target
		out.Target = &target
	}
	if d.Released != nil {
		return out.released(m, d.Released, day)
	}
	for _, c := range d.Criteria {
		out.Criteria = append(out.Criteria, r.status(d, c, day))
	}
	met := func(s Status) bool { return s.Met }
	out.Level = levelOf(out.Criteria, m.Base, out.Max, met)
	out.LevelIfRefreshed = levelOf(out.Criteria, m.Base, out.Max, func(s Status) bool { return s.Met || s.Reason == Expired })
	out.Score = score(d, out.Criteria, out.Level)
	out.note(m.Base)
	out.Gaps = r.gaps(out, day)
	out.Sentence = out.sentence(m)
	return out
}

// levelOf is the largest level that has criteria and whose criteria, and those
// of all levels below it, are met; base when there is none.
func levelOf(criteria []Status, base, top int, met func(Status) bool) int {
	unmet, level := top+1, base
	for _, s := range criteria {
		if !met(s) && s.Level > base {
			unmet = min(unmet, s.Level)
		}
	}
	for _, s := range criteria {
		if s.Level > base && s.Level < unmet && s.Level <= top {
			level = max(level, s.Level)
		}
	}
	return level
}

// score is the level and the share of the next one that is met, or the sum or
// mean of the values where the domain is scored. An unanswered criterion is 0 in
// a mean over all; one that does not apply is in none.
func score(d Domain, criteria []Status, level int) float64 {
	total, met, of := 0.0, 0, 0
	switch d.Score {
	case Sum, Mean:
		for _, s := range criteria {
			if !s.NA {
				total, of = total+s.Worth, of+1
			}
		}
		if d.Score == Mean && of > 0 {
			return total / float64(of)
		}
		return total
	}
	for _, s := range criteria {
		if s.Level == level+1 {
			of++
			if s.Met {
				met++
			}
		}
	}
	if of == 0 {
		return float64(level)
	}
	return float64(level) + float64(met)/float64(of)
}

// note gathers what is shown beside the level.
func (d *DomainStanding) note(base int) {
	for _, s := range d.Criteria {
		if s.Reason == Expired && s.Level <= d.LevelIfRefreshed && s.Level > d.Level {
			d.Stale = append(d.Stale, s)
		}
		if s.Expiring {
			d.Expiring = append(d.Expiring, s)
		}
	}
	for level := base + 1; level <= d.Max; level++ {
		n := NAOfThem{Level: level}
		for _, s := range d.Criteria {
			if s.Level == level {
				n.Of++
				if s.NA {
					n.NA++
				}
			}
		}
		if float64(n.NA) > naShare*float64(n.Of) {
			d.NA = append(d.NA, n)
		}
	}
}

// released takes the finished values.
func (d DomainStanding) released(m Model, r *Released, day time.Time) DomainStanding {
	d.Released, d.Level = true, r.Level
	key := ""
	for past := range r.History { // the newest day that is not later
		if past <= day.Format(time.DateOnly) && past > key {
			key = past
		}
	}
	switch {
	case key != "":
		d.Level = r.History[key]
	case len(r.History) > 0: // before the first day that is said, nothing was reached
		d.Level = m.Base
	}
	d.Score, d.LevelIfRefreshed = float64(d.Level), d.Level
	if r.Score != nil && d.Level == r.Level {
		d.Score = *r.Score
	}
	d.Sentence = d.sentence(m)
	return d
}

// sentence is the level in words: "Level 1 of 5, Initial (3 if one stale record
// is renewed); target 4."
func (d DomainStanding) sentence(m Model) Said {
	s := say("Level %d of %d", d.Level, d.Max)
	if name := m.LevelName(d.Level); name != "" {
		s = say("%s, %s", s, name)
	}
	if n := len(d.Stale); d.LevelIfRefreshed > d.Level && n == 1 {
		s = say("%s (%d if one stale record is renewed)", s, d.LevelIfRefreshed)
	} else if d.LevelIfRefreshed > d.Level {
		s = say("%s (%d if %s renewed)", s, d.LevelIfRefreshed, counted(n, "stale record is", "stale records are"))
	}
	switch {
	case d.Target == nil:
		return say("%s.", s)
	case d.Level >= *d.Target:
		return say("%s; target %d, reached.", s, *d.Target)
	}
	return say("%s; target %d.", s, *d.Target)
}
