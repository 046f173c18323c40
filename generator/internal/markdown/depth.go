package markdown

import "bytes"

// mostDeep is how deep quotes and lists may be nested, and how many links of a
// paragraph may lack their end. Nobody writes that; goldmark's cost grows with
// the square of it.
const mostDeep = 100

// tooDeep reports what goldmark would take minutes for.
func (d *reading) tooDeep() bool {
	var open openLinks
	at, fence := 0, false
	for line := range bytes.Lines(d.text.Bytes) {
		trimmed := bytes.TrimSpace(line)
		fence = fence != (bytes.HasPrefix(trimmed, []byte("```")) || bytes.HasPrefix(trimmed, []byte("~~~")))
		open.pass(trimmed)
		switch {
		case fence:
		case containers(trimmed) > mostDeep:
			return d.deep(at, "quotes and lists are nested more than %d deep here")
		case open.targets > mostDeep || open.angles > mostDeep:
			return d.deep(at, "more than %d links of this paragraph have no end")
		}
		at += len(line)
	}
	return false
}

func (d *reading) deep(at int, message string) bool {
	d.ps.Errorf(d.at(at), "page/nesting", "write it flatter, or put it into a code fence", message, mostDeep)
	return true
}

// openLinks counts the links of a paragraph whose targets have no end.
type openLinks struct{ targets, angles int }

func (o *openLinks) pass(line []byte) {
	if len(line) == 0 {
		*o = openLinks{}
		return
	}
	count := func(sign string) int { return bytes.Count(line, []byte(sign)) }
	o.targets = max(0, o.targets+count("](")-count(")"))
	o.angles = max(0, o.angles+count("](<")-count(">"))
}

// containers counts the signs of quotes and lists that a line begins with.
func containers(line []byte) int {
	n := 0
	for i, c := range line {
		switch c {
		case ' ', '\t':
		case '>':
			n++
		case '-', '+', '*':
			if next := line[min(i+1, len(line)-1)]; next != ' ' && next != '\t' {
				return n
			}
			n++
		default:
			return n
		}
	}
	return n
}
