package document

import "strings"

// mostDeep is how deep tables, lists and the parts of a dotted key may be
// nested. Nobody writes that; the library's cost grows with the square of it.
const mostDeep = 100

// tooDeep finds where a TOML text, well-formed or not, goes deeper than mostDeep.
func tooDeep(text string) (at int, deep bool) {
	s := &scan{text: text}
	brackets, dots := 0, 0
	for s.at < len(text) {
		switch c := text[s.at]; c {
		case '"', '\'':
			s.quoted()
			continue
		case '#':
			s.at = endOfLine(text, s.at)
			continue
		case '[', '{':
			brackets, dots = brackets+1, 0
		case ']', '}':
			brackets = max(brackets-1, 0)
		case '.':
			dots++
		case '=', ',', '\n':
			dots = 0
		}
		if brackets > mostDeep || dots > mostDeep {
			return s.at, true
		}
		s.at++
	}
	return 0, false
}

// quoted passes over a string of a text that may not be well-formed: one that
// is not closed ends with its line.
func (s *scan) quoted() {
	rest, quote := s.text[s.at:], s.text[s.at:s.at+1]
	if strings.HasPrefix(rest, strings.Repeat(quote, 3)) {
		s.str()
		s.at = min(s.at, len(s.text))
		return
	}
	for s.at++; s.at < len(s.text) && s.text[s.at] != '\n'; s.at++ {
		if s.text[s.at] == quote[0] {
			s.at++
			return
		}
		if s.text[s.at] == '\\' && quote == `"` {
			s.at++
		}
	}
	s.at = min(s.at, len(s.text))
}

func endOfLine(text string, from int) int {
	if i := strings.IndexByte(text[from:], '\n'); i >= 0 {
		return from + i
	}
	return len(text)
}
