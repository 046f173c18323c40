// Package maturity says how mature a programme is on a day: which criteria are
// met, the level of each domain, what is missing for the next one, and how that
// was on any day before.
//
// A criterion is the only thing that is true or false on a day; everything else
// is arithmetic on criteria. It is met by an attestation, dated and never for
// ever, or by a rule over metrics and pages. Models of others (SAMM, C2M2,
// DSOMM, certifications) are data: scales of answers and groups with a rollup.
//
// One call, [Assess], takes an [Input] and gives a [Report]. [Open] keeps the
// records in order for asking about many days; [Lint] lists what is wrong with
// the input, by address and code word.
//
// The room must not know where any of it was written: no files, no positions,
// no audiences, no pages, no clock. It knows trend, whose periods and verdicts
// the rules speak of.
package maturity

import (
	"cmp"
	"slices"
	"time"
)

// Input is everything an assessment is made from. Days are at 00:00 UTC and
// meant as of their end.
type Input struct {
	Model    Model
	Records  []Record // in any order
	Roadmap  []RoadmapItem
	Facts    Facts
	Releases []Release // levels that were published, in any order
	AsOf     time.Time
}

// Register is an input in order, ready to be asked about any day.
type Register struct {
	in      Input
	records map[string][]Record // by criterion address, oldest first
	rules   map[string]*Rule    // parsed, by criterion address; absent when in error
	trends  map[string]trendAt
}

// Open sorts the records and parses the rules. Rules in error are never met;
// [Lint] says what is wrong with them.
func Open(in Input) *Register {
	r := &Register{in: in, records: map[string][]Record{}, rules: map[string]*Rule{}, trends: map[string]trendAt{}}
	for _, rec := range in.Records {
		r.records[rec.Criterion] = append(r.records[rec.Criterion], rec)
	}
	for _, list := range r.records {
		slices.SortStableFunc(list, func(a, b Record) int { return a.Day.Compare(b.Day) })
	}
	for _, d := range in.Model.Domains {
		for _, c := range d.Criteria {
			if c.Rule == "" {
				continue
			}
			if rule, err := ParseRule(c.Rule); err == nil {
				r.rules[Address(d.ID, c.ID)] = rule
			}
		}
	}
	return r
}

// Standing is what holds on one day.
type Standing struct {
	Day     time.Time
	Domains []DomainStanding // in the order of the model
	Groups  []GroupStanding  // in the order of the model
	Overall *Overall         // nil when no domain counts
}

// On says what holds at the end of a day. It does not change the register but
// for a cache of trends: one register belongs to one goroutine.
func (r *Register) On(day time.Time) Standing {
	s := Standing{Day: day}
	for _, d := range r.in.Model.Domains {
		s.Domains = append(s.Domains, r.domain(d, day))
	}
	s.Overall = overall(r.in.Model, s.Domains)
	s.Groups = rollUp(r.in.Model.Groups, r.in.Model.Domains, s.Domains)
	return s
}

// Report is the assessment of a day with its history. Its JSON is the object
// "maturity" of report.json.
type Report struct {
	Model   string           `json:"model"`
	Version string           `json:"version"`
	Levels  []string         `json:"levels"`
	Overall *Overall         `json:"overall,omitempty"`
	Domains []DomainStanding `json:"domains"`
	Groups  []GroupStanding  `json:"groups,omitempty"`
	History []Past           `json:"history"`

	Breaks   []Break       `json:"breaks,omitempty"`   // where the model changed, oldest first
	Restated []Restatement `json:"restated,omitempty"` // where recomputation differs from what was published

	AsOf time.Time `json:"-"`
	Base int       `json:"-"`
}

// Assess says everything of an input as of its day.
func Assess(in Input) *Report {
	r := Open(in)
	now := r.On(in.AsOf)
	out := &Report{
		Model: in.Model.ID, Version: in.Model.Version, Levels: slices.Clone(in.Model.Levels), Base: in.Model.Base, AsOf: in.AsOf,
		Overall: now.Overall, Domains: now.Domains, Groups: now.Groups, History: r.History(),
	}
	if out.Levels == nil {
		out.Levels = []string{}
	}
	if out.Domains == nil {
		out.Domains = []DomainStanding{}
	}
	releases := slices.Clone(in.Releases)
	slices.SortStableFunc(releases, func(a, b Release) int { return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(a.Name, b.Name)) })
	out.Breaks = breaks(in.Model, releases, in.AsOf)
	out.Restated = r.restated(releases)
	return out
}
