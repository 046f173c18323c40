package trend

import "math"

// detectable is the smallest change over the whole time, on the scale of the test,
// that would have been found with a chance of 80 %: (z₀.₉₈₇₅ + z₀.₈)·√f·s/√Σ(t − t̄)²
// per step, times the steps, with s the spread of what the line leaves over (Cohen
// 1988). z₀.₉₈₇₅ is that of one of two tests.
func (t *tested) detectable() float64 {
	n := len(t.resid)
	if n < leastForTrend {
		return math.NaN()
	}
	middle, at := mean(t.resid), mean(t.t)
	spread, width := 0.0, 0.0
	for i, e := range t.resid {
		spread += float64((e - middle) * (e - middle))
		width += float64((t.t[i] - at) * (t.t[i] - at))
	}
	if width == 0 {
		return math.NaN()
	}
	each := math.Sqrt(t.factor * spread / float64(n-2) / width)
	return (quantileOf(0.9875) + quantileOf(0.8)) * each * (t.t[n-1] - t.t[0])
}

// quantileOf is the standard normal's.
func quantileOf(p float64) float64 { return math.Sqrt2 * math.Erfinv(2*p-1) }

// rateDetectable is the same for the rates of two halves of the time with that many
// events in all, as a ratio.
func rateDetectable(events int) float64 {
	return settle(math.Exp((quantileOf(0.975) + quantileOf(0.8)) * math.Sqrt(4/float64(events))))
}
