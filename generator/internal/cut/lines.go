package cut

import (
	"bytes"
	"strings"

	"candor/generator/internal/source"
)

// lines writes a text line by line: runs of blank lines become one outside
// code, none stands at either end, and adjoining markers become one.
type lines struct {
	out     []byte
	line    []byte // the line at hand
	runs    bool   // whether places are kept
	placed  []source.Run
	pending []source.Run // of the line at hand
	blank   bool         // a blank line is due before the next one
	cut     bool         // something was left out of the line at hand
	marked  int          // length of the line behind its last inline marker, -1: text follows it
	left    bool         // the line before ended with an inline marker
	last    string       // the block marker that was written last, if nothing follows it
}

func newLines(runs bool, size int) lines {
	return lines{runs: runs, marked: -1, out: make([]byte, 0, size)}
}

func (l *lines) write(s string) {
	if strings.TrimLeft(s, " \t") != "" {
		l.marked, l.left = -1, false
	}
	l.line = append(l.line, s...)
}

// at notes where the bytes that follow come from.
func (l *lines) at(line, column int32) {
	if l.runs {
		l.pending = append(l.pending, source.Run{At: int32(len(l.line)), Line: line, Column: column})
	}
}

// skip notes that something was left out, so that the line may vanish.
func (l *lines) skip() { l.cut = true }

// trim drops one blank at the end of the line at hand.
func (l *lines) trim() {
	if n := len(l.line); n > 0 && l.line[n-1] == ' ' {
		l.line = l.line[:n-1]
	}
	l.cut = true
}

// mark writes an inline marker, unless one stands there already.
func (l *lines) mark(marker string) {
	if l.marked >= 0 || l.left && len(bytes.TrimLeft(l.line, " \t")) == 0 {
		l.line = l.line[:max(l.marked, 0)]
		l.cut = true
		return
	}
	l.line = append(l.line, marker...)
	l.marked = len(l.line)
}

// end finishes the line at hand. In code, blank lines are kept.
func (l *lines) end(code bool) {
	empty := len(bytes.TrimLeft(l.line, " \t")) == 0
	switch {
	case empty && !code && l.cut:
		// a mark took all of it: the line is gone, and the text around it goes on
	case empty && !code:
		l.blank = len(l.out) > 0
		l.left = false
	default:
		l.flush()
		l.left = l.marked >= 0
		l.last = ""
	}
	l.line, l.pending, l.cut, l.marked = l.line[:0], l.pending[:0], false, -1
}

func (l *lines) flush() {
	if l.blank {
		l.out = append(l.out, '\n')
		l.blank = false
	}
	for _, r := range l.pending {
		r.At += int32(len(l.out))
		if n := len(l.placed); n > 0 && l.placed[n-1].At == r.At {
			l.placed = l.placed[:n-1]
		}
		l.placed = append(l.placed, r)
	}
	l.out = append(l.out, l.line...)
	l.out = append(l.out, '\n')
}

// gap leaves one blank line.
func (l *lines) gap() {
	if len(l.line) > 0 {
		l.end(false)
	}
	l.blank = len(l.out) > 0
	l.left = false
}

// marker writes a block marker on lines of its own, unless the same one stands
// right before it.
func (l *lines) marker(line string) {
	l.gap()
	if l.last == line {
		return
	}
	l.line = append(l.line, line...)
	l.end(false)
	l.last = line
	l.blank = true
}

func (l *lines) done() ([]byte, []source.Run) {
	if len(l.line) > 0 {
		l.end(false)
	}
	return l.out, l.placed
}
