package intake

import (
	"slices"
	"strings"

	"candor/generator/internal/document"
	"candor/generator/internal/program"
	"candor/generator/internal/source"
)

// CheckEmpty reports empty tables of unknown names, and entries without what they
// need. tree is a file reduced to its empty tables, as its author wrote it.
func (r *Reader) CheckEmpty(file string, tree *document.Node, ps *source.Problems) {
	var found source.Problems
	d := &decoder{Reader: r.Into(&found), file: file, family: "maturity"}
	switch {
	case file == source.ConfigFile:
		d.family = "config"
		d.table(tree, &program.Site{}, nil)
	case file == "data/debt.toml":
		d.family = "page"
		for _, n := range d.keyed(tree) {
			d.table(n, &program.Debt{}, nil)
		}
	case file == "data/roadmap.toml":
		for _, n := range d.keyed(tree) {
			d.table(n, &program.Step{}, nil)
		}
	case file == "data/maturity.toml":
		d.table(tree, &modelFile{}, nil)
	case strings.HasPrefix(file, "data/metrics/"):
		d.family = "metric"
		d.table(tree, &program.Metric{}, nil)
	case strings.HasPrefix(file, "content/"):
		d.emptyOfPage(tree)
	}
	keepEmpty(tree, found, ps)
}

// emptyOfPage reads the empty tables of front matter: the page's own, and those
// of the tables of audiences.
func (d *decoder) emptyOfPage(tree *document.Node) {
	d.family = "front-matter"
	_, kind, ok := PageID(d.file, &source.Problems{})
	if !ok {
		return
	}
	own := tree.With(nil)
	for _, m := range tree.Nodes {
		if slices.Contains(d.Audiences, m.Key) {
			d.emptyOfPage(m)
		} else {
			own.Nodes = append(own.Nodes, m)
		}
	}
	d.table(own, &program.Page{}, func(key string) bool { return allowed(key, kind) })
}

// keepEmpty passes on the problems that empty tables alone have: others lack keys
// here that stand in the file.
func keepEmpty(tree *document.Node, found source.Problems, ps *source.Problems) {
	empty := map[source.Pos]bool{}
	tree.Walk(func(n *document.Node) { empty[n.At("")] = len(n.Nodes) == 0 || empty[n.At("")] })
	for _, p := range found {
		at := p.Pos
		at.File = ""
		if strings.HasSuffix(p.Code, "/unknown-key") || empty[at] {
			*ps = append(*ps, p)
		}
	}
}
