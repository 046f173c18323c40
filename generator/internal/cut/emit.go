package cut

import (
	"bytes"
	"strings"

	"candor/generator/internal/audience"
	"candor/generator/internal/source"
)

// emit writes a body as an audience may see it: as valid source, and as text
// for the markdown room.
func (b *body) emit(viewer audience.Level, to *Staged, ps *source.Problems) {
	to.text.File = b.file
	if b.parts == nil {
		text := strings.Trim(b.text, "\n")
		if text == "" {
			return
		}
		lead := strings.Index(b.text, text)
		to.body = []byte(text + "\n")
		to.text.Bytes = to.body
		to.text.Runs = []source.Run{{At: 0, Line: int32(b.line + lead), Column: 1}}
		return
	}
	e := &emitter{body: b, viewer: viewer, places: newCursor(b.text, b.line), around: surroundings{text: b.text}, text: newLines(true, len(b.text)), source: newLines(false, len(b.text))}
	for i := range b.parts {
		e.part(&b.parts[i])
	}
	to.body, _ = e.source.done()
	to.text.Bytes, to.text.Runs = e.text.done()
	to.cut = b.marks
	switch {
	case !b.marks:
		to.text.Bytes = to.body
	case !b.broken:
		b.again(viewer, to, ps)
	}
	b.hiddenLabels(e.labels, to, ps)
}

// again cuts what is left once more. A staged source that does not come out of
// a second cut as it went in is refused: this is the last doubt.
func (b *body) again(viewer audience.Level, to *Staged, ps *source.Problems) {
	var found source.Problems
	second := b.rules.scanBody(b.file, string(to.body), 1, b.rules.Order.Widest(), &found)
	var staged Staged
	if found.Errors() == 0 {
		second.broken = true // one more round is enough
		second.emit(viewer, &staged, &found)
	}
	if found.Errors() > 0 || !bytes.Equal(staged.body, to.body) || !bytes.Equal(staged.text.Bytes, to.text.Bytes) {
		ps.Errorf(b.at(b.first), "mark/result", "write what stands around the mark in another way", "what is left after the cut reads as a mark again")
	}
}

// emitter writes the two forms side by side.
type emitter struct {
	*body
	viewer audience.Level
	source lines
	text   lines
	hidden int    // depth of blocks and sections that the viewer may not see
	shut   []byte // what closes each open block: 'h' hidden, 's' shaded, 'b' plain block, 'o' opened, 'n' nothing
	labels []string
	places cursor
	around surroundings
}

func (e *emitter) part(p *part) {
	switch p.op {
	case opOpen:
		e.open(p)
		return
	case opClose:
		e.close(p)
		return
	}
	if e.hidden > 0 {
		e.collect(p)
		return
	}
	switch p.op {
	case opText:
		e.copy(p.raw)
	case opLiteral:
		e.source.write(e.body.text[p.raw.from:p.raw.to])
		e.text.skip()
	case opName:
		e.name(p)
	case opInline:
		e.inline(p)
	case opLeft:
		e.left()
	case opLine, opCodeLine:
		e.source.end(p.op == opCodeLine)
		e.text.end(p.op == opCodeLine)
	case opGap:
		e.gap()
	case opWithheld:
		e.marker(p.reason)
	case opDroppedSpace:
		e.source.trim()
		e.text.trim()
	}
}

// copy keeps bytes as they are in both forms.
func (e *emitter) copy(s span) {
	e.source.write(e.body.text[s.from:s.to])
	e.copyText(s)
}

func (e *emitter) copyText(s span) {
	e.text.at(e.place(s.from))
	e.text.write(e.body.text[s.from:s.to])
}

// place is where an offset of the body stands in the file.
func (e *emitter) place(offset int) (line, column int32) {
	l, c := e.places.to(offset)
	return int32(l), int32(c)
}

func (e *emitter) gap() {
	e.source.gap()
	e.text.gap()
}

func (e *emitter) open(p *part) {
	switch {
	case e.hidden > 0 || !e.viewer.CanSee(p.level):
		if e.hidden == 0 {
			if p.silent {
				e.gap()
			} else {
				e.marker(p.reason)
			}
		}
		e.hidden++
		e.shut = append(e.shut, 'h')
	case p.opened:
		e.gap()
		e.shut = append(e.shut, 'o')
	default:
		e.openVisible(p)
	}
}

// openVisible keeps a block or section that the viewer may see. The narrowest
// edition shades it; others show it like any text.
func (e *emitter) openVisible(p *part) {
	e.gap()
	e.source.write(e.body.text[p.raw.from:p.raw.to])
	e.source.end(false)
	e.source.gap()
	shut := byte('b')
	if p.title.to > 0 {
		shut = 'n'
	}
	if e.shades(p.level) {
		shut -= 'a' - 'A'
		e.text.at(e.place(p.raw.from))
		e.text.write(string(source.MarkOpen) + strings.Join([]string{e.rules.Order.Name(p.level), p.reason, p.until}, string(source.MarkSep)))
		e.text.end(false)
		e.text.gap()
	}
	if p.title.to > 0 {
		e.copyText(p.title)
		e.text.end(false)
		e.text.gap()
	}
	e.shut = append(e.shut, shut)
}

// shades reports whether the viewer is shown that others do not see a part.
func (e *emitter) shades(level audience.Level) bool {
	return e.viewer == 0 && level < e.rules.Order.Widest()
}

func (e *emitter) close(p *part) {
	shut := e.shut[len(e.shut)-1]
	e.shut = e.shut[:len(e.shut)-1]
	e.gap()
	switch shut {
	case 'h':
		e.hidden--
		return
	case 'b', 'B':
		e.source.write(e.body.text[p.raw.from:p.raw.to])
		e.source.end(false)
	}
	if shut == 'B' || shut == 'N' {
		e.text.write(string(source.MarkClose))
		e.text.end(false)
	}
	e.gap()
}

// marker stands where a block or section was.
func (e *emitter) marker(reason string) {
	line := "::: withheld"
	if reason != "" {
		line += " | " + reason
	}
	e.source.marker(line + "\n:::")
	e.text.marker(string(source.MarkGone) + reason)
}

func (e *emitter) left() {
	e.source.mark("{withheld}")
	e.text.mark("{" + string(source.MarkLeft))
}

func (e *emitter) inline(p *part) {
	switch {
	case !e.viewer.CanSee(p.level):
		if p.shown.to == 0 {
			e.left()
			return
		}
		e.copy(p.shown)
	case e.shades(p.level):
		e.source.write(e.body.text[p.raw.from:p.raw.to])
		e.text.write("{" + string(source.MarkShade) + e.rules.Order.Name(p.level) + string(source.MarkSep) + e.body.text[p.shown.from:p.shown.to] + string(source.MarkSep))
		e.copyText(p.hidden)
		e.text.write("{" + string(source.MarkUnshade))
	default:
		e.source.write(e.body.text[p.raw.from:p.raw.to])
		e.copyText(p.hidden)
	}
	if !e.viewer.CanSee(p.level) && p.shown.to > 0 {
		e.text.skip()
	}
}

// name writes the viewer's form. The narrowest edition's source keeps the key, and
// its text shows that others read something else.
func (e *emitter) name(p *part) {
	raw := e.body.text[p.raw.from:p.raw.to]
	key := raw[1 : len(raw)-1]
	if e.rules.keyed {
		e.source.write(raw)
		e.text.write(raw)
		return
	}
	form, _ := e.rules.NameFor(key, e.viewer)
	text := escapeMarkdown(form)
	if e.viewer > 0 {
		e.source.write(text)
		e.text.write(text)
		e.text.skip()
		return
	}
	e.source.write(raw)
	widest, _ := e.rules.NameFor(key, e.rules.Order.Widest())
	if widest != form && !e.around.inAddress(p.raw.from) {
		text = shaded(e.rules.nameLevel(key), e.rules, widest, text)
	}
	e.text.write(text)
	e.text.skip()
}

// shaded is an inline part that others do not see, for the markdown package.
func shaded(level audience.Level, r *Rules, instead, text string) string {
	sep := string(source.MarkSep)
	return "{" + string(source.MarkShade) + r.Order.Name(level) + sep + instead + sep + text + "{" + string(source.MarkUnshade)
}

// escapeMarkdown keeps a name's signs from being read as markdown.
func escapeMarkdown(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if strings.IndexByte("\\`*_{}[]()#+-.!|<>~:&\"'", s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
