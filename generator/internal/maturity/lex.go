package maturity

import "strings"

// token is a word, number or sign of a rule; kind 0 is the end.
type token struct {
	kind byte // 'w' word, 'n' number, 'o' operator, '(' , ')', '?' anything else, 0 end
	text string
	pos  int
}

// lex cuts a rule into tokens. It never fails; odd bytes become tokens of their own.
func lex(s string) []token {
	var out []token
	for i := 0; i < len(s); {
		start := i
		switch c := s[i]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			i++
			continue
		case c == '(' || c == ')':
			i++
			out = append(out, token{c, s[start:i], start})
			continue
		case strings.IndexByte("<>=!", c) >= 0:
			for i < len(s) && strings.IndexByte("<>=!", s[i]) >= 0 {
				i++
			}
			out = append(out, token{'o', s[start:i], start})
		case isDigit(c) || (c == '-' && i+1 < len(s) && isDigit(s[i+1])):
			i = number(s, i)
			out = append(out, token{'n', s[start:i], start})
		case isLetter(c):
			for i < len(s) && (isLetter(s[i]) || isDigit(s[i]) || s[i] == '-' || s[i] == '_' || s[i] == '.') {
				i++
			}
			out = append(out, token{'w', s[start:i], start})
		case c == '%':
			i++
			out = append(out, token{'w', "%", start})
		default:
			for i++; i < len(s) && s[i]&0xC0 == 0x80; i++ { // the rest of one character
			}
			out = append(out, token{'?', s[start:i], start})
		}
	}
	return append(out, token{0, "", len(s)})
}

// number ends after digits with at most one point between them.
func number(s string, i int) int {
	i++
	for point := false; i < len(s); i++ {
		if s[i] == '.' && !point && i+1 < len(s) && isDigit(s[i+1]) {
			point = true
		} else if !isDigit(s[i]) {
			break
		}
	}
	return i
}

func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
