package sweep

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ticket is the form of short identifiers: RM-15, F-0012.
var ticket = regexp.MustCompile(`^[A-Z]{1,8}-\d+$`)

// telling reports whether a chunk with signs inside is a host, a path, an
// address or an identifier rather than words with a hyphen.
func telling(chunk string) bool {
	if !strings.ContainsFunc(chunk, sign) {
		return false
	}
	parts := strings.FieldsFunc(chunk, sign)
	if len(parts) < 2 || dateLike(chunk) {
		return false
	}
	letters, digits := count(chunk)
	has := func(sign string) int { return strings.Count(chunk, sign) }
	switch size := letters + digits; {
	case len(chunk) >= 5 && ticket.MatchString(chunk):
		return true
	case size < 6:
		return false
	case letters == 0:
		return has(".") == 3 && digits >= 7 || has("-") >= 2 && size >= 8
	case has("@") > 0, has("_") > 0, has("://") > 0, has("/") > 1, has("\\") > 1, slices.ContainsFunc(parts, singular):
		return true
	case has(".") > 0:
		return letters >= 6 && len(parts[len(parts)-1]) >= 2
	default:
		return size >= 8 && digits >= 2 && len(parts) >= 3
	}
}

func sign(r rune) bool { return folded(r) == 0 }

func count(text string) (letters, digits int) {
	for _, r := range text {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			letters++
		}
	}
	return letters, digits
}

// singular reports whether a word looks like an identifier: letters and digits
// mixed, capitals inside.
func singular(text string) bool {
	letters, digits := count(text)
	if letters+digits < 4 {
		return false
	}
	lower, inner := false, false
	for _, r := range text {
		inner = inner || lower && unicode.IsUpper(r)
		lower = lower || unicode.IsLower(r)
	}
	return letters > 0 && digits > 0 && !measured(text) || inner || digits >= 16
}

// measured reports whether a word is a number with a unit, an ordinal, a year
// with a letter or part of a time: 250ms, 12th, 04t09.
func measured(text string) bool {
	rest := strings.TrimLeft(text, "0123456789")
	front := len(text) - len(rest)
	if front == 0 {
		return len(strings.TrimLeft(strings.ToLower(text), "abcdefghijklmnopqrstuvwxyz")) <= 2 && len(text) <= 5 // utf8, sha2
	}
	unit := strings.TrimRight(rest, "0123456789")
	return unit == rest && len(rest) <= 3 && front <= 4 || front == 2 && strings.EqualFold(unit, "t") && len(rest) == 3
}

// name reports whether a word is written like a name: a capital first.
func name(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(r)
}
