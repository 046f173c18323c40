package trend

import "math"

// persistence is by how much values that follow each other make a trend look
// surer than it is.
//
// r is the lag-1 autocorrelation of what the line leaves over (divisor n),
// r* = clip((n·r+2)/(n−4), 0, 0.9) mends its bias in short series (Hamed 2009),
// and the variance of S grows by f = (1+r*)/(1−r*), the size of an AR(1) sample
// in independent values (Bayley and Hammersley 1946). f is never below 1, so
// that the correction cannot make a result surer.
func persistence(resid []float64) (r, factor float64) {
	r = lagOne(resid)
	n := float64(len(resid))
	if n <= 4 {
		return r, 1
	}
	star := min(max((float64(n*r)+2)/(n-4), 0), 0.9)
	return r, (1 + star) / (1 - star)
}

// walks reports whether values move so smoothly about their line that a random walk,
// in which each value is the one before and a chance step, would do the same: the
// squared steps are small beside the squared residuals (Sargan and Bhargava 1983).
// The bound is found by simulation: Mann and Kendall's test by itself calls about one
// random walk in seven a trend, with the bound fewer than one in ten.
func walks(t, resid []float64, slope float64) bool {
	n, m := float64(len(resid)), mean(resid)
	var steps, spread float64
	for i, e := range resid {
		spread += float64((e - m) * (e - m))
		if i > 0 {
			d := e - resid[i-1] + float64(slope*(t[i]-t[i-1]))
			steps += float64(d * d)
		}
	}
	return steps < float64(36/(n+4.2)*spread)
}

// lagOne is the autocorrelation of neighbours; 0 when nothing varies.
func lagOne(x []float64) float64 {
	m := mean(x)
	var top, bottom, scale float64
	for i, v := range x {
		d := v - m
		bottom += float64(d * d)
		scale = math.Max(scale, math.Abs(v))
		if i > 0 {
			top += float64(d * (x[i-1] - m))
		}
	}
	if n := float64(len(x)); !(bottom > n*math.Pow(1e-12*scale, 2)) {
		return 0 // nothing but rounding
	}
	return top / bottom
}

// detrended is y − slope·t.
func detrended(t, y []float64, slope float64) []float64 {
	out := make([]float64, len(y))
	for i := range y {
		out[i] = y[i]
		if isFinite(slope) {
			out[i] -= float64(slope * t[i])
		}
	}
	return out
}

// regular reports whether at least four of five gaps are one step long, without
// which neighbours say nothing of persistence.
func regular(t []float64) bool {
	if len(t) < 2 {
		return false
	}
	ones := 0
	for i := 1; i < len(t); i++ {
		if t[i]-t[i-1] == 1 {
			ones++
		}
	}
	return 5*ones >= 4*(len(t)-1)
}
