package trend

import "math"

// stepsToTurn is how many of the newest steps must go against the line.
const stepsToTurn = 4

// leaves reports whether the newest value is outside of the limits of the line's
// residuals, or the newest steps go one way.
func (t *tested) leaves() bool {
	if len(t.resid) == 0 {
		return false
	}
	c := xmr(t.resid)
	return abs(t.steps.run) >= stepsToTurn || math.Abs(t.resid[len(t.resid)-1]-c.centre) > 2.66*c.spread
}

func abs(n int) int { return max(n, -n) }

// turned looks for newest values that turn against the way of the line: the last
// four or more steps go the other way, or the newest value leaves the limits of the
// line's residuals on the other side. The second alone may be a curve that flattens,
// so the values must also have come back from their furthest point by more than two
// values differ by chance.
func (t *tested) turned() (at int, ok bool) {
	way := -t.rises()
	if way*t.steps.run >= stepsToTurn {
		return t.steps.since, true
	}
	last := len(t.resid) - 1
	if way == 0 || last < 0 || t.open != nil && t.open[last] && way < 0 {
		return 0, false
	}
	level := func(i int) float64 { return float64(float64(way) * (t.resid[i] + float64(t.line.slope*t.t[i]))) }
	for i := range t.resid { // the furthest point, the newest of equal ones
		if level(i) <= level(at) {
			at = i
		}
	}
	c := xmr(t.resid)
	away, back := float64(float64(way)*(t.resid[last]-c.centre)), level(last)-level(at)
	return at, away > 2.66*c.spread && back > math.Sqrt2*2.66*c.spread
}

// turn is a reversal that hides the movement before it: together they are no line.
type turn struct {
	at  int     // the last value of the old way
	way int     // of the values before it
	p   float64 // of both: that before, times that of the steps since, ½^(k−1)
}

// findTurn looks for values that move one way by strong evidence of their own, and whose
// last four or more steps all go the other way.
func (t *tested) findTurn() (turn, bool) {
	back := abs(t.steps.run)
	if t.alone || back < stepsToTurn || t.steps.since+1 < leastForTrend {
		return turn{}, false
	}
	before := tested{n: t.steps.since + 1, t: t.t[:t.steps.since+1], y: t.y[:t.steps.since+1], pSign: 1}
	before.run(0)
	if before.evidence() != Strong || before.rises() != -sign(float64(t.steps.run)) {
		return turn{}, false
	}
	return turn{t.steps.since, before.rises(), settle(before.p() * math.Exp2(float64(1-back)))}, true
}
