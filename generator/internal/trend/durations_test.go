package trend

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

// The two arms of survival::aml; R's survdiff gives χ² = 3.396389, p = 0.0653393.
func TestLogRank(t *testing.T) {
	arm := func(x []float64, open ...int) (out []Event) {
		for i, v := range x {
			e := Event{Length: v}
			for _, o := range open {
				e.Open = e.Open || i == o
			}
			out = append(out, e)
		}
		return out
	}
	a := arm([]float64{9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161}, 2, 5, 8, 10)
	b := arm([]float64{5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45}, 5)
	chi2, p, ok := LogRank(a, b)
	if !ok || math.Abs(chi2-3.396389) > 1e-5 || math.Abs(p-0.0653393) > 1e-6 {
		t.Errorf("χ² %v, p %v", chi2, p)
	}
	if _, _, ok := LogRank(a, nil); ok {
		t.Error("one group is compared with none")
	}
}

func TestMedianOfSurvival(t *testing.T) {
	for name, c := range map[string]struct {
		spans []span
		want  float64
	}{
		"odd":                           {[]span{{1, false}, {2, false}, {9, false}}, 2},
		"middle of the flat":            {[]span{{1, false}, {2, false}, {4, false}, {9, false}}, 3},
		"flat to the end":               {[]span{{1, false}, {2, false}, {4, true}, {9, true}}, math.NaN()},
		"not reached":                   {[]span{{1, false}, {2, true}, {4, true}}, math.NaN()},
		"all open":                      {[]span{{1, true}, {2, true}}, math.NaN()},
		"event before a tied censoring": {[]span{{2, true}, {2, false}, {3, false}}, 3},
	} {
		got, _, _ := medianOf(kaplanMeier(c.spans))
		if got != c.want && !(math.IsNaN(got) && math.IsNaN(c.want)) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestDurationFigures(t *testing.T) {
	d := durationsOf([]span{{1, false}, {2, false}, {3, true}, {4, true}, {9, true}})
	if d.Median != nil || *d.MedianAtLeast != 3 || *d.OldestOpen != 9 || d.Open != 3 || *d.ClosedOnlyMedian != 1.5 || d.P90 != nil {
		t.Errorf("%+v", d)
	}
	if share, ok := within([]span{{1, false}, {2, false}, {9, true}, {9, true}}, 5); !ok || share != 0.5 {
		t.Errorf("within 5: %v", share)
	}
	if _, ok := within([]span{{1, true}, {2, true}}, 5); ok {
		t.Error("nothing was watched for 5, yet a share is told")
	}
	var many []span
	for i := range 20 {
		many = append(many, span{float64(i + 1), false})
	}
	if d := durationsOf(many); *d.P90 != 18.1 || math.Abs(*d.P95-19.05) > 1e-12 || *d.Median != 10.5 || d.MedianLow.Value != 6 || d.MedianHigh.Value != 15 {
		t.Errorf("%+v", d)
	}
}

// Events of one distribution, the late ones cut short by the day of the report,
// must not look like a trend; leaving the open ones out would.
func TestCensoringIsNoTrend(t *testing.T) {
	end := day("2025-12-31")
	draw := func(gain float64) func(r *rand.Rand) Series {
		return func(r *rand.Rand) Series {
			s := Series{Kind: Duration, Better: Lower, Unit: "days", Cadence: Quarter, AsOf: end}
			for range 40 {
				start := end.Add(-time.Duration(r.Float64()*400*24) * time.Hour)
				watched := end.Sub(start).Hours() / 24
				length := 90 * r.ExpFloat64() * math.Exp(gain*(watched/400-1))
				s.Events = append(s.Events, Event{start, min(length, watched), length > watched})
			}
			return s
		}
	}
	strong := rateOf(600, draw(0), isStrong)
	t.Logf("40 events, the late ones still open, no change: strong %.1f %%", 100*strong)
	if strong > 0.10 {
		t.Errorf("false strong in %.3f", strong)
	}
	found := rateOf(300, draw(2), func(a *Analysis) bool { return a.Trend.Verdict == Improving })
	t.Logf("the same, getting shorter to an eighth: improving in %.1f %%", 100*found)
	if found < 0.5 {
		t.Errorf("power %.3f", found)
	}
}

// A gentle slope of the logarithms comes out as it was put in.
func TestOpenLineFindsTheSlope(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var at, y []float64
	var open []bool
	for i := range 200 {
		at = append(at, float64(i)/10)
		v := 3 - 0.1*at[i] + 0.5*r.NormFloat64()
		limit := math.Log(1 + 60*r.Float64())
		y, open = append(y, min(v, limit)), append(open, v > limit)
	}
	k := mannKendall(at, y, open)
	l := openLine(at, y, open, k.variance)
	if !(l.low < -0.1 && -0.1 < l.high && math.Abs(l.slope+0.1) < 0.03) {
		t.Errorf("%+v", l)
	}
}
