package intake

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"candor/generator/internal/cut"
	"candor/generator/internal/document"
	"candor/generator/internal/program"
	"candor/generator/internal/source"
)

// FrontMatterKeys are the words that no audience may bear.
func FrontMatterKeys() []string { return shapeKeys(&program.Page{}) }

// Config reads candor.toml as one edition may see it.
func (r *Reader) Config(staged *cut.Staged) program.Site {
	root := staged.Head()
	d := &decoder{Reader: r, file: source.ConfigFile, family: "config", top: shapeKeys(&program.Site{})}
	site := program.Site{Language: "en", Theme: "default", Charts: "static", AsOf: r.Day}
	d.table(root, &site, nil)
	site.AsOf = r.Day
	switch n := root.Get("title"); {
	case n == nil:
		d.ps.Errorf(source.Pos{File: source.ConfigFile, Line: 1, Column: 1}, "config/missing", `write title = "…"`, "the site has no title")
	case n.Kind == document.String && strings.TrimSpace(n.Text) == "":
		d.errorf(n, "missing", `write title = "…" with a few words`, "the title is empty")
	}
	if site.MinCount < 0 {
		d.errorf(root.Get("min_count"), "value", "write min_count = 3, or 0 to withhold nothing", "a count is not negative")
	}
	d.checkBase(root.Get("base_url"), &site)
	d.checkSeverities(root.Get("severities"))
	d.checkWeights(root.Get("checks"))
	d.checkExplorers(root.Get("explorers"))
	d.checkBrand(root.Get("brand"), site.Brand)
	d.checkSecurityTxt(root.Get("security_txt"), site.SecurityTxt)
	if n := root.Get("language"); n != nil && !languageForm.MatchString(site.Language) {
		d.errorf(n, "value", `write "en" or "pt-BR"`, "this is no language tag")
	}
	return site
}

var languageForm = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

func (d *decoder) checkBase(n *document.Node, site *program.Site) {
	if n == nil || site.BaseURL == "" {
		return
	}
	u, err := url.Parse(site.BaseURL)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		d.errorf(n, "value", `write "https://example.org/security/"`, "this is no address that a site can be published at")
		site.BaseURL = ""
		return
	}
	if u.User != nil || strings.ContainsAny(site.BaseURL, " \t") {
		d.errorf(n, "value", `write "https://example.org/security/", without user, password or spaces`, "this address would be printed into feeds and the sitemap")
		site.BaseURL = ""
		return
	}
	if !strings.HasSuffix(site.BaseURL, "/") {
		site.BaseURL += "/"
	}
}

func (d *decoder) checkSeverities(n *document.Node) {
	if n == nil || n.Kind != document.Table {
		return
	}
	for _, m := range n.Nodes {
		if !slices.Contains(program.Severities, m.Key) && !slices.Contains(priorities, m.Key) {
			d.errorf(m, "unknown-key", source.DidYouMean(m.Key, program.Severities), "unknown severity %q", m.Key)
		}
	}
}

// checkWeights reports weights of problems that cannot be changed.
func (d *decoder) checkWeights(n *document.Node) {
	if n == nil || n.Kind != document.Table {
		return
	}
	for _, m := range n.Nodes {
		family, what, ok := strings.Cut(m.Key, "/")
		switch {
		case !ok || what == "":
			d.errorf(m, "value", `name it as it stands in brackets behind a problem: "link/missing"`, "this is no code of a problem")
		case Fixed(m.Key):
			d.errorf(m, "value", "mend the problem instead", "the weight of %s/ codes is fixed", family)
		}
	}
}

// guards are the codes, beside whole families, whose weight decides whether
// something withheld is published.
var guards = []string{"link/hidden", "asset/symlink", "asset/irregular", "asset/type", "metric/sheet", "maturity/hidden-criterion", "maturity/hidden-record"}

// Fixed reports whether a code's weight cannot be changed in [checks].
func Fixed(code string) bool {
	family, _, _ := strings.Cut(code, "/")
	return family == "mark" || family == "leak" || family == "config" || slices.Contains(guards, code)
}

func (d *decoder) checkExplorers(n *document.Node) {
	if n == nil || n.Kind != document.Table {
		return
	}
	for _, e := range n.Nodes {
		for _, m := range e.Nodes {
			if m.Kind == document.String && (!strings.HasPrefix(m.Text, "https://") || strings.Count(m.Text, "{id}") != 1) {
				d.errorf(m, "value", `write "https://etherscan.io/tx/{id}"`, "an explorer's address begins with https and holds {id} once")
			}
		}
	}
}

var colorForm = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)

// checkBrand reports colours that are none, and those that are hard to see.
func (d *decoder) checkBrand(n *document.Node, b *program.Brand) {
	if n == nil || b == nil {
		return
	}
	for _, c := range []*string{&b.Color, &b.Dark} {
		if *c != "" && !colorForm.MatchString(*c) {
			key := "color"
			if c == &b.Dark {
				key = "color_dark"
			}
			d.errorf(n.Get(key), "value", `write "#0a4a94"`, "a colour is # and six digits")
			*c = ""
		}
	}
	if b.Color == "" {
		if b.Dark != "" {
			d.errorf(n.Get("color_dark"), "value", "write color too", "there is a colour for dark pages, and none for the others")
			b.Dark = ""
		}
		return
	}
	light, dark := b.Contrasts()
	if light < program.LeastContrast {
		d.ps.Warnf(n.Get("color").At(d.file), "config/contrast", "take a darker one", "this colour has a contrast of %.1f against the page, under %v", light, program.LeastContrast)
	}
	if dark < program.LeastContrast {
		d.ps.Warnf(n.Get("color_dark").At(d.file), "config/contrast", "take a lighter one, or leave it out", "this colour has a contrast of %.1f against dark pages, under %v", dark, program.LeastContrast)
	}
}

// contactForm is an address with its scheme, without blanks or line feeds.
var contactForm = regexp.MustCompile(`^(mailto:|https://|tel:)[^\s\x00-\x1f]+$`)

func (d *decoder) checkSecurityTxt(n *document.Node, s *program.SecurityTxt) {
	if n == nil || s == nil {
		return
	}
	for _, c := range s.Contact {
		if !contactForm.MatchString(c) {
			d.errorf(n, "value", `write "mailto:security@example.org" or "https://…"`, "a contact is an address on one line (RFC 9116)")
		}
	}
	if len(s.Contact) == 0 {
		d.errorf(n, "missing", `write contact = ["mailto:security@example.org"]`, "security.txt needs a contact (RFC 9116)")
	}
	if s.Expires.IsZero() && n.Get("expires") == nil {
		d.errorf(n, "missing", "write expires = 2027-12-31T00:00:00Z", "security.txt needs an end (RFC 9116)")
	}
	if !s.Expires.IsZero() && s.Expires.Before(d.Day) {
		d.warnf(n.Get("expires"), "expired", "set a later day", "security.txt is stale on the report's day")
	}
	s.Expires = s.Expires.In(time.UTC)
}
