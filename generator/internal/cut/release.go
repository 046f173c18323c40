package cut

import (
	"candor/generator/internal/audience"
	"candor/generator/internal/document"
)

// Releases reports whether a metric or a domain says that a figure of it is
// published although it was computed with hidden parts.
func Releases(table *document.Node) bool {
	n := table.Get("release")
	return n != nil && (n.Kind == document.Table || n.Kind == document.Boolean && n.Int == 1)
}

// given is the finished figure that stands in the place of a metric's release;
// nil without one.
func (d *Data) given(release *document.Node) *document.Node {
	return placed(d.Given[""], release)
}

// placed gives a computed table the place of what asked for it.
func placed(computed, asked *document.Node) *document.Node {
	if computed == nil {
		return nil
	}
	out := computed.With(nil)
	out.Line, out.Column = asked.Line, asked.Column
	for _, m := range computed.Nodes {
		out.Nodes = append(out.Nodes, placed(m, asked))
	}
	return out
}

// finished puts the computed levels in the place of the criteria of domains
// that are released.
func (d *Data) finished(domains *document.Node) *document.Node {
	nodes := make([]*document.Node, len(domains.Nodes))
	for i, m := range domains.Nodes {
		if nodes[i] = m; Releases(m) {
			nodes[i] = d.withoutCriteria(m)
		}
	}
	return domains.With(nodes)
}

func (d *Data) withoutCriteria(domain *document.Node) *document.Node {
	var nodes []*document.Node
	for _, m := range domain.Nodes {
		switch m.Key {
		case "criteria":
		case "release":
			if level := placed(d.Given[domain.Key], m); level != nil {
				nodes = append(nodes, level)
			}
		default:
			nodes = append(nodes, m)
		}
	}
	return domain.With(nodes)
}

// Attested are the domains whose attestations a viewer may see: not those that
// show it a finished level in the place of their criteria.
func (d *Data) Attested(viewer audience.Level, domains map[string]audience.Level) map[string]audience.Level {
	out := map[string]audience.Level{}
	for id, level := range domains {
		if viewer == 0 || !Releases(d.Head.Path("domains", id)) {
			out[id] = level
		}
	}
	return out
}
