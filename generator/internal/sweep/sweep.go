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
	Hidden    []Hidden
	Names     []string           // paths of hidden pages and files, relative to the site
	Never     []Hidden           // words that must not stand in the edition, whatever the visible texts hold
	Visible   [][]byte           // what the edition may say: its data, the words of its language
	Templates [][]byte           // HTML whose text may be said, and whose tags may be written
	Markup    [][]byte           // style sheets and scripts
	Pages     int                // how many files the staged source has
	Page      func(i int) []byte // reads one of them; called from several goroutines
	Computed  []float64          // figures that the edition shows by right
	Foreign   func([]byte) bool  // whether a file holds what no text of the site accounts for: metadata of an image
}

// Find is one hidden part that stands in a file of the output.
type Find struct {
	Path       string // of the output file
	Form       string // how it stands there: text, entity, percent, escape, base64, zip …, joined by a blank
	source.Pos        // of the line that hides it
	Kind       string // of the hidden part, or name, never, foreign, unsearched; the last two stand at the output's file
	Hidden     string // the words that match, as they are hidden; for the author alone
	Shown      string // as they stand in the file
}

// Sweep is ready to search; it does not change and may be shared.
type Sweep struct {
	prints  table
	numbers map[number]place
	parts   []part
	from    int // where the chunk begins whose words are taken
	limit   int // bytes that are unpacked of one file
	foreign func([]byte) bool
}

// part is where a fingerprint leads back to.
type part struct {
	source.Pos
	kind  string
	text  string
	plain int // ordinary words among its fingerprints
}

// place is an offset in the text of a part.
type place struct {
	part, at int32
	never    bool // a number of the author's list
}

// New takes the fingerprints of what is hidden and forgets those that visible
// texts hold too.
func New(in Input) *Sweep {
	s := &Sweep{numbers: map[number]place{}, limit: unpackLimit, foreign: in.Foreign}
	if len(in.Hidden)+len(in.Names)+len(in.Never) == 0 {
		return s
	}
	for _, h := range in.Hidden {
		s.addHidden(s.addPart(h), h)
	}
	for _, name := range in.Names {
		at := source.Pos{File: name, Line: 1, Column: 1}
		s.addName(s.addPart(Hidden{Pos: at, Kind: "name", Text: name}), name)
	}
	for _, h := range in.Never {
		s.addNever(s.addPart(Hidden{Pos: h.Pos, Kind: "never", Text: h.Text}), h.Text)
	}
	s.prints.index()
	s.forget(in)
	return s
}

func (s *Sweep) addPart(h Hidden) int32 {
	s.parts = append(s.parts, part{Pos: h.Pos, kind: h.Kind, text: h.Text})
	return int32(len(s.parts) - 1)
}

// File searches one file of the output: its bytes, its path, and what is
// encoded or compressed in it. It may be called from several goroutines.
func (s *Sweep) File(name string, data []byte) []Find {
	return s.search(&collector{sweep: s, path: name}, data).done()
}

// Beside is File for a file of which own is what the edition makes of its source
// alone, without anything hidden: what both say is there by right.
func (s *Sweep) Beside(name string, data, own []byte) []Find {
	c := s.search(&collector{sweep: s, path: name}, own)
	return s.search(&collector{sweep: s, path: name, own: c.met}, data).done()
}

func (s *Sweep) search(c *collector, data []byte) *collector {
	if s.foreign != nil && s.foreign(data) {
		c.at(0, "foreign", "file")
	}
	if len(s.parts) == 0 {
		return c
	}
	c.markup = true
	c.read([]byte(c.path), "name", 0)
	c.markup = slices.Contains([]string{".css", ".js", ".mjs"}, path.Ext(c.path))
	if path.Base(c.path) == "checksums.txt" {
		data = withoutSums(data)
	}
	c.bytes(data, "", 0)
	return c
}

// collector gathers the finds of one file.
type collector struct {
	sweep  *Sweep
	path   string
	markup bool // the file is no text
	finds  []Find
	met    []meeting        // each in the order of the file
	seen   map[meeting]bool // those of them that were met before
	own    []meeting        // what is there by right
	spent  int              // bytes unpacked so far
}

// meeting is a fingerprint or a number that was met, and how.
type meeting struct {
	print  int32 // or -1
	number number
	form   string
	shown  string // only once the file is known to hold something
}

// read looks for fingerprints of at least so many letters in a text that was
// got out of the file in the way that form tells.
func (c *collector) read(data []byte, form string, least int) {
	s := scanner{table: &c.sweep.prints, markup: c.markup}
	s.onPrint = func(i int32, words int, how uint64) {
		p := &c.sweep.prints.prints[i]
		switch {
		case int(p.size) < least:
		case p.rule == inside && merged(how, words-1)&newBlock != 0:
		case p.form && p.rule != never && allMarkup(how, words):
		default:
			c.meet(meeting{print: i, form: written(form, merged(how, words))}, data, s.at, words)
		}
	}
	if least == 0 && len(c.sweep.numbers) > 0 {
		s.onNumber = func(n number, strict bool) {
			if _, ok := c.sweep.numbers[n]; ok && strict {
				c.meet(meeting{print: -1, number: n, form: strings.TrimSpace(form + " number")}, data, s.at, 0)
			}
		}
	}
	s.scan(data)
}

// meet notes what was met, with the words that end at an offset, or the number
// that begins there.
func (c *collector) meet(m meeting, data []byte, at, words int) {
	if c.seen == nil {
		c.seen = map[meeting]bool{}
	}
	if c.seen[m] {
		return
	}
	c.seen[m] = true
	m.shown = excerpt(data, at, words)
	c.met = append(c.met, m)
}

// excerpt is a text's words up to an offset, or the number behind it.
func excerpt(data []byte, at, words int) string {
	from, to := at, at
	for ; words > 0; words-- {
		from = wordBefore(data, from)
	}
	if from == to {
		_, length := readNumber(data[at:])
		to = min(len(data), at+max(length, 1))
	}
	return strings.Join(strings.Fields(string(data[from:to])), " ")
}

// written adds to a form how its words were written.
func written(form string, how uint64) string {
	switch how & (asEntity | asPercent | asEscape) {
	case 0:
	case asEntity:
		form += " entity"
	case asPercent:
		form += " percent"
	case asEscape:
		form += " escape"
	default:
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
	if isPDF(data) {
		c.pdf(data, form)
	} else if why := sealed(data); why != "" && depth == 0 {
		c.at(0, "unsearched", "it "+why)
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

// at notes a find that stands at the file itself.
func (c *collector) at(line int, kind, form string) {
	pos := source.Pos{File: c.path, Line: line + 1, Column: 1}
	c.finds = append(c.finds, Find{Path: c.path, Form: form, Pos: pos, Kind: kind})
}

// done turns what was met into finds, one for each part and form. Of ordinary
// words one says nothing, but a fourth of those of a part in one file, and two at
// least, is no chance.
func (c *collector) done() []Find {
	known := map[meeting]bool{}
	for _, m := range c.own {
		known[meeting{print: m.print, number: m.number}] = true
	}
	type key struct {
		part int32
		form string
	}
	told, parts, words := map[key]bool{}, map[int32]bool{}, map[int32][]meeting{}
	for _, m := range c.met {
		at, rule := c.sweep.placeOf(m)
		switch {
		case rule != never && known[meeting{print: m.print, number: m.number}]:
		case rule == plain:
			if !slices.ContainsFunc(words[at.part], func(w meeting) bool { return w.print == m.print }) {
				words[at.part] = append(words[at.part], m)
			}
		case !told[key{at.part, m.form}]:
			told[key{at.part, m.form}], parts[at.part] = true, true
			c.finds = append(c.finds, c.find(at, m))
		}
	}
	for id, met := range words {
		if !parts[id] && len(met) >= max(2, c.sweep.parts[id].plain/4) {
			at, _ := c.sweep.placeOf(met[0])
			met[0].form = "words"
			c.finds = append(c.finds, c.find(at, met[0]))
		}
	}
	slices.SortFunc(c.finds, compare)
	return c.finds
}

// placeOf is what a meeting leads back to.
func (s *Sweep) placeOf(m meeting) (place, rule) {
	if m.print < 0 {
		where := s.numbers[m.number]
		if where.never {
			return where, never
		}
		return where, sure
	}
	p := &s.prints.prints[m.print]
	return place{part: p.part, at: p.at}, p.rule
}

func (c *collector) find(where place, m meeting) Find {
	p, form := c.sweep.parts[where.part], m.form
	if form == "" {
		form = "text"
	}
	f := Find{Path: c.path, Form: form, Pos: at(p.Pos, p.text, int(where.at)), Kind: p.kind, Shown: m.shown}
	if m.print < 0 {
		f.Hidden = excerpt([]byte(p.text), int(where.at), 0)
	} else {
		f.Hidden = phrase([]byte(p.text), int(where.at), int(c.sweep.prints.prints[m.print].words))
	}
	return f
}

// phrase is so many words of a text, the first of which ends at an offset.
func phrase(text []byte, at, n int) string {
	from := wordBefore(text, at)
	for ; n > 1; n-- {
		at = wordBehind(text, at)
	}
	return strings.Join(strings.Fields(string(text[from:min(at, len(text))])), " ")
}

func compare(a, b Find) int {
	return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Column, b.Column), strings.Compare(a.Form, b.Form), strings.Compare(a.Kind, b.Kind))
}
