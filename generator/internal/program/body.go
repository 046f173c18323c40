package program

import (
	"bytes"
	"compress/flate"
	"io"
	"slices"
	"sync"

	"candor/generator/internal/moment"
	"candor/generator/internal/source"
)

// Part names a generated part of a page that has its place below a heading of
// the text.
type Part string

// The parts, by the headings that receive them.
const (
	PartImpact    Part = "impact"
	PartTimeline  Part = "timeline"
	PartCauses    Part = "causes"
	PartControls  Part = "controls"
	PartActions   Part = "actions"
	PartLessons   Part = "lessons"
	PartDetection Part = "detection"
)

// Body is a page's text as the markdown room made it. It is shared between
// editions whose text is the same, so nobody changes it.
type Body struct {
	Lead     string // the first paragraph, as plain text
	Headings []Heading
	Links    []BodyLink // in the order of their places in the HTML
	Rows     []BodyRow  // entries below the heading Timeline
	Timeline source.Pos // of that heading; zero without one
	Reasons  []string   // of what a cut left behind, as often as they stand there
	Charts   []Ref      // metrics whose charts stand in the text

	blocks []Block // without their HTML
	sizes  []int   // of each block's HTML
	packed []byte  // the HTML of all blocks, compressed: it is most of a large site's memory
}

// Block is a stretch of HTML, and the part that stands below it. In the HTML a
// link's address is a place: the byte 0, the link's number, the byte 0.
type Block struct {
	HTML  string
	Part  Part
	Chart string // id of a metric whose chart stands below it, with its caption
	Text  string // the chart's caption
}

// Heading is a heading of the text.
type Heading struct {
	Rank int
	ID   string
	Text string
}

// BodyLink is a link or image of the text that points into the site.
type BodyLink struct {
	Dest  string // as written
	Image bool
	Pos   source.Pos
}

// BodyRow is an entry of the text's timeline, or what bears upon those behind it.
type BodyRow struct {
	At   moment.Written
	HTML string // with places for links
	For  string // the audience, where it is shaded
	Pos  source.Pos
	Role RowRole
}

// RowRole is what a row is for. The zero one is an entry.
type RowRole uint8

// The other roles: a day or zone for the entries behind it, and the ends of what
// fewer readers see.
const (
	RowHead RowRole = iota + 1
	RowEnter
	RowLeave
)

var packers = sync.Pool{New: func() any {
	w, _ := flate.NewWriter(nil, flate.BestSpeed) // the level is a valid one
	return w
}}

// SetBlocks gives the body its blocks.
func (b *Body) SetBlocks(blocks []Block) {
	var buf bytes.Buffer
	w := packers.Get().(*flate.Writer)
	defer packers.Put(w)
	w.Reset(&buf)
	b.blocks, b.sizes = blocks, make([]int, len(blocks))
	for i := range blocks {
		_, _ = io.WriteString(w, blocks[i].HTML) // a buffer takes all
		b.sizes[i] = len(blocks[i].HTML)
		blocks[i].HTML = ""
	}
	_ = w.Close()
	b.packed = bytes.Clone(buf.Bytes())
}

// unpacker reads what was packed, by way of a buffer of its own.
type unpacker struct {
	io.ReadCloser
	buf []byte
}

var unpackers = sync.Pool{New: func() any { return &unpacker{ReadCloser: flate.NewReader(nil)} }}

// Blocks are the stretches of the text in their order.
func (b *Body) Blocks() []Block {
	u := unpackers.Get().(*unpacker)
	defer unpackers.Put(u)
	_ = u.ReadCloser.(flate.Resetter).Reset(bytes.NewReader(b.packed), nil) // what SetBlocks packed can be read
	size := 0
	for _, n := range b.sizes {
		size += n
	}
	u.buf = slices.Grow(u.buf[:0], size)[:size]
	_, _ = io.ReadFull(u, u.buf)
	all := string(u.buf)
	out := make([]Block, len(b.blocks))
	for i, blk := range b.blocks {
		blk.HTML, all = all[:b.sizes[i]], all[b.sizes[i]:]
		out[i] = blk
	}
	return out
}
