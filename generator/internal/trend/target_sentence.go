package trend

import (
	"fmt"
	"math"
	"strings"
)

// targetSentence is the value against the target, the way so far, and the date.
func (a *Analysis) targetSentence() string {
	v := a.Target
	goal := "Target: " + a.series.goal(v.Value)
	if v.By != "" {
		goal += " by " + v.By
	}
	if v.Now == nil {
		return goal + ". There is no value yet."
	}
	parts := []string{goal + "; now " + a.series.quantity(*v.Now) + a.metWords()}
	if s := a.wayWords(); s != "" {
		parts = append(parts, s)
	}
	parts = append(parts, a.dateWords()...)
	return strings.Join(parts, ". ") + "."
}

// goal writes the target with its direction.
func (s Series) goal(x float64) string {
	switch s.Better {
	case Lower:
		return "at most " + s.quantity(x)
	case Higher:
		return "at least " + s.quantity(x)
	}
	return s.quantity(x)
}

func (a *Analysis) metWords() string {
	switch m := a.Target.Met; {
	case m == nil:
		return ""
	case *m:
		return ", which meets it"
	}
	return ", which misses it"
}

// wayWords is the share of the way from the baseline that is done.
func (a *Analysis) wayWords() string {
	v := a.Target
	if v.Attainment == nil {
		return ""
	}
	from := a.series.quantity(a.series.Baseline.Value)
	var s string
	switch x := math.Round(*v.Attainment*1000) / 1000; {
	case x == 0:
		s = "The value stands where it began, at the baseline of " + from
	case x < 0:
		s = "The value has moved away from the target since the baseline of " + from
	default:
		s = fmt.Sprintf("%s of the way from the baseline of %s", Percent(x), from)
	}
	if v.OnCourse != nil && a.Target.Met != nil && !*a.Target.Met {
		if *v.OnCourse {
			s += ", on course: a straight way would be at " + a.series.quantity(*v.Pace)
		} else {
			s += ", behind: a straight way would be at " + a.series.quantity(*v.Pace)
		}
	}
	return s
}

// dateWords is the projected date, or that none can be given.
func (a *Analysis) dateWords() []string {
	v := a.Target
	switch {
	case v.Projected != "" && v.Earliest == v.Latest:
		return []string{"If the line goes on, it is there in " + v.Projected}
	case v.Projected != "":
		return []string{fmt.Sprintf("If the line goes on, it is there in %s (%s to %s)", v.Projected, v.Earliest, v.Latest)}
	case v.Met != nil && *v.Met:
		return nil
	}
	return []string{"No date can be given for reaching it"}
}

// assuranceSentence sets the target against the range of ordinary values.
func (a *Analysis) assuranceSentence() string {
	v := a.Target
	trial := ""
	if a.Limits != nil && a.Limits.Trial {
		trial = " The limits are on trial: fewer than 13 values."
	}
	switch v.Assurance {
	case "consistently-met":
		return "Consistently met: ordinary values stay on the good side of the target." + trial
	case "consistently-missed":
		return "Consistently missed: ordinary values do not reach the target." + trial
	case "hit-and-miss":
		return "Hit and miss: the target lies within the range of ordinary values, so that meeting it is chance." + trial
	}
	return ""
}
