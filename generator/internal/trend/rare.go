package trend

import "math"

// Rare is a chart of the time between rare events, drawn in place of a chart of
// counts that are mostly 0. Higher is rarer.
type Rare struct {
	Method               string // g: periods without an event; t: days, Weibull scale
	Unit                 string // of the values
	Points               []PeriodValue
	Centre, Lower, Upper float64
	Signals              []Signal // outside the limits
}

// leastMean is the mean of counts below which limits of the counts say nothing: the
// lower one is below 0, and the upper one is crossed by chance.
const leastMean = 5

// rare charts the time between events of counts that are few.
func (a *Analysis) rare(current []Point) {
	if rareCounts(current) {
		a.Rare = gChart(current)
		a.Rare.Unit = a.series.Cadence.plural()
	}
}

// rareCounts reports whether counts are charted by the time between events: from two
// events on; whole counts only, and not more than a chart can show.
func rareCounts(points []Point) bool {
	events := 0.0
	for _, p := range points {
		if p.Value < 0 || p.Value != math.Trunc(p.Value) {
			return false
		}
		events += p.Value
	}
	return events <= 1000 && len(points) >= leastForTrend && events >= 2
}

// gChart charts the number of periods between events (geometric distribution;
// Benneyan 2001): centre ḡ, and as limits the gaps that one of 741 exceeds, as many as
// exceed three standard deviations of a normal distribution, shared out to the gaps:
// ln(0.00135/m) / ln(ḡ/(ḡ+1)) − 1. A second event in one period has a gap of 0.
func gChart(points []Point) *Rare {
	r := &Rare{Method: "g"}
	var last Period
	for _, p := range points {
		for k := range int(p.Value) {
			if k > 0 || !last.IsZero() {
				gap := 0
				if k == 0 {
					gap = last.Steps(p.Period)
				}
				r.Points = append(r.Points, PeriodValue{Period: p.Period, Value: float64(gap)})
			}
			last = p.Period
		}
	}
	var y []float64
	for _, p := range r.Points {
		y = append(y, p.Value)
	}
	r.Centre = mean(y)
	if r.Centre > 0 {
		r.Upper = settle(math.Max(0, math.Log(0.00135/float64(len(y)))/math.Log(r.Centre/(r.Centre+1))-1))
	}
	for _, p := range r.Points {
		if p.Value > r.Upper || p.Value < r.Lower {
			r.Signals = append(r.Signals, Signal{p.Period, Outside, sign(p.Value - r.Centre)})
		}
	}
	return r
}

// weibull is the scale on which times between events are symmetrical:
// y^(1/3.6) (Nelson 1994).
func weibull(y []float64) []float64 {
	out := make([]float64, len(y))
	for i, v := range y {
		out[i] = math.Pow(math.Max(v, 0), 1/3.6)
	}
	return out
}

func unweibull(x float64) float64 { return math.Pow(math.Max(x, 0), 3.6) }
