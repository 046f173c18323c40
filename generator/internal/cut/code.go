package cut

import (
	"strings"

	"candor/generator/internal/source"
)

// checkCode reports braces and colons in code that name an audience or nearly
// do; everything else is left as it is, so that code stays code.
func (s *scanner) checkCode(code string, offset int) {
	if !strings.Contains(code, "{") && !strings.Contains(code, ":::") && ascii(code) {
		return
	}
	for i := 0; i < len(code); i++ {
		if code[i] == '{' && (i == 0 || code[i-1] != '\\') && s.namesAudience(code[i+1:]) {
			s.errorf(offset+i, "mark/in-code", "write a backslash before the brace; it is not printed", "a mark in code is not cut")
			return
		}
	}
	folded := fold(code)
	if m := colonWord.FindStringSubmatchIndex(folded); m != nil && (m[0] == 0 || folded[m[0]-1] != '\\') && s.rules.near(folded[m[2]:m[3]]) {
		s.errorf(offset, "mark/in-code", "write a backslash before the first colon; it is not printed", "a mark in code is not cut")
		return
	}
	if !ascii(code) {
		s.checkFolded(folded, offset)
	}
}

// checkFolded looks for braces that only a folded reading shows.
func (s *scanner) checkFolded(folded string, offset int) {
	for i := range len(folded) {
		if folded[i] == '{' && (i == 0 || folded[i-1] != '\\') && s.namesAudience(folded[i+1:]) {
			s.errorf(offset, "mark/in-code", "write a backslash before the brace; it is not printed", "a mark in code is not cut")
			return
		}
	}
}

// namesAudience reports whether what follows a brace is an audience's name or
// one slip away, and then a colon, bar or brace.
func (s *scanner) namesAudience(rest string) bool {
	word, behind := firstWord(fold(rest[:min(len(rest), 100)]))
	return behind != "" && strings.ContainsAny(behind[:1], ":}|") && s.rules.near(word)
}

// CheckFile reports marks in a file that is published as it is.
func (r *Rules) CheckFile(file string, data []byte, ps *source.Problems) {
	var found source.Problems
	s := &scanner{body: &body{file: file, text: string(data), line: 1, rules: r}, ps: &found, number: 1}
	for s.at < len(s.text) {
		end := s.at + nextLine(s.text[s.at:])
		s.checkCode(strings.TrimSuffix(s.text[s.at:end], "\n"), s.at)
		s.number, s.at = s.number+1, end
	}
	for _, p := range found {
		ps.Errorf(p.Pos, "mark/in-file", "publish a file without it, or write a backslash before the brace or the first colon, which is printed", "a mark in a file that is published as it is, is not cut")
	}
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
		rest := code[i+1:]
		if rest[0] == '{' && s.namesAudience(rest[1:]) {
			found(offset + i)
		} else if m := colonWord.FindStringSubmatchIndex(fold(rest)); rest[0] == ':' && m != nil && m[0] == 0 && s.rules.near(fold(rest)[m[2]:m[3]]) {
			found(offset + i)
		}
	}
}
