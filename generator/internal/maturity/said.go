package maturity

import (
	"encoding/json"
	"fmt"
	"time"

	"candor/generator/internal/trend"
)

// Said is a text in English with places (%s, %d) for what it speaks of: days,
// figures, counts, other texts. So it can be said in another language, too.
type Said struct {
	text string
	with []any
}

// figure is a number that was written in English, with its unit.
type figure string

// noun is a number with its noun.
type noun struct {
	n         int
	one, many string
}

func say(text string, with ...any) Said { return Said{text, with} }

func counted(n int, one, many string) noun { return noun{n, one, many} }

// In is the text in a language.
func (s Said) In(w *trend.Words) string {
	with := make([]any, len(s.with))
	for i, x := range s.with {
		switch x := x.(type) {
		case Said:
			with[i] = x.In(w)
		case time.Time:
			with[i] = w.Day(x)
		case figure:
			with[i] = w.Number(string(x))
		case noun:
			with[i] = w.Count(x.n, x.one, x.many)
		default:
			with[i] = x
		}
	}
	return fmt.Sprintf(w.Say(s.text), with...)
}

// String is the text in English, with days as machines write them.
func (s Said) String() string { return s.In(plain) }

var plain = &trend.Words{Say: trend.English.Say, Number: trend.English.Number, Count: trend.English.Count, Day: func(t time.Time) string { return t.Format(time.DateOnly) }}

// IsZero reports that nothing is said.
func (s Said) IsZero() bool { return s.text == "" }

// MarshalJSON writes what String says.
func (s Said) MarshalJSON() ([]byte, error) { return json.Marshal(s.String()) }

// join is one text after the other.
func join(all []Said) Said {
	out := all[0]
	for _, s := range all[1:] {
		out = say("%s; %s", out, s)
	}
	return out
}
