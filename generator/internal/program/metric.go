package program

import (
	"time"

	"candor/generator/internal/source"
	"candor/generator/internal/trend"
)

// Metric is a series, written or derived from the site's own pages.
type Metric struct {
	ID   string
	File string // "" for a derived metric without a file

	Title        string     `toml:"title" doc:"Title."`
	Description  string     `toml:"description" doc:"The definition that readers see."`
	Category     string     `toml:"category" enum:"detection response recovery coverage vulnerability-management training incidents debt audit-coverage key-management monitoring bounty governance culture other" doc:"Where it belongs."`
	Kind         string     `toml:"kind" enum:"level count proportion duration gap" doc:"What its numbers are; it picks the method."`
	Noun         Noun       `toml:"unit" doc:"Unit of the values: its plural, or its singular and plural."`
	Better       string     `toml:"better" enum:"lower higher neutral" doc:"Which direction is better."`
	Cadence      string     `toml:"cadence" enum:"day week month quarter year" doc:"How often it is measured."`
	Audience     string     `toml:"audience" doc:"Who may see it; the narrowest when it says nothing."`
	Owner        string     `toml:"owner" role:"yes" doc:"A role or team."`
	Source       string     `toml:"source" doc:"How it is collected."`
	Caveats      string     `toml:"caveats" doc:"Known limits."`
	Reviewed     time.Time  `toml:"reviewed" doc:"Day the definition was last reviewed."`
	Baseline     *Baseline  `toml:"baseline" doc:"Where the way to the target begins."`
	Target       *Target    `toml:"target" doc:"What was promised."`
	Targets      []Target   `toml:"targets" doc:"What was promised for one time after another; earlier ones keep their verdict."`
	Measures     string     `toml:"measures" enum:"implementation effectiveness impact" doc:"What it is evidence of."`
	WhenRed      string     `toml:"when_red" doc:"What is done when it is red."`
	Benchmark    *Benchmark `toml:"benchmark" doc:"What others reach; drawn as a line."`
	Census       bool       `toml:"census" doc:"A complete count, not a sample: it has no interval."`
	Thresholds   *Threshold `toml:"thresholds" doc:"Values that call for attention."`
	Indifference *float64   `toml:"indifference" doc:"Steady: the slope and its interval lie within this per step."`
	Season       *int       `toml:"period" doc:"Length of a season in steps."`
	MinCount     *int       `toml:"min_count" doc:"Points with a smaller n are withheld."`
	Changes      []Change   `toml:"changes" doc:"Changes of process or definition, by period."`
	Points       []Point    `toml:"points" doc:"Values by period."`
	Events       []Event    `toml:"events" doc:"What lasted from one day to another."`
	Derive       *Derive    `toml:"derive" doc:"Takes the values from the site's own pages."`
	Release      *Release   `toml:"release" doc:"One figure is computed with hidden values and published."`
	Released     *Released  `toml:"released" doc:"Left by a cut: figures that were computed with values withheld here."`
	Extra        Extra      `toml:"extra" doc:"An organisation's own keys."`
	Related      []Ref      `toml:"related" doc:"Pages about it."`

	Unit      string        // the plural form
	UnitOne   string        // the singular, where the author gave it
	Origin    string        // sheet and column of the values, or ""
	Of        string        // of a companion by severity: the metric that it is a part of
	Total     *float64      // of derived sums of money: over all periods
	Durations []trend.Event // of duration metrics, in the metric's unit
	Skipped   []Skipped     // of derived metrics: pages that are not counted, and why
}

// TargetOn is the target that holds on a day, or nil.
func (m *Metric) TargetOn(day time.Time) *Target {
	spans := make([]trend.Target, len(m.Targets))
	for i, t := range m.Targets {
		spans[i] = trend.Target{From: t.From, By: t.By}
	}
	if i := trend.InForce(spans, day); i >= 0 {
		return &m.Targets[i]
	}
	return m.Target
}

// Release asks for one figure over all values, hidden ones included.
type Release struct {
	Statistic Ref    `toml:"statistic" need:"yes" doc:"mean, median, sum, min, max or last."`
	Because   string `toml:"because" need:"yes" doc:"Why it is published."`
}

// Released are figures that were computed with values withheld here.
type Released struct {
	Mean    *float64 `toml:"mean" doc:"Mean of all values."`
	Median  *float64 `toml:"median" doc:"Median of all values."`
	Sum     *float64 `toml:"sum" doc:"Sum of all values."`
	Min     *float64 `toml:"min" doc:"Smallest value."`
	Max     *float64 `toml:"max" doc:"Largest value."`
	Last    *float64 `toml:"last" doc:"Newest value."`
	Because string   `toml:"because" doc:"Why it is published."`
}

// Figure is a number with its name.
type Figure struct {
	Name  string
	Value float64
}

// Figures lists what was released.
func (r *Released) Figures() []Figure {
	if r == nil {
		return nil
	}
	var out []Figure
	for _, f := range []struct {
		name  string
		value *float64
	}{{"mean", r.Mean}, {"median", r.Median}, {"sum", r.Sum}, {"min", r.Min}, {"max", r.Max}, {"last", r.Last}} {
		if f.value != nil {
			out = append(out, Figure{f.name, *f.value})
		}
	}
	return out
}

// Pos is the beginning of the metric's file.
func (m *Metric) Pos() source.Pos { return source.Pos{File: m.File, Line: 1, Column: 1} }

// Length is a stretch of time in the metric's unit; in days where the unit is
// none of time.
func (m *Metric) Length(d time.Duration) float64 {
	unit, ok := trend.UnitLength(m.Unit)
	if !ok {
		unit = 24 * time.Hour
	}
	return float64(d) / float64(unit)
}

// Skipped is a page that a derived metric does not count.
type Skipped struct {
	Page *Page
	Why  string
}

// Baseline is a value and its period.
type Baseline struct {
	Value float64 `toml:"value" need:"yes" doc:"The value."`
	At    Ref     `toml:"at" doc:"Its period."`
}

// Noun is a unit: its plural, and its singular where the author gave one.
type Noun struct {
	One   string `toml:"one" need:"yes" doc:"The unit of one: patch."`
	Other string `toml:"other" need:"yes" doc:"The unit of several: patches."`
}

// Benchmark is what others reach.
type Benchmark struct {
	Value  float64 `toml:"value" need:"yes" doc:"The value."`
	Source string  `toml:"source" doc:"Who says so."`
}

// Target is a value and a day.
type Target struct {
	Value float64   `toml:"value" need:"yes" doc:"The value."`
	From  time.Time `toml:"from" doc:"The day from which it counts."`
	By    time.Time `toml:"by" doc:"The day it is promised for."`
}

// Threshold are the values beyond which a metric is amber or red.
type Threshold struct {
	Amber *float64 `toml:"amber" doc:"Calls for attention."`
	Red   *float64 `toml:"red" doc:"Calls for action."`
}

// Change is a dated change of process or definition.
type Change struct {
	Entry
	Period     trend.Period
	Text       string `toml:"text" doc:"What changed."`
	Rebase     bool   `toml:"rebase" doc:"New limits from here."`
	Definition bool   `toml:"definition" doc:"Values before and after are never pooled."`
}

// Point is the value of a period.
type Point struct {
	Entry
	Period    trend.Period
	Value     *float64  `toml:"value" doc:"The value."`
	N         *float64  `toml:"n" doc:"How many cases are behind it."`
	K         *float64  `toml:"k" doc:"How many of n."`
	Note      string    `toml:"note" doc:"A remark."`
	Because   string    `toml:"because" doc:"Why it is hidden or was corrected."`
	Was       *float64  `toml:"was" doc:"What was published before."`
	Corrected time.Time `toml:"corrected" doc:"Day of the correction."`
	Withheld  bool      `toml:"withheld" doc:"Left by a cut: the value is withheld."`
	// Provisional values may still be revised.
	Provisional bool `toml:"provisional" doc:"The value may still be revised."`
	Partial     bool // derived: the period was not over
}

// Event is something that lasted.
type Event struct {
	Entry
	Opened   When   `toml:"opened" need:"yes" doc:"When it began."`
	Closed   When   `toml:"closed" doc:"When it ended; absent while open."`
	Severity string `toml:"severity" enum:"severity" doc:"How bad it was."`
	Note     string `toml:"note" doc:"A remark."`
}

// Derive says which of the site's own pages give a metric its values.
type Derive struct {
	From     string   `toml:"from" enum:"incidents near-misses actions findings assessments debt upgrades" doc:"Which pages."`
	Measure  Ref      `toml:"measure" doc:"Which derived metric."`
	Severity []string `toml:"severity" enum:"severity" doc:"Only pages of these severities."`
	By       string   `toml:"by" enum:"day week month quarter year" doc:"Period of the values."`
}
