// Package page makes the pages of an edition: one struct for each template,
// filled from a program and what was computed of it. All links are relative and
// all words are plain text or safe HTML when they leave this room. It must not
// know templates, files or audiences beyond the names that its values carry.
package page

import (
	"html/template"
	"slices"
)

// Frame is what all pages share. Every page type embeds it.
type Frame struct {
	Lang         string // of the words
	Edition      string // the audience's name
	Kind         string // home, incident, metric …: data-page
	Title        string // of the page, plain
	Description  string // one sentence for previews
	SiteTitle    string
	Organization string
	TLP          string
	Internal     bool   // the narrowest edition: banner, noindex, no canonical
	Root         string // relative way to the edition's root: "", "../", "../../"
	Home         string // relative address of the home page
	Nav          []Nav  // main navigation
	Crumbs       []Link // from the section down to the page above this one
	Canonical    string // absolute; "" without base_url and in the narrowest edition
	Published    string // RFC 3339, for previews; "" if none
	AsOf         string // "30 September 2026"
	Version      string // of candor
	Commit       string // of the site, in the narrowest edition; "" if none was said
	Footer       []Link // feeds, JSON, licence, contact
	Alternates   []Alternate
	Assets       Assets   // style sheet and script
	Only         string   // fewer readers see the page: for whom, "" for all
	Reasons      []string // distinct reasons of what is withheld on this page
}

// Assets are the addresses of the edition's own files.
type Assets struct {
	CSS  string
	JS   string
	Icon string
	Logo string // of the organisation; "" if none
	View View
}

// View is what a reader loads to explore charts: a script of the theme and
// ECharts. Empty where charts are only drawn.
type View struct{ Script, Library string }

// Alternate is a feed of the page's own, or of the whole edition, for readers'
// programs. Type is its media type.
type Alternate struct{ Type, Title, Href string }

// Nav is an entry of the main navigation.
type Nav struct {
	Text, Href string
	Current    bool // the page or its section
	Exact      bool // the page itself
}

// Link is a name and an address. Note is small print behind it.
type Link struct {
	Text, Href, Note string
}

// Chip is a word in a box. Class is good, watch, bad, none (states), sev1 …
// sev5 (severities), kind (what a thing is) or draft. A state's glyph is part
// of the text.
type Chip struct{ Class, Text string }

// Fact is a row of a definition list. One of Text, HTML, Links is set.
type Fact struct {
	Name  string
	Text  string
	HTML  template.HTML
	Links []Link
	Note  string // small print below
	Only  string // shaded: for whom
}

// Figure is a chart with its words. Narrow may be empty.
type Figure struct {
	ID        string
	Headline  string // the finding
	Subtitle  string // measure, unit, period
	Wide      template.HTML
	Narrow    template.HTML
	Note      string
	Table     *Table // the same numbers
	Downloads []Link
	Option    template.JS // for those who explore; "" if none
}

// Table is any table. Cards makes rows into cards on small screens. Sort lets a
// script sort it.
type Table struct {
	ID      string
	Caption string
	Columns []Column
	Rows    []Row
	Cards   bool
	Empty   string // what to say without rows
}

// withoutEmpty leaves out the columns behind the first that no row fills: the
// notes where nobody noted anything.
func (t *Table) withoutEmpty() *Table { return t.withoutEmptyFrom(1) }

// withoutEmptyFrom leaves out the columns from a place on that no row fills.
func (t *Table) withoutEmptyFrom(first int) *Table {
	for c := len(t.Columns) - 1; c >= first; c-- {
		if len(t.Rows) == 0 || slices.ContainsFunc(t.Rows, func(r Row) bool { return c < len(r.Cells) && !r.Cells[c].empty() }) {
			continue
		}
		t.Columns = slices.Delete(t.Columns, c, c+1)
		for i := range t.Rows {
			if r := &t.Rows[i]; c < len(r.Cells) {
				r.Cells = slices.Delete(r.Cells, c, c+1)
			}
		}
	}
	return t
}

// Column is a table's column. Num is set right, with tabular figures.
type Column struct {
	Text string
	Num  bool
}

// Row is a table's row. ID is an anchor; Only shades it.
type Row struct {
	ID    string
	Cells []Cell
	Only  string
}

// Cell is one of a text, a link, HTML or chips, with small print below.
type Cell struct {
	Text  string
	Href  string
	HTML  template.HTML
	Chips []Chip
	Note  string
	Head  bool // names the row
}

func (c *Cell) empty() bool {
	return c.Text == "" && c.HTML == "" && len(c.Chips) == 0 && c.Note == ""
}

// Tile is a metric in short.
type Tile struct {
	Title, Href string
	Number      string // "2.8"
	Unit        string // "hours"
	Status      Chip   // against the target
	Trend       Chip   // improving, no clear change …
	Spark       template.HTML
	Text        string // target and baseline in words
}

// Item is a page in a list.
type Item struct {
	Title, Href string
	Date        string // 2026-03-04
	DateText    string // 4 March 2026
	Chips       []Chip
	Facts       []string // "detected in 41 min"
	Summary     string
	Only        string
	Keys        string // words that the script filters by
}

// Group is a titled list of items.
type Group struct {
	ID, Title, Text string
	Items           []Item
}

// Filter is a row of links to pages that show a part of a list.
type Filter struct {
	Name  string
	Links []Link // Note is the count; Href "" is the page at hand
}

// Home is the page at the root.
type Home struct {
	Frame
	Headline  string // the state of the programme, one sentence
	Lead      string // in sentences
	Report    *Link  // the newest report of a period, nil without one
	Reports   string // address of all of them
	Intro     []Block
	Tiles     []Tile
	AllTiles  string // address of all metrics
	Maturity  *HomeMaturity
	Incidents Group
	Strip     *Figure // incidents by quarter and severity
	Promises  Promises
	Next      []Fact // what is due next
	Changes   Changes
	Feeds     []Link
	FirstRun  bool // nothing is there yet
}

// HomeMaturity is the maturity's part of the home page.
type HomeMaturity struct {
	Headline string // "Level 1 of 5: held down by cross-chain security"
	Text     string
	Href     string
	Domains  []Rung
}

// Rung is a domain's level in short.
type Rung struct {
	Title, Href string
	Level       int
	Max         int
	Name        string // of the level
	Target      int    // 0: none
	Only        string
}

// Promises counts actions.
type Promises struct {
	Text  string // "6 done, 1 on time, 2 late"
	Href  string
	Parts []Part3 // for a bar: done, open, late
}

// Part3 is a labelled share of a bar.
type Part3 struct {
	Class, Text string
	Count       int
}

// Changes is what changed since the last report.
type Changes struct {
	Since string // "30 June 2026"; "" if there was no report
	Items []Link
}

// List is a section's page, or a part of it.
type List struct {
	Frame
	Headline string
	Lead     string
	Intro    []Block
	Filters  []Filter
	Figure   *Figure
	Groups   []Group
	Tables   []Table // schedules and the like
	Empty    string
}

// Article is a page of content: a post-mortem, a lesson, an assessment …
type Article struct {
	Frame
	KindName string // "Incident"; none for plain pages
	Headline string
	Summary  string
	Chips    []Chip
	Facts    []Fact
	Phase    *Figure
	Blocks   []Block
	TOC      []Link
	Cite     string // how others name this page, without its address; "" where it has none
	Previous *Link
	Next     *Link
	Undated  bool // its neighbours are those of the list, not of time
}

// Block is a piece of an article in reading order: the author's HTML, a chart,
// or a generated part.
type Block struct {
	HTML   template.HTML
	Figure *Figure
	Part   *Part
}

// Part is a generated part. Heading is empty below a heading of the author's.
type Part struct {
	ID       string
	Heading  string
	Text     string
	Facts    []Fact
	Timeline []Moment
	Causes   []Cause
	Lessons  []Lesson
	Table    *Table
	Links    []Link
	Items    []Item
	Figures  []Figure // small multiples, all of one size
}

// Moment is an entry of a timeline.
type Moment struct {
	Stamp string // RFC 3339 or a date, for machines
	Text  string // "4 March 2026, 09:12 UTC"
	Local string // as written, when it has another offset
	HTML  template.HTML
	Phase string // "Detected" …, of the times
	Since string // "41 min after it began"
	Only  string
}

// Cause is a cause with its chain of whys.
type Cause struct {
	ID   string
	Chip Chip // root or contributing
	Kind string
	Text string
	Whys []string
	Only string
}

// Lesson is one of well, wrong, lucky.
type Lesson struct {
	Title string
	Texts []string
}

// Metrics is the index of all metrics.
type Metrics struct {
	Frame
	Headline string
	Lead     string
	Groups   []MetricGroup
	Shares   *Figure // shares against their targets; nil for fewer than two
	Legend   []Fact
}

// MetricGroup is a table of metrics of one category.
type MetricGroup struct {
	ID, Title string
	Rows      []MetricRow
}

// MetricRow is a metric in the index.
type MetricRow struct {
	Title, Href string
	Now         string // with unit
	Cases       string // what Now is of, with how many cases; "" where none are counted
	Target      string // "≤ 1 hour"
	By          string // day by which it is to be met; "" if none is set
	Status      Chip
	Trend       Chip
	Spark       template.HTML
	Since       string // since the baseline
	Only        string
	Parts       []Link // companions by severity
}

// Metric is one metric's page.
type Metric struct {
	Frame
	Headline   string
	Number     string
	Unit       string
	Period     string // of the number
	Status     Chip
	Trend      Chip
	Sentences  []string // trend, target, assurance, notes
	Blocks     []Block
	Chart      *Figure
	Strip      *Figure // durations as dots
	Definition []Fact
	Figures    []Fact // n, median, interval …
	Method     []Fact // how it was computed, with sources
	Changes    []Moment
	Table      *Table
	Skipped    *Table // pages that are not counted
	Related    []Link
	Parts      []Link // companions, or the whole
	Markers    []Link // incidents by their numbers in the chart
	Downloads  []Link
}

// Maturity is the page of all domains.
type Maturity struct {
	Frame
	Headline string
	Lead     string
	Empty    string
	Heat     *Figure
	Rows     *Table // domain, level, target, gaps
	Groups   *Table
	Radar    *Figure
	Overall  []Fact
	Roadmap  *Table
	Notes    []string // restatements, breaks, expiry
}

// Domain is a domain's ladder.
type Domain struct {
	Frame
	Headline string
	Lead     string
	Facts    []Fact
	Steps    []Step
	Gaps     *Table
	Roadmap  *Table
	History  *Figure
}

// Step is a level of a ladder with its criteria.
type Step struct {
	Level    int
	Name     string
	Reached  bool
	Target   bool
	Met, Of  int
	Criteria []Criterion
}

// Criterion is one criterion as it stands.
type Criterion struct {
	ID       string
	Text     string
	Status   Chip
	Detail   string // since when, what a rule found, until when it holds
	Rule     string
	Guidance []string
	Evidence []Link // Href "" for what is no address
	Notes    []string
	Records  []string // earlier answers
}

// Register is a page of tables: actions, controls, causes, debt, roadmap, data,
// redactions, tags.
type Register struct {
	Frame
	Headline string
	Lead     string
	Filters  []Filter
	Figures  []Figure
	Tables   []Section
	Notes    []string
	Empty    string
}

// Section is a titled table.
type Section struct {
	ID, Title, Text string
	Table           Table
}

// About tells how all numbers are computed and what is withheld.
type About struct {
	Frame
	Headline   string
	Intro      []Block
	Policy     []Fact // audience, reasons in use, how parts are withheld
	Severities []Fact
	Methods    []Fact
	Metrics    *Table // each metric, its method and source
	Gaps       *Table // what is missing
	Rebuild    []template.HTML
	Warnings   *Table // of the data, in the narrowest edition
}

// Search is the search page: without script an A–Z of all pages.
type Search struct {
	Frame
	Index   string // relative address of the index, "" if none
	Letters []Group
}

// NotFound is 404.html. Its links are relative, as all are: they hold for a
// missing address right below the root. For those below that, Begins tells where
// the report begins.
type NotFound struct {
	Frame
	Begins string // absolute address, to be read; "" if the edition has none
	Index  string // relative address of the search index, for pages alike
	Links  []Link
}

// Redirect leads from an old address to the new one.
type Redirect struct {
	Frame
	Href string
}
