package audit

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestKnown(t *testing.T) {
	type equations []map[string]int
	for _, c := range []struct {
		name  string
		given equations
		want  []string
	}{
		{"nothing published", nil, nil},
		{"one hidden month and the mean", equations{{"feb": 1}}, []string{"feb"}},
		{"two hidden months and the mean", equations{{"feb": 1, "mar": 1}}, nil},
		{"the same mean twice", equations{{"feb": 1, "mar": 1}, {"feb": 2, "mar": 2}}, nil},
		{"a part of the whole", equations{{"feb": 1, "mar": 1, "apr": 1}, {"feb": 1, "mar": 1}}, []string{"apr"}},
		{"three sums of pairs", equations{{"a": 1, "b": 1}, {"b": 1, "c": 1}, {"a": 1, "c": 1}}, []string{"a", "b", "c"}},
		{"a ring of four", equations{{"a": 1, "b": 1}, {"b": 1, "c": 1}, {"c": 1, "d": 1}, {"d": 1, "a": 1}}, nil},
		{"the largest is one of them", equations{{"a": 1}, {"a": 1, "b": 1, "c": 1}}, []string{"a"}},
		{"only visible values", equations{{}}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var e Equations
			for _, w := range c.given {
				e.Add(w)
			}
			if got := e.Known(); !slices.Equal(got, c.want) {
				t.Errorf("known: %v, want %v", got, c.want)
			}
		})
	}
}

// TestKnownWithBounds: values at an end of the range that every reader knows.
func TestKnownWithBounds(t *testing.T) {
	type bound struct{ value, low, high float64 }
	inf := math.Inf(1)
	for _, c := range []struct {
		name   string
		rows   []map[string]int
		bounds map[string]bound
		want   []string
	}{
		{"a mean of 1 over shares", []map[string]int{{"a": 1, "b": 1}}, map[string]bound{"a": {1, 0, 1}, "b": {1, 0, 1}}, []string{"a", "b"}},
		{"a mean below 1", []map[string]int{{"a": 1, "b": 1}}, map[string]bound{"a": {1, 0, 1}, "b": {.9, 0, 1}}, nil},
		{"a sum of 0 over counts", []map[string]int{{"a": 1, "b": 2}}, map[string]bound{"a": {0, 0, inf}, "b": {0, 0, inf}}, []string{"a", "b"}},
		{"a difference at both ends", []map[string]int{{"a": 1, "b": -1}}, map[string]bound{"a": {1, 0, 1}, "b": {0, 0, 1}}, []string{"a", "b"}},
		{"a difference of the same ends", []map[string]int{{"a": 1, "b": -1}}, map[string]bound{"a": {0, 0, 1}, "b": {0, 0, 1}}, nil},
		{"the least is the greatest", nil, map[string]bound{"a": {5, 5, 5}}, []string{"a"}},
		{"two figures together", []map[string]int{{"a": 1, "b": 1, "c": -1}, {"b": 1, "c": 1, "d": -1}, {"d": 1, "a": 1, "b": 1}},
			map[string]bound{"a": {0, 0, inf}, "b": {0, 0, inf}, "c": {0, 0, inf}, "d": {0, 0, inf}}, []string{"a", "b", "c", "d"}},
		{"one that is free takes up the rest", []map[string]int{{"a": 1, "b": 1, "c": 1}}, map[string]bound{"a": {0, 0, inf}, "b": {0, 0, inf}, "c": {4, 0, inf}}, nil},
		{"a free one follows from bounded ones", []map[string]int{{"a": 1, "b": 1}, {"a": 1, "b": 1, "c": 1}},
			map[string]bound{"a": {0, 0, inf}, "b": {0, 0, inf}, "c": {4, 0, inf}}, []string{"a", "b", "c"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var e Equations
			for _, w := range c.rows {
				e.Add(w)
			}
			for name, b := range c.bounds {
				e.Between(name, b.value, b.low, b.high)
			}
			if got := e.Known(); !slices.Equal(got, c.want) {
				t.Errorf("known: %v, want %v", got, c.want)
			}
		})
	}
}

// TestKnownAgainstSearch compares with a search over all steps of −1, 0 and 1 of
// small random systems: what some step changes is not known.
func TestKnownAgainstSearch(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	names := []string{"a", "b", "c", "d"}
	known := 0
	for range 3000 {
		var e Equations
		var rows []map[string]int
		for range 1 + random.IntN(3) {
			w := map[string]int{}
			for _, n := range names {
				w[n] = random.IntN(3) - 1
			}
			rows = append(rows, w)
			e.Add(w)
		}
		ends := map[string]int{}
		for _, n := range names {
			ends[n] = random.IntN(3) - 1 // −1: at the lower end, 1: at the upper end
			e.Between(n, float64(ends[n]), -1, 1)
		}
		moved := map[string]bool{}
		for k := range 81 {
			step := map[string]int{"a": k%3 - 1, "b": k/3%3 - 1, "c": k/9%3 - 1, "d": k/27 - 1}
			ok := true
			for n, s := range step {
				ok = ok && s*ends[n] <= 0
			}
			for _, w := range rows {
				sum := 0
				for n, s := range step {
					sum += w[n] * s
				}
				ok = ok && sum == 0
			}
			for n, s := range step {
				moved[n] = moved[n] || ok && s != 0
			}
		}
		for _, n := range e.Known() {
			known++
			if moved[n] {
				t.Fatalf("%v with ends %v: %s is called known", rows, ends, n)
			}
		}
	}
	if known < 1000 {
		t.Errorf("only %d values were known", known)
	}
}
