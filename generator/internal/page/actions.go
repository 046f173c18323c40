package page

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"candor/generator/internal/program"
)

// promise is an action with the page that made it.
type promise struct {
	page   *program.Page
	action *program.Action
}

func (b *Builder) collectPromises() {
	for _, p := range b.Program.Pages {
		if p.Draft() {
			continue
		}
		for i := range p.Actions {
			b.promises = append(b.promises, promise{p, &p.Actions[i]})
		}
	}
	slices.SortStableFunc(b.promises, func(x, y promise) int {
		return cmp.Or(dueOrder(x.action).Compare(dueOrder(y.action)), strings.Compare(x.page.ID, y.page.ID))
	})
}

// dueOrder puts actions without a due date last.
func dueOrder(a *program.Action) time.Time {
	if a.Due.IsZero() {
		return time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return a.Due
}

// actionChips say how an action stands on the report's day.
func (b *Builder) actionChips(a *program.Action) []Chip {
	switch {
	case a.Status == "dropped":
		return []Chip{{"none", "– Dropped"}}
	case !a.Done.IsZero() || a.Status == "done":
		chips := []Chip{{"good", "✓ Done"}}
		if !a.Verified.IsZero() {
			chips = append(chips, Chip{"good", "✓ Verified"})
		}
		if first := a.Deadline(); !first.IsZero() && a.Done.After(first) {
			chips = append(chips, Chip{"watch", "△ Later than promised"})
		}
		return chips
	case a.Overdue(b.day):
		return []Chip{{"bad", "✕ Overdue"}}
	case !a.Due.IsZero() && a.Due.Before(b.day.AddDate(0, 0, 31)):
		return []Chip{{"watch", "△ Due soon"}}
	}
	return []Chip{{"none", "– " + b.t(title(cmp.Or(a.Status, "agreed")))}}
}

// actionRow is an action in a table of its page.
func (a at) actionRow(act *program.Action) Row {
	first := act.FirstDue
	if first.Equal(act.Due) {
		first = time.Time{} // the column of due dates says it
	}
	note := notes(act.Text, act.Note, prefixed(a.t("Reason: "), act.Because), prefixed(a.t("Evidence: "), act.Evidence), prefixed(a.t("First promised for "), a.dateText(first)), prefixed(a.t("Kind: "), a.t(act.Kind)))
	name := Cell{Text: act.Title, Head: true, Note: note}
	if strings.HasPrefix(act.Ticket, "https://") || strings.HasPrefix(act.Ticket, "http://") {
		name.Href = act.Ticket
	}
	return Row{Only: a.only(act.Audience), Cells: []Cell{name, {Chips: a.actionChips(act)}, {Text: act.Owner}, {Text: dateISO(act.Due)}, {Text: dateISO(act.Done)}}}
}

func (a at) promiseRow(p promise) Row {
	row := a.actionRow(p.action)
	row.Only = cmp.Or(row.Only, a.onlyPage(p.page.Audience))
	row.Cells[0].Href = a.to(p.page.Address()) + "#" + p.page.Anchor(p.action.Key)
	return Row{Only: row.Only, Cells: slices.Insert(row.Cells, 2, Cell{Text: p.page.Title, Href: a.to(p.page.Address())})}
}

// tally sorts the promises by how they stand.
type tally struct{ late, open, done, dropped []promise }

func (b *Builder) tally() tally {
	var t tally
	for _, p := range b.promises {
		switch {
		case p.action.Status == "dropped":
			t.dropped = append(t.dropped, p)
		case !p.action.Done.IsZero() || p.action.Status == "done":
			t.done = append(t.done, p)
		case p.action.Overdue(b.day):
			t.late = append(t.late, p)
		default:
			t.open = append(t.open, p)
		}
	}
	slices.Reverse(t.done)
	return t
}

func (b *Builder) tallyText(t tally) string {
	text := fmt.Sprintf(b.t("%s done, %d open and not overdue, %d overdue."), b.count(len(t.done), "action is", "actions are"), len(t.open), len(t.late))
	longest := 0
	for _, p := range t.late {
		longest = max(longest, days(p.action.Deadline(), b.day))
	}
	if longest > 0 {
		text += fmt.Sprintf(b.t(" The oldest of these is %s overdue."), b.count(longest, "day", "days"))
	}
	return text
}

// days counts the days from one to another.
func days(from, to time.Time) int { return int(to.Sub(from).Hours() / 24) }

// mostRows is how many rows a table over all pages holds; report.json has all.
const mostRows = 300

func (b *Builder) actions() (*Register, error) {
	a := b.from("actions/")
	t := b.tally()
	r := &Register{Frame: a.frame("actions", b.t("Actions"), b.t("What was promised after incidents and assessments, and what became of it.")), Empty: b.t("No action was published yet.")}
	total := len(t.late) + len(t.open) + len(t.done)
	switch {
	case total == 0:
		r.Headline = b.t("Actions")
	case len(t.late) == 0:
		r.Headline = fmt.Sprintf(b.t("No action is overdue; %d of %d are done"), len(t.done), total)
	default:
		r.Headline = fmt.Sprintf(b.t("%d of %s %s overdue"), len(t.late), b.count(total, "action", "actions"), b.isAre(len(t.late)))
	}
	if total > 0 {
		r.Lead = b.tallyText(t)
	}
	if m := b.measured["actions-in-time"]; m != nil && len(m.Points) > 0 {
		fig, err := a.seriesFigure(m, "actions-in-time", false)
		if err != nil {
			return nil, err
		}
		if fig != nil {
			r.Figures = append(r.Figures, *fig)
		}
	}
	for _, s := range []struct {
		id, title, text string
		list            []promise
	}{{"late", b.t("Overdue"), b.t("Past the day that was first promised and not done, the oldest first."), t.late}, {"open", b.t("Open"), b.t("Not done, and not overdue."), t.open},
		{"done", b.t("Done"), "", t.done}, {"dropped", b.t("Promised, then dropped"), b.t("Each with its reason."), t.dropped}} {
		if len(s.list) == 0 {
			continue
		}
		list := s.list[:min(len(s.list), mostRows)]
		if len(list) < len(s.list) {
			s.text = strings.TrimSpace(s.text + fmt.Sprintf(b.t(" The first %d of %d; report.json has all."), len(list), len(s.list)))
		}
		table := Table{Caption: s.title, Cards: true, Columns: []Column{{Text: "Action"}, {Text: "State"}, {Text: "From"}, {Text: "Owner"}, {Text: "Due"}, {Text: "Done"}}}
		for _, p := range list {
			table.Rows = append(table.Rows, a.promiseRow(p))
		}
		if s.id != "done" { // nothing stands in the last column
			table.Columns = table.Columns[:5]
			for i := range table.Rows {
				table.Rows[i].Cells = table.Rows[i].Cells[:5]
			}
		}
		r.Tables = append(r.Tables, Section{ID: s.id, Title: s.title, Text: s.text, Table: table})
	}
	return r, nil
}
