package trend

import (
	"math"
	"strconv"
	"strings"
)

// Percent writes a share from 0 to 1 as a percentage with one decimal, and with
// as many more as it takes not to print 0 % or 100 % for what is neither.
func Percent(share float64) string {
	if !isFinite(share) {
		return ""
	}
	if most := math.MaxFloat64 / 100; math.Abs(share) >= 1e13 {
		return Figure(max(-most, min(share, most))*100) + thinSpace + "%"
	}
	x := share * 100
	sign := ""
	if x < 0 {
		sign = minus
	}
	text := unrounded(math.Abs(x), strconv.FormatFloat(math.Round(math.Abs(x)*10)/10, 'f', -1, 64))
	if text == "0" {
		sign = ""
	}
	return sign + text + thinSpace + "%"
}

// unrounded gives a percentage the decimals that tell it from 0 and 100, up to
// nine: below lies what arithmetic leaves over.
func unrounded(x float64, text string) string {
	for digits := 1; digits <= 9 && (text == "0" || text == "100") && !Same(x, 0) && !Same(x, 100); digits++ {
		text = strconv.FormatFloat(x, 'f', digits, 64)
		if strings.Contains(text, ".") {
			text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
		}
	}
	return text
}

// Quantity writes a number with its unit, in the singular for 1: "1 day",
// "2.5 days", "95 %". An empty unit gives the number alone.
func Quantity(x float64, unit string) string { return QuantityOf(x, unit, "") }

// QuantityOf is [Quantity] of a unit whose author gave its singular.
func QuantityOf(x float64, unit, one string) string {
	figure := Figure(x)
	switch {
	case unit == "":
		return figure
	case unit == "%" && x >= 0:
		return unrounded(x, figure) + thinSpace + "%"
	case unit == "%":
		return figure + thinSpace + "%"
	case one != "" && isOne(figure):
		return figure + bindSpace + one
	}
	return figure + bindSpace + unitFor(figure, unit)
}

func isOne(figure string) bool { return figure == "1" || figure == minus+"1" }

// unitFor bends the first noun of a unit to the number as it is written. What is
// no English plural for certain (ms, gas) stays as it is.
func unitFor(figure, unit string) string {
	words := strings.Split(unit, " ")
	one := isOne(figure)
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

// shortPlurals are plurals of fewer than five letters: other short words that end
// in s are symbols or singulars (ms, gas, tps, bus).
var shortPlurals = map[string]bool{"days": true, "keys": true, "bugs": true, "runs": true, "gaps": true, "jobs": true, "apps": true, "bots": true, "logs": true, "fees": true, "tags": true}

// singular takes the plural off an English noun that has it for certain.
func singular(word string) string {
	switch {
	case len(word) < 5 && !shortPlurals[word], strings.ToLower(word) != word, !strings.ContainsAny(word, "aeiou"), word == "series", word == "species":
		return word
	case strings.HasSuffix(word, "ies"):
		return strings.TrimSuffix(word, "ies") + "y"
	case strings.HasSuffix(word, "caches"):
		return strings.TrimSuffix(word, "s")
	}
	for _, ending := range []string{"sses", "ches", "shes", "xes", "zzes"} {
		if strings.HasSuffix(word, ending) {
			return strings.TrimSuffix(word, "es")
		}
	}
	for _, ending := range []string{"ss", "us", "is", "as", "os", "news"} {
		if strings.HasSuffix(word, ending) {
			return word
		}
	}
	return strings.TrimSuffix(word, "s")
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
