package chart

import "testing"

// BenchmarkFigures measures each kind: its option and both variants.
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

// BenchmarkOption measures what an interactive view adds to a figure.
func BenchmarkOption(b *testing.B) {
	for _, s := range samples() {
		f, err := s.make()
		if err != nil {
			b.Fatal(err)
		}
		b.Run(s.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := f.Option(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
