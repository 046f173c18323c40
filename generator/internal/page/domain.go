package page

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"candor/generator/internal/maturity"
	"candor/generator/internal/program"
)

// domain makes a domain's ladder.
func (b *Builder) domain(d *maturity.DomainStanding) (*Domain, error) {
	a := b.from("maturity/" + d.ID + "/")
	sentence := b.said(d.Sentence)
	out := &Domain{Frame: a.frame("domain", d.Title, d.Title+". "+sentence), Headline: fmt.Sprintf(b.t("%s: level %d of %d"), d.Title, d.Level, d.Max), Lead: a.missingWords(d)}
	out.Crumbs = []Link{{Text: b.t("Maturity"), Href: a.to("maturity/")}}
	out.Only = a.only(b.Model.Shades[d.ID])
	var f facts
	f.text("What it is about", stop(b.Model.Texts[d.ID]))
	f.text("Level", fmt.Sprintf("%d, %s", d.Level, b.Model.LevelName(d.Level)))
	f.text("Score", a.score(d.Score))
	if d.Released {
		f.text("How it was found", b.t("By criteria that this edition does not show; only the finished level is published."))
	}
	if d.Target != nil {
		f.text("Target", fmt.Sprint(*d.Target)+a.targetBy(d))
	}
	stale, next := reassessments(d)
	if !stale.IsZero() {
		f.text("Reassessment overdue", b.t("since ")+b.dateText(stale))
	}
	if !next.IsZero() {
		f.text("Next reassessment", b.t("by ")+b.dateText(next))
	}
	for _, x := range b.Maturity.Restated {
		if x.Domain == d.ID {
			f.text(b.t("As published in ")+x.Release, fmt.Sprintf(b.t("for %s: %s"), b.dateText(x.Day), b.said(x.Sentence)))
		}
	}
	for _, na := range d.NA {
		f.text("Not applicable", fmt.Sprintf(b.t("%d of %d criteria of level %d"), na.NA, na.Of, na.Level))
	}
	out.Facts = f
	out.Steps = a.steps(d)
	out.Gaps = a.gapTable(d)
	out.Roadmap = a.roadmapTable(b.stepsOf(d), b.t("Steps that close criteria of this domain"))
	var err error
	out.History, err = a.levelHistory(d)
	return out, err
}

// missingWords say how far a domain is from its target.
func (a at) missingWords(d *maturity.DomainStanding) string {
	var s string
	switch {
	case d.Target == nil:
		s = a.said(d.Sentence)
	case d.Level >= *d.Target:
		s = fmt.Sprintf(a.t("The target of level %d is reached."), *d.Target)
	case len(d.Gaps) == 0: // only the level is published
		s = fmt.Sprintf(a.t("The target of level %d is not reached."), *d.Target)
	default:
		s = fmt.Sprintf(a.t("%s missing to the target, level %d%s."), a.count(len(d.Gaps), "criterion is", "criteria are"), *d.Target, a.targetBy(d))
	}
	if d.LevelIfRefreshed > d.Level && d.Target != nil {
		s += fmt.Sprintf(a.t(" It would be at level %d if %s renewed."), d.LevelIfRefreshed, a.count(len(d.Stale), "stale record were", "stale records were"))
	}
	return s
}

func (a at) targetBy(d *maturity.DomainStanding) string {
	for _, of := range a.Model.Domains {
		if of.ID != d.ID || of.TargetBy.IsZero() {
			continue
		}
		by := a.t(" by ") + a.dateText(of.TargetBy)
		if of.TargetBy.Before(a.day) && d.Level < *d.Target {
			by += a.t(", which has passed")
		}
		return by
	}
	return ""
}

// reassessments are the first day on which an answer expired and none came since,
// and the first on which one that counts will expire; zero without one.
func reassessments(d *maturity.DomainStanding) (stale, next time.Time) {
	earlier := func(day *time.Time, at time.Time) {
		if day.IsZero() || at.Before(*day) {
			*day = at
		}
	}
	for _, s := range d.Criteria {
		switch {
		case s.Expires.IsZero():
		case s.Met:
			earlier(&next, s.Expires)
		case s.Reason == maturity.Expired:
			earlier(&stale, s.Expires)
		}
	}
	return stale, next
}

func (a at) steps(d *maturity.DomainStanding) []Step {
	var out []Step
	for level := d.Max; level > a.Model.Base; level-- {
		s := Step{Level: level, Name: a.Model.LevelName(level), Reached: d.Level >= level, Target: d.Target != nil && *d.Target == level}
		for _, c := range d.Criteria {
			if c.Level == level {
				s.Of++
				if c.Met {
					s.Met++
				}
				s.Criteria = append(s.Criteria, a.criterion(c))
			}
		}
		out = append(out, s)
	}
	return append(out, Step{Level: a.Model.Base, Name: a.Model.LevelName(a.Model.Base), Reached: true})
}

var reasonChip = map[maturity.Reason]Chip{maturity.Never: {"none", "– Never assessed"}, maturity.NotMet: {"bad", "✕ Not met"}, maturity.Partial: {"watch", "△ Partly met"}, maturity.Expired: {"watch", "△ Stale"},
	maturity.Retired: {"bad", "✕ Withdrawn"}, maturity.Value: {"bad", "✕ Not met"}, maturity.NoData: {"none", "– No data"}}

func (a at) criterion(s maturity.Status) Criterion {
	_, id, _ := strings.Cut(s.Criterion, "/")
	out := Criterion{ID: program.Anchor(id), Text: s.Text, Status: Chip{"good", "✓ Met"}, Detail: title1(stop(a.said(s.Detail))), Guidance: a.Model.Guidance[s.Criterion]}
	if s.NA {
		out.Status = Chip{"none", "– Does not apply"}
	}
	if !s.Met {
		out.Status = reasonChip[s.Reason]
	}
	for _, d := range a.Model.Domains {
		for _, c := range d.Criteria {
			if maturity.Address(d.ID, c.ID) == s.Criterion {
				out.Rule = c.Rule
			}
		}
	}
	if s.Met && !s.Expires.IsZero() {
		out.Detail = strings.TrimSpace(out.Detail + fmt.Sprintf(a.t(" Attested on %s, holds until %s."), a.dateText(s.Day), a.dateText(s.Expires)))
	}
	if s.SelfOnly && s.Level >= 4 {
		out.Notes = append(out.Notes, a.t("Attested by ourselves only."))
	}
	a.evidence(&out, s)
	return out
}

// answerText are the answers of the built-in scale.
var answerText = map[string]string{"met": "met", "partial": "partly met", "not-met": "not met", "withdrawn": "withdrawn", "na": "does not apply"}

// evidence adds what the records of a criterion say, newest first.
func (a at) evidence(out *Criterion, s maturity.Status) {
	var said []program.Attestation
	for _, r := range slices.Backward(a.Model.Records) {
		if r.Criterion == s.Criterion && !r.Day.After(a.day) {
			said = append(said, r)
		}
	}
	slices.SortStableFunc(said, func(x, y program.Attestation) int { return y.Day.Compare(x.Day) })
	for i, r := range said {
		out.Records = append(out.Records, fmt.Sprintf("%s: %s (%s)", a.dateText(r.Day), a.t(cmp.Or(answerText[r.State], strings.ReplaceAll(r.State, "-", " "))), a.t(r.Assessor)))
		if i > 0 {
			continue
		}
		for _, e := range r.Evidence {
			l := Link{Text: e.ID}
			switch {
			case e.ID == "withheld":
				l.Text = a.t("withheld")
			case strings.HasPrefix(e.ID, "https://") || strings.HasPrefix(e.ID, "http://"):
				l.Href = e.ID
			}
			out.Evidence = append(out.Evidence, l)
		}
		for _, n := range []string{r.Note, r.Justification} {
			if n == "withheld" {
				n = a.t("Justification withheld")
			}
			if n != "" {
				out.Notes = append(out.Notes, stop(n))
			}
		}
	}
}

func (a at) gapTable(d *maturity.DomainStanding) *Table {
	if len(d.Gaps) == 0 {
		return nil
	}
	t := &Table{Caption: "What is missing", Cards: true, Columns: []Column{{Text: "Criterion"}, {Text: "Level", Num: true}, {Text: "Why"}, {Text: "Planned"}}}
	for _, g := range d.Gaps {
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: g.Text, Head: true}, {Text: fmt.Sprint(g.Level)}, {Chips: []Chip{reasonChip[g.Reason]}, Note: title1(stop(a.said(g.Detail)))}, a.gapSteps(g)}})
	}
	return t
}

// gapSteps names the steps that close a gap, with the quarters they are
// promised for.
func (a at) gapSteps(g maturity.Gap) Cell {
	if len(g.Roadmap) == 0 {
		return Cell{Text: a.t("no step yet")}
	}
	var names []string
	for _, s := range a.stepsOf(nil) {
		if slices.Contains(g.Roadmap, s.Key) {
			when := a.quarter(s)
			if s.Status == "done" { // and yet the criterion is unmet
				when = a.t("done")
			}
			names = append(names, s.Key+" ("+when+")")
		}
	}
	return Cell{Text: strings.Join(names, ", "), Href: a.to("roadmap/") + "#" + program.Anchor(g.Roadmap[0])}
}
