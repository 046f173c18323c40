package intake

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"candor/generator/internal/cut"
	"candor/generator/internal/document"
	"candor/generator/internal/maturity"
	"candor/generator/internal/program"
	"candor/generator/internal/source"
)

type modelFile struct {
	Model   modelFields  `toml:"model" doc:"The model: its name and its levels."`
	Scales  []scaleEntry `toml:"scales" doc:"Scales of answers; without one: met, partial, not-met, na."`
	Groups  []groupEntry `toml:"groups" doc:"Groups of domains."`
	Domains []domain     `toml:"domains" doc:"What is assessed."`
}

type modelFields struct {
	ID               string   `toml:"id" need:"yes" doc:"Name of the model."`
	Version          string   `toml:"version" doc:"Its version; a new one draws a break in the history."`
	Title            string   `toml:"title" doc:"Title."`
	Base             *int     `toml:"base" doc:"Level held with no criterion met; default 1."`
	Levels           []string `toml:"levels" need:"yes" doc:"Names of the levels, the first of level base."`
	MaxAgeDays       int      `toml:"max_age_days" doc:"How long an attestation holds."`
	Scale            string   `toml:"scale" doc:"Scale of the answers."`
	RequiresEvidence bool     `toml:"requires_evidence" doc:"Met without evidence counts as unmet."`
}

type scaleEntry struct {
	program.Entry
	Answers   answers  `toml:"answers" need:"yes" doc:"Answers and their values."`
	Satisfied *float64 `toml:"satisfied" need:"yes" doc:"An answer of at least this value meets a criterion."`
}

type answers []maturity.Answer

type groupEntry struct {
	program.Entry
	Title  string `toml:"title" doc:"Title."`
	Rollup string `toml:"rollup" enum:"mean weakest sum" doc:"How it sums up its members."`
	Group  string `toml:"group" doc:"Group that it belongs to."`
}

type domain struct {
	program.Entry
	Title    string      `toml:"title" need:"yes" doc:"Title."`
	Text     string      `toml:"text" doc:"What it is about."`
	Target   int         `toml:"target" doc:"Level to reach."`
	TargetBy time.Time   `toml:"target_by" doc:"Day to reach it by."`
	Group    string      `toml:"group" doc:"Group that it belongs to."`
	Scale    string      `toml:"scale" doc:"Scale of its answers."`
	Score    string      `toml:"score" enum:"sum mean" doc:"Sum or mean of the criteria's values, beside the level."`
	Overall  *bool       `toml:"overall" doc:"false: not part of the overall level."`
	Max      int         `toml:"max" doc:"Highest level that it defines."`
	Release  bool        `toml:"release" doc:"The level is computed with hidden parts and published."`
	Released *finished   `toml:"released" doc:"Left by a cut: the level, computed with parts that are not shown here."`
	Criteria []criterion `toml:"criteria" doc:"What must be true."`
}

// finished is a level that was computed where more is known.
type finished struct {
	Level   int      `toml:"level" need:"yes" doc:"The level."`
	Score   *float64 `toml:"score" doc:"The score."`
	History byDay    `toml:"history" doc:"Levels by day."`
}

type byDay map[string]int

type criterion struct {
	program.Entry
	Level      int      `toml:"level" need:"yes" doc:"Level that needs it."`
	Text       string   `toml:"text" need:"yes" doc:"What must be true."`
	By         string   `toml:"by" enum:"attest rule" doc:"attest or rule."`
	Rule       string   `toml:"rule" doc:"Condition over the site's figures."`
	MaxAgeDays int      `toml:"max_age_days" doc:"How long an attestation holds."`
	Guidance   []string `toml:"guidance" doc:"What to look at."`
}

// Maturity reads data/maturity.toml.
func (r *Reader) Maturity(staged *cut.Staged) *program.Model {
	file, root := staged.File(), staged.Head()
	d := &decoder{Reader: r, file: file, family: "maturity"}
	var f modelFile
	d.table(root, &f, nil)
	at := source.Pos{File: file, Line: 1, Column: 1}
	if root.Get("model") == nil {
		d.ps.Errorf(at, "maturity/missing", `write [model] with id and levels`, "the file has no model")
	}
	base := 1
	if f.Model.Base != nil {
		base = *f.Model.Base
	}
	m := &program.Model{Texts: map[string]string{}, Guidance: map[string][]string{}, Shades: map[string]string{}, Where: map[string]source.Pos{"": at}}
	m.Model = maturity.Model{ID: f.Model.ID, Version: f.Model.Version, Base: base, Levels: f.Model.Levels, MaxAgeDays: f.Model.MaxAgeDays,
		Scale: f.Model.Scale, RequiresEvidence: f.Model.RequiresEvidence}
	for _, s := range f.Scales {
		m.Scales = append(m.Scales, maturity.Scale{Name: s.Key, Answers: s.Answers, Satisfied: number(s.Satisfied)})
	}
	for _, g := range f.Groups {
		m.Groups = append(m.Groups, maturity.Group{ID: g.Key, Title: cmp.Or(g.Title, g.Key), Rollup: maturity.Rollup(cmp.Or(g.Rollup, "mean")), Group: g.Group})
		d.where(m, "group "+g.Key, root.Path("groups", g.Key))
	}
	for _, dom := range f.Domains {
		d.domain(m, dom, root.Path("domains", dom.Key))
	}
	return m
}

func number(f *float64) float64 {
	if f == nil {
		return 0
	}
	return *f
}

func (d *decoder) domain(m *program.Model, dom domain, n *document.Node) {
	if !idForm.MatchString(dom.Key) {
		d.errorf(n, "id", "rename it to "+proposeID(dom.Key), "a domain's name is lower-case letters, digits and hyphens")
	}
	out := maturity.Domain{ID: dom.Key, Title: dom.Title, Group: dom.Group, Scale: dom.Scale, Score: maturity.Rollup(dom.Score),
		Apart: dom.Overall != nil && !*dom.Overall, Max: dom.Max, Target: dom.Target, TargetBy: dom.TargetBy}
	if f := dom.Released; f != nil {
		out.Released = &maturity.Released{Level: f.Level, Score: f.Score, History: f.History}
	}
	if dom.Text != "" {
		m.Texts[dom.Key] = dom.Text
	}
	if dom.Release {
		m.Release = append(m.Release, dom.Key)
	}
	d.where(m, dom.Key, n)
	if e := d.closed(n); e.Audience != "" {
		m.Shades[dom.Key] = e.Audience
	}
	for _, c := range dom.Criteria {
		at := n.Path("criteria", c.Key)
		if !idForm.MatchString(c.Key) {
			d.errorf(at, "id", "rename it to "+proposeID(c.Key), "a criterion's name is lower-case letters, digits and hyphens")
		}
		switch {
		case c.By == "rule" && c.Rule == "":
			d.errorf(at, "missing", `write rule = "…"`, "the criterion is by rule and has none")
		case c.By == "attest" && c.Rule != "":
			d.errorf(at.Get("rule"), "contradiction", `write by = "rule", or remove the rule`, "the criterion is by attestation and has a rule")
		}
		address := maturity.Address(dom.Key, c.Key)
		d.where(m, address, at)
		if r := at.Get("rule"); r != nil && r.Inner > 0 {
			m.Where[address+"#in rule"] = source.Pos{File: d.file, Line: int(r.Line), Column: int(r.Inner)}
		}
		if len(c.Guidance) > 0 {
			m.Guidance[address] = c.Guidance
		}
		out.Criteria = append(out.Criteria, maturity.Criterion{ID: c.Key, Level: c.Level, Text: c.Text, Rule: c.Rule, MaxAgeDays: c.MaxAgeDays})
	}
	m.Domains = append(m.Domains, out)
}

// where notes the places of a table and of its keys.
func (d *decoder) where(m *program.Model, address string, n *document.Node) {
	m.Where[address] = n.At(d.file)
	for _, k := range n.Nodes {
		m.Where[address+"#"+k.Key] = k.At(d.file)
	}
}

var assessors = []string{"self", "peer", "external"}

type record struct {
	State         answer   `toml:"state" need:"yes" doc:"met, partial, not-met, withdrawn, na, or an answer of the scale."`
	Assessor      string   `toml:"assessor" enum:"self peer external" doc:"Who answered."`
	Evidence      evidence `toml:"evidence" doc:"Addresses or files that show it."`
	Note          string   `toml:"note" doc:"A remark."`
	Justification string   `toml:"justification" doc:"Why a criterion does not apply."`
	Share         bool     `toml:"share" doc:"Evidence, note and justification may be shown to all who see the domain."`
}

// answer is a state, or an answer of a scale, which may be written as a number.
type answer string

type evidence []program.Ref

// Attestations reads a file of data/attestations.
func (r *Reader) Attestations(staged *cut.Staged, m *program.Model) {
	file, root := staged.File(), staged.Head()
	d := &decoder{Reader: r, file: file, family: "maturity"}
	for _, n := range root.Nodes {
		if !strings.Contains(n.Key, "/") || n.Kind != document.Table {
			d.errorf(n, "key", `write ["domain/criterion"] and 2026-06-20 = { state = "met" } below it`, "this names no criterion")
			continue
		}
		for _, rec := range n.Nodes {
			d.attestation(m, n.Key, rec)
		}
	}
}

func (d *decoder) attestation(m *program.Model, criterion string, n *document.Node) {
	at, ok := parseWhen(n.Key)
	if !ok || !at.Bare {
		d.errorf(n, "date", "write the key as 2026-06-20", "this is no date")
		return
	}
	var rec record
	d.table(n, &rec, nil)
	d.where(m, criterion+"@"+n.Key, n)
	m.Records = append(m.Records, program.Attestation{Pos: n.At(d.file), Evidence: rec.Evidence, Note: rec.Note, Justification: rec.Justification,
		Record: maturity.Record{Criterion: criterion, Day: at.Time, State: string(rec.State), Assessor: cmp.Or(rec.Assessor, assessors[0]),
			Evidenced: len(rec.Evidence) > 0, Justified: rec.Justification != ""}})
}

// readAnswers reads a scale's answers in the order of their values.
func (d *decoder) readAnswers(n *document.Node) answers {
	if !d.kind(n, document.Table) {
		return nil
	}
	var out answers
	for _, m := range n.Nodes {
		out = append(out, maturity.Answer{Name: m.Key, Value: d.number(m)})
	}
	slices.SortStableFunc(out, func(a, b maturity.Answer) int { return cmp.Compare(a.Value, b.Value) })
	return out
}

// readByDay reads whole numbers by date.
func (d *decoder) readByDay(n *document.Node) byDay {
	out := byDay{}
	if !d.kind(n, document.Table) {
		return out
	}
	for _, m := range n.Nodes {
		at, ok := parseWhen(m.Key)
		if !ok || !at.Bare {
			d.errorf(m, "date", "write the key as 2026-06-30", "this is no date")
		} else if d.kind(m, document.Integer) {
			out[m.Key] = int(m.Int)
		}
	}
	return out
}

// readEvidence reads one address or a list of them.
func (d *decoder) readEvidence(n *document.Node) evidence {
	if n.Kind == document.String {
		return evidence{d.evidence(n)}
	}
	var out evidence
	if d.kind(n, document.List) {
		for _, m := range n.Nodes {
			out = append(out, d.evidence(m))
		}
	}
	return out
}

func (d *decoder) evidence(n *document.Node) program.Ref {
	return program.Ref{ID: d.text(n, nil), Pos: n.At(d.file)}
}
