// Package source holds the files of a site in memory and the problems found in
// them, each with a position. It must not know what any file means.
package source

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Pos is a place in a file of the site: lines and columns count from 1, columns
// in Unicode characters. The path is relative to the site, with slashes.
type Pos struct {
	File         string
	Line, Column int
}

// Severity is the weight of a problem. The zero value is the heaviest.
type Severity uint8

// The weights, as site-format.md's [checks] names them.
const (
	Error Severity = iota
	Warning
	Off
)

func (s Severity) String() string {
	return [...]string{"error", "warning", "off"}[s]
}

// Problem is something an author can mend. Message and Hint never quote hidden
// values: they are read in logs that others may see.
type Problem struct {
	Pos
	Severity Severity
	Code     string // family/what
	Message  string
	Hint     string // the way out
}

// String is the line that the command prints.
func (p Problem) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d:%d: %s: %s", Printable(p.File), max(p.Line, 1), max(p.Column, 1), p.Severity, Printable(p.Message))
	if p.Hint != "" {
		fmt.Fprintf(&b, " (%s)", Printable(p.Hint))
	}
	fmt.Fprintf(&b, " [%s]", p.Code)
	return b.String()
}

// Printable writes what could end a line, move the cursor or reorder text as
// escapes (\n, \x1b, \u202e), so that a name from a site stays one word of a log.
func Printable(s string) string {
	if !strings.ContainsFunc(s, unprintable) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if unprintable(r) {
			b.WriteString(strings.Trim(strconv.QuoteRuneToASCII(r), "'"))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func unprintable(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control, unicode.Zl, unicode.Zp) || r == utf8.RuneError
}

// Family is the part of the code before the slash.
func (p Problem) Family() string {
	family, _, _ := strings.Cut(p.Code, "/")
	return family
}

// Problems collects what is found; its zero value is ready.
type Problems []Problem

// Errorf adds an error at a place. The hint may be empty.
func (ps *Problems) Errorf(at Pos, code, hint, format string, args ...any) {
	*ps = append(*ps, Problem{Pos: at, Code: code, Hint: hint, Message: fmt.Sprintf(format, args...)})
}

// Warnf adds a warning at a place.
func (ps *Problems) Warnf(at Pos, code, hint, format string, args ...any) {
	*ps = append(*ps, Problem{Pos: at, Severity: Warning, Code: code, Hint: hint, Message: fmt.Sprintf(format, args...)})
}

// Sorted returns the problems, errors first, in order of place and without
// repetitions: the same mistake seen while building two editions is one problem.
func (ps Problems) Sorted() Problems {
	out := slices.Clone(ps)
	for i := range out {
		out[i].Line, out[i].Column = max(out[i].Line, 1), max(out[i].Column, 1)
	}
	slices.SortStableFunc(out, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Severity, b.Severity), strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column), strings.Compare(a.Code, b.Code), strings.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(out, func(a, b Problem) bool {
		return a.Pos == b.Pos && a.Code == b.Code && a.Message == b.Message
	})
}

// Errors counts the problems that fail a build.
func (ps Problems) Errors() int {
	n := 0
	for _, p := range ps {
		if p.Severity == Error {
			n++
		}
	}
	return n
}
