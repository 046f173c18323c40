package trend

import (
	"math"
	"testing"
)

// R's binom.test gives the same p.
func TestDifferenceSign(t *testing.T) {
	for _, c := range []struct {
		y        []float64
		up, down int
		p        float64
	}{
		{[]float64{9, 8, 7, 6, 5, 4, 3, 2}, 0, 7, 0.015625},
		{[]float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 9, 8}, 9, 2, 0.06542969},
		{[]float64{1, 2, 2, 3, 3, 3, 4, 5, 6}, 5, 0, 0.0625}, // equal values are no step
		{[]float64{3, 3, 3}, 0, 0, 1},
		{nil, 0, 0, 1},
	} {
		at := make([]float64, len(c.y))
		for i := range at {
			at[i] = float64(i)
		}
		s := stepsOf(at, c.y, nil)
		if s.Up != c.up || s.Down != c.down || math.Abs(s.P()-c.p) > 1e-8 {
			t.Errorf("%v: %+v, p %v", c.y, s, s.P())
		}
	}
}

// A length that is still open is above a closed one that it has outlasted; its order
// with others is not known.
func TestStepsOfOpenEvents(t *testing.T) {
	s := stepsOf([]float64{0, 1, 2, 3, 3, 4}, []float64{5, 7, 6, 2, 9, 8}, []bool{false, true, false, false, true, true})
	if s.Up != 1 || s.Down != 2 || s.All != 4 {
		t.Errorf("%+v", s)
	}
}

func TestEvidence(t *testing.T) {
	var curve, sawtooth []float64
	for i := range 24 {
		curve = append(curve, 50+45*(1-math.Exp(-float64(i)/8)))
		sawtooth = append(sawtooth, float64(i%8)-1.2*float64(i/8)) // many small steps up, a few long ones down
	}
	for name, c := range map[string]struct {
		y        []float64
		evidence Evidence
		method   string
		why      Why
	}{
		"eight steps down":     {[]float64{9, 8, 7, 6, 5, 4, 3, 2}, Strong, "difference-sign", ""},
		"a curve":              {curve, Strong, "difference-sign", ""},
		"a trend in noise":     {[]float64{31, 28, 33, 27, 26, 30, 24, 25, 22, 23, 21, 19}, Strong, "mann-kendall", ""},
		"a sawtooth":           {sawtooth, None, "mann-kendall", ""},
		"a drift":              {[]float64{5, 5.1, 5.4, 5.2, 5.6, 6.1, 6.0, 6.4, 6.3, 6.1, 6.6, 6.9, 6.7, 6.5, 6.4, 6.6}, Weak, "mann-kendall", Persistent},
		"too many holes":       {[]float64{31, 28, gap, 27, 26, gap, 24, 25, 22, 23, 21, 19}, Weak, "mann-kendall", Gapped},
		"holes and steps only": {[]float64{31, 30, gap, 29, 26, gap, 25, 24, 22, gap, 21, 19}, Strong, "difference-sign", ""},
	} {
		got := Analyse(monthly(c.y...)).Trend
		if got.Evidence != c.evidence || got.Method != c.method || got.Why != c.why {
			t.Errorf("%s: %s by %s (%s), p %v", name, got.Evidence, got.Method, got.Why, *got.PTested)
		}
	}
}

func TestReversal(t *testing.T) {
	fall := []float64{40, 38, 37, 35, 33, 32, 30, 28, 26, 25, 23, 21, 19, 18, 16, 14, 12, 10, 8, 5}
	for name, c := range map[string]struct {
		newest []float64
		want   Verdict
	}{
		"goes on":                 {[]float64{4, 3}, Improving},
		"flattens":                {[]float64{5, 5, 4.9, 5, 4.9, 5}, Improving},
		"four steps back":         {[]float64{6, 7, 8, 9}, Reversed},
		"off a clean line":        {[]float64{6, 7, 8}, Reversed},
		"within its noise":        {[]float64{6}, Improving},
		"one leap back":           {[]float64{31}, Reversed},
		"back to where it began":  {[]float64{14, 22, 30, 37}, Reversed},
		"all the way back":        {[]float64{8, 10, 12, 14, 16, 18, 19, 21, 23, 25, 26, 28, 30, 32, 33, 35, 37, 38, 40}, Reversed},
		"back, then on as before": {[]float64{6, 7, 8, 9, 4, 3, 2}, Improving},
	} {
		if got := Analyse(monthly(append(fall[:len(fall):len(fall)], c.newest...)...)).Trend; got.Verdict != c.want {
			t.Errorf("%s: %s, %s", name, got.Verdict, plain(got.Sentence))
		}
	}
}

// The smallest change follows from the interval of the slope.
func TestSmallestChange(t *testing.T) {
	if a := Analyse(monthly(3, 4, 5)); a.Smallest != "" {
		t.Errorf("%q", a.Smallest)
	}
	// (2.2414 + 0.8416) · √1 · (1/3 + 1/4) / 3.9199 · 11 = 5.05
	a := Analyse(monthly(5, 7, 4, 6, 5, 8, 4, 6, 5, 7, 6, 5))
	if got := *a.Trend.Detectable; math.Abs(got-5.047) > 0.001 || plain(a.Smallest) != "5.05 days over the whole time" {
		t.Errorf("%v %q", got, a.Smallest)
	}
}

// A verdict of a series that is stale says nothing of now.
func TestStaleHasNoNow(t *testing.T) {
	for _, n := range []int{3, 12} {
		y := []float64{9, 8, 9, 7, 8, 6, 7, 5, 6, 4, 5, 3}[:n]
		s := monthly(y...)
		s.Target, s.AsOf = &Target{Value: 20}, s.AsOf.AddDate(1, 0, 0)
		a := Analyse(s)
		if want := map[int]Verdict{3: NotEnough, 12: Stale}[n]; a.Trend.Verdict != want || a.Summary.Last != nil || a.Target.Met != nil || a.Target.Assurance != "" || !a.Stale() {
			t.Errorf("%d values: %s, last %v, met %v", n, a.Trend.Verdict, a.Summary.Last, a.Target.Met)
		}
	}
}
