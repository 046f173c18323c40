package maturity

import "time"

// Severity is the weight of a finding.
type Severity string

// The severities.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Code is what kind of fault a finding is.
type Code string

// The codes.
const (
	EmptyLevel       Code = "empty-level"       // a level above base without criteria
	LevelRange       Code = "level-range"       // a criterion or a target outside the levels
	NoExpiry         Code = "no-expiry"         // attested criterion without max_age_days
	BadRule          Code = "rule"              // a rule that cannot be read
	UnknownMetric    Code = "unknown-metric"    // in a rule
	UnknownThings    Code = "unknown-things"    // a collection in a rule
	UnknownField     Code = "unknown-field"     // of a collection, or a value that it cannot have
	BadUnit          Code = "unit"              // of a rule's value
	UnknownCriterion Code = "unknown-criterion" // in a record or a roadmap item
	UnknownScale     Code = "unknown-scale"
	UnknownGroup     Code = "unknown-group"
	GroupCycle       Code = "group-cycle"
	FutureRecord     Code = "future"      // later than today
	OffScale         Code = "off-scale"   // no answer of the scale
	Duplicate        Code = "duplicate"   // two records for one criterion and day
	SelfOnly         Code = "self-only"   // from level 4 on, nobody but oneself
	Unjustified      Code = "unjustified" // na without a justification
	RuledRecord      Code = "ruled"       // a record for a criterion that a rule decides
	Unplanned        Code = "unplanned"   // a gap below target that no roadmap item names
	DoneUnmet        Code = "done-unmet"  // an item done whose criterion is unmet
	UnknownMember    Code = "empty-group" // a group without a member
	UnknownAssessor  Code = "assessor"    // none of self, peer, external
)

// Finding is one fault of an input. Other rooms find its place by the address:
// a domain id, domain/criterion, a roadmap item or a group.
type Finding struct {
	Kind     string // domain, criterion, record, roadmap, group
	Address  string
	Key      string    // of the table, where one is wrong: target, level, state …
	Day      time.Time // of a record
	Rule     string    // the rule that is meant, for rule findings
	Pos      int       // byte offset into it
	Code     Code
	Severity Severity
	Text     string
	Hint     string
}
