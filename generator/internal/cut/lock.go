package cut

import (
	"strings"

	"candor/generator/internal/audience"
	"candor/generator/internal/document"
	"candor/generator/internal/source"
)

// ReadLock takes candor.lock.toml apart: a table for each release, with the
// levels that it published by audience. domains are the audiences of today's
// domains.
func (r *Rules) ReadLock(data []byte, domains map[string]audience.Level, ps *source.Problems) *Data {
	d := &Data{File: source.LockFile, Head: r.ReadTOML(source.LockFile, data, ps), rules: r, domains: domains}
	if d.Head == nil {
		return nil
	}
	for _, release := range d.Head.Nodes {
		levels := release.Get("levels")
		if levels == nil || levels.Kind != document.Table {
			continue
		}
		for _, m := range levels.Nodes {
			if _, ok := r.Order.Parse(m.Key); !ok {
				ps.Errorf(m.At(d.File), "mark/unknown-audience", "the audiences of this site are "+strings.Join(r.Order.Names(), ", "), "this names no audience of the site")
			}
		}
	}
	return d
}

// Lock returns of each release the viewer's own levels, and of these the rows
// of domains that it is shown; nil when none is left. A release that published
// nothing that the viewer sees today is not there. The narrowest sees all.
func (d *Data) Lock(viewer audience.Level) *Staged {
	if viewer == 0 {
		return d.staged(viewer, d.Head, d.Head)
	}
	own := d.rules.Order.Name(viewer)
	var kept []*document.Node
	for _, release := range d.Head.Nodes {
		rows := d.shown(release.Path("levels", own), viewer)
		if rows == nil {
			continue
		}
		var nodes []*document.Node
		for _, m := range release.Nodes {
			if m.Key == "levels" {
				m = m.With([]*document.Node{rows})
			}
			nodes = append(nodes, m)
		}
		kept = append(kept, release.With(nodes))
	}
	return d.staged(viewer, d.Head, d.Head.With(kept))
}

// shown keeps the rows of domains that a viewer may see; nil for none.
func (d *Data) shown(rows *document.Node, viewer audience.Level) *document.Node {
	if rows == nil {
		return nil
	}
	var kept []*document.Node
	for _, m := range rows.Nodes {
		if level, ok := d.domains[m.Key]; ok && viewer.CanSee(level) {
			kept = append(kept, m)
		}
	}
	if len(kept) == 0 {
		return nil
	}
	return rows.With(kept)
}
