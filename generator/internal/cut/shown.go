package cut

import (
	"bytes"
	"hash/maphash"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	words := strings.FieldsFunc(text, func(r rune) bool { return !inWord(r) })
	out := words[:0]
	for _, w := range words {
		if w = strings.Trim(w, around); w != "" {
			out = append(out, w)
		}
	}
	return out
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("@._-", r)
}

// around words these signs do not belong to them.
const around = "._-"

// Trace is a small set of a text's words. Has may say yes to a word that does
// not stand there, never no to one that does.
type Trace [128]uint64

// NewTrace takes the words of a text.
func NewTrace(text []byte) *Trace {
	t := &Trace{}
	from := 0
	for i := 0; i <= len(text); i++ {
		if i < len(text) && (text[i] >= utf8.RuneSelf || letters[text[i]]) {
			continue
		}
		if i > from {
			t.add(text[from:i])
		}
		from = i + 1
	}
	return t
}

// letters are the ASCII bytes that words are made of.
var letters = func() (is [utf8.RuneSelf]bool) {
	for b := range is {
		is[b] = inWord(rune(b))
	}
	return is
}()

// add takes a run of letters. Beside letters of other scripts there are signs
// that part words.
func (t *Trace) add(run []byte) {
	if slices.ContainsFunc(run, func(b byte) bool { return b >= utf8.RuneSelf }) {
		for _, w := range Words(string(run)) {
			t.set(maphash.String(seed, w))
		}
		return
	}
	t.set(maphash.Bytes(seed, bytes.Trim(run, around)))
}

func (t *Trace) set(hash uint64) {
	a, b := t.places(hash)
	t[a/64] |= 1 << (a % 64)
	t[b/64] |= 1 << (b % 64)
}

// Has reports whether a word may stand in the text.
func (t *Trace) Has(word string) bool {
	a, b := t.places(maphash.String(seed, word))
	return t[a/64]&(1<<(a%64)) != 0 && t[b/64]&(1<<(b%64)) != 0
}

// seed makes every trace of a run comparable.
var seed = maphash.MakeSeed()

// places are the two bits of a word. The length of a trace is a power of two.
func (t *Trace) places(hash uint64) (uint64, uint64) {
	most := uint64(64*len(t) - 1)
	return hash & most, hash >> 32 & most
}

// proper nouns begin with a large letter.
func proper(w string) bool { return unicode.IsUpper([]rune(w)[0]) }

// odd words are no words of a language: they hold digits, dots or an at sign.
func odd(w string) bool { return strings.ContainsAny(w, "0123456789@._") }
