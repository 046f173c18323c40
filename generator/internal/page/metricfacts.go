package page

import (
	"fmt"
	"html"
	"html/template"
	"slices"
	"strings"
	"time"

	"candor/generator/internal/chart"
	"candor/generator/internal/program"
	"candor/generator/internal/trend"
)

// definition says what a metric is.
func (a at) definition(m *measured) []Fact {
	var f facts
	f.text("What it is", m.Description)
	f.text("Unit", a.unit(m.Metric))
	f.text("Better", map[string]string{"lower": a.t("lower"), "higher": a.t("higher"), "neutral": a.t("neither direction")}[m.Better])
	if m.Kind == "gap" {
		f.text("Measured", a.t("at each event"))
	} else {
		f.text("Measured by", a.t(m.Cadence))
	}
	f.text("Measures", a.t(m.Measures))
	f.text("Target", a.targetText(m))
	for _, t := range m.Analysis.Targets {
		f.text("Earlier target", a.earlier(m, t))
	}
	f.text("When it is red", m.WhenRed)
	if mark := m.Metric.Benchmark; mark != nil {
		f.text("Benchmark", a.quantity(m.Metric, mark.Value)+prefixed(": ", mark.Source))
	}
	if m.Census {
		f.text("Counted", a.t("all cases, so there is no interval"))
	}
	if b := m.Metric.Baseline; b != nil {
		f.text("Baseline", strings.TrimSpace(a.quantity(m.Metric, b.Value)+" "+a.when(b.At.ID)))
	}
	f.text("Source", m.Source)
	f.text("Owner", m.Owner)
	f.text("Known limits", m.Caveats)
	f.text("Definition reviewed", a.dateText(m.Reviewed))
	for _, x := range m.Extra {
		f.add(Fact{Name: title(x.Key), Text: x.Value, Only: a.only(x.Audience)})
	}
	return f
}

// earlier is a target that another one has followed, with the verdict of its day.
func (b *Builder) earlier(m *measured, t trend.Promise) string {
	text := b.quantity(m.Metric, t.Value)
	if by, err := time.Parse(time.DateOnly, t.By); err == nil {
		text += b.t(" by ") + b.dateText(by)
	}
	word := map[trend.Status]string{trend.TargetMet: b.t("met"), trend.TargetMetLate: b.t("met late"), trend.TargetMissed: b.t("missed"), trend.TargetStale: b.t("no recent value")}[t.Status]
	return text + prefixed(": ", word)
}

func (b *Builder) changes(m *measured) []Moment {
	var out []Moment
	add := func(day time.Time, stamp, text string) {
		out = append(out, Moment{Stamp: dateISO(day), Text: stamp, HTML: template.HTML(html.EscapeString(text))})
	}
	for _, c := range m.Metric.Changes {
		text := stop(c.Text)
		if c.Definition {
			text += b.t(" The definition changed: values before and after are not compared.")
		} else if c.Rebase {
			text += b.t(" New limits from here.")
		}
		add(c.Period.Start(), c.Period.String(), text)
	}
	for _, p := range m.Points {
		if p.Was != nil && p.Value != nil {
			when := p.Corrected
			if when.IsZero() {
				when = p.Period.Start()
			}
			add(when, b.dateText(when), stop(fmt.Sprintf(b.t("Correction of %s from %s to %s%s"), p.Period, b.quantity(m.Metric, *p.Was), b.quantity(m.Metric, *p.Value), prefixed(": ", p.Because))))
		}
	}
	slices.SortStableFunc(out, func(a, b Moment) int { return strings.Compare(a.Stamp, b.Stamp) })
	return out
}

// when says of when a baseline is: in a period, on a day.
func (b *Builder) when(period string) string {
	if len(period) == len("2006-01-02") {
		return b.t("on ") + b.inText(period)
	}
	return prefixed(b.t("in "), period)
}

// inText is a period as prose names it: a day in words.
func (b *Builder) inText(period string) string {
	if day, err := time.Parse(time.DateOnly, period); err == nil {
		return b.dateText(day)
	}
	return period
}

// valueTable holds the chart's numbers.
func (a at) valueTable(m *measured) *Table {
	caption, period := m.Metric.Title+a.t(" by ")+a.t(m.Cadence), Column{Text: "Period"}
	if m.Kind == "gap" {
		caption, period = m.Metric.Title, Column{Text: "Up to"}
	}
	t := &Table{Caption: caption, Columns: []Column{period, {Text: a.t("Value (") + a.unit(m.Metric) + ")", Num: true}, {Text: "n", Num: true}, {Text: "Note"}}, Empty: a.t("No value yet.")}
	written := map[string]program.Point{}
	for _, p := range m.Points {
		written[p.Period.String()] = p
	}
	periods := map[string]trend.PeriodValue{}
	for _, v := range append(m.Waiting[:len(m.Waiting):len(m.Waiting)], m.Periods...) {
		periods[v.Period.String()] = v
	}
	for _, pt := range slices.Backward(a.points(m)) {
		p, v := written[pt.Label], periods[pt.Label]
		row := Row{Cells: []Cell{{Text: pt.Label, Head: true}, {}, {}, {Text: stop(p.Note)}}}
		switch pt.State {
		case chart.Missing:
			row.Cells[1].Text = "–"
		case chart.Withheld:
			row.Cells[1].Text, row.Cells[3].Text = a.t("Withheld"), a.reason(p.Because)
		case chart.AtLeast:
			row.Cells[1].Text, _ = a.figure(m.Metric, pt.Value/scale(m.Metric))
			row.Cells[1].Text = "≥\u00a0" + row.Cells[1].Text
		default:
			row.Cells[1].Text, _ = a.figure(m.Metric, pt.Value/scale(m.Metric))
		}
		switch {
		case p.K != nil && p.N != nil:
			row.Cells[2].Text = a.ofAll(*p.K, *p.N)
		case p.N != nil:
			row.Cells[2].Text = trend.Figure(*p.N)
		case v.N > 0:
			row.Cells[2].Text = fmt.Sprint(v.N)
			if v.Open > 0 {
				row.Cells[3].Text = fmt.Sprintf(a.t("%d still open"), v.Open)
			}
		}
		if pt.State == chart.Partial || v.Partial {
			row.Cells[3].Text = strings.TrimSpace(a.t("The period is not over. ") + row.Cells[3].Text)
		}
		if a.internal() && p.Audience != "" {
			row.Only = p.Audience
		}
		t.Rows = append(t.Rows, row)
	}
	return t.withoutEmpty()
}

func (a at) skipped(m *measured) *Table {
	if len(m.Metric.Skipped) == 0 {
		return nil
	}
	t := &Table{Caption: "Pages that are not counted", Columns: []Column{{Text: "Page"}, {Text: "Why"}}}
	for _, s := range m.Metric.Skipped {
		t.Rows = append(t.Rows, Row{Only: a.onlyPage(s.Page.Audience), Cells: []Cell{{Text: s.Page.Title, Href: a.to(s.Page.Address()), Head: true}, {Text: title1(s.Why)}}})
	}
	return t
}
