package page

import (
	"cmp"
	"fmt"
	"html"
	"html/template"
	"slices"
	"strings"

	"candor/generator/internal/maturity"
	"candor/generator/internal/program"
	"candor/generator/internal/trend"
)

// stepsOf are the steps that close criteria of a domain, or all, by due day;
// those without one come last.
func (b *Builder) stepsOf(domain *maturity.DomainStanding) []*program.Step {
	var out []*program.Step
	for _, s := range b.Roadmap {
		if domain == nil || slices.ContainsFunc(s.Closes, func(r program.Ref) bool { return strings.HasPrefix(r.ID, domain.ID+"/") }) {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(x, y *program.Step) int {
		if x.Due.IsZero() != y.Due.IsZero() {
			return cmp.Compare(len(dateISO(y.Due)), len(dateISO(x.Due)))
		}
		return x.Due.Compare(y.Due)
	})
	return out
}

// quarter is the quarter for which a step is promised.
func (b *Builder) quarter(s *program.Step) string {
	if s.Due.IsZero() {
		return b.t("no date")
	}
	return trend.PeriodOf(trend.Quarter, s.Due).String()
}

func (b *Builder) stepLate(s *program.Step) bool {
	return s.Overdue(b.day)
}

func (b *Builder) stepChip(s *program.Step) Chip {
	switch {
	case s.Status == "done":
		return Chip{"good", "✓ Done"}
	case s.Status == "dropped":
		return Chip{"none", "– Dropped"}
	case b.stepLate(s):
		return Chip{"bad", "✕ Overdue"}
	case s.Status == "doing":
		return Chip{"watch", "△ Doing"}
	}
	return Chip{"none", "– Planned"}
}

// roadmapTable lists steps with their quarters; nil without any.
func (a at) roadmapTable(steps []*program.Step, caption string) *Table {
	if len(steps) == 0 {
		return nil
	}
	t := &Table{Caption: caption, Cards: true, Columns: []Column{{Text: "Step"}, {Text: "Quarter"}, {Text: "State"}, {Text: "Closes"}, {Text: "Owner"}, {Text: "Due"}, {Text: "Done"}}}
	for _, s := range steps {
		row := a.stepRow(s)
		row.Cells = slices.Insert(row.Cells, 1, Cell{Text: a.quarter(s)})
		t.Rows = append(t.Rows, row)
	}
	return t.withoutEmpty()
}

// closes links the criteria that a step is to meet.
func (a at) closes(s *program.Step) Cell {
	if a.Model == nil {
		return Cell{}
	}
	var links []string
	for _, c := range s.Closes {
		id, criterion, _ := strings.Cut(c.ID, "/")
		if i := slices.IndexFunc(a.Model.Domains, func(d maturity.Domain) bool { return d.ID == id }); i >= 0 {
			links = append(links, fmt.Sprintf(`<a href="%s#%s">%s: %s</a>`, a.to("maturity/"+id+"/"), criterion, html.EscapeString(a.Model.Domains[i].Title), criterion))
		}
	}
	return Cell{HTML: template.HTML(strings.Join(links, "<br>"))}
}

func (a at) stepRow(s *program.Step) Row {
	note := notes(s.Text, prefixed(a.t("Reason: "), s.Because))
	return Row{ID: program.Anchor(s.Key), Only: a.only(s.Audience), Cells: []Cell{{Text: s.Key + ": " + s.Title, Head: true, Note: note}, {Chips: []Chip{a.stepChip(s)}}, a.closes(s), {Text: s.Owner}, {Text: dateISO(s.Due)}, {Text: dateISO(s.Done)}}}
}

// roadmap is the page of all steps, by the quarter they are promised for: what
// is still to be done first.
func (b *Builder) roadmap() (*Register, error) {
	a := b.from("roadmap/")
	r := &Register{Frame: a.frame("roadmap", b.t("Roadmap"), b.t("Planned steps and the criteria that they close.")), Headline: b.t("Roadmap"), Empty: b.t("Nothing is planned here: data/roadmap.toml is the file to write.")}
	done, late, dropped := 0, 0, 0
	for _, s := range b.stepsOf(nil) {
		switch s.Status {
		case "done":
			done++
		case "dropped":
			dropped++
		}
		if b.stepLate(s) {
			late++
		}
		id, name := a.roadmapGroup(s)
		i := slices.IndexFunc(r.Tables, func(x Section) bool { return x.ID == id })
		if i < 0 {
			i = len(r.Tables)
			r.Tables = append(r.Tables, Section{ID: id, Title: name, Table: Table{Caption: name, Cards: true, Columns: groupColumns(id)}})
		}
		row := a.stepRow(s)
		row.Cells = row.Cells[:len(r.Tables[i].Table.Columns)]
		r.Tables[i].Table.Rows = append(r.Tables[i].Table.Rows, row)
	}
	if len(r.Tables) == 0 {
		return r, nil
	}
	slices.SortStableFunc(r.Tables, func(x, y Section) int { return cmp.Compare(groupRank[x.ID], groupRank[y.ID]) })
	r.Headline = fmt.Sprintf(b.t("%d of %s done, %d overdue"), done, b.count(len(b.Roadmap), "step", "steps"), late)
	if dropped > 0 {
		r.Headline += fmt.Sprintf(b.t(", %d dropped"), dropped)
	}
	return r, nil
}

// groupRank puts what is over behind the quarters to come.
var groupRank = map[string]int{"no-date": 1, "done": 2, "dropped": 3}

// groupColumns are a step's cells, without the day it was done where none was.
func groupColumns(id string) []Column {
	c := []Column{{Text: "Step"}, {Text: "State"}, {Text: "Closes"}, {Text: "Owner"}, {Text: "Due"}}
	if id == "done" {
		c = append(c, Column{Text: "Done"})
	}
	return c
}

// roadmapGroup is the part of the roadmap's page that a step stands in.
func (a at) roadmapGroup(s *program.Step) (id, name string) {
	switch {
	case s.Status == "done":
		return "done", a.t("Done")
	case s.Status == "dropped":
		return "dropped", a.t("Dropped")
	case s.Due.IsZero():
		return "no-date", a.t("No date yet")
	}
	q := a.quarter(s)
	return "q-" + strings.ToLower(q), q
}
