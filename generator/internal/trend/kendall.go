package trend

import (
	"cmp"
	"math"
	"slices"
)

// kendall is Mann and Kendall's statistic of a series.
type kendall struct {
	s        float64 // Σ_{i<j} sgn(y_j − y_i)
	variance float64 // of s when nothing changes
}

// mannKendall compares every value with every earlier one, in O(n log n).
//
// t ascends, in any unit; values of one time are not compared with each other.
// open[i] says that y[i] is a lower bound: a pair counts only when its order is
// certain (Gehan 1965), which stays fair when the later events had less time to
// end. open may be nil.
func mannKendall(t, y []float64, open []bool) kendall {
	n := len(y)
	rank, ties := ranks(y, open)
	ended, all := make(tally, n+1), make(tally, n+1)
	var s int
	for lo := 0; lo < n; {
		hi := lo + 1
		for hi < n && t[hi] == t[lo] {
			hi++
		}
		for j := lo; j < hi; j++ {
			s += ended.upTo(rank[j] - 1)
			if open == nil || !open[j] {
				s -= lo - all.upTo(rank[j])
			}
		}
		for j := lo; j < hi; j++ {
			all.add(rank[j])
			if open == nil || !open[j] {
				ended.add(rank[j])
			}
		}
		lo = hi
	}
	return kendall{float64(s), kendallVariance(n, ties, runsOf(t))}
}

// ranks gives the dense ranks of y from 1, an open value just above a closed
// one of the same size, and the sizes of the groups of equal closed values.
func ranks(y []float64, open []bool) (rank, ties []int) {
	at := make([]int, len(y))
	for i := range at {
		at[i] = i
	}
	isOpen := func(i int) bool { return open != nil && open[i] }
	slices.SortFunc(at, func(a, b int) int {
		if c := cmp.Compare(y[a], y[b]); c != 0 || isOpen(a) == isOpen(b) {
			return c
		}
		if isOpen(a) {
			return 1
		}
		return -1
	})
	rank = make([]int, len(y))
	r, size := 0, 0
	for k, i := range at {
		if k == 0 || y[i] != y[at[k-1]] || isOpen(i) != isOpen(at[k-1]) {
			if size > 1 {
				ties = append(ties, size)
			}
			r, size = r+1, 0
		}
		if !isOpen(i) {
			size++
		}
		rank[i] = r
	}
	if size > 1 {
		ties = append(ties, size)
	}
	return rank, ties
}

// runsOf gives the sizes of the groups of equal neighbours, where above one.
func runsOf(t []float64) (ties []int) {
	for lo := 0; lo < len(t); {
		hi := lo + 1
		for hi < len(t) && t[hi] == t[lo] {
			hi++
		}
		if hi-lo > 1 {
			ties = append(ties, hi-lo)
		}
		lo = hi
	}
	return ties
}

// kendallVariance is the variance of S with ties in y and in t (Kendall 1975,
// ch. 4). Without ties in t it is [n(n−1)(2n+5) − Σ t(t−1)(2t+5)] / 18. Values
// that are still open count as untied, which can only make it larger.
func kendallVariance(n int, inY, inT []int) float64 {
	if n < 2 {
		return 0
	}
	y2, y3, y5 := tieSums(inY)
	t2, t3, t5 := tieSums(inT)
	m := float64(n)
	v := (float64(m*(m-1)*(float64(2*m)+5)) - y5 - t5) / 18
	v += float64(y2*t2) / (2 * m * (m - 1))
	if n > 2 {
		v += float64(y3*t3) / (9 * m * (m - 1) * (m - 2))
	}
	return math.Max(v, 0)
}

// tieSums gives Σ t(t−1), Σ t(t−1)(t−2) and Σ t(t−1)(2t+5).
func tieSums(ties []int) (pairs, triples, weight float64) {
	for _, k := range ties {
		g := float64(k)
		pairs += float64(g * (g - 1))
		triples += float64(g * (g - 1) * (g - 2))
		weight += float64(g * (g - 1) * (float64(2*g) + 5))
	}
	return pairs, triples, weight
}

// z is the standardised S with continuity correction, its variance multiplied
// by factor; 0 when nothing varies.
func (k kendall) z(factor float64) float64 {
	v := k.variance * factor
	if v <= 0 || k.s == 0 {
		return 0
	}
	return (k.s - math.Copysign(1, k.s)) / math.Sqrt(v)
}

// twoSided is the two-sided p of a standard normal z.
func twoSided(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// tally counts ranks as they come (a Fenwick tree).
type tally []int32

func (t tally) add(rank int) {
	for ; rank < len(t); rank += rank & -rank {
		t[rank]++
	}
}

// upTo counts those of at most that rank.
func (t tally) upTo(rank int) int {
	var c int32
	for ; rank > 0; rank -= rank & -rank {
		c += t[rank]
	}
	return int(c)
}
