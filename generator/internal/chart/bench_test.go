package chart

import "testing"

// BenchmarkFigures measures each kind: option, JSON and both variants.
func BenchmarkFigures(b *testing.B) {
	for _, s := range samples() {
		b.Run(s.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := s.make(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
