package maturity

import (
	"testing"
	"time"

	"candor/generator/internal/trend"
)

// TestOpenGapInRules: the gap still open counts where it is the longer one, as it
// does for targets.
func TestOpenGapInRules(t *testing.T) {
	day := time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC)
	at := trend.PeriodOf(trend.Day, time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC))
	s := trend.Series{Kind: trend.Gap, Unit: "days", Cadence: trend.Day, Better: trend.Higher, AsOf: day,
		Points: []trend.Point{{Period: at, Value: 50, Present: true}}}
	for op, met := range map[string]bool{">=": true, "<=": false} { // 213 days so far, against 100
		c := Clause{Agg: "last", Op: op, Value: 100}
		if o := ofMetric(c, s, day); o.Met != met {
			t.Errorf("%s 100: met %v, want %v", op, o.Met, met)
		}
	}
}
