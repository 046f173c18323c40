package cut

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// inline takes a line of prose apart: code spans, comments, marks. from is
// where it begins, end where the next line begins; a comment may take more.
func (s *scanner) inline(from, end int) {
	kept, at := from, from
	stop := s.lineEnd(from)
	for at < stop {
		var next int
		switch c := s.text[at]; {
		case at < s.doubt:
			next = s.inDoubt(at)
		case c == '\\' && at+1 < stop:
			next = at + 2
			if s.text[at+1] >= utf8.RuneSelf {
				next = at + 1
			}
		case c == '`':
			next = s.codeSpan(at, stop)
		case c == '<' && strings.HasPrefix(s.text[at:], "<!--"):
			s.keep(kept, at)
			at, stop = s.comment(at, stop)
			kept = at
			continue
		case c == '{':
			s.keep(kept, at)
			next = s.brace(at, stop)
			kept = next
		case c == '}':
			next = s.closingBrace(at, 1)
		case c >= utf8.RuneSelf:
			next = s.odd(at, stop)
		default:
			next = at + 1
		}
		at = next
	}
	s.keep(kept, stop)
	s.add(part{op: opLine})
	s.advance(min(max(end, stop+1), len(s.text)))
}

// lineEnd is the offset of the line feed that ends the line, or of the end.
func (s *scanner) lineEnd(from int) int {
	if i := strings.IndexByte(s.text[from:], '\n'); i >= 0 {
		return from + i
	}
	return len(s.text)
}

// codeSpan passes over a code span; where none closes on the line, one may
// close further down the paragraph, and what lies between is in doubt.
func (s *scanner) codeSpan(at, stop int) int {
	n := run(s.text[at:stop], '`')
	if i := closing(s.text[at+n:stop], n); i >= 0 {
		inside := s.text[at+n : at+n+i]
		if strings.Contains(inside, "<!--") && (s.html.open() || strings.Contains(s.text[s.paragraphStart(at):at], "<")) {
			s.checkComment(inside, at+n) // backticks in a tag are none
		}
		s.checkCode(inside, at+n)
		s.codeLiterals(inside, at+n)
		return at + n + i + n
	}
	if i := closing(s.text[at+n:s.paragraphEnd(at+n)], n); i >= 0 {
		s.doubt = at + n + i + n
	}
	return at + n
}

// paragraphEnd is where the next blank line begins, or the text ends.
func (s *scanner) paragraphEnd(from int) int {
	for at := s.lineEnd(from); at < len(s.text); {
		next := s.lineEnd(at + 1)
		if strings.TrimLeft(s.text[at+1:next], " \t") == "" {
			return at
		}
		at = next
	}
	return len(s.text)
}

// paragraphStart is where the last blank line before an offset ends. Offsets are
// asked for in order.
func (s *scanner) paragraphStart(at int) int {
	from := max(0, s.passed-1)
	if i := strings.LastIndex(s.text[from:at], "\n\n"); i >= 0 {
		s.paragraph = from + i + 1
	}
	s.passed = at
	return s.paragraph
}

func run(text string, c byte) int {
	n := 0
	for n < len(text) && text[n] == c {
		n++
	}
	return n
}

// closing finds a run of exactly n backticks.
func closing(text string, n int) int {
	for i := 0; i < len(text); {
		if text[i] != '`' {
			i++
			continue
		}
		m := run(text[i:], '`')
		if m == n {
			return i
		}
		i += m
	}
	return -1
}

// inDoubt passes one character of a code span that may run over a line's end:
// marks and comments in it are errors, since they may be code or not.
func (s *scanner) inDoubt(at int) int {
	switch {
	case s.text[at] == '{' && (at == 0 || s.text[at-1] != '\\') && s.rules.opensMark(s.text[at+1:s.lineEnd(at)]):
		s.errorf(at, "mark/in-code", "keep the code span on one line, or write a backslash before the brace", "a mark where a code span may run over the line's end")
	case strings.HasPrefix(s.text[at:], "<!--"):
		s.errorf(at, "mark/comment", "keep the code span on one line", "a comment where a code span may run over the line's end")
	}
	return at + 1
}

// comment drops a comment, and one blank beside it. It returns where the line
// goes on, and where it ends.
func (s *scanner) comment(at, stop int) (int, int) {
	for _, empty := range []string{"<!-->", "<!--->"} {
		if strings.HasPrefix(s.text[at:], empty) {
			return s.dropped(at, at+len(empty))
		}
	}
	i := -1
	if !s.noEnd {
		i = strings.Index(s.text[at+4:], "-->")
	}
	if i < 0 {
		s.noEnd = true
		s.errorf(at, "mark/comment", "close it with -->", "this comment has no end")
		return stop, stop
	}
	return s.dropped(at, at+4+i+3)
}

func (s *scanner) dropped(from, to int) (int, int) {
	s.ps.Warnf(s.pos(from), "page/comment", "", "a comment is in no edition; whoever reads the source reads it")
	if strings.ContainsAny(strings.TrimSpace(strings.Trim(s.text[from:to], "<!->")), " \n.@") {
		s.notes = append(s.notes, span{from, to}) // more than a word that may stand anywhere
	}
	stop := s.lineEnd(to)
	s.around.to(from)
	before := s.text[s.around.start:from]
	after := s.text[to:stop]
	s.marked(from)
	switch {
	case strings.TrimSpace(before) == "" && strings.TrimSpace(after) == "":
		s.add(part{op: opGap})
		return stop, stop
	case strings.HasSuffix(before, " "):
		s.add(part{op: opDroppedSpace})
	case strings.HasPrefix(after, " "):
		to++
	}
	return to, stop
}

var inlineMark = regexp.MustCompile(`^\{([a-z][a-z0-9]*):([^{}|\n]*)(\|([^{}|\n]*))?\}`)

// brace handles an opening brace in prose: a mark, a name, what a cut left
// behind, or a doubt. It returns where the line goes on.
func (s *scanner) brace(at, stop int) int {
	rest := s.text[at:stop]
	if m := inlineMark.FindStringSubmatchIndex(rest); m != nil {
		if _, ok := s.rules.Order.Parse(rest[m[2]:m[3]]); ok {
			return s.mark(at, rest, m)
		}
	}
	if i := 1 + strings.IndexAny(rest[1:], "{}"); i > 0 && rest[i] == '}' {
		inside := rest[1:i]
		if inside == "withheld" {
			s.marked(at)
			s.add(part{op: opLeft, raw: span{at, at + i + 1}})
			return at + i + 1
		}
		if _, ok := s.rules.Names[inside]; ok {
			s.marked(at)
			s.add(part{op: opName, raw: span{at, at + i + 1}})
			return at + i + 1
		}
	}
	s.keep(at, at+1)
	s.doubtful(at, rest)
	return at + 1
}

// doubtful reports braces in prose that read like a mark.
func (s *scanner) doubtful(at int, rest string) {
	folded := fold(rest[:min(len(rest), 200)])
	if !strings.HasPrefix(folded, "{") {
		return
	}
	switch s.rules.doubt(s.before(at, glueLength), folded[1:]) {
	case nearMark:
		s.errorf(at, "mark/malformed", "write {AUDIENCE: hidden | public: shown} on one line, or a backslash before the brace", "this looks like a mark and is none")
	case unknownMark:
		s.errorf(at, "mark/unknown-audience", s.audiences("")+"; write a backslash before the brace to print it", "a word in braces that is no mark of this site")
	}
}

// odd handles a character beyond ASCII, which may read as a brace.
func (s *scanner) odd(at, stop int) int {
	r, size := utf8.DecodeRuneInString(s.text[at:stop])
	switch {
	case !suspicious(r):
	case strings.HasPrefix(fold(string(r)), "{"):
		s.doubtful(at, s.text[at:stop])
	case strings.HasPrefix(fold(string(r)), "}"):
		return s.closingBrace(at, size)
	}
	return at + size
}

// closingBrace reports one that ends a mark with a wrong bracket at its other
// end. It returns where the line goes on.
func (s *scanner) closingBrace(at, size int) int {
	if s.rules.slip(s.before(at, mostBefore), false) {
		s.errorf(at, "mark/malformed", "write {AUDIENCE: hidden | public: shown} on one line, or a backslash before the brace",
			"this looks like the end of a mark, and no brace opens it")
	}
	return at + size
}

// mostBefore is how much of a line is looked at for what a brace belongs to.
const mostBefore = 400

// glueLength is enough of it to see what a formula or a call has before its
// braces.
const glueLength = 40

// before is the folded text of the line before an offset, or the end of it.
func (s *scanner) before(at, most int) string {
	line := s.text[max(s.at, at-most):at]
	return fold(line[strings.LastIndexByte(line, '\n')+1:])
}

// mark reads an inline mark that names an audience.
func (s *scanner) mark(at int, rest string, m []int) int {
	p := part{op: opInline, raw: span{at, at + m[1]}, hidden: s.trim(at+m[4], at+m[5])}
	p.level, _ = s.rules.Order.Parse(rest[m[2]:m[3]])
	s.narrow(p.level, at)
	if p.hidden.from == p.hidden.to {
		s.errorf(at, "mark/empty", "", "this mark hides nothing")
	}
	if m[6] >= 0 {
		s.instead(at, rest[m[8]:m[9]], at+m[8], &p)
	}
	s.checkPlace(at, m[1], rest)
	s.checkInside(p.hidden)
	s.checkInside(p.shown)
	s.note("inline", p)
	s.marked(at)
	s.add(p)
	return at + m[1]
}

// instead reads what stands behind the bar: the widest audience and its text.
func (s *scanner) instead(at int, text string, from int, p *part) {
	label, _, ok := strings.Cut(text, ":")
	widest := s.rules.Order.Name(s.rules.Order.Widest())
	if !ok || strings.TrimSpace(label) != widest {
		s.errorf(at, "mark/malformed", "write | "+widest+": what others read", "behind the bar stands the widest audience and its text")
		return
	}
	p.shown = s.trim(from+len(label)+1, from+len(text))
	if p.shown.from == p.shown.to {
		s.errorf(at, "mark/empty", "without the bar, the word Withheld stands there", "this mark shows nothing instead")
	}
}

func (s *scanner) trim(from, to int) span {
	text := s.text[from:to]
	from += len(text) - len(strings.TrimLeft(text, " \t"))
	return span{from, from + len(strings.Trim(text, " \t"))}
}

// checkPlace reports marks where a part of an address would be hidden, and
// braces beside a mark, which would make another once it is cut.
func (s *scanner) checkPlace(at, length int, rest string) {
	if s.around.inAddress(at) && !s.around.inFootnote(at) {
		s.errorf(at, "mark/in-link", "hide the whole link", "a mark inside an address")
	}
	if at > 0 && s.text[at-1] == '{' || strings.HasPrefix(rest[length:], "}") {
		s.errorf(at, "mark/malformed", "leave a space between them", "a brace beside a mark")
	}
}

// checkInside reports what would reach beyond an inline mark.
func (s *scanner) checkInside(in span) {
	text := s.text[in.from:in.to]
	if strings.Count(text, "`")%2 == 1 || strings.HasSuffix(text, `\`) || halfComment(text) {
		s.errorf(in.from, "mark/inside", "keep the code span or comment whole", "a mark holds half of a code span, comment or escape")
	}
}

// halfComment reports whether a text holds where a comment begins or ends.
func halfComment(text string) bool {
	return strings.Contains(text, "<!--") || strings.Contains(text, "-->")
}
