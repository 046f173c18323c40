package sweep

import (
	"bytes"
	"html"
	"unicode/utf16"
	"unicode/utf8"
)

// decode reads a character, undoing an entity, percent signs or a backslash,
// and what stands in that once more (&amp;#39;). how says which; 0 if none.
func decode(data []byte) (r rune, n int, how uint64) {
	r, n, _ = plainRune(data)
	for round := range 4 {
		if round > 0 && r == '\\' && n < len(data) && data[n] == '\\' {
			break // that one begins an escape of its own
		}
		next, more, kind := introduced(r, data[n:])
		if more == 0 {
			break
		}
		r, n, how = next, n+more, how|kind
	}
	return r, n, how
}

func plainRune(data []byte) (rune, int, uint64) {
	if data[0] < utf8.RuneSelf {
		return rune(data[0]), 1, 0
	}
	r, n := utf8.DecodeRune(data)
	return r, n, 0
}

// introduced reads what follows a character that may begin an encoded one; its
// length is 0 if it does not.
func introduced(r rune, rest []byte) (rune, int, uint64) {
	var n int
	switch r {
	case '&':
		r, n = entity(rest)
		return r, n, asEntity
	case '%':
		r, n = percent(rest)
		return r, n, asPercent
	case '\\':
		r, n = escape(rest)
		return r, n, asEscape
	}
	return 0, 0, 0
}

// entity reads what follows an ampersand.
func entity(rest []byte) (rune, int) {
	end := bytes.IndexByte(rest[:min(len(rest), 33)], ';')
	if end < 2 {
		return 0, 0
	}
	name := rest[:end]
	if name[0] == '#' {
		digits, width := name[1:], rune(10)
		if digits[0]|0x20 == 'x' {
			digits, width = digits[1:], 16
		}
		if r, n := digitsOf(digits, width, 7); n > 0 && n == len(digits) {
			return r, end + 1
		}
		return 0, 0
	}
	switch string(name) {
	case "amp":
		return '&', end + 1
	case "lt":
		return '<', end + 1
	case "gt":
		return '>', end + 1
	case "quot":
		return '"', end + 1
	}
	text := html.UnescapeString("&" + string(name) + ";")
	r, n := utf8.DecodeRuneInString(text)
	if n != len(text) {
		return 0, 0
	}
	return r, end + 1
}

// digitsOf reads up to most digits.
func digitsOf(data []byte, width rune, most int) (rune, int) {
	r, n := rune(0), 0
	for n < len(data) && n < most {
		d := digit(data[n])
		if d < 0 || d >= width {
			break
		}
		if r, n = r*width+d, n+1; r > utf8.MaxRune {
			return 0, 0
		}
	}
	return r, n
}

func digit(c byte) rune {
	switch l := class[c]; {
	case l >= '0' && l <= '9':
		return rune(l - '0')
	case l >= 'a' && l <= 'f':
		return rune(l-'a') + 10
	}
	return -1
}

// percent reads what follows a percent sign: one byte, or the several of a
// character beyond ASCII.
func percent(rest []byte) (rune, int) {
	var buf [utf8.UTFMax]byte
	at := 0
	for k := range buf {
		b, n := digitsOf(rest[at:], 16, 2)
		if n != 2 {
			return 0, 0
		}
		buf[k], at = byte(b), at+2
		if utf8.FullRune(buf[:k+1]) {
			r, _ := utf8.DecodeRune(buf[:k+1])
			return r, at
		}
		if at >= len(rest) || rest[at] != '%' {
			return 0, 0
		}
		at++
	}
	return 0, 0
}

// escape reads what follows a backslash in JSON, JavaScript, TOML and the like.
func escape(rest []byte) (rune, int) {
	if len(rest) == 0 {
		return 0, 0
	}
	switch rest[0] {
	case 'u':
		return unicodeEscape(rest)
	case 'U', 'x':
		width := map[byte]int{'U': 8, 'x': 2}[rest[0]]
		if r, n := digitsOf(rest[1:], 16, width); n == width {
			return r, n + 1
		}
		return 0, 0
	case 'n', 't', 'r', 'b', 'f', 'v':
		return ' ', 1
	case '\\', '/', '"', '\'':
		return rune(rest[0]), 1
	}
	return 0, 0
}

func unicodeEscape(rest []byte) (rune, int) {
	if len(rest) > 2 && rest[1] == '{' {
		r, n := digitsOf(rest[2:], 16, 6)
		if n > 0 && len(rest) > n+2 && rest[n+2] == '}' {
			return r, n + 3
		}
		return 0, 0
	}
	r, n := digitsOf(rest[1:], 16, 4)
	if n != 4 {
		return 0, 0
	}
	if utf16.IsSurrogate(r) && len(rest) >= 11 && rest[5] == '\\' && rest[6] == 'u' {
		if low, n := digitsOf(rest[7:], 16, 4); n == 4 {
			return utf16.DecodeRune(r, low), 11
		}
	}
	return r, 5
}
