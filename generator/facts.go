package generator

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"candor/generator/internal/document"
	"candor/generator/internal/program"
	"candor/generator/internal/source"
	"candor/generator/internal/trend"
)

// fact is one thing that an audience can read.
type fact struct {
	what, where, title string
	key, text          string
	entry              string // id of the keyed entry that it is part of, or ""
	corrected          bool
	order              int // in its source
}

// facts lists what the edition that is asked for tells, by an id that stays the
// same when the thing changes: what its staged source says, and what is computed
// from it.
func (s *Site) facts() (map[string]fact, error) {
	if s.Problems.Errors() > 0 {
		return nil, &ProblemsError{s.Problems}
	}
	e, err := s.one()
	if err != nil {
		return nil, err
	}
	l := &factList{site: s, edition: e, all: map[string]fact{}}
	for _, p := range e.program.Pages {
		l.page(p)
	}
	for i, m := range e.program.Metrics {
		l.metric(m, e.results.analyses[i])
	}
	for _, u := range e.used() {
		l.add("file "+u.file, fact{what: "file", where: program.AssetAddress(u.file), title: u.file, text: u.file})
	}
	if r := e.results.maturity; r != nil {
		for _, d := range r.Domains {
			l.add("level "+d.ID, fact{what: "level", where: "maturity/" + d.ID + "/", title: d.Title, text: "level " + strconv.Itoa(d.Level)})
		}
	}
	l.tree(source.ConfigFile, fact{title: e.program.Site.Title}, e.site.Config().Head(), "")
	for _, staged := range s.staged[int(e.level)] {
		l.data(staged.File(), staged.Head())
	}
	return l.all, nil
}

type factList struct {
	site    *Site
	edition *edition
	all     map[string]fact
}

// add keeps a fact. One that is there already, as a passage that a page has
// twice, is another one.
func (l *factList) add(id string, f fact) {
	for f.order = len(l.all); ; id += "\x00again" {
		if _, ok := l.all[id]; !ok {
			l.all[id] = f
			return
		}
	}
}

// leftBehind is what a cut leaves of a block.
var leftBehind = regexp.MustCompile(`^::: withheld(?: \| (.*))?\n:::$`)

// page lists a page, its passages and the values of its front matter.
func (l *factList) page(p *program.Page) {
	at := fact{where: p.Address(), title: p.Title}
	at.what, at.text = "page", p.Title
	l.add("page "+p.ID, at)
	staged, err := l.site.restage(l.edition, p.File)
	if err != nil {
		return
	}
	at.what = "passage"
	for _, passage := range strings.Split(strings.TrimSpace(string(staged.Body())), "\n\n") {
		at.text = leftBehind.ReplaceAllStringFunc(passage, func(m string) string {
			return strings.TrimSuffix("Withheld: "+leftBehind.FindStringSubmatch(m)[1], ": ")
		})
		if passage != "" {
			l.add("passage "+p.ID+"\x00"+passage, at)
		}
	}
	l.tree(p.File, at, staged.Head(), "")
}

// metric lists the values of a metric.
func (l *factList) metric(m *program.Metric, a *trend.Analysis) {
	at := fact{what: "page", where: "metrics/" + m.ID + "/", title: m.Title, text: m.Title}
	l.add("metric "+m.ID, at)
	value := func(period trend.Period, text string, corrected bool) {
		at.what, at.key, at.text, at.corrected = "value", period.String(), text, corrected
		l.add("value "+m.ID+" "+at.key, at)
	}
	quantity := func(x float64) string { return trend.Quantity(x, m.Unit) }
	if m.Kind == string(trend.Proportion) {
		quantity = trend.Percent
	}
	for _, p := range m.Points {
		switch {
		case p.Withheld:
			value(p.Period, "withheld"+behind(p.Because), false)
		case p.Value != nil:
			cases := ""
			if p.N != nil {
				cases = " (n " + trend.Figure(*p.N) + ")"
			}
			value(p.Period, quantity(*p.Value)+cases+behind(p.Note)+behind(p.Because), p.Was != nil)
		}
	}
	if m.Kind == string(trend.Duration) {
		for _, v := range a.Periods {
			value(v.Period, "median "+quantity(v.Value)+" of "+strconv.Itoa(v.N), false)
		}
	}
}

func behind(text string) string {
	if text == "" {
		return ""
	}
	return ": " + text
}

// data lists what a file of data says but for values, which metric lists.
func (l *factList) data(file string, root *document.Node) {
	folder, stem := path.Dir(file), source.Stem(file)
	switch {
	case folder == "data/metrics":
		if m := l.edition.index.Metric(stem); m != nil {
			values := func(n *document.Node) bool { return n.Key == "points" || n.Key == "events" }
			l.tree(file, fact{where: "metrics/" + m.ID + "/", title: m.Title}, root.With(slices.DeleteFunc(slices.Clone(root.Nodes), values)), "")
		}
	case folder == "data/attestations", stem == "maturity", file == "candor.lock.toml":
		l.tree(file, fact{where: "maturity/", title: "Maturity"}, root, "")
	default:
		l.tree(file, fact{where: stem + "/", title: strings.ToUpper(stem[:1]) + stem[1:]}, root, "")
	}
}

// tree lists the values of a table, and those of the tables in it as parts of
// entries: a new entry is one thing to tell.
// prefix is the way to the table: "", "actions.", "actions.x.".
func (l *factList) tree(file string, at fact, n *document.Node, prefix string) {
	for _, m := range n.Nodes {
		at.what, at.key, at.text, at.entry = "fact", prefix+m.Key, l.reads(m), ""
		id := "fact " + file + "\x00" + prefix + m.Key
		if prefix != "" {
			at.entry = "fact " + file + "\x00" + strings.TrimSuffix(prefix, ".")
		}
		switch {
		case m.Key == "audience":
		case m.Kind != document.Table:
			l.add(id, at)
		default:
			if at.what, at.text, at.entry = "entry", l.summary(m), ""; at.text != "" {
				l.add(id, at)
			}
			l.tree(file, at, m, prefix+m.Key+".")
		}
	}
}

// summary is what an entry says but for the tables in it, its title or text
// first.
func (l *factList) summary(entry *document.Node) string {
	lead := cmp.Or(entry.Str("title"), entry.Str("text"))
	var rest []string
	for _, m := range entry.Nodes {
		if m.Kind == document.Table || m.Key == "audience" || m.Kind == document.String && m.Text == lead {
			continue
		}
		rest = append(rest, m.Key+" "+l.reads(m))
	}
	switch text := strings.Join(rest, ", "); {
	case lead == "":
		return text
	case text == "":
		return lead
	default:
		return lead + " (" + text + ")"
	}
}

// reads is a value as text.
func (l *factList) reads(n *document.Node) string {
	switch n.Kind {
	case document.List, document.Table:
		var items []string
		for _, m := range n.Nodes {
			if m.Key != "" {
				items = append(items, m.Key+" "+l.reads(m))
			} else {
				items = append(items, l.reads(m))
			}
		}
		return strings.Join(items, ", ")
	case document.String:
		return n.Text
	}
	return n.Scalar()
}
