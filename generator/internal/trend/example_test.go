package trend_test

import (
	"fmt"
	"strings"
	"time"

	"candor/generator/internal/trend"
)

func ExampleAnalyse() {
	first, _ := trend.ParsePeriod("2025-01")
	s := trend.Series{
		Title: "Time to patch", Kind: trend.Level, Better: trend.Lower, Unit: "days", Cadence: trend.Month,
		AsOf:   time.Date(2025, 12, 31, 0, 0, 0, 0, time.UTC),
		Target: &trend.Target{Value: 12},
	}
	for i, v := range []float64{31, 28, 33, 27, 26, 30, 24, 25, 22, 23, 21, 19} {
		s.Points = append(s.Points, trend.Point{Period: first.Add(i), Value: v, Present: true})
	}
	a := trend.Analyse(s)
	fmt.Println(a.Trend.Verdict, *a.Trend.Slope, a.Target.Projected)
	fmt.Println(strings.ReplaceAll(a.Headline, "\u00a0", " "))
	// Output:
	// improving -1 2026-08
	// Time to patch: improving, 19 days, down 1 day a month
}
