package maturity

import (
	"maps"
	"slices"
	"strings"

	"candor/generator/internal/trend"
)

// RuleFinding is what is wrong with the names or units of a rule that parses.
type RuleFinding struct {
	RuleError
	Code Code
}

// Check looks up the names of a rule and the units of its values.
func (r *Rule) Check(f Facts) []RuleFinding {
	var out []RuleFinding
	add := func(code Code, pos int, text, hint string) {
		out = append(out, RuleFinding{RuleError{pos, text, hint}, code})
	}
	for _, c := range r.Clauses {
		form := f.form(c)
		if form == OfCount || form == OfAge {
			if _, known := f.Things[c.Name]; !known {
				add(UnknownThings, c.NamePos, "no such collection", hint(c.Name, slices.Sorted(maps.Keys(f.Things))))
			}
			for _, w := range c.Where {
				if text, near := f.unknown(c.Name, w); text != "" {
					add(UnknownField, w.Pos, text, near)
				}
			}
			if text := wrongUnit(c, form); text != "" {
				add(BadUnit, c.ValPos, text, "")
			}
			continue
		}
		s, known := f.Metrics[c.Name]
		if !known {
			add(UnknownMetric, c.NamePos, "no such metric", hint(c.Name, slices.Sorted(maps.Keys(f.Metrics))))
			continue
		}
		if form == OfMetric {
			if text := unfit(c, s); text != "" {
				add(BadUnit, c.ValPos, text, "")
			}
		}
	}
	return out
}

// unknown says why no thing of a collection can meet a condition.
func (f Facts) unknown(things string, w Condition) (text, near string) {
	fields := f.Fields[things]
	if fields == nil {
		return "", ""
	}
	values, known := fields[w.Field]
	switch {
	case !known:
		names := slices.Sorted(maps.Keys(fields))
		return "no such field; known are " + strings.Join(names, ", "), hint(w.Field, names)
	case values != nil && !slices.Contains(values, w.Value):
		return "no such " + w.Field + "; known are " + strings.Join(values, ", "), hint(w.Value, values)
	}
	return "", ""
}

// wrongUnit says what is wrong with the unit of a count or an age.
func wrongUnit(c Clause, form Form) string {
	_, time := trend.UnitLength(c.Unit)
	switch {
	case form == OfCount && c.Unit != "":
		return "a count has no unit"
	case form == OfAge && !time:
		return "an age needs a unit of time, such as 90d"
	}
	return ""
}

// unfit says why a value cannot be compared with a metric.
func unfit(c Clause, s trend.Series) string {
	if c.Agg == "share" && s.Kind != trend.Proportion {
		return "share(…) is for proportions"
	}
	if c.Agg == "count" {
		if c.Unit != "" {
			return "a count has no unit"
		}
		return ""
	}
	if _, ok := inUnitOf(s, c); !ok {
		if c.Unit == "%" {
			return "the metric is not a share: its unit is " + nameOf(s.Unit)
		}
		return "the metric is no time: its unit is " + nameOf(s.Unit)
	}
	if s.Kind == trend.Proportion && c.Unit == "" && c.Value > 1 && c.Agg != "sum" {
		return "a share lies from 0 to 1; a percentage is written with %"
	}
	return ""
}

func nameOf(unit string) string {
	if unit == "" {
		return "none"
	}
	return unit
}
