package cut

import (
	"slices"
	"strings"

	"candor/generator/internal/audience"
	"candor/generator/internal/document"
	"candor/generator/internal/source"
)

// readName reads the forms of one name; what the widest audience reads is
// always needed.
func (r *Rules) readName(n *document.Node, ps *source.Problems) {
	forms := map[audience.Level]string{}
	word, rest := firstWord(n.Key)
	if word != n.Key || rest != "" || r.near(n.Key) || n.Key == "withheld" {
		configError(n, "names", "use a plain word that no audience bears", "this cannot be a name's key", ps)
		return
	}
	for _, m := range n.Nodes {
		level, ok := r.Order.Parse(m.Key)
		switch {
		case !ok:
			configError(m, "unknown-audience", "the audiences of this site are "+strings.Join(r.Order.Names(), ", "), "this names no audience of the site", ps)
		case m.Kind != document.String || m.Text == "" || strings.ContainsAny(m.Text, "{}\n"):
			configError(m, "names", "write a plain text", "a form of a name is a text without braces", ps)
			forms[level] = "" // reported
		default:
			forms[level] = m.Text
		}
	}
	if _, ok := forms[r.Order.Widest()]; !ok {
		configError(n, "names", "write "+r.Order.Name(r.Order.Widest())+` = "…"`, "this name has no form for the widest audience", ps)
	}
	r.Names[n.Key] = forms
}

// NameFor returns the form of a [names] entry for an audience: that of the
// narrowest audience that it includes.
func (r *Rules) NameFor(name string, viewer audience.Level) (string, bool) {
	forms, ok := r.Names[name]
	if !ok {
		return "", false
	}
	for l := viewer; l <= r.Order.Widest(); l++ {
		if form, ok := forms[l]; ok {
			return form, true
		}
	}
	return "", true
}

// nameLevel is the widest audience that reads what the narrowest reads of a name.
func (r *Rules) nameLevel(name string) audience.Level {
	own, _ := r.NameFor(name, 0)
	level := audience.Level(0)
	for l := range r.Order.Widest() {
		if form, _ := r.NameFor(name, l); form != own {
			break
		}
		level = l
	}
	return level
}

// Forms returns what each name reads for a viewer.
func (r *Rules) Forms(viewer audience.Level) map[string]string {
	out := map[string]string{}
	for name := range r.Names {
		out[name], _ = r.NameFor(name, viewer)
	}
	return out
}

// Keyed are the same rules, but names stay keys in what they cut: for the search,
// which must not excuse a withheld form because the cut put it there.
func (r *Rules) Keyed() *Rules {
	c := *r
	c.keyed = true
	return &c
}

// named returns a tree with the viewer's forms in the place of names, whose keys
// may be names themselves. The narrowest keeps them: its pages show where others
// read something else.
func (r *Rules) named(n *document.Node, viewer audience.Level) *document.Node {
	if viewer == 0 || len(r.Names) == 0 || r.keyed {
		return n
	}
	return fillNames(n, r.Forms(viewer))
}

func fillNames(n *document.Node, forms map[string]string) *document.Node {
	if n.Kind == document.String {
		if text := source.FillNames(n.Text, forms); text != n.Text {
			c := *n
			c.Text = text
			return &c
		}
		return n
	}
	nodes := n.Nodes
	for i, m := range n.Nodes {
		if filled := fillNames(m, forms); filled != m {
			if &nodes[0] == &n.Nodes[0] {
				nodes = slices.Clone(n.Nodes)
			}
			nodes[i] = filled
		}
	}
	if len(nodes) == 0 || &nodes[0] == &n.Nodes[0] {
		return n
	}
	return n.With(nodes)
}

// NamesLedger lists the names that the widest audience reads in another form.
func (r *Rules) NamesLedger(root *document.Node) []Withheld {
	var out []Withheld
	for _, h := range r.HiddenNames(root, r.Order.Widest()) {
		out = append(out, Withheld{Pos: h.Pos, Kind: "name"})
	}
	return out
}

// HiddenNames lists the forms of [names] that only audiences narrower than a
// viewer read.
func (r *Rules) HiddenNames(root *document.Node, viewer audience.Level) []Hidden {
	names := root.Get("names")
	if names == nil {
		return nil
	}
	var out []Hidden
	for _, name := range names.Nodes {
		own, _ := r.NameFor(name.Key, viewer)
		for _, form := range name.Nodes {
			level, ok := r.Order.Parse(form.Key)
			if ok && form.Kind == document.String && form.Text != own && !viewer.CanSee(level) {
				out = append(out, Hidden{Pos: form.At(source.ConfigFile), In: InName, Text: form.Text})
			}
		}
	}
	return out
}
