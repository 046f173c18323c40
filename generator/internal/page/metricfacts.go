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
	f.text("Measured by", a.t(m.Cadence))
	f.text("Target", a.targetText(m))
	if b := m.Metric.Baseline; b != nil {
		f.text("Baseline", strings.TrimSpace(a.quantity(m.Metric, b.Value)+" "+prefixed(a.t("in "), b.At.ID)))
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

// figures are the statistics behind the headline.
func (a at) figures(m *measured) []Fact {
	var f facts
	q := func(v *float64) string {
		if v == nil {
			return ""
		}
		return a.quantity(m.Metric, *v)
	}
	if s := m.Summary; s != nil {
		f.text("Values", fmt.Sprint(s.N))
		if m.Kind != "duration" {
			f.text("Missing between them", fmt.Sprint(s.Missing))
			f.text("Median", q(s.Median))
		}
		if s.K != nil && s.Of != nil {
			f.text("Newest value", trend.Figure(float64(*s.K))+a.t(" of ")+trend.Figure(float64(*s.Of)))
		}
	}
	if d := m.Durations(); d != nil {
		f.text("Still open", fmt.Sprint(d.Open))
		f.text("Median", q(d.Median))
		if d.AtLeast != nil {
			f.text("Median", a.t("more than half are still open; at least ")+a.quantity(m.Metric, *d.AtLeast))
		}
		f.text("90th percentile", q(d.P90))
		f.text("Geometric mean", q(d.GeometricMean))
		f.text("Median of closed ones only", q(d.ClosedOnlyMedian))
		f.text("Mean of closed ones", q(d.Mean))
		f.text("Longest still open", q(d.OldestOpen))
	}
	a.releasedFacts(&f, m.Metric)
	if t := m.Trend; t.P != nil {
		f.text("Mann-Kendall", fmt.Sprintf(a.t("n = %d, %s, allowing for persistence %s"), t.N, a.chance(*t.P), a.chance(value(t.PCorrected))))
		f.text("Evidence", a.t(string(t.Evidence)))
	}
	return f
}

// chance writes a p-value; small ones as a bound.
func (b *Builder) chance(p float64) string {
	if p < 0.001 {
		return b.t("p below 0.001")
	}
	return "p = " + trend.Figure(p)
}

func value(v *float64) float64 {
	if v == nil {
		return 0
	}
	return *v
}

var methods = map[string][]Fact{
	"duration":   {{Name: "Centre", Text: "Median by Kaplan and Meier (1958), so that what is still open counts; without open items it is the ordinary median."}, {Name: "Trend", Text: "Mann-Kendall on the logarithm of the lengths, by start."}},
	"count":      {{Name: "Rate", Text: "Events per period with Garwood's exact interval (1936)."}, {Name: "Trend", Text: "Mann-Kendall with ties."}},
	"proportion": {{Name: "Share", Text: "k of n with Wilson's interval (1927); at 0 and n that of Clopper and Pearson (1934)."}, {Name: "Trend", Text: "Mann-Kendall on the shares."}},
	"level":      {{Name: "Centre", Text: "The newest value, and the median of all."}, {Name: "Trend", Text: "Mann-Kendall with Sen's slope (1968) and its interval by ranks."}},
	"gap":        {{Name: "Centre", Text: "The median gap; the gap since the last event is “so far”."}, {Name: "Trend", Text: "Ratio of the rates of two halves, exact."}},
}

func (b *Builder) method(m *measured) []Fact {
	out := slices.Clone(methods[m.Kind])
	for i := range out {
		out[i].Text = b.t(out[i].Text)
	}
	return append(out,
		Fact{Name: "When we speak of a trend", Text: b.t("With at least 8 values, p below 0.05 after allowing for values that follow each other (Bayley and Hammersley 1946), and after Benjamini and Hochberg's correction (q = 0.10) over all metrics of this edition.")},
		Fact{Name: "Missing values", Text: b.t("A gap. They are never taken as 0 and never filled in. A period that is not over makes no claim.")})
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
			add(when, b.dateText(when), fmt.Sprintf(b.t("Correction of %s from %s to %s%s."), p.Period, b.quantity(m.Metric, *p.Was), b.quantity(m.Metric, *p.Value), prefixed(": ", p.Because)))
		}
	}
	slices.SortStableFunc(out, func(a, b Moment) int { return strings.Compare(a.Stamp, b.Stamp) })
	return out
}

// valueTable holds the chart's numbers.
func (a at) valueTable(m *measured) *Table {
	t := &Table{Caption: m.Metric.Title + a.t(" by ") + a.t(m.Cadence), Columns: []Column{{Text: "Period"}, {Text: a.t("Value (") + a.unit(m.Metric) + ")", Num: true}, {Text: "n", Num: true}, {Text: "Note"}}, Empty: a.t("No value yet.")}
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
			row.Cells[1].Text, row.Cells[3].Text = a.t("Withheld"), p.Because
		default:
			row.Cells[1].Text, _ = a.figure(m.Metric, pt.Value/scale(m.Metric))
		}
		switch {
		case p.K != nil && p.N != nil:
			row.Cells[2].Text = trend.Figure(*p.K) + a.t(" of ") + trend.Figure(*p.N)
		case p.N != nil:
			row.Cells[2].Text = trend.Figure(*p.N)
		case v.N > 0:
			row.Cells[2].Text = fmt.Sprint(v.N)
			if v.Open > 0 {
				row.Cells[3].Text = fmt.Sprintf(a.t("%d still open"), v.Open)
			}
			if pt.State == chart.Missing {
				row.Cells[3].Text += a.t("; at least ") + a.quantity(m.Metric, v.Value)
			}
		}
		if pt.State == chart.Partial {
			row.Cells[3].Text = strings.TrimSpace(a.t("The period is not over. ") + row.Cells[3].Text)
		}
		if a.internal() && p.Audience != "" {
			row.Only = p.Audience
		}
		t.Rows = append(t.Rows, row)
	}
	return t
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
