package check

import (
	"regexp"
	"slices"
	"unicode/utf8"

	"candor/generator/internal/program"
	"candor/generator/internal/source"
)

// Page warns of what a good editor would ask about one page, as the narrowest
// edition has it: what stands there for few is written, all the same. Drafts are
// left alone, since they say themselves that they are not done.
func Page(p *program.Page, ps *source.Problems) {
	if p.Draft() {
		return
	}
	humanError(p, ps)
	undue(p, ps)
	untold(p, ps)
	if p.Kind == program.NearMiss && !stopped(p) {
		ps.Warnf(p.Pos(), "page/barrier", `write [near_miss] and barrier = "…", or a control that worked`, "the near miss does not say what stopped it")
	}
}

// longTitle is how many characters of a metric's title still make a heading.
const longTitle = 80

// Metrics warns of metrics that cannot say whether they are good, and of titles
// that no heading can hold.
func Metrics(list []*program.Metric, ps *source.Problems) {
	for _, m := range list {
		if n := utf8.RuneCountInString(m.Title); n > longTitle && begun(m) {
			ps.Warnf(m.Pos(), "metric/title", "name it in a few words, and write the rest into description", "the title has %d characters, and stands in headings, captions and lists", n)
		}
		if m.File != "" && begun(m) && m.Target == nil && m.Baseline == nil && m.Better != "neutral" {
			ps.Warnf(m.Pos(), "metric/goal", `write target = { value = …, by = DATE } or baseline = { value = …, at = "…" }`, "the metric has neither a target nor a baseline")
		}
	}
}

// begun reports whether a metric has values to be compared with something.
func begun(m *program.Metric) bool { return m.Derive != nil || len(m.Points)+len(m.Events) > 0 }

// blame is how texts put a cause on whoever made a mistake.
var blame = regexp.MustCompile(`(?i)\b(human|operator|user|pilot|admin|administrator|employee|engineer|developer|personal|individual)(['’]s)?[ -]?(error|mistake|failure|slip|oversight|negligence|carelessness)s?\b`)

// humanError reports root causes that end at somebody's mistake, when there are
// no others.
func humanError(p *program.Page, ps *source.Problems) {
	roots := roots(p)
	if len(roots) == 0 || slices.ContainsFunc(roots, func(c program.Cause) bool { return !blame.MatchString(c.Text) }) {
		return
	}
	ps.Warnf(roots[0].Pos, "page/human-error", "ask why the mistake was possible, and why nothing caught it", "the only root cause is somebody's mistake")
}

// roots are the causes that are not merely contributing.
func roots(p *program.Page) []program.Cause {
	return slices.DeleteFunc(slices.Clone(p.Causes), func(c program.Cause) bool { return c.Kind == "contributing" })
}

// undue reports promises that name no day.
func undue(p *program.Page, ps *source.Problems) {
	for _, a := range p.Actions {
		if a.Status != "done" && a.Status != "dropped" && a.Due.IsZero() {
			ps.Warnf(a.Pos, "page/due", "write due = DATE", "the action is open and has no due date")
		}
	}
}

// untold reports a heading Timeline below which nothing has a time.
func untold(p *program.Page, ps *source.Problems) {
	if p.Body != nil && p.Body.Timeline.Line > 0 && len(p.Timeline)+len(p.States)+len(p.Times.List()) == 0 {
		ps.Warnf(p.Body.Timeline, "page/timeline", "write its entries as a list: - 14:32 What happened", "this timeline has no entries")
	}
}

// stopped reports whether a near miss says what stopped it.
func stopped(p *program.Page) bool {
	return p.NearMiss != nil && p.NearMiss.Barrier != "" ||
		slices.ContainsFunc(p.Controls, func(c program.Control) bool { return c.Outcome == "worked" || c.Outcome == "partial" })
}
