package trend

import (
	"math"
	"sort"

	"gonum.org/v1/gonum/mathext"
)

// Garwood is the exact 95 % interval of a Poisson rate of k events in the time
// (or exposure) t > 0: Γ⁻¹(k, α/2)/t and Γ⁻¹(k+1, 1−α/2)/t, from 0 when k = 0
// (Garwood 1936). In events per unit of t.
func Garwood(k int, t float64) (low, high float64) {
	if k > 0 {
		low = mathext.GammaIncRegInv(float64(k), 0.025) / t
	}
	return settle(low), settle(mathext.GammaIncRegInv(float64(k+1), 0.975) / t)
}

// Wilson is the score interval of 95 % for k of n > 0 (Wilson 1927).
func Wilson(k, n int) (low, high float64) {
	m := float64(n)
	p, z2 := float64(k)/m, float64(z95*z95)
	centre := (p + z2/(2*m)) / (1 + z2/m)
	half := float64(z95 / (1 + z2/m) * math.Sqrt(p*(1-p)/m+z2/(4*m*m)))
	return settle(math.Max(0, centre-half)), settle(math.Min(1, centre+half))
}

// ClopperPearson is the exact interval of 95 % for k of n > 0 (1934).
func ClopperPearson(k, n int) (low, high float64) {
	high = 1
	if k > 0 {
		low = mathext.InvRegIncBeta(float64(k), float64(n-k+1), 0.025)
	}
	if k < n {
		high = mathext.InvRegIncBeta(float64(k+1), float64(n-k), 0.975)
	}
	return settle(low), settle(high)
}

// shareInterval is Wilson's interval, and the exact one at both ends.
func shareInterval(k, n int) (low, high float64) {
	if k == 0 || k == n {
		return ClopperPearson(k, n)
	}
	return Wilson(k, n)
}

// RateRatio compares two Poisson rates: a events in the time ta against b in tb,
// both times > 0. Given a+b, a is binomial with ta/(ta+tb), which gives the exact
// two-sided p (the outcomes that are not likelier than the one seen) and the
// exact 95 % interval of the ratio (Przyborowski and Wilenski 1940; R's
// poisson.test). high is +Inf when b is 0; with no events at all p is 1 and
// the ratio NaN.
func RateRatio(a int, ta float64, b int, tb float64) (ratio, low, high, p float64) {
	if a+b == 0 {
		return math.NaN(), 0, math.Inf(1), 1
	}
	ratio = (float64(a) / ta) / (float64(b) / tb)
	lo, hi := ClopperPearson(a, a+b)
	odds := func(q float64) float64 { return q / (1 - q) * (tb / ta) }
	return settle(ratio), settle(odds(lo)), settle(odds(hi)), settle(binomialP(a, a+b, ta/(ta+tb)))
}

// binomialP is the exact two-sided p of k of n at the chance 0 < q < 1: the sum
// over all outcomes not likelier than k, with R's tolerance for ties. The
// likelihood has one peak, so that these are two tails.
func binomialP(k, n int, q float64) float64 {
	seen := binomialLog(k, n, q) + 1e-7
	rare := func(i int) bool { return binomialLog(i, n, q) <= seen }
	peak := min(int(float64(n+1)*q), n)
	if rare(peak) {
		return 1
	}
	low := sort.Search(peak, func(i int) bool { return !rare(i) })                   // 0 … low−1 are rare
	high := peak + sort.Search(n-peak+1, func(i int) bool { return rare(peak + i) }) // high … n are rare
	return math.Min(1, binomialBelow(low, n, q)+binomialBelow(n-high+1, n, 1-q))
}

// binomialBelow is P(X < k) for n trials at the chance q.
func binomialBelow(k, n int, q float64) float64 {
	if k <= 0 {
		return 0
	}
	return mathext.RegIncBeta(float64(n-k+1), float64(k), 1-q)
}

// binomialLog is log P(X = k) for n trials at the chance 0 < q < 1.
func binomialLog(k, n int, q float64) float64 {
	lg := func(x int) float64 { v, _ := math.Lgamma(float64(x + 1)); return v }
	return lg(n) - lg(k) - lg(n-k) + float64(float64(k)*math.Log(q)) + float64(float64(n-k)*math.Log1p(-q))
}
