package page

import (
	"fmt"
	"html"
	"html/template"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"candor/generator/internal/chart"
	"candor/generator/internal/program"
	"candor/generator/internal/trend"
)

type safeHTML = template.HTML

// metric makes the page of one metric.
func (b *Builder) metric(m *measured) (*Metric, error) {
	a := b.from("metrics/" + m.ID + "/")
	out := &Metric{Frame: a.frame("metric", m.Metric.Title, m.Headline+"."), Headline: m.Headline, Status: a.status(m), Trend: trendChip(m)}
	out.Crumbs = []Link{{Text: "Metrics", Href: a.to("metrics/")}}
	if whole := b.measured[m.Of]; whole != nil {
		out.Crumbs = append(out.Crumbs, Link{Text: whole.Metric.Title, Href: a.to("metrics/" + whole.ID + "/")})
		out.Parts = []Link{{Text: whole.Metric.Title, Href: a.to("metrics/" + whole.ID + "/")}}
	}
	out.Only = a.metricOnly(m.Metric)
	if v, of, ok := overall(m); ok {
		out.Number, out.Unit = large(m.Metric, v)
		out.Period = of
	}
	out.Sentences = sentences(m)
	var err error
	if out.Chart, err = a.seriesFigure(m, "chart", true); err != nil {
		return nil, err
	}
	if out.Strip, err = a.dots(m); err != nil {
		return nil, err
	}
	out.Markers = a.markers(m)
	out.Definition = a.definition(m)
	out.Figures = a.figures(m)
	out.Method = method(m)
	out.Changes = changes(m)
	out.Table = a.valueTable(m)
	out.Skipped = a.skipped(m)
	for _, p := range m.parts {
		out.Parts = append(out.Parts, Link{Text: p.Metric.Title, Href: a.to("metrics/" + p.ID + "/")})
	}
	for _, r := range m.Related {
		if p := b.Index.Pages[strings.Trim(r.ID, "/")]; p != nil {
			out.Related = append(out.Related, a.page(p))
		}
	}
	for _, p := range b.byKind[program.Initiative] {
		if p.Start != nil && p.Start.Measure.ID == m.ID {
			out.Related = append(out.Related, a.page(p))
		}
	}
	out.Downloads = a.downloads(m)
	out.Reasons = withheldPoints(m)
	return out, nil
}

func (a at) downloads(m *measured) []Link {
	base := a.root + "metrics/" + m.ID + "/"
	return []Link{{Text: "CSV", Href: base + "data.csv"}, {Text: "JSON", Href: base + "data.json"}}
}

func withheldPoints(m *measured) []string {
	var out []string
	for _, p := range m.Points {
		if p.Withheld {
			reason := p.Because
			if reason == "" {
				reason = "no reason given"
			}
			if !slices.Contains(out, reason) {
				out = append(out, reason)
			}
		}
	}
	return out
}

func sentences(m *measured) []string {
	out := []string{m.Trend.Sentence}
	if t := m.Analysis.Target; t != nil {
		for _, s := range []string{t.Sentence, t.Certainty} {
			if s != "" {
				out = append(out, s)
			}
		}
	}
	return append(out, m.Notes...)
}

// seriesFigure draws a metric over time; nil without a value. full adds limits,
// incidents and changes.
func (a at) seriesFigure(m *measured, id string, full bool) (*Figure, error) {
	pts := points(m)
	if len(pts) == 0 {
		return nil, nil
	}
	c := chart.LineChart{Head: chart.Head{ID: id, Title: m.Metric.Title, Desc: m.Headline}, Unit: chartUnit(m.Metric),
		Series: []chart.Series{{Name: m.Metric.Title, Points: pts}}, FromZero: m.Kind == "count" || m.Kind == "duration"}
	a.levels(m, &c)
	if full {
		c.Bands, _ = limitBands(m)
		for _, ch := range m.Metric.Changes {
			c.Changes = append(c.Changes, chart.Change{At: ch.Period.Start(), Text: ch.Text})
		}
		for i, p := range a.marked(pts) {
			c.Incidents = append(c.Incidents, chart.Incident{At: p.Date().UTC(), Number: i + 1, Text: p.Title, URL: a.to(p.Address())})
		}
	}
	fig, err := chart.Line(c)
	if err != nil {
		return nil, err
	}
	f := &Figure{ID: id, Headline: m.Headline, Subtitle: subtitle(m), Wide: fig.Wide, Narrow: fig.Narrow, Downloads: a.downloads(m), Note: figureNote(m, pts, full)}
	if !full {
		f.Downloads = append([]Link{{Text: "About this metric", Href: a.to("metrics/" + m.ID + "/")}}, f.Downloads...)
	}
	return f, nil
}

// chartInText is a metric's chart in a page's text.
func (a at) chartInText(id, caption string, n int) (*Figure, error) {
	m := a.measured[id]
	if m == nil {
		return nil, nil
	}
	fig, err := a.seriesFigure(m, fmt.Sprintf("chart-%d-%s", n, id), false)
	if fig != nil && caption != "" {
		fig.Subtitle = caption + ". " + fig.Subtitle
	}
	return fig, err
}

func subtitle(m *measured) string {
	what := m.Metric.Title
	switch m.Kind {
	case "duration":
		what += ", median of what began in each " + m.Cadence
	case "gap":
		what += ", at the day that ended each gap"
	default:
		what += " by " + m.Cadence
	}
	return what + ", in " + chartUnit(m.Metric)
}

func figureNote(m *measured, pts []chart.Point, full bool) string {
	var notes []string
	if full {
		bands, tooWide := limitBands(m)
		if len(bands) > 0 {
			notes = append(notes, "Shaded: the range that chance alone explains (XmR limits).")
		}
		if tooWide {
			notes = append(notes, fmt.Sprintf("Limits that span more than %d times the range of the values are not drawn.", widest))
		}
	}
	if slices.ContainsFunc(pts, func(p chart.Point) bool { return p.State == chart.Partial }) {
		notes = append(notes, "Hollow: the period is not over.")
	}
	if slices.ContainsFunc(pts, func(p chart.Point) bool { return p.State == chart.Missing }) && m.Kind != "duration" {
		notes = append(notes, "Gaps are periods without a value.")
	}
	return strings.Join(append(notes, prefixed("Source: ", stop(m.Source))), " ")
}

func (a at) levels(m *measured, c *chart.LineChart) {
	k := scale(m.Metric)
	add := func(kind chart.LevelKind, v *float64) {
		if v != nil {
			c.Levels = append(c.Levels, chart.Level{Kind: kind, Value: *v * k})
		}
	}
	if m.Metric.Target != nil {
		add(chart.Target, &m.Metric.Target.Value)
	}
	if m.Metric.Baseline != nil {
		add(chart.Baseline, &m.Metric.Baseline.Value)
	}
	if th := m.Thresholds; th != nil {
		add(chart.Amber, th.Amber)
		add(chart.Red, th.Red)
	}
}

// widest is how many times the range of the values a band may span: a wider one
// says little and would flatten the line.
const widest = 5

// limitBands are the limits in the chart's scale, without what no value can be;
// tooWide is set when one is left out because it would flatten the line.
func limitBands(m *measured) (out []chart.Band, tooWide bool) {
	low, high := math.Inf(1), math.Inf(-1)
	for _, p := range m.Periods {
		low, high = min(low, p.Value), max(high, p.Value)
	}
	k := scale(m.Metric)
	for _, s := range m.Segments {
		if s.First.IsZero() || !s.First.Before(s.Last) {
			continue
		}
		lower, upper := s.Lower, s.Upper
		if m.Kind == "proportion" {
			lower, upper = max(lower, 0), min(upper, 1)
		}
		if m.Kind == "count" || m.Kind == "level" && allPositive(m) {
			lower = max(lower, 0)
		}
		if upper-lower > widest*(high-low) && high > low {
			tooWide = true
			continue
		}
		out = append(out, chart.Band{From: s.First.Start(), To: s.Last.Start(), Lower: lower * k, Centre: s.Centre * k, Upper: upper * k})
	}
	return out, tooWide
}

func allPositive(m *measured) bool {
	return !slices.ContainsFunc(m.Periods, func(p trend.PeriodValue) bool { return p.Value < 0 })
}

// marked are the serious incidents in a chart's span, oldest first.
func (a at) marked(pts []chart.Point) []*program.Page {
	first, last := pts[0].Start, pts[len(pts)-1].Start
	var out []*program.Page
	for _, p := range slices.Backward(a.byKind[program.Incident]) {
		if d := p.Date(); severity(p.Severity) > 0 && severity(p.Severity) <= 2 && !d.Before(first) && !d.After(last.AddDate(0, 3, 0)) && !p.Draft() {
			out = append(out, p)
		}
	}
	return out
}

func (a at) markers(m *measured) []Link {
	pts := points(m)
	if len(pts) == 0 {
		return nil
	}
	var out []Link
	for i, p := range a.marked(pts) {
		out = append(out, Link{Text: fmt.Sprintf("%d. %s", i+1, p.Title), Href: a.to(p.Address()), Note: dateText(p.Date())})
	}
	return out
}

// dots draws each event of a metric of durations by the year it began in.
func (a at) dots(m *measured) (*Figure, error) {
	if m.Kind != "duration" || len(m.Metric.Durations) == 0 {
		return nil, nil
	}
	by := map[string][]chart.Dot{}
	c := chart.DotChart{Head: chart.Head{ID: "dots", Title: m.Metric.Title + ", each event", Desc: m.Headline}, Unit: chartUnit(m.Metric), Log: true}
	for _, e := range m.Metric.Durations {
		c.Log = c.Log && e.Length > 0
		year := e.Start.Format("2006")
		by[year] = append(by[year], chart.Dot{Value: e.Length, Open: e.Open})
	}
	medians := map[string]*float64{}
	for _, v := range trend.PeriodMedians(trend.Year, m.Metric.Durations, a.day) {
		medians[v.Period.String()] = &v.Value
	}
	for _, year := range slices.Sorted(maps.Keys(by)) {
		c.Groups = append(c.Groups, chart.DotGroup{Label: year, Dots: by[year], Median: medians[year]})
	}
	if t := m.Metric.Target; t != nil && t.Value > 0 {
		c.Target = &t.Value
	}
	fig, err := chart.DotStrip(c)
	if err != nil {
		return nil, err
	}
	return &Figure{ID: "dots", Headline: "Each event, by the year in which it began", Subtitle: "In " + chartUnit(m.Metric) + "; hollow marks are still open", Wide: fig.Wide, Narrow: fig.Narrow}, nil
}

func (a at) definition(m *measured) []Fact {
	var f facts
	f.text("What it is", m.Description)
	f.text("Unit", chartUnit(m.Metric))
	f.text("Better", map[string]string{"lower": "lower", "higher": "higher", "neutral": "neither direction"}[m.Better])
	f.text("Measured by", m.Cadence)
	f.text("Target", targetText(m))
	if b := m.Metric.Baseline; b != nil {
		f.text("Baseline", strings.TrimSpace(quantity(m.Metric, b.Value)+" "+prefixed("in ", b.At.ID)))
	}
	f.text("Source", m.Source)
	f.text("Owner", m.Owner)
	f.text("Known limits", m.Caveats)
	f.text("Definition reviewed", dateText(m.Reviewed))
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
		return quantity(m.Metric, *v)
	}
	if s := m.Summary; s != nil {
		f.text("Values", fmt.Sprint(s.N))
		if m.Kind != "duration" {
			f.text("Missing between them", fmt.Sprint(s.Missing))
			f.text("Median", q(s.Median))
		}
		if s.K != nil && s.Of != nil {
			f.text("Newest value", trend.Figure(float64(*s.K))+" of "+trend.Figure(float64(*s.Of)))
		}
	}
	if d := m.Durations(); d != nil {
		f.text("Still open", fmt.Sprint(d.Open))
		f.text("Median", q(d.Median))
		if d.AtLeast != nil {
			f.text("Median", "more than half are still open; at least "+quantity(m.Metric, *d.AtLeast))
		}
		f.text("90th percentile", q(d.P90))
		f.text("Geometric mean", q(d.GeometricMean))
		f.text("Median of closed ones only", q(d.ClosedOnlyMedian))
		f.text("Mean of closed ones", q(d.Mean))
		f.text("Longest still open", q(d.OldestOpen))
	}
	a.releasedFacts(&f, m.Metric)
	if t := m.Trend; t.P != nil {
		f.text("Mann-Kendall", fmt.Sprintf("n = %d, %s, allowing for persistence %s", t.N, chance(*t.P), chance(value(t.PCorrected))))
		f.text("Evidence", string(t.Evidence))
	}
	return f
}

// chance writes a p-value; small ones as a bound.
func chance(p float64) string {
	if p < 0.001 {
		return "p below 0.001"
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

func method(m *measured) []Fact {
	return append(slices.Clone(methods[m.Kind]),
		Fact{Name: "When we speak of a trend", Text: "With at least 8 values, p below 0.05 after allowing for values that follow each other (Bayley and Hammersley 1946), and after Benjamini and Hochberg's correction (q = 0.10) over all metrics of this edition."},
		Fact{Name: "Missing values", Text: "A gap. They are never taken as 0 and never filled in. A period that is not over makes no claim."})
}

func changes(m *measured) []Moment {
	var out []Moment
	add := func(day time.Time, stamp, text string) {
		out = append(out, Moment{Stamp: dateISO(day), Text: stamp, HTML: template.HTML(html.EscapeString(text))})
	}
	for _, c := range m.Metric.Changes {
		text := stop(c.Text)
		if c.Definition {
			text += " The definition changed: values before and after are not compared."
		} else if c.Rebase {
			text += " New limits from here."
		}
		add(c.Period.Start(), c.Period.String(), text)
	}
	for _, p := range m.Points {
		if p.Was != nil && p.Value != nil {
			when := p.Corrected
			if when.IsZero() {
				when = p.Period.Start()
			}
			add(when, dateText(when), fmt.Sprintf("Correction of %s from %s to %s%s.", p.Period, quantity(m.Metric, *p.Was), quantity(m.Metric, *p.Value), prefixed(": ", p.Because)))
		}
	}
	slices.SortStableFunc(out, func(a, b Moment) int { return strings.Compare(a.Stamp, b.Stamp) })
	return out
}

// valueTable holds the chart's numbers.
func (a at) valueTable(m *measured) *Table {
	t := &Table{Caption: m.Metric.Title + " by " + m.Cadence, Columns: []Column{{Text: "Period"}, {Text: "Value (" + chartUnit(m.Metric) + ")", Num: true}, {Text: "n", Num: true}, {Text: "Note"}}, Empty: "No value yet."}
	written := map[string]program.Point{}
	for _, p := range m.Points {
		written[p.Period.String()] = p
	}
	periods := map[string]trend.PeriodValue{}
	for _, v := range m.Periods {
		periods[v.Period.String()] = v
	}
	for _, pt := range slices.Backward(points(m)) {
		p, v := written[pt.Label], periods[pt.Label]
		row := Row{Cells: []Cell{{Text: pt.Label, Head: true}, {}, {}, {Text: stop(p.Note)}}}
		switch pt.State {
		case chart.Missing:
			row.Cells[1].Text = "–"
		case chart.Withheld:
			row.Cells[1].Text, row.Cells[3].Text = "Withheld", p.Because
		default:
			row.Cells[1].Text, _ = figure(m.Metric, pt.Value/scale(m.Metric))
		}
		switch {
		case p.K != nil && p.N != nil:
			row.Cells[2].Text = trend.Figure(*p.K) + " of " + trend.Figure(*p.N)
		case p.N != nil:
			row.Cells[2].Text = trend.Figure(*p.N)
		case v.N > 0:
			row.Cells[2].Text = fmt.Sprint(v.N)
			if v.Open > 0 {
				row.Cells[3].Text = fmt.Sprintf("%d still open", v.Open)
			}
		}
		if pt.State == chart.Partial {
			row.Cells[3].Text = strings.TrimSpace("The period is not over. " + row.Cells[3].Text)
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
