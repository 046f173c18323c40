package trend

import "math"

// step is one break in the level of a series.
type step struct {
	at            int // the first value after it
	before, after float64
	pPersistent   float64 // Pettitt's p, with the persistence within the two sides
}

// sideValues is how many values each side of a step must have.
const sideValues = 8

// pettitt finds the most likely single break: U_t = 2·ΣR − t(n+1) over midranks,
// K = max|U|, p = 2·exp(−6K²/(n³+n²)) (Pettitt 1979). at is the index of the
// first value after the break.
func pettitt(y []float64) (at int, k, p float64) {
	n := len(y)
	rank := midranks(y)
	u := 0.0
	for i := 0; i < n-1; i++ {
		u += 2*rank[i] - float64(n+1)
		if math.Abs(u) > k {
			k, at = math.Abs(u), i+1
		}
	}
	return at, k, pettittP(k, n, 1)
}

// pettittP is Pettitt's p with the variance of K multiplied by factor.
func pettittP(k float64, n int, factor float64) float64 {
	m := float64(n)
	d := (float64(m*m*m) + float64(m*m)) * factor
	if d == 0 {
		return 1
	}
	return math.Min(1, 2*math.Exp(-6*k*k/d))
}

// midranks are the ranks from 1, equal values sharing their mean.
func midranks(y []float64) []float64 {
	dense, _ := ranks(y, nil)
	count := make([]int, len(y)+2)
	for _, r := range dense {
		count[r]++
	}
	mid, below := make([]float64, len(y)+2), 0
	for r := 1; r <= len(y); r++ {
		mid[r] = float64(below) + float64(float64(count[r]+1)/2)
		below += count[r]
	}
	out := make([]float64, len(y))
	for i, r := range dense {
		out[i] = mid[r]
	}
	return out
}

// findStep looks for one break that explains the series: Pettitt's p below .05,
// at least eight values on both sides, neither of which trends, alone or taken
// together, and a clearly better fit than the line has.
func findStep(t, y []float64, l line) (step, bool) {
	at, k, p := pettitt(y)
	n := len(y)
	if p >= 0.05 || at < sideValues || n-at < sideValues {
		return step{}, false
	}
	a, b := mannKendall(t[:at], y[:at], nil), mannKendall(t[at:], y[at:], nil)
	both := kendall{a.s + b.s, a.variance + b.variance}
	for _, side := range []kendall{a, b, both} {
		if twoSided(side.z(1)) < 0.05 {
			return step{}, false
		}
	}
	s := step{at: at, before: median(y[:at]), after: median(y[at:])}
	left := s.residuals(y)
	straight := detrended(t, y, l.slope)
	if !clearer(distance(left, 0), distance(straight, median(straight)), n) {
		return step{}, false
	}
	_, factor := persistence(left)
	s.pPersistent = pettittP(k, n, factor)
	return s, true
}

// clearer reports whether a step leaves clearly less over than a line does: by the
// likelihood of residuals with two tails (Laplace), with the step's one more parameter
// weighed as Schwarz's criterion does (1978), the difference must be strong (6 to 10,
// Kass and Raftery 1995): 2·n·ln(line/step) ≥ 8 + ln n.
func clearer(step, line float64, n int) bool {
	m := float64(n)
	return step < line && float64(2*m*math.Log(line/step)) >= 8+math.Log(m)
}

// residuals is y less the median of its side.
func (s step) residuals(y []float64) []float64 {
	out := make([]float64, len(y))
	for i, v := range y {
		if i < s.at {
			out[i] = v - s.before
		} else {
			out[i] = v - s.after
		}
	}
	return out
}

// distance is Σ|x − from|.
func distance(x []float64, from float64) float64 {
	d := make([]float64, len(x))
	for i, v := range x {
		d[i] = math.Abs(v - from)
	}
	return sum(d)
}
