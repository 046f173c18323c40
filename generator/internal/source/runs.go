package source

import (
	"bytes"
	"sort"
	"unicode/utf8"
)

// Run says where a stretch of a text came from: from byte At on, the text is
// the same as the file's from Line and Column on, up to the next run.
type Run struct {
	At, Line, Column int32
}

// Text is a piece of a file that went through the cut, with the way back to the
// places that its author knows.
type Text struct {
	File  string
	Bytes []byte
	Runs  []Run // in order of At
}

// At returns the place in the author's file of a byte offset in the text.
func (t Text) At(offset int) Pos {
	offset = min(max(offset, 0), len(t.Bytes))
	i := sort.Search(len(t.Runs), func(i int) bool { return int(t.Runs[i].At) > offset }) - 1
	if i < 0 {
		return Pos{File: t.File, Line: 1, Column: 1}
	}
	r := t.Runs[i]
	passed := t.Bytes[r.At:offset]
	if n := bytes.Count(passed, []byte{'\n'}); n > 0 {
		tail := passed[bytes.LastIndexByte(passed, '\n')+1:]
		return Pos{File: t.File, Line: int(r.Line) + n, Column: utf8.RuneCount(tail) + 1}
	}
	return Pos{File: t.File, Line: int(r.Line), Column: int(r.Column) + utf8.RuneCount(passed)}
}
