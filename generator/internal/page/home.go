package page

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"candor/generator/internal/chart"
	"candor/generator/internal/program"
	"candor/generator/internal/trend"
)

// home tells the state of the programme in one screen.
func (b *Builder) home() (*Home, error) {
	a := b.from("")
	h := &Home{Frame: a.frame("home", b.Site.Title, ""), AllTiles: a.to("metrics/")}
	h.Headline, h.Lead = a.state()
	h.Description = h.Headline + "."
	if p := b.Index.Pages["home"]; p != nil {
		var err error
		if h.Intro, err = a.blocks(p); err != nil {
			return nil, err
		}
		h.Reasons = b.reasons(p)
	}
	if all := b.byKind[program.Report]; len(all) > 0 {
		newest := a.page(all[0])
		h.Report, h.Reports = &newest, a.to("reports/")
	}
	for _, m := range b.tiles() {
		t, err := a.tile(m, "tile-"+m.ID)
		if err != nil {
			return nil, err
		}
		h.Tiles = append(h.Tiles, t)
	}
	if b.Maturity != nil && b.Maturity.Overall != nil {
		h.Maturity = a.homeMaturity()
	}
	incidents := b.byKind[program.Incident]
	h.Incidents = Group{Title: b.t("Latest incidents")}
	for _, p := range incidents[:min(3, len(incidents))] {
		h.Incidents.Items = append(h.Incidents.Items, a.item(p, false))
	}
	var err error
	if h.Strip, err = a.incidentStrip("incident-strip"); err != nil {
		return nil, err
	}
	t := b.tally()
	if len(b.promises) > 0 {
		h.Promises = Promises{Text: b.tallyText(t), Href: a.to("actions/"), Parts: []Part3{{"good", "Done", len(t.done)}, {"none", "Open", len(t.open)}, {"bad", "Overdue", len(t.late)}}}
	}
	h.Next = a.next()
	h.Changes = a.changesSince()
	if b.feeds() {
		h.Feeds = []Link{{Text: "Atom", Href: "feed.xml"}, {Text: "JSON Feed", Href: "feed.json"}, {Text: "report.json", Href: "report.json"}}
	}
	h.FirstRun = len(b.dated()) == 0 && !slices.ContainsFunc(b.Program.Metrics, func(m *program.Metric) bool { return m.Derive == nil })
	return h, nil
}

// state is the programme in a headline and a few sentences.
func (a at) state() (headline, lead string) {
	t := a.tally()
	open := filtered(a.byKind[program.Incident], func(p *program.Page) bool { return !p.Resolved() && p.Counts() })
	var clauses []string
	if s := a.standing(a.order).words(a.Builder); s != "" {
		clauses = append(clauses, s)
	}
	if n := len(open); n > 0 {
		clauses = append(clauses, fmt.Sprintf(a.t("%s %s not resolved"), a.count(n, "incident", "incidents"), a.isAre(n)))
	} else if len(a.byKind[program.Incident]) > 0 {
		clauses = append(clauses, a.t("no incident is open"))
	}
	headline = strings.TrimSuffix(a.sentence(clauses...), ".")
	if headline == "" {
		headline = a.Site.Title
	}
	var says []string
	if total := len(t.late) + len(t.open) + len(t.done); total > 0 {
		if len(t.late) == 0 {
			says = append(says, a.t("No action is overdue."))
		} else {
			says = append(says, fmt.Sprintf(a.t("%d of %s %s overdue."), len(t.late), a.count(total, "action", "actions"), a.isAre(len(t.late))))
		}
	}
	var better, worse, back, weak []string
	for _, m := range a.order {
		switch m.Trend.Verdict {
		case trend.Improving:
			better = append(better, inSentence(m.Metric.Title))
		case trend.Worsening:
			worse = append(worse, inSentence(m.Metric.Title))
		case trend.Reversed:
			back = append(back, inSentence(m.Metric.Title))
		}
		if m.Weakens() {
			weak = append(weak, inSentence(m.Metric.Title))
		}
	}
	if len(better) > 0 {
		says = append(says, a.t("Improving: ")+a.join(better, 3)+".")
	}
	if len(worse) > 0 {
		says = append(says, a.t("Worsening: ")+a.join(worse, 3)+".")
	}
	if len(weak) > 0 {
		says = append(says, a.t("Weak evidence of worsening, too little for a verdict: ")+a.join(weak, 3)+".")
	}
	if len(back) > 0 {
		says = append(says, a.t("Moved one way and turned back lately: ")+a.join(back, 3)+".")
	}
	return headline, strings.Join(says, " ")
}

// tiles are the metrics that candor.toml names, else those with a target.
func (b *Builder) tiles() []*measured {
	var out []*measured
	for _, ref := range b.Site.Home.Metrics {
		if m := b.measured[ref.ID]; m != nil {
			out = append(out, m)
		}
	}
	if len(b.Site.Home.Metrics) > 0 {
		return out
	}
	for _, m := range b.order {
		if m.Metric.Target != nil {
			out = append(out, m)
		}
	}
	return out
}

func (a at) homeMaturity() *HomeMaturity {
	h := &HomeMaturity{Href: a.to("maturity/")}
	h.Headline, h.Text = a.maturityWords()
	for _, d := range a.Maturity.Domains {
		r := Rung{Title: d.Title, Href: a.to("maturity/" + d.ID + "/"), Level: d.Level, Max: d.Max, Name: a.Model.LevelName(d.Level), Only: a.only(a.Model.Shades[d.ID])}
		if d.Target != nil {
			r.Target = *d.Target
		}
		h.Domains = append(h.Domains, r)
	}
	return h
}

// incidentStrip draws the incidents of the last quarters by severity.
func (a at) incidentStrip(id string) (*Figure, error) {
	all := filtered(a.byKind[program.Incident], func(p *program.Page) bool { return p.Counts() && !p.DateAt.IsZero() })
	if len(all) == 0 {
		return nil, nil
	}
	last := trend.PeriodOf(trend.Quarter, a.day)
	first := trend.PeriodOf(trend.Quarter, all[len(all)-1].Date())
	if oldest := last.Add(-11); first.Before(oldest) {
		first = oldest
	}
	c := chart.BarChart{Head: a.head(id, a.t("Incidents by quarter and severity"), a.t("How many incidents of each severity began in each quarter.")), Unit: a.Language.Unit("incidents"), Stacked: true}
	table := &Table{Caption: "Incidents by quarter and severity", Columns: []Column{{Text: "Quarter"}}}
	var used []string
	for _, s := range program.Severities {
		if slices.ContainsFunc(all, func(p *program.Page) bool { return p.Severity == s }) {
			used = append(used, s)
			c.Series = append(c.Series, chart.BarSeries{Name: a.t(severityText[s]), Severity: severity(s)})
			table.Columns = append(table.Columns, Column{Text: a.t(severityText[s]), Num: true})
		}
	}
	if len(used) == 0 {
		return nil, nil
	}
	for q := first; !last.Before(q); q = q.Next() {
		c.Categories = append(c.Categories, q.String())
		row := Row{Cells: []Cell{{Text: q.String(), Head: true}}}
		for i, s := range used {
			n := len(filtered(all, func(p *program.Page) bool { return p.Severity == s && q.Contains(p.Date()) }))
			c.Series[i].Values = append(c.Series[i].Values, chart.BarValue{Value: float64(n), OK: true})
			row.Cells = append(row.Cells, Cell{Text: fmt.Sprint(n)})
		}
		table.Rows = append(table.Rows, row)
	}
	fig, err := chart.Bars(c)
	if err != nil {
		return nil, err
	}
	m := a.measured["incidents"]
	f := Figure{ID: id, Headline: a.t("Incidents by quarter"), Subtitle: a.t("Incidents by quarter and severity"), Table: table}
	if len(used) == 1 { // one colour has no legend
		f.Subtitle = a.t("Incidents by quarter, all of severity ") + inSentence(a.t(severityText[used[0]]))
	}
	if m != nil {
		f.Headline, f.Downloads = m.Headline, a.downloads(m)
	}
	return a.drawn(fig, f)
}

// mostNext is how many overdue assessments the home page names.
const mostNext = 3

// next is what is due: the assessments that are overdue, then the assessment, the
// action and the step of the roadmap that come next. Embargoes are not said.
func (a at) next() []Fact {
	type due struct {
		day  time.Time
		fact Fact
	}
	var out []Fact
	var coming []due
	fact := func(day time.Time, title, href, note, only string) Fact {
		return Fact{Name: a.dateText(day), Links: []Link{{Text: title, Href: href}}, Note: note, Only: only}
	}
	for _, p := range a.plan() {
		f := fact(p.due, p.page.Title, a.to(p.page.Address()), title1(p.what)+a.overdueText(p.due, a.day), a.onlyPage(p.page.Audience))
		if !p.due.Before(a.day) {
			coming = append(coming, due{p.due, f})
			break
		} else if len(out) < mostNext {
			out = append(out, f)
		}
	}
	open := a.tally().open // by due day, those without one last
	if len(open) > 0 && !open[0].action.Due.IsZero() {
		p := open[0]
		coming = append(coming, due{p.action.Due, fact(p.action.Due, p.action.Title, a.to("actions/")+"#open", a.t("Action"), a.only(p.action.Audience))})
	}
	for _, s := range a.stepsOf(nil) {
		if s.Status != "done" && s.Status != "dropped" && !s.Due.IsZero() && !a.stepLate(s) {
			coming = append(coming, due{s.Due, fact(s.Due, s.Title, a.to("roadmap/")+"#"+program.Anchor(s.Key), a.t("Step of the roadmap"), a.only(s.Audience))})
			break
		}
	}
	slices.SortStableFunc(coming, func(x, y due) int { return x.day.Compare(y.day) })
	for _, d := range coming {
		out = append(out, d.fact)
	}
	return out
}

// changesSince is what changed since the last report's period.
func (a at) changesSince() Changes {
	since := a.lastReport()
	if since.IsZero() {
		return Changes{}
	}
	c := Changes{Since: a.dateText(since)}
	add := func(n int, text string, href string) {
		if n > 0 {
			c.Items = append(c.Items, Link{Text: text, Href: href})
		}
	}
	fresh := filtered(a.byKind[program.Incident], func(p *program.Page) bool { return p.Counts() && p.DateAt.Day().After(since) })
	add(len(fresh), a.count(len(fresh), "new incident", "new incidents"), a.to("incidents/"))
	done, late := 0, 0
	for _, p := range a.promises {
		if p.action.Done.After(since) {
			done++
		}
		if !p.action.Deadline().Before(since) && p.action.Overdue(a.day) { // late from the day after
			late++
		}
	}
	add(done, a.count(done, "action was done", "actions were done"), a.to("actions/")+"#done")
	add(late, a.count(late, "action became overdue", "actions became overdue"), a.to("actions/")+"#late")
	assessed := filtered(a.byKind[program.Assessment], func(p *program.Page) bool { return p.Assess != nil && p.Assess.Completed.Day().After(since) })
	add(len(assessed), a.count(len(assessed), "assessment was completed", "assessments were completed"), a.to("assessments/"))
	c.Items = append(c.Items, a.levelChanges(since)...)
	return c
}

// lastReport is the end of the newest report's period that is over.
func (b *Builder) lastReport() time.Time {
	var last time.Time
	for _, p := range b.byKind[program.Report] {
		if p.Report == nil {
			continue
		}
		if period, err := trend.ParsePeriod(p.Report.Period.ID); err == nil && period.End().Before(b.day) && period.End().After(last) {
			last = period.End()
		}
	}
	return last
}

func (a at) levelChanges(since time.Time) []Link {
	if a.Maturity == nil {
		return nil
	}
	var out []Link
	for _, h := range a.Maturity.History {
		if h.Date != dateISO(since) {
			continue
		}
		for _, d := range a.Maturity.Domains {
			if was, ok := h.Domains[d.ID]; ok && was != d.Level {
				out = append(out, Link{Text: fmt.Sprintf(a.t("%s went from level %d to %d"), d.Title, was, d.Level), Href: a.to("maturity/" + d.ID + "/")})
			}
		}
	}
	return out
}
