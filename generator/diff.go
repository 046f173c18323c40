package generator

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"candor/generator/internal/program"
	"candor/generator/internal/trend"
)

// Change is one thing that an audience learns, stops seeing, or sees corrected
// from one source to another.
type Change struct {
	What  string `json:"what"`           // page, passage, value, level, file, fact
	Where string `json:"where"`          // address of the page, metric or file
	Title string `json:"title"`          // of the page or metric
	How   string `json:"how"`            // new, gone, changed, corrected
	Was   string `json:"was,omitempty"`  // what the audience saw before
	Text  string `json:"text,omitempty"` // what it sees now
}

// Diff lists what an audience learns and what it stops seeing between two
// sources of a site. Sources that differ in hidden parts alone give nothing.
func Diff(before, after Config) ([]Change, error) {
	var seen [2]map[string]fact
	for i, c := range []Config{before, after} {
		s, err := Load(c)
		if err != nil {
			return nil, err
		}
		seen[i], err = s.facts()
		_ = s.Close()
		if err != nil {
			return nil, err
		}
	}
	var out []Change
	for _, key := range slices.Sorted(maps.Keys(union(seen[0], seen[1]))) {
		was, had := seen[0][key]
		is, has := seen[1][key]
		switch {
		case !had:
			out = append(out, is.change("new", "", is.text))
		case !has:
			out = append(out, was.change("gone", was.text, ""))
		case was.text != is.text && is.corrected:
			out = append(out, is.change("corrected", was.text, is.text))
		case was.text != is.text:
			out = append(out, is.change("changed", was.text, is.text))
		}
	}
	slices.SortStableFunc(out, func(a, b Change) int { return cmp.Compare(a.Where, b.Where) })
	return out, nil
}

func union(a, b map[string]fact) map[string]bool {
	out := map[string]bool{}
	for k := range a {
		out[k] = true
	}
	for k := range b {
		out[k] = true
	}
	return out
}

// fact is one thing that an audience can read.
type fact struct {
	what, where, title, text string
	corrected                bool
}

func (f fact) change(how, was, is string) Change {
	return Change{What: f.what, Where: f.where, Title: f.title, How: how, Was: was, Text: is}
}

// facts lists what the edition that is asked for tells, by a key that stays the
// same when the thing changes.
func (s *Site) facts() (map[string]fact, error) {
	if n := s.Problems.Errors(); n > 0 {
		return nil, &ProblemsError{n}
	}
	e, err := s.one()
	if err != nil {
		return nil, err
	}
	out := map[string]fact{}
	for _, p := range e.program.Pages {
		s.pageFacts(e, p, out)
	}
	for i, m := range e.program.Metrics {
		metricFacts(m, e.results.analyses[i], out)
	}
	for _, u := range e.used() {
		out["file "+u.file] = fact{what: "file", where: program.AssetAddress(u.file), title: u.file, text: u.file}
	}
	if r := e.results.maturity; r != nil {
		for _, d := range r.Domains {
			out["level "+d.ID] = fact{what: "level", where: "maturity/" + d.ID + "/", title: d.Title, text: fmt.Sprint(d.Level)}
		}
	}
	for _, d := range e.program.Debt {
		out["debt "+d.Key] = fact{what: "fact", where: "debt/", title: d.Title, text: d.Title}
	}
	for _, step := range e.program.Roadmap {
		out["step "+step.Key] = fact{what: "fact", where: "roadmap/", title: step.Title, text: step.Title}
	}
	return out, nil
}

// leftBehind is what a cut leaves of a block.
var leftBehind = regexp.MustCompile(`^::: withheld(?: \| (.*))?\n:::$`)

// pageFacts lists a page, its passages and the values of its front matter.
func (s *Site) pageFacts(e *edition, p *program.Page, out map[string]fact) {
	where := p.Address()
	out["page "+p.ID] = fact{what: "page", where: where, title: p.Title, text: p.Title}
	staged := s.restage(e, p.File)
	if staged == nil {
		return
	}
	for _, passage := range strings.Split(strings.TrimSpace(string(staged.Body)), "\n\n") {
		passage = leftBehind.ReplaceAllStringFunc(passage, func(m string) string {
			return strings.TrimSuffix("Withheld: "+leftBehind.FindStringSubmatch(m)[1], ": ")
		})
		if passage != "" {
			out["passage "+p.ID+"\x00"+passage] = fact{what: "passage", where: where, title: p.Title, text: passage}
		}
	}
	head, _, _ := strings.Cut(strings.TrimPrefix(string(staged.Source()), "+++\n"), "+++\n")
	table := ""
	for line := range strings.Lines(head) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "[") {
			table = strings.Trim(line, "[]") + "."
			continue
		}
		key, value, _ := strings.Cut(line, " = ")
		if key = table + key; key != "audience" {
			out["fact "+p.ID+"\x00"+key] = fact{what: "fact", where: where, title: p.Title, text: key + " = " + value}
		}
	}
}

func metricFacts(m *program.Metric, a *trend.Analysis, out map[string]fact) {
	where := "metrics/" + m.ID + "/"
	out["metric "+m.ID] = fact{what: "page", where: where, title: m.Title, text: m.Title}
	for _, p := range m.Points {
		key := "value " + m.ID + " " + p.Period.String()
		switch {
		case p.Withheld:
			out[key] = fact{what: "value", where: where, title: m.Title, text: p.Period.String() + ": withheld"}
		case p.Value != nil:
			out[key] = fact{what: "value", where: where, title: m.Title, text: fmt.Sprintf("%s: %v", p.Period, *p.Value), corrected: p.Was != nil}
		}
	}
	for _, v := range a.Periods {
		if m.Kind == string(trend.Duration) {
			out["value "+m.ID+" "+v.Period.String()] = fact{what: "value", where: where, title: m.Title, text: fmt.Sprintf("%s: median %s of %d", v.Period, trend.Figure(v.Value), v.N)}
		}
	}
}
