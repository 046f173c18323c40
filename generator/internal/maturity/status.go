package maturity

import (
	"slices"
	"strconv"
	"time"
)

// Reason is why a criterion is not met.
type Reason string

// The reasons.
const (
	Never   Reason = "never"   // no answer yet
	NotMet  Reason = "not-met" // answered so
	Partial Reason = "partial"
	Expired Reason = "stale" // met, but the record is too old
	Retired Reason = "withdrawn"
	Value   Reason = "value"   // a rule's value is not good enough
	NoData  Reason = "no-data" // a rule lacks data
)

// expiryNotice is how many days before its end a record is warned of.
const expiryNotice = 30

// Status is one criterion on a day.
type Status struct {
	Criterion string // domain/criterion
	Level     int
	Text      string
	Met       bool
	Reason    Reason  // "" when met
	Detail    Said    // the reason in words, or what a rule found
	State     string  // the answer of the newest record
	Worth     float64 // value of a valid answer, 0 to 1 on most scales; of rules 1 or 0
	Answered  bool
	NA        bool      // met because it does not apply
	SelfOnly  bool      // met, and nobody but oneself has said so
	Day       time.Time // of the newest record
	Expires   time.Time // the first day on which the record no longer holds; zero for rules
	Expiring  bool      // within 30 days
	ByRule    bool
}

// status of a criterion at the end of a day.
func (r *Register) status(d Domain, c Criterion, day time.Time) Status {
	s := Status{Criterion: Address(d.ID, c.ID), Level: c.Level, Text: c.Text}
	if c.Rule != "" {
		return r.byRule(s, day)
	}
	records := r.records[s.Criterion]
	n, found := slices.BinarySearchFunc(records, day, func(rec Record, d time.Time) int { return rec.Day.Compare(d) })
	for found && n < len(records) && records[n].Day.Equal(day) {
		n++
	}
	if records = records[:n]; n == 0 {
		s.Reason, s.Detail = Never, say("never attested")
		return s
	}
	scale, _ := r.in.Model.scaleOf(d)
	return s.answered(records, scale, r.in.Model, c, day)
}

// answered weighs the newest record; records end with it.
func (s Status) answered(records []Record, scale Scale, m Model, c Criterion, day time.Time) Status {
	rec := records[len(records)-1]
	s.Day, s.State, s.Answered = rec.Day, rec.State, true
	worth, known := scale.worth(rec.State)
	switch {
	case rec.State == Withdrawn:
		s.Answered, s.Reason, s.Detail = false, Retired, say("withdrawn on %s", rec.Day)
	case !known && rec.State == NotApplicable:
		s.applicable(rec)
	case !known:
		s.Reason, s.Detail = NotMet, say("not an answer of the scale on %s", rec.Day)
	case worth < scale.Satisfied && worth > 0:
		s.Worth, s.Reason, s.Detail = worth, Partial, say("partly met on %s", rec.Day)
	case worth < scale.Satisfied:
		s.Reason, s.Detail = NotMet, say("not met on %s", rec.Day)
	case m.RequiresEvidence && !rec.Evidenced:
		s.Reason, s.Detail = NotMet, say("met on %s, but without evidence", rec.Day)
	default:
		s.Worth, s.Met = worth, true
	}
	s.expire(m.maxAge(c), day)
	s.SelfOnly = s.Met && !s.NA && selfOnly(records, scale, m.maxAge(c), day)
	return s
}

// applicable takes a criterion that does not apply as met, if that is justified.
func (s *Status) applicable(rec Record) {
	if !rec.Justified {
		s.Reason, s.Detail = NotMet, say("said not to apply on %s, without a justification", rec.Day)
		return
	}
	s.Met, s.NA = true, true
}

// expire ends what is too old. An age of maxAge days is too old already.
func (s *Status) expire(maxAge int, day time.Time) {
	if maxAge <= 0 {
		return
	}
	s.Expires = s.Day.AddDate(0, 0, maxAge)
	if day.Before(s.Expires) {
		s.Expiring = s.Met && !s.Expires.AddDate(0, 0, -expiryNotice).After(day)
		return
	}
	s.Worth = 0
	if s.Met {
		s.Detail = say("met on %s, stale since %s", s.Day, s.Expires)
		if s.NA {
			s.Detail = say("said not to apply on %s, stale since %s", s.Day, s.Expires)
		}
		s.Met, s.NA, s.Reason = false, false, Expired
	}
}

// selfOnly reports whether no valid satisfying record comes from somebody else.
// An answer that was withdrawn or denied since is valid no longer.
func selfOnly(records []Record, scale Scale, maxAge int, day time.Time) bool {
	for _, rec := range slices.Backward(records) {
		worth, _ := scale.worth(rec.State)
		fresh := maxAge <= 0 || day.Before(rec.Day.AddDate(0, 0, maxAge))
		if !fresh || worth < scale.Satisfied && rec.State != NotApplicable {
			break
		}
		if worth >= scale.Satisfied && (rec.Assessor == "peer" || rec.Assessor == "external") {
			return false
		}
	}
	return true
}

// worth is the value of an answer: by its name, or a number that is exactly one
// of the scale's values. ok is false when it is no answer of the scale.
func (s Scale) worth(state string) (value float64, ok bool) {
	for _, a := range s.Answers {
		if a.Name == state {
			return a.Value, true
		}
	}
	if x, err := strconv.ParseFloat(state, 64); err == nil {
		for _, a := range s.Answers {
			if a.Value == x {
				return x, true
			}
		}
	}
	return 0, false
}

// byRule is a criterion that a rule decides.
func (r *Register) byRule(s Status, day time.Time) Status {
	s.ByRule = true
	rule := r.rules[s.Criterion]
	if rule == nil {
		s.Reason, s.Detail = NoData, say("the rule cannot be read")
		return s
	}
	o := r.evaluate(rule, day)
	s.Met, s.Reason, s.Detail, s.Answered = o.Met, o.Reason, o.Detail, true
	if o.Met {
		s.Worth = 1
	}
	return s
}
