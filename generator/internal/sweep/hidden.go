package sweep

import (
	"path"
	"strings"
	"unicode"

	"candor/generator/internal/source"
)

// word is a word as it is hashed.
type word struct {
	hash uint64
	size int // letters and digits
	at   int // offset behind it
}

// wordsOf takes a text apart.
func wordsOf(text string, how reading) []word {
	var words []word
	s := scanner{reading: how}
	s.onWord = func(hash uint64, size int) { words = append(words, word{hash, size, s.at}) }
	if how == markdown {
		text = withoutAddresses(text)
	}
	s.scan([]byte(text))
	return words
}

// addHidden takes the fingerprints of a hidden part. Whether entities and
// escapes in it will be undone before they are published is not known, so it is
// read in each way.
func (s *Sweep) addHidden(id int32, h Hidden) {
	s.addNumbers(id, h)
	if h.Kind == Number {
		return
	}
	s.addTimes(id, h.Text)
	text := strings.TrimSpace(h.Text)
	if h.Kind == Word || dateLike(text) {
		return
	}
	for _, how := range readings(text) {
		if !numeric(text) {
			s.addRuns(id, wordsOf(h.Text, how))
		}
	}
	ended := true // a capital letter here says nothing
	for offset, chunk := range chunks(h.Text) {
		s.from = offset
		s.addChunk(id, chunk, ended)
		ended = strings.ContainsAny(chunk[len(chunk)-1:], ".!?:;*#|-)")
	}
	s.from = 0
}

// readings lists the ways of reading a text that may differ.
func readings(text string) []reading {
	ways := []reading{literal}
	if strings.ContainsAny(text, `<&%\`) {
		ways = append(ways, decoded)
	}
	if strings.Contains(text, "](") || strings.Contains(text, "][") {
		ways = append(ways, markdown)
	}
	return ways
}

// numeric reports whether a text is a number, with a unit at most.
func numeric(text string) bool {
	return strings.Trim(text, "0123456789.,_ '+-") == "" && len(text) < 16 || text != "" && unicode.IsDigit(rune(text[0])) && measured(text)
}

// between parts a text into chunks, which may be hosts, handles, paths.
func between(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("\"`<>[](){},|*", r)
}

// addRuns takes the runs of words of a text, or the text itself if it is short.
func (s *Sweep) addRuns(id int32, words []word) {
	switch n := len(words); {
	case n == 1 && words[0].size >= 4:
		s.addRun(id, words, sure)
	case n > 1 && n < run:
		if total, largest := weight(words); total >= 8 && largest >= 4 {
			s.addRun(id, words, inside)
		}
	case n >= run:
		some := false
		for i := range n - run + 1 {
			if total, largest := weight(words[i : i+run]); total >= 20 && largest >= 5 || n == run && total >= 12 {
				s.addRun(id, words[i:i+run], sure)
				some = true
			}
		}
		for i := 0; !some && i <= max(0, n-longest); i++ { // short words only: longer runs of them
			s.addRun(id, words[i:min(n, i+longest)], sure)
		}
	}
}

func weight(words []word) (total, largest int) {
	for _, w := range words {
		total, largest = total+w.size, max(largest, w.size)
	}
	return total, largest
}

func (s *Sweep) addRun(id int32, words []word, r rule) {
	if len(words) == 0 {
		return
	}
	if len(words) > run && (len(words) < longest && r != never) {
		words = words[:run] // fewer lengths are faster to look up
	}
	words = words[:min(len(words), longest)]
	p := printOf(words)
	p.part, p.rule, p.at = id, r, int32(s.from+words[0].at)
	s.prints.add(p)
}

// addChunk takes what tells by itself: handles, hosts, hex strings,
// identifiers, names. Ordinary words tell together only.
func (s *Sweep) addChunk(id int32, chunk string, sentence bool) {
	handle := strings.HasPrefix(chunk, "@")
	chunk = strings.TrimFunc(chunk, func(r rune) bool { return folded(r) == 0 })
	if telling(chunk) {
		s.addRun(id, wordsOf(chunk, literal), sure)
		if host, rest, ok := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(chunk, "https://"), "http://"), "/"); ok && rest != "" && telling(host) {
			s.addRun(id, wordsOf(host, literal), sure)
		}
	}
	if host, _, port := strings.Cut(chunk, ":"); port && (isIP(host) || isHost(host)) {
		s.addRun(id, wordsOf(host, literal), sure)
	}
	if words := wordsOf(chunk, literal); handle && len(words) > 1 { // no part of a handle is one
		s.addRun(id, words, sure)
		handle = false
	}
	for text := range strings.FieldsFuncSeq(chunk, func(r rune) bool { return folded(r) == 0 && !passedOver(r) }) {
		words := wordsOf(text, literal)
		if len(words) != 1 || words[0].size < 4 {
			continue
		}
		switch {
		case handle, singular(text), !sentence && name(text):
			s.addRun(id, words, sure)
			s.addHex(id, text)
		case words[0].size >= 5 && !strings.ContainsFunc(text, unicode.IsDigit):
			s.addRun(id, words, plain)
		}
		sentence, handle = false, false
	}
}

// addHex takes the short forms of a hash or address, as people write them.
func (s *Sweep) addHex(id int32, text string) {
	digits := hexDigits(text)
	if digits == "" {
		return
	}
	s.addRun(id, wordsOf(digits, literal), sure)
	s.addRun(id, wordsOf("0x"+digits, literal), sure)
	if len(digits) < 20 {
		return
	}
	for _, n := range []int{7, 8, 10, 12} {
		s.addRun(id, wordsOf(digits[:n], literal), sure)
	}
	for _, front := range []int{4, 6, 8} {
		s.addRun(id, wordsOf("0x"+digits[:front], literal), sure)
		for _, back := range []int{4, 6, 8} {
			s.addRun(id, wordsOf("0x"+digits[:front]+" "+digits[len(digits)-back:], literal), sure)
		}
	}
}

// addName takes a hidden page's or file's name. A name of one ordinary word
// tells together with its folder or its ending only.
func (s *Sweep) addName(id int32, file string) {
	folder, base := path.Split(file)
	stem := source.Stem(file)
	if stem == "index" {
		stem, base = path.Base(folder), path.Base(folder)
		folder = path.Dir(strings.TrimSuffix(folder, "/"))
	}
	words := wordsOf(stem, literal)
	if total, _ := weight(words); len(words) > 1 && total >= 8 || singular(stem) {
		s.addRun(id, words, sure)
	}
	if path.Ext(base) != ".md" && base != stem {
		s.addRun(id, wordsOf(base, literal), sure)
	}
	if section := path.Base(folder); section != "." && section != "pages" && section != "/" {
		s.addRun(id, wordsOf(section+" "+stem, literal), sure)
	}
}

// addNever takes a word of the author's list, however short; a number by value.
func (s *Sweep) addNever(id int32, text string) {
	if n, length := readNumber([]byte(text)); length == len(text) && n.telling() {
		s.numbers[n] = place{part: id, never: true}
	}
	for _, how := range []reading{literal, decoded} {
		s.addRun(id, wordsOf(text, how), never)
	}
}
