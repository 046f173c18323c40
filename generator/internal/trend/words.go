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

// Percent writes a share from 0 to 1 as a percentage with at most one decimal.
func Percent(share float64) string {
	if !isFinite(share) {
		return ""
	}
	if most := math.MaxFloat64 / 100; math.Abs(share) >= 1e13 {
		return Figure(max(-most, min(share, most))*100) + thinSpace + "%"
	}
	x := math.Round(share*1000) / 10
	sign := ""
	if x < 0 {
		sign = minus
	}
	return sign + strconv.FormatFloat(math.Abs(x), 'f', -1, 64) + thinSpace + "%"
}

// Quantity writes a number with its unit, in the singular for 1: "1 day",
// "2.5 days", "95 %". An empty unit gives the number alone.
func Quantity(x float64, unit string) string {
	figure := Figure(x)
	switch unit {
	case "":
		return figure
	case "%":
		return figure + thinSpace + "%"
	}
	return figure + bindSpace + unitFor(figure, unit)
}

// unitFor bends the first plural of a unit to the number as it is written.
func unitFor(figure, unit string) string {
	words := strings.Split(unit, " ")
	one := figure == "1" || figure == minus+"1"
	for i, word := range words {
		if word == "per" || word == "of" {
			break
		}
		if !one && timeWord[word] {
			words[i] = word + "s"
			break
		}
		if s := singular(word); one && s != word {
			words[i] = s
			break
		}
	}
	return strings.Join(words, " ")
}

func singular(word string) string {
	switch {
	case strings.HasSuffix(word, "ies") && len(word) > 4:
		return strings.TrimSuffix(word, "ies") + "y"
	case strings.HasSuffix(word, "sses"):
		return strings.TrimSuffix(word, "es")
	case strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss"):
		return strings.TrimSuffix(word, "s")
	}
	return word
}

// smaller are the units in which a part of a longer one is easier to read.
var smaller = map[string]struct {
	unit  string
	times float64
}{"hours": {"minutes", 60}, "days": {"hours", 24}}

// Length writes less than one hour in minutes, and less than one day in hours.
func Length(x float64, unit string) (float64, string) {
	if s, ok := smaller[unit]; ok && x > 0 && x < 1 && Figure(x) != "1" {
		return x * s.times, s.unit
	}
	return x, unit
}

var timeWord = map[string]bool{"second": true, "minute": true, "hour": true, "day": true, "week": true, "month": true, "quarter": true, "year": true}

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
	return s.number(Quantity(Length(x, s.Unit)))
}

// amount writes the size of a change: points of per cent for shares.
func (s Series) amount(x float64) string {
	if s.Kind == Proportion {
		return s.bare(x) + " " + s.pointsFor(s.bare(x))
	}
	return s.number(Quantity(x, s.Unit))
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
