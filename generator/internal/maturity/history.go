package maturity

import (
	"encoding/json"
	"strings"
	"time"

	"candor/generator/internal/trend"
)

// Past is how the programme stood at the end of a quarter.
type Past struct {
	Date    string         `json:"date"`
	Overall int            `json:"overall"`
	Domains map[string]int `json:"domains"`

	Scores map[string]float64 `json:"-"`
	Mean   float64            `json:"-"` // of the scores of the domains that count
}

// History recomputes the levels at the end of every complete quarter, from that
// of the first record (or finished value) to AsOf.
func (r *Register) History() []Past {
	out := []Past{}
	first := r.first()
	if first.IsZero() {
		return out
	}
	for q := trend.PeriodOf(trend.Quarter, first); q.Complete(r.in.AsOf); q = q.Next() {
		out = append(out, past(r.On(q.End())))
	}
	return out
}

func past(s Standing) Past {
	p := Past{Date: s.Day.Format(time.DateOnly), Domains: map[string]int{}, Scores: map[string]float64{}}
	if s.Overall != nil {
		p.Overall, p.Mean = s.Overall.Level, s.Overall.Mean
	}
	for _, d := range s.Domains {
		p.Domains[d.ID], p.Scores[d.ID] = d.Level, d.Score
	}
	return p
}

// Now is how the programme stands on the report's day.
func (r *Report) Now() Past {
	return past(Standing{Day: r.AsOf, Domains: r.Domains, Overall: r.Overall})
}

// first is the day of the oldest record or finished value; zero without one.
// Where rules decide everything it is that of the oldest value of a metric.
func (r *Register) first() (first time.Time) {
	take := func(day time.Time) {
		if first.IsZero() || day.Before(first) {
			first = day
		}
	}
	for _, records := range r.records {
		take(records[0].Day)
	}
	if first.IsZero() && len(r.rules) > 0 { // by rules alone: as far back as what they ask about
		for _, s := range r.in.Facts.Metrics {
			for _, v := range s.Values() {
				take(v.Period.Start())
			}
		}
	}
	for _, d := range r.in.Model.Domains {
		if d.Released == nil {
			continue
		}
		for key := range d.Released.History {
			if day, err := time.Parse(time.DateOnly, key); err == nil {
				take(day)
			}
		}
	}
	return first
}

// Break is where the line of history was drawn by another version of the model.
type Break struct {
	After    time.Time // the last release with the former version
	Day      time.Time // the first release with the new one; the report's day while there is none
	From, To string
}

// MarshalJSON writes days as dates (2026-03-31).
func (b Break) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		After string `json:"after"`
		Date  string `json:"date"`
		From  string `json:"from"`
		To    string `json:"to"`
	}{b.After.Format(time.DateOnly), b.Day.Format(time.DateOnly), b.From, b.To})
}

// VersionOn is the version of the model that was in use at the end of a day.
func (r *Report) VersionOn(day time.Time) string {
	for _, x := range r.Breaks {
		if day.Before(x.Day) {
			return x.From
		}
	}
	return r.Version
}

// breaks finds the changes of version between releases, which come by day, and
// after them. Releases later than day are not there yet.
func breaks(m Model, releases []Release, day time.Time) []Break {
	var out []Break
	last := Release{}
	next := func(version string, on time.Time) {
		if last.Version != "" && version != "" && version != last.Version {
			out = append(out, Break{last.Day, on, last.Version, version})
		}
	}
	for _, rel := range releases {
		if rel.Version == "" || rel.Day.After(day) {
			continue
		}
		next(rel.Version, rel.Day)
		last = rel
	}
	next(m.Version, day)
	return out
}

// Restatement is a published level that today's records no longer give.
type Restatement struct {
	Release  string
	Day      time.Time
	Domain   string
	From, To int
	Because  Said
	Sentence Said
}

// MarshalJSON writes the day as a date, and because for the sentence.
func (r Restatement) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Release string `json:"release"`
		Date    string `json:"date"`
		Domain  string `json:"domain"`
		From    int    `json:"from"`
		To      int    `json:"to"`
		Because Said   `json:"because"`
	}{r.Release, r.Day.Format(time.DateOnly), r.Domain, r.From, r.To, r.Because})
}

// restated compares what releases published with what is computed for their days.
func (r *Register) restated(releases []Release) []Restatement {
	var out []Restatement
	for _, rel := range releases {
		if rel.Day.After(r.in.AsOf) || len(rel.Levels) == 0 {
			continue
		}
		for _, d := range r.On(rel.Day).Domains {
			was, published := rel.Levels[d.ID]
			if !published || was == d.Level {
				continue
			}
			s := Restatement{Release: rel.Name, Day: rel.Day, Domain: d.ID, From: was, To: d.Level, Because: r.because(rel, d, was)}
			s.Sentence = say("restated from %d to %d because %s", s.From, s.To, s.Because)
			out = append(out, s)
		}
	}
	return out
}

// because says why a domain does not stand where the release had it.
func (r *Register) because(rel Release, d DomainStanding, was int) Said {
	if rel.Version != "" && rel.Version != r.in.Model.Version {
		return say("the model changed from version %s to %s", rel.Version, r.in.Model.Version)
	}
	if d.Level > was {
		return say("records for that day were added after the release")
	}
	var why []Said
	for _, s := range d.Criteria {
		if !s.Met && s.Level > d.Level && s.Level <= was {
			_, name, _ := strings.Cut(s.Criterion, "/")
			why = append(why, say("%s: %s", name, s.Detail))
		}
	}
	if len(why) == 0 {
		return say("the records of that day were corrected after the release")
	}
	return say("for that day the records now say %s", join(why))
}
