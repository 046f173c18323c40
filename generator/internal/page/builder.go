package page

import (
	"html/template"
	"slices"
	"strings"
	"sync"
	"time"

	"candor/generator/internal/chart"
	"candor/generator/internal/maturity"
	"candor/generator/internal/program"
	"candor/generator/internal/trend"
)

// Input is what the pages of an edition are made from.
type Input struct {
	*program.Index
	Analyses  []*trend.Analysis // of the program's metrics, in their order
	Maturity  *maturity.Report  // nil without a model
	Edition   string            // the audience's name
	Widest    string            // names of the widest and the narrowest audience
	Narrowest string
	LinkFile  bool // links end in index.html
	Version   string
	Language  *Language // nil for English
	Assets    Assets    // with addresses from the root
	Ledger    []Withheld
	Warnings  []Warning
	Commit    string // of the site; only the narrowest edition has one

	// ImageSize is the width and height in pixels of a file beside pages, zeros
	// where they are not known. It is called from several goroutines at once.
	ImageSize func(file string) (width, height int)
}

// Warning is what candor check says of a file, in its own English.
type Warning struct {
	File       string
	Line       int
	Text, Hint string
}

// Withheld is a line of the narrowest edition's list of hidden parts.
type Withheld struct {
	File     string
	Line     int
	Kind     string
	Audience string
	Reason   string
	Until    string
	Silent   bool
	Page     string // id of the page it stands in, or ""
}

// Output is a page to come: its path, and how it is made.
type Output struct {
	Path string
	Make func() (any, error)
	// Listed pages stand in the sitemap; Changed is their day.
	Listed  bool
	Changed time.Time
}

// Builder makes pages. It may be used from several goroutines at once.
type Builder struct {
	Input
	day          time.Time
	byKind       map[program.Kind][]*program.Page // newest first, drafts last
	bySeverity   map[string][]*program.Page       // incidents, in that order
	byYear       map[int][]*program.Page
	years        []int // of incidents, newest first
	measured     map[string]*measured
	order        []*measured
	promises     []promise
	referrers    map[string][]*program.Page // pages that name a page as related
	neighbours   map[string][2]*program.Page
	hasTags      map[string][]*program.Page
	incidentTags func() []string // the common ones
	hasControl   map[string][]*program.Page
	readers      map[string][]reader // criteria whose rules read a metric
	embargoes    map[string]string   // by page: the day on which it opens, as the ledger says it
}

// measured is a metric with what was computed of it.
type measured struct {
	*program.Metric
	*trend.Analysis
	parts []*measured

	// its drawings, which its page and a file of their own show; nil without one
	chart, strip func() (*Figure, error)
}

// NewBuilder prepares the pages of an edition.
func NewBuilder(in Input) *Builder {
	if in.Language == nil {
		in.Language = &Language{}
	}
	b := &Builder{Input: in, day: in.Site.AsOf, byKind: map[program.Kind][]*program.Page{}, measured: map[string]*measured{},
		bySeverity: map[string][]*program.Page{}, byYear: map[int][]*program.Page{},
		referrers: map[string][]*program.Page{}, neighbours: map[string][2]*program.Page{}, hasTags: map[string][]*program.Page{}, hasControl: map[string][]*program.Page{}}
	b.incidentTags = sync.OnceValue(func() []string { return b.commonTags(b.byKind[program.Incident]) })
	b.sortPages()
	b.sortMetrics()
	b.collectPromises()
	b.readers = b.rules()
	return b
}

// sortPages lists the pages by what they are asked for.
func (b *Builder) sortPages() {
	b.embargoes = map[string]string{}
	for _, w := range b.Ledger {
		if w.Kind == "page" && w.Until != "" {
			b.embargoes[w.Page] = w.Until
		}
	}
	for _, p := range b.Program.Pages {
		b.byKind[p.Kind] = append(b.byKind[p.Kind], p)
		for _, r := range p.Related {
			b.referrers[program.PageID(r.ID)] = append(b.referrers[program.PageID(r.ID)], p)
		}
		for _, t := range p.Tags {
			b.hasTags[t] = append(b.hasTags[t], p)
		}
		for _, c := range controlKeys(p) {
			b.hasControl[c] = append(b.hasControl[c], p)
		}
	}
	for _, pages := range b.byKind {
		newestFirst(pages)
		for i, p := range pages {
			var n [2]*program.Page
			if i > 0 {
				n[1] = pages[i-1]
			}
			if i+1 < len(pages) {
				n[0] = pages[i+1]
			}
			b.neighbours[p.ID] = n
		}
	}
	for _, having := range []map[string][]*program.Page{b.hasTags, b.hasControl} {
		for _, pages := range having {
			newestFirst(pages)
		}
	}
	b.years = years(b.byKind[program.Incident])
	for _, p := range b.byKind[program.Incident] {
		b.bySeverity[p.Severity] = append(b.bySeverity[p.Severity], p)
		if y := p.Date().UTC().Year(); !p.DateAt.IsZero() {
			b.byYear[y] = append(b.byYear[y], p)
		}
	}
}

// sortMetrics lists the metrics, each with its companions by severity.
func (b *Builder) sortMetrics() {
	for i, m := range b.Program.Metrics {
		one := &measured{Metric: m, Analysis: b.Analyses[i]}
		one.chart = sync.OnceValues(func() (*Figure, error) { return b.from("metrics/"+m.ID+"/").seriesFigure(one, "chart", true) })
		one.strip = sync.OnceValues(func() (*Figure, error) { return b.from("metrics/" + m.ID + "/").dots(one) })
		b.measured[m.ID] = one
	}
	for _, m := range b.Program.Metrics {
		one := b.measured[m.ID]
		if whole := b.measured[m.Of]; whole != nil {
			whole.parts = append(whole.parts, one)
		} else {
			b.order = append(b.order, one)
		}
	}
	for _, m := range b.order {
		slices.SortStableFunc(m.parts, func(x, y *measured) int { return m.severityOf(x) - m.severityOf(y) })
	}
}

func newestFirst(pages []*program.Page) {
	slices.SortStableFunc(pages, func(a, b *program.Page) int {
		if c := b.Date().Compare(a.Date()); c != 0 {
			return c
		}
		return strings.Compare(b.ID, a.ID)
	})
}

// Outputs lists all pages of the edition.
func (b *Builder) Outputs() []Output {
	var out []Output
	add := func(address string, changed time.Time, make func() (any, error)) {
		out = append(out, Output{Path: address + "index.html", Make: make, Listed: true, Changed: changed})
	}
	b.fixedPages(add)
	b.listPages(add)
	for _, p := range b.Program.Pages {
		if p.Kind == program.Plain && (p.ID == "home" || p.ID == "about") {
			continue
		}
		add(p.Address(), changed(p), func() (any, error) { return b.article(p) })
	}
	for _, m := range b.Program.Metrics {
		add("metrics/"+m.ID+"/", time.Time{}, func() (any, error) { return b.metric(b.measured[m.ID]) })
	}
	if b.Maturity != nil {
		for i := range b.Maturity.Domains {
			add("maturity/"+b.Maturity.Domains[i].ID+"/", time.Time{}, func() (any, error) { return b.domain(&b.Maturity.Domains[i]) })
		}
	}
	for _, p := range b.Program.Pages {
		for _, a := range p.Aliases {
			address := strings.Trim(a.ID, "/") + "/"
			out = append(out, Output{Path: address + "index.html", Make: func() (any, error) { return b.redirect(address, p), nil }})
		}
	}
	return append(out, Output{Path: "404.html", Make: func() (any, error) { return b.notFound(), nil }})
}

// changed is the last day that a page tells of itself.
func changed(p *program.Page) time.Time {
	day := p.DateAt.Day()
	for _, r := range p.Revisions {
		if r.Day.After(day) {
			day = r.Day
		}
	}
	return day
}

func (b *Builder) fixedPages(add func(string, time.Time, func() (any, error))) {
	add("", time.Time{}, func() (any, error) { return b.home() })
	add("metrics/", time.Time{}, func() (any, error) { return b.metrics() })
	add("actions/", time.Time{}, func() (any, error) { return b.actions() })
	add("controls/", time.Time{}, func() (any, error) { return b.controls() })
	add("causes/", time.Time{}, func() (any, error) { return b.causes() })
	add("maturity/", time.Time{}, func() (any, error) { return b.maturityPage() })
	add("roadmap/", time.Time{}, func() (any, error) { return b.roadmap() })
	add("debt/", time.Time{}, func() (any, error) { return b.debt() })
	add("data/", time.Time{}, func() (any, error) { return b.dataPage() })
	add("about/", time.Time{}, func() (any, error) { return b.about() })
	add("search/", time.Time{}, func() (any, error) { return b.search() })
	if b.internal() {
		add("redactions/", time.Time{}, func() (any, error) { return b.redactions() })
	}
}

// internal reports whether this is the narrowest edition.
func (b *Builder) internal() bool { return b.Edition == b.Narrowest }

// only is for whom a part is shaded: in the narrowest edition, what others do
// not see.
func (b *Builder) only(audience string) string {
	if !b.internal() || audience == b.Widest {
		return ""
	}
	return audience
}

// onlyPage is only for things that without an audience are for the narrowest.
func (b *Builder) onlyPage(audience string) string {
	if audience == "" {
		audience = b.Narrowest
	}
	return b.only(audience)
}

// drawn takes over a drawing, and its option where readers may explore it.
func (b *Builder) drawn(drawing chart.Figure, f Figure) (*Figure, error) {
	f.Wide, f.Narrow = drawing.Wide, drawing.Narrow
	if b.Input.Assets.View.Script == "" {
		return &f, nil
	}
	option, err := drawing.Option()
	f.Option = template.JS(option)
	return &f, err
}

// head names a chart, and gives it the language's words.
func (b *Builder) head(id, title, desc string) chart.Head {
	return chart.Head{ID: id, Title: title, Desc: desc, Say: b.t, Figures: b.number}
}

func safe(html string) template.HTML { return template.HTML(html) } // of the markdown or chart room, which escape
