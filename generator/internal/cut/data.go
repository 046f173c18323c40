package cut

import (
	"strings"

	"candor/generator/internal/audience"
	"candor/generator/internal/document"
	"candor/generator/internal/source"
)

// Data is a data file taken apart once, for all audiences.
type Data struct {
	File   string
	Head   *document.Node
	Ledger []Withheld
	Sheet  string // of a metric: file and column that its values come from, or ""

	// Given are figures that the narrowest run computed, for other audiences:
	// a model's by domain, a metric's without a name.
	Given map[string]*document.Node

	rules   *Rules
	level   scope                     // of a metric
	domains map[string]audience.Level // of a model, for what refers to it
}

// dataFamily is the family of a data file's problem codes.
func dataFamily(file string) string {
	switch {
	case file == source.ConfigFile:
		return "config"
	case strings.HasPrefix(file, "data/metrics/"):
		return "metric"
	case file == "data/debt.toml":
		return "page"
	}
	return "maturity"
}

// ReadTOML parses a TOML file after a check of its characters and strings.
func (r *Rules) ReadTOML(file string, data []byte, ps *source.Problems) *document.Node {
	root := ParseTOML(file, data, ps)
	if root == nil {
		return nil
	}
	r.checkEmbargoes(file, root, ps)
	r.checkTree(file, root, string(data), 1, ps)
	return document.Canonical(root)
}

// ParseTOML parses a TOML file; nil when it has problems.
func ParseTOML(file string, data []byte, ps *source.Problems) *document.Node {
	text, ok := normalize(file, data, ps)
	if !ok {
		return nil
	}
	root, err := document.ParseTOML(text, 1)
	if !syntax(file, err, ps) {
		return nil
	}
	return root
}

// ReadEntries takes a register apart: a file of keyed entries, each with an
// audience of its own (roadmap, debt).
func (r *Rules) ReadEntries(file string, data []byte, ps *source.Problems) *Data {
	d := &Data{File: file, Head: r.ReadTOML(file, data, ps), rules: r}
	if d.Head == nil {
		return nil
	}
	d.ledger("entry", d.Head, ps)
	return d
}

// ledger notes the tables of a register or of the domains that are not for all.
func (d *Data) ledger(kind string, table *document.Node, ps *source.Problems) {
	top := closed(d.rules.Order.Widest())
	for _, m := range table.Nodes {
		if m.Kind != document.Table {
			continue
		}
		if own := d.rules.levelOf(d.File, m, top, scope{}, ps); own.now < d.rules.Order.Widest() {
			d.Ledger = append(d.Ledger, Withheld{Pos: m.At(d.File), Kind: kind, Level: own.now, Until: embargo(m)})
		}
	}
}

// Entries returns the entries that a viewer may see, or nil for none.
func (d *Data) Entries(viewer audience.Level) *Staged {
	return d.staged(viewer, d.Head, d.rules.entries(d.Head, viewer))
}

func (d *Data) staged(viewer audience.Level, before, after *document.Node) *Staged {
	if len(after.Nodes) == 0 {
		return nil
	}
	return &Staged{file: d.File, head: document.Canonical(d.rules.named(after, viewer)), cut: before != after}
}

// entries keeps the tables whose own audience includes the viewer; an entry
// without one is for the narrowest.
func (r *Rules) entries(table *document.Node, viewer audience.Level) *document.Node {
	if viewer == 0 {
		return table
	}
	var kept []*document.Node
	for _, m := range table.Nodes {
		if m.Kind == document.Table && m.Get("audience") != nil && !r.hides(m, viewer) {
			kept = append(kept, r.visible(m, viewer))
		}
	}
	return table.With(kept)
}

// ReadMaturity takes data/maturity.toml apart, and keeps the audiences of its
// domains for the attestations.
func (r *Rules) ReadMaturity(file string, data []byte, ps *source.Problems) (*Data, map[string]audience.Level) {
	d := &Data{File: file, Head: r.ReadTOML(file, data, ps), rules: r}
	if d.Head == nil {
		return nil, nil
	}
	levels := map[string]audience.Level{}
	domains := d.Head.Get("domains")
	if domains == nil {
		return d, levels
	}
	top := closed(r.Order.Widest())
	for _, m := range d.Head.Nodes {
		if m != domains {
			d.readParts(m, top, ps)
		}
	}
	d.ledger("domain", domains, ps)
	for _, m := range domains.Nodes {
		own := r.levelOf(file, m, top, scope{}, ps)
		levels[m.Key] = own.now
		r.checkCriteria(file, m, own, ps)
	}
	return d, levels
}

// checkCriteria refuses criteria that fewer readers see than their domain: the
// published level would not be the internal one.
func (r *Rules) checkCriteria(file string, domain *document.Node, own scope, ps *source.Problems) {
	criteria := domain.Get("criteria")
	if criteria == nil {
		return
	}
	for _, c := range criteria.Nodes {
		if l := r.levelOf(file, c, own, own, ps); l.now < own.now {
			ps.Errorf(c.Get("audience").At(file), "maturity/hidden-criterion", "give the domain this audience, or take it from the criterion", "a level that some criterion of is hidden would not be the level that others see")
		}
	}
}

// Maturity returns the model and the domains that a viewer may see, with only
// the groups and scales that these use; nil when no domain is left.
func (d *Data) Maturity(viewer audience.Level) *Staged {
	if viewer == 0 {
		return d.staged(viewer, d.Head, d.Head)
	}
	head := d.rules.visible(d.Head, viewer)
	domains := head.Get("domains")
	if domains == nil {
		return nil
	}
	kept := d.rules.entries(domains, viewer)
	if len(kept.Nodes) == 0 {
		return nil
	}
	kept = d.finished(kept)
	groups, scales := used(head, kept)
	var nodes []*document.Node
	for _, m := range head.Nodes {
		switch m.Key {
		case "domains":
			nodes = append(nodes, kept)
		case "groups":
			nodes = append(nodes, m.With(named(m.Nodes, groups)))
		case "scales":
			nodes = append(nodes, m.With(named(m.Nodes, scales)))
		default:
			nodes = append(nodes, m)
		}
	}
	return d.staged(viewer, d.Head, d.Head.With(nodes))
}

// used lists the groups (with those around them) and scales that domains name.
func used(head, domains *document.Node) (groups, scales map[string]bool) {
	groups, scales = map[string]bool{}, map[string]bool{}
	scales[head.Get("model").Str("scale")] = true
	for _, d := range domains.Nodes {
		scales[d.Str("scale")] = true
		for g := d.Str("group"); g != "" && !groups[g]; g = head.Path("groups", g).Str("group") {
			groups[g] = true
		}
	}
	return groups, scales
}

func named(nodes []*document.Node, names map[string]bool) []*document.Node {
	var out []*document.Node
	for _, n := range nodes {
		if names[n.Key] {
			out = append(out, n)
		}
	}
	return out
}

// Attestations returns the records of the domains that a viewer may see. What
// an assessor wrote down is for the narrowest audience, unless it is shared;
// that there is evidence or a justification is part of the state.
func (d *Data) Attestations(viewer audience.Level, domains map[string]audience.Level) *Staged {
	if viewer == 0 {
		return d.staged(viewer, d.Head, d.Head)
	}
	var kept []*document.Node
	for _, criterion := range d.Head.Nodes {
		domain, _, _ := strings.Cut(criterion.Key, "/")
		if level, ok := domains[domain]; !ok || !viewer.CanSee(level) {
			continue
		}
		var records []*document.Node
		for _, rec := range criterion.Nodes {
			records = append(records, unshared(rec))
		}
		kept = append(kept, criterion.With(records))
	}
	return d.staged(viewer, d.Head, d.Head.With(kept))
}

// ReadAttestations takes a file of attestations apart.
func (r *Rules) ReadAttestations(file string, data []byte, ps *source.Problems) *Data {
	d := &Data{File: file, Head: r.ReadTOML(file, data, ps), rules: r}
	if d.Head == nil {
		return nil
	}
	for _, criterion := range d.Head.Nodes {
		d.refuseAudience(criterion, ps)
		for _, rec := range criterion.Nodes {
			if unshared(rec) != rec && (rec.Get("note") != nil || rec.Get("evidence") != nil || rec.Get("justification") != nil) {
				d.Ledger = append(d.Ledger, Withheld{Pos: rec.At(file), Kind: "evidence"})
			}
			d.refuseAudience(rec, ps)
		}
	}
	return d
}

func (d *Data) refuseAudience(n *document.Node, ps *source.Problems) {
	if a := n.Get("audience"); a != nil {
		ps.Errorf(a.At(d.File), "maturity/hidden-record", "give the domain this audience", "an attestation has the audience of its domain")
	}
}

func unshared(rec *document.Node) *document.Node {
	if share := rec.Get("share"); rec.Kind != document.Table || share != nil && share.Kind == document.Boolean && share.Int == 1 {
		return rec
	}
	var nodes []*document.Node
	for _, m := range rec.Nodes {
		switch m.Key {
		case "note":
		case "evidence", "justification":
			if !(m.Kind == document.List && len(m.Nodes) == 0 || m.Kind == document.String && m.Text == "") {
				w := *m
				w.Kind, w.Text, w.Nodes = document.String, "withheld", nil
				nodes = append(nodes, &w)
			}
		default:
			nodes = append(nodes, m)
		}
	}
	return rec.With(nodes)
}
