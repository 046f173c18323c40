package check

import (
	"time"
	"unicode/utf8"

	"candor/generator/internal/maturity"
	"candor/generator/internal/program"
	"candor/generator/internal/source"
)

// site checks what the configuration names.
func (c *checker) site() {
	for _, m := range c.Site.Home.Metrics {
		c.metric(m)
	}
}

// registers checks what the register of debt names.
func (c *checker) registers() {
	for _, d := range c.Debt {
		c.named(d.From)
	}
}

// records reports attestations that stand there twice, naming both places; the
// room maturity lints the rest of a model.
func (c *checker) records() {
	if c.Model == nil {
		return
	}
	first := map[string]source.Pos{}
	for _, r := range c.Model.Records {
		key := r.Criterion + "@" + r.Day.Format(time.DateOnly)
		if at, ok := first[key]; ok {
			c.ps.Errorf(r.Pos, "maturity/duplicate", "keep one of them", "this criterion was attested on the same day at %s:%d", at.File, at.Line)
			continue
		}
		first[key] = r.Pos
	}
}

// Lint turns what the room maturity finds wrong with a model into problems.
// today is the real day.
func Lint(p *program.Program, in maturity.Input, today time.Time, ps *source.Problems) {
	if p.Model == nil {
		return
	}
	for _, f := range maturity.Lint(in, today) {
		if f.Code == maturity.Duplicate {
			continue // records names both places
		}
		problem := source.Problem{Pos: place(p, f), Code: "maturity/" + string(f.Code), Message: f.Text, Hint: f.Hint}
		if f.Severity == maturity.Warning {
			problem.Severity = source.Warning
		}
		*ps = append(*ps, problem)
	}
}

// inRule is the place within a rule that a finding speaks of; the rule's key
// where its text takes several lines.
func inRule(m *program.Model, f maturity.Finding) source.Pos {
	at, ok := m.Where[f.Address+"#in rule"]
	if !ok {
		return m.Where[f.Address+"#rule"]
	}
	at.Column += utf8.RuneCountInString(f.Rule[:f.Pos])
	return at
}

// place finds where a finding stands: the key that is wrong, else its table.
func place(p *program.Program, f maturity.Finding) source.Pos {
	if f.Rule != "" {
		return inRule(p.Model, f)
	}
	address := f.Address
	switch f.Kind {
	case "record":
		address += "@" + f.Day.Format(time.DateOnly)
	case "roadmap":
		for _, s := range p.Roadmap {
			if s.Key == f.Address {
				return s.Pos
			}
		}
	case "group":
		address = "group " + address
	}
	for _, name := range []string{address + "#" + f.Key, address} {
		if at, ok := p.Model.Where[name]; ok {
			return at
		}
	}
	return p.Model.Where[""]
}
