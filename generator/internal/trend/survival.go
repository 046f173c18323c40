package trend

import (
	"cmp"
	"math"
	"slices"
)

// Survivor is one step of a Kaplan-Meier curve: at the length T, Events of the
// AtRisk still running ended, and the share S lasts longer.
type Survivor struct {
	T      float64 `json:"t"`
	AtRisk int     `json:"at_risk"`
	Events int     `json:"events"`
	S      float64 `json:"s"`

	SE        float64 `json:"-"` // Greenwood's standard error of S; 0 where S is 0
	Low, High float64 `json:"-"` // 95 % interval on the log scale; NaN where S is 0
}

// span is a length that ended, or is open and lasts at least that long.
type span struct {
	length float64
	open   bool
}

// KaplanMeier is the product-limit curve of partly open durations, one step for
// each length at which something ended (Kaplan and Meier 1958); Greenwood's
// variance; the interval is exp(log S ± z·se/S), cut at 1. Events come before
// censorings of the same length.
func KaplanMeier(events []Event) []Survivor { return kaplanMeier(spansOf(events)) }

func spansOf(events []Event) []span {
	out := make([]span, 0, len(events))
	for _, e := range events {
		if isFinite(e.Length) && e.Length >= 0 {
			out = append(out, span{e.Length, e.Open})
		}
	}
	return out
}

func kaplanMeier(spans []span) []Survivor {
	sorted := slices.Clone(spans)
	slices.SortFunc(sorted, func(a, b span) int { return cmp.Compare(a.length, b.length) })
	var curve []Survivor
	s, greenwood := 1.0, 0.0
	for lo := 0; lo < len(sorted); {
		hi, ended := lo, 0
		for ; hi < len(sorted) && sorted[hi].length == sorted[lo].length; hi++ {
			if !sorted[hi].open {
				ended++
			}
		}
		if ended > 0 {
			n, d := float64(len(sorted)-lo), float64(ended)
			s *= (n - d) / n
			greenwood += d / (n * (n - d))
			curve = append(curve, survivor(sorted[lo].length, len(sorted)-lo, ended, s, greenwood))
		}
		lo = hi
	}
	return curve
}

func survivor(t float64, risk, ended int, s, greenwood float64) Survivor {
	out := Survivor{T: t, AtRisk: risk, Events: ended, S: s, Low: math.NaN(), High: math.NaN()}
	if s > 0 {
		root := math.Sqrt(greenwood)
		out.SE = s * root
		out.Low = s * math.Exp(-z95*root)
		out.High = math.Min(1, s*math.Exp(z95*root))
	}
	return out
}

// surviving is how close to a share a curve must come to be on it; products of
// fractions miss it by rounding.
const surviving = 1e-9

// reach gives the first length at which the curve is below the share; the middle
// of the flat when it lies on the share and a later event ends the flat, as R's
// survfit has it. NaN when it is not reached: a flat to the end may go on for ever.
func reach(curve []Survivor, share float64, of func(Survivor) float64) float64 {
	for i, c := range curve {
		v := of(c)
		if !(v <= share+surviving) {
			continue
		}
		if v < share-surviving {
			return c.T
		}
		for _, next := range curve[i+1:] {
			if w := of(next); w < share-surviving || math.IsNaN(w) {
				return (c.T + next.T) / 2
			}
		}
		break
	}
	return math.NaN()
}

// medianOf gives the curve's median and its interval, read off the curves of
// the interval; NaN where they are not reached.
func medianOf(curve []Survivor) (m, low, high float64) {
	m = reach(curve, 0.5, func(c Survivor) float64 { return c.S })
	low = reach(curve, 0.5, func(c Survivor) float64 { return c.Low })
	high = reach(curve, 0.5, func(c Survivor) float64 { return c.High })
	return m, low, high
}

// within is the share that ended in at most that length: 1 − S(limit). ok is
// false where the curve cannot tell, because nothing was watched that long.
func within(spans []span, limit float64) (share float64, ok bool) {
	s, longest := 1.0, math.Inf(-1)
	for _, c := range kaplanMeier(spans) {
		if c.T <= limit {
			s = c.S
		}
	}
	for _, v := range spans {
		longest = math.Max(longest, v.length)
	}
	return 1 - s, len(spans) > 0 && (longest >= limit || s == 0)
}

// LengthReached is the length by which the share p of partly open durations has
// ended, after Kaplan and Meier; the quantile of type 7 when all are closed. Where
// too many are still open to tell, reached is false and the length is the least that
// it can come to; NaN of no events.
func LengthReached(events []Event, p float64) (length float64, reached bool) {
	spans := spansOf(events)
	if x := lengthReached(spans, p); isFinite(x) {
		return x, true
	}
	return soFar(spans, p), false
}

func lengthReached(spans []span, p float64) float64 {
	closed, _ := split(spans)
	if len(closed) == len(spans) {
		return quantile(closed, p)
	}
	return reach(kaplanMeier(spans), 1-p, func(c Survivor) float64 { return c.S })
}
