package trend

import "slices"

// Statistics are the figures that a metric can release over all its values.
var Statistics = []string{"mean", "median", "sum", "min", "max", "last"}

// Weights say how much each value, oldest first, counts in a statistic, up to a
// common factor: all six are linear in the values once their order is known. nil
// when there are none.
func Weights(statistic string, x []float64) []int {
	n := len(x)
	if n == 0 {
		return nil
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case x[a] < x[b]:
			return -1
		case x[a] > x[b]:
			return 1
		}
		return 0
	})
	w := make([]int, n)
	switch statistic {
	case "mean", "sum":
		for i := range w {
			w[i] = 1
		}
	case "median":
		w[order[(n-1)/2]]++
		w[order[n/2]]++
	case "min":
		w[order[0]] = 1
	case "max":
		w[order[n-1]] = 1
	case "last":
		w[n-1] = 1
	}
	return w
}

// Statistic computes one of Statistics over values, oldest first; false of none.
func Statistic(statistic string, x []float64) (float64, bool) {
	if len(x) == 0 {
		return 0, false
	}
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	switch statistic {
	case "mean":
		return sum / float64(len(x)), true
	case "sum":
		return sum, true
	case "median":
		return median(x), true
	case "min":
		return slices.Min(x), true
	case "max":
		return slices.Max(x), true
	case "last":
		return x[len(x)-1], true
	}
	return 0, false
}
