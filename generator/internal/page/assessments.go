package page

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"candor/generator/internal/measure"
	"candor/generator/internal/program"
	"candor/generator/internal/trend"
)

// assessmentLead counts assessments and findings, and says how many findings
// were fixed in time.
func (b *Builder) assessmentLead(pages []*program.Page) []string {
	r := measure.Remedies(pages, b.day)[0]
	said := []string{fmt.Sprintf(b.t("%s with %s; %d of these %s open."), b.count(len(pages), "assessment", "assessments"), b.count(r.Found, "finding", "findings"), r.Open, b.isAre(r.Open))}
	if r.Due > 0 {
		said = append(said, fmt.Sprintf(b.t("Of %s due by %s, %d %s fixed in time (%s)."), b.count(r.Due, "finding", "findings"), b.dateText(b.day), r.Kept, b.wasWere(r.Kept), b.number(trend.Percent(float64(r.Kept)/float64(r.Due)))))
	}
	return said
}

// remedyTable shows findings by severity: how old the open ones are, and how
// many were fixed in time and looked at again.
func (a at) remedyTable(pages []*program.Page) []Table {
	t := Table{ID: "remedies", Caption: "Findings by severity", Columns: []Column{{Text: "Severity"}, {Text: "Found", Num: true}, {Text: "Open", Num: true}, {Text: "Overdue", Num: true}, {Text: "Oldest open, days", Num: true}, {Text: "Longest overdue, days", Num: true}, {Text: "Fixed in time", Num: true}, {Text: "Retested", Num: true}}}
	rows := measure.Remedies(pages, a.day)
	if rows[0].Found == 0 {
		return nil
	}
	for i, r := range slices.Concat(rows[1:], rows[:1]) {
		name := Cell{Chips: severityChip(r.Severity), Head: true}
		switch {
		case i == len(rows)-1:
			name.Text = a.t("All")
		case r.Severity == "":
			name.Text = a.t("Not said")
		}
		oldest := "–"
		if r.Open > 0 {
			oldest = strconv.Itoa(r.Oldest)
		}
		overdue := "–"
		if r.Late > 0 {
			overdue = strconv.Itoa(r.Longest)
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{name, {Text: strconv.Itoa(r.Found)}, {Text: strconv.Itoa(r.Open)}, {Text: strconv.Itoa(r.Late)}, {Text: oldest}, {Text: overdue}, {Text: a.share(r.Kept, r.Due)}, {Text: a.share(r.Retested, r.Fixed)}}})
	}
	return []Table{t}
}

// share is "5 of 6"; a dash where there is nothing to count.
func (b *Builder) share(k, n int) string {
	if n == 0 {
		return "–"
	}
	return fmt.Sprintf(b.t("%d of %d"), k, n)
}

// nextDue is when the next assessment of a kind is due after one that was done.
func nextDue(p *program.Page) (time.Time, bool) {
	s := p.Assess
	if s == nil || s.Every.Text == "" {
		return time.Time{}, false
	}
	from := s.Completed
	if from.IsZero() {
		from = s.Started
	}
	if from.IsZero() {
		return time.Time{}, false
	}
	return s.Every.After(from.Day()), true
}

func (b *Builder) overdueText(due, day time.Time) string {
	if due.Before(day) {
		return b.t(", overdue by ") + b.count(int(day.Sub(due).Hours()/24), "day", "days")
	}
	return ""
}

// planned is an assessment to come.
type planned struct {
	due  time.Time
	page *program.Page
	what string
}

// plan lists what is scheduled and what is due again. An assessment of the same
// type and subject that was done later takes the place of an earlier due date.
func (b *Builder) plan() []planned {
	var out []planned
	for _, p := range b.byKind[program.Assessment] {
		s := p.Assess
		if s == nil || p.Draft() {
			continue
		}
		if s.Completed.IsZero() && !s.Scheduled.IsZero() {
			out = append(out, planned{s.Scheduled.Day(), p, b.t("scheduled")})
		}
		if due, ok := nextDue(p); ok && !b.repeated(p) {
			out = append(out, planned{due, p, b.t("due again, every ") + b.number(strings.Replace(strings.TrimPrefix(s.Every.Text, "1 "), " ", "\u00a0", 1))})
		}
	}
	slices.SortStableFunc(out, func(x, y planned) int {
		return cmp.Or(x.due.Compare(y.due), strings.Compare(x.page.ID, y.page.ID))
	})
	return out
}

func (b *Builder) repeated(p *program.Page) bool {
	return slices.ContainsFunc(b.byKind[program.Assessment], func(q *program.Page) bool {
		return q != p && q.Assess != nil && q.Assess.Type == p.Assess.Type && q.Assess.Subject == p.Assess.Subject &&
			!q.Assess.Completed.IsZero() && q.Assess.Completed.Time.After(p.Assess.Completed.Time)
	})
}

// schedule is the table of assessments to come.
func (a at) schedule() []Table {
	t := Table{ID: "schedule", Caption: "What is due next", Cards: true, Columns: []Column{{Text: "Assessment"}, {Text: "Due"}, {Text: "State"}}, Empty: a.t("Nothing is scheduled.")}
	for _, p := range a.plan() {
		chip, note := Chip{"none", "– " + title1(p.what)}, a.assessText(p.page.Assess)
		if p.due.Before(a.day) {
			chip, note = Chip{"bad", "✕ Overdue"}, append(note, p.what)
		}
		t.Rows = append(t.Rows, Row{Only: a.onlyPage(p.page.Audience), Cells: []Cell{{Text: p.page.Title, Href: a.to(p.page.Address()), Head: true, Note: strings.Join(note, ", ")}, {Text: dateISO(p.due)}, {Chips: []Chip{chip}}}})
	}
	return []Table{t}
}
