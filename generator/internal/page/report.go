package page

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"candor/generator/internal/program"
	"candor/generator/internal/trend"
)

// reportBlocks tell what happened, was done and was late in a report's period.
func (a at) reportBlocks(p *program.Page) ([]Block, error) {
	period, err := trend.ParsePeriod(p.Report.Period.ID)
	if err != nil {
		return nil, nil
	}
	end := period.End()
	if end.After(a.day) {
		end = a.day
	}
	duties := a.duties(end)
	parts := []*Part{a.happened(period), a.kept(duties, period, end), a.lateAt(duties, end)}
	chosen, err := a.chosen(p.Report, end)
	if err != nil {
		return nil, err
	}
	if len(chosen.Figures) > 0 {
		parts = append(parts, chosen)
	}
	var out []Block
	for _, part := range append(parts, a.levelsAt(end)) {
		if part != nil {
			out = append(out, Block{Part: part})
		}
	}
	return out, nil
}

// chosen are a report's metrics as they stood at the end of its period.
func (a at) chosen(r *program.Period, end time.Time) (*Part, error) {
	part := &Part{ID: "report-metrics", Heading: "The metrics of this report"}
	shown := a.measured
	if past := end.Before(a.day); past && len(r.Metrics) > 0 {
		shown = a.measuredAt(end)
		part.Text = fmt.Sprintf(a.t("As of %s, with the values that are known on %s."), a.dateText(end), a.dateText(a.day))
	}
	for _, ref := range r.Metrics {
		m := shown[ref.ID]
		if m == nil {
			continue
		}
		fig, err := a.seriesFigure(m, "chart-"+ref.ID, false)
		if err != nil {
			return nil, err
		}
		if fig == nil {
			continue
		}
		if part.Text != "" { // the file is of the edition's day
			fig.Downloads = slices.DeleteFunc(fig.Downloads, func(l Link) bool { return l.Text == "SVG" })
		}
		part.Figures = append(part.Figures, *fig)
	}
	return part, nil
}

// measuredAt are the metrics as they stood at the end of an earlier day.
func (b *Builder) measuredAt(day time.Time) map[string]*measured {
	out := map[string]*measured{}
	for i, past := range trend.Back(b.Analyses, day) {
		m := *b.Program.Metrics[i]
		m.Target = m.TargetOn(day)
		m.Points = filtered(m.Points, func(p program.Point) bool { return p.Period.Complete(day) })
		out[m.ID] = &measured{Metric: &m, Analysis: past}
	}
	return out
}

// happened lists the pages of a period, oldest first.
func (a at) happened(period trend.Period) *Part {
	part := &Part{ID: "report-happened", Heading: "What happened"}
	var pages []*program.Page
	for _, s := range program.Sections {
		if s.Kind == program.Plain || s.Kind == program.Report {
			continue
		}
		pages = append(pages, filtered(a.byKind[s.Kind], func(q *program.Page) bool {
			return !q.DateAt.IsZero() && period.Contains(q.Date()) && !q.Draft()
		})...)
	}
	newestFirst(pages)
	for _, q := range slices.Backward(pages) {
		part.Items = append(part.Items, a.item(q, true))
	}
	if len(part.Items) == 0 {
		part.Text = a.t("Nothing was published for this period.")
	}
	return part
}

// duty is what somebody promised by a day, whatever file it stands in.
type duty struct {
	kind      string // in English
	title     Cell
	from      Cell
	owner     string
	due, done time.Time
	ended     time.Time // done, dropped or otherwise over
	only      string
}

// late reports whether a duty was due and not done at the end of a day.
func (d *duty) late(day time.Time) bool {
	return !d.due.IsZero() && d.due.Before(day) && (d.ended.IsZero() || d.ended.After(day))
}

// duties are all promises that were known on a day: actions, findings, steps of
// the roadmap, debt.
func (a at) duties(day time.Time) []duty {
	var out []duty
	for _, x := range a.promises {
		act := x.action
		if x.page.DateAt.Day().After(day) {
			continue
		}
		out = append(out, duty{kind: "Action", title: Cell{Text: act.Title}, from: a.origin(x.page), owner: act.Owner, due: act.Deadline(), done: act.Done, ended: act.Ended,
			only: cmp.Or(a.only(act.Audience), a.onlyPage(x.page.Audience))})
	}
	for _, p := range a.byKind[program.Assessment] {
		for i := range p.Findings {
			if f := &p.Findings[i]; !p.Draft() && !f.Opened.After(day) {
				out = append(out, duty{kind: "Finding", title: Cell{Text: f.Key + ": " + f.Title}, from: a.origin(p), owner: f.Owner, due: f.Due, done: f.Closed, ended: f.Ended,
					only: cmp.Or(a.only(f.Audience), a.onlyPage(p.Audience))})
			}
		}
	}
	for _, s := range a.Roadmap {
		out = append(out, duty{kind: "Step", title: Cell{Text: s.Title, Href: a.to("roadmap/") + "#" + program.Anchor(s.Key)}, from: Cell{Text: a.t("Roadmap"), Href: a.to("roadmap/")}, owner: s.Owner, due: s.Due, done: s.Done, ended: s.Ended,
			only: a.only(s.Audience)})
	}
	for _, d := range a.Debt {
		if d.Opened.After(day) {
			continue
		}
		from := Cell{Text: a.t("Debt"), Href: a.to("debt/")}
		if p := a.Index.Pages[strings.Trim(d.From.ID, "/")]; p != nil {
			from = a.origin(p)
		}
		out = append(out, duty{kind: "Debt", title: Cell{Text: d.Title, Href: a.to("debt/") + "#" + program.Anchor(d.Key)}, from: from, owner: d.Owner, due: d.Due, done: d.Closed, ended: d.Closed, only: a.only(d.Audience)})
	}
	return out
}

func (a at) origin(p *program.Page) Cell { return Cell{Text: p.Title, Href: a.to(p.Address())} }

func (a at) kept(duties []duty, period trend.Period, end time.Time) *Part {
	t := &Table{Caption: "Done in the period", Columns: []Column{{Text: "What"}, {Text: "Kind"}, {Text: "From"}, {Text: "Due"}, {Text: "Done"}}, Cards: true, Empty: a.t("Nothing was done in this period.")}
	done := slices.DeleteFunc(slices.Clone(duties), func(d duty) bool { return d.done.IsZero() || !period.Contains(d.done) || d.done.After(end) })
	slices.SortStableFunc(done, func(x, y duty) int { return x.done.Compare(y.done) })
	for _, d := range done {
		d.title.Head = true
		t.Rows = append(t.Rows, Row{Only: d.only, Cells: []Cell{d.title, {Text: a.t(d.kind)}, d.from, {Text: dateISO(d.due)}, {Text: dateISO(d.done)}}})
	}
	return &Part{ID: "report-done", Heading: "What was done", Table: t}
}

func (a at) lateAt(duties []duty, end time.Time) *Part {
	t := &Table{Caption: a.t("Overdue on ") + a.dateText(end), Columns: []Column{{Text: "What"}, {Text: "Kind"}, {Text: "From"}, {Text: "Owner"}, {Text: "Due"}}, Cards: true, Empty: a.t("Nothing was overdue.")}
	late := slices.DeleteFunc(slices.Clone(duties), func(d duty) bool { return !d.late(end) })
	slices.SortStableFunc(late, func(x, y duty) int { return x.due.Compare(y.due) })
	for _, d := range late {
		d.title.Head = true
		t.Rows = append(t.Rows, Row{Only: d.only, Cells: []Cell{d.title, {Text: a.t(d.kind)}, d.from, {Text: d.owner}, {Text: dateISO(d.due)}}})
	}
	return &Part{ID: "report-late", Heading: "What was overdue", Table: t}
}
