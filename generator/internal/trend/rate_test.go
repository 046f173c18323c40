package trend

import (
	"math"
	"testing"
)

func TestIntervalsHoldForManyEvents(t *testing.T) {
	for _, k := range []int{0, 1, 50, 1000, 100_000, 10_000_000} {
		lo, hi := Garwood(k, 1)
		if !(lo <= float64(k) && float64(k) < hi) || !isFinite(hi) || (k > 0 && hi-lo > 5*math.Sqrt(float64(k))+5) {
			t.Errorf("Garwood %d: %v to %v", k, lo, hi)
		}
		for _, interval := range []func(int, int) (float64, float64){Wilson, ClopperPearson} {
			n := 2*k + 1
			lo, hi := interval(k, n)
			if p := float64(k) / float64(n); !(lo <= p && p <= hi && lo >= 0 && hi <= 1) {
				t.Errorf("%d of %d: %v to %v", k, n, lo, hi)
			}
		}
	}
}

// The two tails are the plain sum over all outcomes.
func TestBinomialTails(t *testing.T) {
	for _, q := range []float64{0.5, 0.2, 0.73, 0.01} {
		for _, n := range []int{1, 2, 7, 30, 101} {
			for k := 0; k <= n; k++ {
				want := 0.0
				for i := range n + 1 {
					if l := binomialLog(i, n, q); l <= binomialLog(k, n, q)+1e-7 {
						want += math.Exp(l)
					}
				}
				if got := binomialP(k, n, q); math.Abs(got-math.Min(1, want)) > 1e-11 {
					t.Errorf("%d of %d at %v: %v, want %v", k, n, q, got, want)
				}
			}
		}
	}
}

func TestRateRatioEdges(t *testing.T) {
	if ratio, _, _, p := RateRatio(0, 1, 0, 1); !math.IsNaN(ratio) || p != 1 {
		t.Errorf("nothing against nothing: %v, p %v", ratio, p)
	}
	if ratio, lo, hi, p := RateRatio(5, 1, 0, 1); !math.IsInf(ratio, 1) || !math.IsInf(hi, 1) || lo <= 0 || math.Abs(p-0.0625) > 1e-9 {
		t.Errorf("five against nothing: %v (%v to %v), p %v", ratio, lo, hi, p)
	}
	if _, _, _, p := RateRatio(7, 3, 7, 3); p != 1 {
		t.Errorf("equal rates: p %v", p)
	}
}

func TestComparisonOfHalves(t *testing.T) {
	s := monthly(9, 4, 3, 5, 4, 0, 1, 0, 0)
	s.Kind = Count
	c := Analyse(s).Comparison
	if c == nil || c.Older != 16 || c.Newer != 1 || c.P > 0.001 || c.Since != day("2024-06-01") {
		t.Errorf("%+v", c)
	}
}

func TestRareCountsAreChartedByTheTimeBetween(t *testing.T) {
	s := monthly(0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 1)
	s.Kind = Count
	a := Analyse(s)
	if a.Limits != nil || a.Rare == nil || a.Rare.Method != "g" || len(a.Rare.Points) != 3 {
		t.Fatalf("%+v", a.Rare)
	}
	for i, want := range []float64{4, 0, 7} {
		if a.Rare.Points[i].Value != want {
			t.Errorf("gap %d is %v, want %v", i, a.Rare.Points[i].Value, want)
		}
	}
}

func TestGapsUseTheTimeSoFar(t *testing.T) {
	s := Series{Kind: Gap, Better: Higher, Unit: "days", Cadence: Day, AsOf: day("2025-12-31")}
	at := day("2024-01-01")
	for _, g := range []int{10, 12, 9, 20, 11, 14, 60, 80, 95, 110} {
		at = at.AddDate(0, 0, g)
		s.Points = append(s.Points, Point{Period: PeriodOf(Day, at), Value: float64(g), Present: true})
	}
	a := Analyse(s)
	if *a.OpenGap != 309 || math.Abs(*a.Summary.Rate-10.0/730) > 1e-12 || *a.Summary.Median != 17 || a.Trend.Method != "rate-ratio" || a.Trend.Verdict != Improving {
		t.Errorf("%+v %+v", a.Summary, a.Trend)
	}
	if a.Limits == nil || a.Limits.Lower < 0 || a.Limits.Centre <= a.Limits.Lower {
		t.Errorf("%+v", a.Limits)
	}
}
