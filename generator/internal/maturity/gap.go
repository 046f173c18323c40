package maturity

import (
	"slices"
	"time"
)

// Gap is a criterion that keeps a domain from its next level or its target.
type Gap struct {
	Criterion string   `json:"criterion"`
	Level     int      `json:"level"`
	Reason    Reason   `json:"reason"`
	Detail    Said     `json:"detail,omitzero"`
	Roadmap   []string `json:"roadmap"` // items that name it and were not dropped

	Text string `json:"-"`
}

// gaps lists the unmet criteria of the next level and of all levels up to the
// target, by level, then in the order of the model.
func (r *Register) gaps(d DomainStanding, day time.Time) []Gap {
	top := d.Level + 1
	if d.Target != nil {
		top = max(top, *d.Target)
	}
	out := []Gap{}
	for _, s := range d.Criteria {
		if s.Met || s.Level <= r.in.Model.Base || s.Level > min(top, d.Max) {
			continue
		}
		out = append(out, Gap{s.Criterion, s.Level, s.Reason, s.Detail, r.plans(s.Criterion, day), s.Text})
	}
	slices.SortStableFunc(out, func(a, b Gap) int { return a.Level - b.Level })
	return out
}

// plans lists the roadmap items that are to close a criterion.
func (r *Register) plans(criterion string, day time.Time) []string {
	out := []string{}
	for _, item := range r.in.Roadmap {
		if item.on(day) != "dropped" && slices.Contains(item.Closes, criterion) {
			out = append(out, item.ID)
		}
	}
	return out
}
