package page

import (
	"html"
	"html/template"
	"slices"

	"candor/generator/internal/program"
)

// moments are entries of a timeline in order of time.
type moments struct {
	at
	rows  []Moment
	whens []program.When
}

func (m *moments) add(w, end program.When, row Moment) {
	row.Stamp, row.Text, row.Local = stamp(w), m.rangeText(w, end), localText(w)
	i := len(m.rows)
	for i > 0 && m.whens[i-1].Time.After(w.Time) {
		i--
	}
	m.rows, m.whens = slices.Insert(m.rows, i, row), slices.Insert(m.whens, i, w)
}

// timeline puts the author's entries, the times of the phases and later states in
// one order; a phase stands on the entry of the same time, if there is one.
func (a at) timeline(p *program.Page) *Part {
	m := &moments{at: a}
	for _, r := range p.Timeline {
		row := Moment{Only: a.only(r.Audience), HTML: template.HTML(html.EscapeString(r.Text))}
		if r.HTML != "" {
			row.HTML = safe(a.links(p, r.HTML))
		}
		m.add(r.At, r.End, row)
	}
	m.phases(p)
	m.states(p)
	if len(m.rows) == 0 {
		return nil
	}
	return &Part{Heading: "Timeline", Timeline: m.rows}
}

func (m *moments) phases(p *program.Page) {
	var began program.When
	if p.Times != nil {
		began = p.Times.Began
	}
	for _, t := range p.Times.List() {
		row := Moment{Phase: m.t(phaseText[t.Name])}
		if !began.IsZero() && t.When.Time.After(began.Time) && t.Name != "introduced" {
			row.Since = m.span(began, t.When) + m.t(" after it began")
		}
		if i := slices.IndexFunc(m.rows, func(r Moment) bool { return r.Stamp == stamp(t.When) && r.Phase == "" && r.Only == "" }); i >= 0 {
			m.rows[i].Phase, m.rows[i].Since = row.Phase, row.Since
		} else {
			m.add(t.When, program.When{}, row)
		}
	}
}

var stateText = map[string]string{"open": "Open", "mitigated": "Mitigated", "resolved": "Resolved", "reopened": "Reopened"}

func (m *moments) states(p *program.Page) {
	for _, s := range p.States {
		row := Moment{Phase: m.t(stateText[s.State]), Only: m.only(s.Audience), HTML: template.HTML(html.EscapeString(s.Text))}
		if s.Severity != "" {
			row.Phase = joined(row.Phase, m.t("Severity: ")+m.t(severityText[s.Severity]))
		}
		if to := m.Pages[program.PageID(s.Merged.ID)]; to != nil {
			row.Phase = joined(row.Phase, m.t("Merged into: ")+to.Title)
		}
		m.add(s.At, program.When{}, row)
	}
}

func joined(a, b string) string {
	if a == "" {
		return b
	}
	return a + "; " + b
}

// merged links to the page that tells of an incident now.
func (a at) merged(p *program.Page, f *facts) {
	if to := a.Pages[program.PageID(p.MergedInto().ID)]; to != nil {
		f.add(Fact{Name: "Merged into", Links: []Link{a.page(to)}})
	}
}
