package cut

import (
	"regexp"
	"strings"
)

var (
	sectionMark = regexp.MustCompile(`^#{1,6}[ \t]+(\S.*?)[ \t]+\{([a-z][a-z0-9]*)\}$`)
	lastBraces  = regexp.MustCompile(`\{[^{}]*\}[ \t]*$`)
)

// heading handles headings written with #: they end sections, and may open one.
// It returns false for every other line.
func (s *scanner) heading(line string, end int) bool {
	m := atxHeading.FindStringSubmatch(line)
	if m == nil {
		return false
	}
	if (s.inHTML || s.html.end != nil) && s.inHidden() || line[0] == ' ' && s.inSection() {
		s.errorf(s.at, "mark/heading", "write it with # at the line's beginning, after a blank line", "it is not sure whether this heading ends the hidden section")
	}
	rank := len(m[1])
	s.endSections(rank)
	s.inList, s.inHTML = false, false
	if mark := sectionMark.FindStringSubmatchIndex(line); mark != nil && s.openSection(line, mark, rank) {
		s.advance(end)
		return true
	}
	if at, bad := s.trailingBraces(line); bad {
		s.errorf(s.at+at, "mark/heading", "write {AUDIENCE} of this site at its end, or a backslash before the brace", "this heading ends in braces that are no mark")
		s.keep(s.at, s.at+at)
		s.add(part{op: opLine})
		s.advance(end)
		return true
	}
	s.inline(s.at, end)
	return true
}

// openSection opens a section hidden from wider audiences; false when the
// braces name none.
func (s *scanner) openSection(line string, m []int, rank int) bool {
	level, ok := s.rules.Order.Parse(line[m[4]:m[5]])
	if !ok {
		return false
	}
	p := part{op: opOpen, raw: span{s.at, s.at + len(line)}, level: level, title: span{s.at, s.at + m[3]}}
	s.narrow(level, s.at+m[4]-1)
	if strings.ContainsAny(line[:m[3]], "{}") {
		s.errorf(s.at, "mark/heading", "the whole section is hidden already", "a mark in the heading of a hidden section")
	}
	s.note("section", p)
	s.stack = append(s.stack, open{section: true, rank: rank, level: min(level, s.level()), at: s.pos(s.at)})
	s.marked(s.at)
	s.add(p)
	return true
}

// endSections ends the hidden sections that a heading of this rank ends. One
// inside a block cannot end a section around the block.
func (s *scanner) endSections(rank int) {
	for n := len(s.stack); n > 0 && s.stack[n-1].section && s.stack[n-1].rank >= rank; n-- {
		s.stack = s.stack[:n-1]
		s.add(part{op: opClose})
	}
	for _, o := range s.stack {
		if o.section && o.rank >= rank {
			s.errorf(s.at, "mark/heading", "close the block before it", "a heading inside a block cannot end the hidden section around it")
			return
		}
	}
}

func (s *scanner) inSection() bool {
	for _, o := range s.stack {
		if o.section {
			return true
		}
	}
	return false
}

// trailingBraces finds braces at a heading's end that are neither an inline
// mark, a name nor escaped.
func (s *scanner) trailingBraces(line string) (at int, bad bool) {
	if strings.HasSuffix(strings.TrimRight(line, " \t"), "`") {
		return 0, false
	}
	folded := line
	if !ascii(line) {
		folded = fold(line)
	}
	m := lastBraces.FindStringIndex(folded)
	if m == nil || m[0] > 0 && folded[m[0]-1] == '\\' {
		return 0, false
	}
	before, behind := folded[:m[0]], folded[m[0]+1:]
	if glued(before) && s.rules.doubt(before, behind) == noMark {
		return 0, false // a formula or a call
	}
	inside := strings.TrimRight(behind, " \t}")
	if len(folded) == len(line) {
		if _, ok := s.rules.Names[inside]; ok || inside == "withheld" {
			return 0, false
		}
		if label, _, ok := strings.Cut(inside, ":"); ok {
			if _, ok := s.rules.Order.Parse(label); ok {
				return 0, false
			}
		}
		return m[0], true
	}
	raw := strings.LastIndexByte(line, '{')
	if raw >= 0 {
		if label, _, ok := strings.Cut(line[raw+1:], ":"); ok {
			if _, ok := s.rules.Order.Parse(label); ok {
				return 0, false
			}
		}
		name := strings.TrimRight(line[raw+1:], " \t}")
		if _, ok := s.rules.Names[name]; ok || name == "withheld" {
			return 0, false
		}
		return raw, true
	}
	return 0, true
}
