package page

import (
	"cmp"
	"fmt"
	"html/template"
	"maps"
	"math"
	"slices"
	"strings"

	"candor/generator/internal/chart"
	"candor/generator/internal/program"
	"candor/generator/internal/trend"
)

type safeHTML = template.HTML

// metric makes the page of one metric.
func (b *Builder) metric(m *measured) (*Metric, error) {
	a := b.from("metrics/" + m.ID + "/")
	out := &Metric{Frame: a.frame("metric", m.Metric.Title, m.Headline+"."), Headline: m.Headline, Status: a.status(m), Trend: a.trendChip(m)}
	out.Crumbs = []Link{{Text: b.t("Metrics"), Href: a.to("metrics/")}}
	if whole := b.measured[m.Of]; whole != nil {
		out.Crumbs = append(out.Crumbs, Link{Text: whole.Metric.Title, Href: a.to("metrics/" + whole.ID + "/")})
		out.Parts = []Link{{Text: whole.Metric.Title, Href: a.to("metrics/" + whole.ID + "/")}}
	}
	out.Only = a.metricOnly(m.Metric)
	if v, of, least, ok := b.newest(m); ok {
		out.Number, out.Unit = b.large(m.Metric, v)
		out.Number, out.Period = least+out.Number, of
		if m.Stale() {
			out.Period = fmt.Sprintf(b.t("the last value, of %s"), of)
		}
	}
	out.Sentences = sentences(m)
	var err error
	if out.Chart, err = m.chart(); err != nil {
		return nil, err
	}
	if out.Strip, err = m.strip(); err != nil {
		return nil, err
	}
	out.Markers = a.markers(m)
	out.Definition = a.definition(m)
	out.Figures = a.figures(m)
	out.Method = b.method(m)
	out.Changes = b.changes(m)
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
	for _, r := range b.readers[m.ID] {
		out.Related = append(out.Related, Link{Text: r.text, Href: a.to("maturity/"+r.domain+"/") + "#" + program.Anchor(r.id), Note: fmt.Sprintf(b.t("criterion of level %d"), r.level)})
	}
	out.Downloads = a.downloads(m)
	out.Reasons = b.withheldPoints(m)
	return out, nil
}

func (a at) downloads(m *measured) []Link {
	base := a.root + "metrics/" + m.ID + "/"
	links := []Link{{Text: "CSV", Href: base + "data.csv"}, {Text: "JSON", Href: base + "data.json"}}
	if a.drawable(m) {
		links = append(links, Link{Text: "SVG", Href: base + "chart.svg"})
	}
	return links
}

// reason is the reason for which a point is withheld: its author's, or that of
// the cut, which is a text of candor's.
func (b *Builder) reason(because string) string {
	if because == "too few cases to publish" { // as the cut writes it at points of few cases
		return b.t("too few cases to publish")
	}
	return because
}

func (b *Builder) withheldPoints(m *measured) []string {
	var out []string
	for _, p := range m.Points {
		if p.Withheld {
			reason := cmp.Or(b.reason(p.Because), b.t("no reason given"))
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
// their signals, incidents and changes.
func (a at) seriesFigure(m *measured, id string, full bool) (*Figure, error) {
	pts := a.points(m)
	if len(pts) == 0 {
		return nil, nil
	}
	for i := range pts {
		if !full { // a signal says nothing without its limits
			pts[i].Signal = chart.NoSignal
		}
	}
	c := chart.LineChart{Head: a.head(id, m.Metric.Title, m.Headline), Unit: a.unit(m.Metric),
		Series: []chart.Series{{Name: m.Metric.Title, Points: parted(m, pts)}}, FromZero: m.Kind == "count" || m.Kind == "duration", Whole: m.Kind == "count"}
	c.One = a.unitOfOne(m.Metric)
	a.levels(m, &c)
	if full {
		c.Bands, _ = limitBands(m)
		for _, ch := range m.Metric.Changes {
			c.Changes = append(c.Changes, chart.Change{At: ch.Period.Start(), Text: ch.Text})
		}
		marked, _ := a.marked(m, pts)
		for i, p := range marked {
			c.Incidents = append(c.Incidents, chart.Incident{At: p.Date().UTC(), Number: i + 1, Text: p.Title, URL: a.to(p.Address())})
		}
	}
	fig, err := chart.Line(c)
	if err != nil {
		return nil, err
	}
	f := Figure{ID: id, Headline: m.Headline, Subtitle: a.subtitle(m), Downloads: a.downloads(m), Note: a.figureNote(m, pts, full)}
	if !full {
		f.Downloads = append([]Link{{Text: a.t("About this metric"), Href: a.to("metrics/" + m.ID + "/")}}, f.Downloads...)
	}
	return a.drawn(fig, f)
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

func (b *Builder) subtitle(m *measured) string {
	what := m.Metric.Title
	switch m.Kind {
	case "duration":
		what += b.t(", median of what began in each ") + b.t(m.Cadence)
	case "gap":
		what += b.t(", at the day that ended each gap")
	default:
		what += b.t(" by ") + b.t(m.Cadence)
	}
	words := " " + strings.NewReplacer(",", "", ":", "").Replace(strings.ToLower(m.Metric.Title)) + " "
	if unit := b.unit(m.Metric); !strings.Contains(words, " "+unit+" ") { // not: incidents, in incidents
		what += b.t(", in ") + unit
	}
	return what
}

func (a at) figureNote(m *measured, pts []chart.Point, full bool) string {
	var notes []string
	if full {
		bands, tooWide := limitBands(m)
		if len(bands) > 0 {
			notes = append(notes, a.t("Shaded: the limits between which most values lie while nothing changes (XmR)."))
		}
		if marked, of := a.marked(m, pts); of > len(marked) {
			notes = append(notes, fmt.Sprintf(a.t("Marked are the newest %d of %d incidents."), len(marked), of))
		}
		if tooWide {
			notes = append(notes, fmt.Sprintf(a.t("Limits that span more than %d times the range of the values are not drawn."), widest))
		}
	}
	has := func(f func(chart.Point) bool) bool { return slices.ContainsFunc(pts, f) }
	good, bad := has(func(p chart.Point) bool { return p.Signal == chart.SignalGood }), has(func(p chart.Point) bool { return p.Signal == chart.SignalBad })
	switch {
	case good && bad:
		notes = append(notes, a.t("Diamonds (better) and triangles (worse) break a rule of the limits."))
	case good:
		notes = append(notes, a.t("Diamonds (better) break a rule of the limits."))
	case bad:
		notes = append(notes, a.t("Triangles (worse) break a rule of the limits."))
	}
	if good || bad {
		notes = append(notes, a.t("In up to half of all series that do not change, chance alone breaks one among the newest 8 values."))
	}
	if has(func(p chart.Point) bool { return p.State == chart.Withheld }) {
		notes = append(notes, a.t("A crossed circle stands for a withheld value."))
	}
	if has(func(p chart.Point) bool { return p.State == chart.Partial }) {
		notes = append(notes, a.t("Hollow: the period is not over."))
	}
	if has(func(p chart.Point) bool { return p.State == chart.Missing }) && m.Kind != "duration" {
		notes = append(notes, a.t("Gaps are periods without a value."))
	}
	if len(m.Waiting) > 0 {
		notes = append(notes, a.t("Arrow: half or more is still open, so that the median is at least this."))
	}
	return strings.Join(append(notes, prefixed(a.t("Source: "), stop(m.Source))), " ")
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
	if mark := m.Metric.Benchmark; mark != nil {
		add(chart.Benchmark, &mark.Value)
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
		out = append(out, chart.Band{From: middle(s.First), To: middle(s.Last), Lower: lower * k, Centre: s.Centre * k, Upper: upper * k})
	}
	return out, tooWide
}

func allPositive(m *measured) bool {
	return !slices.ContainsFunc(m.Periods, func(p trend.PeriodValue) bool { return p.Value < 0 })
}

// mostMarked is how many incidents a chart marks: more hide each other.
const mostMarked = 20

// marked are the newest incidents in a chart's span that are worth a mark, oldest
// first; of is how many there are.
func (a at) marked(m *measured, pts []chart.Point) (out []*program.Page, of int) {
	first, last := pts[0].Start, pts[len(pts)-1].Start
	if p, err := trend.ParsePeriod(pts[0].Label); err == nil {
		first = p.Start()
	}
	if p, err := trend.ParsePeriod(pts[len(pts)-1].Label); err == nil {
		last = p.Next().Start()
	}
	for _, p := range slices.Backward(a.byKind[program.Incident]) {
		if d := p.Date(); !p.Draft() && m.marks(p) && !d.Before(first) && !d.After(last) {
			out = append(out, p)
		}
	}
	return out[max(0, len(out)-mostMarked):], len(out)
}

// marks reports whether a chart marks an incident: one that is behind its points,
// where they are measured on incidents, else a serious one.
func (m *measured) marks(p *program.Page) bool {
	d := m.Metric.Derive
	if d == nil || m.Kind != "duration" || d.From != "incidents" {
		return severity(p.Severity) > 0 && severity(p.Severity) <= 2
	}
	skipped := slices.ContainsFunc(m.Metric.Skipped, func(s program.Skipped) bool { return s.Page == p })
	return !skipped && (d.Severity == nil || slices.Contains(d.Severity, p.Severity))
}

func (a at) markers(m *measured) []Link {
	pts := a.points(m)
	if len(pts) == 0 {
		return nil
	}
	var out []Link
	marked, _ := a.marked(m, pts)
	for i, p := range marked {
		out = append(out, Link{Text: fmt.Sprintf("%d. %s", i+1, p.Title), Href: a.to(p.Address()), Note: a.dateText(p.Date())})
	}
	return out
}

// dots draws each event of a metric of durations by the year it began in.
func (a at) dots(m *measured) (*Figure, error) {
	if !hasEvents(m) {
		return nil, nil
	}
	by := map[string][]chart.Dot{}
	c := chart.DotChart{Head: a.head("dots", m.Metric.Title+a.t(", each event"), m.Headline), Unit: a.unit(m.Metric), Log: true}
	c.One = a.unitOfOne(m.Metric)
	open := false
	for _, e := range m.Metric.Durations {
		open = open || e.Open
		c.Log = c.Log && e.Length > 0
		year := e.Start.Format("2006")
		by[year] = append(by[year], chart.Dot{Value: e.Length, Open: e.Open})
	}
	medians := map[string]*float64{}
	for _, v := range trend.PeriodMedians(trend.Year, m.Metric.Durations, a.day) {
		if !v.AtLeast {
			medians[v.Period.String()] = &v.Value
		}
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
	subtitle := a.t("In ") + a.unit(m.Metric)
	if c.Log {
		subtitle += a.t(", on a logarithmic scale")
	}
	if open {
		subtitle += a.t("; hollow marks are still open")
	}
	return a.drawn(fig, Figure{ID: "dots", Headline: a.t("Each event, by the year in which it began"), Subtitle: subtitle,
		Downloads: []Link{{Text: "CSV", Href: a.root + "metrics/" + m.ID + "/events.csv"}, {Text: "SVG", Href: a.root + "metrics/" + m.ID + "/events.svg"}}})
}
