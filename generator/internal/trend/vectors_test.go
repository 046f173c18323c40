package trend

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
)

type vector struct {
	ID       string
	Input    map[string]json.RawMessage
	Expected map[string]json.RawMessage
	Tol      struct{ Rel, Abs float64 }
}

func loadVectors(t testing.TB, path string) map[string]vector {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Vectors []vector }
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	out := map[string]vector{}
	for _, v := range file.Vectors {
		out[v.ID] = v
	}
	return out
}

// get reads one entry of a vector into a T.
func get[T any](t testing.TB, from map[string]json.RawMessage, key string) T {
	t.Helper()
	var out T
	if err := json.Unmarshal(from[key], &out); err != nil {
		t.Fatalf("%s: %v", key, err)
	}
	return out
}

// near checks one number; NaN stands for null.
func (v vector) near(t testing.TB, key string, got float64) {
	t.Helper()
	want := get[*float64](t, v.Expected, key)
	if want == nil {
		if isFinite(got) {
			t.Errorf("%s: %s is %v, want none", v.ID, key, got)
		}
		return
	}
	if d := math.Abs(got - *want); !(d <= v.Tol.Abs+v.Tol.Rel*math.Abs(*want)) {
		t.Errorf("%s: %s is %v, want %v", v.ID, key, got, *want)
	}
}

func (v vector) y(t testing.TB) (at, y []float64) {
	for i, x := range get[[]*float64](t, v.Input, "y") {
		if x != nil {
			at, y = append(at, float64(i)), append(y, *x)
		}
	}
	return at, y
}

func TestVectors(t *testing.T) {
	for id, v := range loadVectors(t, "testdata/vectors.json") {
		t.Run(id, func(t *testing.T) {
			for _, c := range checks {
				if strings.HasPrefix(id, c.prefix) {
					c.check(t, v)
					return
				}
			}
			t.Error("no check for this vector")
		})
	}
}

var checks = []struct {
	prefix string
	check  func(*testing.T, vector)
}{
	{"mk-exact", checkS}, {"mk-", checkKendall}, {"trend-nile", checkKendall}, {"mkvi1-", checkPersistence},
	{"ts-", checkLine}, {"pymk-sens", checkLine}, {"smk-", checkSeasonal}, {"kendall-smk", checkSeasonal}, {"pymk-seasonal", checkSeasonal},
	{"acf-", checkLagOne}, {"quantile-type7", checkQuantile}, {"median-ci", checkMedianInterval},
	{"poisson-ratio", checkRatio}, {"poisson-", checkGarwood}, {"prop-", checkShare}, {"km-", checkSurvival},
	{"nhs-assurance", checkAssurance}, {"nhs-", checkLimits}, {"qic-", checkRuns}, {"proj-", checkProjection},
}

func checkS(t *testing.T, v vector) {
	at, y := v.y(t)
	v.near(t, "S", mannKendall(at, y, nil).s)
}

func checkKendall(t *testing.T, v vector) {
	at, y := v.y(t)
	k := mannKendall(at, y, nil)
	v.near(t, "S", k.s)
	v.near(t, "varS", k.variance)
	v.near(t, "z", k.z(1))
	v.near(t, "p", twoSided(k.z(1)))
	if _, ok := v.Expected["slope"]; ok {
		for _, l := range []line{senLine(at, y, k.variance), countedLine(at, y, k.variance), openLine(at, y, nil, k.variance)} {
			v.near(t, "slope", l.slope)
			v.near(t, "lo", l.low)
			v.near(t, "hi", l.high)
		}
	}
}

func checkPersistence(t *testing.T, v vector) {
	at, y := v.y(t)
	k := mannKendall(at, y, nil)
	l := senLine(at, y, k.variance)
	r, factor := persistence(detrended(at, y, l.slope))
	v.near(t, "S", k.s)
	v.near(t, "varS", k.variance)
	v.near(t, "slope", l.slope)
	v.near(t, "r1", r)
	v.near(t, "inflation", factor)
	v.near(t, "r1_corrected", (factor-1)/(factor+1))
	v.near(t, "z", k.z(factor))
	v.near(t, "p", twoSided(k.z(factor)))
}

func checkLine(t *testing.T, v vector) {
	at, y := v.y(t)
	k := mannKendall(at, y, nil)
	for _, l := range []line{senLine(at, y, k.variance), countedLine(at, y, k.variance)} {
		v.near(t, "slope", l.slope)
		if _, ok := v.Expected["lo"]; ok {
			v.near(t, "lo", l.low)
			v.near(t, "hi", l.high)
			v.near(t, "intercept_separate", median(y)-l.slope*median(at))
		}
	}
}

func checkSeasonal(t *testing.T, v vector) {
	at, y := v.y(t)
	k, l := seasonal(at, y, 12)
	if _, ok := v.Expected["seasonal_slope"]; ok {
		v.near(t, "z", k.z(1))
		v.near(t, "p", twoSided(k.z(1)))
		v.near(t, "seasonal_slope", 12*l.slope)
	}
	if _, ok := v.Expected["slope"]; ok {
		v.near(t, "slope", 12*l.slope)
	}
	if _, ok := v.Expected["S"]; ok {
		v.near(t, "S", k.s)
		v.near(t, "varS", k.variance)
	}
	if v.ID == "kendall-smk-nottem" { // without continuity correction
		v.near(t, "p", twoSided(k.s/math.Sqrt(k.variance)))
	}
}

func checkLagOne(t *testing.T, v vector) {
	_, y := v.y(t)
	want := get[[]float64](t, v.Expected, "acf")
	if got := lagOne(y); math.Abs(got-want[0]) > 1e-6 {
		t.Errorf("%v, want %v", got, want[0])
	}
}

func checkQuantile(t *testing.T, v vector) {
	x := get[[]float64](t, v.Input, "x")
	for key, p := range map[string]float64{"p10": .1, "p25": .25, "p50": .5, "p75": .75, "p90": .9, "p95": .95} {
		v.near(t, key, Quantile(x, p))
	}
}

func checkMedianInterval(t *testing.T, v vector) {
	x := get[[]float64](t, v.Input, "x")
	slices.Sort(x)
	lo, hi, _ := medianInterval(x)
	v.near(t, "median", middle(x))
	v.near(t, "lo", lo)
	v.near(t, "hi", hi)
	v.near(t, "lo_rank", float64(binomialQuantile(.025, len(x))))
	v.near(t, "hi_rank", float64(binomialQuantile(.975, len(x))+1))
}

func checkGarwood(t *testing.T, v vector) {
	k, exposure := get[int](t, v.Input, "count"), get[float64](t, v.Input, "exposure")
	lo, hi := Garwood(k, exposure)
	v.near(t, "rate", float64(k)/exposure)
	v.near(t, "lo", lo)
	v.near(t, "hi", hi)
}

func checkRatio(t *testing.T, v vector) {
	k, exposure := get[[]int](t, v.Input, "count"), get[[]float64](t, v.Input, "exposure")
	ratio, lo, hi, p := RateRatio(k[0], exposure[0], k[1], exposure[1])
	v.near(t, "ratio", ratio)
	v.near(t, "lo", lo)
	v.near(t, "hi", hi)
	v.near(t, "p", p)
}

func checkShare(t *testing.T, v vector) {
	k, n := get[int](t, v.Input, "k"), get[int](t, v.Input, "n")
	lo, hi := ClopperPearson(k, n)
	v.near(t, "cp_lo", lo)
	v.near(t, "cp_hi", hi)
	lo, hi = Wilson(k, n)
	v.near(t, "wilson_lo", lo)
	v.near(t, "wilson_hi", hi)
}

func checkSurvival(t *testing.T, v vector) {
	var spans []span
	event := get[[]int](t, v.Input, "event")
	for i, x := range get[[]float64](t, v.Input, "time") {
		spans = append(spans, span{x, event[i] == 0})
	}
	curve := kaplanMeier(spans)
	column := func(key string, of func(Survivor) float64) {
		want := get[[]*float64](t, v.Expected, key)
		if len(want) != len(curve) {
			t.Fatalf("%d steps, want %d", len(curve), len(want))
		}
		for i, w := range want {
			if w != nil && !(math.Abs(of(curve[i])-*w) <= 1e-9+1e-6**w) {
				t.Errorf("%s[%d] is %v, want %v", key, i, of(curve[i]), *w)
			}
		}
	}
	column("t", func(c Survivor) float64 { return c.T })
	column("n_risk", func(c Survivor) float64 { return float64(c.AtRisk) })
	column("n_event", func(c Survivor) float64 { return float64(c.Events) })
	column("surv", func(c Survivor) float64 { return c.S })
	column("se", func(c Survivor) float64 { return c.SE })
	column("lo", func(c Survivor) float64 { return c.Low })
	column("hi", func(c Survivor) float64 { return c.High })
	m, lo, hi := medianOf(curve)
	v.near(t, "median", m)
	v.near(t, "median_lo", lo)
	v.near(t, "median_hi", hi)
	s := func(c Survivor) float64 { return c.S }
	v.near(t, "q25", reach(curve, 0.75, s))
	v.near(t, "q75", reach(curve, 0.25, s))
	v.near(t, "q90", reach(curve, 0.10, s))
	closed, _ := split(spans)
	v.near(t, "closed_only_mean", mean(closed))
	v.near(t, "closed_only_median", middle(closed))
}

func checkAssurance(t *testing.T, v vector) {
	l := &Limits{Lower: get[float64](t, v.Input, "lpl"), Upper: get[float64](t, v.Input, "upl")}
	better := Lower
	if strings.Contains(v.ID, "increase") {
		better = Higher
	}
	words := map[string]string{"consistent_pass": "consistently-met", "consistent_fail": "consistently-missed", "inconsistent": "hit-and-miss"}
	if got, want := assurance(l, get[float64](t, v.Input, "target"), better), words[get[string](t, v.Expected, "assurance")]; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func checkLimits(t *testing.T, v vector) {
	_, y := v.y(t)
	c := xmr(y)
	mean, lpl, upl := get[[]float64](t, v.Expected, "mean"), get[[]float64](t, v.Expected, "lpl"), get[[]float64](t, v.Expected, "upl")
	for _, w := range [][2]float64{{c.centre, mean[0]}, {c.at(-2.66), lpl[0]}, {c.at(2.66), upl[0]}} {
		if math.Abs(w[0]-w[1]) > 1e-6*math.Abs(w[1]) {
			t.Errorf("limits %v, want %v", w[0], w[1])
		}
	}
	marks := c.signals(y)
	for i, want := range get[[]string](t, v.Expected, "special_cause") {
		got := "Common Cause"
		for _, r := range slices.Backward(rules) {
			if s := marks[r][i]; s != 0 {
				got = nhsName(r, s)
			}
		}
		if got != want {
			t.Errorf("point %d is %q, want %q", i, got, want)
		}
	}
}

func nhsName(r Rule, side int) string {
	above := side > 0
	pickOne := func(a, b string) string {
		if above {
			return a
		}
		return b
	}
	switch r {
	case Outside:
		return pickOne("Above UCL", "Below LCL")
	case Trending:
		return pickOne("7 Point Trend (Increasing)", "7 Point Trend (Decreasing)")
	case Shift:
		return pickOne("7 Points Above CL", "7 Points Below CL")
	}
	return pickOne("2 out of 3 Above CL", "2 out of 3 Below CL")
}

// checkRuns takes the run rules of all charts, and the limits of the moving
// range chart, whose upper one is our screening limit; c and u limits are not ours.
func checkRuns(t *testing.T, v vector) {
	_, y := v.y(t)
	centre := get[float64](t, v.Expected, "cl")
	switch v.ID {
	case "qic-mr-montgomery65":
		var moving []float64
		for i := 1; i < len(y); i++ {
			moving = append(moving, math.Abs(y[i]-y[i-1]))
		}
		v.near(t, "cl", xmr(y[:20]).spread) // the book takes the limits from the first 20 values
		v.near(t, "ucl", 3.267*xmr(y[:20]).spread)
		y = moving
	case "qic-c-montgomery73": // the book leaves the 6th and the 20th value out
		y = slices.Concat(y[:5], y[6:19], y[20:])
	case "qic-run-kpi":
		v.near(t, "cl", median(y))
	case "qic-u-montgomery74":
		for i := range y {
			y[i] /= 50
		}
	}
	r := runsAbout(y, centre)
	v.near(t, "longest_run", float64(r.Longest))
	v.near(t, "longest_run_max", float64(r.LongestLimit))
	v.near(t, "crossings", float64(r.Crossings))
	v.near(t, "crossings_min", float64(r.CrossingsLimit))
	if got := get[bool](t, v.Expected, "signal"); got != r.Signal {
		t.Errorf("signal %v, want %v", r.Signal, got)
	}
}

func checkProjection(t *testing.T, v vector) {
	at, y := v.y(t)
	l := senLine(at, y, mannKendall(at, y, nil).variance)
	for key, got := range map[string]float64{"slope": l.slope, "lo": l.low, "hi": l.high} {
		if want := get[float64](t, v.Input, key); math.Abs(got-want) > 1e-9 {
			t.Errorf("%s %v, want %v", key, got, want)
		}
	}
	when, early, late, ok := meet(at, y, l, get[float64](t, v.Input, "target"))
	if want := get[bool](t, v.Expected, "shown"); ok != want {
		t.Fatalf("shown %v, want %v", ok, want)
	}
	if ok {
		v.near(t, "at", when)
		v.near(t, "earliest", early)
		v.near(t, "latest", late)
	}
}
