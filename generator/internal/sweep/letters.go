package sweep

import "unicode"

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

// folded is a letter as it is hashed, or 0 for whatever is no letter.
func folded(r rune) rune {
	switch {
	case r < 0x80:
		if c := class[r]; c >= letter {
			return rune(c)
		}
		return 0
	case r >= 0xC0 && r <= 0x17F && r != 0xD7 && r != 0xF7:
		if c := bare[r-0xC0]; c != '.' {
			return rune(c)
		}
		return unicode.ToLower(r)
	case unicode.IsLetter(r), unicode.IsDigit(r):
		return unicode.ToLower(r)
	}
	return 0
}

// passedOver are characters that may stand within a word without being part of
// it: apostrophes, soft hyphens, what has no width, marks put on letters.
func passedOver(r rune) bool {
	switch r {
	case '\'', 0x2018, 0x2019, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF:
		return true
	}
	return r >= 0x300 && r <= 0x36F
}

// aWordEach are characters of scripts that put no space between words.
func aWordEach(r rune) bool {
	return r >= 0x2E80 && r <= 0x9FFF || r >= 0x20000 && r <= 0x3FFFF || r >= 0xE00 && r <= 0xEFF
}
