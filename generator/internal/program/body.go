package program

import "candor/generator/internal/source"

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
	Blocks   []Block
	Headings []Heading
	Links    []BodyLink // in the order of their places in the HTML
	Rows     []BodyRow  // items of the Timeline heading's lists
	Reasons  []string   // of what a cut left behind, as often as they stand there
	Charts   []Ref      // metrics whose charts stand in the text
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

// BodyRow is an item of a timeline's list. Clock is set when the item names no
// day, so that the day above it holds.
type BodyRow struct {
	At    When
	Clock bool
	HTML  string // with places for links
	For   string // the audience, where it is shaded
	Pos   source.Pos
}
