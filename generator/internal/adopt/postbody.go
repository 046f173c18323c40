package adopt

import (
	"regexp"
	"slices"
	"strings"
)

// Edit changes one place of a post's body.
type Edit struct {
	Line, Column int // from 1; columns in characters
	Link         bool
}

// Apply makes the edits, and reports whether the body changed: what reads as a
// mark gets a backslash, a link that leads nowhere gets the address that target
// knows, or becomes text.
func (p *Post) Apply(edits []Edit, target func(dest string) string) bool {
	lines := strings.Split(p.Body, "\n")
	before := p.Body
	slices.SortFunc(edits, func(a, b Edit) int {
		if a.Line != b.Line {
			return b.Line - a.Line
		}
		return b.Column - a.Column // from the end, so that columns stay
	})
	for _, e := range edits {
		if e.Line < 1 || e.Line > len(lines) {
			continue
		}
		runes := []rune(lines[e.Line-1])
		at := len(string(runes[:min(max(e.Column-1, 0), len(runes))]))
		done := ""
		if e.Link {
			done = p.link(e.Line, lines[e.Line-1], at, target)
		} else {
			done = p.escape(e.Line, lines[e.Line-1], at)
		}
		lines[e.Line-1] = done
	}
	p.Body = strings.Join(lines, "\n")
	return p.Body != before
}

var doubtful = regexp.MustCompile("[{\uff5b]|:{2,}|\uff1a{2,}|<!--")

// headingID is an id that other programs let a heading end with.
var headingID = regexp.MustCompile(`^#{1,6} .*\S(\s*\{#[\w:.-]+\}\s*)$`)

// escape puts a backslash before what reads as a mark at a place or behind it.
func (p *Post) escape(number int, line string, at int) string {
	if id := headingID.FindStringSubmatchIndex(line); id != nil {
		p.note(false, number, "the heading's id was taken away; links to it may need another one")
		return line[:id[2]]
	}
	for _, m := range doubtful.FindAllStringIndex(line[at:], -1) {
		if i := at + m[0]; i == 0 || line[i-1] != '\\' {
			p.note(false, number, "a backslash was put before what reads as a mark")
			rest := line[i:]
			if wide, ok := strings.CutPrefix(rest, "\uff5b"); ok { // a backslash does not make a wide brace another one
				rest = "{" + wide
			}
			return line[:i] + `\` + rest
		}
		if i := at + m[0]; strings.HasPrefix(line[i:], "<!--") { // in what may be code, a backslash does not help
			p.note(false, number, "the sign of a comment was taken apart")
			return line[:i] + "<! --" + line[i+len("<!--"):]
		}
	}
	return line
}

// note says once of a line of the body what was done there.
func (p *Post) note(decide bool, line int, text string) {
	n := Note{Decide: decide, Line: line, Text: text}
	if !slices.Contains(p.Notes, n) {
		p.Notes = append(p.Notes, n)
	}
}

// inlineLink is a link or an image with its address beside it.
var inlineLink = regexp.MustCompile(`^(!?)\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(\s*<?([^)\s>]*)>?(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)`)

// link gives a link another address, or makes it text.
func (p *Post) link(number int, line string, at int, target func(dest string) string) string {
	m := inlineLink.FindStringSubmatch(line[at:])
	if m == nil { // its address stands elsewhere
		if i := strings.IndexByte(line[at:], '['); i >= 0 {
			p.note(true, number, "a link led to something that is not here; it is text now")
			return line[:at+i] + `\` + line[at+i:]
		}
		return line
	}
	rest := line[at+len(m[0]):]
	if to := target(m[3]); to != "" {
		return line[:at] + m[1] + "[" + m[2] + "](" + to + ")" + rest
	}
	what := "a link"
	if m[1] != "" {
		what = "an image"
	}
	p.note(true, number, what+" led to something that is not here; it is text now")
	text := m[2]
	if strings.TrimSpace(text) == "" {
		text = "image"
	}
	return line[:at] + text + " (`" + strings.ReplaceAll(m[3], "`", "") + "`)" + rest
}
