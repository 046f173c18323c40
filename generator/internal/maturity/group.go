package maturity

import "slices"

// GroupStanding is one group on a day.
type GroupStanding struct {
	ID    string  `json:"id"`
	Score float64 `json:"score"`

	Title   string   `json:"-"`
	Rollup  Rollup   `json:"-"`
	Level   int      `json:"-"` // of its weakest domain
	Members []string `json:"-"` // domains and groups, in the order of the model
}

// rollUp sums up groups from the inside out. A group without a member, or inside
// itself, is left out.
func rollUp(groups []Group, domains []Domain, standings []DomainStanding) []GroupStanding {
	done, busy := map[string]*GroupStanding{}, map[string]bool{}
	var of func(Group) *GroupStanding
	of = func(g Group) *GroupStanding {
		if s, ok := done[g.ID]; ok || busy[g.ID] {
			return s
		}
		busy[g.ID] = true
		s := &GroupStanding{ID: g.ID, Title: g.Title, Rollup: g.Rollup}
		var scores []float64
		take := func(id string, score float64, level int) {
			if len(scores) == 0 || level < s.Level {
				s.Level = level
			}
			scores, s.Members = append(scores, score), append(s.Members, id)
		}
		for i, d := range domains {
			if d.Group == g.ID {
				take(d.ID, standings[i].Score, standings[i].Level)
			}
		}
		for _, inner := range groups {
			if inner.Group == g.ID {
				if m := of(inner); m != nil {
					take(inner.ID, m.Score, m.Level)
				}
			}
		}
		if len(scores) == 0 {
			return nil
		}
		s.Score = rolled(g.Rollup, scores)
		done[g.ID] = s
		return s
	}
	var out []GroupStanding
	for _, g := range groups {
		if s := of(g); s != nil {
			out = append(out, *s)
		}
	}
	return out
}

func rolled(by Rollup, scores []float64) float64 {
	switch by {
	case Weakest:
		return slices.Min(scores)
	case Sum:
		return total(scores)
	}
	return mean(scores)
}
