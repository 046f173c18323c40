package sweep

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Classes of bytes. Letters and digits stand for themselves in lower case,
// above all others.
const (
	separator = iota
	opening   // <
	closing   // >
	special   // begins an entity, an escape, a character beyond ASCII; or is passed over
	letter    // and above: the letter
)

var class = func() (t [256]byte) {
	for c := range 256 {
		switch {
		case c >= '0' && c <= '9' || c >= 'a' && c <= 'z':
			t[c] = byte(c)
		case c >= 'A' && c <= 'Z':
			t[c] = byte(c) + 'a' - 'A'
		case c == '<':
			t[c] = opening
		case c == '>':
			t[c] = closing
		case c == '&' || c == '%' || c == '\\' || c == '\'' || c >= 0x80:
			t[c] = special
		}
	}
	return t
}()

// bare are the letters of Latin-1 and Latin Extended-A without their marks, as
// slugs write them; a dot stands for those that have no such form.
const bare = "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y" +
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkklllllll" +
	"lllnnnnnnnnnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"

// pairs are letters that are written with two, as slugs and capitals do.
var pairs = map[rune]string{
	'Æ': "ae", 'æ': "ae", 'Þ': "th", 'þ': "th", 'ß': "ss", 'ẞ': "ss", 'Œ': "oe", 'œ': "oe", 'Ĳ': "ij", 'ĳ': "ij",
}

// folded is the first letter of what a character is hashed as, or 0 for whatever
// is no letter.
func folded(r rune) rune {
	l, _ := spelled(r)
	return l
}

// spelled is what a character is hashed as: in small letters, without marks, and
// without regard to its form (NFKC case folding). Few are more than one letter.
func spelled(r rune) (rune, string) {
	switch {
	case r < 0x80:
		if c := class[r]; c >= letter {
			return rune(c), ""
		}
		return 0, ""
	case r >= 0xC0 && r <= 0x17F || r == 'ẞ':
		if two := pairs[r]; two != "" {
			return rune(two[0]), two[1:]
		}
		if c := bare[r-0xC0]; c != '.' {
			return rune(c), ""
		}
		return 0, ""
	case r >= 0x2010 && r <= 0x205F: // punctuation
		return 0, ""
	case r >= 0x3041 && r <= 0x9FFF && unicode.IsLetter(r): // without a case
		return r, ""
	}
	return composed(r)
}

// composed takes a character apart into those that it is made of or stands for.
func composed(r rune) (first rune, rest string) {
	var buf [utf8.UTFMax]byte
	apart := norm.NFKD.Properties(utf8.AppendRune(buf[:0], r)).Decomposition()
	if apart == nil {
		return small(r), ""
	}
	for _, part := range string(apart) {
		switch l := small(part); {
		case l == 0:
		case first == 0:
			first = l
		default:
			rest += string(l)
		}
	}
	return first, rest
}

// small is a letter or digit in its small form; 0 for whatever is none.
func small(r rune) rune {
	switch {
	case r == 'ς':
		return 'σ'
	case r >= 0xC0 && r <= 0x17F && bare[r-0xC0] != '.':
		return rune(bare[r-0xC0])
	case unicode.IsLetter(r):
		return unicode.ToLower(r)
	case !unicode.IsDigit(r):
		return 0
	case r >= 0x80: // scripts have their 0 at a multiple of 16, or 6 behind one
		if zero := r &^ 0xF; unicode.IsDigit(zero) {
			return '0' + r - zero
		}
		return '0' + (r-6)&0xF
	}
	return r
}

// passedOver are characters that may stand within a word without being part of
// it: apostrophes, soft hyphens, what has no width, marks put on letters.
func passedOver(r rune) bool {
	switch {
	case r < 0x80:
		return r == '\''
	case r < 0x300:
		return r == 0xAD || r == 0x2BC
	}
	return apostrophe(r) || unicode.In(r, unicode.Cf, unicode.Variation_Selector) || strings.ContainsRune(fillers, r) ||
		r >= 0x300 && r <= 0x36F || r >= 0x1AB0 && r <= 0x1AFF || r >= 0x1DC0 && r <= 0x1DFF || r >= 0x20D0 && r <= 0x20FF
}

// fillers are letters that show nothing.
const fillers = "\u115F\u1160\u3164\uFFA0"

// apostrophe reports whether a possessive may begin with a character.
func apostrophe(r rune) bool {
	return r == '\'' || r == 0x2018 || r == 0x2019 || r == 0x2BC || r == 0xFF07
}

// aWordEach are characters of scripts that put no space between words.
func aWordEach(r rune) bool {
	return r >= 0x2E80 && r <= 0x9FFF || r >= 0x20000 && r <= 0x3FFFF || r >= 0xE00 && r <= 0xEFF
}
