package trend

import (
	"math"
	"slices"
)

// falseDiscovery is the share of claims that may be false (q of Benjamini and
// Hochberg 1995). At .10, noise alone would make a claim in more than one of twenty
// editions with twenty metrics of all kinds.
const falseDiscovery = 0.05

// Decide sets the verdict and the sentences of all series that are shown
// together. A claim needs the series' own strong evidence, or a step, and must
// stand in the family of all tests made. Parts of other series are a family of
// their own, so that they cost the whole nothing. Calling it again with another
// set is allowed and starts afresh.
func Decide(set []*Analysis) {
	loud := loudest(set)
	for _, part := range []bool{false, true} {
		var family []*Analysis
		for _, a := range set {
			if a.series.Part == part && a.isTested() {
				family = append(family, a)
			}
		}
		p := make([]float64, len(family))
		for i, a := range family {
			p[i] = a.familyP()
		}
		standing := map[*Analysis]float64{}
		for i, q := range benjaminiHochberg(p) {
			standing[family[i]] = q
		}
		for _, a := range set {
			if a.series.Part == part {
				q, ok := standing[a]
				a.conclude(q, ok, len(family), loud)
			}
		}
	}
}

// benjaminiHochberg gives the adjusted p of a family, in its order: claims with
// an adjusted p of at most q are false in a share of at most q.
func benjaminiHochberg(p []float64) []float64 {
	at := make([]int, len(p))
	for i := range at {
		at[i] = i
	}
	slices.SortStableFunc(at, func(a, b int) int {
		return sign(p[a] - p[b])
	})
	out, least := make([]float64, len(p)), 1.0
	for k := len(at) - 1; k >= 0; k-- {
		least = math.Min(least, p[at[k]]*float64(len(p))/float64(k+1))
		out[at[k]] = least
	}
	return out
}

// isTested reports whether the series can lead to a claim at all. One whose values
// are all the same cannot.
func (a *Analysis) isTested() bool {
	return a.test.n >= leastForTrend && !a.test.stale && a.test.varies() && !a.isSteady()
}

// smallMove is the share of the median that the whole band of indifference may come
// to over the time of the series: more would be called a change by any reader.
const smallMove = 0.25

// isSteady reports whether the whole interval of the slope lies in the declared band
// of indifference, the band over the whole time is small beside the median, and the
// newest values do not leave the line.
func (a *Analysis) isSteady() bool {
	band, l := a.series.Indifference, a.test.line
	if !(band > 0) || a.step != nil || len(a.test.t) == 0 {
		return false
	}
	low, high := a.inUnits(l.low), a.inUnits(l.high)
	whole := band * (a.test.t[len(a.test.t)-1] - a.test.t[0])
	return isFinite(low) && isFinite(high) && low >= -band && high <= band &&
		whole <= smallMove*math.Abs(a.back(median(a.test.y))) && !a.test.leaves()
}

// inUnits is a slope per step in the unit of the series: of logarithms, at the
// median.
func (a *Analysis) inUnits(slope float64) float64 {
	if !a.test.logs || !isFinite(slope) || len(a.test.y) == 0 {
		return slope
	}
	return math.Exp(median(a.test.y)) * math.Expm1(slope)
}

// familyP is the p with which the series takes part in the family.
func (a *Analysis) familyP() float64 {
	if a.step != nil {
		return a.step.pPersistent
	}
	if a.turn != nil {
		return a.turn.p
	}
	return a.test.p()
}

// conclude fills in the trend with the verdict that the family allows.
func (a *Analysis) conclude(adjusted float64, inFamily bool, family int, loud float64) {
	a.Trend = a.figures()
	if a.step != nil {
		a.Trend.Break = &Break{At: a.periodAt(a.step.at), Before: a.back(a.step.before), After: a.back(a.step.after),
			P: settle(a.step.pPersistent)}
	}
	if inFamily {
		a.Trend.PAdjusted = settled(adjusted)
	}
	a.Trend.Verdict = a.verdict(inFamily && adjusted <= falseDiscovery)
	if a.Trend.Verdict == Reversed {
		a.setTurn()
	}
	a.say(family, loud)
}

// setTurn says where the values turned.
func (a *Analysis) setTurn() {
	at, _ := a.test.turned()
	a.Trend.Rose = a.test.rises() > 0
	if a.turn != nil {
		at, a.Trend.Rose, a.Trend.PTested = a.turn.at, a.turn.way > 0, settled(a.turn.p)
	}
	a.Trend.Turned, a.Trend.TurnedAt = a.periodAt(at), a.valueAt(at)
}

// verdict is direction × better × evidence; stands tells whether a claim would
// stand in the family.
func (a *Analysis) verdict(stands bool) Verdict {
	switch {
	case a.test.n < leastForTrend:
		return NotEnough
	case a.test.stale:
		return Stale
	case a.isSteady():
		return Steady
	case a.step != nil:
		if stands && a.step.pPersistent < 0.05 {
			return Stepped
		}
		return NoEvidence
	case stands && a.turn != nil:
		return Reversed
	case !stands || a.test.evidence() != Strong || a.test.rises() == 0:
		return NoEvidence
	}
	if _, turned := a.test.turned(); turned {
		return Reversed
	}
	return direction(a.test.rises(), a.series.Better)
}

// direction names a movement by what counts as better.
func direction(rises int, better Better) Verdict {
	switch {
	case better == Higher && rises > 0, better == Lower && rises < 0:
		return Improving
	case better == Higher, better == Lower:
		return Worsening
	case rises > 0:
		return Rising
	}
	return Falling
}

// figures are the numbers of the test.
func (a *Analysis) figures() *Trend {
	t := &a.test
	out := &Trend{N: t.n, First: t.first, Last: t.last, Missing: t.missing, Steps: t.steps}
	out.FirstValue, out.LastValue = a.valueAt(0), a.valueAt(len(t.y)-1)
	if t.n < leastForTrend {
		return out
	}
	out.Method, out.Logs, out.Counted = t.method, t.logs, t.line.counted
	out.P, out.PCorrected, out.PTested = settled(t.p0), settled(t.p1), settled(t.p())
	out.Evidence, out.Why = t.evidence(), t.why()
	if t.method == "rate-ratio" {
		return out
	}
	if t.bySign() && out.Evidence == Strong {
		out.Method = "difference-sign"
	}
	out.Detectable = settled(t.detectable())
	out.S, out.VarS, out.Factor = number(t.kendall.s), number(t.kendall.variance), number(t.factor)
	out.Z = number(t.kendall.z(1))
	digits := number
	if t.logs {
		digits, out.Factor = settled, settled(t.factor)
	}
	out.Slope, out.SlopeLow, out.SlopeHigh = digits(t.line.slope), digits(t.line.low), digits(t.line.high)
	return out
}

// valueAt is the i-th value looked at; nil where there is none, or it is still open.
func (a *Analysis) valueAt(i int) *float64 {
	switch t := &a.test; {
	case i < 0 || i >= len(t.y) || t.open != nil && t.open[i]:
		return nil
	case t.raw != nil:
		return number(t.raw[i])
	default:
		return number(t.y[i])
	}
}

// back leads from the scale of the test to the unit of the series.
func (a *Analysis) back(y float64) float64 {
	if a.test.logs {
		return settle(math.Exp(y))
	}
	return y
}

// periodAt is the period of the i-th value tested.
func (a *Analysis) periodAt(i int) Period {
	return a.test.first.Add(int(math.Round(a.test.t[i] - a.test.t[0])))
}
