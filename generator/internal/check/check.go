// Package check holds the rules over a whole programme: what its parts say of
// each other must be there. It must not know of files beyond the places that
// its values carry, nor who may see what: what one edition misses and a
// narrower one has, the generator names hidden.
package check

import (
	"candor/generator/internal/program"
	"candor/generator/internal/source"
)

// Program reports what does not hold between the parts of a program.
func Program(x *program.Index, ps *source.Problems) {
	c := &checker{Index: x, ps: ps}
	c.ids()
	for _, p := range x.Program.Pages {
		c.page(p)
		c.links(p)
	}
	c.aliases()
	c.site()
	c.registers()
	c.records()
}

type checker struct {
	*program.Index
	ps *source.Problems
}

// missing reports a reference to something that is not in this edition.
func (c *checker) missing(at source.Pos, hint, format string, args ...any) {
	c.ps.Errorf(at, "link/missing", hint, format, args...)
}

// ids reports two files that make the same page.
func (c *checker) ids() {
	for _, p := range c.Program.Pages {
		if first := c.Index.Pages[p.ID]; first != p {
			c.ps.Errorf(p.Pos(), "page/duplicate", "keep one of the two files", "another file makes the same page")
		}
	}
}

// metric reports a reference to an unknown metric.
func (c *checker) metric(ref program.Ref) {
	if ref.ID != "" && c.Metric(ref.ID) == nil {
		c.missing(ref.Pos, "name a file of data/metrics or a derived metric", "there is no such metric")
	}
}
