package sweep

import "bytes"

// reading says how a text is taken apart.
type reading uint8

const (
	decoded  reading = iota // as a program would read it: entities and escapes undone, tags apart from text
	literal                 // as it stands
	markdown                // as it stands, without the addresses of links
)

// The hash of a word is FNV-1a over its letters in lower case, spread over all
// bits; that of a run of words is a polynomial in theirs.
const (
	seed  = 14695981039346656037
	prime = 1099511628211
	base  = 0x9E3779B97F4A7C15
)

// How a word was written: one bit each. A run has the bits of all its words.
const (
	asEntity uint64 = 1 << iota
	asPercent
	asEscape
	newBlock // a block of text begins with this word
	asMarkup // a name of a tag, an attribute or a key, or a value that nobody reads
)

// window holds the last words: roll[n] is the hash of the last n of them.
type window struct {
	roll [longest + 1]uint64
	how  uint64 // eight bits for each word, the last one lowest
}

// push adds a word; runs of up to most words are wanted.
func (w *window) push(hash, how uint64, most int) {
	for n := most; n > 0; n-- {
		w.roll[n] = w.roll[n-1]*base + hash
	}
	w.how = w.how<<8 | how
}

// scanner goes through one text. Words between < and > have a window of their
// own, so that a tag does not interrupt the text around it.
type scanner struct {
	data    []byte
	reading reading
	table   *table

	text, tag window
	inTag     bool
	at        int  // behind the last word read
	shift     int  // where data begins in the whole text
	short     bool // numbers of three digits count
	whole     bool // what is withheld: no part of a number counts
	numberEnd int  // behind the last number read
	fresh     bool // the next word of the text begins a block
	spoken    bool // the value of this attribute is read by people
	markup    bool // all of the text is markup: a style sheet, a script, the name of a file

	onWord   func(hash uint64, size int)                    // instead of looking up
	onPrint  func(fingerprint int32, words int, how uint64) // a fingerprint was met
	onNumber func(n number, strict bool)                    // nil when no number is hidden
}

// scan goes through data word by word.
func (s *scanner) scan(data []byte) {
	s.data, s.numberEnd = data, 0
	for i := 0; i < len(data); {
		switch c := class[data[i]]; c {
		case separator:
			i++
		case opening:
			i = s.open(i + 1)
		case closing:
			s.inTag = false
			i++
		case special:
			if s.stray(i) {
				i++
				continue
			}
			if s.onNumber != nil {
				s.codedNumber(i)
			}
			i = max(s.slow(i, seed, 0, 0), i+1)
		default:
			if c <= '9' && s.onNumber != nil {
				s.number(i)
			}
			i = s.word(i)
		}
	}
}

// word reads a word that begins with an ASCII letter or digit. Most end at an
// ASCII separator, and are done with here.
func (s *scanner) word(i int) int {
	data, hash, j := s.data, uint64(seed), i
	var c byte
	for ; j < len(data); j++ {
		if c = class[data[j]]; c < letter {
			break
		}
		hash = (hash ^ uint64(c)) * prime
	}
	if j < len(data) && (c == special && !s.stray(j) || c == opening && s.breakHint(j) > 0) {
		return s.slow(j, hash, j-i, 0)
	}
	s.at = j
	if s.inTag && j+1 < len(data) && data[j] == '=' {
		s.spoken = false
		s.end(hash, j-i, 0)
		s.spoken = spokenMay[byte(hash)] && spoken[hash]
		return s.attribute(hash, j+1)
	}
	var how uint64
	if j+1 < len(data) && data[j] == '"' && data[j+1] == ':' {
		how = asMarkup // the key of a value in JSON
	}
	s.end(hash, j-i, how)
	return j
}

// stray reports whether a byte beyond ASCII begins no character: images are
// full of them.
func (s *scanner) stray(i int) bool {
	c := s.data[i]
	return c >= 0x80 && (c < 0xC2 || c > 0xF4 || i+1 == len(s.data) || s.data[i+1]&0xC0 != 0x80)
}

// slow goes on with a word, character by character. It returns the offset
// behind the word, which is i when there was nothing to read. The 's of a
// possessive is no part of a word.
func (s *scanner) slow(i int, hash uint64, size int, how uint64) int {
	owner, owns := hash, 0 // the word before an apostrophe, and its size
	for i < len(s.data) {
		r, n, h := s.char(i)
		if l, more := spelled(r); l != 0 {
			how |= h
			if aWordEach(l) && size > 0 {
				s.ends(i, hash, size, how)
				hash, size, owns = seed, 0, 0
			}
			if owns > 0 && (size > owns || l != 's') {
				owns = 0
			}
			hash, size = extend(hash, l), size+1
			for _, l := range more {
				hash, size = extend(hash, l), size+1
			}
			if aWordEach(l) {
				s.ends(i+n, hash, 4, how)
				hash, size = seed, 0
			}
		} else if !passedOver(r) {
			if owns > 0 {
				hash, size = owner, owns
			}
			s.ends(i, hash, size, how)
			if h == 0 {
				return i
			}
			return s.structure(r, i+n)
		} else if apostrophe(r) {
			owner, owns = hash, size
		}
		i += n
	}
	if owns > 0 {
		hash, size = owner, owns
	}
	s.ends(i, hash, size, how)
	return i
}

// ends is end for a word that ends at an offset.
func (s *scanner) ends(at int, hash uint64, size int, how uint64) {
	s.at = at
	s.end(hash, size, how)
}

// extend adds a letter to a word's hash.
func extend(hash uint64, l rune) uint64 {
	if l < 0x80 {
		return (hash ^ uint64(l)) * prime
	}
	for _, c := range []byte(string(l)) {
		hash = (hash ^ uint64(c)) * prime
	}
	return hash
}

// char reads one character, undoing what the reading undoes.
func (s *scanner) char(i int) (r rune, n int, how uint64) {
	if n := s.breakHint(i); n > 0 {
		return 0xAD, n, 0
	}
	if s.reading == decoded {
		return decode(s.data[i:])
	}
	return plainRune(s.data[i:])
}

// breakHint is the length of a <wbr>, which may stand in a word.
func (s *scanner) breakHint(i int) int {
	if s.data[i] == '<' && len(s.data)-i >= 5 && string(s.data[i+1:i+4]) == "wbr" {
		return bytes.IndexByte(s.data[i:min(len(s.data), i+8)], '>') + 1
	}
	return 0
}

// structure acts on a separator that was written as an entity or an escape: a
// page inside a feed has its tags that way.
func (s *scanner) structure(r rune, i int) int {
	switch r {
	case '<':
		return s.open(i)
	case '>':
		s.inTag = false
	}
	return i
}

// end looks up a word and the runs that end with it.
func (s *scanner) end(hash uint64, size int, how uint64) {
	if size == 0 {
		return
	}
	hash *= base
	if s.onWord != nil {
		s.onWord(hash, size)
		return
	}
	w := &s.text
	if s.markup || s.inTag && !s.spoken {
		how |= asMarkup
	}
	if s.inTag {
		w = &s.tag
	} else if s.fresh {
		how |= newBlock
		s.fresh = false
	}
	w.push(hash, how, s.table.most)
	if !s.table.mayEnd(hash) {
		return
	}
	for _, n := range s.table.lengths {
		if h := w.roll[n]; s.table.may(h) {
			s.table.find(h, n, func(i int32) { s.onPrint(i, n, w.how) })
		}
	}
}

// open begins a tag, if a tag it is; i is behind the <. In a text that is read
// as markdown, nothing is a tag.
func (s *scanner) open(i int) int {
	if s.reading != decoded || i >= len(s.data) {
		return i
	}
	c := s.data[i] | 0x20
	if (c < 'a' || c > 'z') && s.data[i] != '/' && s.data[i] != '!' && s.data[i] != '?' {
		return i
	}
	name := s.data[i:]
	if name[0] == '/' {
		name = name[1:]
	}
	s.fresh = s.fresh || !inlineTag(name)
	s.inTag, s.spoken, s.tag = true, false, window{}
	return i
}

// inlineTag reports whether text runs on through a tag.
func inlineTag(name []byte) bool {
	end := 0
	for end < len(name) && end < 8 && class[name[end]] >= letter {
		end++
	}
	switch string(name[:end]) {
	case "a", "abbr", "b", "code", "del", "em", "i", "ins", "kbd", "mark", "s", "small", "span", "strong", "sub", "sup", "time", "tspan", "u", "var", "wbr":
		return true
	}
	return false
}

// merged are the bits of the last n words.
func merged(how uint64, n int) uint64 {
	bits := uint64(0)
	for range n {
		bits |= how & 0xFF
		how >>= 8
	}
	return bits
}

// allMarkup reports whether the last n words are markup.
func allMarkup(how uint64, n int) bool {
	for range n {
		if how&asMarkup == 0 {
			return false
		}
		how >>= 8
	}
	return true
}
