package trend

import (
	"math"
	"slices"
)

// falseDiscovery is the share of claims that may be false (q of Benjamini and
// Hochberg 1995).
const falseDiscovery = 0.10

// Decide sets the verdict and the sentences of all series that are shown
// together. A claim needs the series' own strong evidence, or a step, and must
// stand in the family of all tests made. Calling it again with another set is
// allowed and starts afresh.
func Decide(set []*Analysis) {
	var family []*Analysis
	for _, a := range set {
		if a.isTested() {
			family = append(family, a)
		}
	}
	p := make([]float64, len(family))
	for i, a := range family {
		p[i] = a.familyP()
	}
	adjusted := benjaminiHochberg(p)
	standing := map[*Analysis]float64{}
	for i, a := range family {
		standing[a] = adjusted[i]
	}
	for _, a := range set {
		q, ok := standing[a]
		a.conclude(q, ok, len(family))
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

// isTested reports whether the series can lead to a claim at all.
func (a *Analysis) isTested() bool {
	return a.test.n >= leastForTrend && !a.test.stale && !a.isSteady()
}

// isSteady reports whether the slope lies in the declared band of indifference.
func (a *Analysis) isSteady() bool {
	slope := math.Abs(a.slopeInUnits())
	return a.series.Indifference > 0 && a.step == nil && isFinite(slope) && slope <= a.series.Indifference
}

// slopeInUnits is the slope per step in the unit of the series: of logarithms,
// at the median.
func (a *Analysis) slopeInUnits() float64 {
	slope := a.test.line.slope
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
	return a.test.p1
}

// conclude fills in the trend with the verdict that the family allows.
func (a *Analysis) conclude(adjusted float64, inFamily bool, family int) {
	a.Trend = a.test.figures()
	if a.step != nil {
		a.Trend.Break = &Break{At: a.periodAt(a.step.at), Before: a.back(a.step.before), After: a.back(a.step.after), P: settle(a.step.pPersistent)}
	}
	if inFamily {
		a.Trend.PAdjusted = settled(adjusted)
	}
	a.Trend.Verdict = a.verdict(inFamily && adjusted <= falseDiscovery)
	a.say(family)
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
	case stands && a.test.evidence() == Strong && a.test.rises() != 0:
		return direction(a.test.rises(), a.series.Better)
	}
	return NoEvidence
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
func (t *tested) figures() *Trend {
	out := &Trend{N: t.n, First: t.first, Last: t.last, Missing: t.missing}
	if t.n < leastForTrend {
		return out
	}
	out.Method, out.Logs, out.Counted = t.method, t.logs, t.line.counted
	out.P, out.PCorrected, out.Evidence, out.Gapped = settled(t.p0), settled(t.p1), t.evidence(), !t.regular
	if t.method == "rate-ratio" {
		return out
	}
	out.S, out.VarS, out.Factor = number(t.kendall.s), number(t.kendall.variance), number(t.factor)
	out.Z = number(t.kendall.z(1))
	digits := number
	if t.logs {
		digits, out.Factor = settled, settled(t.factor)
	}
	out.Slope, out.SlopeLow, out.SlopeHigh = digits(t.line.slope), digits(t.line.low), digits(t.line.high)
	return out
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
