package sweep

import (
	"net/netip"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"candor/generator/internal/source"
)

// Name is something withheld that tells by itself wherever it is typed: a name,
// a handle, a host, a hex string, a number.
type Name struct {
	source.Pos        // of the line that withholds it
	Always     bool   // however often it is shown: its author marked just these words
	Part       bool   // one of several capitalised words in a longer text, so that a match is worth a warning
	Near       bool   // counts only in the file that withholds it
	Ordinary   bool   // counts also when all its words are ordinary ones elsewhere
	Text       string // as it is withheld, for the author alone

	words  []word
	number number
}

// Names lists what a withheld part would not share with other texts. place is
// what its author did: marked these words, listed a name, or withheld a passage.
func Names(h Hidden, place Place) []Name {
	l := lister{Hidden: h}
	text := strings.TrimSpace(h.Text)
	switch {
	case place == Listed:
		l.name(0, text, Name{Always: true, Ordinary: true})
	case isName(text):
		oneWord := strings.Trim(text, "@._-0123456789") == text && !strings.ContainsAny(text, " \t\n")
		l.name(0, text, Name{Always: place == Marked, Ordinary: place == Marked, Part: place == Passage && oneWord})
	}
	if place != Listed {
		l.tokens(place == Marked)
		l.numbers(place == Marked)
		if len(l.out) == 0 || place == Passage {
			l.capitals()
		}
	}
	return l.out
}

// Place is how a name came to be withheld.
type Place uint8

const (
	Marked  Place = iota // an inline mark
	Listed               // the withheld form of a name of the configuration
	Passage              // a block, a section, a title
)

type lister struct {
	Hidden
	out []Name
}

// add notes words that begin at an offset of the text.
func (l *lister) add(offset int, text string, n Name) {
	n.words = wordsOf(text, literal)
	if total, _ := weight(n.words); total < 4 || len(n.words) > longest {
		return
	}
	n.Pos, n.Text = at(l.Hidden.Pos, l.Text, offset), text
	l.out = append(l.out, n)
}

// name notes a name as it is written in text, in the plural, and in one word, as
// hosts and handles have it.
func (l *lister) name(offset int, text string, n Name) {
	l.add(offset, text, n)
	if last, _ := utf8.DecodeLastRuneInString(text); unicode.IsLetter(last) && len(l.out) > 0 {
		l.add(offset, text+"s", n)
	}
	if fields := strings.Fields(text); len(fields) > 1 && len(text) >= 8 {
		l.add(offset, strings.Join(fields, ""), n)
	}
}

// tokens notes handles, hosts, addresses and hex strings.
func (l *lister) tokens(marked bool) {
	for offset, chunk := range chunks(l.Text) {
		trimmed := strings.TrimFunc(chunk, func(r rune) bool { return folded(r) == 0 })
		n := Name{Always: marked, Ordinary: marked}
		switch host, _, port := strings.Cut(trimmed, ":"); {
		case port && (isIP(host) || isHost(host)):
			l.add(offset, trimmed, n)
			l.add(offset, host, n)
		case isIP(trimmed):
			l.add(offset, trimmed, n)
		case dateLike(trimmed) || numeric(trimmed):
		case hexDigits(trimmed) != "":
			for _, form := range hexForms(trimmed) {
				l.add(offset, form, n)
			}
		case strings.HasPrefix(chunk, "@"), isMail(trimmed), isHost(trimmed), isAddress(trimmed), marked && l.odd(trimmed):
			l.add(offset, trimmed, n)
			rest := strings.TrimPrefix(strings.TrimPrefix(trimmed, "https://"), "http://")
			if host, _, ok := strings.Cut(rest, "/"); ok && isHost(host) {
				l.add(offset, host, n)
			}
		}
	}
}

// odd reports whether a chunk is no word of a language: it holds digits, signs or
// inner capitals.
func (l *lister) odd(chunk string) bool {
	alone := !strings.Contains(strings.TrimSpace(l.Text), " ")
	return strings.ContainsAny(chunk, "0123456789@._") && !measured(chunk) || alone && singular(chunk)
}

// numbers notes numbers of four characters and more. In a passage only those
// that do not meet others by chance.
func (l *lister) numbers(marked bool) {
	s := scanner{reading: decoded, short: marked, whole: true, onWord: func(uint64, int) {}}
	s.onNumber = func(n number, strict bool) {
		if !strict || marked && n.digits < 1000 && n.decimals == 0 {
			return
		}
		significant, size := n.figures()
		if marked || significant >= 4 || significant >= 3 && size >= 7 {
			name := Name{Always: marked, Ordinary: true, Near: !marked && size < 6, number: n}
			name.Pos, name.Text = at(l.Hidden.Pos, l.Text, s.at), excerpt([]byte(l.Text), s.at, 0)
			l.out = append(l.out, name)
		}
	}
	s.scan([]byte(l.Text))
}

// figures counts the digits of a number without the noughts at its end, and all.
func (n number) figures() (significant, size int) {
	rest := n.digits
	for ; rest > 0 && rest%10 == 0; rest /= 10 {
		size++
	}
	for ; rest > 0; rest /= 10 {
		significant++
	}
	return significant, significant + size
}

// isName reports whether a text is a name alone: up to four words that begin
// with a capital letter or are no words of a language.
func isName(text string) bool {
	fields := strings.FieldsFunc(text, func(r rune) bool {
		return folded(r) == 0 && !passedOver(r) && !strings.ContainsRune("@._-", r)
	})
	size, named := 0, 0
	for i, f := range fields {
		f = strings.Trim(f, "._-")
		size += utf8.RuneCountInString(f)
		switch {
		case name(f) || strings.ContainsAny(f, "0123456789@._") || uncased(f):
			named++
		case i == 0 || i == len(fields)-1 || !slices.Contains(linking, f):
			return false
		}
	}
	amount := numeric(text) || dateLike(text) || strings.ContainsAny(text, "0123456789") && measured(text)
	return named > 0 && named <= 4 && size >= 4 && !amount
}

// uncased reports whether a word of a script without capitals can be a name: four
// letters and more, none of them Hiragana, which writes what stands between names.
func uncased(word string) bool {
	return utf8.RuneCountInString(word) >= 4 && !strings.ContainsFunc(word, func(r rune) bool {
		return unicode.Is(unicode.Hiragana, r) || !unicode.Is(unicode.Lo, r) && !unicode.IsMark(r) && r != 'ー'
	})
}

// linking are words that stand between the parts of a name.
var linking = strings.Fields("of the and de der den van von la le du di da for")

// isMail, isHost and isAddress tell what names a person or a machine.
func isMail(chunk string) bool {
	user, host, ok := strings.Cut(chunk, "@")
	return ok && user != "" && isHost(host)
}

// noHost are endings of files.
var noHost = strings.Fields("md txt go js ts jsx tsx mjs json toml yaml yml sol vy rs py rb sh c h cc cpp java " +
	"html css csv tsv pdf png jpg svg xml lock log patch diff")

// knownHosts are those that everybody links to.
var knownHosts = strings.Fields("github.com gitlab.com bitbucket.org twitter.com medium.com youtube.com google.com " +
	"linkedin.com reddit.com wikipedia.org etherscan.io nist.gov mitre.org cve.org microsoft.com apple.com mozilla.org " +
	"python.org pypi.org npmjs.com crates.io golang.org rust-lang.org debian.org apache.org kernel.org cloudflare.com " +
	"amazon.com archive.org telegram.org discord.com discord.gg slack.com notion.so openzeppelin.com ethereum.org " +
	"solana.com")

func isHost(chunk string) bool {
	if rest, ok := strings.CutPrefix(strings.TrimPrefix(chunk, "http"), "s://"); ok {
		chunk = rest
	}
	chunk, _, _ = strings.Cut(strings.TrimPrefix(chunk, "://"), "/")
	labels := strings.Split(chunk, ".")
	letters, _ := count(chunk)
	last := labels[len(labels)-1]
	if len(labels) < 2 || letters < 6 || len(last) < 2 || strings.ToLower(last) != last || slices.Contains(noHost, last) {
		return false
	}
	if len(labels) >= 2 && slices.Contains(knownHosts, labels[len(labels)-2]+"."+last) {
		return false
	}
	return !slices.ContainsFunc(labels, func(label string) bool {
		return label == "" || strings.Trim(label, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") != ""
	}) && strings.Trim(last, "0123456789") == last
}

func isAddress(chunk string) bool {
	letters, digits := count(chunk)
	return letters == 0 && digits >= 7 && strings.Count(chunk, ".") == 3
}

// isIP tells the address of a machine from a number with groups and a version.
func isIP(chunk string) bool {
	ip, err := netip.ParseAddr(chunk)
	return err == nil && ip.Is4() && len(chunk) >= len("10.0.0.1")
}

// hexDigits are the digits of a hex string of eight and more, or "".
func hexDigits(text string) string {
	text = strings.ToLower(text)
	digits := strings.TrimPrefix(text, "0x")
	decimal := digits == text && strings.Trim(digits, "0123456789") == ""
	if len(digits) < 8 || strings.Trim(digits, "0123456789abcdef") != "" || decimal {
		return ""
	}
	return digits
}

// hexForms are a hex string as people write it: whole, or its two ends.
func hexForms(text string) []string {
	digits := hexDigits(text)
	forms := []string{digits, "0x" + digits}
	if len(digits) < 20 {
		return forms
	}
	for _, front := range []int{4, 6, 8} {
		for _, back := range []int{4, 6, 8} {
			forms = append(forms, "0x"+digits[:front]+" "+digits[len(digits)-back:])
		}
	}
	return append(forms, digits[:8], digits[:10], digits[:12], "0x"+digits[:8], "0x"+digits[:10])
}

// chunks yields the parts of a text between spaces, quotes and brackets.
func chunks(text string) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for from := 0; from < len(text); {
			rest := text[from:]
			skipped := len(rest) - len(strings.TrimLeftFunc(rest, between))
			end := strings.IndexFunc(rest[skipped:], between)
			if end < 0 {
				end = len(rest) - skipped
			}
			if end == 0 || !yield(from+skipped, rest[skipped:skipped+end]) {
				return
			}
			from += skipped + end
		}
	}
}

// at is the place of an offset in a text that begins at a position.
func at(pos source.Pos, text string, offset int) source.Pos {
	before := text[:min(offset, len(text))]
	if n := strings.Count(before, "\n"); n > 0 {
		pos.Line += n
		pos.Column = utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
	}
	return pos
}
