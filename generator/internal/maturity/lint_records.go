package maturity

import (
	"slices"
	"strings"
	"time"
)

// record looks at one attestation.
func (l *linter) record(rec Record, today time.Time) {
	add := func(code Code, severity Severity, format string, args ...any) *Finding {
		f := l.add("record", rec.Criterion, code, severity, format, args...)
		f.Day = rec.Day
		return f
	}
	p, known := l.criteria[rec.Criterion]
	if l.elsewhere(rec.Criterion) {
		return
	}
	if !known {
		add(UnknownCriterion, Error, "no criterion %q", rec.Criterion).Hint = hint(rec.Criterion, l.known)
		return
	}
	if p.criterion.Rule != "" {
		add(RuledRecord, Error, "a rule decides this criterion: it takes no attestations")
	}
	if rec.Day.After(today) {
		add(FutureRecord, Error, "an attestation cannot be later than today")
	}
	if rec.Assessor != "" && !slices.Contains(assessors, rec.Assessor) {
		add(UnknownAssessor, Error, "unknown assessor; known are self, peer, external").key("assessor").Hint = hint(rec.Assessor, assessors)
	}
	l.answer(rec, p.domain, add)
}

var assessors = []string{"self", "peer", "external"}

// answer looks whether a state is one of the scale's.
func (l *linter) answer(rec Record, d Domain, add func(Code, Severity, string, ...any) *Finding) {
	scale, ok := l.in.Model.scaleOf(d)
	if !ok || rec.State == Withdrawn {
		return
	}
	if _, known := scale.worth(rec.State); known {
		return
	}
	if rec.State == NotApplicable {
		if !rec.Justified {
			add(Unjustified, Warning, "na without a justification counts as unmet")
		}
		return
	}
	var names []string
	for _, a := range scale.Answers {
		names = append(names, a.Name)
	}
	names = append(names, Withdrawn, NotApplicable)
	add(OffScale, Error, "%q is no answer of the scale: %s", rec.State, strings.Join(names, ", ")).key("state").Hint = hint(rec.State, names)
}

// duplicates looks for two records of one criterion on one day.
func (l *linter) duplicates() {
	type key struct {
		criterion string
		day       string
	}
	seen := map[key]int{}
	for _, rec := range l.in.Records {
		k := key{rec.Criterion, rec.Day.Format(time.DateOnly)}
		if seen[k]++; seen[k] == 2 {
			l.add("record", rec.Criterion, Duplicate, Error, "two attestations on %s", k.day).Day = rec.Day
		}
	}
}

// selfFrom is the level from which evidence should come from others too.
const selfFrom = 4

// standing looks at what holds on the day: gaps without a plan, plans done in
// vain, and high levels that nobody else has seen.
func (l *linter) standing() {
	now := Open(l.in).On(l.in.AsOf)
	status := map[string]Status{}
	for _, d := range now.Domains {
		for _, s := range d.Criteria {
			status[s.Criterion] = s
			if s.SelfOnly && s.Level >= selfFrom {
				l.add("criterion", s.Criterion, SelfOnly, Warning, "level %d rests on self-assessment only", s.Level)
			}
		}
		for _, g := range d.Gaps {
			if d.Target != nil && g.Level <= *d.Target && len(g.Roadmap) == 0 {
				l.add("criterion", g.Criterion, Unplanned, Warning, "a gap below the target %d that no roadmap item closes", *d.Target)
			}
		}
	}
	for _, item := range l.in.Roadmap {
		l.roadmap(item, status)
	}
}

func (l *linter) roadmap(item RoadmapItem, status map[string]Status) {
	for _, c := range item.Closes {
		s, known := status[c]
		if !known {
			if _, declared := l.criteria[c]; !declared && !l.elsewhere(c) {
				l.add("roadmap", item.ID, UnknownCriterion, Error, "no criterion %q", c).Hint = hint(c, l.known)
			}
			continue
		}
		if item.on(l.in.AsOf) != "done" || s.Met {
			continue
		}
		severity := Error
		if s.Reason == Expired {
			severity = Warning
		}
		l.add("roadmap", item.ID, DoneUnmet, severity, "done, but %s is unmet: %s", c, s.Detail)
	}
}
