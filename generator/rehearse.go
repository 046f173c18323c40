package generator

import (
	"slices"
	"time"
)

// Rehearse reads the site as of every coming day on which an embargo ends, and
// returns what would be an error then and is none today, as warnings that name the
// day. It is for runs that see everything: the days themselves are withheld from
// those whom an embargo keeps out.
func (s *Site) Rehearse() (Problems, error) {
	if s.config.Audience != "" || s.Problems.Errors() > 0 {
		return nil, nil
	}
	known := map[Problem]bool{}
	var out Problems
	for _, day := range s.openings() {
		then, err := s.asOf(day)
		if err != nil {
			return nil, err
		}
		for _, p := range then.Problems {
			if p.Severity == Error && !known[p] {
				known[p] = true
				p.Severity, p.Message = Warning, "from "+day.Format(time.DateOnly)+" on, when an embargo ends, the build fails here: "+p.Message
				out = append(out, p)
			}
		}
	}
	return out.Sorted(), nil
}

// openings are the days after the report's on which an embargo ends.
func (s *Site) openings() []time.Time {
	var out []time.Time
	for _, w := range s.ledger {
		if day, err := time.Parse(time.DateOnly, w.Until); err == nil && day.After(s.rules.Day) {
			out = append(out, day)
		}
	}
	slices.SortFunc(out, time.Time.Compare)
	return slices.CompactFunc(out, time.Time.Equal)
}

// asOf reads the site for another day.
func (s *Site) asOf(day time.Time) (*Site, error) {
	config := s.config
	config.AsOf, config.Today, config.Progress = day, day, nil
	then := &Site{config: config, src: s.src}
	return then, then.fill(nil)
}
