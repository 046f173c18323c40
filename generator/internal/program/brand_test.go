package program

import (
	"math"
	"testing"
)

// The ratios of black and white, and of two greys, are those of the standard.
func TestContrast(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{{"#000000", "#ffffff", 21}, {"#777777", "#ffffff", 4.48}, {"#0a4a94", "#ffffff", 8.68}, {"#8ec1ff", "#10151b", 9.80}} {
		if got := Contrast(c.a, c.b); math.Abs(got-c.want) > 0.01 {
			t.Errorf("%s on %s: %.2f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

func TestOnDark(t *testing.T) {
	for _, color := range []string{"#000000", "#0a4a94", "#ff0000", "#ffffff"} {
		b := &Brand{Color: color}
		if _, dark := b.Contrasts(); dark < LeastContrast {
			t.Errorf("%s becomes %s on dark pages: %.2f", color, b.OnDark(), dark)
		}
	}
	if b := (&Brand{Color: "#000000", Dark: "#000001"}); b.OnDark() != "#000001" {
		t.Error("a stated colour was changed")
	}
}
