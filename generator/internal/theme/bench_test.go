package theme

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"
	"testing"

	"candor/generator/internal/page"
)

// article is a post-mortem of usual size.
func article() *page.Article {
	a := &page.Article{Frame: page.Frame{Lang: "en", Edition: "public", Kind: "incident", Title: "Signer threshold drift", SiteTitle: "Example security",
		Home: "../../", Nav: make([]page.Nav, 8), Crumbs: []page.Link{{Text: "Incidents", Href: "../"}}, Canonical: "https://example.org/incidents/x/",
		AsOf: "30 June 2026", Version: "1.0", Footer: make([]page.Link, 6), Assets: page.Assets{CSS: "../../assets/style.css", JS: "../../assets/site.js"}},
		KindName: "Incident", Summary: "A signer rotation left the threshold at 2 of 7 for 68 minutes. No funds moved.",
		Chips: []page.Chip{{Class: "sev2", Text: "High"}, {Class: "good", Text: "✓ Resolved"}}}
	for i := range 10 {
		a.Facts = append(a.Facts, page.Fact{Name: fmt.Sprint("Fact ", i), Text: "12 April 2026, 09:12 UTC", Note: "target: 30 min"})
	}
	timeline, actions := &page.Part{Heading: "Timeline"}, &page.Table{Caption: "6 actions, 4 done", Cards: true, Columns: make([]page.Column, 6)}
	for i := range 12 {
		timeline.Timeline = append(timeline.Timeline, page.Moment{Stamp: "2026-04-12T09:12:00Z", Text: "12 April 2026, 09:12 UTC",
			HTML: "<p>Rotation ran with the old threshold.</p>", Since: fmt.Sprint(i, " min after it began")})
	}
	for i := range 6 {
		actions.Rows = append(actions.Rows, page.Row{ID: fmt.Sprint("a", i), Cells: []page.Cell{{Chips: []page.Chip{{Class: "good", Text: "✓ Done"}}},
			{Text: "Check the deployed threshold after each rotation", Head: true}, {Text: "Protocol"}, {Text: "2026-06-30", Note: "first due 2026-05-31"},
			{Text: "Corrective"}, {Text: "Evidence", Href: "https://example.org/e"}}})
	}
	a.Blocks = []page.Block{{HTML: template.HTML("<p>" + strings.Repeat("We publish this page so that anyone can see it. ", 128) + "</p>")},
		{Part: timeline}, {Part: &page.Part{Heading: "Actions", Table: actions}}}
	return a
}

func BenchmarkArticle(b *testing.B) {
	th, a := load(b), article()
	var out bytes.Buffer
	b.ReportAllocs()
	for b.Loop() {
		out.Reset()
		if err := th.Execute(&out, a); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(out.Len()), "bytes/page")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load(b)
	}
}
