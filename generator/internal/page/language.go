package page

import (
	"fmt"
	"strconv"
	"strings"
	"time"

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
	Plural func(n int) string           // the category of a number; nil where there are no Nouns
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

// Number is a number that was written in English, with a unit or without.
func (l *Language) Number(english string) string {
	if l.Marks == nil {
		return english
	}
	figures, unit, _ := strings.Cut(english, "\u00a0")
	return l.Marks.Replace(figures) + english[len(figures):len(english)-len(unit)] + unit
}

// Trend are the words of findings; nil where they are the English ones.
func (l *Language) Trend() *trend.Words {
	if l.Marks == nil && len(l.Texts)+len(l.Nouns) == 0 {
		return nil
	}
	return &trend.Words{Say: l.Say, Number: l.Number, Count: l.Count}
}

func (b *Builder) t(english string) string              { return b.Language.Say(english) }
func (b *Builder) number(english string) string         { return b.Language.Number(english) }
func (b *Builder) count(n int, one, many string) string { return b.Language.Count(n, one, many) }

// Count is a number with its noun.
func (l *Language) Count(n int, one, many string) string {
	if forms := l.Nouns[many]; forms != nil {
		if s := forms[l.Plural(n)]; s != "" {
			return fmt.Sprintf("%d %s", n, s)
		}
		return fmt.Sprintf("%d %s", n, forms["other"])
	}
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// dateText is a day in prose: 4 March 2026.
func (b *Builder) dateText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.UTC()
	if b.Language.Date == "" || len(b.Language.Months) != 12 {
		return t.Format("2 January 2006")
	}
	out := strings.Replace(b.Language.Date, "{day}", strconv.Itoa(t.Day()), 1)
	out = strings.Replace(out, "{month}", b.Language.Months[t.Month()-1], 1)
	return strings.Replace(out, "{year}", t.Format("2006"), 1)
}
