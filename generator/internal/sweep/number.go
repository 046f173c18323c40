package sweep

import (
	"math"
	"strconv"
)

// number is a decimal number by value: 12.50 and 12.5 are the same, 1,204 and
// 1204 too. The zero value is none.
type number struct {
	digits   uint64 // without the point
	decimals int8
}

// telling reports whether a number is rare enough to be searched for: four
// digits and more, and no year.
func (n number) telling() bool {
	return n.digits >= 1000 && !(n.decimals == 0 && n.digits >= 1900 && n.digits <= 2100)
}

func (n number) trimmed() number {
	for n.decimals > 0 && n.digits%10 == 0 {
		n.digits, n.decimals = n.digits/10, n.decimals-1
	}
	for n.decimals < 0 && n.digits < 1e15 {
		n.digits, n.decimals = n.digits*10, n.decimals+1
	}
	return n
}

// rounded returns a value with so many decimals.
func rounded(value float64, decimals int) number {
	text := strconv.FormatFloat(math.Abs(value), 'f', decimals, 64)
	n, _ := readNumber([]byte(text))
	return n
}

// number looks at the number that begins at i, and reports it if it tells
// something. In the middle of a version, an identifier or another number there
// is none.
func (s *scanner) number(i int) {
	if i < s.numberEnd || i > 0 && class[s.data[i-1]] >= letter {
		return
	}
	n, length := readNumber(s.data[i:])
	s.numberEnd = i + length
	if n.telling() {
		s.onNumber(n, !s.joined(i, -1) && !s.joined(s.numberEnd-1, 1) && (s.numberEnd == len(s.data) || class[s.data[s.numberEnd]] < letter))
	}
}

// joined reports whether a hyphen, a point or the like ties the character at i
// to a letter or digit beside it.
func (s *scanner) joined(i, step int) bool {
	if i+2*step < 0 || i+2*step >= len(s.data) {
		return false
	}
	c := s.data[i+step]
	return (c == '-' || c == '_' || c == '.') && class[s.data[i+2*step]] >= letter
}

// readNumber reads digits, with marks between groups of three, a fraction and
// an exponent, and returns how many bytes they take.
func readNumber(data []byte) (number, int) {
	digits, at := digitRun(data)
	if at == 0 || at > 15 {
		return number{}, at
	}
	if at <= 3 {
		digits, at = groups(data, digits, at)
	}
	n := number{digits: digits}
	if at+1 < len(data) && data[at] == '.' {
		_, length := digitRun(data[at+1:])
		for used := 0; used < length && n.digits < 1e15; used++ {
			n.digits = n.digits*10 + uint64(data[at+1+used]-'0')
			n.decimals++
		}
		if length > 0 {
			at += 1 + length
		}
	}
	n, at = exponent(data, n, at)
	return n.trimmed(), at
}

func digitRun(data []byte) (uint64, int) {
	v, n := uint64(0), 0
	for n < len(data) && data[n] >= '0' && data[n] <= '9' {
		v, n = v*10+uint64(data[n]-'0'), n+1
	}
	return v, n
}

// groups reads further groups of three digits behind a comma, a thin space and
// the like.
func groups(data []byte, digits uint64, at int) (uint64, int) {
	for range 4 {
		gap := groupMark(data[at:])
		if gap == 0 {
			break
		}
		more, length := digitRun(data[at+gap:])
		if length != 3 {
			break
		}
		digits, at = digits*1000+more, at+gap+3
	}
	return digits, at
}

// groupMark is the length of a mark that may stand between groups of digits.
func groupMark(data []byte) int {
	if len(data) < 4 {
		return 0
	}
	switch c := data[0]; {
	case c == ',' || c == '\'' || c == '_' || c == ' ':
		return 1
	case c == '&' || c == '\\' || c == '%' || c >= 0x80:
		r, n, _ := decode(data)
		switch r {
		case ',', '\'', 0xA0, 0x2009, 0x202F, 0x2019, ' ':
			return n
		}
	}
	return 0
}

func exponent(data []byte, n number, at int) (number, int) {
	if at+1 >= len(data) || data[at]|0x20 != 'e' {
		return n, at
	}
	from, sign := at+1, int8(1)
	if data[from] == '-' {
		sign = -1
	}
	if data[from] == '-' || data[from] == '+' {
		from++
	}
	power, length := digitRun(data[from:])
	if length == 0 || length > 2 || power > 30 {
		return n, at
	}
	n.decimals -= sign * int8(power)
	return n, from + length
}
