package trend

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"
)

// recent is how many of the newest values' signals are spoken of.
const recent = 8

// falseSignal is the chance that noise alone makes a sentence about limits anywhere
// among the series that are shown together. All signals are drawn; but noise draws
// some in most sets of twenty series, so that one must be this unlikely to be told.
const falseSignal = 0.01

// loudest is the chance that a signal must be below to be told: Bonferroni's share of
// [falseSignal] for each series with limits.
func loudest(set []*Analysis) float64 {
	n := 0
	for _, a := range set {
		if a.Limits != nil {
			n++
		}
	}
	return falseSignal / float64(max(n, 1))
}

// told are the signals of the newest values that noise alone hardly gives: rules with
// a chance below the bound. Two of three near a limit never are.
func (a *Analysis) told(bound float64) []Signal {
	newest := a.newestOnes()
	if len(newest) == 0 {
		return nil
	}
	y := a.charted()
	var out []Signal
	for _, s := range newest {
		if 3*a.chanceOf(s, y) <= bound {
			out = append(out, s)
		}
	}
	return out
}

// newestOnes are the signals of the newest values under the newest limits.
func (a *Analysis) newestOnes() []Signal {
	drawn := complete(a.Periods)
	if a.Limits == nil || len(drawn) == 0 {
		return nil
	}
	since := drawn[max(0, len(drawn)-recent)].Period
	return slices.DeleteFunc(slices.Clone(a.Limits.Signals), func(s Signal) bool { return s.Period.Before(since) })
}

// charted are the values that the newest limits were drawn from.
func (a *Analysis) charted() []PeriodValue {
	return slices.DeleteFunc(complete(a.Periods), func(v PeriodValue) bool {
		return v.Period.Before(a.Limits.First) || a.Limits.Last.Before(v.Period)
	})
}

// chanceOf bounds the chance that unchanged values give a signal like this one.
func (a *Analysis) chanceOf(s Signal, points []PeriodValue) float64 {
	y, at := make([]float64, len(points)), 0
	for i, p := range points {
		y[i] = p.Value
		if p.Period == s.Period {
			at = i
		}
	}
	switch s.Rule {
	case Outside:
		return outlierChance(y, at)
	case Shift:
		return shiftChance(y, at)
	case Trending:
		steps := stepsInto(y, at)
		return math.Min(1, float64(len(y))*math.Exp2(1-float64(steps)))
	}
	return 1
}

// outlierChance is Grubbs's test of one value against the others (1969), for each of
// the n values that it could have been: on the scale of the values and, where all are
// positive, on that of their logarithms; the larger of both, since noise may be even on
// either.
func outlierChance(y []float64, at int) float64 {
	p := grubbs(y, at)
	if slices.Min(y) > 0 {
		p = math.Max(p, grubbs(logsOf(y), at))
	}
	return p
}

func grubbs(y []float64, at int) float64 {
	others := slices.Delete(slices.Clone(y), at, at+1)
	n, m, spread := float64(len(others)), mean(others), 0.0
	for _, v := range others {
		spread += float64((v - m) * (v - m))
	}
	if n < 3 || spread == 0 {
		return 1
	}
	t2 := (y[at] - m) * (y[at] - m) / (spread / (n - 1) * (1 + 1/n))
	p := mathext.RegIncBeta((n-1)/2, 0.5, (n-1)/(n-1+t2)) // Student's t, both sides
	return math.Min(1, settle((n+1)*p))
}

// shiftChance bounds the chance of a run on one side of the mean: n·(1−s)·s^(L−1), s
// the chance that a value lies on the side of the one before, ½ + asin(r*)/π for a
// correlation of r*.
func shiftChance(y []float64, at int) float64 {
	m, side := mean(y), sign(y[at]-mean(y))
	lo, hi := at, at
	for lo > 0 && sign(y[lo-1]-m) == side {
		lo--
	}
	for hi+1 < len(y) && sign(y[hi+1]-m) == side {
		hi++
	}
	_, f := persistence(y)
	same := 0.5 + math.Asin((f-1)/(f+1))/math.Pi
	return math.Min(1, settle(float64(len(y))*(1-same)*math.Pow(same, float64(hi-lo))))
}

// stepsInto is how many steps in a row lead one way through a value.
func stepsInto(y []float64, at int) int {
	best := 0
	for _, way := range []int{1, -1} {
		lo, hi := at, at
		for lo > 0 && sign(y[lo]-y[lo-1]) == way {
			lo--
		}
		for hi+1 < len(y) && sign(y[hi+1]-y[hi]) == way {
			hi++
		}
		best = max(best, hi-lo)
	}
	return best
}
