package chart

import (
	"strconv"
	"strings"
	"unicode"
)

// textSize is the size of all text in user units. The wide picture is shown at
// 590 px and up (0.82 of its units), the narrow one at 288 px and up (0.85): 15
// units stay above 12 px.
const textSize = 15.0

// textWidth estimates a line's width in user units, on the wide side: the
// reader's system font is unknown, so the measures are those of a broad one.
func textWidth(s string) float64 {
	em := 0.0
	for _, r := range s {
		em += runeWidth(r)
	}
	return em * textSize
}

// bold is how much wider strong text is.
const bold = 1.12

// strongWidth is textWidth of strong text.
func strongWidth(s string) float64 { return textWidth(s) * bold }

func runeWidth(r rune) float64 {
	switch {
	case strings.ContainsRune("ijl|'.,:;!I ", r):
		return 0.35
	case strings.ContainsRune("frt()[]-–/", r):
		return 0.43
	case strings.ContainsRune("mwMW@%", r):
		return 0.95
	case forbidden(r) || r >= 0x1100 && !(r >= 0x2000 && r < 0x2e80):
		return 1.05
	case unicode.IsUpper(r):
		return 0.74
	default:
		return 0.64
	}
}

// shorten cuts s to a width and ends it with an ellipsis.
func shorten(s string, width float64) string {
	if textWidth(s) <= width {
		return s
	}
	w := textSize * 0.9
	for i, r := range s {
		w += runeWidth(r) * textSize
		if w > width {
			return strings.TrimRight(s[:i], " ,.;:") + "…"
		}
	}
	return s
}

// Number writes a value as the charts do: three significant digits below 1,000,
// whole numbers above, M, bn and tn from a million on, a true minus sign.
func Number(v float64) string {
	if v == 0 {
		return "0"
	}
	e := exponent(v)
	switch {
	case e >= 15 || e < -4:
		return scientific(v)
	case e >= 6:
		u := unitOf(e)
		return minus(trim(strconv.FormatFloat(v/u.size, 'f', max(0, 2-e%3), 64))) + u.name
	case e >= 3:
		return minus(group(strconv.FormatFloat(v, 'f', 0, 64)))
	}
	return minus(unlike100(v, trim(strconv.FormatFloat(v, 'f', 2-e, 64))))
}

// unlike100 gives what is nearly 100 the decimals that tell it apart: in per cent
// it is not all.
func unlike100(v float64, text string) string {
	for digits := 2; digits <= 9 && text == "100" && v < 100; digits++ {
		text = trim(strconv.FormatFloat(v, 'f', digits, 64))
	}
	return text
}

type unit struct {
	size float64
	name string
}

func unitOf(exponent int) unit {
	switch {
	case exponent >= 12:
		return unit{1e12, " tn"}
	case exponent >= 9:
		return unit{1e9, " bn"}
	case exponent >= 6:
		return unit{1e6, " M"}
	}
	return unit{1, ""}
}

// tickLabel writes a tick of an axis that reaches to top, in steps of step.
func tickLabel(v, step, top float64) string {
	if v == 0 {
		return "0"
	}
	e, s := exponent(top), exponent(step)
	if e >= 15 || s < -4 {
		return scientific(v)
	}
	u := unitOf(e)
	s -= exponent(u.size)
	return minus(group(strconv.FormatFloat(v/u.size, 'f', max(0, -s), 64))) + u.name
}

// exponent is the power of ten of v's first digit. From its decimal form, since
// math.Log10 differs between processors in the last bit.
func exponent(v float64) int {
	if v == 0 {
		return 0
	}
	s := strconv.FormatFloat(v, 'e', -1, 64)
	n, _ := strconv.Atoi(s[strings.IndexByte(s, 'e')+1:])
	return n
}

func scientific(v float64) string {
	s := strconv.FormatFloat(v, 'e', 2, 64)
	i := strings.IndexByte(s, 'e')
	n, _ := strconv.Atoi(s[i+1:])
	return minus(trim(s[:i])) + "×10" + superscript.Replace(strconv.Itoa(n))
}

var superscript = strings.NewReplacer("-", "⁻", "0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴",
	"5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

func trim(s string) string {
	if strings.IndexByte(s, '.') < 0 {
		return s
	}
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}

// group puts commas between thousands.
func group(s string) string {
	whole, rest, _ := strings.Cut(s, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		rest = "." + rest
	}
	return sign + whole + rest
}

func minus(s string) string {
	if strings.HasPrefix(s, "-") {
		return "−" + s[1:]
	}
	return s
}
