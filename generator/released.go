package generator

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"time"

	"candor/generator/internal/audit"
	"candor/generator/internal/cut"
	"candor/generator/internal/document"
	"candor/generator/internal/maturity"
	"candor/generator/internal/program"
	"candor/generator/internal/source"
	"candor/generator/internal/trend"
)

// Released is a figure that an edition shows although it was computed with
// parts that the edition hides.
type Released struct {
	Audience string
	What     string // "mean of time-to-patch", "level of key-management"
	Because  string
}

// give hands the figures that the narrowest edition releases to the files that
// the other editions are cut from.
func (s *Site) give(f *dataFiles) {
	e := s.editions[0]
	for _, d := range f.metrics {
		i := slices.IndexFunc(e.program.Metrics, func(m *program.Metric) bool { return m.File == d.File })
		if i < 0 || e.program.Metrics[i].Release == nil {
			continue
		}
		m := e.program.Metrics[i]
		name := m.Release.Statistic.ID
		if value, ok := s.releasedFigure(m); ok {
			figure := &document.Node{Key: name, Kind: document.Float, Float: value}
			d.Given = map[string]*document.Node{"": {Key: "released", Nodes: []*document.Node{figure, document.NewText("because", m.Release.Because)}}}
			if m.Released == nil { // else it is a metric of the load before, which others read
				m.Released = finishedFigure(name, value, m.Release.Because)
			}
		}
	}
	if f.model == nil || e.results.maturity == nil {
		return
	}
	f.model.Given = map[string]*document.Node{}
	for _, d := range e.results.maturity.Domains {
		if cut.Releases(f.model.Head.Path("domains", d.ID)) {
			f.model.Given[d.ID] = finishedLevel(e, d)
		}
	}
}

// releasedFigure computes what a metric releases. While something is open, only
// the mean and the sum of what is closed can be.
func (s *Site) releasedFigure(m *program.Metric) (float64, bool) {
	name := m.Release.Statistic
	open := slices.ContainsFunc(m.Durations, func(e trend.Event) bool { return e.Open })
	if open && name.ID != "mean" && name.ID != "sum" {
		s.found[0].Errorf(name.Pos, "metric/release", "release the mean of what is closed", "while something is open, nobody knows this figure of all")
		return 0, false
	}
	return trend.Statistic(name.ID, values(pooled(m, s.rules.Day)))
}

func finishedFigure(name string, value float64, because string) *program.Released {
	r := &program.Released{Because: because}
	*map[string]**float64{"mean": &r.Mean, "median": &r.Median, "sum": &r.Sum, "min": &r.Min, "max": &r.Max, "last": &r.Last}[name] = &value
	return r
}

// finishedLevel is a domain's level with its past: at the end of each quarter,
// and on the days of releases. Days before it rose above base are left out, so
// that the first one says nothing of when other domains were first assessed.
func finishedLevel(e *edition, d maturity.DomainStanding) *document.Node {
	past := map[string]int{}
	for _, h := range e.results.maturity.History {
		if level, ok := h.Domains[d.ID]; ok {
			past[h.Date] = level
		}
	}
	register := maturity.Open(e.results.input)
	for _, rel := range e.results.input.Releases {
		for _, then := range register.On(rel.Day).Domains {
			if then.ID == d.ID {
				past[rel.Day.Format(time.DateOnly)] = then.Level
			}
		}
	}
	for _, day := range slices.Sorted(maps.Keys(past)) {
		if past[day] != e.program.Model.Base {
			break
		}
		delete(past, day)
	}
	nodes := []*document.Node{{Key: "level", Kind: document.Integer, Int: int64(d.Level)}, {Key: "score", Kind: document.Float, Float: d.Score}}
	if len(past) > 0 {
		nodes = append(nodes, rows("history", past))
	}
	return &document.Node{Key: "released", Nodes: nodes}
}

// pooledValue is one value of a metric with a name that other metrics over the
// same pages or sheet give it, too.
type pooledValue struct {
	name   string
	value  float64
	period string
}

func values(list []pooledValue) []float64 {
	out := make([]float64, len(list))
	for i, v := range list {
		out[i] = v.value
	}
	return out
}

// pooled are the values that a released figure is made of, oldest first: those
// of complete periods under the definition that holds, or what is closed by the
// end of the day.
func pooled(m *program.Metric, day time.Time) []pooledValue {
	var out []pooledValue
	if m.Kind == string(trend.Duration) {
		seen := map[string]int{}
		for _, e := range slices.SortedStableFunc(slices.Values(m.Durations), func(a, b trend.Event) int { return a.Start.Compare(b.Start) }) {
			name := fmt.Sprintf("%s@%d+%v", origin(m), e.Start.Unix(), e.Length)
			if seen[name]++; !e.Open && e.Length <= m.Length(day.AddDate(0, 0, 1).Sub(e.Start)) {
				out = append(out, pooledValue{fmt.Sprintf("%s#%d", name, seen[name]), e.Length, trend.PeriodOf(trend.Cadence(m.Cadence), e.Start).String()})
			}
		}
		return out
	}
	var since time.Time
	for _, c := range m.Changes {
		if c.Definition && !c.Period.Start().After(day) {
			since = c.Period.Start()
		}
	}
	for _, p := range m.Points {
		if p.Value != nil && !p.Withheld && !p.Partial && p.Period.Complete(day) && !p.Period.Start().Before(since) {
			out = append(out, pooledValue{fmt.Sprintf("%s@%s=%v", origin(m), p.Period, *p.Value), *p.Value, p.Period.String()})
		}
	}
	return out
}

// origin names where a metric's values come from.
func origin(m *program.Metric) string {
	switch {
	case m.Origin != "":
		return m.Origin
	case m.Derive != nil && m.Kind == string(trend.Duration):
		return "derived " + m.Derive.Measure.ID
	}
	return m.ID
}

// auditReleased refuses released figures from which a value follows that an
// edition hides: its published values and all that is released to it are taken
// together.
func (s *Site) auditReleased(l int) {
	if l == 0 {
		return
	}
	e := s.editions[l]
	var asked []*program.Metric
	for _, m := range s.editions[0].program.Metrics {
		if m.Release != nil && m.Released != nil && e.index.Metric(m.ID) != nil {
			asked = append(asked, m)
		}
	}
	if len(asked) == 0 {
		return
	}
	visible := map[string]bool{}
	for _, m := range e.program.Metrics {
		for _, v := range pooled(m, s.rules.Day) {
			visible[v.name] = true
		}
	}
	var equations audit.Equations
	for _, m := range asked {
		list := pooled(m, s.rules.Day)
		equations.Add(hiddenWeights(m.Release.Statistic.ID, list, visible))
		addRanges(&equations, m, m.Release.Statistic.ID, list, visible)
	}
	known := equations.Known()
	for _, m := range asked {
		list := pooled(m, s.rules.Day)
		if slices.ContainsFunc(list, func(v pooledValue) bool { return !visible[v.name] && slices.Contains(known, v.name) }) {
			s.found[l].Errorf(m.Release.Statistic.Pos, "leak/released", "hide one more value, release another statistic, or take the release away",
				"from what is released of the metric %s, %s can work out a hidden value exactly", m.ID, e.name)
		}
	}
}

// addRanges notes what every reader of a released statistic knows of the range of
// the values behind it: that of their kind, and that none is beyond the least, the
// greatest or, where enough values have to be there, the median.
func addRanges(equations *audit.Equations, m *program.Metric, statistic string, list []pooledValue, visible map[string]bool) {
	low, high := math.Inf(-1), math.Inf(1)
	switch trend.Kind(m.Kind) {
	case trend.Proportion:
		low, high = 0, 1
	case trend.Count, trend.Duration, trend.Gap:
		low = 0
	}
	figure, ok := trend.Statistic(statistic, values(list))
	if !ok {
		return
	}
	switch statistic {
	case "max":
		high = min(high, figure)
	case "min":
		low = max(low, figure)
	case "median":
		low, high = medianRange(figure, low, high, list, visible)
	}
	for _, v := range list {
		if !visible[v.name] {
			equations.Between(v.name, v.value, low, high)
		}
	}
}

// medianRange narrows a range by a median that lies at one end of it: half of the
// values or more lie there, too, and if those that are shown do not suffice, all
// that are withheld may have to.
func medianRange(median, low, high float64, list []pooledValue, visible map[string]bool) (float64, float64) {
	if median != low && median != high {
		return low, high
	}
	there, withheld := 0, 0
	for _, v := range list {
		switch {
		case !visible[v.name]:
			withheld++
		case v.value == median:
			there++
		}
	}
	if needed := len(list)/2 + 1; needed-there >= withheld {
		return median, median
	}
	return low, high
}

// hiddenWeights says how much each hidden value counts in a statistic. A value
// that also stands there openly gives nothing away.
func hiddenWeights(statistic string, list []pooledValue, visible map[string]bool) map[string]int {
	open := map[float64]bool{}
	for _, v := range list {
		if visible[v.name] {
			open[v.value] = true
		}
	}
	out := map[string]int{}
	ordered := statistic == "min" || statistic == "max" || statistic == "median"
	for i, w := range trend.Weights(statistic, values(list)) {
		if v := list[i]; w > 0 && !visible[v.name] && !(ordered && open[v.value]) {
			out[v.name] = w
		}
	}
	return out
}

// releases lists the figures that an edition shows by exception.
func (e *edition) releases() []Released {
	if e.level == 0 {
		return nil
	}
	var out []Released
	for _, m := range e.program.Metrics {
		for _, f := range m.Released.Figures() {
			out = append(out, Released{e.name, f.Name + " of " + m.ID, m.Released.Because})
		}
	}
	if e.program.Model == nil {
		return out
	}
	for _, d := range e.program.Model.Domains {
		if d.Released != nil {
			out = append(out, Released{Audience: e.name, What: "level of " + d.ID})
		}
	}
	return out
}

// sound says why a site is not built; nil when it can be.
func (s *Site) sound() error {
	if s.Leaks() {
		return &LeakError{}
	}
	if s.Problems.Errors() > 0 {
		return &ProblemsError{s.Problems}
	}
	return nil
}

// Leaks reports whether a problem of the site is that something hidden would be
// published.
func (s *Site) Leaks() bool {
	return slices.ContainsFunc(s.Problems, func(p Problem) bool { return p.Severity == source.Error && p.Family() == "leak" })
}
