package trend

import (
	"math"
	"strconv"
)

// number gives x for an output: nil when it is not finite, and never −0.
func number(x float64) *float64 {
	if !isFinite(x) {
		return nil
	}
	x += 0 // −0 + 0 is +0
	return &x
}

// Same reports whether two numbers differ by what arithmetic leaves over at most:
// 0.1 + 0.2 is 0.3.
func Same(a, b float64) bool {
	return a == b || math.Abs(a-b) <= 1e-12*max(math.Abs(a), math.Abs(b))
}

// settled is [number] for figures that have passed through a logarithm, a root
// of an equation or an integral: rounded to twelve significant digits, because
// the last ones differ between processors.
func settled(x float64) *float64 { return number(settle(x)) }

func settle(x float64) float64 {
	if !isFinite(x) {
		return x
	}
	r, err := strconv.ParseFloat(strconv.FormatFloat(x, 'e', 11, 64), 64)
	if err != nil {
		return x
	}
	return r + 0
}

// Bound is one end of an interval in the output. An end that the data do not
// reach is null, so that it is told apart from an interval that was not computed.
type Bound struct {
	Value   float64
	Reached bool
}

// MarshalJSON writes the number, or null.
func (b Bound) MarshalJSON() ([]byte, error) {
	if !b.Reached || !isFinite(b.Value) {
		return []byte("null"), nil
	}
	return strconv.AppendFloat(nil, b.Value+0, 'g', -1, 64), nil
}

// bound is a Bound that is reached when x is finite.
func bound(x float64) *Bound {
	if !isFinite(x) {
		return &Bound{}
	}
	return &Bound{Value: settle(x), Reached: true}
}

// sum adds in the order given, with Neumaier's compensation, so that the result
// does not depend on how a processor rounds.
func sum(x []float64) float64 {
	var total, lost float64
	for _, v := range x {
		t := total + v
		if math.Abs(total) >= math.Abs(v) {
			lost += (total - t) + v
		} else {
			lost += (v - t) + total
		}
		total = t
	}
	return total + lost
}

// mean of x; NaN when there is none.
func mean(x []float64) float64 {
	if len(x) == 0 {
		return math.NaN()
	}
	return sum(x) / float64(len(x))
}
