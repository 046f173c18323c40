package maturity

import "candor/generator/internal/trend"

// Overall is the programme as a whole: as mature as its weakest domain.
type Overall struct {
	Level     int      `json:"level"`
	BlockedBy []string `json:"blocked_by"` // the domains at that level
	Mean      float64  `json:"mean"`       // of the scores
	Median    float64  `json:"-"`
	Of        int      `json:"-"` // domains that count
}

// overall sums up the domains that count; nil when there is none.
func overall(m Model, domains []DomainStanding) *Overall {
	var scores []float64
	o := &Overall{Level: m.Top() + 1, BlockedBy: []string{}}
	for _, d := range domains {
		if !d.Counts {
			continue
		}
		scores = append(scores, d.Score)
		if d.Level < o.Level {
			o.Level, o.BlockedBy = d.Level, []string{}
		}
		if d.Level == o.Level {
			o.BlockedBy = append(o.BlockedBy, d.ID)
		}
	}
	if len(scores) == 0 {
		return nil
	}
	o.Of, o.Mean, o.Median = len(scores), mean(scores), trend.Median(scores)
	return o
}

// mean of values; 0 of none.
func mean(x []float64) float64 {
	if len(x) == 0 {
		return 0
	}
	return total(x) / float64(len(x))
}

func total(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum
}
