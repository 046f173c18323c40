package intake

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"candor/generator/internal/cut"
	"candor/generator/internal/document"
	"candor/generator/internal/program"
	"candor/generator/internal/source"
	"candor/generator/internal/trend"
)

// required are the keys of a metric that is not derived.
var required = []string{"kind", "unit", "better", "cadence"}

// Metric reads a metric's staged file.
func (r *Reader) Metric(staged *cut.Staged) *program.Metric {
	file, root := staged.File(), staged.Head()
	d := &decoder{Reader: r, file: file, family: "metric", top: shapeKeys(&program.Metric{})}
	m := &program.Metric{ID: source.Stem(file), File: file}
	at := source.Pos{File: file, Line: 1, Column: 1}
	if !idForm.MatchString(m.ID) {
		d.ps.Errorf(at, "metric/id", "rename it to "+proposeID(m.ID)+".toml", "a metric's name is lower-case letters, digits and hyphens")
	}
	d.table(root, m, nil)
	m.Unit, m.UnitOne = m.Noun.Other, m.Noun.One
	need := []string{"title"}
	if m.Derive == nil {
		need = append(need, required...)
	}
	for _, key := range need {
		if root.Get(key) == nil {
			d.ps.Errorf(at, "metric/missing", "", "%s is missing", key)
		}
	}
	if m.Derive == nil {
		d.series(m, root)
	} else {
		for _, key := range []string{"points", "events"} {
			if n := root.Get(key); n != nil {
				d.errorf(n, "points", "remove one of them", "a derived metric has no %s of its own", key)
			}
		}
	}
	d.declared(m, root)
	return m
}

// series checks the values of a metric that is not derived.
func (d *decoder) series(m *program.Metric, root *document.Node) {
	points, events := root.Get("points"), root.Get("events")
	switch {
	case m.Kind == "duration" && points != nil:
		d.errorf(points, "points", "write each as \"V-12\" = { opened = DATE, closed = DATE } under [events]", "a metric of durations has events, not points")
	case m.Kind != "duration" && events != nil:
		d.errorf(events, "points", "write them under [points], or set kind = \"duration\"", "only a metric of durations has events")
	}
	grain := trend.Cadence(m.Cadence)
	if m.Kind == "gap" {
		grain = trend.Day
	}
	pointAt, eventAt := points.Index(), events.Index()
	seen := map[trend.Period]bool{}
	kept := m.Points[:0]
	for _, p := range m.Points {
		if d.point(m, &p, pointAt[p.Key], grain) {
			if seen[p.Period] {
				d.errorf(pointAt[p.Key], "period", "keep one of them", "this period stands there twice")
			}
			seen[p.Period] = true
			kept = append(kept, p)
		}
	}
	m.Points = kept
	slices.SortStableFunc(m.Points, func(a, b program.Point) int { return a.Period.Start().Compare(b.Period.Start()) })
	if m.Kind == "gap" {
		d.gaps(m.Points, points)
	}
	for i := range m.Events {
		d.event(m, &m.Events[i], eventAt[m.Events[i].Key])
	}
	m.Events = slices.DeleteFunc(m.Events, func(e program.Event) bool { return e.Opened.IsZero() || d.later(e.Opened.Time) })
	m.Durations = durations(m, d.Day)
}

// gaps warns of a gap that began before the event before it, and refuses one that
// began before our calendar. A day's grace is for events with an hour.
func (d *decoder) gaps(points []program.Point, at *document.Node) {
	before := time.Time{}
	for _, p := range points {
		day := p.Period.Start()
		since := func(first time.Time) float64 { return float64((day.Unix()-first.Unix())/86400 + 1) }
		switch {
		case p.Value == nil:
		case *p.Value > since(time.Time{}):
			d.errorf(at.Get(p.Key), "value", "write the days since the event before", "the gap began before our calendar")
		case *p.Value > since(before):
			d.warnf(at.Get(p.Key), "value", "write the days since the event before", "the gap is longer than the time since the point before")
		}
		before = day
	}
}

// point checks one value; false drops it.
func (d *decoder) point(m *program.Metric, p *program.Point, n *document.Node, grain trend.Cadence) bool {
	period, err := trend.ParsePeriod(p.Key)
	if err != nil || period.Start().Year() < earliest {
		d.errorf(n, "period", "write 2025, 2025-Q1, 2025-01, 2025-W07 or 2025-01-31", "this is no period")
		return false
	}
	if grain.Valid() && period.Cadence() != grain {
		d.errorf(n, "period", "write "+trend.PeriodOf(grain, period.Start()).String(), "the metric is measured by %s, and this is no %s", grain, grain)
		return false
	}
	p.Period = period
	if d.later(period.Start()) {
		return false
	}
	if p.N != nil && (*p.N < 0 || *p.N != math.Trunc(*p.N)) {
		d.errorf(n.Get("n"), "number", "write how many cases are behind the value", "n is a whole number, 0 or more")
		return false
	}
	if p.K != nil && m.Kind != "proportion" && m.Kind != "" {
		d.errorf(n.Get("k"), "value", `remove it, or set kind = "proportion"`, "only a proportion counts k of n")
	}
	switch m.Kind {
	case "proportion":
		d.share(p, n)
	case "count":
		if p.Value != nil && (*p.Value < 0 || *p.Value != math.Trunc(*p.Value)) {
			d.errorf(n, "value", "write how many there were", "a count is a whole number, 0 or more")
		}
	case "gap":
		if p.Value != nil && *p.Value < 0 {
			d.errorf(n, "value", "write the days since the event before", "a gap is not negative")
		}
	}
	if p.Value == nil && !p.Withheld && p.K == nil {
		d.errorf(n, "missing", "write value = 12.5; leave the period out when there is none", "the point has no value")
		return false
	}
	if p.Was != nil && p.Corrected.IsZero() {
		d.warnf(n, "undated", "write corrected = DATE", "the value was corrected, but not when")
	}
	return true
}

// shareRounding is how far a written share may be from k of n: whole per cents
// are as coarse as people write.
const shareRounding = 0.005

// share checks k and n, or a share from 0 to 1, and sets the value from k and n.
func (d *decoder) share(p *program.Point, n *document.Node) {
	switch {
	case p.K != nil && (p.N == nil || *p.N <= 0 || *p.K < 0 || *p.K > *p.N || *p.K != math.Trunc(*p.K) || *p.N != math.Trunc(*p.N)):
		d.errorf(n, "value", "write { k = 45, n = 50 }", "k is a whole number from 0 to n, and n is 1 or more")
		p.K, p.N = nil, nil
		p.Withheld = true // reported already; keep it out of the figures
	case p.K != nil:
		v := *p.K / *p.N
		if p.Value != nil && math.Abs(*p.Value-v) > shareRounding {
			d.errorf(n, "contradiction", "leave the value out, k and n say it", "value is not k of n")
		}
		p.Value = &v
	case p.Value != nil && (*p.Value < 0 || *p.Value > 1):
		d.errorf(n, "value", "write 0.33 for 33 %, or { k = 33, n = 100 }", "a proportion is a share from 0 to 1")
		p.Value = nil
		p.Withheld = true
	}
}

func (d *decoder) event(m *program.Metric, e *program.Event, n *document.Node) {
	if !e.Closed.IsZero() && !e.Opened.IsZero() && before(e.Closed, e.Opened) {
		d.errorf(n.Get("closed"), "order", "", "closed lies before opened")
	}
	if !e.Closed.IsZero() && d.later(e.Closed.Time) {
		e.Closed = program.When{}
	}
}

// durations turns events into lengths in the metric's unit. An open one runs to
// the report's day: to its end for times, to the day itself for bare dates.
func durations(m *program.Metric, day time.Time) []trend.Event {
	var out []trend.Event
	for _, e := range m.Events {
		end, open := e.Closed.Time, e.Closed.IsZero()
		if open {
			end = day
			if !e.Opened.Bare {
				end = day.AddDate(0, 0, 1)
			}
		}
		from := e.Opened.Time
		if e.Opened.Bare != e.Closed.Bare && !open {
			from, end = e.Opened.Day(), e.Closed.Day()
		}
		out = append(out, trend.Event{Start: e.Opened.Time.UTC(), Length: max(m.Length(end.Sub(from)), 0), Open: open})
	}
	return out
}

// declared checks what is said about a series: changes, targets, thresholds.
func (d *decoder) declared(m *program.Metric, root *document.Node) {
	kept := m.Changes[:0]
	for _, c := range m.Changes {
		n := root.Path("changes", c.Key)
		period, err := trend.ParsePeriod(c.Key)
		if err != nil {
			d.errorf(n, "period", "write 2025, 2025-Q1, 2025-01, 2025-W07 or 2025-01-31", "this is no period")
			continue
		}
		if grain := trend.Cadence(m.Cadence); m.Kind != "gap" && grain.Valid() && period.Cadence() != grain {
			d.errorf(n, "period", "write "+trend.PeriodOf(grain, period.Start()).String(), "the metric is measured by %s, and this is no %s", grain, grain)
			continue
		}
		if c.Period = period; !d.later(period.Start()) {
			kept = append(kept, c)
		}
	}
	m.Changes = kept
	slices.SortStableFunc(m.Changes, func(a, b program.Change) int {
		return cmp.Or(a.Period.Start().Compare(b.Period.Start()), strings.Compare(a.Key, b.Key))
	})
	d.promised(m, root)
	if m.Baseline != nil && m.Baseline.At.ID != "" {
		d.period(root.Path("baseline", "at"))
	}
	if m.Kind == "proportion" {
		d.shares(m, root)
	}
	d.limits(m, root)
	if n := root.Get("period"); n != nil && m.Season != nil && *m.Season < 2 {
		d.errorf(n, "value", "write 12 for months that repeat each year", "a season has two steps or more")
	}
	if n := root.Get("indifference"); n != nil && m.Indifference != nil && *m.Indifference < 0 {
		d.errorf(n, "value", "", "a band is not negative")
	}
	if r := m.Release; r != nil && !slices.Contains(trend.Statistics, r.Statistic.ID) {
		d.errorf(root.Get("release"), "release", source.DidYouMean(r.Statistic.ID, trend.Statistics), "what can be released is one of %s", strings.Join(trend.Statistics, ", "))
		m.Release = nil
	}
	if n := root.Get("reviewed"); n != nil && !m.Reviewed.IsZero() && m.Reviewed.AddDate(1, 0, 0).Before(d.Day) {
		d.warnf(n, "review", "read the definition again and set the date", "the definition was last reviewed more than a year ago")
	}
}

// promised checks several targets, puts them in order and finds the one that holds
// on the report's day.
func (d *decoder) promised(m *program.Metric, root *document.Node) {
	n := root.Get("targets")
	if n == nil {
		return
	}
	if m.Target != nil {
		d.errorf(n, "contradiction", "write all of them under targets", "there is a target beside targets")
		m.Target = nil
	}
	for i, t := range m.Targets {
		if i < len(n.Nodes) && !t.From.IsZero() && !t.By.IsZero() && t.By.Before(t.From) {
			d.errorf(n.Nodes[i], "order", "swap them", "by lies before from")
		}
		if i < len(n.Nodes) && m.Kind == "proportion" && (t.Value < 0 || t.Value > 1) {
			d.errorf(n.Nodes[i], "value", "write 0.95 for 95 %", "a proportion is a share from 0 to 1")
			m.Targets[i].Value = 0
		}
	}
	slices.SortStableFunc(m.Targets, func(a, b program.Target) int { return lastDay(a).Compare(lastDay(b)) })
	for i := 1; i < len(m.Targets); i++ {
		if from := m.Targets[i].From; !from.IsZero() && !from.After(lastDay(m.Targets[i-1])) {
			d.errorf(n, "order", "let each begin on a day after the one before ends", "two targets hold on one day")
		}
	}
	m.Target = m.TargetOn(d.Day)
}

// lastDay is the end of a target's time; one without an end comes last.
func lastDay(t program.Target) time.Time {
	if t.By.IsZero() {
		return time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
	}
	return t.By
}

// limits checks numbers that decide what is shown, or in which colour.
func (d *decoder) limits(m *program.Metric, root *document.Node) {
	if m.MinCount != nil && *m.MinCount < 0 {
		d.errorf(root.Get("min_count"), "value", "write min_count = 3, or 0 to withhold nothing", "a count is not negative")
	}
	if m.Baseline != nil && m.Target != nil && !m.Target.By.IsZero() {
		by := root.Path("target", "by")
		if at, err := trend.ParsePeriod(m.Baseline.At.ID); err == nil && by != nil && !at.Start().Before(m.Target.By) {
			d.errorf(by, "order", "a target is reached after its baseline", "by lies before the baseline")
		}
	}
	if t := m.Thresholds; t != nil && t.Amber != nil && t.Red != nil && (m.Better == "lower" && *t.Red < *t.Amber || m.Better == "higher" && *t.Red > *t.Amber) {
		d.errorf(root.Get("thresholds"), "order", "swap them, or say which direction is better", "%s is better, so amber comes before red", m.Better)
	}
}

// shares checks that targets of proportions are shares, too.
func (d *decoder) shares(m *program.Metric, root *document.Node) {
	check := func(v *float64, path ...string) {
		if n := root.Path(path...); v != nil && n != nil && (*v < 0 || *v > 1) {
			d.errorf(n, "value", "write 0.95 for 95 %", "a proportion is a share from 0 to 1")
			*v = 0
		}
	}
	if m.Target != nil && len(m.Targets) == 0 {
		check(&m.Target.Value, "target", "value")
	}
	if b := m.Benchmark; b != nil {
		check(&b.Value, "benchmark", "value")
	}
	if m.Baseline != nil {
		check(&m.Baseline.Value, "baseline", "value")
	}
	if m.Thresholds != nil {
		check(m.Thresholds.Amber, "thresholds", "amber")
		check(m.Thresholds.Red, "thresholds", "red")
	}
}
