package page

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"candor/generator/internal/maturity"
	"candor/generator/internal/trend"
)

// Language is how an edition's words are said. The zero Language is English.
//
// What this room says is written in English where it is said; that text is the
// key of its translation. Labels (names of facts and columns, captions, chips)
// are translated where they are written out, all else by the methods below.
type Language struct {
	Texts  map[string]string            // translations by the English text; %s and %d stand as in it
	Nouns  map[string]map[string]string // by the English plural: forms by plural category (one, few, other …)
	Units  map[string]string            // the English plural of a unit, by that and by its singular
	Plural func(figure string) string   // the category of a number as it is written in English; nil where there are no Nouns
	Date   string                       // "{day} {month} {year}"; "" for English
	Months []string                     // twelve
	Marks  *strings.Replacer            // puts the language's separators into a number written in English; nil for none
}

// Say is the translation of a text, or the text itself.
func (l *Language) Say(english string) string {
	if s, ok := l.Texts[english]; ok {
		return s
	}
	return english
}

// Units are those that candor names itself, by their plural: of time, and of
// what derived metrics count.
func Units() map[string]string {
	return map[string]string{"seconds": "second", "minutes": "minute", "hours": "hour", "days": "day", "weeks": "week", "months": "month", "quarters": "quarter", "years": "year",
		"incidents": "incident", "near misses": "near miss", "findings": "finding", "actions": "action", "items": "item"}
}

// Number is a number that was written in English, with a unit or without.
func (l *Language) Number(english string) string {
	figure, unit, united := strings.Cut(english, "\u00a0")
	out := figure
	if l.Marks != nil {
		out = l.Marks.Replace(figure)
	}
	if !united {
		return out
	}
	if forms := l.Nouns[l.Units[unit]]; forms != nil {
		unit = cmp.Or(forms[l.Plural(figure)], forms["other"])
	}
	return out + "\u00a0" + unit
}

// Unit is a unit that stands alone: that of an axis, of a column.
func (l *Language) Unit(english string) string {
	if forms := l.Nouns[l.Units[english]]; forms != nil {
		return forms["other"]
	}
	return english
}

// Trend are the words of findings.
func (l *Language) Trend() *trend.Words {
	if l.Marks == nil && l.Date == "" && len(l.Texts)+len(l.Nouns) == 0 {
		return trend.English
	}
	return &trend.Words{Say: l.Say, Number: l.Number, Count: l.Count, Day: l.Day}
}

func (b *Builder) said(s maturity.Said) string          { return s.In(b.Language.Trend()) }
func (b *Builder) t(english string) string              { return b.Language.Say(english) }
func (b *Builder) number(english string) string         { return b.Language.Number(english) }
func (b *Builder) count(n int, one, many string) string { return b.Language.Count(n, one, many) }

// Count is a number with its noun.
func (l *Language) Count(n int, one, many string) string {
	if forms := l.Nouns[many]; forms != nil {
		return fmt.Sprintf("%d %s", n, cmp.Or(forms[l.Plural(strconv.Itoa(n))], forms["other"]))
	}
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func (b *Builder) dateText(t time.Time) string { return b.Language.Day(t) }

// Day is a day in prose: 4 March 2026; "" for none.
func (l *Language) Day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.UTC()
	if l.Date == "" || len(l.Months) != 12 {
		return t.Format("2 January 2006")
	}
	out := strings.Replace(l.Date, "{day}", strconv.Itoa(t.Day()), 1)
	out = strings.Replace(out, "{month}", l.Months[t.Month()-1], 1)
	return strings.Replace(out, "{year}", t.Format("2006"), 1)
}
