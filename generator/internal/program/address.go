package program

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
)

// Address is where a page stands in the output, ending in a slash; "" is home.
func (p *Page) Address() string {
	if p.ID == "home" && p.Kind == Plain {
		return ""
	}
	return p.ID + "/"
}

// AssetAddress is where a file beside pages stands in the output.
func AssetAddress(file string) string {
	rest := strings.TrimPrefix(file, "content/")
	if after, ok := strings.CutPrefix(rest, "pages/"); ok && strings.Contains(after, "/") {
		return after
	}
	return rest
}

// Index finds pages and what else can be linked to.
type Index struct {
	*Program
	Pages   map[string]*Page // by id
	files   map[string]*Page
	metrics map[string]*Metric
	other   map[string]bool // addresses of generated pages
}

// NewIndex makes the index of a program whose metrics are complete.
func NewIndex(p *Program) *Index {
	n := len(p.Pages)
	x := &Index{Program: p, Pages: make(map[string]*Page, n), files: make(map[string]*Page, n), metrics: map[string]*Metric{}, other: map[string]bool{}}
	tags, years := map[string]bool{}, map[int]bool{}
	for _, page := range p.Pages {
		x.Pages[page.ID], x.files[page.File] = page, page
		for _, tag := range page.Tags {
			tags[tag] = true
		}
		if page.Kind == Incident && page.Severity != "" {
			x.other["incidents/severity/"+page.Severity+"/"] = true
			years[page.Date().UTC().Year()] = true
		}
	}
	for tag := range tags {
		x.other["tags/"+Slug(tag)+"/"] = true
	}
	for year := range years {
		x.other[fmt.Sprintf("incidents/%04d/", year)] = true
	}
	for _, m := range p.Metrics {
		x.metrics[m.ID] = m
		x.other["metrics/"+m.ID+"/"] = true
	}
	if p.Model != nil {
		for _, d := range p.Model.Domains {
			x.other["maturity/"+d.ID+"/"] = true
		}
	}
	for _, s := range Sections {
		x.other[s.Folder+"/"] = s.Kind != Plain
	}
	for _, a := range []string{"", "controls/", "causes/", "actions/", "metrics/", "maturity/", "debt/", "about/", "search/", "tags/", "roadmap/", "data/"} {
		x.other[a] = true
	}
	return x
}

// Metric returns a metric by id, or nil.
func (x *Index) Metric(id string) *Metric { return x.metrics[id] }

// Addresses lists the pages of an edition as links name them, in order.
func (x *Index) Addresses() []string {
	var out []string
	for _, p := range x.Program.Pages {
		out = append(out, "/"+p.Address())
	}
	for a, ok := range x.other {
		if ok {
			out = append(out, "/"+a)
		}
	}
	slices.Sort(out)
	return out
}

// Slug makes a part of an address of a word.
func Slug(word string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(word) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127:
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}

// Goal is what a link leads to.
type Goal struct {
	Address  string // in the output; "" is home
	Page     *Page  // set when it is a page of content
	Asset    string // path of a file beside pages
	Fragment string
	Later    string // id of a page that is not there yet
}

// Resolve finds what a link in a page leads to: the relative path of a file, or
// an address that begins with a slash.
func (x *Index) Resolve(from *Page, dest string) (Goal, bool) {
	u, err := url.Parse(dest)
	if err != nil {
		return Goal{}, false
	}
	t := Goal{Fragment: u.Fragment}
	if u.Path == "" {
		t.Page, t.Address = from, from.Address()
		return t, true
	}
	if strings.HasPrefix(u.Path, "/") {
		return x.address(strings.Trim(u.Path, "/"), t)
	}
	file := path.Join(path.Dir(from.File), u.Path)
	for _, candidate := range []string{file, file + ".md", file + "/index.md"} {
		if page := x.files[candidate]; page != nil {
			t.Page, t.Address = page, page.Address()
			return t, true
		}
	}
	if x.Assets[file] {
		t.Asset, t.Address = file, AssetAddress(file)
		return t, true
	}
	rest := strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(file, "content/"), ".md"), "/index")
	if id := strings.TrimPrefix(rest, "pages/"); x.Later[id] {
		t.Later = id
		return t, true
	}
	return t, false
}

func (x *Index) address(id string, t Goal) (Goal, bool) {
	id = strings.TrimSuffix(id, "/index.html")
	if page := x.Pages[id]; page != nil {
		t.Page, t.Address = page, page.Address()
		return t, true
	}
	if x.Later[id] {
		t.Later = id
		return t, true
	}
	t.Address = id + "/"
	if id == "" {
		t.Address = ""
	}
	if x.published(id) {
		t.Address = id
		return t, true
	}
	return t, x.other[t.Address]
}

// published reports whether an edition has a file for machines at an address.
func (x *Index) published(id string) bool {
	folder, name := path.Split(id)
	switch parent := path.Dir(path.Clean(folder)); {
	case slices.Contains(files[folder], name):
		return folder != "maturity/" || x.Model != nil
	case parent == "metrics" && x.other[folder]:
		return slices.Contains(metricFiles, name) || x.metric(folder).Kind == "duration" && slices.Contains(eventFiles, name)
	case parent == "maturity":
		return x.other[folder] && name == "levels.svg"
	}
	return false
}

func (x *Index) metric(folder string) *Metric { return x.metrics[path.Base(folder)] }

// files are those beside generated pages, by folder.
var files = map[string][]string{
	"":             {"feed.xml", "feed.json", "report.json", "checksums.txt", "robots.txt", "sitemap.xml"},
	".well-known/": {"security.txt"},
	"assets/":      {"style.css", "site.js", "icon.svg"},
	"search/":      {"index.json"},
	"metrics/":     {"targets.csv", "targets.svg"},
	"maturity/":    {"levels.csv", "levels.svg"},
	"causes/":      {"causes.csv", "causes.svg"},
}

// metricFiles are those of every metric, eventFiles those of one of durations.
var (
	metricFiles = []string{"data.csv", "data.json", "chart.svg"}
	eventFiles  = []string{"events.csv", "events.svg"}
)

// PageID is the id of the page that a reference names by its address or its file.
func PageID(ref string) string { return strings.Trim(strings.TrimSuffix(ref, ".md"), "/") }
