package cut

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"candor/generator/internal/source"
)

// fold reads a text as a hurried eye does: full-width and styled letters as
// plain ones, look-alikes of other scripts as Latin, no accents, no zero-width
// characters, lower case, plain spaces.
func fold(s string) string {
	if ascii(s) {
		return strings.ToLower(s)
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Mn, r) || r >= 0xFE00 && r <= 0xFE0F:
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		default:
			if l, ok := lookAlikes[r]; ok {
				r = l
			}
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// lookAlikes are letters and signs that read as others; NFKD handles the rest.
var lookAlikes = map[rune]rune{
	'а': 'a', 'в': 'b', 'с': 'c', 'ԁ': 'd', 'е': 'e', 'ё': 'e', 'һ': 'h', 'і': 'i', 'ј': 'j', 'к': 'k', 'ӏ': 'l', 'м': 'm', 'н': 'n', 'о': 'o', 'р': 'p', 'ԛ': 'q', 'ѕ': 's',
	'т': 't', 'у': 'y', 'ѵ': 'v', 'ԝ': 'w', 'х': 'x', 'п': 'n', 'г': 'r', 'А': 'a', 'В': 'b', 'С': 'c', 'Е': 'e', 'Н': 'h', 'І': 'i', 'Ј': 'j', 'К': 'k', 'М': 'm', 'О': 'o', 'Р': 'p', 'Ѕ': 's', 'Т': 't', 'У': 'y', 'Х': 'x',
	'α': 'a', 'β': 'b', 'ε': 'e', 'η': 'n', 'ι': 'i', 'κ': 'k', 'ν': 'v', 'ο': 'o', 'ρ': 'p', 'τ': 't', 'υ': 'u', 'χ': 'x', 'ω': 'w',
	'Α': 'a', 'Β': 'b', 'Ε': 'e', 'Ζ': 'z', 'Η': 'h', 'Ι': 'i', 'Κ': 'k', 'Μ': 'm', 'Ν': 'n', 'Ο': 'o', 'Ρ': 'p', 'Τ': 't', 'Υ': 'y', 'Χ': 'x',
	'ı': 'i', 'ɩ': 'i', 'ɑ': 'a', 'ɡ': 'g', 'ℓ': 'l', 'ⅼ': 'l', 'օ': 'o', 'ս': 'u', 'ո': 'n', 'ռ': 'n', 'հ': 'h', 'ⲟ': 'o',
	'∶': ':', '꞉': ':', 'ː': ':', '˸': ':', '։': ':', '׃': ':', '܃': ':', '܄': ':', '᛬': ':', '⁚': ':', '፡': ':',
	'❴': '{', '❵': '}', '⎨': '{', '⎬': '}', '⦃': '{', '⦄': '}', '𝄔': '{', 'ǀ': '|', '∣': '|', '│': '|', '❘': '|', 'ⵏ': '|', '⎪': '|', '┃': '|',
}

// wordLike are the characters that a word in braces is made of.
func wordLike(r rune) bool {
	return r == '_' || r == '-' || unicode.IsLetter(r) || unicode.IsDigit(r)
}

// firstWord splits a folded text into its first word and what follows, blanks
// left out.
func firstWord(s string) (word, rest string) {
	s = strings.TrimLeft(s, " ")
	i := strings.IndexFunc(s, func(r rune) bool { return !wordLike(r) })
	if i < 0 {
		i = len(s)
	}
	return s[:i], strings.TrimLeft(s[i:], " ")
}

// What braces in prose read like.
const (
	noMark = iota
	nearMark
	unknownMark
)

// doubt reads what stands before an opening brace and what follows it, both folded:
// an audience's name or nearly one, whatever signs stand before it, or some word that
// ends as the name in a mark does. Braces that are glued to what is before them or
// hold no letter are formulas and calls, unless they name an audience.
func (r *Rules) doubt(before, folded string) int {
	folded = folded[:min(len(folded), mostBehind)]
	inside := folded
	if i := strings.IndexAny(folded, ":|}"); i > 0 {
		inside = folded[:i]
	}
	first, _ := firstWord(strings.TrimLeftFunc(folded, func(c rune) bool {
		return c != '{' && c != '}' && !unicode.IsLetter(c) && !unicode.IsDigit(c)
	}))
	if r.near(first) || r.near(strings.ReplaceAll(inside, " ", "")) {
		return nearMark
	}
	if glued(before) {
		return noMark
	}
	word, behind := firstWord(folded)
	if strings.ContainsFunc(word, unicode.IsLetter) && behind != "" && strings.Contains(":}|", behind[:1]) {
		return unknownMark
	}
	return noMark
}

// mostBehind is how much of a text is looked at behind a brace.
const mostBehind = 1000

// glued reports whether a text ends in what a formula or a call has before its
// braces: 10^{56}, x_{i}, \frac{a}{b}, ${HOME}, call{value: x}.
func glued(before string) bool {
	c, size := utf8.DecodeLastRuneInString(before)
	if c == '_' { // also opens an emphasis
		c, _ = utf8.DecodeLastRuneInString(before[:len(before)-size])
		return alphanumeric(c) || strings.ContainsRune("})]", c)
	}
	return alphanumeric(c) || strings.ContainsRune(`^$\})]%=/&#@.`, c)
}

func alphanumeric(c rune) bool {
	return c != utf8.RuneError && (unicode.IsLetter(c) || unicode.IsDigit(c))
}

// wrongBracket is a word behind a bracket that is no brace, or behind none, and
// its colon: (internal: x}. Each of a line counts, not only the first.
var wrongBracket = regexp.MustCompile(`(?:^|([(\[<])|[^\pL\pN_-]|[_~])\s*([\pL\pN-]+)\s*:`)

// slip reports whether a closing brace behind a folded text ends a mark whose
// opening brace is another bracket, or missing. In code only a bracket counts.
func (r *Rules) slip(before string, code bool) bool {
	at := strings.LastIndexAny(before, "{}")
	if at >= 0 && before[at] == '{' {
		return false // the two belong together, as they are
	}
	before = before[max(at+1, len(before)-mostBefore):]
	for _, m := range wrongBracket.FindAllStringSubmatchIndex(before, -1) {
		if code && (m[2] < 0 || balanced(before[m[2]:])) {
			continue
		}
		name := before[m[4]:m[5]]
		if r.near(name) && name != r.Order.Name(r.Order.Widest()) { // which hides nothing
			return true
		}
	}
	return false
}

// balanced reports whether a text closes the bracket that it begins with, as a
// call does: f(internal: x).
func balanced(text string) bool {
	ends := map[byte]string{'(': ")", '[': "]", '<': ">"}
	return strings.Count(text, ends[text[0]]) >= strings.Count(text, text[:1])
}

// near reports whether a folded word is an audience's name or one slip away.
func (r *Rules) near(word string) bool {
	if !ascii(word) {
		word = strings.Map(plainOr, word) // one odd letter is one slip, however many bytes it has
	}
	for _, name := range r.Order.Names() {
		if d := len(word) - len(name); d >= -1 && d <= 1 && source.Distance(word, name) <= 1 {
			return true
		}
	}
	return false
}

func plainOr(c rune) rune {
	if c >= 0x80 {
		return '?'
	}
	return c
}
