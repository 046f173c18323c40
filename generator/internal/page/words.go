package page

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"candor/generator/internal/chart"
	"candor/generator/internal/program"
	"candor/generator/internal/trend"
)

var sectionTitle = map[program.Kind]string{
	program.Incident: "Incidents", program.NearMiss: "Near misses", program.Upgrade: "Protocol upgrades", program.Lesson: "Lessons from others",
	program.Assessment: "Assessments", program.Initiative: "Security culture", program.Report: "Reports", program.Plain: "Pages",
}

var kindName = map[program.Kind]string{
	program.Incident: "Incident", program.NearMiss: "Near miss", program.Upgrade: "Upgrade", program.Lesson: "Lesson",
	program.Assessment: "Assessment", program.Initiative: "Initiative", program.Report: "Report", program.Plain: "Page",
}

func folderOf(k program.Kind) string {
	for _, s := range program.Sections {
		if s.Kind == k {
			return s.Folder
		}
	}
	return ""
}

func dateISO(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.DateOnly)
}

// whenText is a date or a time in prose, in UTC.
func (b *Builder) whenText(w program.When) string {
	switch {
	case w.IsZero():
		return ""
	case w.Bare:
		return b.dateText(w.Time)
	}
	return b.dateText(w.Time) + w.Time.UTC().Format(", 15:04") + b.t(" UTC")
}

// rangeText is a time with its end: 4 March 2026, 10:00–10:15 UTC.
func (b *Builder) rangeText(from, to program.When) string {
	text := b.whenText(from)
	switch {
	case to.IsZero():
		return text
	case to.Bare || !to.Day().Equal(from.Day()):
		return text + " – " + b.whenText(to)
	}
	return b.dateText(from.Time) + from.Time.UTC().Format(", 15:04–") + to.Time.UTC().Format("15:04") + b.t(" UTC")
}

// localText is a time as it was written, when that is not UTC.
func localText(w program.When) string {
	if _, offset := w.Time.Zone(); w.Bare || w.IsZero() || offset == 0 {
		return ""
	}
	return w.Time.Format("15:04 -07:00")
}

func stamp(w program.When) string {
	if w.Bare {
		return dateISO(w.Time)
	}
	return w.Time.UTC().Format(time.RFC3339)
}

// span is the time from one moment to another in words: to the minute, or in
// days where only the day is known.
func (b *Builder) span(from, to program.When) string {
	if from.Bare || to.Bare {
		days := int(to.Day().Sub(from.Day()).Hours() / 24)
		if days == 0 {
			return b.t("less than a day")
		}
		return b.count(days, "day", "days")
	}
	return chart.Duration(max(to.Time.Sub(from.Time), 0)) // somebody acted before it was detected
}

func (b *Builder) isAre(n int) string {
	if n == 1 {
		return b.t("is")
	}
	return b.t("are")
}

func (b *Builder) hasHave(n int) string {
	if n == 1 {
		return b.t("has")
	}
	return b.t("have")
}

// named reports whether a text begins with a name that has its own letters, such
// as DAO, DeFi or éCLAIR: it has a capital behind its first letter.
func named(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	_, n := utf8.DecodeRuneInString(first)
	return strings.ToLower(first[n:]) != first[n:]
}

// inSentence writes a title's first letter small, unless it begins with a name.
func inSentence(title string) string {
	if named(title) {
		return title
	}
	_, n := utf8.DecodeRuneInString(title)
	return strings.ToLower(title[:n]) + title[n:]
}

// title makes the first letter large.
func title(s string) string {
	if s == "" {
		return ""
	}
	return title1(strings.ReplaceAll(s, "-", " "))
}

var severityText = map[string]string{"critical": "Critical", "high": "High", "medium": "Medium", "low": "Low", "info": "Informational"}

// severity is the rank of a severity word from 1 on; 0 for none.
func severity(s string) int {
	for i, word := range program.Severities {
		if word == s {
			return i + 1
		}
	}
	return 0
}

func severityChip(s string) []Chip {
	if n := severity(s); n > 0 {
		return []Chip{{Class: fmt.Sprintf("sev%d", n), Text: severityText[s]}}
	}
	return nil
}

// stateChip is the stage of an incident.
func stageChip(p *program.Page) []Chip {
	switch {
	case p.Kind != program.Incident:
		return nil
	case p.Resolved():
		return []Chip{{"good", "✓ Resolved"}}
	case p.Stage == "mitigated" || p.Times != nil && !p.Times.Mitigated.IsZero():
		return []Chip{{"watch", "△ Mitigated"}}
	}
	return []Chip{{"bad", "✕ Open"}}
}

func statusChip(p *program.Page) []Chip {
	switch p.Status {
	case "draft":
		return []Chip{{"draft", "Draft"}}
	case "preliminary":
		return []Chip{{"watch", "△ Preliminary"}}
	}
	return nil
}

// quantity writes a value of a metric with its unit; shares in %.
func (b *Builder) quantity(m *program.Metric, v float64) string {
	if m.Kind == "proportion" {
		return b.number(trend.Percent(v))
	}
	v, unit := trend.Length(v, m.Unit)
	return b.number(trend.QuantityOf(v, unit, oneOf(m, unit)))
}

// oneOf is the singular of a metric's unit where its author gave one.
func oneOf(m *program.Metric, unit string) string {
	if unit != m.Unit {
		return ""
	}
	return m.UnitOne
}

// large is figure for a number that stands alone: parts of an hour in minutes.
func (b *Builder) large(m *program.Metric, v float64) (number, unit string) {
	if m.Kind == "proportion" {
		return b.figure(m, v)
	}
	v, unit = trend.Length(v, m.Unit)
	return b.figure(&program.Metric{Kind: m.Kind, Unit: unit, UnitOne: oneOf(m, unit)}, v)
}

// figure writes a value and its unit apart.
func (b *Builder) figure(m *program.Metric, v float64) (number, unit string) {
	if m.Kind == "proportion" {
		return b.number(strings.TrimRight(trend.Percent(v), "%\u202f")), "%"
	}
	if m.Unit == "%" {
		return b.number(strings.TrimRight(trend.Quantity(v, "%"), "%\u202f")), "%"
	}
	number, unit, _ = strings.Cut(b.number(trend.QuantityOf(v, m.Unit, m.UnitOne)), "\u00a0")
	return number, unit
}

// sentence joins clauses to one sentence.
func (b *Builder) sentence(clauses ...string) string {
	var kept []string
	for _, c := range clauses {
		if c != "" {
			kept = append(kept, c)
		}
	}
	switch len(kept) {
	case 0:
		return ""
	case 1:
		return title1(kept[0]) + "."
	}
	return title1(strings.Join(kept[:len(kept)-1], ", ")) + b.t(" and ") + kept[len(kept)-1] + "."
}

// title1 begins a sentence. A name that has its own letters keeps them: iOS, éCLAIR.
func title1(s string) string {
	if named(s) {
		return s
	}
	_, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:n]) + s[n:]
}

func stop(s string) string {
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?…") {
		return s
	}
	return s + "."
}
