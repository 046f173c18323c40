package trend

// seasonal is the Mann-Kendall test within each season, added up (Hirsch, Slack
// and Smith 1982), with the median of the slopes within seasons, per step.
// period is the number of steps in a cycle; t are whole steps.
func seasonal(t, y []float64, period int) (kendall, line) {
	var total kendall
	var slopes []float64
	for _, at := range seasons(t, period) {
		st, sy := pick(t, at), pick(y, at)
		k := mannKendall(st, sy, nil)
		total.s += k.s
		total.variance += k.variance
		slopes = appendSlopes(slopes, st, sy)
	}
	return total, lineOf(slopes, total.variance)
}

// seasons lists the places of each season's values, by phase.
func seasons(t []float64, period int) [][]int {
	out := make([][]int, period)
	for i, v := range t {
		phase := int(v) % period
		out[phase] = append(out[phase], i)
	}
	return out
}

// deseasoned takes each season's median away.
func deseasoned(t, y []float64, period int) []float64 {
	out := make([]float64, len(y))
	for _, at := range seasons(t, period) {
		m := median(pick(y, at))
		for _, i := range at {
			out[i] = y[i] - m
		}
	}
	return out
}

func pick(x []float64, at []int) []float64 {
	out := make([]float64, len(at))
	for k, i := range at {
		out[k] = x[i]
	}
	return out
}
