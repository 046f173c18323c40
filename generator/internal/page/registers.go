package page

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"candor/generator/internal/chart"
	"candor/generator/internal/program"
)

// controlUse is one control over all pages.
type controlUse struct {
	key, title string
	counts     map[string]int
	uses       []Row // the newest
	total      int
}

// controls shows how often each control worked: one key on several pages is one
// control.
func (b *Builder) controls() (*Register, error) {
	a := b.from("controls/")
	r := &Register{Frame: a.frame("controls", b.t("Controls"), b.t("How well controls worked in incidents, near misses and upgrades.")), Headline: b.t("How well our controls worked"), Empty: b.t("No page names a control yet.")}
	var all []*controlUse
	find := map[string]*controlUse{}
	for _, p := range b.dated() {
		for _, c := range p.Controls {
			u := find[c.Key]
			if u == nil {
				u = &controlUse{key: c.Key, title: controlTitle(c), counts: map[string]int{}}
				find[c.Key] = u
				all = append(all, u)
			}
			u.counts[c.Outcome]++
			if u.total++; u.total > mostRows {
				continue
			}
			u.uses = append(u.uses, Row{Only: cmp.Or(a.only(c.Audience), a.onlyPage(p.Audience)), Cells: []Cell{{Text: p.Title, Href: a.to(p.Address()), Head: true}, {Text: dateISO(p.Date())}, {Chips: []Chip{outcomeChip[c.Outcome]}}, {Text: c.Note}}})
		}
	}
	if len(all) == 0 {
		return r, nil
	}
	slices.SortStableFunc(all, func(x, y *controlUse) int {
		return cmp.Or(cmp.Compare(y.total, x.total), strings.Compare(x.key, y.key))
	})
	sum := Table{Caption: "Controls and how often they worked", Columns: []Column{{Text: "Control"}, {Text: "Worked", Num: true}, {Text: "Partly", Num: true}, {Text: "Failed", Num: true}, {Text: "Missing", Num: true}}}
	outcomes := []string{"worked", "partial", "failed", "missing"}
	if slices.ContainsFunc(all, func(u *controlUse) bool { return u.counts[""] > 0 }) {
		outcomes = append(outcomes, "")
		sum.Columns = append(sum.Columns, Column{Text: "Not said", Num: true})
	}
	sum.Columns = append(sum.Columns, Column{Text: "In all", Num: true})
	failing := 0
	for _, u := range all {
		cells := []Cell{{Text: u.title, Href: "#" + program.Anchor(u.key), Head: true}}
		for _, o := range outcomes {
			cells = append(cells, Cell{Text: strconv.Itoa(u.counts[o])})
		}
		if u.counts["failed"]+u.counts["missing"] > u.counts["worked"] {
			failing++
		}
		sum.Rows = append(sum.Rows, Row{Cells: append(cells, Cell{Text: strconv.Itoa(u.total)})})
	}
	r.Headline = b.t("No control failed or was missing more often than it worked")
	if failing > 0 {
		r.Headline = fmt.Sprintf(b.t("%d of %s failed or %s missing more often than %s worked"), failing, b.count(len(all), "control", "controls"), b.wasWere(failing), b.itThey(failing))
	}
	r.Lead = b.t("How well controls worked in incidents, near misses and upgrades.")
	r.Tables = []Section{{ID: "summary", Title: b.t("All controls"), Table: sum}}
	for _, u := range all {
		t := Table{Caption: u.title, Cards: true, Columns: []Column{{Text: "Page"}, {Text: "Date"}, {Text: "Outcome"}, {Text: "Note"}}, Rows: u.uses}
		r.Tables = append(r.Tables, Section{ID: program.Anchor(u.key), Title: u.title, Table: *t.withoutEmpty()})
	}
	return r, nil
}

func (b *Builder) wasWere(n int) string {
	if n == 1 {
		return b.t("was")
	}
	return b.t("were")
}

func (b *Builder) itThey(n int) string {
	if n == 1 {
		return b.t("it")
	}
	return b.t("they")
}

// dated are the pages of sections that count, newest first.
func (b *Builder) dated() []*program.Page {
	var out []*program.Page
	for _, p := range b.Program.Pages {
		if p.Kind != program.Plain && !p.Draft() {
			out = append(out, p)
		}
	}
	newestFirst(out)
	return out
}

var categories = []string{"people", "process", "technology", "third-party", "design"}

// causes shows causes by category and year.
func (b *Builder) causes() (*Register, error) {
	a := b.from("causes/")
	r := &Register{Frame: a.frame("causes", b.t("Causes"), b.t("Root causes and contributing factors by category and year.")), Headline: b.t("What lies behind our incidents"), Empty: b.t("No page names a cause yet.")}
	sums := b.causeSums()
	if sums == nil {
		return r, nil
	}
	list := Table{Caption: "All causes", Cards: true, Columns: []Column{{Text: "Cause"}, {Text: "Category"}, {Text: "Kind"}, {Text: "Page"}, {Text: "Date"}}}
	for _, p := range b.dated() {
		for _, c := range p.Causes {
			if len(list.Rows) < mostRows {
				list.Rows = append(list.Rows, Row{Only: cmp.Or(a.only(c.Audience), a.onlyPage(p.Audience)), Cells: []Cell{{Text: c.Text, Head: true}, {Text: a.t(title(c.Category))}, {Text: a.t(title(c.Kind))}, {Text: p.Title, Href: a.to(p.Address()) + "#cause-" + c.Key}, {Text: dateISO(p.Date())}}})
			}
		}
	}
	leading := b.join(sums.top, len(sums.top))
	r.Headline = b.t("Named most often: ") + leading
	r.Lead = fmt.Sprintf(b.t("%s; %d of them in each category named most often."), b.count(sums.total, "cause is named", "causes are named"), sums.most)
	if len(sums.top) == 1 {
		r.Lead = fmt.Sprintf(b.t("%s; %d of them in this category."), b.count(sums.total, "cause is named", "causes are named"), sums.most)
	}
	f, err := a.causeFigure(sums)
	if err != nil {
		return nil, err
	}
	r.Figures = []Figure{*f}
	if t := a.recurring(); t != nil {
		r.Tables = append(r.Tables, Section{ID: "recurring", Title: b.t("Recurring causes"), Table: *t})
	}
	r.Tables = append(r.Tables, []Section{{ID: "by-year", Title: b.t("By category and year"), Table: sums.table}, {ID: "all", Title: b.t("All causes"), Table: list}}...)
	return r, nil
}

// causeSums are the causes of an edition by category and year.
type causeSums struct {
	table       Table
	bars        chart.BarChart
	top         []string // the categories that are named most often, small
	most, total int
}

// causeSums counts the causes; nil if no page names one.
func (b *Builder) causeSums() *causeSums {
	counts, pages := map[string]map[int]int{}, b.dated()
	for _, p := range pages {
		for _, c := range p.Causes {
			if counts[c.Category] == nil {
				counts[c.Category] = map[int]int{}
			}
			counts[c.Category][p.Date().UTC().Year()]++
		}
	}
	if len(counts) == 0 {
		return nil
	}
	ys := years(pages)
	slices.Sort(ys)
	s := &causeSums{table: Table{Caption: "Causes by category and year", Columns: []Column{{Text: "Category"}}}}
	for _, y := range ys {
		s.table.Columns = append(s.table.Columns, Column{Text: strconv.Itoa(y), Num: true})
	}
	s.table.Columns = append(s.table.Columns, Column{Text: "In all", Num: true})
	bars := chart.BarSeries{Name: b.t("Causes")}
	for _, cat := range append(slices.Clone(categories), "") {
		if counts[cat] == nil {
			continue
		}
		name := cmp.Or(b.t(title(cat)), b.t("Not said"))
		row, of := Row{Cells: []Cell{{Text: name, Head: true}}}, 0
		for _, y := range ys {
			row.Cells = append(row.Cells, Cell{Text: strconv.Itoa(counts[cat][y])})
			of += counts[cat][y]
		}
		if s.total += of; of > s.most {
			s.top, s.most = nil, of
		}
		if of == s.most {
			s.top = append(s.top, strings.ToLower(name))
		}
		s.table.Rows = append(s.table.Rows, Row{Cells: append(row.Cells, Cell{Text: strconv.Itoa(of)})})
		s.bars.Categories = append(s.bars.Categories, name)
		bars.Values = append(bars.Values, chart.BarValue{Value: float64(of), OK: true})
	}
	s.bars.Series = []chart.BarSeries{bars}
	return s
}

func (a at) causeFigure(s *causeSums) (*Figure, error) {
	bars := s.bars
	bars.Head = a.head("causes", a.t("Causes by category and year"), a.t("How many causes of each category were named in each year."))
	fig, err := chart.Bars(bars)
	if err != nil {
		return nil, err
	}
	return a.drawn(fig, Figure{ID: "causes", Subtitle: a.t("Causes by category, all years"),
		Downloads: []Link{{Text: "CSV", Href: a.root + "causes/causes.csv"}, {Text: "SVG", Href: a.root + "causes/causes.svg"}}})
}

// debt is the register of security and technical debt.
func (b *Builder) debt() (*Register, error) {
	a := b.from("debt/")
	r := &Register{Frame: a.frame("debt", b.t("Security debt"), b.t("The register of security and technical debt.")), Headline: b.t("Security debt"), Empty: b.t("The register of debt is empty: data/debt.toml is the file to write.")}
	var open, closed []Row
	late := 0
	list := slices.Clone(b.Debt)
	slices.SortStableFunc(list, func(x, y *program.Debt) int {
		return cmp.Or(cmp.Compare(rank(x.Severity), rank(y.Severity)), x.Opened.Compare(y.Opened), strings.Compare(x.Key, y.Key))
	})
	for _, d := range list {
		chip := Chip{"watch", "△ Open"}
		switch {
		case !d.Closed.IsZero():
			chip = Chip{"good", b.t("✓ Closed ") + dateISO(d.Closed)}
		case d.Overdue(b.day):
			chip = Chip{"bad", "✕ Overdue"}
			late++
		}
		origin := Cell{}
		if p := b.Index.Pages[strings.Trim(d.From.ID, "/")]; p != nil {
			origin = Cell{Text: p.Title, Href: a.to(p.Address())}
		}
		row := Row{ID: program.Anchor(d.Key), Only: a.only(d.Audience), Cells: []Cell{{Text: d.Title, Head: true, Note: notes(d.Text, prefixed(b.t("Systems: "), strings.Join(d.Systems, ", ")), prefixed(b.t("Reason: "), d.Because))}, {Chips: severityChip(d.Severity)}, {Chips: []Chip{chip}}, {Text: b.t(title(d.Kind))}, {Text: d.Owner}, {Text: dateISO(d.Opened)}, {Text: dateISO(d.Due)}, origin}}
		if d.Closed.IsZero() {
			open = append(open, row)
		} else {
			closed = append(closed, row)
		}
	}
	if len(list) == 0 {
		return r, nil
	}
	r.Headline = fmt.Sprintf(b.t("%s of debt %s open"), b.count(len(open), "item", "items"), b.isAre(len(open)))
	r.Lead = fmt.Sprintf(b.t("%d of them %s overdue; %d more %s paid."), late, b.isAre(late), len(closed), b.wasWere(len(closed)))
	if m := b.measured["security-debt"]; m != nil {
		fig, err := a.seriesFigure(m, "security-debt", false)
		if err != nil {
			return nil, err
		}
		if fig != nil {
			r.Figures = append(r.Figures, *fig)
		}
		if m.Derive != nil && len(b.byKind[program.Assessment]) > 0 {
			r.Lead += b.t(" The chart counts the open findings of assessments, too.")
		}
	}
	columns := []Column{{Text: "Debt"}, {Text: "Severity"}, {Text: "State"}, {Text: "Kind"}, {Text: "Owner"}, {Text: "Opened"}, {Text: "Due"}, {Text: "From"}}
	if len(open) > 0 {
		r.Tables = append(r.Tables, Section{ID: "open", Title: b.t("Open"), Table: Table{Caption: "Open debt", Columns: columns, Rows: open, Cards: true}})
	}
	if len(closed) > 0 {
		r.Tables = append(r.Tables, Section{ID: "closed", Title: b.t("Paid"), Table: Table{Caption: "Debt that was paid", Columns: columns, Rows: closed, Cards: true}})
	}
	return r, nil
}

func rank(s string) int {
	if n := severity(s); n > 0 {
		return n
	}
	return 9
}

// dataPage lists every download with its schema.
func (b *Builder) dataPage() (*Register, error) {
	a := b.from("data/")
	r := &Register{Frame: a.frame("data", b.t("Data"), b.t("Every figure of this site for machines.")), Headline: b.t("Data"), Lead: b.t("Every figure of this site, as files. Numbers are unrounded, and what is absent is left out.")}
	t := Table{Caption: "Files", Cards: true, Columns: []Column{{Text: "File"}, {Text: "What it holds"}}}
	add := func(address, text string) {
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: address, Href: a.root + address, Head: true}, {Text: text}}})
	}
	add("report.json", b.t("Everything that this edition shows: pages, actions, debt, metrics, maturity. Its key schema names the version of its form."))
	if b.feeds() {
		add("feed.xml", b.t("The pages by date (Atom)."))
		add("feed.json", b.t("The same (JSON Feed 1.1)."))
	}
	add("checksums.txt", b.t("SHA-256 of every file of this edition."))
	if len(b.shares()) > 1 {
		add("metrics/targets.csv", b.t("The metrics in per cent, with their targets."))
	}
	if b.Maturity != nil && len(b.Maturity.Domains) > 0 {
		add("maturity/levels.csv", b.t("The level of each domain at the end of each quarter and on the report's day, with the version of the model."))
	}
	if b.causeSums() != nil {
		add("causes/causes.csv", b.t("Causes by category and year")+".")
	}
	r.Tables = []Section{{ID: "files", Table: t}}
	if len(b.Program.Metrics) > 0 {
		r.Tables = append(r.Tables, Section{ID: "metrics", Table: a.metricFiles()})
	}
	return r, nil
}

// metricFiles are the downloads of each metric.
func (a at) metricFiles() Table {
	t := Table{Caption: "Files of each metric", Cards: true, Columns: []Column{{Text: "Metric"}, {Text: "Values"}, {Text: "Statistics"}, {Text: "Events"}}}
	for _, m := range a.Program.Metrics {
		file := func(name string) Cell { return Cell{Text: name, Href: a.root + "metrics/" + m.ID + "/" + name} }
		cells := []Cell{{Text: m.Title, Head: true}, file("data.csv"), file("data.json"), {}}
		if hasEvents(a.measured[m.ID]) {
			cells[3] = file("events.csv")
		}
		t.Rows = append(t.Rows, Row{Cells: cells})
	}
	return t
}

// partText are the kinds of parts that can be hidden.
var partText = map[string]string{"block": "block", "section": "section", "inline": "words in a text", "page": "page", "front matter": "front matter", "entry": "entry", "metric": "metric", "point": "value",
	"evidence": "evidence", "name": "name", "domain": "domain", "comment": "comment", "event": "event", "column": "column", "image": "image"}

// redactions lists every hidden part; only the narrowest edition has it.
func (b *Builder) redactions() (*Register, error) {
	a := b.from("redactions/")
	r := &Register{Frame: a.frame("redactions", b.t("Redactions"), ""), Headline: b.count(len(b.Ledger), "part is", "parts are") + b.t(" withheld from ") + b.Widest, Empty: b.t("Nothing is withheld: everyone sees what you see.")}
	t := Table{Caption: "What others do not see", Cards: true, Columns: []Column{{Text: "Where"}, {Text: "What"}, {Text: "Only for"}, {Text: "Reason"}, {Text: "Until"}, {Text: "Marker"}}}
	marked, whole, silent := 0, 0, 0
	for _, w := range b.Ledger {
		where := Cell{Text: fmt.Sprintf("%s:%d", w.File, w.Line), Head: true}
		if p := b.Index.Pages[w.Page]; p != nil {
			where.Href, where.Note = a.to(p.Address()), p.Title
		}
		marker := b.t("visible")
		switch {
		case w.Silent:
			marker = b.t("none (silent)")
			silent++
		case w.Kind != "block" && w.Kind != "section" && w.Kind != "inline" && !(w.Kind == "point" && w.Reason != ""):
			marker = b.t("none")
			whole++
		default:
			marked++
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{where, {Text: title1(b.t(cmp.Or(partText[w.Kind], w.Kind)))}, {Text: w.Audience}, {Text: b.reason(w.Reason)}, {Text: w.Until}, {Text: marker}}})
	}
	if len(t.Rows) > 0 {
		r.Lead = fmt.Sprintf(b.t("%s a marker with its reason, which everyone can read."), b.count(marked, "of them leaves", "of them leave"))
		if whole > 0 {
			r.Lead += " " + fmt.Sprintf(b.t("%s none, since they are left out whole, like entries, names and pages."), b.count(whole, "of them leaves", "of them leave"))
		}
		if silent > 0 {
			r.Lead += " " + fmt.Sprintf(b.t("%s no marker, by intent."), b.count(silent, "of them leaves", "of them leave"))
		}
		r.Tables = []Section{{ID: "all", Table: t}}
	}
	return r, nil
}
