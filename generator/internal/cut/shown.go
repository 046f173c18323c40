package cut

import (
	"slices"
	"strings"
	"unicode"

	"candor/generator/internal/audience"
	"candor/generator/internal/source"
)

// Secret is a name, handle, host, hex string or number that an inline mark
// hides, with the place of the mark.
type Secret struct {
	source.Pos
	Words []string // as they stand, without punctuation around them
}

// Secrets lists what a page's inline marks hide from a viewer that would not be
// an ordinary word elsewhere: the commonest slip is to hide a name once and to
// leave it standing in the next paragraph.
func (p *Page) Secrets(viewer audience.Level) []Secret {
	var out []Secret
	for i := range p.body.parts {
		part := &p.body.parts[i]
		if part.op != opInline || viewer.CanSee(part.level) {
			continue
		}
		at := p.body.at(part.raw.from)
		words := Words(p.body.text[part.hidden.from:part.hidden.to])
		if len(words) > 0 && len(words) <= 4 && !slices.ContainsFunc(words, func(w string) bool { return !proper(w) && !odd(w) }) && len(strings.Join(words, "")) >= 4 {
			out = append(out, Secret{at, words})
			continue
		}
		for _, w := range words {
			if len(w) >= 4 && odd(w) {
				out = append(out, Secret{at, []string{w}})
			}
		}
	}
	return out
}

// Words splits a text into words as they stand; what a handle, a host or an
// address is made of belongs to them.
func Words(text string) []string {
	words := strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("@._-", r)
	})
	out := words[:0]
	for _, w := range words {
		if w = strings.Trim(w, "._-"); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// proper nouns begin with a large letter.
func proper(w string) bool { return unicode.IsUpper([]rune(w)[0]) }

// odd words are no words of a language: they hold digits, dots or an at sign.
func odd(w string) bool { return strings.ContainsAny(w, "0123456789@._") }
