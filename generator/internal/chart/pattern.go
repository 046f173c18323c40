package chart

// hatchNames are the patterns that tell fills apart without colour, by place of
// the series; the first is plain.
var hatchNames = []string{"", "h1", "h2", "h3"}

var hatchPaths = map[string]string{
	"h1": "M-1 1l2 -2M0 6l6 -6M5 7l2 -2",
	"h2": "M0 3h6",
	"h3": "M3 0v6M0 3h6",
	"no": "M-1 5l2 2M0 0l6 6M5 -1l2 2",
}

// patterns defines the named patterns once for this variant.
func (p *pen) patterns(names []string) {
	p.raw("<defs>")
	for _, n := range names {
		p.raw(`<pattern id="`)
		p.ref(n)
		p.raw(`" width="6" height="6" patternUnits="userSpaceOnUse"><path class="hp`)
		if n == "no" {
			p.raw(" na")
		}
		p.raw(`" d="`)
		p.raw(hatchPaths[n])
		p.raw(`"/></pattern>`)
	}
	p.raw("</defs>")
}
