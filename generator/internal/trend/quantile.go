package trend

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"
)

// Quantile is the sample quantile of Hyndman and Fan's type 7, the default of R
// and of spreadsheets: linear between the order statistics at (n−1)·p. x may be
// in any order; NaN of none.
func Quantile(x []float64, p float64) float64 {
	s := slices.Clone(x)
	slices.Sort(s)
	return quantile(s, p)
}

func quantile(sorted []float64, p float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	h := float64(float64(len(sorted)-1) * p)
	i := int(math.Floor(h))
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + float64((h-float64(i))*(sorted[i+1]-sorted[i]))
}

// Median of x in any order; NaN of none.
func Median(x []float64) float64 { return median(x) }

// medianInterval is the distribution-free 95 % interval of a median: the order
// statistics of ranks qbinom(.025, n, ½) and qbinom(.975, n, ½)+1 (Conover 1999;
// Helsel and Hirsch 2020, ch. 3). None for fewer than six values.
func medianInterval(sorted []float64) (low, high float64, ok bool) {
	n := len(sorted)
	if n < 6 {
		return 0, 0, false
	}
	lo, hi := binomialQuantile(0.025, n), binomialQuantile(0.975, n)+1
	return sorted[lo-1], sorted[hi-1], true
}

// binomialQuantile is the smallest k with P(X ≤ k) ≥ p for n fair coins.
func binomialQuantile(p float64, n int) int {
	lo, hi := 0, n
	for lo < hi {
		k := (lo + hi) / 2
		if coins(k, n) >= p*(1-1e-12) {
			hi = k
		} else {
			lo = k + 1
		}
	}
	return lo
}

// coins is P(X ≤ k) for n fair coins.
func coins(k, n int) float64 {
	if k >= n {
		return 1
	}
	return mathext.RegIncBeta(float64(n-k), float64(k+1), 0.5)
}

// geometricMean of positive values; NaN when one is not positive, or none.
func geometricMean(x []float64) float64 {
	logs := make([]float64, len(x))
	for i, v := range x {
		if v <= 0 {
			return math.NaN()
		}
		logs[i] = math.Log(v)
	}
	return math.Exp(mean(logs))
}

// logsOf takes logarithms; a value of zero or less counts as half of the
// smallest positive one, and all are 0 when there is none.
func logsOf(x []float64) []float64 {
	least := math.Inf(1)
	for _, v := range x {
		if v > 0 {
			least = math.Min(least, v)
		}
	}
	out := make([]float64, len(x))
	if math.IsInf(least, 1) {
		return out
	}
	for i, v := range x {
		if v > 0 {
			out[i] = math.Log(v)
		} else {
			out[i] = math.Log(least / 2)
		}
	}
	return out
}
