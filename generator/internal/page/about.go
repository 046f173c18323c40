package page

import (
	"fmt"
	"html"
	"html/template"
	"strings"

	"candor/generator/internal/program"
)

// about tells how every number is computed, what is withheld and why.
func (b *Builder) about() (*About, error) {
	a := b.from("about/")
	out := &About{Frame: a.frame("about", b.t("Method"), b.t("How every number is computed, and what is withheld.")), Headline: b.t("How this report is made")}
	if p := b.Index.Pages["about"]; p != nil {
		var err error
		if out.Intro, err = a.blocks(p); err != nil {
			return nil, err
		}
		if p.Title != "" {
			out.Headline = p.Title
		}
	}
	out.Policy = a.policy()
	for _, s := range program.Severities {
		if text := b.Site.Severities[s]; text != "" {
			out.Severities = append(out.Severities, Fact{Name: b.t(severityText[s]), Text: text})
		}
	}
	for _, kind := range []string{"duration", "count", "proportion", "level", "gap"} {
		var texts []string
		for _, f := range b.told(methods[kind]...) {
			texts = append(texts, f.Text)
		}
		out.Methods = append(out.Methods, Fact{Name: map[string]string{"duration": b.t("Durations"), "count": b.t("Counts"), "proportion": b.t("Shares"), "level": b.t("Levels"), "gap": b.t("Days between rare events")}[kind], Text: strings.Join(texts, " ")})
	}
	out.Methods = append(append(out.Methods, b.told(append(slopes[:len(slopes):len(slopes)], limits)...)...), b.general()...)
	out.Methods = append(out.Methods,
		Fact{Name: "Levels of maturity", Text: b.t("A domain has the highest level whose criteria, and those of all levels below, are met on the day. The overall level is that of the weakest domain. An answer counts for a limited time, then it is stale and counts no more.")})
	t := &Table{Caption: "Metrics and where they come from", Cards: true, Columns: []Column{{Text: "Metric"}, {Text: "Kind"}, {Text: "Source"}, {Text: "Missing values", Num: true}}}
	for _, m := range b.order {
		missing := ""
		if m.Summary != nil && m.Kind != "duration" {
			missing = fmt.Sprint(m.Summary.Missing)
		}
		t.Rows = append(t.Rows, Row{Only: a.metricOnly(m.Metric), Cells: []Cell{{Text: m.Metric.Title, Href: a.to("metrics/" + m.ID + "/"), Head: true}, {Text: title1(b.t(kindOf[m.Kind]))}, {Text: m.Source}, {Text: missing}}})
	}
	if len(t.Rows) > 0 {
		out.Metrics = t
	}
	out.Rebuild = a.rebuild()
	out.Warnings = a.warnings()
	return out, nil
}

// kindOf says what the numbers of a metric are.
var kindOf = map[string]string{"level": "level", "count": "count", "proportion": "share", "duration": "duration", "gap": "days between events"}

// policy names the reasons in use, never counts or dates of what is withheld.
func (a at) policy() []Fact {
	var f facts
	f.text("This edition", title(a.Edition)+prefixed(", ", a.Site.TLP[a.Edition]))
	f.text("The report's day", a.dateText(a.Site.AsOf)+a.t(", as of its end, UTC"))
	exceptions := ""
	if !a.internal() && len(a.released()) > 0 {
		exceptions = a.t(", but for the exceptions named below")
	}
	f.text("What is taken out", a.t("Parts that this edition may not show are taken out of the source before anything is computed, so that no figure, chart or download here was made with them")+exceptions+".")
	f.text("How it is marked", a.t("The word Withheld, and the reason where one is given, stand where a passage was taken out; the marker is the same whatever was there. Entries and pages that are withheld leave no trace."))
	a.releasedPolicy(&f)
	if len(a.Withheld) > 0 {
		list := ""
		for _, r := range a.Withheld {
			list += "<li>" + html.EscapeString(a.reason(r)) + "</li>"
		}
		f = append(f, Fact{Name: "Reasons in use", HTML: safe("<ul>" + list + "</ul>")})
	}
	return f
}

// warnings are what is doubtful in the data, for those who can mend it.
func (a at) warnings() *Table {
	if len(a.Input.Warnings) == 0 {
		return nil
	}
	t := &Table{Caption: "Warnings of candor check", Cards: true, Columns: []Column{{Text: "Where"}, {Text: "What"}}}
	for _, w := range a.Input.Warnings {
		text := `<span lang="en">` + html.EscapeString(stop(w.Text)) + `</span>`
		if w.Hint != "" {
			text += ` <small class="note" lang="en">` + html.EscapeString(stop(title1(w.Hint))) + `</small>`
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: fmt.Sprintf("%s:%d", w.File, w.Line), Head: true}, {HTML: safe(text)}}})
	}
	return t
}

// rebuild is how a stranger checks the edition, in paragraphs.
func (a at) rebuild() []template.HTML {
	if a.internal() {
		return nil
	}
	paragraph := func(text string, parts ...any) template.HTML {
		return safe("<p>" + fmt.Sprintf(html.EscapeString(text), parts...) + "</p>")
	}
	code := func(s string) string { return "<code>" + html.EscapeString(s) + "</code>" }
	return []template.HTML{
		paragraph(a.t("Every file of this edition is listed with its SHA-256 in %s."), `<a href="`+a.root+`checksums.txt">checksums.txt</a>`),
		paragraph(a.t("Whoever has the source of this edition, as %s writes it, can build it with %s and gets the same bytes."), code("candor export source"), code("candor build --audience "+a.Edition+" --output DIR")),
	}
}
