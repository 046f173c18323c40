package generator

import (
	"cmp"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"candor/generator/internal/audit"
	"candor/generator/internal/dataset"
	"candor/generator/internal/program"
	"candor/generator/internal/source"
	"candor/generator/internal/trend"
)

// lastReport is what the comparison needs of a report.json.
type lastReport struct {
	Schema   string       `json:"schema"`
	Audience string       `json:"audience"`
	AsOf     string       `json:"as_of"`
	Metrics  []lastMetric `json:"metrics"`

	level int
	day   time.Time
}

type lastMetric struct {
	ID        string             `json:"id"`
	Points    []dataset.Point    `json:"points"`
	Released  map[string]float64 `json:"released"`
	Durations *struct {
		N, Open      int
		Mean, Median *float64
	} `json:"durations"`
}

// readPrevious reads the report that Config.Previous names, or that lies in the
// folder it names; nil without one.
func (s *Site) readPrevious() (*lastReport, error) {
	name := s.config.Previous
	if name == "" {
		return nil, nil
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		name = filepath.Join(name, "report.json")
	}
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usage("there is no previous report at this place", "name a report.json, or the folder of an edition that holds one")
	}
	r := &lastReport{}
	if err == nil {
		err = json.Unmarshal(data, r)
	}
	if err != nil || r.Schema != dataset.Schema {
		return nil, usage("the previous report cannot be read", "name a report.json that candor wrote")
	}
	level, ok := s.rules.Order.Parse(r.Audience)
	if r.day, err = time.Parse(time.DateOnly, r.AsOf); err != nil || !ok {
		return nil, usage("the previous report is for an audience that this site does not have", "name the report.json of one of its editions")
	}
	r.level = int(level)
	return r, nil
}

// comparePrevious reports what an audience can work out from the last report
// that it was given and this one, and published numbers that changed without a
// word.
func (s *Site) comparePrevious() {
	last := s.previous
	if last == nil {
		return
	}
	e, all := s.editions[last.level], s.editions[0]
	for _, old := range last.Metrics {
		m := all.index.Metric(old.ID)
		if m == nil {
			s.found[last.level].Warnf(source.Pos{File: source.ConfigFile, Line: 1, Column: 1}, "metric/gone", "", "the metric %s of the previous report is gone", old.ID)
			continue
		}
		c := comparison{site: s, last: last, old: old, all: m, seen: e.index.Metric(old.ID), open: map[string]bool{}, found: &s.found[last.level]}
		if c.seen != nil {
			for _, v := range pooled(c.seen, s.rules.Day) {
				c.open[v.name] = true
			}
			c.now = dataset.NewMetric(c.seen, e.results.analyses[slices.Index(e.program.Metrics, c.seen)]).Points
		}
		for _, p := range old.Points {
			c.point(p)
		}
		c.audit()
	}
}

// comparison is one metric in the last report and now.
type comparison struct {
	site  *Site
	last  *lastReport
	old   lastMetric
	all   *program.Metric // as the narrowest edition has it
	seen  *program.Metric // as the audience does, or nil
	now   []dataset.Point // what the audience sees now
	open  map[string]bool // values that the audience knows, by name
	found *Problems
}

// point compares a published value with what has become of it.
func (c *comparison) point(old dataset.Point) {
	if old.Value == nil {
		return
	}
	at, hidden := c.at(old.Period)
	i := slices.IndexFunc(c.now, func(p dataset.Point) bool { return p.Period == old.Period && p.Value != nil })
	switch {
	case i < 0 && hidden != nil && sameFigure(*hidden, *old.Value):
		c.found.Errorf(at, "leak/previous", "show it, or publish without --previous what can no longer be hidden", "the previous report shows the value that is hidden here, %s of the metric %s", old.Period, c.old.ID)
		for _, v := range pooled(c.all, c.site.rules.Day) {
			c.open[v.name] = c.open[v.name] || v.period == old.Period
		}
	case i < 0:
		c.found.Warnf(at, "metric/gone", "say why, with because", "%s of the metric %s stands in the previous report and is gone", old.Period, c.old.ID)
	case sameFigure(*c.now[i].Value, *old.Value) || old.Partial || old.Provisional || old.Open != nil && *old.Open > 0:
	case c.now[i].Was == nil:
		c.found.Warnf(at, "metric/changed", "write what was published as was, with corrected and because", "%s of the metric %s is another number in the previous report", old.Period, c.old.ID)
	case !sameFigure(*c.now[i].Was, *old.Value):
		c.found.Warnf(at, "metric/changed", "write as was what the previous report says", "%s of the metric %s is corrected, but was is not what was published", old.Period, c.old.ID)
	default:
		c.site.Corrected = append(c.site.Corrected, c.old.ID+" "+old.Period)
	}
}

// at is where a period's value is written, and the value itself if it is.
func (c *comparison) at(period string) (source.Pos, *float64) {
	for _, p := range c.all.Points {
		if p.Period.String() == period {
			return p.Pos, p.Value
		}
	}
	if c.all.File == "" {
		return source.Pos{File: source.ConfigFile, Line: 1, Column: 1}, nil
	}
	return c.all.Pos(), nil
}

// audit takes the figures of the last report, and those released now, as
// equations over the values that the audience does not know.
func (c *comparison) audit() {
	then := c.then()
	var equations audit.Equations
	for _, name := range slices.Sorted(maps.Keys(c.old.Released)) {
		c.add(&equations, name, c.old.Released[name], -1, then)
	}
	if d := c.old.Durations; d != nil && d.Mean != nil {
		c.add(&equations, "mean", *d.Mean, d.N-d.Open, then)
	}
	for _, p := range c.old.Points {
		if c.all.Kind == string(trend.Duration) && p.Value != nil && p.N != nil && (p.Open == nil || *p.Open == 0) {
			c.add(&equations, "median", *p.Value, int(*p.N), slices.DeleteFunc(slices.Clone(then), func(v candidate) bool { return v.period != p.Period }))
		}
	}
	if c.seen != nil && c.all.Release != nil && c.all.Released != nil {
		list := pooled(c.all, c.site.rules.Day)
		equations.Add(hiddenWeights(c.all.Release.Statistic.ID, list, c.open))
		addRanges(&equations, c.all, c.all.Release.Statistic.ID, list, c.open)
	}
	for _, name := range equations.Known() {
		if c.open[name] {
			continue
		}
		at, period := c.hidden(name)
		c.found.Errorf(at, "leak/previous", "hide one more value, or leave the figure out that gives it away", "from the previous report and this one, %s can work out a hidden value exactly: %s of the metric %s",
			c.last.Audience, period, c.old.ID)
	}
}

// hidden is the place and the period of a value.
func (c *comparison) hidden(name string) (source.Pos, string) {
	for _, v := range pooled(c.all, c.site.rules.Day) {
		if v.name == name {
			at, _ := c.at(v.period)
			return at, v.period
		}
	}
	return c.all.Pos(), "a value"
}

// candidate is a value that a figure of the last report may be made of.
type candidate struct {
	pooledValue
	sure bool // the last report shows it, so that it is part of each of its figures
}

// then are the values that the figures of the last report may be made of, oldest
// first: those that it shows, as it shows them; those withheld, as they are or, if
// they were corrected, were; and those that are shown today and were not then, which
// may have been withheld or not there yet.
func (c *comparison) then() []candidate {
	var out []candidate
	met := map[string]bool{}
	for _, v := range pooled(c.all, c.last.day) {
		if c.all.Kind == string(trend.Duration) { // its report has no single values
			out = append(out, candidate{v, c.open[v.name]})
			continue
		}
		old, shown := c.shownThen(v.period)
		was := c.was(v.period)
		switch {
		case shown:
			out = append(out, candidate{pooledValue{v.name, old, v.period}, true})
		case was != nil && !c.open[v.name]:
			out = append(out, candidate{pooledValue{v.name + " was", *was, v.period}, false}, candidate{v, false})
		default:
			out = append(out, candidate{v, false})
		}
		met[v.period] = true
	}
	for _, p := range c.old.Points { // withdrawn since
		if c.all.Kind != string(trend.Duration) && p.Value != nil && !p.Partial && !met[p.Period] {
			name := "withdrawn " + p.Period
			c.open[name] = true
			out = append(out, candidate{pooledValue{name, *p.Value, p.Period}, true})
		}
	}
	slices.SortStableFunc(out, func(a, b candidate) int { return strings.Compare(a.period, b.period) })
	return out
}

// shownThen is the value that the last report shows of a period.
func (c *comparison) shownThen(period string) (float64, bool) {
	for _, p := range c.old.Points {
		if p.Period == period && p.Value != nil {
			return *p.Value, true
		}
	}
	return 0, false
}

// was is what a period's value was before it was corrected.
func (c *comparison) was(period string) *float64 {
	for _, p := range c.all.Points {
		if p.Period.String() == period {
			return p.Was
		}
	}
	return nil
}

// mostUnsure keeps the search for the values behind an old figure short.
const mostUnsure = 14

// add notes a figure of the last report as an equation over the values that the
// audience does not know: over those that the report shows, and the most of the
// others that give this figure, withheld ones first. n says how many values it is
// of; below 0: nobody said. A figure that no choice gives is a warning, since
// nobody can tell then what follows from it.
func (c *comparison) add(equations *audit.Equations, statistic string, figure float64, n int, then []candidate) {
	var unsure []int
	for i, v := range then {
		if !v.sure {
			unsure = append(unsure, i)
		}
	}
	slices.SortStableFunc(unsure, func(a, b int) int { // the last bits weigh most, and masks go down
		return cmp.Compare(c.rank(then[a]), c.rank(then[b]))
	})
	tried := min(len(unsure), mostUnsure)
	for mask := 1<<tried - 1; mask >= 0; mask-- {
		out := map[int]bool{}
		for bit, i := range unsure[:tried] {
			out[i] = mask>>bit&1 == 0
		}
		var list []pooledValue
		for i, v := range then {
			if !out[i] {
				list = append(list, v.pooledValue)
			}
		}
		if n >= 0 && n != len(list) {
			continue
		}
		if got, ok := trend.Statistic(statistic, values(list)); ok && sameFigure(got, figure) {
			equations.Add(hiddenWeights(statistic, list, c.open))
			addRanges(equations, c.all, statistic, list, c.open)
			return
		}
	}
	c.found.Warnf(c.all.Pos(), "metric/unmatched", "compare the two reports yourself before you publish",
		"the %s of the metric %s in the previous report does not follow from the values here, so that nobody can tell what it gives away", statistic, c.old.ID)
}

// rank orders values that an old figure may be made of: those withheld weigh more
// than those that are shown today.
func (c *comparison) rank(v candidate) int {
	if c.open[v.name] {
		return 0
	}
	return 1
}

// sameFigure compares numbers but for what is lost in writing them.
func sameFigure(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(a), math.Abs(b)) }
