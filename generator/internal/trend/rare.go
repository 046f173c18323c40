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

// rareCounts reports whether more than half of the periods had nothing, and
// something happened at least twice; whole counts only, and not more than a chart
// can show.
func rareCounts(points []Point) bool {
	zero, events := 0, 0.0
	for _, p := range points {
		if p.Value == 0 {
			zero++
		}
		if p.Value < 0 || p.Value != math.Trunc(p.Value) {
			return false
		}
		events += p.Value
	}
	return events <= 1000 && len(points) >= leastForTrend && 2*zero > len(points) && events >= 2
}

// gChart charts the number of periods between events (geometric distribution;
// Benneyan 2001): centre ḡ, limits ḡ ± 3·√(ḡ(ḡ+1)). A second event in one
// period has a gap of 0.
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
	half := float64(3 * math.Sqrt(r.Centre*(r.Centre+1)))
	r.Lower, r.Upper = math.Max(0, r.Centre-half), r.Centre+half
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
