package check

import (
	"regexp"
	"slices"
	"strings"

	"candor/generator/internal/program"
)

// page checks what one page says of others.
func (c *checker) page(p *program.Page) {
	for _, r := range p.Related {
		id := program.PageID(r.ID)
		if c.Index.Pages[id] == nil && !c.Later[id] {
			c.missing(r.Pos, `name it as "incidents/2026-03-04-name"`, "there is no such page")
		}
	}
	for _, s := range p.States {
		if id := program.PageID(s.Merged.ID); id != "" && c.Index.Pages[id] == nil && !c.Later[id] {
			c.missing(s.Merged.Pos, `name it as "incidents/2026-03-04-name"`, "there is no such page")
		}
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

// upgrade checks that a cause names the page of an upgrade.
func (c *checker) upgrade(ref program.Ref) {
	id := program.PageID(ref.ID)
	if id == "" || c.Later[id] {
		return
	}
	if p := c.Index.Pages[id]; p == nil || p.Kind != program.Upgrade {
		c.missing(ref.Pos, `name it as "upgrades/2026-03-04-name"`, "there is no such upgrade")
	}
}

func (c *checker) cause(p *program.Page, a program.Action) {
	if a.Cause.ID == "" || slices.ContainsFunc(p.Causes, func(k program.Cause) bool { return k.Key == a.Cause.ID }) {
		return
	}
	c.missing(a.Cause.Pos, "name the key of a table under [causes]", "there is no such cause on this page")
}

// report checks that an assessment's report is an address or a file beside it.
func (c *checker) report(p *program.Page) {
	ref := p.Assess.Report
	if ref.ID == "" || strings.HasPrefix(ref.ID, "https://") || strings.HasPrefix(ref.ID, "http://") {
		return
	}
	if t, ok := c.Resolve(p, ref.ID); !ok || t.Asset == "" {
		c.missing(ref.Pos, "write an address, or put the file beside the page", "there is no such file beside the page")
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
			c.ps.Errorf(l.Pos, "asset/missing", "put the file beside the page", "the image is not there")
		case !ok:
			c.missing(l.Pos, "name the file relative to this one (../incidents/x.md) or its address (/incidents/x/)", "there is no such page")
		case t.Fragment != "" && t.Page != nil && !heading(t.Page, t.Fragment):
			c.ps.Warnf(l.Pos, "link/heading", "", "the page has no such heading")
		}
	}
}

// ours are the headings that generated parts of a page bring.
var ours = []string{"impact", "timeline", "causes", "controls", "actions", "lessons", "detection", "facts", "findings", "related", "revisions",
	"links", "runbooks", "checks", "phases", "measures", "main"}

func heading(p *program.Page, id string) bool {
	if p.Body != nil && slices.ContainsFunc(p.Body.Headings, func(h program.Heading) bool { return h.ID == id }) {
		return true
	}
	return slices.Contains(ours, id) || strings.HasPrefix(id, "fn-") || strings.HasPrefix(id, "fnref-") ||
		slices.ContainsFunc(p.Causes, func(k program.Cause) bool { return "cause-"+k.Key == id }) ||
		slices.ContainsFunc(p.Actions, func(a program.Action) bool { return a.Key == id }) ||
		slices.ContainsFunc(p.Findings, func(f program.Finding) bool { return f.Key == id })
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
