package cut

import (
	"path"
	"slices"
	"strings"
	"time"

	"candor/generator/internal/audience"
	"candor/generator/internal/document"
	"candor/generator/internal/source"
)

// NewRules reads from candor.toml what the cut itself needs. taken are words
// that no audience may bear.
func NewRules(root *document.Node, taken []string, ps *source.Problems) *Rules {
	r := &Rules{Order: audience.Default(), Names: map[string]map[audience.Level]string{}}
	if n := root.Get("audiences"); n != nil {
		r.Order = readOrder(n, taken, ps)
	}
	if n := root.Get("min_count"); n != nil && n.Kind == document.Integer {
		r.MinCount = int(n.Int)
	}
	if n := root.Get("as_of"); n != nil && n.Kind == document.Date {
		r.Day = n.Time
	}
	for _, key := range []string{"tlp", "editions", "never"} {
		r.checkAudiences(root.Get(key), ps)
	}
	if n := root.Get("names"); n != nil && n.Kind == document.Table {
		for _, m := range n.Nodes {
			r.readName(m, ps)
		}
	}
	return r
}

// CheckConfig reports marks and misspelt audiences in candor.toml, whose text data is.
func (r *Rules) CheckConfig(root *document.Node, data []byte, ps *source.Problems) {
	r.checkTree(source.ConfigFile, root, string(data), 1, ps)
}

// checkAudiences reports keys of a table of the configuration that name no
// audience. It looks at the whole of it: each edition reads only its own part.
func (r *Rules) checkAudiences(table *document.Node, ps *source.Problems) {
	if table == nil || table.Kind != document.Table {
		return
	}
	for _, m := range table.Nodes {
		if _, ok := r.Order.Parse(m.Key); !ok {
			configError(m, "unknown-audience", "the audiences of this site are "+strings.Join(r.Order.Names(), ", "), "this names no audience of the site", ps)
		}
	}
}

func configError(n *document.Node, what, hint, message string, ps *source.Problems) {
	ps.Errorf(n.At(source.ConfigFile), "config/"+what, hint, "%s", message)
}

func readOrder(n *document.Node, taken []string, ps *source.Problems) audience.Order {
	var names []string
	for _, m := range n.Nodes {
		if m.Kind != document.String {
			configError(m, "type", `write audiences = ["public", "internal"]`, "an audience is a word in quotes", ps)
			return audience.Default()
		}
		names = append(names, m.Text)
	}
	order, err := audience.NewOrder(names, taken)
	if err != nil {
		configError(n, "audiences", `write audiences = ["public", "internal"], the widest first`, err.Error(), ps)
		return audience.Default()
	}
	return order
}

// kept are the keys of candor.toml that every edition's staged source has.
var kept = []string{"audiences", "title", "organization", "base_url", "language", "currency", "theme", "charts", "cards", "min_count", "explorers", "home", "severities",
	"security_txt", "brand", "data"}

// Config returns candor.toml as an edition may see it. What is only there to
// guide the cut, the checks and other editions is gone; the day is written out.
func (r *Rules) Config(root *document.Node, viewer audience.Level) *Staged {
	var nodes []*document.Node
	for _, m := range root.Nodes {
		switch {
		case slices.Contains(kept, m.Key) || viewer == 0 && !slices.Contains([]string{"as_of", "editions", "tlp"}, m.Key):
			nodes = append(nodes, r.named(m, viewer))
		case m.Key == "tlp" || m.Key == "editions":
			if own := m.Get(r.Order.Name(viewer)); own != nil {
				nodes = append(nodes, m.With([]*document.Node{own}))
			}
		}
	}
	day := &document.Node{Key: "as_of", Kind: document.Date, Time: r.Day}
	nodes = append(nodes, day)
	return &Staged{file: source.ConfigFile, head: document.Canonical(root.With(nodes))}
}

// ConfigAlone is candor.toml in the staged source of an edition: as Config, but
// without a folder in one of others, and with the entries of [checks] that weigh a
// problem with one of codes: so an exported source builds whenever its site does.
func (r *Rules) ConfigAlone(root *document.Node, viewer audience.Level, others []string, codes map[string]bool) *Staged {
	nodes := slices.Clone(root.Nodes)
	for i, m := range nodes {
		if m.Key == "editions" {
			nodes[i] = m.With(withoutOutput(m.Nodes, others))
		}
	}
	s := r.Config(root.With(nodes), viewer)
	checks := root.Get("checks")
	if viewer == 0 || checks == nil || checks.Kind != document.Table {
		return s
	}
	weights := slices.DeleteFunc(slices.Clone(checks.Nodes), func(m *document.Node) bool { return !codes[m.Key] })
	if len(weights) > 0 {
		s.head = document.Canonical(s.head.With(append(slices.Clip(s.head.Nodes), checks.With(weights))))
	}
	return s
}

func withoutOutput(editions []*document.Node, folders []string) []*document.Node {
	out := slices.Clone(editions)
	for i, e := range out {
		out[i] = e.With(slices.DeleteFunc(slices.Clone(e.Nodes), func(m *document.Node) bool {
			first, _, _ := strings.Cut(path.Clean(m.Text), "/")
			return m.Key == "output" && slices.Contains(folders, first)
		}))
	}
	return out
}

// SetDay fixes the day that the report speaks for.
func (r *Rules) SetDay(day time.Time) { r.Day = day }
