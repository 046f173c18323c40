package maturity

import (
	"math"
	"time"

	"candor/generator/internal/trend"
)

// Outcome is what a rule found on a day.
type Outcome struct {
	Met    bool
	Reason Reason // Value or NoData when not met
	Detail Said   // what was found, in words
}

// evaluate asks all clauses; the first that does not hold decides.
func (r *Register) evaluate(rule *Rule, day time.Time) Outcome {
	var found []Said
	for _, c := range rule.Clauses {
		o := r.clause(c, day)
		if !o.Met {
			return o
		}
		found = append(found, o.Detail)
	}
	return Outcome{Met: true, Detail: join(found)}
}

func (r *Register) clause(c Clause, day time.Time) Outcome {
	switch r.in.Facts.form(c) {
	case OfTrend:
		return r.ofTrend(c, day)
	case OfCount:
		return r.ofCount(c, day)
	case OfAge:
		return r.ofAge(c, day)
	}
	s, known := r.in.Facts.Metrics[c.Name]
	if !known {
		return missing("unknown metric")
	}
	return ofMetric(c, s.At(day), day)
}

func missing(text string, with ...any) Outcome {
	return Outcome{Reason: NoData, Detail: say(text, with...)}
}

// compared decides a clause by a value.
func (c Clause) compared(x, want float64, detail Said) Outcome {
	if holds(x, c.Op, want) {
		return Outcome{Met: true, Detail: detail}
	}
	return Outcome{Reason: Value, Detail: detail}
}

// comparedBound decides a clause by the least that a value can come to: it is met
// only if more would not change the answer.
func (c Clause) comparedBound(least, want float64, detail Said) Outcome {
	met := false
	switch c.Op {
	case ">=", ">":
		met = holds(least, c.Op, want)
	case "!=":
		met = holds(least, ">", want)
	}
	if met {
		return Outcome{Met: true, Detail: detail}
	}
	return Outcome{Reason: Value, Detail: detail}
}

// holds compares, with what rounding does to the last digits allowed for.
func holds(x float64, op string, want float64) bool {
	equal := math.Abs(x-want) <= 1e-12*math.Max(math.Abs(x), math.Abs(want))
	switch op {
	case "<=":
		return equal || x < want
	case ">=":
		return equal || x > want
	case "<":
		return !equal && x < want
	case ">":
		return !equal && x > want
	case "!=":
		return !equal
	}
	return equal
}

func (r *Register) ofTrend(c Clause, day time.Time) Outcome {
	if _, known := r.in.Facts.Metrics[c.Name]; !known {
		return missing("unknown metric")
	}
	t := r.verdict(c.Name, day)
	switch {
	case t.verdict == c.Verdict:
		return Outcome{Met: true, Detail: say("trend is %s", say(string(t.verdict)))}
	case t.verdict == trend.NotEnough:
		return missing("not enough data for a trend (%d of 8)", t.n)
	}
	return Outcome{Reason: Value, Detail: say("trend is %s", say(string(t.verdict)))}
}

// matching lists the things that exist on the day, in the window, and bear all
// conditions.
func (r *Register) matching(c Clause, day time.Time) []Thing {
	var out []Thing
	after := time.Time{}
	if c.Window.Months > 0 {
		after = day.AddDate(0, -c.Window.Months, 1)
	}
	for _, t := range r.in.Facts.Things[c.Name] {
		if t.there(day) && !t.Date.Before(after) && c.matches(t, day) {
			out = append(out, t)
		}
	}
	return out
}

func (c Clause) matches(t Thing, day time.Time) bool {
	for _, w := range c.Where {
		if t.has(w.Field, w.Value, day) == w.Not {
			return false
		}
	}
	return true
}

func (r *Register) ofCount(c Clause, day time.Time) Outcome {
	if _, known := r.in.Facts.Things[c.Name]; !known {
		return missing("unknown collection")
	}
	n := len(r.matching(c, day))
	if n == 0 {
		return c.compared(0, c.Value, say("none"))
	}
	return c.compared(float64(n), c.Value, say("%d found", n))
}

// ofAge is the number of days since the newest of the things.
func (r *Register) ofAge(c Clause, day time.Time) Outcome {
	var newest time.Time
	for _, t := range r.matching(c, day) {
		if t.Date.After(newest) {
			newest = t.Date
		}
	}
	if newest.IsZero() {
		return missing("none yet")
	}
	want := c.Value
	if length, ok := trend.UnitLength(c.Unit); ok {
		want *= length.Hours() / 24
	}
	age := math.Floor(day.Sub(newest.UTC().Truncate(24*time.Hour)).Hours() / 24)
	return c.compared(age, want, say("the latest is %s old", figure(trend.Quantity(age, "days"))))
}
