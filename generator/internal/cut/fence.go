package cut

import (
	"regexp"
	"strings"
)

// fence is an open code fence: its character and length, and whether it stands
// in a list or a quote that can end it.
type fence struct {
	open   bool
	char   byte
	length int
	quoted bool
	listed bool

	// doubtful: in a list, a quote or raw HTML, or far to the right, where markdown
	// may see no fence, or see it end elsewhere.
	doubtful bool
}

var (
	containers = regexp.MustCompile(`^([ \t]*(>|[-*+]|\d{1,9}[.)]|\[\^[^\]]+\]:|:)[ \t]+|[ \t]*>)*[ \t]*`)
	fenceRun   = regexp.MustCompile("^(`{3,}[^`]*|~{3,}.*)$")
	quotes     = regexp.MustCompile(`^[ \t>]*`)
)

// opensFence reports whether a line opens a code fence, also inside list items
// and quotes.
func (s *scanner) opensFence(line string) bool {
	prefix := containers.FindString(line)
	rest := line[len(prefix):]
	if !fenceRun.MatchString(rest) {
		return false
	}
	n := len(rest) - len(strings.TrimLeft(rest, rest[:1]))
	quoted := strings.Contains(prefix, ">")
	s.fence = fence{open: true, char: rest[0], length: n, doubtful: s.inList || s.html.open() || len(prefix) > 3 || strings.Trim(prefix, " ") != "",
		quoted: quoted, listed: !quoted && prefix != "" && (s.inList || strings.TrimLeft(prefix, " ") != "")}
	return true
}

// inFence reports whether a line belongs to the open fence, its closing line
// included. A fence in a list or quote may end without one; where that decides
// what is hidden, it is an error.
func (s *scanner) inFence(line string) bool {
	f := &s.fence
	rest := line
	if f.quoted || f.listed {
		if s.leaves(line) {
			f.open = false
			return false
		}
		rest = line[len(quotes.FindString(line)):]
	} else if indent(line) < 4 {
		rest = strings.TrimLeft(line, " ")
	}
	run := len(rest) - len(strings.TrimLeft(rest, string(f.char)))
	if run >= f.length && strings.TrimRight(rest[run:], " \t") == "" {
		f.open = false
		s.prevBlank, s.prevText = false, false
	}
	return true
}

// leaves reports whether a line is outside the list or quote that the fence
// stands in.
func (s *scanner) leaves(line string) bool {
	if strings.TrimLeft(line, " \t") == "" {
		return s.fence.quoted
	}
	out := s.fence.quoted && !strings.HasPrefix(strings.TrimLeft(line, " "), ">") || s.fence.listed && indent(line) == 0
	if out && (line[0] == '#' || line[0] == ':' || strings.Contains(line, "{")) {
		s.errorf(s.at, "mark/fence", "close the code fence above with a line of its own", "it is not sure whether this is still code")
	}
	return out
}

// html follows raw HTML as far as it may go: where it goes on, a fence, an
// indented line or backticks are no code, and a comment in them is a comment.
type html struct {
	tag bool           // a line began with a tag, and no blank line followed
	end *regexp.Regexp // what ends a block that goes on over blank lines; nil outside of one
}

// longHTML are the blocks of raw HTML that only a sign of their own ends.
var longHTML = []struct{ begin, end *regexp.Regexp }{
	{regexp.MustCompile(`(?i)^<(script|pre|style|textarea)([ \t>]|$)`), regexp.MustCompile(`(?i)</(script|pre|style|textarea)>`)},
	{regexp.MustCompile(`^<\?`), regexp.MustCompile(`\?>`)},
	{regexp.MustCompile(`^<![A-Za-z]`), regexp.MustCompile(`>`)},
	{regexp.MustCompile(`^<!\[CDATA\[`), regexp.MustCompile(`\]\]>`)},
}

var tagOpener = regexp.MustCompile(`^</?[A-Za-z][A-Za-z0-9-]*([ \t/>]|$)`)

func (h *html) open() bool { return h.tag || h.end != nil }

// follow takes a line that is not surely code.
func (h *html) follow(line string) {
	if h.end == nil && strings.Contains(line, "<") {
		rest := line[len(containers.FindString(line)):]
		h.tag = h.tag || tagOpener.MatchString(rest)
		for _, block := range longHTML {
			if block.begin.MatchString(rest) {
				h.end = block.end
			}
		}
	}
	if h.end != nil && h.end.MatchString(line) {
		h.end = nil
	}
}

// checkComment reports a comment where it may be code or not. In code it stays,
// since readers see it; all others are cut.
func (s *scanner) checkComment(code string, offset int) {
	if i := strings.Index(code, "<!--"); i >= 0 {
		s.errorf(offset+i, "mark/comment", "write it on a line of its own, after a blank line, or take it out", "a comment where it is not sure whether this is code")
	}
}

var htmlOpener = regexp.MustCompile(`^ {0,3}<[A-Za-z/?!]`)

// trackHTML follows blocks of raw HTML, in which headings are none.
func (s *scanner) trackHTML(line string) {
	if htmlOpener.MatchString(line) {
		s.inHTML = true
	}
}

// checkUnderline reports underlined headings where the end of a section depends
// on them, and marks in them anywhere.
func (s *scanner) checkUnderline(line string) {
	if !underline.MatchString(line) || !s.prevText {
		return
	}
	for _, o := range s.stack {
		if o.section {
			s.errorf(s.at, "mark/underlined-heading", "write it with #, or put a blank line before a rule", "an underlined heading in a hidden section")
			return
		}
	}
	above := strings.TrimRight(s.text[:s.at], "\n")
	above = above[strings.LastIndexByte(above, '\n')+1:]
	if _, bad := s.trailingBraces(above); bad {
		s.errorf(s.at-1-len(above), "mark/heading", "write the heading with #, or a backslash before the brace", "an underlined heading ends in braces")
	}
}
