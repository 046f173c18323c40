package program

import (
	"math"
	"strconv"
)

// The page's background in the built-in theme, by day and by night.
const (
	lightPage = "#ffffff"
	darkPage  = "#10151b"
)

// LeastContrast is what a brand's colour should reach against the page (WCAG
// 2.2, 1.4.3).
const LeastContrast = 4.5

// Brand is the look that an organisation may set.
type Brand struct {
	Color string `toml:"color" doc:"Colour of the header rule, as #rrggbb."`
	Dark  string `toml:"color_dark" doc:"The same on dark pages; without it, the colour is made light enough."`
	Logo  string `toml:"logo" doc:"Image beside the title: its path from the site's folder."`
}

// OnDark is the colour for dark pages: the stated one, else the colour mixed
// with as much white as it needs.
func (b *Brand) OnDark() string {
	if b.Dark != "" {
		return b.Dark
	}
	color := b.Color
	for part := 0.0; Contrast(color, darkPage) < LeastContrast && part <= 1; part += 0.05 {
		color = lighter(b.Color, part)
	}
	return color
}

// Contrasts are those of the colours against the page, by day and by night.
func (b *Brand) Contrasts() (light, dark float64) {
	return Contrast(b.Color, lightPage), Contrast(b.OnDark(), darkPage)
}

// Contrast is the ratio of two colours #rrggbb, 1 to 21 (WCAG 2.2, contrast
// ratio).
func Contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(color string) float64 {
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		c := channel(color, i) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

// channel is red, green or blue of #rrggbb, 0 to 255.
func channel(color string, i int) float64 {
	if len(color) != 7 {
		return 0
	}
	n, _ := strconv.ParseUint(color[1+2*i:3+2*i], 16, 8) // the form was checked
	return float64(n)
}

func lighter(color string, part float64) string {
	out := "#"
	for i := range 3 {
		c := channel(color, i)
		n := uint64(math.Round(c + (255-c)*part))
		if n < 16 {
			out += "0"
		}
		out += strconv.FormatUint(n, 16)
	}
	return out
}
