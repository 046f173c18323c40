package cut

import (
	"strings"
	"unicode/utf8"
)

// cursor knows the line and column of an offset. It counts from where it was
// asked last, so that a text is not counted anew for each of its marks.
type cursor struct {
	text             string
	at, line, column int
}

func newCursor(text string, line int) cursor { return cursor{text: text, line: line, column: 1} }

// to moves to an offset and returns its line and column, both from 1.
func (c *cursor) to(offset int) (line, column int) {
	passed, sign := c.text[min(c.at, offset):max(c.at, offset)], 1
	if offset < c.at {
		sign = -1
	}
	if lines := strings.Count(passed, "\n"); lines > 0 {
		c.line += sign * lines
		c.column = 1 + utf8.RuneCountInString(c.text[strings.LastIndexByte(c.text[:offset], '\n')+1:offset])
	} else {
		c.column += sign * utf8.RuneCountInString(passed)
	}
	c.at = offset
	return c.line, c.column
}

// surroundings know, for a place in a text, where its line begins, and whether
// what stands before it on that line leaves an address open. It reads each byte
// once, as long as it is asked in order.
type surroundings struct {
	text  string
	start int // of the line at hand
	at    int // up to here it was read

	target bool // behind "](", the target of a link
	tag    bool // behind "<a", inside a tag
	scheme bool // behind "://"
	colon  int  // offset behind the colon of "[label]:"; -1 on other lines
}

// to reads on to an offset.
func (s *surroundings) to(offset int) {
	if offset < s.at || s.at == 0 {
		*s = surroundings{text: s.text, start: strings.LastIndexByte(s.text[:offset], '\n') + 1}
		s.begin(s.start)
	}
	for s.at < offset {
		if s.text[s.at] == '\n' {
			s.begin(s.at + 1)
			continue
		}
		s.pass(s.text[s.at])
		s.at++
	}
}

// begin starts a line.
func (s *surroundings) begin(start int) {
	*s = surroundings{text: s.text, start: start, at: start, colon: -1}
	line := s.text[start:]
	label := strings.TrimLeft(line[:min(3, len(line))], " ")
	label = line[min(3, len(line))-len(label):]
	if !strings.HasPrefix(label, "[") || strings.HasPrefix(label, "[^") {
		return
	}
	end := strings.IndexAny(label, "]\n")
	if end > 0 && strings.HasPrefix(label[end:], "]:") {
		s.colon = start + len(line) - len(label) + end + 2
	}
}

// pass reads one byte of the line.
func (s *surroundings) pass(c byte) {
	before := s.text[s.start:s.at]
	switch c {
	case ' ', '\t', '\f', '\r':
		s.target, s.scheme = false, false
	case '(':
		s.target = strings.HasSuffix(before, "]")
	case ')':
		s.target = false
	case '>':
		s.tag = false
	case '/':
		s.scheme = s.scheme || strings.HasSuffix(before, ":/")
	}
	if strings.HasSuffix(before, "<") && (c == '/' || c|0x20 >= 'a' && c|0x20 <= 'z') {
		s.tag = true
	}
}

// inAddress reports whether the offset is inside an address or a tag.
func (s *surroundings) inAddress(offset int) bool {
	s.to(offset)
	return s.target || s.tag || s.scheme || s.colon >= 0 && offset >= s.colon
}

// inFootnote reports whether the line of the offset begins a footnote.
func (s *surroundings) inFootnote(offset int) bool {
	s.to(offset)
	return strings.HasPrefix(strings.TrimLeft(s.text[s.start:offset], " "), "[^")
}
