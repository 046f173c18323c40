package cut

import (
	"regexp"
	"strings"
	"time"

	"candor/generator/internal/audience"
	"candor/generator/internal/source"
)

var (
	closer    = regexp.MustCompile(`^:{3,}$`)
	opener    = regexp.MustCompile(`^(:{3,}) ([a-z][a-z0-9]*)( silent)?( until (\d{4}-\d{2}-\d{2}))?( \| (.*\S))?$`)
	colonWord = regexp.MustCompile(`:{3,} *([\pL\pN_-]+)`)
)

// colons handles lines that begin with colons, and reports what only looks like
// one of them. It returns false when the line is none of its business.
func (s *scanner) colons(line string, end int) bool {
	switch {
	case closer.MatchString(line):
		s.closeBlock(line)
	case opener.MatchString(line):
		end = s.openBlock(line, end)
	case s.looksLikeColons(line):
		s.errorf(s.at, "mark/malformed", "write ::: AUDIENCE | reason at the line's beginning, or a backslash before the first colon", "this line looks like a mark and is none")
		s.add(part{op: opLine})
	default:
		return false
	}
	s.advance(end)
	return true
}

// looksLikeColons reports whether a line that is no mark reads like one: two
// colons at its beginning, whatever stands in front of them, or an audience's
// name behind three anywhere.
func (s *scanner) looksLikeColons(line string) bool {
	if !strings.Contains(line, "::") && ascii(line) || indent(line) >= 4 && s.indentedCode(line) {
		return false
	}
	folded := fold(line)
	if strings.HasPrefix(folded[len(containers.FindString(folded)):], "::") || strings.HasPrefix(strings.TrimLeft(folded, " >|"), "::") {
		return true
	}
	m := colonWord.FindStringSubmatchIndex(folded)
	return m != nil && (m[0] == 0 || folded[m[0]-1] != '\\') && s.rules.near(folded[m[2]:m[3]])
}

// mostOpen is how many blocks and sections may be open at once. Nobody writes
// that; whoever forgets to close them gets one error instead of thousands.
const mostOpen = 100

// openBlock reads a line that opens a block, and returns where the next part
// begins.
func (s *scanner) openBlock(line string, end int) int {
	m := opener.FindStringSubmatch(line)
	p := part{op: opOpen, raw: span{s.at, s.at + len(line)}, silent: m[3] != "", until: m[5], reason: m[7]}
	if strings.ContainsAny(p.reason, "{}") || halfComment(p.reason) {
		s.errorf(s.at, "mark/reason", "write it without braces and comments", "a mark or a comment in a reason, which is public")
	}
	if m[2] == "withheld" {
		return s.withheld(p, len(m[1]), end)
	}
	level, ok := s.rules.Order.Parse(m[2])
	if !ok {
		s.errorf(s.at, "mark/unknown-audience", s.audiences(m[2]), "this names no audience of the site")
		level = 0
	}
	p.level, p.opened = level, s.opened(p.until)
	if !p.opened {
		s.narrow(level, s.at)
		s.note("block", p)
	} else {
		p.level = s.level()
	}
	if n := len(s.stack); n > 0 && s.outerColons() <= len(m[1]) {
		s.errorf(s.at, "mark/nesting", "a block inside another has fewer colons", "this block has as many colons as the one around it")
	}
	if len(s.stack) == mostOpen {
		s.errorf(s.at, "mark/nesting", "close the blocks above", "more than %d blocks and sections are open here", mostOpen)
		return len(s.text) // what follows cannot be told apart
	}
	s.stack = append(s.stack, open{colons: len(m[1]), level: min(p.level, s.level()), at: s.pos(s.at)})
	s.marked(s.at)
	s.add(p)
	return end
}

// outerColons is the number of colons of the innermost open block.
func (s *scanner) outerColons() int {
	for i := len(s.stack) - 1; i >= 0; i-- {
		if !s.stack[i].section {
			return s.stack[i].colons
		}
	}
	return 1 << 30
}

// withheld reads what an earlier cut left: an empty block, with its closing line.
func (s *scanner) withheld(p part, colons, end int) int {
	next := s.text[end : end+nextLine(s.text[end:])]
	if strings.TrimSuffix(next, "\n") != strings.Repeat(":", colons) || p.silent || p.until != "" {
		s.errorf(s.at, "mark/withheld", "it is closed by the next line and holds nothing", "what a cut leaves behind is empty")
		return end
	}
	p.op = opWithheld
	s.marked(s.at)
	s.add(p)
	return end + len(next)
}

func (s *scanner) closeBlock(line string) {
	for i := len(s.stack) - 1; i >= 0; i-- {
		o := s.stack[i]
		if o.section {
			continue
		}
		if o.colons != len(line) {
			break
		}
		for range len(s.stack) - i {
			s.add(part{op: opClose, raw: span{s.at, s.at + len(line)}})
		}
		s.stack = s.stack[:i]
		return
	}
	s.errorf(s.at, "mark/closer", "it has exactly as many colons as the line that opened the block", "this closes no open block")
}

// opened reports whether an embargo is over on the report's day.
func (s *scanner) opened(until string) bool {
	if until == "" {
		return false
	}
	day, err := time.Parse(time.DateOnly, until)
	if err != nil {
		s.errorf(s.at, "mark/date", "write it as 2027-01-31", "this is no date")
		return false
	}
	return !s.rules.Day.Before(day)
}

// narrow reports a mark that is wider than what stands around it.
func (s *scanner) narrow(level audience.Level, offset int) {
	if level > s.level() {
		s.errorf(offset, "mark/wider", "what is inside a hidden part cannot be shown to more readers than the part", "this mark is wider than what is around it")
	}
}

func (s *scanner) audiences(word string) string {
	if hint := source.DidYouMean(word, s.rules.Order.Names()); hint != "" {
		return hint
	}
	return "the audiences of this site are " + strings.Join(s.rules.Order.Names(), ", ")
}

// note writes a line of the ledger.
func (s *scanner) note(kind string, p part) {
	if p.level < s.rules.Order.Widest() {
		s.ledger = append(s.ledger, Withheld{Pos: s.pos(p.raw.from), Kind: kind, Level: p.level, Reason: p.reason, Until: p.until, Silent: p.silent})
	}
}
