package generator

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"candor/generator/internal/page"
	"candor/generator/internal/program"
	"candor/generator/internal/site"
	"candor/generator/internal/theme"
)

// feedLength is how many pages a feed holds.
const feedLength = 50

// assetFolder holds the theme's files.
const assetFolder = "assets/"

// themeFiles are the theme's files that an edition uses.
func (e *edition) themeFiles() []string {
	icon := "icon.svg"
	if e.level == 0 {
		icon = "icon-internal.svg"
	}
	files := []string{"style.css", "site.js", icon}
	if e.explored() {
		files = append(files, "explore.js")
	}
	return files
}

// explored reports whether an edition's charts come with a view on demand: the
// site wants it, and the program has what it takes.
func (e *edition) explored() bool {
	return Explorable() && e.program.Site.Charts == "interactive"
}

func (s *Site) themeAssets(e *edition) page.Assets {
	names := e.themeFiles()
	a := page.Assets{CSS: assetFolder + names[0], JS: assetFolder + names[1], Icon: assetFolder + names[2], Logo: logoAddress(s.logo())}
	if e.explored() {
		script, _ := theme.ECharts()
		a.View = page.View{Script: assetFolder + names[3], Library: assetFolder + libraryName(script)}
	}
	return a
}

// libraryName carries a fingerprint, so that caches may keep the file for ever.
func libraryName(script []byte) string {
	return fmt.Sprintf("echarts-%x.js", sha256.Sum256(script))[:len("echarts-")+12] + ".js"
}

// addTheme adds the theme's files, the logo, and what interactive charts need.
func (s *Site) addTheme(t *tree, e *edition) {
	for _, name := range e.themeFiles() {
		t.add(assetFolder+name, func() ([]byte, error) { return s.theme.Files()[name], nil })
	}
	if logo := s.logo(); logo != "" {
		t.add(logoAddress(logo), func() ([]byte, error) { return e.asset(logo) })
	}
	if e.explored() {
		script, licence := theme.ECharts()
		t.add(assetFolder+libraryName(script), func() ([]byte, error) { return script, nil })
		t.files[len(t.files)-1].ours = true
		t.add(assetFolder+"echarts-licence.txt", func() ([]byte, error) { return licence, nil })
		t.files[len(t.files)-1].ours = true
	}
}

// addIndexes adds what tells others of the pages: feeds, sitemap, robots.
// Absolute addresses stand here alone; the narrowest edition has none.
func (s *Site) addIndexes(t *tree, e *edition, b *page.Builder, outputs []page.Output) {
	conf := e.program.Site
	internal := e.level != s.rules.Order.Widest()
	t.add(".nojekyll", func() ([]byte, error) { return nil, nil })
	t.add("robots.txt", func() ([]byte, error) { return site.Robots(baseOf(conf.BaseURL, internal), internal), nil })
	if sec := conf.SecurityTxt; sec != nil {
		t.add(".well-known/security.txt", func() ([]byte, error) { return site.SecurityTxt(securityFields(sec)), nil })
	}
	if internal || conf.BaseURL == "" {
		return
	}
	t.add("sitemap.xml", func() ([]byte, error) { return site.Sitemap(conf.BaseURL, listed(outputs)) })
	feed := sync.OnceValue(func() site.Feed { return s.feed(e, b) })
	t.add("feed.xml", func() ([]byte, error) { return feed().Atom() })
	t.add("feed.json", func() ([]byte, error) { return feed().JSON() })
}

// listed are the pages of the sitemap, by address.
func listed(outputs []page.Output) []site.Entry {
	var out []site.Entry
	for _, o := range outputs {
		if o.Listed {
			out = append(out, site.Entry{Address: strings.TrimSuffix(o.Path, "index.html"), Updated: o.Changed})
		}
	}
	slices.SortFunc(out, func(a, b site.Entry) int { return strings.Compare(a.Address, b.Address) })
	return out
}

func baseOf(base string, internal bool) string {
	if internal {
		return ""
	}
	return base
}

func (s *Site) feed(e *edition, b *page.Builder) site.Feed {
	conf := e.program.Site
	f := site.Feed{Title: conf.Title, Author: conf.Organization, Base: conf.BaseURL, Language: conf.Language, Updated: conf.AsOf}
	if f.Author == "" {
		f.Author = conf.Title
	}
	for _, p := range newest(e.program.Pages, feedLength) {
		changed := p.Date()
		for _, r := range p.Revisions {
			if r.Day.After(changed) {
				changed = r.Day
			}
		}
		f.Entries = append(f.Entries, site.Entry{Address: p.Address(), Title: p.Title, Summary: p.Lead(), HTML: b.FeedHTML(p), Published: p.Date(), Updated: changed, Kind: string(p.Kind)})
	}
	return f
}

// newest are the newest dated pages, without drafts.
func newest(pages []*program.Page, most int) []*program.Page {
	out := slices.DeleteFunc(slices.Clone(pages), func(p *program.Page) bool { return p.DateAt.IsZero() || p.Draft() || p.Kind == program.Plain })
	slices.SortStableFunc(out, func(a, b *program.Page) int {
		if c := b.Date().Compare(a.Date()); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	return out[:min(len(out), most)]
}

func securityFields(s *program.SecurityTxt) []site.Field {
	var out []site.Field
	add := func(name string, values ...string) {
		for _, v := range values {
			if v != "" {
				out = append(out, site.Field{Name: name, Value: v})
			}
		}
	}
	add("Contact", s.Contact...)
	add("Expires", s.Expires.UTC().Format(time.RFC3339))
	add("Encryption", s.Encryption...)
	add("Acknowledgments", s.Acknowledgments...)
	add("Preferred-Languages", s.PreferredLanguages)
	add("Canonical", s.Canonical...)
	add("Policy", s.Policy...)
	add("Hiring", s.Hiring...)
	return out
}

// withheld is the ledger in the form of the room page.
func (s *Site) withheld() []page.Withheld {
	ids := map[string]string{}
	for _, p := range s.editions[0].program.Pages {
		ids[p.File] = p.ID
	}
	var out []page.Withheld
	for _, w := range s.ledger {
		out = append(out, page.Withheld{File: w.File, Line: w.Line, Kind: w.Kind, Audience: s.rules.Order.Name(w.Level), Reason: w.Reason, Until: w.Until, Silent: w.Silent, Page: ids[w.File]})
	}
	slices.SortStableFunc(out, func(a, b page.Withheld) int {
		if c := strings.Compare(a.File, b.File); c != 0 {
			return c
		}
		return a.Line - b.Line
	})
	return out
}
