package trend

import (
	"cmp"
	"math"
	"slices"
)

// LogRank compares two groups of partly open durations: χ² with one degree of
// freedom and its p (Mantel 1966). ok is false when nothing ended in common.
func LogRank(a, b []Event) (chi2, p float64, ok bool) {
	return logRank(spansOf(a), spansOf(b))
}

func logRank(a, b []span) (chi2, p float64, ok bool) {
	first := byLength(a)
	observed, expected, variance := 0.0, 0.0, 0.0
	for _, c := range kaplanMeier(append(slices.Clone(a), b...)) {
		ra, da := first.riskAt(c.T)
		n, d := float64(c.AtRisk), float64(c.Events)
		observed += float64(da)
		expected += d * float64(ra) / n
		if n > 1 {
			share := float64(ra) / n
			variance += d * share * (1 - share) * (n - d) / (n - 1)
		}
	}
	if !(variance > 0) {
		return 0, 1, false
	}
	z := (observed - expected) / math.Sqrt(variance)
	return settle(z * z), settle(twoSided(z)), true
}

// atRisk are lengths in order, asked with ever greater times.
type atRisk struct {
	spans []span
	next  int
}

func byLength(spans []span) *atRisk {
	sorted := slices.Clone(spans)
	slices.SortFunc(sorted, func(a, b span) int { return cmp.Compare(a.length, b.length) })
	return &atRisk{spans: sorted}
}

// riskAt counts what was still running just before t, and what ended at t.
func (r *atRisk) riskAt(t float64) (risk, ended int) {
	for r.next < len(r.spans) && r.spans[r.next].length < t {
		r.next++
	}
	for i := r.next; i < len(r.spans) && r.spans[i].length == t; i++ {
		if !r.spans[i].open {
			ended++
		}
	}
	return len(r.spans) - r.next, ended
}
