package chart

import "strings"

// wrap breaks s at spaces into at most lines lines of the given width; what is
// still too long is shortened.
func wrap(s string, width float64, lines int) []string {
	var out []string
	line := ""
	for _, word := range strings.Fields(s) {
		longer := word
		if line != "" {
			longer = line + " " + word
		}
		if line == "" || len(out) == lines-1 || textWidth(longer) <= width {
			line = longer
			continue
		}
		out = append(out, line)
		line = word
	}
	out = append(out, line)
	for i := range out {
		out[i] = shorten(out[i], width)
	}
	return out
}
