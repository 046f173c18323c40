package intake

import (
	"time"

	"candor/generator/internal/cut"
	"candor/generator/internal/document"
	"candor/generator/internal/maturity"
)

// release is what candor.lock.toml keeps of one.
type release struct {
	Date    time.Time `toml:"date" need:"yes" doc:"Day that the release spoke for."`
	Version string    `toml:"version" doc:"Version of the model."`
	Levels  published `toml:"levels" doc:"Levels of the domains, by audience."`
}

// published are levels by audience and domain.
type published map[string]map[string]int

// Releases reads candor.lock.toml: what earlier releases of this audience's
// edition published.
func (r *Reader) Releases(staged *cut.Staged, audience string) []maturity.Release {
	file, root := staged.File(), staged.Head()
	d := &decoder{Reader: r, file: file, family: "maturity"}
	var out []maturity.Release
	for _, n := range d.keyed(root) {
		var rel release
		d.table(n, &rel, nil)
		if rel.Date.IsZero() || d.later(rel.Date) || len(rel.Levels[audience]) == 0 {
			continue
		}
		out = append(out, maturity.Release{Name: n.Key, Day: rel.Date, Version: rel.Version, Levels: rel.Levels[audience]})
	}
	return out
}

func (d *decoder) readPublished(n *document.Node) published {
	out := published{}
	if !d.kind(n, document.Table) {
		return out
	}
	for _, m := range n.Nodes {
		if !d.kind(m, document.Table) {
			continue
		}
		rows := map[string]int{}
		for _, row := range m.Nodes {
			if d.kind(row, document.Integer) {
				rows[row.Key] = int(row.Int)
			}
		}
		out[m.Key] = rows
	}
	return out
}
