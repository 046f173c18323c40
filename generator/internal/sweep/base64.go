package sweep

import "unicode/utf8"

// sextet is what a character of base64 stands for, in both alphabets; 0xFF for
// none.
var sextet = func() (t [256]byte) {
	for i := range t {
		t[i] = 0xFF
	}
	for i, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") {
		t[c] = byte(i)
	}
	t['-'], t['_'] = 62, 63
	return t
}()

// Runs of base64 shorter than these are words: with and without the sign that
// fills up the end.
const (
	shortest   = 6
	unfinished = 12
	legible    = 8 // characters of text in a row that are no chance
)

// base64 searches what runs of the alphabet decode to. Where in the run the
// coding begins is not known, so each of its four places is tried.
func (c *collector) base64(data []byte, form string, depth int) {
	var buf []byte
	for i := shortest - 1; i < len(data); {
		if sextet[data[i]] == 0xFF {
			i += shortest
			continue
		}
		from, to := i, i+1
		for from > 0 && sextet[data[from-1]] != 0xFF {
			from--
		}
		for to < len(data) && sextet[data[to]] != 0xFF {
			to++
		}
		padded := to < len(data) && data[to] == '='
		if padded && to-from >= shortest || to-from >= unfinished && likely(data[from:to]) {
			for place := range 4 {
				buf = appendDecoded(buf[:0], data[from+place:to])
				c.clearText(buf, form, depth)
			}
		}
		i = to + shortest
	}
}

// likely passes over words and addresses: coded text has capital letters, or
// ends where a group of four does.
func likely(code []byte) bool {
	if len(code)%4 == 0 {
		return true
	}
	for _, c := range code {
		if c >= 'A' && c <= 'Z' {
			return true
		}
	}
	return false
}

func appendDecoded(out, code []byte) []byte {
	for ; len(code) >= 4; code = code[4:] {
		v := uint32(sextet[code[0]])<<18 | uint32(sextet[code[1]])<<12 | uint32(sextet[code[2]])<<6 | uint32(sextet[code[3]])
		out = append(out, byte(v>>16), byte(v>>8), byte(v))
	}
	if len(code) >= 2 {
		out = append(out, sextet[code[0]]<<2|sextet[code[1]]>>4)
	}
	if len(code) == 3 {
		out = append(out, sextet[code[1]]<<4|sextet[code[2]]>>2)
	}
	return out
}

// clearText searches the stretches of decoded bytes that are text, and all of
// them when a packed file begins there.
func (c *collector) clearText(data []byte, form string, depth int) {
	if len(data) >= 64 && packedFile(data) {
		c.bytes(data, form+" base64", depth+1)
		return
	}
	from := 0
	for i := 0; i <= len(data); {
		n := textual(data[i:])
		if n > 0 {
			i += n
			continue
		}
		if i-from >= legible || i-from == len(data) && i >= 4 {
			c.bytes(append([]byte(nil), data[from:i]...), form+" base64", depth+1)
		}
		i++
		from = i
	}
}

// textual is the length of a character of text, or 0.
func textual(data []byte) int {
	switch {
	case len(data) == 0:
		return 0
	case data[0] >= ' ' && data[0] < 0x7F || data[0] == '\n' || data[0] == '\t' || data[0] == '\r':
		return 1
	case data[0] < 0xC2 || data[0] > 0xF4 || len(data) < 2 || data[1]&0xC0 != 0x80:
		return 0
	}
	if r, n := utf8.DecodeRune(data); r != utf8.RuneError {
		return n
	}
	return 0
}

// packedFile reports whether data begins like a file that may hold others.
func packedFile(data []byte) bool {
	switch string(data[:3]) {
	case "\x1f\x8b\x08", "PK\x03", "\x89PN", "\xff\xd8\xff", "%PD", "RIF", "GIF", "BZh":
		return true
	}
	return data[0] == 'x' && (uint(data[0])<<8|uint(data[1]))%31 == 0
}
