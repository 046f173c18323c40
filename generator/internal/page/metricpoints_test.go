package page

import (
	"testing"
	"time"

	"candor/generator/internal/chart"
	"candor/generator/internal/program"
	"candor/generator/internal/trend"
)

func month(m time.Month) trend.Period {
	return trend.PeriodOf(trend.Month, time.Date(2026, m, 1, 0, 0, 0, 0, time.UTC))
}

// TestParted: a gap, and no other, where a new definition begins; a change
// without one leaves the line whole.
func TestParted(t *testing.T) {
	m := &measured{Metric: &program.Metric{Changes: []program.Change{{Period: month(3), Definition: true}, {Period: month(5)}}}}
	var pts []chart.Point
	for i := range 6 {
		pts = append(pts, chart.Point{Start: month(time.Month(i + 1)).Start(), Label: month(time.Month(i + 1)).String(), State: chart.Measured})
	}
	got := parted(m, pts)
	if len(got) != 7 || got[2].State != chart.Missing || !got[1].Start.Before(got[2].Start) || !got[2].Start.Before(got[3].Start) || got[3].Label != "2026-03" {
		t.Errorf("%v", got)
	}
}

// TestSignalOutsideFirst: a value below the lower limit is worse, though it is
// part of a rise, too.
func TestSignalOutsideFirst(t *testing.T) {
	m := &measured{Metric: &program.Metric{Better: "higher"}, Analysis: &trend.Analysis{Limits: &trend.Limits{Signals: []trend.Signal{
		{Period: month(1), Rule: "outside", Side: -1}, {Period: month(1), Rule: "trend", Side: 1}, {Period: month(2), Rule: "trend", Side: 1}}}}}
	pts := signals(m, []chart.Point{{Label: "2026-01", State: chart.Measured}, {Label: "2026-02", State: chart.Measured}})
	if pts[0].Signal != chart.SignalBad || pts[1].Signal != chart.SignalGood {
		t.Errorf("%v", pts)
	}
}
