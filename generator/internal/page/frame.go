package page

import (
	"strings"

	"candor/generator/internal/program"
)

// at makes links from one address of the edition.
type at struct {
	*Builder
	address string // ends in a slash; "" is home
	root    string
}

func (b *Builder) from(address string) at {
	return at{b, address, strings.Repeat("../", strings.Count(address, "/"))}
}

// to is the relative link to an address.
func (a at) to(address string) string {
	href := a.root + address
	if address != "" && !strings.HasSuffix(address, "/") {
		return href
	}
	if a.LinkFile {
		return href + "index.html"
	}
	if href == "" {
		return "./"
	}
	return href
}

func (a at) page(p *program.Page) Link { return Link{Text: p.Title, Href: a.to(p.Address())} }

// frame fills what all pages share.
func (a at) frame(kind, title, description string) Frame {
	site := a.Site
	f := Frame{Lang: site.Language, Edition: a.Edition, Kind: kind, Title: title, Description: description, SiteTitle: site.Title,
		Organization: site.Organization, TLP: site.TLP[a.Edition], Internal: a.Edition != a.Widest, Root: a.root, Home: a.to(""),
		AsOf: a.dateText(site.AsOf), Version: a.Version, Commit: a.Commit, Nav: a.nav()}
	f.Assets = Assets{CSS: a.root + a.Input.Assets.CSS, JS: a.root + a.Input.Assets.JS, Icon: a.root + a.Input.Assets.Icon}
	if logo := a.Input.Assets.Logo; logo != "" {
		f.Assets.Logo = a.root + logo
	}
	if v := a.Input.Assets.View; v.Script != "" {
		f.Assets.View = View{Script: a.root + v.Script, Library: a.root + v.Library}
	}
	if !f.Internal && site.BaseURL != "" && kind != "404" {
		f.Canonical = site.BaseURL + a.address
	}
	f.Footer = a.footer()
	if a.feeds() {
		f.Alternates = []Alternate{{Type: "application/atom+xml", Title: site.Title, Href: a.root + "feed.xml"}, {Type: "application/feed+json", Title: site.Title, Href: a.root + "feed.json"}}
	}
	return f
}

func (a at) nav() []Nav {
	entries := []struct{ text, address string }{{a.t("Metrics"), "metrics/"}, {a.t("Incidents"), "incidents/"}, {a.t("Actions"), "actions/"}, {a.t("Assessments"), "assessments/"},
		{a.t("Maturity"), "maturity/"}, {a.t("Lessons"), "lessons/"}, {a.t("Method"), "about/"}, {a.t("Search"), "search/"}}
	if a.internal() {
		entries = append(entries, struct{ text, address string }{a.t("Redactions"), "redactions/"})
	}
	var out []Nav
	for _, e := range entries {
		out = append(out, Nav{Text: e.text, Href: a.to(e.address), Current: strings.HasPrefix(a.address, e.address), Exact: a.address == e.address})
	}
	return out
}

// mostFooter keeps the footer short; the search page has all pages.
const mostFooter = 24

func (a at) footer() []Link {
	links := []Link{
		{Text: a.t("Near misses"), Href: a.to("near-misses/")}, {Text: a.t("Upgrades"), Href: a.to("upgrades/")}, {Text: a.t("Culture"), Href: a.to("culture/")},
		{Text: a.t("Reports"), Href: a.to("reports/")}, {Text: a.t("Controls"), Href: a.to("controls/")}, {Text: a.t("Causes"), Href: a.to("causes/")},
		{Text: a.t("Debt"), Href: a.to("debt/")}, {Text: a.t("Roadmap"), Href: a.to("roadmap/")}, {Text: a.t("Tags"), Href: a.to("tags/")}, {Text: a.t("Data"), Href: a.to("data/")},
		{Text: "report.json", Href: a.root + "report.json"},
	}
	if a.feeds() {
		links = append(links, Link{Text: "Atom", Href: a.root + "feed.xml"}, Link{Text: "JSON Feed", Href: a.root + "feed.json"})
	}
	if a.Site.SecurityTxt != nil {
		links = append(links, Link{Text: "security.txt", Href: a.root + ".well-known/security.txt"})
	}
	for _, p := range a.byKind[program.Plain] {
		if p.ID != "home" && p.ID != "about" && len(links) < mostFooter {
			links = append(links, a.page(p))
		}
	}
	return links
}

// feeds reports whether the edition has feeds: they need an address, and only
// the widest edition is published at one.
func (b *Builder) feeds() bool { return b.Site.BaseURL != "" && b.Edition == b.Widest }
