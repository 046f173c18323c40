package trend

import "math"

// openLine is the slope at which the residuals of partly open durations show no
// trend: the root of Gehan's S over y − b·t (Akritas, Murphy and LaValley 1995,
// "Theil–Sen estimator with doubly censored data"). Its interval is where S
// stays within ±z·√variance. An end that S never reaches is NaN. With nothing
// open it is Sen's slope.
func openLine(t, y []float64, open []bool, variance float64) line {
	steepest, tiny := steepness(t, y)
	if steepest == 0 {
		return noLine
	}
	resid := make([]float64, len(y))
	s := func(b float64) float64 {
		for i := range y {
			resid[i] = y[i] - float64(b*t[i])
		}
		return mannKendall(t, resid, open).s
	}
	c := z95 * math.Sqrt(variance)
	below := lastAbove(s, 0.5, steepest, tiny)  // the last slope that leaves a rise
	above := lastAbove(s, -0.5, steepest, tiny) // beyond it a fall is left
	return line{
		slope: settle((below + above) / 2),
		low:   settle(lastAbove(s, c, steepest, tiny)),
		high:  settle(lastAbove(s, -c, steepest, tiny)),
	}
}

// steepness bounds the slopes between values of different times, and gives the
// width below which a slope is 0; both 0 when all times are one.
func steepness(t, y []float64) (steepest, tiny float64) {
	if len(y) < 2 || t[len(t)-1] == t[0] {
		return 0, 0
	}
	step, low, high := math.Inf(1), y[0], y[0]
	for i := 1; i < len(t); i++ {
		if d := t[i] - t[i-1]; d > 0 {
			step = math.Min(step, d)
		}
		low, high = math.Min(low, y[i]), math.Max(high, y[i])
	}
	spread := math.Max(high-low, 1e-9)
	return 2 * spread / step, 1e-12 * spread / (t[len(t)-1] - t[0])
}

// lastAbove finds where the falling step function s leaves values above level;
// NaN when it is above everywhere or nowhere.
func lastAbove(s func(float64) float64, level, steepest, tiny float64) float64 {
	lo, hi := -steepest, steepest
	if s(lo) <= level || s(hi) > level {
		return math.NaN()
	}
	for range 100 {
		if hi-lo <= tiny {
			break
		}
		b := (lo + hi) / 2
		if s(b) > level {
			lo = b
		} else {
			hi = b
		}
	}
	b := (lo + hi) / 2
	if math.Abs(b) <= 2*tiny {
		return 0
	}
	return b
}
