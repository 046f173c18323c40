package chart

import (
	"math"
	"strconv"
)

// scale maps values to coordinates. Halves keep the difference of two huge
// values finite; explicit conversions forbid fused multiply-add, so that every
// processor draws the same bytes.
type scale struct {
	min, max, step float64
	from, to       float64
}

func (s scale) at(v float64) float64 {
	d := s.max/2 - s.min/2
	if d <= 0 {
		return s.from + float64((s.to-s.from)/2)
	}
	t := (v/2 - s.min/2) / d
	return s.from + float64(t*(s.to-s.from))
}

// ticks are the multiples of step inside the scale, at most 24.
func (s scale) ticks() []float64 {
	if s.step <= 0 {
		return nil
	}
	var out []float64
	first := math.Ceil(s.min/s.step - 1e-9)
	for i := range 24 {
		v := (first + float64(i)) * s.step
		if math.IsInf(v, 0) || v > s.max+float64(s.step*1e-6) {
			break
		}
		out = append(out, v)
	}
	return out
}

// domain finds an axis for values from lo to hi: round ends, steps of 1, 2 or 5
// times a power of ten, about want of them. With zero, or when the values reach
// down to the lower 40 % anyway, it starts at zero.
func domain(lo, hi float64, zero bool, want int) (low, high, step float64) {
	if math.Abs(lo) < 1e-300 && math.Abs(hi) < 1e-300 {
		lo, hi = 0, 0
	}
	if zero || lo > 0 && lo < float64(hi*0.4) {
		lo = math.Min(lo, 0)
	}
	if zero || hi < 0 && hi > float64(lo*0.4) {
		hi = math.Max(hi, 0)
	}
	if lo == 0 && hi == 0 {
		return 0, 1, 1
	}
	if top := math.Max(math.Abs(lo), math.Abs(hi)); hi/2-lo/2 <= float64(top*1e-12) {
		lo, hi = math.Min(lo, 0), math.Max(hi, 0) // all equal: nothing to enlarge
	}
	step = niceStep(hi/float64(want) - lo/float64(want))
	low = tidy(math.Floor(lo/step+1e-9) * step)
	high = tidy(math.Ceil(hi/step-1e-9) * step)
	if low > 0 && lo-low < float64(step*0.2) { // a point on an axis with a break would be read as zero
		low = tidy(low - step)
	}
	return low, high, step
}

// intervals is how many steps an axis has at most, about.
const intervals = 6

// niceStep is the smallest 1, 2 or 5 times a power of ten that is not below raw.
func niceStep(raw float64) float64 {
	e := exponent(raw)
	for _, m := range []string{"1", "2", "5", "10"} {
		s, _ := strconv.ParseFloat(m+"e"+strconv.Itoa(e), 64)
		if s >= float64(raw*0.999999) {
			return s
		}
	}
	return raw
}

// tidy drops the dust of binary fractions and keeps the result finite.
func tidy(v float64) float64 {
	v = math.Max(-math.MaxFloat64, math.Min(math.MaxFloat64, v))
	t, err := strconv.ParseFloat(strconv.FormatFloat(v, 'e', 11, 64), 64)
	if err != nil {
		return v
	}
	if t == 0 {
		return 0
	}
	return t
}

// extent collects the span of the values it is shown.
type extent struct {
	lo, hi float64
	any    bool
}

func (e *extent) add(values ...float64) {
	for _, v := range values {
		if !e.any {
			e.lo, e.hi, e.any = v, v, true
		}
		e.lo, e.hi = math.Min(e.lo, v), math.Max(e.hi, v)
	}
}
