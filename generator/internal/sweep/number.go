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
func (n number) telling() bool { return n.digits >= 1000 && !n.year() }

func (n number) year() bool { return n.decimals == 0 && n.digits >= 1900 && n.digits <= 2100 }

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
	if end := i + length; end < len(s.data) && class[s.data[end]] == special && s.digitAt(end) {
		s.codedNumber(i)
		return
	}
	s.numberEnd = i + length
	if first, comma := commaBehind(s.data[i:]); comma && first < length && !s.whole {
		s.numberEnd = i + first // 20,345.75 in a list is two numbers
	}
	s.at = i
	s.report(s.data[i:], n, length, !s.joined(i, -1))
}

// report tells of a number that begins a text, and of what else it may say:
// 1.250 is a thousand and more where points stand between groups.
func (s *scanner) report(text []byte, n number, length int, strict bool) {
	tells := func(n number) bool { return n.telling() || s.short && n.digits >= 100 && !n.year() }
	if tells(n) {
		s.onNumber(n, strict && endsHere(text, length))
	}
	if n, length := pointed(text); tells(n) {
		s.onNumber(n, strict && endsHere(text, length))
	}
}

// endsHere reports whether nothing ties the number before an offset to what is
// behind it.
func endsHere(text []byte, at int) bool {
	if at >= len(text) {
		return true
	}
	if c := text[at]; (c == '-' || c == '_' || c == '.') && at+1 < len(text) {
		return class[text[at+1]] < letter
	}
	return class[text[at]] < letter
}

// digitAt reports whether a digit is written at i with an entity, an escape or a
// wide character.
func (s *scanner) digitAt(i int) bool {
	r, _, _ := s.char(i)
	l := folded(r)
	return l >= '0' && l <= '9'
}

// mostCoded is how many characters of a number are looked at.
const mostCoded = 40

// codedNumber looks at a number some of whose signs are written with entities,
// escapes or wide characters.
func (s *scanner) codedNumber(i int) {
	if i < s.numberEnd || i > 0 && class[s.data[i-1]] >= letter || class[s.data[i]] == special && !s.digitAt(i) {
		return
	}
	var text []byte
	var ends []int
	for at := i; at < len(s.data) && len(text) < mostCoded; {
		r, n, _ := s.char(at)
		c := byte('\n')
		switch l := folded(r); {
		case l != 0 && l < 0x80:
			c = byte(l)
		case l != 0:
			c = 'x'
		case r < 0x80:
			c = byte(r)
		case r == 0xA0 || r == 0x2009 || r == 0x202F || r == 0x2019:
			c = ' '
		}
		at += n
		text, ends = append(text, c), append(ends, at)
	}
	n, length := readNumber(text)
	if length == 0 {
		return
	}
	s.at, s.numberEnd = i, ends[length-1]
	s.report(text, n, length, !s.joined(i, -1))
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

// groups reads further groups of digits behind a comma, a thin space and the
// like: of three, or of two and at last three.
func groups(data []byte, digits uint64, at int) (uint64, int) {
	value, end, pairs := digits, at, false
	for range 5 {
		gap := groupMark(data[end:])
		if gap == 0 {
			break
		}
		more, length := digitRun(data[end+gap:])
		if length == 2 && (pairs || end == at) {
			value, end, pairs = value*100+more, end+gap+2, true
			continue
		}
		if length != 3 {
			break
		}
		value, end = value*1000+more, end+gap+3
		digits, at = value, end
		if pairs {
			break
		}
	}
	return digits, at
}

// pointed reads digits with a point before each three of them.
func pointed(data []byte) (number, int) {
	digits, at := digitRun(data)
	if at == 0 || at > 3 || at+3 >= len(data) || data[at] != '.' {
		return number{}, 0
	}
	for range 4 {
		if at >= len(data) || data[at] != '.' {
			break
		}
		more, length := digitRun(data[at+1:])
		if length != 3 {
			return number{}, 0
		}
		digits, at = digits*1000+more, at+4
	}
	return number{digits: digits}, at
}

// commaBehind is the length of the first digits, and whether a comma follows.
func commaBehind(data []byte) (int, bool) {
	_, n := digitRun(data)
	return n, n < len(data) && data[n] == ','
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
		case ',', '\'', 0xA0, 0x2009, 0x202F, 0x2019, 0x2008, 0x2002, 0x3000, 0xFF0C, ' ':
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
