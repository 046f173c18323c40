package chart

import (
	"html/template"
	"sync"
)

// largest is the size of a buffer that is used again.
const largest = 1 << 18

// pens are buffers of drawings: for the inside, and for the whole.
var pens = sync.Pool{New: func() any { return new([2][]byte) }}

// paint draws a plan in one variant. The svg has the role img; with links in it
// the role moves to the drawing's group, because nothing inside an img can be
// reached with a keyboard.
func (p *plan) paint(h Head, v variant) template.HTML {
	inks := pens.Get().(*[2][]byte)
	body := &pen{b: inks[0][:0], v: v, Head: h}
	height, links := p.body(body)
	out := &pen{b: inks[1][:0], v: v, Head: h}
	defer func() {
		if cap(out.b) <= largest {
			inks[0], inks[1] = body.b, out.b
			pens.Put(inks)
		}
	}()
	out.raw("<svg")
	out.class("chart " + v.class)
	out.raw(` viewBox="0 0 `)
	out.num(v.width)
	out.b = append(out.b, ' ')
	out.num(height)
	out.b = append(out.b, '"')
	out.attr("width", v.width)
	out.attr("height", height)
	if links == nil {
		p.naming(out)
		out.b = append(out.b, body.b...)
		out.raw("</svg>")
		return template.HTML(out.b)
	}
	out.raw(` role="group"><g`)
	p.naming(out)
	out.b = append(out.b, body.b...)
	out.raw("</g>")
	out.b = append(out.b, links...)
	out.raw("</svg>")
	return template.HTML(out.b)
}

// naming closes the open tag as an image with its title and description.
func (p *plan) naming(out *pen) {
	out.raw(` role="img" aria-labelledby="`)
	out.ref("t")
	if p.desc != "" {
		out.b = append(out.b, ' ')
		out.ref("d")
	}
	out.raw(`"><title id="`)
	out.ref("t")
	out.raw(`">`)
	out.esc(p.title)
	out.raw("</title>")
	if p.desc != "" {
		out.raw(`<desc id="`)
		out.ref("d")
		out.raw(`">`)
		out.esc(p.desc)
		out.raw("</desc>")
	}
}

// body draws the inside and returns its height, and the links, if any.
func (p *plan) body(out *pen) (height float64, links []byte) {
	switch p.kind {
	case lines:
		return p.paintLine(out)
	case spark:
		return p.paintSpark(out), nil
	case columns:
		return p.paintColumns(out), nil
	case phases:
		return p.paintPhases(out), nil
	case bullets:
		return p.paintBullets(out), nil
	case strip:
		return p.paintStrip(out), nil
	case heat:
		return p.paintHeat(out), nil
	case web:
		return p.paintRadar(out), nil
	}
	return 0, nil
}
