// Package detector warns of what nobody means to publish: keys, phrases that
// open wallets, tokens of services, addresses with a password, private hosts.
// It knows forms, not meanings: it must not know what was hidden (that is the
// sweep's), nor that transactions and contract addresses, which are public, are
// anything but long numbers.
package detector

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"unicode/utf8"
)

// Hit is a place where something of that kind stands. The message does not
// quote it.
type Hit struct {
	Path         string
	Offset       int // in bytes
	Line, Column int // from 1; columns in Unicode characters
	Rule         string
	Message      string
	Text         string // its first word, to compare two hits with; never printed
}

// rule finds one kind of thing. Most text is passed by looking for its
// literals; only around one of them the pattern is tried.
type rule struct {
	name, message string
	literals      []string                       // in lower case; cases are not told apart until the pattern
	back          class                          // characters that may stand before the literal within the thing
	near          func(data []byte, at int) bool // a quick look before the pattern is tried; may be nil
	pattern       *regexp.Regexp
	valid         func(match []byte) bool // nil: the pattern is enough
}

// reach is how far a thing goes on behind its literal, at most.
const reach = 2048

// Scan finds what should not be published in a file's text.
func Scan(path string, data []byte) []Hit {
	var hits []Hit
	done := map[string]int{} // by rule, the end of the last hit
	for i := 0; i+1 < len(data); i++ {
		if !starts[pair(data[i], data[i+1])] {
			continue
		}
		for _, l := range byFirst[lower(data[i])] {
			if !hasPrefixFold(data[i:], l.text) || i < done[l.rule.name] {
				continue
			}
			if l.rule.near != nil && !l.rule.near(data, i) {
				continue
			}
			if from, to, ok := l.rule.around(data, i); ok {
				done[l.rule.name] = max(to, i+1)
				hits = append(hits, Hit{Path: path, Offset: from, Rule: l.rule.name, Message: l.rule.message})
			}
		}
	}
	for _, from := range phrases(data) {
		hits = append(hits, Hit{Path: path, Offset: from, Rule: "seed-phrase", Message: "words that open a wallet (BIP-39, the checksum is right)"})
	}
	return place(hits, data)
}

// around tries the pattern where a literal stands.
func (r *rule) around(data []byte, at int) (from, to int, ok bool) {
	from = at
	for from > 0 && at-from < 256 && r.back.has(data[from-1]) {
		from--
	}
	if from == at && at > 0 && wordChars.has(data[at-1]) && wordChars.has(data[at]) {
		return 0, 0, false // in the middle of a word
	}
	text := data[:min(len(data), at+reach)]
	for ; from <= at; from++ {
		if m := r.pattern.FindIndex(text[from:]); m != nil && from+m[1] > at {
			to = from + m[1]
			ends := to == len(data) || !wordChars.has(data[to]) || !wordChars.has(data[to-1])
			return from, to, ends && (r.valid == nil || r.valid(data[from:to]))
		}
	}
	return 0, 0, false
}

// place sorts hits and gives them lines and columns.
func place(hits []Hit, data []byte) []Hit {
	slices.SortFunc(hits, func(a, b Hit) int { return cmp.Or(a.Offset-b.Offset, cmp.Compare(a.Rule, b.Rule)) })
	line, from, counted := 1, 0, 0
	for i := range hits {
		passed := data[counted:hits[i].Offset]
		if n := bytes.Count(passed, []byte{'\n'}); n > 0 {
			line += n
			from = counted + bytes.LastIndexByte(passed, '\n') + 1
		}
		counted = hits[i].Offset
		hits[i].Line, hits[i].Column = line, 1+utf8.RuneCount(data[from:counted])
		word := data[counted:]
		if end := bytes.IndexAny(word, " \t\n"); end >= 0 {
			word = word[:end]
		}
		hits[i].Text = string(word)
	}
	return hits
}

// class is a set of ASCII characters.
type class [2]uint64

func charClass(chars string) class {
	var c class
	for i := range len(chars) {
		c[chars[i]>>6] |= 1 << (chars[i] & 63)
	}
	return c
}

func (c class) has(b byte) bool { return b < 0x80 && c[b>>6]&(1<<(b&63)) != 0 }

const (
	letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	digits  = "0123456789"
)

var wordChars = charClass(letters + digits + "_")

// literal is the text that brings a rule up.
type literal struct {
	text string
	rule *rule
}

var (
	starts  [1 << 16]bool // pairs of bytes that a literal begins with
	byFirst [256][]literal
)

func init() {
	for i := range rules {
		for _, text := range rules[i].literals {
			byFirst[text[0]] = append(byFirst[text[0]], literal{text, &rules[i]})
			for c := range 256 {
				if len(text) == 1 || lower(byte(c)) == text[1] {
					starts[pair(text[0], byte(c))] = true
					starts[pair(upper(text[0]), byte(c))] = true
				}
			}
		}
	}
}

func pair(a, b byte) int { return int(a)<<8 | int(b) }

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

func upper(c byte) byte {
	if c >= 'a' && c <= 'z' {
		return c - 'a' + 'A'
	}
	return c
}

func hasPrefixFold(data []byte, text string) bool {
	if len(data) < len(text) {
		return false
	}
	for i := range len(text) {
		if lower(data[i]) != text[i] {
			return false
		}
	}
	return true
}

// Rules lists the names of the rules, sorted.
func Rules() []string {
	names := []string{"seed-phrase"}
	for _, r := range rules {
		names = append(names, r.name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}
