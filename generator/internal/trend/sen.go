package trend

import (
	"math"
	"slices"
)

// countedFrom is the number of values from which slopes are no longer listed
// (n² / 2 of them) but found by counting, in O(n log n) per step of a bisection.
const countedFrom = 400

// z95 is Φ⁻¹(0.975).
var z95 = math.Sqrt2 * math.Erfinv(0.95)

// line is a robust straight line: its slope with a 95 % interval. Numbers are
// NaN where they cannot be told.
type line struct {
	slope, low, high float64
	counted          bool // found by counting, exact to twelve digits
}

var noLine = line{slope: math.NaN(), low: math.NaN(), high: math.NaN()}

// senLine is the median of the slopes between all pairs of values of different
// times (Theil 1950, Sen 1968). The interval takes the ranks (N−C)/2 and
// (N+C)/2+1 of the N sorted slopes, C = z·√variance, with halves rounded to
// even (as scipy.stats.theilslopes does). t ascends.
func senLine(t, y []float64, variance float64) line {
	if len(y) > countedFrom {
		return countedLine(t, y, variance)
	}
	var slopes []float64
	if n := len(y); n > 1 {
		slopes = make([]float64, 0, n*(n-1)/2)
	}
	return lineOf(appendSlopes(slopes, t, y), variance)
}

func appendSlopes(slopes, t, y []float64) []float64 {
	for j := range y {
		for i := 0; i < j && t[i] < t[j]; i++ {
			slopes = append(slopes, (y[j]-y[i])/(t[j]-t[i]))
		}
	}
	return slopes
}

func lineOf(slopes []float64, variance float64) line {
	if len(slopes) == 0 {
		return noLine
	}
	lo, hi := slopeRanks(len(slopes), variance)
	half := len(slopes) / 2
	around := []float64{nth(slopes, half)}
	if len(slopes)%2 == 0 {
		around = []float64{nth(slopes, half-1), around[0]}
	}
	return line{slope: middle(around), low: nth(slopes, lo), high: nth(slopes, hi)}
}

// nth is the k-th smallest value, from 0. It puts that where sorting would, with none
// greater before it and none smaller behind it (Hoare 1961): far quicker than sorting.
func nth(x []float64, k int) float64 {
	for lo, hi := 0, len(x)-1; lo < hi; {
		i, j := parted(x, lo, hi)
		switch {
		case k <= j:
			hi = j
		case k >= i:
			lo = i
		default:
			return x[k]
		}
	}
	return x[k]
}

// parted puts the smaller ones of x[lo … hi] before the greater ones: up to j, and from
// i on.
func parted(x []float64, lo, hi int) (i, j int) {
	pivot := x[lo+(hi-lo)/2]
	for i, j = lo, hi; i <= j; {
		for x[i] < pivot {
			i++
		}
		for x[j] > pivot {
			j--
		}
		if i <= j {
			x[i], x[j] = x[j], x[i]
			i, j = i+1, j-1
		}
	}
	return i, j
}

// slopeRanks gives the places, from 0, of the ends of the interval.
func slopeRanks(count int, variance float64) (lo, hi int) {
	c := float64(z95 * math.Sqrt(variance))
	lo = int(math.RoundToEven((float64(count)-c)/2)) - 1
	hi = int(math.RoundToEven((float64(count) + c) / 2))
	return max(lo, 0), min(hi, count-1)
}

// middle is the median of sorted values; NaN of none.
func middle(sorted []float64) float64 {
	n := len(sorted)
	if n == 0 {
		return math.NaN()
	}
	if n%2 == 1 {
		return sorted[n/2]
	}
	if m := (sorted[n/2-1] + sorted[n/2]) / 2; isFinite(m) {
		return m
	}
	return float64(sorted[n/2-1]/2) + float64(sorted[n/2]/2) // the sum is too large
}

// median of values in any order; NaN of none.
func median(x []float64) float64 {
	s := slices.Clone(x)
	slices.Sort(s)
	return middle(s)
}

// countedLine is [senLine] for long series. A slope b has as many slopes below
// it as the residuals y − b·t have inversions, so the k-th smallest slope is
// found by bisection (Cole et al. 1989 count the same way).
func countedLine(t, y []float64, variance float64) line {
	c := newCounter(t, y)
	if c.pairs == 0 {
		return noLine
	}
	lo, hi := slopeRanks(c.pairs, variance)
	slope := c.ranked(c.pairs / 2)
	if c.pairs%2 == 0 {
		slope = (slope + c.ranked(c.pairs/2-1)) / 2
	}
	return line{slope: settle(slope), low: settle(c.ranked(lo)), high: settle(c.ranked(hi)), counted: true}
}

// counter counts slopes below a given one.
type counter struct {
	t, y        []float64 // by time, then value: equal times make no inversion
	pairs       int       // of different times
	steepest    float64   // no slope is steeper
	tiny        float64   // a slope smaller than this is 0
	resid, work []float64
}

func newCounter(t, y []float64) *counter {
	n := len(y)
	c := &counter{t: t, y: slices.Clone(y), pairs: n * (n - 1) / 2, resid: make([]float64, n), work: make([]float64, n)}
	step := math.Inf(1)
	for lo := 0; lo < n; {
		hi := lo + 1
		for hi < n && t[hi] == t[lo] {
			hi++
		}
		slices.Sort(c.y[lo:hi])
		c.pairs -= (hi - lo) * (hi - lo - 1) / 2
		if hi < n {
			step = math.Min(step, t[hi]-t[lo])
		}
		lo = hi
	}
	if c.pairs > 0 {
		spread := slices.Max(y) - slices.Min(y)
		c.steepest, c.tiny = spread/step, 1e-13*spread/(t[n-1]-t[0])
	}
	return c
}

// below counts the slopes smaller than b.
func (c *counter) below(b float64) int {
	for i := range c.y {
		c.resid[i] = c.y[i] - float64(b*c.t[i])
	}
	return inversions(c.resid, c.work)
}

// ranked is the k-th smallest slope, from 0.
func (c *counter) ranked(k int) float64 {
	lo, hi := -c.steepest-c.tiny, c.steepest+c.tiny
	for range 100 {
		b := (lo + hi) / 2
		if hi-lo <= c.tiny || hi-lo <= 1e-14*math.Abs(b) {
			break
		}
		if c.below(b) <= k {
			lo = b
		} else {
			hi = b
		}
	}
	if math.Abs(lo) <= 2*c.tiny {
		return 0
	}
	return (lo + hi) / 2
}

// inversions counts the pairs i < j with x[i] > x[j], sorting x on the way
// (merge sort from the bottom up). work has the length of x.
func inversions(x, work []float64) int {
	count := 0
	for width := 1; width < len(x); width *= 2 {
		for lo := 0; lo+width < len(x); lo += 2 * width {
			count += merge(x[lo:min(lo+2*width, len(x))], width, work)
		}
	}
	return count
}

// merge joins the sorted halves x[:m] and x[m:].
func merge(x []float64, m int, work []float64) int {
	left := work[:copy(work, x[:m])]
	count, i, j := 0, 0, m
	for k := range x {
		switch {
		case i == len(left):
			return count
		case j < len(x) && x[j] < left[i]:
			x[k] = x[j]
			count += len(left) - i
			j++
		default:
			x[k] = left[i]
			i++
		}
	}
	return count
}
