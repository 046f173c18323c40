package maturity

import "time"

// Model is a maturity model with its domains.
type Model struct {
	ID, Version      string
	Base             int      // the level held with no criterion met
	Levels           []string // names, the first of level Base
	MaxAgeDays       int      // of attested criteria that set none; 0: not set
	Scale            string   // of domains that name none; "" is met, partial, not-met
	RequiresEvidence bool     // met without evidence counts as unmet
	Scales           []Scale
	Groups           []Group
	Domains          []Domain
}

// Top is the highest level of the model.
func (m Model) Top() int { return m.Base + max(len(m.Levels), 1) - 1 }

// LevelName is the name of a level; "" when the model has none for it.
func (m Model) LevelName(level int) string {
	if i := level - m.Base; i >= 0 && i < len(m.Levels) {
		return m.Levels[i]
	}
	return ""
}

// Scale is a set of answers with their values.
type Scale struct {
	Name      string
	Answers   []Answer
	Satisfied float64 // an answer of at least this value meets a criterion
}

// Answer is one answer and what it is worth.
type Answer struct {
	Name  string
	Value float64
}

// Rollup is how a group sums up its members.
type Rollup string

// The rollups, also of the criteria of a domain (sum and mean).
const (
	Mean    Rollup = "mean"
	Weakest Rollup = "weakest"
	Sum     Rollup = "sum"
)

// Group gathers domains, or groups that name it.
type Group struct {
	ID, Title string
	Rollup    Rollup
	Group     string // the group it belongs to, or ""
}

// Domain is one field of the programme.
type Domain struct {
	ID, Title string
	Group     string
	Scale     string
	Score     Rollup // Sum or Mean of the criteria's values; "": by level
	Apart     bool   // does not count for the overall level
	Max       int    // the highest level it defines; 0: the model's
	Target    int    // 0: none
	TargetBy  time.Time
	Criteria  []Criterion
	Released  *Released // finished values, in place of criteria
}

// Released are values that were computed elsewhere, from what is not here.
type Released struct {
	Level   int
	Score   *float64
	History map[string]int // level by day, as 2006-01-02
}

// Criterion is true or false on a day: by a rule when Rule is set, else by
// attestation.
type Criterion struct {
	ID         string
	Level      int
	Text       string
	Rule       string
	MaxAgeDays int // 0: the model's
}

// Address names a criterion in records, gaps and findings.
func Address(domain, criterion string) string { return domain + "/" + criterion }

// Record is one dated answer to a criterion.
type Record struct {
	Criterion string // domain/criterion
	Day       time.Time
	State     string // met, partial, not-met, withdrawn, na; or an answer of the domain's scale
	Assessor  string // self, peer, external
	Evidenced bool   // evidence is given; what it says is not known here
	Justified bool   // a justification is given, which na needs
}

// The states that every scale has.
const (
	Withdrawn     = "withdrawn"
	NotApplicable = "na"
)

// RoadmapItem is a planned step that is to close criteria.
type RoadmapItem struct {
	ID      string
	Closes  []string // criterion addresses
	Status  string   // planned, doing, done, dropped
	Done    time.Time
	Dropped time.Time
}

// on is the status of an item on a day: what is done later is not done yet.
func (i RoadmapItem) on(day time.Time) string {
	if i.Status == "done" && i.Done.After(day) || i.Status == "dropped" && i.Dropped.After(day) {
		return "doing"
	}
	return i.Status
}

// Release is what a release published.
type Release struct {
	Name    string
	Day     time.Time
	Version string         // of the model
	Levels  map[string]int // by domain
}

// builtIn is the scale without a name.
var builtIn = Scale{Answers: []Answer{{"not-met", 0}, {"partial", 0.5}, {"met", 1}}, Satisfied: 1}

// scaleOf gives the scale of a domain; ok is false when it is not declared.
func (m Model) scaleOf(d Domain) (scale Scale, ok bool) {
	name := d.Scale
	if name == "" {
		name = m.Scale
	}
	if name == "" {
		return builtIn, true
	}
	for _, s := range m.Scales {
		if s.Name == name {
			return s, true
		}
	}
	return Scale{}, false
}

// maxOf is the highest level of a domain.
func (m Model) maxOf(d Domain) int {
	if d.Max > 0 {
		return min(d.Max, m.Top())
	}
	return m.Top()
}

// maxAge is how many days an answer to a criterion holds; 0: not set.
func (m Model) maxAge(c Criterion) int {
	if c.MaxAgeDays > 0 {
		return c.MaxAgeDays
	}
	return m.MaxAgeDays
}
