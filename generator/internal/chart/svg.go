package chart

import (
	"strconv"
	"unicode/utf8"
)

// variant is a size a chart is drawn in.
type variant struct {
	suffix string  // of its ids
	class  string  // that the style sheet swaps by
	width  float64 // in user units; text is textSize units high
	plot   float64 // height of a plot without its labels
}

var (
	wide   = variant{"w", "wide-only", 720, 240}
	narrow = variant{"n", "narrow", 340, 200}
	small  = variant{"s", "spark", 200, 44}
)

// pen appends SVG. Coordinates have at most one decimal; text is escaped here
// and nowhere else.
type pen struct {
	Head
	b []byte
	v variant
}

func (p *pen) raw(s string) { p.b = append(p.b, s...) }

// num writes a coordinate: one decimal at most, no exponent, no negative zero.
func (p *pen) num(f float64) {
	if f < 0 {
		if f > -0.05 {
			f = 0
		} else {
			p.b = append(p.b, '-')
			f = -f
		}
	}
	n := int64(f*10 + 0.5)
	p.b = strconv.AppendInt(p.b, n/10, 10)
	if d := n % 10; d != 0 {
		p.b = append(p.b, '.', byte('0'+d))
	}
}

func (p *pen) attr(name string, f float64) {
	p.b = append(p.b, ' ')
	p.raw(name)
	p.raw(`="`)
	p.num(f)
	p.b = append(p.b, '"')
}

func (p *pen) class(class string) {
	p.raw(` class="`)
	p.raw(class)
	p.b = append(p.b, '"')
}

// esc writes text for element content and attribute values. Characters that XML
// forbids become U+FFFD, line breaks a space.
func (p *pen) esc(s string) {
	for _, r := range s {
		switch {
		case r == '&':
			p.raw("&amp;")
		case r == '<':
			p.raw("&lt;")
		case r == '>':
			p.raw("&gt;")
		case r == '"':
			p.raw("&#34;")
		case r == '\'':
			p.raw("&#39;")
		case r == '\n' || r == '\r' || r == '\t':
			p.b = append(p.b, ' ')
		case forbidden(r):
			p.b = utf8.AppendRune(p.b, utf8.RuneError)
		default:
			p.b = utf8.AppendRune(p.b, r)
		}
	}
}

// forbidden reports characters that XML or HTML do not allow, and those that
// turn the direction of what follows them.
func forbidden(r rune) bool {
	return r < 0x20 || r >= 0x7f && r < 0xa0 || r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef ||
		r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

func (p *pen) title(s string) {
	p.raw("<title>")
	p.esc(s)
	p.raw("</title>")
}

// text writes one line; y is its middle. anchor is "", "m" or "e".
func (p *pen) text(class, anchor string, x, y float64, s string) { p.label(class, anchor, x, y, s, "") }

// label is text with a tooltip, for what had to be shortened.
func (p *pen) label(class, anchor string, x, y float64, s, full string) {
	p.raw("<text")
	if class != "" && anchor != "" {
		class += " "
	}
	if class+anchor != "" {
		p.class(class + anchor)
	}
	p.attr("x", x)
	p.attr("y", y+textSize*0.36)
	p.b = append(p.b, '>')
	if full != "" && full != s {
		p.title(full)
	}
	p.esc(s)
	p.raw("</text>")
}

func (p *pen) line(class string, x1, y1, x2, y2 float64) {
	p.start(class)
	p.move('M', x1, y1)
	p.move('L', x2, y2)
	p.end()
}

// start opens a path, end closes it; move adds a command with one point.
func (p *pen) start(class string) {
	p.raw("<path")
	p.class(class)
	p.raw(` d="`)
}

func (p *pen) move(cmd byte, x, y float64) {
	p.b = append(p.b, cmd)
	p.num(x)
	p.b = append(p.b, ' ')
	p.num(y)
}

func (p *pen) end() { p.raw(`"/>`) }

// rect draws a box; with a title it has a tooltip.
func (p *pen) rect(class string, x, y, w, h float64, title string) {
	p.raw("<rect")
	p.class(class)
	p.box(x, y, w, h)
	if title == "" {
		p.raw("/>")
		return
	}
	p.b = append(p.b, '>')
	p.title(title)
	p.raw("</rect>")
}

func (p *pen) box(x, y, w, h float64) {
	p.attr("x", x)
	p.attr("y", y)
	p.attr("width", w)
	p.attr("height", h)
}

// hatched lays a pattern over a box, so that no meaning hangs on colour alone.
func (p *pen) hatched(pattern string, x, y, w, h float64) {
	p.raw("<rect")
	p.box(x, y, w, h)
	p.raw(` fill="url(#`)
	p.ref(pattern)
	p.raw(`)"/>`)
}

// ref writes an id inside this variant of this chart.
func (p *pen) ref(name string) {
	p.raw(p.ID)
	p.b = append(p.b, '-')
	p.raw(p.v.suffix)
	p.b = append(p.b, '-')
	p.raw(name)
}
