package trend

import (
	"math"
	"slices"
)

// Limits are the natural limits of one stretch of a series (XmR chart).
type Limits struct {
	Centre  float64  `json:"centre"`
	Lower   float64  `json:"lower"`
	Upper   float64  `json:"upper"`
	Trial   bool     `json:"trial"` // fewer than 13 values
	Signals []Signal `json:"signals"`

	First, Last Period `json:"-"`
}

// Signal is a point that breaks a rule.
type Signal struct {
	Period Period `json:"period"`
	Rule   Rule   `json:"rule"`
	Side   int    `json:"-"` // +1 above or rising, −1 below or falling
}

// Rule is one of the four of "Making Data Count" (NHS England).
type Rule string

// The rules.
const (
	Outside    Rule = "outside"      // beyond the limits
	Trending   Rule = "trend"        // one of 7 in a row that rise or fall; an equal step breaks it
	TwoOfThree Rule = "two-of-three" // one of 2 of 3 beyond ⅔ of the way, all three on one side
	Shift      Rule = "shift"        // one of 7 in a row on one side; a point on the centre breaks it
)

// trialBelow is the number of values below which limits are on trial.
const trialBelow = 13

// leastForLimits is the number of values below which none are drawn.
const leastForLimits = 3

// chart is the arithmetic of an XmR chart on whatever scale y has.
type chart struct{ centre, spread float64 }

// xmr takes the mean and the mean moving range, ranges above 3.267 times their
// mean left out once (Wheeler; NHSRplotthedots). When nothing but jumps is left,
// they stay in.
func xmr(y []float64) chart {
	moving := make([]float64, 0, len(y))
	for i := 1; i < len(y); i++ {
		moving = append(moving, math.Abs(y[i]-y[i-1]))
	}
	if len(moving) == 0 {
		return chart{mean(y), 0}
	}
	all := mean(moving)
	kept := slices.DeleteFunc(moving, func(d float64) bool { return d > 3.267*all })
	if m := mean(kept); m > 0 {
		return chart{mean(y), m}
	}
	return chart{mean(y), all}
}

func (c chart) at(ranges float64) float64 { return c.centre + float64(ranges*c.spread) }

// signals applies the four rules; side[rule][i] is 0 or the side.
func (c chart) signals(y []float64) map[Rule][]int {
	n := len(y)
	side, near, out := make([]int, n), make([]int, n), make([]int, n)
	for i, v := range y {
		away := v - c.centre
		if math.Abs(away) <= 1e-12*math.Max(math.Abs(v), math.Abs(c.centre)) {
			continue // on the centre, but for the rounding of the mean
		}
		side[i] = sign(away)
		switch away = math.Abs(away); {
		case away > 2.66*c.spread:
			out[i] = side[i]
		case away > 2.66*2/3*c.spread:
			near[i] = side[i]
		}
	}
	return map[Rule][]int{Outside: out, Trending: sevenRising(y), TwoOfThree: twoOfThree(side, near), Shift: sevens(side, 7)}
}

func sign(x float64) int {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

// sevens keeps the entries that stand in an unbroken run of at least that length.
func sevens(side []int, length int) []int {
	out := make([]int, len(side))
	for lo := 0; lo < len(side); {
		hi := lo + 1
		for hi < len(side) && side[hi] == side[lo] {
			hi++
		}
		if side[lo] != 0 && hi-lo >= length {
			copy(out[lo:hi], side[lo:hi])
		}
		lo = hi
	}
	return out
}

// sevenRising marks the points of runs of seven that rise or fall: six steps
// one way. A point that ends one run and begins another belongs to the first.
func sevenRising(y []float64) []int {
	out := make([]int, len(y))
	if len(y) == 0 {
		return out
	}
	steps := make([]int, len(y)-1)
	for i := range steps {
		steps[i] = sign(y[i+1] - y[i])
	}
	for i, s := range sevens(steps, 6) {
		if s != 0 {
			if out[i] == 0 {
				out[i] = s
			}
			out[i+1] = s
		}
	}
	return out
}

// twoOfThree marks the points between ⅔ of the way and the limit that are two of
// three neighbours, all three on one side.
func twoOfThree(side, near []int) []int {
	out := make([]int, len(side))
	for i := 0; i+2 < len(side); i++ {
		if side[i] == 0 || side[i] != side[i+1] || side[i] != side[i+2] {
			continue
		}
		if near[i]+near[i+1]+near[i+2] == 2*side[i] || near[i]+near[i+1]+near[i+2] == 3*side[i] {
			for j := i; j < i+3; j++ {
				if near[j] != 0 {
					out[j] = side[i]
				}
			}
		}
	}
	return out
}

// rules in the order in which they are listed for one point.
var rules = []Rule{Outside, Trending, TwoOfThree, Shift}

// limitsOf draws the limits of one stretch; in and out lead to the scale on
// which the limits are symmetrical and back.
func limitsOf(points []PeriodValue, in func([]float64) []float64, out func(float64) float64) *Limits {
	if len(points) < leastForLimits {
		return nil
	}
	y := make([]float64, len(points))
	for i, p := range points {
		y[i] = p.Value
	}
	y = in(y)
	c := xmr(y)
	l := &Limits{
		Centre: settle(out(c.centre)), Lower: settle(out(c.at(-2.66))), Upper: settle(out(c.at(2.66))),
		Trial: len(points) < trialBelow, Signals: []Signal{},
		First: points[0].Period, Last: points[len(points)-1].Period,
	}
	if !isFinite(l.Centre) || !isFinite(l.Lower) || !isFinite(l.Upper) {
		return nil
	}
	marks := c.signals(y)
	for i, p := range points {
		for _, r := range rules {
			if s := marks[r][i]; s != 0 {
				l.Signals = append(l.Signals, Signal{p.Period, r, s})
			}
		}
	}
	return l
}
