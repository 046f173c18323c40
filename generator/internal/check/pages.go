package check

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"candor/generator/internal/program"
)

// page checks what one page says of others.
func (c *checker) page(p *program.Page) {
	for _, r := range p.Related {
		c.named(r)
	}
	for _, s := range p.States {
		c.named(s.Merged)
	}
	for _, a := range p.Actions {
		c.cause(p, a)
	}
	for _, k := range p.Causes {
		c.upgrade(k.Upgrade)
	}
	if p.Start != nil {
		c.metric(p.Start.Measure)
	}
	if p.Body != nil {
		for _, ref := range p.Body.Charts {
			c.metric(ref)
		}
	}
	if p.Report != nil {
		for _, m := range p.Report.Metrics {
			c.metric(m)
		}
	}
	if p.Assess != nil {
		c.report(p)
	}
}

// named checks that a reference in front matter or data names a page.
func (c *checker) named(ref program.Ref) {
	if id := program.PageID(ref.ID); id != "" && c.Index.Pages[id] == nil && !c.Later[id] {
		c.missing("page", ref, c.ids(""), `name it as "incidents/2026-03-04-name"`)
	}
}

// ids lists the pages of a section; "" is all.
func (c *checker) ids(section string) []string {
	var out []string
	for _, p := range c.Program.Pages {
		if strings.HasPrefix(p.ID, section) {
			out = append(out, p.ID)
		}
	}
	return out
}

// upgrade checks that a cause names the page of an upgrade.
func (c *checker) upgrade(ref program.Ref) {
	id := program.PageID(ref.ID)
	if id == "" || c.Later[id] {
		return
	}
	if p := c.Index.Pages[id]; p == nil || p.Kind != program.Upgrade {
		c.missing("upgrade", ref, c.ids("upgrades/"), `name it as "upgrades/2026-03-04-name"`)
	}
}

func (c *checker) cause(p *program.Page, a program.Action) {
	if a.Cause.ID == "" || slices.ContainsFunc(p.Causes, func(k program.Cause) bool { return k.Key == a.Cause.ID }) {
		return
	}
	var keys []string
	for _, k := range p.Causes {
		keys = append(keys, k.Key)
	}
	c.missing("cause", a.Cause, keys, "name the key of a table under [causes]")
}

// report checks that an assessment's report is an address or a file beside it.
func (c *checker) report(p *program.Page) {
	ref := p.Assess.Report
	if ref.ID == "" || strings.HasPrefix(ref.ID, "https://") || strings.HasPrefix(ref.ID, "http://") {
		return
	}
	if t, ok := c.Resolve(p, ref.ID); !ok || t.Asset == "" {
		c.missing("file", ref, c.beside(p), "write an address, or put the file beside the page")
	}
}

// links checks the links of a page's text.
func (c *checker) links(p *program.Page) {
	if p.Body == nil {
		return
	}
	for _, l := range p.Body.Links {
		t, ok := c.Resolve(p, l.Dest)
		switch {
		case !ok && l.Image:
			c.ps.Errorf(l.Pos, "asset/missing", c.hint(l.Dest, c.beside(p), "put the file beside the page"), "the image %q is not there", l.Dest)
		case !ok:
			c.ps.Errorf(l.Pos, "link/missing", c.hint(strings.TrimPrefix(l.Dest, "/pages"), c.goals(p, l.Dest), "name the file relative to this one (../incidents/x.md) or its address (/incidents/x/)"), "there is no page %q", l.Dest)
		case t.Fragment != "" && t.Page != nil && !heading(t.Page, t.Fragment):
			c.ps.Warnf(l.Pos, "link/heading", c.hint(t.Fragment, headings(t.Page), ""), "%q: the page has no such heading", l.Dest)
		}
	}
}

// goals lists what a link could lead to, in the form in which it is written: an
// address, or a path from the page's folder.
func (c *checker) goals(p *program.Page, dest string) []string {
	if strings.HasPrefix(dest, "/") {
		return c.Addresses()
	}
	dest, _, _ = strings.Cut(dest, "#")
	out := c.beside(p)
	for _, other := range c.Program.Pages {
		file := relative(p.File, other.File)
		if !strings.HasSuffix(dest, ".md") {
			file = strings.TrimSuffix(strings.TrimSuffix(file, ".md"), "/index")
		}
		out = append(out, file)
	}
	return out
}

// beside lists the files in a page's folder.
func (c *checker) beside(p *program.Page) []string {
	var out []string
	for file := range c.Assets {
		if path.Dir(file) == path.Dir(p.File) {
			out = append(out, path.Base(file))
		}
	}
	slices.Sort(out)
	return out
}

// relative is the path to a file of content from the folder of another one.
func relative(from, to string) string {
	folder := path.Dir(from) + "/"
	up := ""
	for !strings.HasPrefix(to, folder) {
		folder, up = path.Dir(strings.TrimSuffix(folder, "/"))+"/", up+"../"
	}
	return up + strings.TrimPrefix(to, folder)
}

// ours are the headings that generated parts of a page bring.
var ours = []string{"impact", "timeline", "causes", "controls", "actions", "lessons", "detection", "facts", "findings", "related", "revisions",
	"links", "runbooks", "checks", "phases", "measures", "main"}

// headings lists the ids that a link can lead to on a page.
func headings(p *program.Page) []string {
	out := slices.Clone(ours)
	if p.Body != nil {
		for _, h := range p.Body.Headings {
			out = append(out, h.ID)
		}
	}
	for _, k := range p.Causes {
		out = append(out, p.CauseAnchor(k.Key))
	}
	for _, a := range p.Actions {
		out = append(out, p.Anchor(a.Key))
	}
	for _, f := range p.Findings {
		out = append(out, p.FindingAnchor(f.Key))
	}
	return out
}

func heading(p *program.Page, id string) bool {
	return strings.HasPrefix(id, "fn-") || strings.HasPrefix(id, "fnref-") || slices.Contains(headings(p), id)
}

// aliasForm is an address as pages have them: no file names, no dots.
var aliasForm = regexp.MustCompile(`^[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*$`)

// aliases checks that old addresses are free.
func (c *checker) aliases() {
	seen := map[string]bool{}
	for _, p := range c.Program.Pages {
		for _, a := range p.Aliases {
			id := strings.Trim(a.ID, "/")
			switch {
			case !aliasForm.MatchString(id) || strings.HasSuffix(id, "index"):
				c.ps.Errorf(a.Pos, "page/alias", `write it as "incidents/old-name"`, "this is no address of a page")
			case c.Index.Pages[id] != nil || seen[fold(id)] || c.taken(id) || c.taken(fold(id)):
				c.ps.Errorf(a.Pos, "page/alias", "remove the alias or rename the page", "another page has this address")
			}
			seen[fold(id)] = true
		}
	}
}

// fold is an address as a disk has it that does not tell upper from lower case.
func fold(id string) string { return strings.ToLower(id) }

func (c *checker) taken(id string) bool {
	_, ok := c.Resolve(&program.Page{File: "content/pages/x.md"}, "/"+id+"/")
	return ok
}
