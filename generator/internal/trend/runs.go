package trend

import "math"

// Runs is a run chart: how the values lie around their median.
type Runs struct {
	Longest        int  `json:"longest"` // values in a row on one side
	LongestLimit   int  `json:"longest_limit"`
	Crossings      int  `json:"crossings"` // of the median
	CrossingsLimit int  `json:"crossings_limit"`
	Signal         bool `json:"signal"` // a longer run, or fewer crossings, than chance gives

	Useful int `json:"-"` // values off the median
}

// runsAbout counts runs about a centre; values on it count for nothing. With n
// off the centre the longest run may be round(log2 n)+3 and the crossings must be
// at least qbinom(.05, n−1, ½) (Anhøj and Olesen 2014).
func runsAbout(y []float64, centre float64) Runs {
	var r Runs
	last, length := 0, 0
	for _, v := range y {
		s := sign(v - centre)
		if s == 0 {
			continue
		}
		r.Useful++
		if s == last {
			length++
		} else {
			if last != 0 {
				r.Crossings++
			}
			last, length = s, 1
		}
		r.Longest = max(r.Longest, length)
	}
	if r.Useful > 0 {
		r.LongestLimit = int(math.RoundToEven(math.Log2(float64(r.Useful)))) + 3
		r.CrossingsLimit = binomialQuantile(0.05, r.Useful-1)
	}
	r.Signal = r.Longest > r.LongestLimit || r.Crossings < r.CrossingsLimit
	if 2*r.Useful < len(y) { // most lie on the centre: the others may all be on one side
		r.Signal = false
	}
	return r
}
