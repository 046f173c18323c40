package dataset

import (
	"encoding/json"
	"math"
	"reflect"
	"testing"

	"candor/generator/internal/trend"
)

// TestJSON: the item-by-item writer gives the same object as the library.
func TestJSON(t *testing.T) {
	v := 21.5
	for _, obj := range []any{
		Report{Schema: Schema, Incidents: []Page{{ID: "incidents/x", Title: "</script>", Systems: []string{"a"}}}, Actions: []Action{}, Metrics: []Metric{{ID: "m", Points: []Point{{Period: "2025-01", Value: &v}}, Analysis: &trend.Analysis{Summary: &trend.Summary{N: 1, Last: &v}}}}},
		Metric{ID: "m", Points: []Point{}, Analysis: &trend.Analysis{}},
		Metric{ID: "m", Points: []Point{{Period: "2025-01", Withheld: true}}, Analysis: trend.Analyse(trend.Series{Kind: trend.Count, Cadence: trend.Month})},
	} {
		got, err := JSON(obj)
		if err != nil {
			t.Fatal(err)
		}
		want, err := json.Marshal(obj)
		if err != nil {
			t.Fatal(err)
		}
		var a, b any
		if err := json.Unmarshal(got, &a); err != nil {
			t.Fatalf("%v\n%s", err, got)
		}
		if err := json.Unmarshal(want, &b); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(a, b) {
			t.Errorf("%s\n%s", got, want)
		}
	}
	inf := math.Inf(1)
	if _, err := JSON(Metric{Points: []Point{{Value: &inf}}, Analysis: &trend.Analysis{}}); err == nil {
		t.Error("an infinity was written")
	}
}

func TestGuard(t *testing.T) {
	for in, want := range map[string]string{"=1+1": "'=1+1", "+x": "'+x", "plain": "plain", "": ""} {
		if got := guard(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}
