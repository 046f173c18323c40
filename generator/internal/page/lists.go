package page

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"candor/generator/internal/measure"
	"candor/generator/internal/program"
)

// perPage is how many items a page of a list holds.
const perPage = 100

// listPages lists the pages of sections, severities, years and tags.
func (b *Builder) listPages(add func(string, time.Time, func() (any, error))) {
	addList := func(address string, kind program.Kind, pages []*program.Page, heading string) {
		lead := sync.OnceValue(func() []string { return b.listLead(kind, pages) })
		for n := 0; n == 0 || n*perPage < len(pages); n++ {
			add(pageAddress(address, n), time.Time{}, func() (any, error) { return b.list(address, kind, pages, heading, n, lead()) })
		}
	}
	for _, s := range program.Sections {
		if s.Kind != program.Plain {
			addList(s.Folder+"/", s.Kind, b.byKind[s.Kind], "")
		}
	}
	for _, sev := range program.Severities {
		if some := b.bySeverity[sev]; len(some) > 0 {
			addList("incidents/severity/"+sev+"/", program.Incident, some, fmt.Sprintf(b.t("Incidents of severity “%s”"), b.t(severityText[sev])))
		}
	}
	for _, y := range b.years {
		addList(fmt.Sprintf("incidents/%d/", y), program.Incident, b.byYear[y], fmt.Sprintf(b.t("Incidents of %d"), y))
	}
	add("tags/", time.Time{}, func() (any, error) { return b.tags() })
	for _, t := range b.tagNames() {
		pages := slices.Clone(b.hasTags[t])
		newestFirst(pages)
		addList("tags/"+program.Slug(t)+"/", "", pages, b.t("Tagged “")+t+"”")
	}
}

// pageAddress is the address of the n-th page of a list, from 0.
func pageAddress(address string, n int) string {
	if n == 0 {
		return address
	}
	return fmt.Sprintf("%spage/%d/", address, n+1)
}

func filtered[T any](pages []T, keep func(T) bool) []T {
	var out []T
	for _, p := range pages {
		if keep(p) {
			out = append(out, p)
		}
	}
	return out
}

func years(pages []*program.Page) []int {
	var out []int
	for _, p := range pages {
		if y := p.Date().UTC().Year(); !p.DateAt.IsZero() && !slices.Contains(out, y) {
			out = append(out, y)
		}
	}
	return out
}

func (b *Builder) tagNames() []string {
	seen := map[string]bool{}
	var out []string
	for t := range b.hasTags {
		out = append(out, t)
	}
	slices.Sort(out)
	return slices.DeleteFunc(out, func(t string) bool {
		s := program.Slug(t)
		again := seen[s] || s == ""
		seen[s] = true
		return again
	})
}

// list is a page of items; heading is empty for a whole section.
func (b *Builder) list(address string, kind program.Kind, pages []*program.Page, heading string, n int, lead []string) (*List, error) {
	a := b.from(pageAddress(address, n))
	name := heading
	if name == "" {
		name = b.t(sectionTitle[kind])
	}
	l := &List{Frame: a.frame("list", name, ""), Headline: name, Empty: a.empty(kind)}
	switch {
	case kind == "":
		l.Crumbs = []Link{{Text: b.t("Tags"), Href: a.to("tags/")}}
	case heading != "":
		l.Crumbs = []Link{{Text: b.t(sectionTitle[kind]), Href: a.to(folderOf(kind) + "/")}}
	}
	if len(lead) > 0 { // the finding, not the label
		l.Headline, lead = strings.TrimRight(lead[0], ".。"), lead[1:]
	}
	l.Lead = strings.Join(lead, " ")
	l.Groups = a.groups(kind, pages[n*perPage:min(len(pages), (n+1)*perPage)])
	if len(l.Groups) == 1 && strings.Contains(heading, l.Groups[0].Title) { // the heading names the year
		l.Groups[0].Title = ""
	}
	if kind == program.Incident && len(a.byKind[kind]) > 0 {
		l.Filters = a.incidentFilters(address)
	}
	if f := a.pageLinks(address, len(pages), n); len(f.Links) > 1 {
		l.Filters = append(l.Filters, f)
	}
	if heading != "" || n > 0 {
		return l, nil
	}
	if kind == program.Initiative {
		l.Tables = a.cultureTable(pages)
	}
	if kind == program.Assessment {
		l.Tables = append(a.schedule(), a.remedyTable(pages)...)
	}
	var err error
	if kind == program.Incident {
		l.Figure, err = a.incidentStrip("incident-strip")
	}
	return l, err
}

// pageLinks lead to the pages of a long list.
func (a at) pageLinks(address string, total, current int) Filter {
	f := Filter{Name: "Page"}
	for n := 0; n*perPage < total; n++ {
		l := Link{Text: strconv.Itoa(n + 1), Href: a.to(pageAddress(address, n))}
		if n == current {
			l.Href = ""
		}
		f.Links = append(f.Links, l)
	}
	return f
}

// listLead counts in sentences.
func (b *Builder) listLead(kind program.Kind, pages []*program.Page) []string {
	counted := filtered(pages, func(p *program.Page) bool { return p.Counts() })
	if len(counted) == 0 {
		return nil
	}
	switch kind {
	case "":
		return []string{b.count(len(counted), "page has this tag", "pages have this tag")}
	case program.Incident:
		open := filtered(counted, func(p *program.Page) bool { return !p.Resolved() })
		s := b.count(len(counted), "incident", "incidents")
		if newest, oldest := counted[0].Date().UTC(), counted[len(counted)-1].Date().UTC(); oldest.Year() == newest.Year() {
			s += fmt.Sprintf(b.t(" in %d"), oldest.Year())
		} else {
			s += b.t(" since ") + b.dateText(oldest)
		}
		if len(open) == 0 {
			return []string{s + b.t("; none is open.")}
		}
		return []string{fmt.Sprintf(b.t("%s; %d %s not resolved yet."), s, len(open), b.isAre(len(open)))}
	case program.NearMiss:
		return []string{b.count(len(counted), "near miss was", "near misses were") + b.t(" written down."), b.t("Each shows what stopped it.")}
	case program.Lesson:
		affected := filtered(counted, func(p *program.Page) bool { return p.Applies == "affected" || p.Applies == "partly" })
		return []string{fmt.Sprintf(b.t("%s from incidents of other projects; %d of them concerned us."), b.count(len(counted), "lesson", "lessons"), len(affected))}
	case program.Assessment:
		return b.assessmentLead(counted)
	case program.Upgrade:
		bad := filtered(counted, func(p *program.Page) bool {
			return p.Upgrade != nil && (p.Upgrade.Outcome == "rolled-back" || p.Upgrade.Outcome == "failed")
		})
		return []string{fmt.Sprintf(b.t("%s assessed; %d rolled back or failed."), b.count(len(counted), "upgrade was", "upgrades were"), len(bad))}
	case program.Initiative:
		return b.cultureLead(counted)
	case program.Report:
		return []string{fmt.Sprintf(b.t("%s, the newest of %s."), b.count(len(counted), "report", "reports"), b.dateText(counted[0].Date()))}
	}
	return nil
}

func (a at) empty(kind program.Kind) string {
	if kind == "" {
		return ""
	}
	s := a.t("Nothing is published here up to ") + a.dateText(a.day) + "."
	if kind == program.Incident || kind == program.NearMiss {
		s += a.t(" That does not mean that nothing happened: the page Method says what is withheld.")
	}
	return s
}

// groups splits a list by year; culture by theme.
func (a at) groups(kind program.Kind, pages []*program.Page) []Group {
	var out []Group
	for _, p := range pages {
		name := a.t("Undated")
		switch {
		case kind == program.Initiative:
			name = a.t("Other")
			if p.Start != nil && p.Start.Theme != "" {
				name = a.t(title(p.Start.Theme))
			}
		case !p.DateAt.IsZero():
			name = strconv.Itoa(p.Date().UTC().Year())
		}
		i := slices.IndexFunc(out, func(g Group) bool { return g.Title == name })
		if i < 0 {
			out = append(out, Group{ID: "of-" + program.Slug(name), Title: name})
			i = len(out) - 1
		}
		out[i].Items = append(out[i].Items, a.item(p, kind == ""))
	}
	return out
}

// item is a page in a list; with kind its kind is said.
func (a at) item(p *program.Page, kind bool) Item {
	it := Item{Title: p.Title, Href: a.to(p.Address()), Date: dateISO(p.Date()), DateText: a.dateText(p.Date()), Summary: p.Lead(), Only: a.onlyPage(p.Audience)}
	if p.DateAt.IsZero() {
		it.Date, it.DateText = "", ""
	}
	if kind {
		it.Chips = append(it.Chips, Chip{"kind", a.t(kindName[p.Kind])})
	}
	it.Chips = append(it.Chips, severityChip(p.Severity)...)
	it.Chips = append(it.Chips, stageChip(p)...)
	it.Chips = append(it.Chips, statusChip(p)...)
	it.Facts = a.shortFacts(p)
	it.Keys = strings.ToLower(strings.Join(slices.Concat([]string{p.Severity, p.Stage}, p.Tags, p.Systems), " "))
	return it
}

// shortFacts are what a list says of a page.
func (a at) shortFacts(p *program.Page) []string {
	var out []string
	if t := p.Times; t != nil {
		if !t.Began.IsZero() && !t.Detected.IsZero() {
			out = append(out, a.t("detected in ")+a.span(t.Began, t.Detected))
		}
		if end := p.End(); !t.Began.IsZero() && !end.IsZero() {
			out = append(out, a.t("recovered in ")+a.span(t.Began, end))
		}
	}
	if p.Assess != nil {
		out = append(out, a.assessText(p.Assess)...)
	}
	if r := measure.Remedies([]*program.Page{p}, a.day)[0]; r.Found > 0 {
		out = append(out, fmt.Sprintf(a.t("%s, %d open"), a.count(r.Found, "finding", "findings"), r.Open))
	}
	if p.Source != nil && p.Source.Project != "" {
		out = append(out, a.t("from ")+p.Source.Project)
	}
	if p.Applies != "" {
		out = append(out, a.t(appliesText[p.Applies]))
	}
	if p.Kind == program.Lesson {
		out = append(out, a.lessonActions(p)...)
	}
	if p.Start != nil {
		if m := a.measured[p.Start.Measure.ID]; m != nil {
			out = append(out, a.t("measured by ")+inSentence(m.Metric.Title))
		}
	}
	if p.Upgrade != nil && p.Upgrade.Outcome != "" {
		out = append(out, a.t(strings.ReplaceAll(p.Upgrade.Outcome, "-", " ")))
	}
	return out
}

// lessonActions say how far what a lesson led to has come.
func (a at) lessonActions(p *program.Page) []string {
	done, of := 0, 0
	for i := range p.Actions {
		if p.Actions[i].Status == "dropped" {
			continue
		}
		of++
		if p.Actions[i].Status == "done" {
			done++
		}
	}
	if of == 0 {
		return nil
	}
	return []string{fmt.Sprintf(a.t("%d of %s done"), done, a.count(of, "action", "actions"))}
}

var appliesText = map[string]string{"affected": "we were affected", "partly": "we were partly affected", "not-affected": "we were not affected", "unknown": "not known whether we were affected"}

func (b *Builder) assessText(f *program.AssessFact) []string {
	var out []string
	if f.Type != "" {
		out = append(out, b.t(typeText[f.Type]))
	}
	if f.Assessor != "" {
		out = append(out, b.t("by ")+f.Assessor)
	}
	if f.Outcome != "" {
		out = append(out, b.t(strings.ReplaceAll(f.Outcome, "-", " ")))
	}
	return out
}

var typeText = map[string]string{"self": "self-assessment", "peer": "peer assessment", "external": "external assessment", "red-team": "red team", "compliance": "compliance audit"}

// incidentFilters lead to the pages that show a part of the incidents.
func (a at) incidentFilters(current string) []Filter {
	link := func(text, address string, n int) Link {
		l := Link{Text: text, Href: a.to(address), Note: strconv.Itoa(n)}
		if address == current {
			l.Href = ""
		}
		return l
	}
	all := a.byKind[program.Incident]
	sev := Filter{Name: "Severity", Links: []Link{link(a.t("All"), "incidents/", len(all))}}
	for _, s := range program.Severities {
		if n := len(a.bySeverity[s]); n > 0 {
			sev.Links = append(sev.Links, link(a.t(severityText[s]), "incidents/severity/"+s+"/", n))
		}
	}
	year := Filter{Name: "Year"}
	for _, y := range a.years {
		year.Links = append(year.Links, link(strconv.Itoa(y), fmt.Sprintf("incidents/%d/", y), len(a.byYear[y])))
	}
	filters := []Filter{sev, year}
	if common := a.incidentTags(); len(common) > 0 {
		tag := Filter{Name: "Tag"}
		for _, t := range common {
			// Without a count: a tag's page has other pages than incidents, too.
			tag.Links = append(tag.Links, Link{Text: t, Href: a.to("tags/" + program.Slug(t) + "/")})
		}
		tag.Links = append(tag.Links, Link{Text: a.t("All tags"), Href: a.to("tags/")})
		filters = append(filters, tag)
	}
	return filters
}

// mostTags is how many tags stand over a list; the page of all tags has the rest.
const mostTags = 8

// commonTags are the tags that most of some pages have, at least two of them, in
// the order of the alphabet.
func (b *Builder) commonTags(pages []*program.Page) []string {
	count := map[string]int{}
	for _, p := range pages {
		for _, t := range p.Tags {
			count[t]++
		}
	}
	maps.DeleteFunc(count, func(_ string, n int) bool { return n < 2 })
	tags := slices.SortedFunc(maps.Keys(count), func(x, y string) int {
		return cmp.Or(cmp.Compare(count[y], count[x]), strings.Compare(x, y))
	})
	tags = tags[:min(mostTags, len(tags))]
	slices.Sort(tags)
	return tags
}

func (b *Builder) tags() (*Register, error) {
	a := b.from("tags/")
	r := &Register{Frame: a.frame("tags", b.t("Tags"), ""), Headline: b.t("Tags"), Empty: b.t("No page has a tag.")}
	t := Table{Caption: "Tags and how many pages have them", Columns: []Column{{Text: "Tag"}, {Text: "Pages", Num: true}}}
	for _, name := range b.tagNames() {
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: name, Href: a.to("tags/" + program.Slug(name) + "/"), Head: true}, {Text: strconv.Itoa(len(b.hasTags[name]))}}})
	}
	if n := len(t.Rows); n > 0 {
		most := slices.MaxFunc(b.tagNames(), func(x, y string) int { return cmp.Compare(len(b.hasTags[x]), len(b.hasTags[y])) })
		r.Headline = fmt.Sprintf(b.t("%s, the most common is “%s”"), b.count(n, "tag", "tags"), most)
		r.Tables = []Section{{Table: t}}
	}
	return r, nil
}
