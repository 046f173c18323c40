package page

import (
	"fmt"
	"strings"

	"candor/generator/internal/chart"
	"candor/generator/internal/trend"
)

// standing counts what became of targets. Stale and open values are in none.
type standing struct{ met, late, missed, notYet int }

func (b *Builder) standing(list []*measured) standing {
	var s standing
	for _, m := range list {
		if m.Analysis.Target == nil {
			continue
		}
		switch m.Analysis.Target.Status {
		case trend.TargetMet:
			s.met++
		case trend.TargetMetLate:
			s.late++
		case trend.TargetMissed:
			s.missed++
		case trend.TargetNotYet:
			s.notYet++
		}
	}
	return s
}

func (s standing) all() int { return s.met + s.late + s.missed + s.notYet }

// words say how the targets stand: how many of all are met, and how many of the
// others are late or not due yet; "" where there are none.
func (s standing) words(b *Builder) string {
	if s.all() == 0 {
		return ""
	}
	if s.met+s.late+s.missed == 0 {
		return fmt.Sprintf(b.t("%s not due yet"), b.count(s.notYet, "target is", "targets are"))
	}
	text := fmt.Sprintf(b.t("%d of %s met"), s.met+s.late, b.count(s.all(), "target is", "targets are"))
	var more []string
	if s.late > 0 {
		more = append(more, fmt.Sprintf(b.t("%d after its day"), s.late))
	}
	if s.missed > 0 {
		more = append(more, fmt.Sprintf(b.t("%d missed"), s.missed))
	}
	if s.notYet > 0 {
		more = append(more, fmt.Sprintf(b.t("%d not due yet"), s.notYet))
	}
	if len(more) > 0 {
		text += " (" + strings.Join(more, ", ") + ")"
	}
	return text
}

// status says in a chip what became of the target.
func (a at) status(m *measured) Chip {
	t := m.Analysis.Target
	switch {
	case m.Metric.Target == nil:
		return Chip{"none", "– No target"}
	case m.Stale():
		return Chip{"none", "– No recent value"}
	case t == nil || t.Now == nil:
		return Chip{"none", "– No value"}
	case t.Status == "" && t.Least:
		return Chip{"none", "– Still open"}
	case t.Status == "": // neither direction is better
		return Chip{"none", "– Not judged"}
	}
	return a.judged(m)
}

// judged is the chip of a target with a status.
func (a at) judged(m *measured) Chip {
	t := m.Analysis.Target
	switch t.Status {
	case trend.TargetMet:
		return Chip{"good", "✓ Target met"}
	case trend.TargetMetLate:
		return Chip{"watch", "△ Target met late"}
	case trend.TargetMissed:
		return Chip{"bad", "✕ Target missed"}
	}
	switch {
	case t.Course == trend.Behind:
		return Chip{"watch", "△ Behind, not due yet"}
	case t.Course == trend.OnCourse:
		return Chip{"none", "– On course, not due yet"}
	case a.close(m):
		return Chip{"watch", "△ Close to target"}
	}
	return Chip{"none", "– Not due yet"}
}

// close reports whether a value that misses its target is inside the amber threshold.
func (a at) close(m *measured) bool {
	th, now := m.Thresholds, m.Analysis.Target.Now
	if th == nil || th.Amber == nil {
		return false
	}
	return trend.Same(*now, *th.Amber) || m.Better == "higher" && *now > *th.Amber || m.Better == "lower" && *now < *th.Amber
}

// bars give a chip's judgement to a bar.
var bars = map[string]chart.Standing{"good": chart.Met, "watch": chart.Near, "bad": chart.Missed}
