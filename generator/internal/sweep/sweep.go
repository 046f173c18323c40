// Package sweep is the second, independent line: it searches the bytes of an
// output for what was cut from the source, in every form that text takes on its
// way through a site generator. It works on hashes of words: a file is read
// once, word by word, entities, percent signs and backslashes undone on the
// way, and each word and each run of words is looked up among the fingerprints
// of what is hidden and stands nowhere in what may be seen.
//
// It must not know how an edition is made, nor anything of pages or themes:
// that is what makes it a second line. What it reports never quotes a hidden
// text.
package sweep

import (
	"bytes"
	"cmp"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"candor/generator/internal/source"
)

// Kinds of hidden parts that are treated on their own. All others are text.
const (
	Number = "number" // a value: searched for as a number only
	Word   = "word"   // one of a fixed list of words (a state, a severity): not searched for by itself
)

// Hidden is one part that the audience may not see: raw markdown, or a value
// as text.
type Hidden struct {
	source.Pos
	Kind string
	Text string
}

// Input is all that a sweep knows.
type Input struct {
	Hidden   []Hidden
	Names    []string           // paths of hidden pages and files, relative to the site
	Never    []Hidden           // words that must not stand in the edition, whatever the visible texts hold
	Visible  [][]byte           // what the program may print: the theme's files, its own words
	Pages    int                // how many files the staged source has
	Page     func(i int) []byte // reads one of them; called from several goroutines
	Computed []float64          // figures that the edition shows by right
	Foreign  func([]byte) bool  // whether a file holds what no text of the site accounts for, as the metadata of an image does
}

// Find is one hidden part that stands in a file of the output.
type Find struct {
	Path string // of the output file
	Form string // how it stands there: text, entity, percent, escape, base64, zip …, joined by a blank
	source.Pos
	Kind string // of the hidden part; "name", "never" and "foreign" besides. The last stands at the output's file
}

// Sweep is ready to search; it does not change and may be shared.
type Sweep struct {
	prints  table
	numbers map[number]int32
	parts   []part
	limit   int // bytes that are unpacked of one file
	foreign func([]byte) bool
}

// part is where a fingerprint leads back to.
type part struct {
	source.Pos
	kind  string
	plain int // ordinary words among its fingerprints
}

// New takes the fingerprints of what is hidden and forgets those that visible
// texts hold too.
func New(in Input) *Sweep {
	s := &Sweep{numbers: map[number]int32{}, limit: unpackLimit, foreign: in.Foreign}
	if len(in.Hidden)+len(in.Names)+len(in.Never) == 0 {
		return s
	}
	for _, h := range in.Hidden {
		s.addHidden(s.addPart(h.Pos, h.Kind), h)
	}
	for _, name := range in.Names {
		s.addName(s.addPart(source.Pos{File: name, Line: 1, Column: 1}, "name"), name)
	}
	for _, h := range in.Never {
		s.addNever(s.addPart(h.Pos, "never"), h.Text)
	}
	s.prints.index()
	fixed := append(slices.Clip(in.Visible), []byte(vocabulary))
	s.forget(len(fixed)+in.Pages, func(i int) []byte {
		if i < len(fixed) {
			return fixed[i]
		}
		return in.Page(i - len(fixed))
	}, in.Computed)
	return s
}

func (s *Sweep) addPart(at source.Pos, kind string) int32 {
	s.parts = append(s.parts, part{Pos: at, kind: kind})
	return int32(len(s.parts) - 1)
}

// File searches one file of the output: its bytes, its path, and what is
// encoded or compressed in it. It may be called from several goroutines.
func (s *Sweep) File(name string, data []byte) []Find {
	c := &collector{sweep: s, path: name}
	if s.foreign != nil && s.foreign(data) {
		c.finds = append(c.finds, Find{Path: name, Form: "file", Pos: source.Pos{File: name, Line: 1, Column: 1}, Kind: "foreign"})
	}
	if len(s.parts) == 0 {
		return c.finds
	}
	c.read([]byte(name), "name", 0)
	if path.Base(name) == "checksums.txt" {
		data = withoutSums(data)
	}
	c.bytes(data, "", 0)
	return c.done()
}

// collector gathers the finds of one file.
type collector struct {
	sweep *Sweep
	path  string
	finds []Find
	seen  map[seen]bool
	words map[int32]map[int32]bool // ordinary words met, by part
	spent int                      // bytes unpacked so far
}

// read looks for fingerprints of at least so many letters in a text that was
// got out of the file in the way that form tells.
func (c *collector) read(data []byte, form string, least int) {
	s := scanner{table: &c.sweep.prints}
	s.onPrint = func(i int32, words int, how uint64) {
		p := &c.sweep.prints.prints[i]
		switch {
		case int(p.size) < least, p.rule == inside && merged(how, words-1)&newBlock != 0:
		case p.rule == plain:
			c.addPlain(p.part, i)
		default:
			c.add(p.part, written(form, merged(how, words)))
		}
	}
	if least == 0 && len(c.sweep.numbers) > 0 {
		s.onNumber = func(n number, strict bool) {
			if id, ok := c.sweep.numbers[n]; ok && strict {
				c.add(id, strings.TrimSpace(form+" number"))
			}
		}
	}
	s.scan(data)
}

// written adds to a form how its words were written.
func written(form string, how uint64) string {
	for bit, name := range map[uint64]string{asEntity: " entity", asPercent: " percent", asEscape: " escape"} {
		if how == bit {
			form += name
		}
	}
	if how&(asEntity|asPercent|asEscape) != 0 && how&(how-1) != 0 {
		form += " mixed"
	}
	return strings.TrimSpace(form)
}

// bytes searches data as it stands, what is in base64 in it, and what is
// compressed in it.
func (c *collector) bytes(data []byte, form string, depth int) {
	binary, least := false, 0
	if bytes.IndexByte(data, 0) >= 0 {
		binary, least = true, noisy
	}
	c.read(data, form, least)
	if depth >= deepest {
		return
	}
	c.base64(data, form, depth)
	if binary || !utf8.Valid(data) {
		c.streams(data, form, depth)
	}
	if binary && wide(data) {
		c.read(bytes.ReplaceAll(data, []byte{0}, nil), form+" utf-16", noisy)
	}
}

// deepest is how many times what was unpacked is unpacked again.
const deepest = 4

// noisy is how many letters a fingerprint needs where random bytes make words.
const noisy = 6

type seen struct {
	part int32
	form string
}

func (c *collector) add(id int32, form string) {
	if c.seen == nil {
		c.seen = map[seen]bool{}
	}
	if form == "" {
		form = "text"
	}
	key := seen{id, form}
	if c.seen[key] {
		return
	}
	c.seen[key] = true
	p := c.sweep.parts[id]
	c.finds = append(c.finds, Find{Path: c.path, Form: form, Pos: p.Pos, Kind: p.kind})
}

// addPlain notes an ordinary word of a part.
func (c *collector) addPlain(id, fingerprint int32) {
	if c.words == nil {
		c.words = map[int32]map[int32]bool{}
	}
	if c.words[id] == nil {
		c.words[id] = map[int32]bool{}
	}
	c.words[id][fingerprint] = true
}

// done adds the parts of which ordinary words were met: one says nothing, but a
// fourth of them in one file, and two at least, is no chance.
func (c *collector) done() []Find {
	found := map[int32]bool{}
	for s := range c.seen {
		found[s.part] = true
	}
	for id, words := range c.words {
		if !found[id] && len(words) >= max(2, c.sweep.parts[id].plain/4) {
			c.add(id, "words")
		}
	}
	slices.SortFunc(c.finds, compare)
	return c.finds
}

func compare(a, b Find) int {
	return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Column, b.Column), strings.Compare(a.Form, b.Form), strings.Compare(a.Kind, b.Kind))
}
