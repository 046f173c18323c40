package page

import (
	"fmt"
	"slices"
	"strings"

	"candor/generator/internal/program"
	"candor/generator/internal/trend"
)

// metricGroups are the categories in the order in which they are shown.
var metricGroups = []struct {
	title      string
	categories []string
}{
	{"Detect and respond", []string{"detection", "response", "recovery", "incidents"}},
	{"Vulnerabilities and debt", []string{"vulnerability-management", "debt"}},
	{"Coverage", []string{"coverage", "audit-coverage", "monitoring", "key-management"}},
	{"People", []string{"training", "culture"}},
	{"Bounty and governance", []string{"bounty", "governance"}},
	{"Other", []string{"other", ""}},
}

// movedWords count the verdicts in a sentence.
func (b *Builder) movedWords(moved map[trend.Verdict]int) string {
	s := fmt.Sprintf(b.t("Of %s, %d %s improving and %d worsening"), b.count(len(b.order), "metric", "metrics"), moved[trend.Improving], b.isAre(moved[trend.Improving]), moved[trend.Worsening])
	if n := moved[trend.Stepped]; n > 0 {
		s += fmt.Sprintf(b.t("; %d stepped from one level to another"), n)
	}
	if n := moved[trend.Reversed]; n > 0 {
		s += fmt.Sprintf(b.t("; %d moved one way and turned back lately"), n)
	}
	if n := moved[trend.Rising] + moved[trend.Falling]; n > 0 {
		s += fmt.Sprintf(b.t("; %d %s rising or falling, which is neither better nor worse"), n, b.isAre(n))
	}
	s += b.t(". The others show no clear change, or there is not enough data to tell.")
	if weak, worse := b.weak(); weak > 0 {
		s += fmt.Sprintf(b.t(" In %d of them there is weak evidence of a change, too little for a verdict"), weak)
		if worse > 0 {
			s += fmt.Sprintf(b.t(": %d for the worse"), worse)
		}
		s += "."
	}
	return s
}

// weak counts the metrics with no verdict but weak evidence of a movement, and
// those of them that moved for the worse: "0 worsening" is not all there is to say.
func (b *Builder) weak() (all, worse int) {
	for _, m := range b.order {
		if m.Trend.Evidence == trend.Weak && m.Trend.Verdict == trend.NoEvidence {
			all++
		}
		if m.Weakens() {
			worse++
		}
	}
	return all, worse
}

func (b *Builder) metrics() (*Metrics, error) {
	a := b.from("metrics/")
	out := &Metrics{Frame: a.frame("metrics", b.t("Metrics"), b.t("What we measure, against which target, and how it moves.")), Headline: b.t("Metrics")}
	if s := b.standing(b.order).words(b); s != "" {
		out.Headline = title1(s)
	}
	moved := map[trend.Verdict]int{}
	for _, m := range b.order {
		moved[m.Trend.Verdict]++
	}
	out.Lead = b.movedWords(moved)
	if !slices.ContainsFunc(b.order, func(m *measured) bool { _, _, _, ok := a.newest(m); return ok }) {
		out.Headline, out.Lead = b.t("No metric has a value yet"), b.t("Those below are counted from incidents, findings and actions as these are published; a file in data/metrics makes one of your own.")
	}
	for _, g := range metricGroups {
		group := MetricGroup{ID: program.Slug(g.title), Title: b.t(g.title)}
		for _, m := range b.order {
			if slices.Contains(g.categories, m.Category) {
				row, err := a.metricRow(m)
				if err != nil {
					return nil, err
				}
				group.Rows = append(group.Rows, row)
			}
		}
		slices.SortStableFunc(group.Rows, func(x, y MetricRow) int { return strings.Compare(strings.ToLower(x.Title), strings.ToLower(y.Title)) })
		if len(group.Rows) > 0 {
			out.Groups = append(out.Groups, group)
		}
	}
	out.Legend = []Fact{
		{Name: "Status", Text: b.t("The newest value against the target; the value on the day of the target decides. Before that day: whether it is on course, on a straight line from the baseline to the target. “Close to target” is inside the amber threshold.")},
		{Name: "Trend", Text: b.t("Said only when the evidence is strong: by a Mann-Kendall test that allows for values that follow each other, or by the signs of the steps, corrected for the number of metrics. “No clear change” is a full answer.")},
		{Name: "Too few values", Text: b.t("A trend needs at least 8 values.")},
	}
	var err error
	out.Shares, err = a.sharesFigure()
	return out, err
}

func (a at) metricRow(m *measured) (MetricRow, error) {
	row := MetricRow{Title: m.Metric.Title, Href: a.to("metrics/" + m.ID + "/"), Now: a.now(m), Cases: a.casesNow(m), Target: a.targetShort(m), Status: a.status(m), Trend: a.trendChip(m), Since: a.sinceText(m), Only: a.metricOnly(m.Metric)}
	if t := m.Metric.Target; t != nil && !t.By.IsZero() {
		row.By = a.t("by ") + dateISO(t.By)
	}
	for _, part := range m.parts {
		if i := m.severityOf(part); i >= 0 {
			row.Parts = append(row.Parts, Link{Text: inSentence(a.t(severityText[program.Severities[i]])), Href: a.to("metrics/" + part.ID + "/")})
		}
	}
	spark, err := a.spark(m, "spark-"+m.ID)
	row.Spark = spark
	return row, err
}

// severityOf is the place of a companion's severity among all, the worst first.
func (m *measured) severityOf(part *measured) int {
	return slices.Index(program.Severities, strings.TrimPrefix(part.ID, m.ID+"-"))
}

// newest is the value that stands for a metric: that of the newest complete
// period, of gaps the open one where it is longer, which is also what the target
// is held against. of says of when it is;
// least is "≥ " when so much of it is open that the value is the least it can be.
func (b *Builder) newest(m *measured) (value float64, of, least string, ok bool) {
	v, ok := m.Newest()
	if !ok {
		return 0, "", "", false
	}
	if open := m.OpenGap; open != nil && *open > v.Value && !m.Stale() {
		return *open, strings.TrimSpace(b.t(" since the last event, so far")), "", true
	}
	of = v.Period.String()
	if m.Kind == "gap" {
		of = b.t("up to ") + b.dateText(v.Period.Start())
	}
	if s := m.Summary; m.cases() {
		of = fmt.Sprintf(b.t("%s in %s"), b.ofAll(float64(*s.K), float64(*s.Of)), of)
	}
	if m.Kind == "duration" && v.N > 0 {
		of = fmt.Sprintf(b.t("median of %s in %s"), b.count(v.N, "event", "events"), of)
	}
	if v.Open > 0 {
		of += fmt.Sprintf(b.t(", %d still open"), v.Open)
	}
	if v.AtLeast {
		least = "≥\u00a0"
	}
	return v.Value, of, least, true
}

// cases reports a share that says of how many cases it is.
func (m *measured) cases() bool {
	s := m.Summary
	return m.Kind == "proportion" && s != nil && s.K != nil && s.Of != nil
}

// Durations are the figures of a metric of durations, or nil.
func (m *measured) Durations() *trend.Durations { return m.Analysis.Durations }

// casesNow says of how many cases the newest value is, where cases are counted:
// "5 of 7", "2 events".
func (a at) casesNow(m *measured) string {
	v, ok := m.Newest()
	switch s := m.Summary; {
	case !ok || m.Stale():
	case m.cases():
		return a.ofAll(float64(*s.K), float64(*s.Of))
	case m.Kind == "duration" && v.N > 0:
		return a.count(v.N, "event", "events")
	}
	return ""
}

func (a at) now(m *measured) string {
	v, of, least, ok := a.newest(m)
	switch {
	case !ok:
		return a.t("no value")
	case m.Stale():
		return fmt.Sprintf(a.t("none since %s"), of)
	}
	return least + a.quantity(m.Metric, v)
}

func (b *Builder) targetText(m *measured) string {
	t := m.Metric.Target
	if t == nil {
		return b.t("none set")
	}
	word := map[string]string{"lower": b.t(" or less"), "higher": b.t(" or more")}[m.Better]
	if utmost(m) {
		word = ""
	}
	s := b.quantity(m.Metric, t.Value) + word
	if !t.By.IsZero() {
		s += b.t(" by ") + b.dateText(t.By)
	}
	return s
}

// utmost reports whether nothing is better than the target.
func utmost(m *measured) bool {
	v := m.Metric.Target.Value
	return m.Better == "higher" && m.Kind == "proportion" && v == 1 || m.Better == "lower" && m.Kind != "level" && v == 0
}

// targetShort is a target in a table: ≤ 1 hour.
func (b *Builder) targetShort(m *measured) string {
	t := m.Metric.Target
	if t == nil {
		return b.t("none set")
	}
	sign := map[string]string{"lower": "≤\u00a0", "higher": "≥\u00a0"}[m.Better]
	if utmost(m) {
		sign = ""
	}
	return sign + b.quantity(m.Metric, t.Value)
}

var verdictText = map[trend.Verdict]struct{ class, text string }{
	trend.Improving: {"good", "Improving"}, trend.Worsening: {"bad", "Worsening"}, trend.Rising: {"none", "Rising"}, trend.Falling: {"none", "Falling"},
	trend.Stepped: {"none", "Stepped"}, trend.Reversed: {"none", "– Reversed"}, trend.Steady: {"none", "– Steady"}, trend.NoEvidence: {"none", "– No clear change"}, trend.NotEnough: {"none", "– Too few values"}, trend.Stale: {"none", "– Stale"},
}

// trendChip says the verdict with an arrow for its direction.
func (b *Builder) trendChip(m *measured) Chip {
	v := verdictText[m.Trend.Verdict]
	text := b.t(v.text)
	switch {
	case m.Trend.Verdict == trend.Stepped && m.Trend.Break != nil:
		arrow, up := "↓ ", m.Trend.Break.After > m.Trend.Break.Before
		if up {
			arrow = "↑ "
		}
		c := Chip{"none", arrow + text}
		if up == (m.Better == "higher") && m.Better != "neutral" {
			c.Class = "good"
		} else if m.Better != "neutral" {
			c.Class = "bad"
		}
		return c
	case m.Trend.Slope == nil || strings.HasPrefix(v.text, "–"):
	case m.Rises() < 0:
		text = "↓ " + text
	case m.Rises() > 0:
		text = "↑ " + text
	}
	return Chip{v.class, text}
}

func (b *Builder) sinceText(m *measured) string {
	base := m.Metric.Baseline
	v, _, least, ok := b.newest(m)
	if base == nil || !ok || m.Outdated() || m.Stale() {
		return ""
	}
	s := b.t("from ") + b.quantity(m.Metric, base.Value)
	if base.At.ID != "" {
		s += " (" + b.inText(base.At.ID) + ")"
	}
	return s + b.t(" to ") + least + b.quantity(m.Metric, v)
}

// tile is a metric in short.
func (a at) tile(m *measured, id string) (Tile, error) {
	t := Tile{Title: m.Metric.Title, Href: a.to("metrics/" + m.ID + "/"), Status: a.status(m), Trend: a.trendChip(m), Number: "–"}
	var words []string
	if v, of, least, ok := a.newest(m); ok && m.Stale() {
		words = append(words, fmt.Sprintf(a.t("No value since %s, when it was %s."), of, a.quantity(m.Metric, v)))
	} else if ok {
		t.Number, t.Unit = a.large(m.Metric, v)
		t.Number = least + t.Number
		if m.Kind == "duration" || m.Kind == "gap" || m.cases() {
			words = append(words, title1(of)+".")
		}
	}
	if m.Metric.Target != nil {
		words = append(words, a.t("Target ")+a.targetText(m)+".")
	} else {
		words = append(words, a.t("No target set."))
	}
	if s := a.sinceText(m); s != "" {
		words = append(words, title1(s)+".")
	}
	if m.Trend.Verdict == trend.NotEnough {
		words = append(words, fmt.Sprintf(a.t("A trend needs at least 8 values; there %s %d."), a.isAre(m.Trend.N), m.Trend.N))
	}
	t.Text = strings.Join(words, " ")
	var err error
	t.Spark, err = a.spark(m, id)
	return t, err
}
