package cut

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"candor/generator/internal/document"
	"candor/generator/internal/source"
)

// normalize checks the characters of a file, drops a byte-order mark and reads
// CRLF as LF. Characters that end a line for some readers and not for others,
// and those that candor keeps for itself, are errors.
func normalize(file string, data []byte, ps *source.Problems) (string, bool) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if bytes.IndexByte(data, '\r') >= 0 {
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	}
	line, column, ok := 1, 1, true
	for i := 0; i < len(data); {
		c := data[i]
		if c < utf8.RuneSelf && c != 0 && c != '\r' {
			if c == '\n' {
				line, column = line+1, 0
			}
			i++
			column++
			continue
		}
		r, size := utf8.DecodeRune(data[i:])
		if what := refused(r, size); what != "" {
			ps.Errorf(source.Pos{File: file, Line: line, Column: column}, "mark/character", "remove it", "%s", what)
			ok = false
		}
		i += size
		column++
	}
	return string(data), ok
}

func refused(r rune, size int) string {
	switch {
	case r == utf8.RuneError && size == 1:
		return "these bytes are not UTF-8"
	case r == 0:
		return "a NUL character"
	case r == '\r':
		return "a carriage return that ends no line"
	case r == 0x85 || r == 0x2028 || r == 0x2029:
		return "a line break that is no line feed"
	case r >= source.FirstMark && r <= source.LastMark:
		return "a character that Unicode keeps for programs' own use"
	}
	return ""
}

// refusedIn names the first character of a decoded text that no file may hold: the
// staged source would hold it as it is.
func refusedIn(text string) string {
	for i, r := range text {
		if r == utf8.RuneError {
			_, size := utf8.DecodeRuneInString(text[i:])
			if what := refused(r, size); what != "" {
				return what
			}
			continue
		}
		if what := refused(r, utf8.RuneLen(r)); what != "" {
			return what
		}
	}
	return ""
}

// splitHead separates front matter from body. The body's first line is counted
// in the file.
func splitHead(file, text string, ps *source.Problems) (head *document.Node, body string, line int, ok bool) {
	parse, fence := document.ParseTOML, "+++"
	switch {
	case hasFence(text, "+++"):
	case hasFence(text, "---"):
		parse, fence = document.ParseYAML, "---"
	default:
		return &document.Node{Kind: document.Table, Line: 1, Column: 1}, text, 1, true
	}
	rest := text[nextLine(text):]
	n := 2
	for at := 0; at < len(rest); n++ {
		end := at + nextLine(rest[at:])
		if hasFence(rest[at:], fence) {
			head, err := parse(strings.Clone(rest[:at]), 2) // values keep their text, but not that of the body
			return head, rest[end:], n + 1, syntax(file, err, ps)
		}
		at = end
	}
	ps.Errorf(source.Pos{File: file, Line: 1, Column: 1}, "front-matter/unclosed", "close it with a line "+fence, "the front matter has no end")
	return nil, "", 0, false
}

// hasFence reports whether a text begins with a line of just that fence.
func hasFence(text, fence string) bool {
	line := text[:nextLine(text)]
	return len(line) >= 3 && line[:3] == fence && len(bytes.TrimRight([]byte(line[3:]), " \t\n")) == 0
}

func nextLine(text string) int {
	for i := range len(text) {
		if text[i] == '\n' {
			return i + 1
		}
	}
	return len(text)
}

// syntax turns a parser's error into a problem.
func syntax(file string, err error, ps *source.Problems) bool {
	if err == nil {
		return true
	}
	se, ok := err.(*document.SyntaxError)
	if !ok {
		se = &document.SyntaxError{Line: 1, Column: 1, Message: err.Error()}
	}
	code := "front-matter/syntax"
	if len(file) > 5 && file[len(file)-5:] == ".toml" {
		code = dataFamily(file) + "/syntax"
	}
	ps.Errorf(source.Pos{File: file, Line: se.Line, Column: se.Column}, code, "", "%s", se.Message)
	return false
}
