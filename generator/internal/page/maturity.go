package page

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"candor/generator/internal/chart"
	"candor/generator/internal/maturity"
)

func (b *Builder) maturityPage() (*Maturity, error) {
	a := b.from("maturity/")
	out := &Maturity{Frame: a.frame("maturity", b.t("Maturity"), b.t("How mature each part of the programme is, and what is missing.")), Headline: b.t("Maturity"),
		Empty: b.t("There is no maturity model yet: data/maturity.toml is the file to write.")}
	r := b.Maturity
	if r == nil {
		return out, nil
	}
	out.Empty = ""
	out.Headline, out.Lead = a.maturityWords()
	var err error
	if out.Heat, err = a.heat(); err != nil {
		return nil, err
	}
	if out.Radar, err = a.radar(); err != nil {
		return nil, err
	}
	out.Rows = a.domainTable()
	if r.Overall != nil {
		out.Overall = []Fact{{Name: "Overall level", Text: fmt.Sprintf(b.t("%d, that of the weakest of %s shown here"), r.Overall.Level, b.count(r.Overall.Of, "domain", "domains"))},
			{Name: "Mean of the scores", Text: b.score(r.Overall.Mean)}, {Name: "Median of the scores", Text: b.score(r.Overall.Median)}}
	}
	if len(r.Groups) > 0 {
		t := &Table{Caption: "Groups", Columns: []Column{{Text: "Group"}, {Text: "Score", Num: true}, {Text: "How"}}}
		for _, g := range r.Groups {
			t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: g.Title, Head: true}, {Text: b.score(g.Score)}, {Text: b.t(rollupText[string(g.Rollup)])}}})
		}
		out.Groups = t
	}
	out.Roadmap = a.roadmapTable(a.stepsOf(nil), b.t("Planned steps"))
	out.Notes = a.maturityNotes()
	return out, nil
}

var rollupText = map[string]string{"mean": "mean", "weakest": "weakest", "sum": "sum"}

// score writes a score with at most two decimals. It is never rounded up to a
// whole number: that would be a level that is not reached.
func (b *Builder) score(f float64) string {
	r := math.Round(f*100) / 100
	if r > f && r == math.Trunc(r) {
		r -= 0.01
	}
	return b.number(strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", r), "0"), "."))
}

func (b *Builder) topLevel() int {
	if b.Model == nil {
		return 0
	}
	return b.Model.Top()
}

func (b *Builder) maturityWords() (headline, lead string) {
	r := b.Maturity
	if r.Overall == nil {
		return b.t("Maturity"), ""
	}
	var weakest []string
	for _, d := range r.Domains {
		if slices.Contains(r.Overall.BlockedBy, d.ID) {
			weakest = append(weakest, inSentence(d.Title))
		}
	}
	held := b.join(weakest, 3)
	if strings.Contains(strings.Join(weakest, ""), " and ") {
		held = b.joinBy(weakest, 3, b.t(" and by "))
	}
	headline = fmt.Sprintf(b.t("Level %d of %d: held there by %s"), r.Overall.Level, b.topLevel(), held)
	if r.Overall.Level >= b.topLevel() {
		headline = fmt.Sprintf(b.t("Level %d of %d in every domain"), r.Overall.Level, b.topLevel())
	}
	reached, targets := 0, 0
	for _, d := range r.Domains {
		if d.Target != nil {
			targets++
			if d.Level >= *d.Target {
				reached++
			}
		}
	}
	lead = fmt.Sprintf(b.t("The overall level is that of the weakest domain.%s The mean of the scores is %s%s."), b.movedLevel(), b.score(r.Overall.Mean), b.sinceLastYear())
	if targets > 0 {
		has := b.hasHave(reached)
		if targets == 1 {
			has = b.hasHave(1) // 0 of 1 domain has
		}
		lead += fmt.Sprintf(b.t(" %d of %s with a target %s reached it."), reached, b.count(targets, "domain", "domains"), has)
	}
	return headline, lead
}

// sinceLastYear compares the mean of the scores with that at the end of the last
// year, and with the highest since: what was lost is said, too. A domain that is released as a finished value has no scores of the past:
// with one there is no comparison.
func (b *Builder) sinceLastYear() string {
	r := b.Maturity
	if slices.ContainsFunc(r.Domains, func(d maturity.DomainStanding) bool { return d.Released }) {
		return ""
	}
	year := r.AsOf.Year() - 1
	i := slices.IndexFunc(r.History, func(p maturity.Past) bool { return p.Date == fmt.Sprintf("%d-12-31", year) })
	if i < 0 {
		return ""
	}
	then, now := b.score(r.History[i].Mean), b.score(r.Overall.Mean)
	text := fmt.Sprintf(b.t(", down from %s on %s"), then, b.dayOf(r.History[i].Date))
	switch {
	case then == now:
		text = fmt.Sprintf(b.t(", as on %s"), b.dayOf(r.History[i].Date))
	case r.History[i].Mean < r.Overall.Mean:
		text = fmt.Sprintf(b.t(", up from %s on %s"), then, b.dayOf(r.History[i].Date))
	}
	peak := r.History[i]
	for _, past := range r.History[i:] { // the last day of the highest
		if past.Mean >= peak.Mean {
			peak = past
		}
	}
	if top := b.score(peak.Mean); peak.Mean > max(r.Overall.Mean, r.History[i].Mean) && top != now && top != then {
		text += fmt.Sprintf(b.t(", and down from a high of %s on %s"), top, b.dayOf(peak.Date))
	}
	return text
}

// dayOf writes a day that is given as 2026-06-30.
func (b *Builder) dayOf(date string) string {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return b.dateText(day)
}

// movedLevel tells when in the last four quarters the overall level was another
// one: the mean may rise while the weakest domain falls. Levels of another model
// are not compared.
func (b *Builder) movedLevel() string {
	r := b.Maturity
	if slices.ContainsFunc(r.Domains, func(d maturity.DomainStanding) bool { return d.Released }) {
		return ""
	}
	for i := len(r.History) - 1; i >= 0 && i >= len(r.History)-4; i-- {
		was := r.History[i]
		day, err := time.Parse(time.DateOnly, was.Date)
		switch {
		case err != nil || slices.ContainsFunc(r.Breaks, func(x maturity.Break) bool { return x.Day.After(day) }):
			return ""
		case was.Overall == r.Overall.Level:
			continue
		case was.Overall > r.Overall.Level:
			return fmt.Sprintf(b.t(" It fell from %d, where it was on %s."), was.Overall, b.dateText(day))
		}
		return fmt.Sprintf(b.t(" It rose from %d, where it was on %s."), was.Overall, b.dateText(day))
	}
	return ""
}

// join names up to some words.
func (b *Builder) join(words []string, most int) string { return b.joinBy(words, most, b.t(" and ")) }

func (b *Builder) joinBy(words []string, most int, and string) string {
	if n := len(words); n > most {
		words = append(slices.Clone(words[:most]), fmt.Sprintf(b.t("%d more"), n-most))
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + and + words[len(words)-1]
}

// heat is the picture of domains over time.
func (a at) heat() (*Figure, error) {
	r := a.Maturity
	c := chart.HeatChart{Head: a.head("heat", a.t("Levels of the domains over time"), a.t("The level of each domain at the end of each quarter and on the report's day."))}
	table := &Table{Caption: "Levels by quarter", Columns: []Column{{Text: "Domain"}}}
	history := r.History
	if len(history) > 11 {
		history = history[len(history)-11:]
	}
	for _, h := range history {
		c.Columns = append(c.Columns, quarterLabel(h.Date))
	}
	if last := len(history) - 1; last < 0 || history[last].Date != dateISO(a.day) {
		c.Columns = append(c.Columns, a.t("Now"))
	}
	marks := map[int]string{}
	for _, x := range r.Breaks {
		if i := breakColumn(history, x); i > 0 && i < len(c.Columns) {
			c.Breaks = append(c.Breaks, chart.HeatBreak{Before: i, Text: a.breakName(x)})
			marks[i] = " (" + a.breakName(x) + ")"
		}
	}
	for i, name := range c.Columns {
		table.Columns = append(table.Columns, Column{Text: name + marks[i], Num: true})
	}
	for _, d := range r.Domains {
		c.Rows = append(c.Rows, d.Title)
		row := Row{Only: a.only(a.Model.Shades[d.ID]), Cells: []Cell{{Text: d.Title, Href: a.to("maturity/" + d.ID + "/"), Head: true}}}
		var cells []chart.Cell
		for i := range c.Columns {
			level, ok := d.Level, true
			if i < len(history) {
				level, ok = history[i].Domains[d.ID]
			}
			cell := chart.Cell{}
			text := "–"
			if ok {
				cell.Level, cell.Text, text = heatLevel(level, a.Model.Base), fmt.Sprint(level), fmt.Sprint(level)
			}
			if d.Target != nil && ok && level >= *d.Target {
				cell.Target = true
			}
			cells = append(cells, cell)
			row.Cells = append(row.Cells, Cell{Text: text})
		}
		c.Cells = append(c.Cells, cells)
		table.Rows = append(table.Rows, row)
	}
	if len(c.Rows) == 0 {
		return nil, nil
	}
	fig, err := chart.HeatMap(c)
	if err != nil {
		return nil, err
	}
	headline, _ := a.maturityWords()
	return a.drawn(fig, Figure{ID: "heat", Headline: headline, Subtitle: a.t("Level of each domain at the end of each quarter; a ring marks a reached target"), Table: table, Downloads: []Link{{Text: "CSV", Href: a.root + "maturity/levels.csv"}, {Text: "SVG", Href: a.root + "maturity/levels.svg"}}})
}

// heatLevel is the shade of a level: 1 to 5.
func heatLevel(level, base int) int { return min(max(level-base+1, 1), 5) }

func quarterLabel(date string) string {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return fmt.Sprintf("%d-Q%d", day.Year(), (int(day.Month())-1)/3+1)
}

func (a at) radar() (*Figure, error) {
	domains := a.Maturity.Domains
	if len(domains) < 3 || len(domains) > 24 {
		return nil, nil
	}
	c := chart.RadarChart{Head: a.head("radar", a.t("Scores of the domains"), a.t("The score of each domain and its target.")), Max: float64(a.topLevel())}
	now, goal := chart.RadarSeries{Name: a.t("Score")}, chart.RadarSeries{Name: a.t("Target")}
	for _, d := range domains {
		c.Axes = append(c.Axes, d.Title)
		now.Values = append(now.Values, chart.BarValue{Value: min(d.Score, c.Max), OK: true})
		g := chart.BarValue{}
		if d.Target != nil {
			g = chart.BarValue{Value: float64(*d.Target), OK: true}
		}
		goal.Values = append(goal.Values, g)
	}
	c.Series = []chart.RadarSeries{now, goal}
	fig, err := chart.Radar(c)
	if err != nil {
		return nil, err
	}
	f := Figure{ID: "radar", Headline: a.t("Scores and targets"), Subtitle: a.t("The domains side by side, on the scale of the levels")}
	if slices.Contains(goal.Values, chart.BarValue{}) { // ECharts would draw what is missing at zero
		f.Wide, f.Narrow = fig.Wide, fig.Narrow
		return &f, nil
	}
	return a.drawn(fig, f)
}

func (a at) domainTable() *Table {
	t := &Table{Caption: "Domains", Cards: true, Columns: []Column{{Text: "Domain"}, {Text: "Level"}, {Text: "Score", Num: true}, {Text: "Target"}, {Text: "Missing", Num: true}}}
	for _, d := range a.Maturity.Domains {
		level := fmt.Sprintf("%d %s", d.Level, a.Model.LevelName(d.Level))
		if d.LevelIfRefreshed > d.Level {
			level += fmt.Sprintf(a.t(" (%d if %s renewed)"), d.LevelIfRefreshed, a.count(len(d.Stale), "stale record is", "stale records are"))
		}
		target := a.t("none set")
		var chips []Chip
		if d.Target != nil {
			target = fmt.Sprint(*d.Target)
			if d.Level >= *d.Target {
				chips = []Chip{{"good", "✓ Reached"}}
			} else {
				chips = []Chip{{"watch", fmt.Sprintf(a.t("△ %d to go"), *d.Target-d.Level)}}
			}
		}
		t.Rows = append(t.Rows, Row{Only: a.only(a.Model.Shades[d.ID]), Cells: []Cell{{Text: d.Title, Href: a.to("maturity/" + d.ID + "/"), Head: true}, {Text: level}, {Text: a.score(d.Score)}, {Text: target, Chips: chips}, {Text: fmt.Sprint(len(d.Gaps))}}})
	}
	return t
}

func (a at) maturityNotes() []string {
	var out []string
	r := a.Maturity
	for _, x := range r.Restated {
		out = append(out, fmt.Sprintf(a.t("%s, as published in %s (%s): %s."), a.domainTitle(x.Domain), x.Release, a.dateText(x.Day), a.said(x.Sentence)))
	}
	for _, x := range r.Breaks {
		out = append(out, a.breakWords(x))
	}
	return append(out, a.expiring()...)
}

// expiring names the answers that soon hold no longer, one sentence for each day.
func (a at) expiring() []string {
	count, domains := map[time.Time]int{}, map[time.Time][]string{}
	for _, d := range a.Maturity.Domains {
		of := map[time.Time][]string{}
		for _, s := range d.Expiring {
			_, criterion, _ := strings.Cut(s.Criterion, "/")
			of[s.Expires] = append(of[s.Expires], criterion)
			count[s.Expires]++
		}
		for day, criteria := range of {
			domains[day] = append(domains[day], d.Title+": "+strings.Join(criteria, ", "))
		}
	}
	var out []string
	for _, day := range slices.SortedFunc(maps.Keys(domains), time.Time.Compare) {
		out = append(out, fmt.Sprintf(a.t("%s until %s, unless renewed: %s."), a.count(count[day], "answer holds", "answers hold"), a.dateText(day), strings.Join(domains[day], "; ")))
	}
	return out
}

func (a at) domainTitle(id string) string {
	for _, d := range a.Model.Domains {
		if d.ID == id {
			return d.Title
		}
	}
	return id
}

// levelsAt tells the levels at the end of a report's period.
func (a at) levelsAt(end time.Time) *Part {
	if a.Maturity == nil {
		return nil
	}
	t := &Table{Caption: a.t("Levels on ") + a.dateText(end), Columns: []Column{{Text: "Domain"}, {Text: "Level"}}}
	for _, h := range a.Maturity.History {
		if h.Date != dateISO(end) {
			continue
		}
		for _, d := range a.Maturity.Domains {
			if level, ok := h.Domains[d.ID]; ok {
				t.Rows = append(t.Rows, Row{Only: a.only(a.Model.Shades[d.ID]), Cells: []Cell{{Text: d.Title, Href: a.to("maturity/" + d.ID + "/"), Head: true}, {Text: fmt.Sprintf("%d %s", level, a.Model.LevelName(level))}}})
			}
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return &Part{ID: "report-levels", Heading: "Levels at the end of the period", Table: t}
}
