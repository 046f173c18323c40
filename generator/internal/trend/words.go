package trend

import (
	"cmp"
	"math"
	"strconv"
	"strings"
	"time"
)

const (
	minus     = "\u2212" // −
	thinSpace = "\u202f" // narrow, no break: before %
	bindSpace = "\u00a0" // no break: between a number and its unit
)

// Figure writes a number for readers: three significant digits, whole from 1,000
// on, commas between thousands, a true minus, no trailing zeros, never "−0", nine
// digits after the point at most, below which lies what arithmetic leaves over; from a
// thousand billions on as 1e15.
func Figure(x float64) string {
	if !isFinite(x) {
		return ""
	}
	size := math.Abs(x)
	if size >= 1e15 {
		return strings.Replace(strings.Replace(strconv.FormatFloat(x, 'g', 3, 64), "e+", "e", 1), "-", minus, 1)
	}
	digits := 0
	if size > 0 && size < 1000 {
		digits = max(0, 2-int(math.Floor(math.Log10(size))))
	}
	text := strconv.FormatFloat(size, 'f', min(digits, 9), 64)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	whole, rest, _ := strings.Cut(text, ".")
	text = thousands(whole)
	if rest != "" {
		text += "." + rest
	}
	if x < 0 && text != "0" {
		return minus + text
	}
	return text
}

func thousands(digits string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// counted writes a whole number with its noun in the right number.
func (s Series) counted(n int, one, many string) string { return s.words().Count(n, one, many) }

// steps names the cadence, for one or several.
func (s Series) steps(n int) string {
	if n == 1 {
		return s.t(string(s.Cadence))
	}
	return s.t(s.Cadence.plural())
}

func (c Cadence) plural() string { return string(c) + "s" }

// Words say what is found in another language: a text by its English, a number
// that was written in English, a number with its noun, a day.
type Words struct {
	Say    func(english string) string
	Number func(english string) string
	Count  func(n int, one, many string) string
	Day    func(t time.Time) string
}

// English are the words as they are written here.
var English = &Words{
	Say:    func(english string) string { return english },
	Number: func(english string) string { return english },
	Count: func(n int, one, many string) string {
		if n == 1 {
			return "1 " + one
		}
		return Figure(float64(n)) + " " + many
	},
	Day: func(t time.Time) string { return t.UTC().Format("2 January 2006") },
}

func (s Series) words() *Words                { return cmp.Or(s.Words, English) }
func (s Series) t(english string) string      { return s.words().Say(english) }
func (s Series) number(english string) string { return s.words().Number(english) }
func (s Series) day(t time.Time) string       { return s.words().Day(t) }

// period names a period in prose: a single day in words.
func (s Series) period(p Period) string {
	if p.cadence == Day {
		return s.day(p.Start())
	}
	return p.String()
}

// in says of when something is: in a period, on a day.
func (s Series) in(p Period) string {
	if p.cadence == Day {
		return s.t("on ") + s.period(p)
	}
	return s.t("in ") + s.period(p)
}

func (a *Analysis) t(english string) string      { return a.series.t(english) }
func (a *Analysis) number(english string) string { return a.series.number(english) }

// chance writes a p.
func (s Series) chance(p float64) string {
	switch {
	case p < 0.001:
		return "p < " + s.number("0.001")
	case p < 0.0995:
		return "p = " + s.number(strings.TrimRight(strconv.FormatFloat(p, 'f', 3, 64), "0"))
	}
	return "p = " + s.number(strconv.FormatFloat(p, 'f', 2, 64))
}

// quantity writes a value of the series.
func (s Series) quantity(x float64) string {
	if s.Kind == Proportion {
		return s.number(Percent(x))
	}
	x, unit := Length(x, s.Unit)
	return s.number(QuantityOf(x, unit, s.one(unit)))
}

// one is the singular of the series' unit; "" where its author gave none.
func (s Series) one(unit string) string {
	if unit == s.Unit {
		return s.UnitOne
	}
	return ""
}

// inPercent reports whether the values themselves are in per cent: their changes
// are in percentage points.
func (s Series) inPercent() bool { return s.Kind == Proportion || s.Unit == "%" }

// amount writes the size of a change: percentage points for values in per cent.
func (s Series) amount(x float64) string {
	if s.inPercent() {
		return s.bare(x) + " " + s.pointsFor(s.bare(x))
	}
	return s.number(QuantityOf(x, s.Unit, s.UnitOne))
}

func (s Series) pointsFor(figure string) string {
	if figure == "1" {
		return s.t("percentage point")
	}
	return s.t("percentage points")
}

// bare is the number of [Series.amount] without its unit.
func (s Series) bare(x float64) string {
	if s.Kind == Proportion {
		return s.number(Figure(100 * x))
	}
	return s.number(Figure(x))
}

// title names the series at the beginning of a sentence.
func (s Series) title() string {
	if s.Title == "" {
		return s.t("The series")
	}
	return s.Title
}
