package page

import "candor/generator/internal/program"

func (b *Builder) notFound() NotFound {
	a := b.from("")
	n := NotFound{Frame: a.frame("404", b.t("Page not found"), ""), Index: "search/index.json"}
	if !n.Internal {
		n.Begins = b.Site.BaseURL
	}
	n.Links = []Link{{Text: b.t("Home"), Href: a.to("")}, {Text: b.t("Search"), Href: a.to("search/")}, {Text: b.t("Metrics"), Href: a.to("metrics/")}, {Text: b.t("Actions"), Href: a.to("actions/")}, {Text: b.t("Maturity"), Href: a.to("maturity/")}}
	for _, s := range program.Sections {
		if s.Kind != program.Plain {
			n.Links = append(n.Links, Link{Text: a.t(sectionTitle[s.Kind]), Href: a.to(s.Folder + "/"), Note: a.newestOf(s.Kind)})
		}
	}
	return n
}

// newestOf names the newest page of a section, small print on the page for lost
// readers; none where pages have no date.
func (b *Builder) newestOf(kind program.Kind) string {
	if pages := b.byKind[kind]; len(pages) > 0 && !pages[0].DateAt.IsZero() {
		return b.t("the newest: ") + pages[0].Title
	}
	return ""
}

func (b *Builder) redirect(address string, p *program.Page) Redirect {
	a := b.from(address)
	r := Redirect{Frame: a.frame("redirect", p.Title, ""), Href: a.to(p.Address())}
	if r.Canonical != "" {
		r.Canonical = b.Site.BaseURL + p.Address()
	}
	return r
}
