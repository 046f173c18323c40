package cut

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"candor/generator/internal/audience"
	"candor/generator/internal/source"
)

// op is what a part of a body is.
type op uint8

const (
	opText         op = iota // bytes of a line, kept
	opLiteral                // a backslash that keeps a mark from being one: source only
	opName                   // {name}
	opInline                 // {audience: hidden | public: shown}
	opLeft                   // {withheld}
	opLine                   // the end of a line
	opCodeLine               // the end of a line in a code fence: blank lines count
	opGap                    // where a block, section or comment was: one blank line
	opOpen                   // a block or section begins
	opClose                  // it ends
	opWithheld               // ::: withheld | reason
	opDroppedSpace           // a blank beside a dropped comment
)

// span is a stretch of the body, in bytes.
type span struct{ from, to int }

// part is one step of a body as the scan took it apart.
type part struct {
	op     op
	raw    span // the bytes themselves, marks included
	hidden span // of an inline mark
	shown  span // of an inline mark, to == 0: none
	level  audience.Level
	reason string
	until  string
	silent bool
	opened bool // the embargo is over, the block is as if it had no mark
	title  span // of a section: its heading without the mark
}

// body is a page's text taken apart, the same for all audiences.
type body struct {
	file   string
	text   string
	line   int // of the text's first line, in the file
	rules  *Rules
	parts  []part
	ledger []Withheld
	notes  []span // comments that say something
	marks  bool   // there is a mark, a name or a literal in it
	first  int    // where the first of them stands
	broken bool   // it has errors, so that what is left of it says nothing
}

// open is a block or section whose end the scan has not met.
type open struct {
	section bool
	rank    int // of a section's heading
	colons  int // of a block
	level   audience.Level
	at      source.Pos
}

// scanner reads a body line by line. Where it cannot tell code from prose as
// surely as the markdown room, it errs to the side that hides, or reports.
type scanner struct {
	*body
	ps    *source.Problems
	page  audience.Level
	stack []open
	fence fence

	at        int // offset of the line at hand
	places    cursor
	around    surroundings
	prevBlank bool
	prevCode  bool // the line before was indented code
	inList    bool
	inHTML    bool  // in a block of raw HTML, up to a blank line
	html      html  // whether what looks like code may be raw HTML
	prevText  bool  // the line before is prose that an underline would make a heading
	doubt     int   // up to this offset a code span may run over the line's end
	paragraph int   // where the paragraph of passed begins
	passed    int   // the last offset whose paragraph was asked for
	noEnd     bool  // no comment ends in what remains of the text
	pending   []int // backslashes in code spans of the line that keep marks from being ones
}

// partLists are used again: most bodies need none of their parts in the end.
var partLists = sync.Pool{New: func() any { return new([]part) }}

func (r *Rules) scanBody(file, text string, line int, page audience.Level, ps *source.Problems) *body {
	b := &body{file: file, text: text, line: line, rules: r}
	if plain(text) {
		return b
	}
	s := &scanner{body: b, ps: ps, page: page, places: newCursor(text, line), around: surroundings{text: text}, prevBlank: true}
	scratch := partLists.Get().(*[]part)
	b.parts = (*scratch)[:0]
	for s.at < len(text) {
		s.scanLine()
	}
	for _, o := range s.stack {
		if !o.section {
			ps.Errorf(o.at, "mark/unclosed", "close it with a line of as many colons", "this block has no end")
		}
	}
	for range s.stack {
		s.add(part{op: opClose})
	}
	*scratch = b.parts
	if b.marks || !tidy(text) {
		b.parts = slices.Clone(b.parts)
	} else {
		b.parts = nil // what the scan looked at needs no change
	}
	partLists.Put(scratch)
	return b
}

// plain reports whether a text is left as it is by every cut: nothing in it
// could be a mark or a comment, and its blank lines are as they should be.
func plain(text string) bool {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '{' || c == '}' || c == ':' && i+1 < len(text) && text[i+1] == ':' || c == '<' && i+1 < len(text) && text[i+1] == '!':
			return false
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(text[i:])
			if suspicious(r) {
				return false
			}
			i += size - 1
		}
	}
	return tidy(text)
}

// tidy reports whether no two blank lines follow each other, none holds blanks,
// and the last line is ended.
func tidy(text string) bool {
	if text != "" && text[len(text)-1] != '\n' || strings.Contains(strings.TrimLeft(text, "\n"), "\n\n\n") {
		return false
	}
	for i := strings.IndexByte(text, '\n'); i >= 0 && i+1 < len(text); {
		if c := text[i+1]; (c == ' ' || c == '\t') && strings.HasPrefix(strings.TrimLeft(text[i+1:], " \t"), "\n") {
			return false
		}
		next := strings.IndexByte(text[i+1:], '\n')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return text == "" || strings.TrimLeft(text[:nextLine(text)], " \t") != "\n" || text[0] == '\n'
}

// suspicious characters may read as a brace or a colon.
func suspicious(r rune) bool {
	if strings.ContainsRune("：｛｝", r) {
		return true
	}
	if l, ok := lookAlikes[r]; ok {
		return strings.ContainsRune(":{}", l)
	}
	return r >= 0xFE10 && r <= 0xFE6F || r >= 0x200B && r <= 0x200F || r == 0x2060 || r == 0xFEFF || r == 0xAD
}

func (s *scanner) pos(offset int) source.Pos {
	line, column := s.places.to(min(offset, len(s.text)))
	return source.Pos{File: s.file, Line: line, Column: column}
}

func (s *scanner) errorf(offset int, code, hint, format string, args ...any) {
	s.ps.Errorf(s.pos(offset), code, hint, format, args...)
}

func (s *scanner) add(p part) { s.parts = append(s.parts, p) }

// marked notes that something in the text is not for all, or not as it stands.
func (s *scanner) marked(at int) {
	if !s.marks {
		s.marks, s.first = true, at
	}
}

// keep adds bytes of the line.
func (s *scanner) keep(from, to int) {
	for len(s.pending) > 0 && s.pending[0] < to {
		at := s.pending[0]
		s.pending = s.pending[1:]
		s.keep(from, at)
		s.add(part{op: opLiteral, raw: span{at, at + 1}})
		from = at + 1
	}
	if from < to {
		s.add(part{op: opText, raw: span{from, to}})
	}
}

// advance goes on behind a line's end.
func (s *scanner) advance(end int) { s.at = end }

// level is the audience of what stands at this place.
func (s *scanner) level() audience.Level {
	if n := len(s.stack); n > 0 {
		return s.stack[n-1].level
	}
	return s.page
}

// inHidden reports whether a block or section is open whose end matters.
func (s *scanner) inHidden() bool { return len(s.stack) > 0 }

var (
	atxHeading = regexp.MustCompile(`^ {0,3}(#{1,6})([ \t]|$)`)
	underline  = regexp.MustCompile(`^ {0,3}(=+|-+)[ \t]*$`)
	listItem   = regexp.MustCompile(`^[ \t]*([-*+]|\d{1,9}[.)])([ \t]|$)`)
	definition = regexp.MustCompile(`^ {0,3}(\[\^[^\]]+\]:|:[ \t])`)
)

// scanLine takes the next line apart; a comment may make it several.
func (s *scanner) scanLine() {
	end := s.at + nextLine(s.text[s.at:])
	line := strings.TrimSuffix(s.text[s.at:end], "\n")
	switch {
	case s.fence.open && s.inFence(line):
		if s.fence.doubtful {
			s.html.follow(line)
			s.checkComment(line, s.at)
		}
		s.checkCode(line, s.at)
		s.literals(line, s.at)
		s.add(part{op: opCodeLine})
		s.advance(end)
		return
	case strings.TrimLeft(line, " \t") == "":
		s.html.tag = false
		s.add(part{op: opLine})
		s.prevBlank, s.inHTML, s.prevText = true, false, false
		s.advance(end)
		return
	case s.colons(line, end), s.heading(line, end):
		s.prevBlank, s.prevCode, s.prevText = false, false, false
		return
	}
	s.prose(line, end)
}

// prose handles a line that is neither a mark of its own nor a heading.
func (s *scanner) prose(line string, end int) {
	code := s.indentedCode(line)
	s.trackList(line)
	if !code && s.opensFence(line) {
		s.checkComment(line, s.at)
		s.checkCode(line, s.at)
		s.literals(line, s.at)
		s.add(part{op: opCodeLine})
		s.prevBlank, s.prevCode, s.prevText = false, false, false
		s.advance(end)
		return
	}
	s.checkUnderline(line)
	s.trackHTML(line)
	s.html.follow(line)
	s.prevBlank, s.prevCode = false, code
	s.prevText = !code && !strings.HasPrefix(strings.TrimLeft(line, " "), "|")
	if code {
		if s.html.open() {
			s.checkComment(line, s.at)
		}
		s.checkCode(line, s.at)
		s.literals(line, s.at)
		s.add(part{op: opLine})
		s.advance(end)
		return
	}
	s.inline(s.at, end)
}

func (s *scanner) trackList(line string) {
	switch {
	case listItem.MatchString(line) && (s.inList || indent(line) < 4), definition.MatchString(line):
		s.inList = true
	case indent(line) == 0 && s.prevBlank:
		s.inList = false
	}
}

func (s *scanner) indentedCode(line string) bool {
	return indent(line) >= 4 && !s.inList && (s.prevBlank || s.prevCode)
}

// indent counts the columns before a line's first character.
func indent(line string) int {
	n := 0
	for i := range len(line) {
		switch line[i] {
		case ' ':
			n++
		case '\t':
			n += 4 - n%4
		default:
			return n
		}
	}
	return n
}
