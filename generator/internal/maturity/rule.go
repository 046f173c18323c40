package maturity

import (
	"fmt"

	"candor/generator/internal/trend"
)

// Rule is a criterion's condition, parsed: clauses that must all hold.
//
//	rule   = clause { "and" clause }
//	clause = metric op value [window]
//	       | agg "(" metric ")" op value [window]
//	       | "trend" "(" metric ")" "is" verdict
//	       | "count" "(" things [where] ")" op value ["over" N unit]
//	       | "age" "(" "latest" things [where] ")" op value
//	where  = "where" field ("=" | "!=") word { "and" field ("=" | "!=") word }
//	window = "for" N unit | "over" N unit [ "with" "n" ">=" K ]
//	agg    = median p90 mean min max last sum count share
//	op     = <= >= < > == !=
//	unit   = months quarters years;  value = number [ m h d w % ]
//
// A clause without a window takes the newest complete period, or with an
// aggregate all of them; "for" wants the comparison to hold in every period of
// the window, "over" takes the window's values together: by default the median,
// of counts the sum, of proportions the share.
type Rule struct {
	Source  string
	Clauses []Clause
}

// Form says what a clause asks.
type Form string

// The forms of a clause.
const (
	OfMetric Form = "metric"
	OfTrend  Form = "trend"
	OfCount  Form = "count"
	OfAge    Form = "age"
)

// Clause is one condition. Positions are byte offsets into the rule's source.
type Clause struct {
	Form    Form
	Agg     string // "" when none is written
	Name    string // metric or collection
	NamePos int
	Where   []Condition
	Op      string
	Value   float64
	Unit    string // m, h, d, w, %, or ""
	ValPos  int
	Window  Window
	AtLeast int           // with n >= K
	Verdict trend.Verdict // of OfTrend
	Pos     int
}

// Window is the stretch of time that a clause looks at; Months is 0 without one.
type Window struct {
	Every  bool // "for": each period; else "over": all together
	Months int
}

// Condition narrows things down.
type Condition struct {
	Field string
	Not   bool
	Value string
	Pos   int
}

// RuleError is why a rule cannot be used.
type RuleError struct {
	Pos  int    // byte offset into the rule
	Text string // what is wrong, and what is allowed there
	Hint string // the nearest known name, as `did you mean "median"?`, or ""
}

func (e *RuleError) Error() string {
	if e.Hint == "" {
		return fmt.Sprintf("at %d: %s", e.Pos, e.Text)
	}
	return fmt.Sprintf("at %d: %s (%s)", e.Pos, e.Text, e.Hint)
}

// Read is one thing that a rule looks at.
type Read struct {
	Metric string // id, or ""
	Things string // collection, or ""
	Months int    // how far back; 0: no window
	Whole  bool   // without a window, everything up to the day; else the newest period
	Pos    int
}

// Reads lists what a rule looks at, for checks of who may see that.
func (r *Rule) Reads(f Facts) []Read {
	var out []Read
	for _, c := range r.Clauses {
		read := Read{Months: c.Window.Months, Pos: c.NamePos}
		switch f.form(c) {
		case OfMetric:
			read.Metric, read.Whole = c.Name, c.Window.Months == 0 && c.Agg != "" && c.Agg != "last"
		case OfTrend:
			read.Metric, read.Whole = c.Name, true
		default:
			read.Things, read.Whole = c.Name, c.Window.Months == 0
		}
		out = append(out, read)
	}
	return out
}
