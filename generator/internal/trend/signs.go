package trend

// Steps count how often a value lies above and below the one before it.
type Steps struct {
	Up, Down, All int // All includes those between equal values
	run           int // of the newest steps, how many in a row go one way: + up, − down
	since         int // the value before that run
}

// stepsOf counts the steps of values by time. A value that is still open is a lower
// bound: it is above a closed one that it has outlasted, and else in no order with
// it. Values of one time are not compared.
func stepsOf(t, y []float64, open []bool) Steps {
	var c Steps
	for i := 1; i < len(y); i++ {
		if t[i] == t[i-1] {
			continue
		}
		way := sign(y[i] - y[i-1])
		if open != nil && (open[i] && way < 0 || open[i-1] && way >= 0) {
			way = 0
		}
		c.add(way, i)
	}
	return c
}

// add counts the step to the i-th value.
func (c *Steps) add(way, i int) {
	c.All++
	switch {
	case way > 0:
		c.Up++
	case way < 0:
		c.Down++
	}
	if way != sign(float64(c.run)) {
		c.run, c.since = 0, i-1
	}
	c.run += way
}

// way is the direction of most steps: +1, −1, or 0.
func (c Steps) way() int { return sign(float64(c.Up - c.Down)) }

// P is the exact two-sided p of the difference-sign test: steps up among the steps
// that go up or down, against a fair coin (Cox and Stuart 1955). It holds for a
// random walk, too, where each value depends on the one before.
func (c Steps) P() float64 {
	n := c.Up + c.Down
	if n == 0 {
		return 1
	}
	return min(1, settle(2*coins(min(c.Up, c.Down), n)))
}
