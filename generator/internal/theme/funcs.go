package theme

import (
	"html/template"
	"math"
	"strings"

	"candor/generator/internal/page"
)

// funcs are what templates may call. They are few and know no page: whatever can
// be decided before is.
func funcs(w words) template.FuncMap {
	return template.FuncMap{
		"t":          w.get,
		"say":        w.page.Say,
		"direction":  direction,
		"inc":        func(i int) int { return i + 1 },
		"period":     isPeriod,
		"rows":       w.rows,
		"items":      w.items,
		"facts":      w.facts,
		"moments":    w.moments,
		"links":      links,
		"navigation": navigation,
		"shares":     shares,
	}
}

// rightToLeft are the languages whose scripts run that way.
const rightToLeft = " ar arc ckb dv fa he ku-arab ps sd syr ug ur yi "

// direction is "rtl" for a language written from right to left, else "".
func direction(language string) string {
	tag := strings.ToLower(language)
	general, _, _ := strings.Cut(tag, "-")
	if general != "" && (strings.Contains(rightToLeft, " "+general+" ") || strings.Contains(tag, "-arab") || strings.Contains(tag, "-hebr")) {
		return "rtl"
	}
	return ""
}

// share is a part of a bar, in percent of its length.
type share struct {
	Class    string
	X, Width float64
}

// shares places the parts of a bar beside each other.
func shares(parts []page.Part3) []share {
	total := 0
	for _, p := range parts {
		total += max(p.Count, 0)
	}
	var out []share
	before := 0
	for _, p := range parts {
		if p.Count > 0 {
			out = append(out, share{p.Class, percent(before, total), percent(p.Count, total)})
			before += p.Count
		}
	}
	return out
}

func percent(n, of int) float64 { return math.Round(float64(n)/float64(of)*1e4) / 100 }
