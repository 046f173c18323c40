package trend

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The simulations are seeded and print what they measure: go test -run Simulate -v.

// draw makes n values.
type draw func(r *rand.Rand, n int) []float64

// along draws a value for each share of the time, from 0 to 1.
func along(value func(r *rand.Rand, u float64) float64) draw {
	return func(r *rand.Rand, n int) []float64 {
		y := make([]float64, n)
		for i := range y {
			y[i] = value(r, float64(i)/float64(n-1))
		}
		return y
	}
}

func white(r *rand.Rand, _ float64) float64 { return 50 + 5*r.NormFloat64() }

// persistent is an AR(1) process; with φ = 1 a random walk.
func persistent(phi float64) draw {
	return func(r *rand.Rand, n int) []float64 {
		y, x := make([]float64, n), 0.0
		if phi < 1 {
			x = r.NormFloat64() / math.Sqrt(1-phi*phi)
		}
		for i := range y {
			y[i] = 100 + x
			x = phi*x + r.NormFloat64()
		}
		return y
	}
}

// mixed is noise of the five kinds in turn.
func mixed(r *rand.Rand, n, i int) Series {
	s := monthly(along(white)(r, n)...)
	s.Kind = []Kind{Level, Count, Proportion, Duration, Gap}[i%5]
	day0 := s.Points[0].Period.Start()
	for k := range s.Points {
		p := &s.Points[k]
		switch s.Kind {
		case Count:
			p.Value = float64(poisson(r, 1+float64(i)))
		case Proportion:
			p.Value = float64(poisson(r, 10)) / 40
		case Duration:
			length := 20 * r.ExpFloat64()
			at := day0.AddDate(0, 0, int(float64(30*n)*r.Float64()))
			s.Events = append(s.Events, Event{Start: at, Length: length})
		case Gap:
			p.Value = 1 + math.Round(20*r.ExpFloat64())
		}
	}
	if s.Kind == Gap {
		day := PeriodOf(Day, day0)
		for k := range s.Points {
			day = day.Add(int(s.Points[k].Value))
			s.Points[k].Period = day
		}
		s.AsOf = day.Start()
	}
	return s
}

func poisson(r *rand.Rand, mean float64) int {
	n, p, limit := 0, r.Float64(), math.Exp(-mean)
	for ; p > limit; n++ {
		p *= r.Float64()
	}
	return n
}

func rateOf(trials int, make func(*rand.Rand) Series, hit func(*Analysis) bool) float64 {
	n := 0
	for seed := range uint64(trials) {
		if hit(Analyse(make(rand.New(rand.NewPCG(seed, 7))))) {
			n++
		}
	}
	return float64(n) / float64(trials)
}

// share is the share of analyses, in %, for which something holds.
func share(trials int, d draw, n int, hit func(*Analysis) bool) float64 {
	return 100 * rateOf(trials, func(r *rand.Rand) Series { return monthly(d(r, n)...) }, hit)
}

func isStrong(a *Analysis) bool { return a.Trend.Evidence == Strong }

func isClaim(a *Analysis) bool { return a.moved() }

func is(v Verdict) func(*Analysis) bool {
	return func(a *Analysis) bool { return a.Trend.Verdict == v }
}

// Of editions with twenty metrics that only vary by chance, at most one in twenty makes
// a claim: a verdict, or a sentence about limits.
func TestSimulateNoise(t *testing.T) {
	const sets = 300
	level := func(d draw) func(*rand.Rand, int, int) Series {
		return func(r *rand.Rand, n, _ int) Series { return monthly(d(r, n)...) }
	}
	kinds := map[string]func(r *rand.Rand, n, i int) Series{
		"even":      level(along(white)),
		"lognormal": level(along(func(r *rand.Rand, _ float64) float64 { return math.Exp(r.NormFloat64()) })),
		"mixed":     mixed,
		"AR(1) .6":  level(persistent(0.6)),
	}
	for _, name := range []string{"even", "lognormal", "mixed", "AR(1) .6"} {
		for _, n := range []int{12, 24, 36} {
			verdicts, limits, any, runs, signals := 0, 0, 0, 0, 0
			for seed := range uint64(sets) {
				r := rand.New(rand.NewPCG(seed, 20))
				var list []Series
				for i := range 20 {
					list = append(list, kinds[name](r, n, i))
				}
				v, l := 0, 0
				for _, a := range AnalyseAll(list) {
					v, l = v+b2i(isClaim(a)), l+len(a.signals)
					runs, signals = runs+b2i(a.Runs != nil && a.Runs.Signal), signals+b2i(len(a.newestOnes()) > 0)
				}
				verdicts, limits, any = verdicts+b2i(v > 0), limits+b2i(l > 0), any+b2i(v+l > 0)
			}
			t.Logf("%d editions of 20 metrics, %s, n %d: a claim in %.1f %% (a verdict in %.1f %%, a sentence about limits in %.1f %%); drawn, of all series: signals in the newest 8 %.1f %%, run chart %.1f %%",
				sets, name, n, 100*float64(any)/sets, 100*float64(verdicts)/sets, 100*float64(limits)/sets, float64(signals)/sets*5, float64(runs)/sets*5)
			if name != "AR(1) .6" && any > sets/20 {
				t.Errorf("%s, n %d: claims in %d of %d editions", name, n, any, sets)
			}
		}
	}
}

// Strong evidence is false in at most one of ten series that persist, random walks
// included.
func TestSimulateFalseStrong(t *testing.T) {
	for _, phi := range []float64{0, 0.3, 0.6, 1} {
		for _, n := range []int{8, 12, 16, 24, 36, 60} {
			claims := 0.0
			strong := share(2000, persistent(phi), n, func(a *Analysis) bool {
				claims += float64(b2i(isClaim(a))) / 20
				return isStrong(a)
			})
			t.Logf("AR(1) φ %.1f, n %2d: strong %4.1f %%, claimed (steps included) %4.1f %%", phi, n, strong, claims)
			if strong > 10 || claims > 12 {
				t.Errorf("φ %.1f, n %d: false strong %.1f %%, claims %.1f %%", phi, n, strong, claims)
			}
		}
	}
}

// A fall by half is found where each value is off by at most 10 %.
func TestSimulatePower(t *testing.T) {
	half := func(noise func(r *rand.Rand) float64) draw {
		return along(func(r *rand.Rand, u float64) float64 { return (100 - 50*u) * (1 + noise(r)) })
	}
	upTo := half(func(r *rand.Rand) float64 { return 0.1 * (2*r.Float64() - 1) })
	normal := half(func(r *rand.Rand) float64 { return 0.1 * r.NormFloat64() })
	for _, c := range []struct {
		n     int
		least float64
	}{{8, 60}, {12, 85}, {24, 99}} {
		found := share(2000, upTo, c.n, is(Improving))
		t.Logf("fall by half, n %2d: improving in %.1f %% where values are off by up to 10 %%; in %.1f %% where by 10 %% as a standard deviation; reversed %.1f %%, stepped %.1f %%",
			c.n, found, share(2000, normal, c.n, is(Improving)), share(2000, upTo, c.n, is(Reversed)), share(2000, upTo, c.n, is(Stepped)))
		if found < c.least {
			t.Errorf("n %d: %.1f %% found", c.n, found)
		}
	}
	ramp := along(func(r *rand.Rand, u float64) float64 { return 10 + 2*u + r.NormFloat64() })
	jump := along(func(r *rand.Rand, u float64) float64 { return 10 + 2*math.Round(u) + r.NormFloat64() })
	a, b := share(2000, ramp, 24, isStrong), share(2000, jump, 24, isStrong)
	t.Logf("a change of 2 sd, n 24: strong in %.1f %% (slope), %.1f %% (step); claimed in %.1f %% and %.1f %%, as a step in %.1f %% and %.1f %%",
		a, b, share(2000, ramp, 24, isClaim), share(2000, jump, 24, isClaim), share(2000, ramp, 24, is(Stepped)), share(2000, jump, 24, is(Stepped)))
	if a < 50 || b < 58 {
		t.Error("too little power")
	}
}

// A rise that flattens is a rise.
func TestSimulateSaturation(t *testing.T) {
	for _, n := range []int{12, 18, 24} {
		for _, noise := range []float64{0, 0.3} {
			rise := func(r *rand.Rand, n int) []float64 {
				from, room, speed := 20+40*r.Float64(), 20+20*r.Float64(), 1.5+2*r.Float64()
				return along(func(r *rand.Rand, u float64) float64 {
					return from + room*(1-math.Exp(-speed*u)) + noise*r.NormFloat64()
				})(r, n)
			}
			claimed := share(1000, rise, n, is(Worsening)) // less is better
			t.Logf("saturating rise, n %d, noise %.1f: claimed in %.1f %%, reversed in %.1f %%", n, noise, claimed, share(1000, rise, n, is(Reversed)))
			if noise == 0 && claimed < 95 {
				t.Errorf("n %d: %.1f %% claimed", n, claimed)
			}
		}
	}
}

// A straight fall is not called a step, nor a reversal.
func TestSimulateStraightFall(t *testing.T) {
	for _, n := range []int{16, 24, 48} {
		for _, fall := range []float64{2, 4, 8} {
			line := along(func(r *rand.Rand, u float64) float64 { return 20 - fall*u + r.NormFloat64() })
			stepped, reversed := share(1000, line, n, is(Stepped)), share(1000, line, n, is(Reversed))
			t.Logf("straight fall by %.0f sd, n %d: stepped %.1f %%, reversed %.1f %%", fall, n, stepped, reversed)
			if stepped > 5 || reversed > 5 {
				t.Errorf("fall by %.0f sd, n %d: stepped %.1f %%, reversed %.1f %%", fall, n, stepped, reversed)
			}
		}
	}
}
