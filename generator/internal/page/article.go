package page

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"candor/generator/internal/program"
)

// article makes the page of a file of content.
func (b *Builder) article(p *program.Page) (*Article, error) {
	a := b.from(p.Address())
	out := &Article{Frame: a.frame(string(p.Kind), p.Title, p.Lead()), Headline: p.Title, Summary: p.Summary}
	out.Only = a.onlyPage(p.Audience)
	if day, err := time.Parse(time.DateOnly, a.embargoes[p.ID]); err == nil && out.Only != "" {
		out.Only += a.t(", until ") + a.dateText(day)
	}
	if p.Kind != program.Plain {
		out.KindName = a.t(kindName[p.Kind])
		out.Crumbs = []Link{{Text: a.t(sectionTitle[p.Kind]), Href: a.to(folderOf(p.Kind) + "/")}}
	}
	if !p.DateAt.IsZero() {
		out.Published = stamp(p.DateAt)
	}
	out.Chips = append(append(severityChip(p.Severity), stageChip(p)...), statusChip(p)...)
	out.Facts = a.facts(p)
	phase, err := a.phases(p)
	if err != nil {
		return nil, err
	}
	out.Phase = phase
	if out.Blocks, err = a.blocks(p); err != nil {
		return nil, err
	}
	if p.Kind == program.Report && p.Report != nil { // a site may lower the error that it names no period
		more, err := a.reportBlocks(p)
		if err != nil {
			return nil, err
		}
		out.Blocks = append(out.Blocks, more...)
	}
	out.TOC = a.toc(p, out.Blocks)
	out.Cite = a.cite(p, out.Canonical)
	out.Reasons = b.reasons(p)
	out.Undated = p.DateAt.IsZero()
	if n := b.neighbours[p.ID]; p.Kind != program.Plain {
		for i, to := range []**Link{&out.Previous, &out.Next} {
			if n[i] != nil {
				l := a.page(n[i])
				*to = &l
			}
		}
	}
	return out, nil
}

// cite names a page as others do who write about it: who, what, when; its address
// stands behind it.
func (a at) cite(p *program.Page, address string) string {
	if address == "" || p.DateAt.IsZero() {
		return ""
	}
	when := a.dateText(p.Date())
	if day := changed(p); dateISO(day) != dateISO(p.Date()) {
		when += a.t(", revised ") + a.dateText(day)
	}
	return fmt.Sprintf("%s: “%s”, %s.", cmp.Or(a.Site.Organization, a.Site.Title), p.Title, when)
}

func (b *Builder) reasons(p *program.Page) []string {
	if p.Body == nil {
		return nil
	}
	var out []string
	seen := map[string]bool{}
	for _, r := range p.Body.Reasons {
		if !seen[r] {
			seen[r] = true
			if r == "" {
				r = b.t("no reason given")
			}
			out = append(out, r)
		}
	}
	return out
}

// toc lists the headings of a long page.
func (b *Builder) toc(p *program.Page, blocks []Block) []Link {
	var out []Link
	if p.Body != nil {
		for _, h := range p.Body.Headings {
			if h.Rank == 2 {
				out = append(out, Link{Text: h.Text, Href: "#" + h.ID})
			}
		}
	}
	for _, block := range blocks {
		if part := block.Part; part != nil && part.Heading != "" {
			out = append(out, Link{Text: b.t(part.Heading), Href: "#" + part.ID})
		}
	}
	if len(out) < 4 {
		return nil
	}
	return out
}

// blocks are the text of a page with the generated parts in their places.
func (a at) blocks(p *program.Page) ([]Block, error) {
	parts := a.parts(p)
	var out []Block
	if p.Body != nil {
		for _, blk := range p.Body.Blocks() {
			if blk.HTML != "" {
				out = append(out, Block{HTML: safe(a.links(p, blk.HTML))})
			}
			if blk.Chart != "" {
				fig, err := a.chartInText(blk.Chart, blk.Text, len(out))
				if err != nil {
					return nil, err
				}
				if fig != nil {
					out = append(out, Block{Figure: fig})
				}
			}
			if part := parts[blk.Part]; blk.Part != "" && part != nil {
				part.Heading, part.ID = "", "part-"+part.ID
				out = append(out, Block{Part: part})
				delete(parts, blk.Part)
			}
		}
	}
	for _, name := range partOrder {
		if part := parts[name]; part != nil {
			out = append(out, Block{Part: part})
		}
	}
	return distinct(p, append(out, a.trailing(p)...)), nil
}

// distinct gives generated parts ids that no heading of the author's has.
func distinct(p *program.Page, blocks []Block) []Block {
	taken := map[string]bool{}
	if p.Body != nil {
		for _, h := range p.Body.Headings {
			taken[h.ID] = true
		}
	}
	for _, a := range p.Actions {
		taken[p.Anchor(a.Key)] = true
	}
	for _, f := range p.Findings {
		taken[p.FindingAnchor(f.Key)] = true
	}
	for _, b := range blocks {
		if b.Part != nil && taken[b.Part.ID] {
			b.Part.ID = "part:" + b.Part.ID
		}
	}
	return blocks
}

// facts are the first things that a reader wants to know of a page.
func (a at) facts(p *program.Page) []Fact {
	var f facts
	if !p.DateAt.IsZero() {
		f.text("Date", a.whenText(p.DateAt))
	}
	a.incidentFacts(p, &f)
	a.kindFacts(p, &f)
	f.text("Systems", strings.Join(p.Systems, ", "))
	for _, c := range p.Chain {
		f.add(Fact{Name: a.t("On ") + chainName(c), Links: a.chainLinks(c), Text: a.chainText(c), Only: a.only(c.Audience)})
	}
	f.text("Written by", strings.Join(p.Authors, ", "))
	f.text("Took part", strings.Join(p.People, ", "))
	f.text("Reviewed", a.whenText(p.Reviewed))
	if len(p.Tags) > 0 {
		var tags []Link
		for _, t := range p.Tags {
			tags = append(tags, Link{Text: t, Href: a.to("tags/" + program.Slug(t) + "/")})
		}
		f.add(Fact{Name: "Tags", Links: tags})
	}
	for _, x := range p.Extra {
		f.add(Fact{Name: title(x.Key), Text: cmp.Or(map[string]string{"true": a.t("yes"), "false": a.t("no")}[x.Value], x.Value), Only: a.only(x.Audience)})
	}
	return f
}

// facts are collected in order; empty ones are left out.
type facts []Fact

func (f *facts) text(name, text string) {
	if text != "" {
		*f = append(*f, Fact{Name: name, Text: text})
	}
}

func (f *facts) add(fact Fact) {
	if fact.Text != "" || fact.HTML != "" || len(fact.Links) > 0 {
		*f = append(*f, fact)
	}
}

func (a at) incidentFacts(p *program.Page, f *facts) {
	if p.Severity != "" && a.Site.Severities[p.Severity] != "" {
		f.text("Severity", a.t(severityText[p.Severity])+" – "+a.Site.Severities[p.Severity])
	}
	a.merged(p, f)
	t := p.Times
	if t == nil {
		return
	}
	for _, d := range a.spans(p) {
		if !d.from.IsZero() && !d.to.IsZero() {
			note := filtered([]string{d.since, a.against(d.metric, d.from, d.to)}, func(s string) bool { return s != "" })
			f.add(Fact{Name: d.name, Text: a.span(d.from, d.to), Note: strings.Join(note, "; ")})
		}
	}
	if t.Approximate {
		f.text("Times", a.t("approximate"))
	}
	for _, why := range t.Because {
		f.add(Fact{Name: a.t(phaseText[why.Key]), Text: a.t("not known: ") + why.Value, Only: a.only(why.Audience)})
	}
}

// timed is a stretch of an incident that a metric counts.
type timed struct {
	name     string
	from, to program.When
	metric   string
	since    string // said where it is not since the incident began
}

func (b *Builder) spans(p *program.Page) []timed {
	t := p.Times
	if t == nil {
		return nil
	}
	since, last := b.t("after it was detected"), ""
	if p.Reopened() > 0 && p.Resolved() {
		last = b.t("to the last time that it was resolved")
	}
	return []timed{
		{b.t("Detected in"), t.Began, t.Detected, "time-to-detect", ""},
		{b.t("Responded in"), t.Detected, t.Responded, "time-to-respond", since},
		{b.t("Mitigated in"), t.Detected, t.Mitigated, "time-to-mitigate", since},
		{b.t("Recovered in"), t.Began, p.End(), "time-to-recover", last},
		{b.t("Exposed for"), t.Introduced, t.Mitigated, "exposure", ""},
	}
}

// against compares a duration with the target of its metric.
func (a at) against(metric string, from, to program.When) string {
	m := a.measured[metric]
	if m == nil || m.Metric.Target == nil || from.Bare || to.Bare {
		return ""
	}
	word := a.t("met")
	if m.Metric.Length(to.Time.Sub(from.Time)) > m.Metric.Target.Value {
		word = a.t("missed")
	}
	return a.t("target ") + a.quantity(m.Metric, m.Metric.Target.Value) + a.t(" or less: ") + word
}

func (a at) kindFacts(p *program.Page, f *facts) {
	if n := p.NearMiss; n != nil {
		f.text("What stopped it", n.Barrier)
		f.text("What it could have been", n.Potential)
	}
	if u := p.Upgrade; u != nil {
		f.text("Network", u.Network)
		f.text("Version", u.Version)
		f.add(a.addressFact(a.t("Proposal"), u.Proposal))
		f.text("Executed", a.whenText(u.Executed))
		f.text("Outcome", a.t(title(u.Outcome)))
	}
	if s := p.Source; s != nil {
		f.text("Project", s.Project)
		f.add(a.addressFact(a.t("Told at"), s.URL))
		f.text("Happened", a.whenText(s.Date))
	}
	if p.Applies != "" {
		f.text("For us", title1(a.t(appliesText[p.Applies])))
	}
	a.assessmentFacts(p, f)
	if s := p.Start; s != nil {
		f.text("Theme", a.t(title(s.Theme)))
		f.text("Owner", s.Owner)
		f.text("Started", a.whenText(s.Started))
		f.text("Ended", a.whenText(s.Ended))
		if m := a.measured[s.Measure.ID]; m != nil {
			f.add(Fact{Name: "Measured by", Links: []Link{{Text: m.Metric.Title, Href: a.to("metrics/" + m.ID + "/")}}, Note: title1(strings.TrimPrefix(m.Headline, m.Metric.Title+": "))})
		}
	}
}

func (a at) assessmentFacts(p *program.Page, f *facts) {
	s := p.Assess
	if s == nil {
		return
	}
	f.text("Type", title1(a.t(typeText[s.Type])))
	f.text("Subject", a.t(title(s.Subject)))
	f.text("Assessor", s.Assessor)
	f.text("Method", s.Method)
	f.text("Criteria", s.Criteria)
	f.text("Scope", s.Scope)
	var covers []string
	for _, c := range s.Covers {
		covers = append(covers, a.t(c))
	}
	f.text("Covers", strings.Join(covers, a.t(" and ")))
	f.text("Scheduled", a.whenText(s.Scheduled))
	f.text("Started", a.whenText(s.Started))
	f.text("Completed", a.whenText(s.Completed))
	f.text("Commit", s.Commit)
	f.text("Outcome", a.t(title(s.Outcome)))
	if next, ok := nextDue(p); ok {
		f.text("Next due", a.dateText(next)+a.overdueText(next, a.day))
	}
	if s.Report.ID != "" {
		link := Link{Text: a.t("The report"), Href: s.Report.ID}
		if t, ok := a.Resolve(p, s.Report.ID); ok && t.Asset != "" {
			link.Href = a.root + t.Address
		}
		f.add(Fact{Name: "Report", Links: []Link{link}})
	}
}

func (b *Builder) addressFact(name, address string) Fact {
	if strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
		return Fact{Name: name, Links: []Link{{Text: address, Href: address}}}
	}
	return Fact{Name: name, Text: address}
}

func chainName(c program.Chain) string {
	if c.Network != "" {
		return c.Network
	}
	return c.Key
}

func (b *Builder) chainText(c program.Chain) string {
	switch len(c.Blocks) {
	case 0:
		return ""
	case 1:
		return b.t("block ") + strconv.Itoa(c.Blocks[0])
	}
	return b.t("blocks ") + strconv.Itoa(c.Blocks[0]) + b.t(" to ") + strconv.Itoa(c.Blocks[len(c.Blocks)-1])
}

// chainLinks lead to a block explorer, where one is configured.
func (a at) chainLinks(c program.Chain) []Link {
	var tx, address string
	for _, e := range a.Site.Explorers {
		if e.Key == strings.ToLower(c.Network) || c.Network == "" && e.Key == c.Key {
			tx, address = e.Tx, e.Address
		}
	}
	var out []Link
	add := func(note, pattern string, ids []string) {
		for _, id := range ids {
			l := Link{Text: id, Note: note}
			if pattern != "" {
				l.Href = strings.ReplaceAll(pattern, "{id}", id)
			}
			out = append(out, l)
		}
	}
	add(a.t("transaction"), tx, c.Transactions)
	add(a.t("contract"), address, c.Contracts)
	add(a.t("attacker"), address, c.Attackers)
	return out
}
