package cut

import (
	"strings"
)

// checkCode reports braces and colons in code that name an audience or nearly
// do; everything else is left as it is, so that code stays code.
func (s *scanner) checkCode(code string, offset int) {
	if at, sign := s.rules.findInCode(code); at >= 0 {
		s.errorf(offset+at, "mark/in-code", "write a backslash before the "+sign+"; it is not printed", "a mark in code is not cut")
	}
}

func (r *Rules) markInCode(code string) bool {
	at, _ := r.findInCode(code)
	return at >= 0
}

// findInCode returns where a line of code names an audience as a mark does, or
// nearly so, and the sign that a backslash belongs before; -1 for nowhere. Of
// letters beyond ASCII it knows no more than that it is somewhere in the line.
func (r *Rules) findInCode(code string) (at int, sign string) {
	if ascii(code) && !strings.ContainsAny(code, "{}") && !strings.Contains(code, ":::") {
		return -1, ""
	}
	for i := range len(code) {
		if code[i] == '{' && !escaped(code, i) && r.opensMark(code[i+1:]) {
			return i, "brace"
		}
	}
	folded := fold(code)
	if m := colonWord.FindStringSubmatchIndex(folded); m != nil && !escaped(folded, m[0]) && r.near(folded[m[2]:m[3]]) {
		return 0, "first colon"
	}
	for i := range len(folded) {
		if folded[i] == '{' && !escaped(folded, i) && r.opensMark(folded[i+1:]) {
			return 0, "brace"
		}
		if folded[i] == '}' && !escaped(folded, i) && r.slip(folded[:i], true) {
			return 0, "colon"
		}
	}
	return -1, ""
}

// opensMark reports whether what follows a brace is an audience's name or one
// slip away, and then a colon, bar or brace.
func (r *Rules) opensMark(rest string) bool {
	word, behind := firstWord(fold(rest[:min(len(rest), 100)]))
	return behind != "" && strings.ContainsAny(behind[:1], ":}|") && r.near(word)
}

// opensBlock reports whether a folded text begins like a line that opens a block.
func (r *Rules) opensBlock(folded string) bool {
	m := colonWord.FindStringSubmatchIndex(folded)
	return m != nil && m[0] == 0 && r.near(folded[m[2]:m[3]])
}

// literals keeps a line of code, and marks the backslashes that keep a mark in
// it from being one.
func (s *scanner) literals(line string, offset int) {
	kept := offset
	s.escapes(line, offset, func(at int) {
		s.keep(kept, at)
		s.add(part{op: opLiteral, raw: span{at, at + 1}})
		kept = at + 1
		s.marked(at)
	})
	s.keep(kept, offset+len(line))
}

// codeLiterals does the same inside a code span, whose line is kept by inline:
// it splits what is kept so far.
func (s *scanner) codeLiterals(code string, offset int) {
	s.escapes(code, offset, func(at int) {
		s.pending = append(s.pending, at)
		s.marked(at)
	})
}

// escapes calls found for each backslash before something that would be a mark.
func (s *scanner) escapes(code string, offset int, found func(at int)) {
	for i := 0; i+1 < len(code); i++ {
		if code[i] != '\\' {
			continue
		}
		rest := code[i+1 : min(len(code), i+1+mostBehind)]
		if rest[0] == '{' && s.rules.opensMark(rest[1:]) {
			found(offset + i)
		} else if rest[0] == ':' && s.rules.opensBlock(fold(rest)) {
			found(offset + i)
		}
	}
}
