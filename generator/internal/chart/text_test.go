package chart

import (
	"math"
	"strings"
	"testing"
	"time"
)

func TestNumber(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", 1: "1", 142: "142", 9.6: "9.6", 12.345: "12.3", 0.5: "0.5", -2.25: "−2.25", 999.96: "1000", 1234.5: "1,234", 65536: "65,536",
		1e6: "1 M", 1234567: "1.23 M", 12.5e9: "12.5 bn", 3e12: "3 tn", 1e15: "1×10¹⁵", 1.7e308: "1.7×10³⁰⁸", 0.00012: "0.00012", 2e-9: "2×10⁻⁹",
	} {
		if got := Number(v); got != want {
			t.Errorf("Number(%v) = %q, want %q", v, got, want)
		}
	}
}

func TestDuration(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0 s", 40 * time.Second: "40 s", 29 * time.Minute: "29 min", 200 * time.Minute: "3 h 20 min", 26 * time.Hour: "26 h",
		292 * time.Hour: "12 d 4 h", 96 * time.Hour: "4 d", 400 * 24 * time.Hour: "400 d",
	} {
		if got := Duration(d); got != want {
			t.Errorf("Duration(%v) = %q, want %q", d, got, want)
		}
	}
}

func TestDomain(t *testing.T) {
	for _, c := range []struct {
		lo, hi          float64
		zero            bool
		low, high, step float64
	}{
		{142, 330, true, 0, 400, 100}, {81, 95, false, 80, 95, 5}, {0, 0, true, 0, 1, 1}, {-12, 8, false, -15, 10, 5}, {4, 9, false, 3, 9, 1},
		{-5, -3, false, -5, -3, 0.5}, {1e12, 3e12, false, 0, 3e12, 5e11}, {0.1, 0.3, false, 0, 0.3, 0.05},
	} {
		low, high, step := domain(c.lo, c.hi, c.zero, intervals)
		if low != c.low || high != c.high || step != c.step {
			t.Errorf("domain(%v, %v, %v) = %v, %v, %v; want %v, %v, %v", c.lo, c.hi, c.zero, low, high, step, c.low, c.high, c.step)
		}
	}
}

// TestDomainHolds tries the ends of the number range.
func TestDomainHolds(t *testing.T) {
	values := []float64{0, 5e-324, 1e-310, 1e-300, 1e-9, 0.1, 1, 7, 1e15, 1e15 + 0.125, 1e300, math.MaxFloat64}
	for _, a := range values {
		for _, b := range values {
			for _, sign := range [][2]float64{{1, 1}, {-1, 1}, {-1, -1}} {
				lo, hi := min(sign[0]*a, sign[1]*b), max(sign[0]*a, sign[1]*b)
				low, high, step := domain(lo, hi, false, intervals)
				s := scale{low, high, step, 200, 0}
				if !(low < high) || math.IsInf(low, 0) || math.IsInf(high, 0) || step <= 0 {
					t.Fatalf("domain(%g, %g) = %g, %g, %g", lo, hi, low, high, step)
				}
				for _, v := range []float64{lo, hi} {
					if y := s.at(v); !(y >= -1 && y <= 201) {
						t.Errorf("domain(%g, %g): %g is at %g", lo, hi, v, y)
					}
				}
			}
		}
	}
}

func TestTimeTicks(t *testing.T) {
	day := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		from, to time.Time
		quarters bool
		want     string
	}{
		{day(2025, 1, 1), day(2025, 1, 2), false, "01-01 03:00 06:00 09:00 12:00 15:00 18:00 21:00 01-02"},
		{day(2025, 1, 1), day(2025, 1, 20), false, "2025-01-06 2025-01-13 2025-01-20"},
		{day(2025, 1, 1), day(2026, 6, 1), false, "2025-01 2025-04 2025-07 2025-10 2026-01 2026-04"},
		{day(2024, 1, 1), day(2026, 10, 1), true, "2024-Q1 2024-Q3 2025-Q1 2025-Q3 2026-Q1 2026-Q3"},
		{day(2001, 1, 1), day(2026, 1, 1), false, "2005 2010 2015 2020 2025"},
		{day(1600, 1, 1), day(2026, 1, 1), false, "1600 1650 1700 1750 1800 1850 1900 1950 2000"},
	} {
		x := scale{min: float64(c.from.UnixMilli()), max: float64(c.to.UnixMilli()), from: 50, to: 650}
		var got []string
		for _, k := range timeTicks(x, dates{}, c.quarters, 720) {
			got = append(got, k.text)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%v … %v: %s\nwant %s", c.from, c.to, s, c.want)
		}
	}
}

func TestSpread(t *testing.T) {
	labels := []want{{at: 100}, {at: 102}, {at: 98}, {at: 300}, {at: 2}}
	spread(labels, 0, 240, 18)
	wanted := []float64{2, 82, 100, 118, 240}
	for i, l := range labels {
		if l.put != wanted[i] {
			t.Errorf("label %d stands at %v, want %v", i, l.put, wanted[i])
		}
	}
}
