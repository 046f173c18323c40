package generator

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"candor/generator/internal/program"
	"candor/generator/internal/source"
	"candor/generator/internal/trend"
)

// flattery compares one edition with the narrowest.
type flattery struct {
	*Site
	level    int
	own, all *edition
	said     map[string]bool // figures that are reported already
}

// flatters warns of figures that are better in an edition than in the narrowest,
// because something is withheld there. It needs all editions, so a run for one
// audience says nothing.
func (s *Site) flatters() {
	s.checkAccepted()
	if s.config.Audience != "" {
		return
	}
	said := map[string]bool{}
	for l := len(s.editions) - 1; l > 0; l-- {
		f := &flattery{s, l, s.editions[l], s.editions[0], said}
		f.metrics()
		f.overdue()
		f.maturity()
	}
}

// figures that [accepted] may name, beside those of metrics.
var countedFigures = []string{"actions", "assessments", "debt", "maturity", "roadmap"}

// checkAccepted reports keys of [accepted] that name no figure, or no reason.
func (s *Site) checkAccepted() {
	known := slices.Clone(countedFigures)
	for _, m := range s.editions[0].program.Metrics {
		known = append(known, "metrics/"+m.ID)
	}
	accepted := s.editions[0].program.Site.Accepted
	for _, key := range slices.Sorted(maps.Keys(accepted)) {
		at := s.root.Path("accepted", key).At(source.ConfigFile)
		switch {
		case !slices.Contains(known, key):
			s.found[0].Errorf(at, "config/value", source.DidYouMean(key, known), "no figure has this name; write it like \"metrics/time-to-fix\"")
		case strings.TrimSpace(accepted[key]) == "":
			s.found[0].Errorf(at, "config/value", "write why the figure may look better than it is", "the reason is empty")
		}
	}
}

// warn reports a figure at what is withheld behind it.
func (f *flattery) warn(at source.Pos, figure, what string) {
	if _, ok := f.all.program.Site.Accepted[figure]; ok || f.said[figure] {
		return
	}
	f.said[figure] = true
	hint := fmt.Sprintf("show it, release a figure, or write %q = \"…\" under [accepted] in candor.toml, with the reason", figure)
	f.found[0].Warnf(at, "honest/flatters", hint, "withheld from %s, this makes %s of %q look better than in %s", f.own.name, what, figure, f.all.name)
}

// metrics compares verdicts, statuses of targets and what is open for too long.
func (f *flattery) metrics() {
	for i, m := range f.own.program.Metrics {
		j := slices.IndexFunc(f.all.program.Metrics, func(o *program.Metric) bool { return o.ID == m.ID })
		if j < 0 || m.Of != "" || len(m.Points)+len(m.Durations) == 0 || f.all.program.Metrics[j].Release != nil {
			continue
		}
		whole := f.all.program.Metrics[j]
		at, ok := f.withheld(whole)
		if what := better(f.own.results.analyses[i], f.all.results.analyses[j], m, whole); ok && what != "" {
			f.warn(at, "metrics/"+m.ID, what)
		}
	}
}

// better names what is better in the first of two states of a metric; "" for nothing.
func better(own, all *trend.Analysis, shown, whole *program.Metric) string {
	switch {
	case targetRank(own) > targetRank(all):
		return "the target status"
	case verdictRank(own, shown) > verdictRank(all, whole):
		return "the verdict"
	case tooLong(own, shown) < tooLong(own, whole):
		return "the number of items that are open for too long"
	}
	return ""
}

// targetRank orders what became of a target.
func targetRank(a *trend.Analysis) int {
	switch t := a.Target; {
	case t == nil:
		return 1
	case t.Status == trend.TargetMissed:
		return 0
	case t.Status == trend.TargetMet:
		return 5
	case t.Status == trend.TargetMetLate:
		return 4
	case t.Course == trend.OnCourse:
		return 3
	case t.Status == trend.TargetNotYet:
		return 2
	}
	return 1
}

// verdictRank orders verdicts: worse, neither, better.
func verdictRank(a *trend.Analysis, m *program.Metric) int {
	switch t := a.Trend; {
	case t.Verdict == trend.Improving:
		return 2
	case t.Verdict == trend.Worsening:
		return 0
	case t.Verdict == trend.Stepped && t.Break != nil && m.Better != "neutral":
		if (t.Break.After > t.Break.Before) == (m.Better == "higher") {
			return 2
		}
		return 0
	}
	return 1
}

// tooLong counts the open events that have lasted longer than the target or, without
// one, than the median that the edition shows.
func tooLong(shown *trend.Analysis, m *program.Metric) int {
	limit := 0.0
	switch {
	case m.Better != "lower":
		return 0
	case m.Target != nil:
		limit = m.Target.Value
	case shown.Durations != nil && shown.Durations.Median != nil:
		limit = *shown.Durations.Median
	default:
		return 0
	}
	n := 0
	for _, e := range m.Durations {
		if e.Open && e.Length > limit {
			n++
		}
	}
	return n
}

// withheld is the first place that an edition does not see of what a metric of the
// narrowest is made of. ok is false where it sees all of it.
func (f *flattery) withheld(m *program.Metric) (at source.Pos, ok bool) {
	if m.Derive != nil {
		return f.withheldPage(m.Derive.From)
	}
	for _, w := range f.ledger {
		if w.File == m.File && w.Kind != "metric" && int(w.Level) < f.level {
			return w.Pos, true
		}
	}
	i := slices.IndexFunc(f.own.program.Metrics, func(o *program.Metric) bool { return o.ID == m.ID })
	own := f.own.program.Metrics[i]
	return m.Pos(), len(own.Points) != len(m.Points) || len(own.Durations) != len(m.Durations) // a sheet
}

// withheldPage is the first page or part of a page that an edition does not see, of
// those that a derived metric counts.
func (f *flattery) withheldPage(from string) (at source.Pos, ok bool) {
	for _, p := range f.all.program.Pages {
		own := f.own.index.Pages[p.ID]
		if p.Draft() || own == p || !counts(p, from) {
			continue
		}
		if own == nil {
			return p.Pos(), true
		}
		for _, w := range f.ledger {
			if w.File == p.File && int(w.Level) < f.level && (w.Kind == "entry" || w.Kind == "front matter") {
				return w.Pos, true
			}
		}
	}
	return source.Pos{}, false
}

// counts reports whether pages like this are what a derived metric counts.
func counts(p *program.Page, from string) bool {
	switch from {
	case "actions":
		return len(p.Actions) > 0
	case "findings", "debt":
		return p.Kind == program.Assessment
	}
	return slices.ContainsFunc(program.Sections, func(s program.Section) bool { return s.Kind == p.Kind && s.Folder == from }) ||
		from == "upgrades" && len(p.Causes) > 0
}

// overdue reports what is overdue and that an edition does not see. An edition that
// shows nothing of a kind counts nothing of it.
func (f *flattery) overdue() {
	all, own := due(f.all.program, f.rules.Day), due(f.own.program, f.rules.Day)
	for _, item := range all {
		shown := slices.ContainsFunc(own, func(o duty) bool { return o.figure == item.figure })
		if item.late && shown && !slices.ContainsFunc(own, func(o duty) bool { return o.pos == item.pos }) {
			f.warn(item.pos, item.figure, "the number of overdue items")
		}
	}
}

// duty is what has a day by which it is promised.
type duty struct {
	figure string
	pos    source.Pos
	late   bool
}

// due lists what a program promises, by the figure that counts it.
func due(p *program.Program, day time.Time) []duty {
	var out []duty
	for _, page := range p.Pages {
		if page.Draft() {
			continue
		}
		for i := range page.Actions {
			out = append(out, duty{"actions", page.Actions[i].Pos, page.Actions[i].Overdue(day)})
		}
		for i := range page.Findings {
			out = append(out, duty{"assessments", page.Findings[i].Pos, page.Findings[i].Overdue(day)})
		}
	}
	for _, s := range p.Roadmap {
		out = append(out, duty{"roadmap", s.Pos, s.Overdue(day)})
	}
	for _, d := range p.Debt {
		out = append(out, duty{"debt", d.Pos, d.Overdue(day)})
	}
	return out
}

// maturity reports an overall level that is higher because a domain is not shown.
func (f *flattery) maturity() {
	own, all := f.own.results.maturity, f.all.results.maturity
	if own == nil || all == nil || own.Overall == nil || all.Overall == nil || own.Overall.Level <= all.Overall.Level {
		return
	}
	for _, id := range all.Overall.BlockedBy {
		if f.own.program.Model.Where[id].File == "" {
			f.warn(f.all.program.Model.Where[id], "maturity", "the overall level")
		}
	}
}
