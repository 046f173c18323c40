// Package check holds the rules over a whole programme: what its parts say of
// each other must be there. It must not know of files beyond the places that
// its values carry, nor who may see what: what one edition misses and a
// narrower one has, the generator names hidden.
package check

import (
	"fmt"
	"path"
	"strings"

	"candor/generator/internal/program"
	"candor/generator/internal/source"
)

// Program reports what does not hold between the parts of a program.
func Program(x *program.Index, ps *source.Problems) {
	c := &checker{Index: x, ps: ps}
	c.duplicates()
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
	ps        *source.Problems
	suggested int
}

// missing reports a reference to something that is not in this edition, with the
// nearest of the names that it could be, else with a hint.
func (c *checker) missing(what string, ref program.Ref, names []string, hint string) {
	c.ps.Errorf(ref.Pos, "link/missing", c.hint(ref.ID, names, hint), "there is no %s %q", what, ref.ID)
}

// suggestions are enough for somebody who mends one reference after the other;
// each is looked for in all names.
const suggestions = 100

// hint names what is nearest to a name, or is the hint that is given.
func (c *checker) hint(name string, names []string, other string) string {
	if c.suggested == suggestions {
		return other
	}
	c.suggested++
	name, _, _ = strings.Cut(name, "#")
	best, limit := "", max(2, len(path.Base(name))/4)+1
	for _, n := range names {
		if n != "" && max(len(n)-len(name), len(name)-len(n)) < limit {
			if d := source.Distance(strings.ToLower(name), strings.ToLower(n)); d < limit {
				best, limit = n, d
			}
		}
	}
	if best == "" {
		return other
	}
	return fmt.Sprintf("did you mean %q?", best)
}

// duplicates reports two files that make the same page.
func (c *checker) duplicates() {
	for _, p := range c.Program.Pages {
		if first := c.Index.Pages[p.ID]; first != p {
			c.ps.Errorf(p.Pos(), "page/duplicate", "keep one of the two files", "another file makes the same page")
		}
	}
}

// metric reports a reference to an unknown metric.
func (c *checker) metric(ref program.Ref) {
	if ref.ID != "" && c.Metric(ref.ID) == nil {
		var names []string
		for _, m := range c.Program.Metrics {
			names = append(names, m.ID)
		}
		c.missing("metric", ref, names, "name a file of data/metrics or a derived metric")
	}
}
