package trend

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

func noisy(n int, seed uint64) Series {
	r := rand.New(rand.NewPCG(seed, 3))
	y := make([]float64, n)
	for i := range y {
		y[i] = math.Round(1000*(20-float64(i)/float64(n)+r.NormFloat64())) / 1000
	}
	s := monthly(y...)
	s.Target, s.Baseline = &Target{Value: 12, By: day("2040-01-01")}, &Baseline{Value: 20, At: s.Points[0].Period}
	return s
}

func BenchmarkThousandMetrics(b *testing.B) {
	list := make([]Series, 1000)
	for i := range list {
		list[i] = noisy(120, uint64(i))
	}
	for b.Loop() {
		AnalyseAll(list)
	}
}

func BenchmarkLongSeries(b *testing.B) {
	for _, n := range []int{1500, 10_000, 100_000} {
		s := noisy(n, 1)
		for i := range s.Points {
			s.Points[i].Period = Period{Day, i}
		}
		s.Cadence, s.AsOf = Day, Period{Day, n - 1}.Start()
		b.Run(Figure(float64(n)), func(b *testing.B) {
			for b.Loop() {
				Analyse(s)
			}
		})
	}
}

func BenchmarkManyEvents(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	s := Series{Kind: Duration, Better: Lower, Unit: "hours", Cadence: Quarter, AsOf: day("2026-01-01")}
	for range 10_000 {
		s.Events = append(s.Events, Event{s.AsOf.Add(-time.Duration(r.Float64() * 3e16)), 9 * r.ExpFloat64(), r.Float64() < 0.1})
	}
	for b.Loop() {
		Analyse(s)
	}
}

// The two ways to a slope agree where both are affordable.
func TestCountedSlopeIsSens(t *testing.T) {
	for seed := range uint64(20) {
		s := noisy(300, seed)
		at, y, _ := columns(samples(s.Points))
		if seed%2 == 0 { // whole numbers, many ties
			for i := range y {
				y[i] = math.Round(y[i])
			}
		}
		k := mannKendall(at, y, nil)
		a, b := senLine(at, y, k.variance), countedLine(at, y, k.variance)
		for i, d := range []float64{a.slope - b.slope, a.low - b.low, a.high - b.high} {
			if math.Abs(d) > 1e-12 {
				t.Errorf("seed %d, %d: differ by %g (%v, %v)", seed, i, d, a, b)
			}
		}
	}
}

// The tree counts what a plain double loop counts.
func TestMannKendallIsTheDoubleLoop(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	for range 200 {
		n := 1 + r.IntN(40)
		at, y, open := make([]float64, n), make([]float64, n), make([]bool, n)
		for i := range y {
			if i > 0 {
				at[i] = at[i-1] + float64(r.IntN(3))
			}
			y[i], open[i] = float64(r.IntN(8)), r.IntN(3) == 0
		}
		s := 0.0
		for j := range y {
			for i := range j {
				switch later := at[j] > at[i]; {
				case later && !open[i] && (y[j] > y[i] || open[j] && y[j] == y[i]):
					s++
				case later && !open[j] && (y[i] > y[j] || open[i] && y[i] == y[j]):
					s--
				}
			}
		}
		if got := mannKendall(at, y, open).s; got != s {
			t.Fatalf("%v, want %v for %v %v %v", got, s, at, y, open)
		}
	}
}
