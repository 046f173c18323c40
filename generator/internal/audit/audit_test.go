package audit

import (
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
