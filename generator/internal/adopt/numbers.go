package adopt

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// Numbers as people and programs write them: with a point before the decimals and
// commas between the thousands, or the other way round. Blanks and apostrophes
// between the thousands say nothing about the rest.
var (
	pointForm = regexp.MustCompile(`^[-+]?(\d+|\d{1,3}(,\d{3})+)?(\.\d+)?([eE][-+]?\d+)?$`)
	commaForm = regexp.MustCompile(`^[-+]?(\d+|\d{1,3}(\.\d{3})+)?(,\d+)?$`)
	thousands = regexp.MustCompile(`(\d)[ '\x{a0}\x{202f}\x{2019}](\d{3})\b`)
)

// numberStyle is how a column writes its numbers.
type numberStyle struct{ point, comma bool }

// style looks which forms fit all numbers of a column. A comma that may stand
// before decimals or thousands means thousands where commas also separate the
// cells: a sheet of decimal commas has semicolons.
func (t *table) style(column int) numberStyle {
	s := numberStyle{true, true}
	grouped := false
	for _, r := range t.rows {
		text := joined(r.cell(column))
		if !pointForm.MatchString(text) && !commaForm.MatchString(text) {
			continue // no number: its own line says so
		}
		s.point = s.point && pointForm.MatchString(text)
		s.comma = s.comma && commaForm.MatchString(text)
		grouped = grouped || strings.ContainsRune(text, ',')
	}
	if s.point && s.comma && (t.comma == ',' || !grouped) {
		s.comma = false
	}
	return s
}

// joined takes the blanks and apostrophes out of a number.
func joined(text string) string {
	for {
		next := thousands.ReplaceAllString(text, "$1$2")
		if next == text {
			return text
		}
		text = next
	}
}

// number is a number in TOML's form, or why there is none.
func (s numberStyle) number(text string) (number, hint, message string) {
	text = joined(text)
	switch {
	case s.point == s.comma && strings.ContainsRune(text, ','):
		return "", "write all numbers of the column without thousands, and with a point before the decimals", "holds a comma that may stand before decimals or thousands"
	case s.point && pointForm.MatchString(text):
		text = strings.ReplaceAll(text, ",", "")
	case s.comma && commaForm.MatchString(text):
		text = strings.ReplaceAll(strings.ReplaceAll(text, ".", ""), ",", ".")
	}
	if number, ok := tomlNumber(strings.TrimPrefix(text, "+")); ok {
		return number, "", ""
	}
	return "", "write it as 12.5", "holds no number"
}

var plainNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`)

// tomlNumber keeps a number as it was written, where TOML writes it so.
func tomlNumber(text string) (string, bool) {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		return "", false
	}
	if plainNumber.MatchString(text) && text != "-0" {
		return text, true
	}
	return strconv.FormatFloat(f+0, 'f', -1, 64), true
}
