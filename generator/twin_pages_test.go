package generator

import (
	"fmt"
	"strings"
)

// page writes a page's file: alone, or in a folder where files stand beside it.
func (w *twin) page(p *twinPage) {
	text := w.body(p)
	if !p.hidden && w.hid.IntN(4) == 0 {
		level := w.narrow()
		text += "::: " + w.order[level] + " silent\n" + w.secretPictures(p) + "x\n:::\n"
	}
	text = "+++\n" + w.front(p) + "+++\n\n" + text
	name := "content/" + p.folder + "/" + p.name + ".md"
	if p.bundle {
		name = "content/" + p.folder + "/" + p.name + "/index.md"
	}
	w.file(name, text)
}

// chance is the source that a page's own values come from.
func (w *twin) chance(p *twinPage) *chance {
	if p.hidden {
		return w.hid
	}
	return w.vis
}

func (w *twin) front(p *twinPage) string {
	r := w.chance(p)
	var b strings.Builder
	title := words(r, 2, 6)
	if p.hidden {
		title += " " + w.token("words")
	}
	summary := sentence(r) + w.name(r)
	if p == w.pages[0] {
		for _, name := range w.names { // each stands somewhere
			summary += " {" + name + "}"
		}
	}
	fmt.Fprintf(&b, "title = %q\nsummary = %q\n", title, summary)
	w.tomlComment(&b)
	w.audience(p, &b)
	if p.draft {
		b.WriteString("status = \"draft\"\n")
	}
	if p.folder != "pages" && p.folder != "culture" {
		fmt.Fprintf(&b, "date = %s\n", p.name[:10])
	}
	tags, systems := []string{pick(r, twinWords...), pick(r, twinWords...)}, []string{pick(r, twinWords...)}
	if p.hidden {
		tags, systems = append(tags, w.token("tag")), append(systems, w.token("system"))
		fmt.Fprintf(&b, "aliases = [%q]\n", p.folder+"/"+w.token("alias"))
	}
	fmt.Fprintf(&b, "tags = [%s]\nsystems = [%s]\n", quoted(tags), quoted(systems))
	if to := w.targets(p.level, p.hidden); len(to) > 0 {
		fmt.Fprintf(&b, "related = [%q]\n", to[r.IntN(len(to))].id())
	}
	if p.folder == "incidents" || p.folder == "near-misses" {
		fmt.Fprintf(&b, "severity = %q\n", pick(r, "critical", "high", "medium", "low", "info"))
	}
	visible, hidden := w.tables(p, r)
	return b.String() + w.mixed(visible, hidden)
}

// name is one of the names with a form for each audience, or nothing.
func (w *twin) name(r *chance) string {
	if len(w.names) > 0 && r.IntN(2) == 0 {
		return " {" + w.names[r.IntN(len(w.names))] + "}"
	}
	return ""
}

// audience says who may know that a page exists.
func (w *twin) audience(p *twinPage, b *strings.Builder) {
	switch {
	case p.draft:
		b.WriteString("audience = \"public\"\n")
	case p.hidden && p.level == len(w.order)-1 && w.hid.IntN(4) == 0:
		w.token("embargoed page") // stands in the tags' place below
		fmt.Fprintf(b, "audience = { until = 2027-0%d-01, then = \"public\" }\nauthors = [%q]\n", 1+w.hid.IntN(9), w.planted[len(w.planted)-1].token)
	case p.level == len(w.order)-1 && w.hid.IntN(2) == 0: // the default
	default:
		fmt.Fprintf(b, "audience = %q\n", w.order[p.level])
	}
}

// tables are the tables of a page: those that go with it, and hidden ones.
func (w *twin) tables(p *twinPage, r *chance) (visible, hidden []string) {
	add := func(format string, args ...any) { visible = append(visible, fmt.Sprintf(format, args...)) }
	switch p.folder {
	case "incidents":
		w.incident(p, r, add)
	case "near-misses":
		add("[near_miss]\nbarrier = %q\n", sentence(r))
	case "upgrades":
		add("[upgrade]\nnetwork = \"mainnet\"\nversion = \"v%d\"\noutcome = \"succeeded\"\n", r.IntN(9))
	case "lessons":
		add("[source]\nproject = %q\nurl = \"https://example.org/%d\"\n", words(r, 1, 2), r.IntN(99))
	case "assessments":
		add("[assessment]\ntype = %q\nsubject = \"cryptography\"\ncompleted = %s\nevery = \"6 months\"\noutcome = \"passed-with-findings\"\n", pick(r, "self", "peer", "external", "red-team", "compliance"), p.name[:10])
		for i := range 1 + r.IntN(4) {
			add("[findings.F-%d]\n%s", i, w.finding(r, p, sentence(r)))
		}
		if !p.hidden {
			some(w.hid, 3, func() {
				hidden = append(hidden, fmt.Sprintf("[findings.%s]\naudience = %s\n%s", w.token("finding"), w.closed(p.level), w.finding(w.hid, p, w.token("finding"))))
			})
		}
	case "culture":
		add("[initiative]\ntheme = %q\nstarted = %s\n", pick(r, "leadership", "learning", "disclosure"), p.name[:10])
	case "reports":
		add("[report]\nperiod = \"202%d-Q%d\"\nmetrics = [%s]\n", 4+r.IntN(2), 1+r.IntN(4), quoted(w.metrics))
	}
	for i := range r.IntN(4) {
		add("[actions.%s%d]\n%s", words(r, 1, 1), i, w.action(r, sentence(r)))
	}
	for range r.IntN(2) {
		add("[controls.%s]\noutcome = %q\nnote = %q\n", words(r, 1, 1), pick(r, "worked", "partial", "failed"), sentence(r))
	}
	if !p.hidden {
		hidden = append(hidden, w.hiddenEntries(p)...)
	}
	return visible, hidden
}

func (w *twin) incident(p *twinPage, r *chance, add func(string, ...any)) {
	date := p.name[:10]
	add("[times]\nbegan = %sT0%d:00:00Z\ndetected = %sT1%d:00:00Z\nmitigated = %sT21:00:00Z\n", date, r.IntN(9), date, r.IntN(9), date)
	if r.IntN(3) == 0 {
		add("[states]\n\"%sT22:00:00Z\" = %q\n\"%sT23:00:00Z\" = { severity = %q, text = %q }\n", date, pick(r, "resolved", "reopened"), date, pick(r, "high", "low"), sentence(r))
	}
	add("[timeline]\n\"%sT05:12:00Z\" = %q\n\"%sT09:53:00Z\" = %q\n", date, sentence(r), date, sentence(r))
	add("[impact]\nsummary = %q\nusers_affected = %d\n%s", sentence(r), r.IntN(500), w.funds(r))
	add("[causes.root]\nkind = \"root\"\ncategory = %q\ntext = %q\n%s", pick(r, "people", "process", "design"), sentence(r), w.upgrade(p))
	if r.IntN(3) == 0 {
		add("[detection]\nby = \"bounty\"\n%s", w.bounty(r))
	}
}

// funds are sums of an incident, or nothing.
func (w *twin) funds(r *chance) string {
	if r.IntN(2) == 0 {
		return ""
	}
	return fmt.Sprintf("funds = { at_risk = %s, lost = %d, recovered = %d, currency = %q }\n", pick(r, "\"unbounded\"", "900000"), 1000*r.IntN(90), 100*r.IntN(90), pick(r, "USD", "USD", "EUR"))
}

func (w *twin) bounty(r *chance) string {
	return fmt.Sprintf("bounty = { paid = %d, currency = %q, date = %s }\n", 100*r.IntN(90), pick(r, "USD", "EUR"), dayIn(r))
}

// upgrade names an upgrade that whoever sees the page sees, too, or nothing.
func (w *twin) upgrade(p *twinPage) string {
	for _, to := range w.targets(p.level, p.hidden) {
		if to.folder == "upgrades" {
			return fmt.Sprintf("upgrade = %q\n", to.id())
		}
	}
	return ""
}

func (w *twin) finding(r *chance, p *twinPage, title string) string {
	s := fmt.Sprintf("title = %q\nseverity = %q\nopened = %s\n", title, pick(r, "high", "medium", "low"), p.name[:10])
	if r.IntN(2) == 0 {
		s += "closed = 2026-0" + fmt.Sprint(1+r.IntN(3)) + "-11\n"
	}
	if r.IntN(2) == 0 {
		s += fmt.Sprintf("cvss = %s\nepss = 0.%d\nkev = true\nssvc = %q\n", pick(r, "7.5", "\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N\""), 1+r.IntN(98), pick(r, "track", "track*", "attend", "act"))
		s += fmt.Sprintf("due = 2026-0%d-%02d\n", 1+r.IntN(9), 1+r.IntN(28)) + w.bounty(r)
	}
	return s
}

func (w *twin) action(r *chance, title string) string {
	due := dayIn(r)
	s := fmt.Sprintf("title = %q\nkind = %q\nowner = %q\ndue = %s\n", title, pick(r, "prevent", "detect", "mitigate"), words(r, 1, 2), due)
	switch r.IntN(4) {
	case 0, 1:
		s += "done = " + dayIn(r) + "\n"
	case 2:
		s += fmt.Sprintf("dropped = %s\nbecause = %q\n", dayIn(r), sentence(r))
	}
	return s
}

// hiddenEntries are keyed entries and tables of audiences on a visible page.
func (w *twin) hiddenEntries(p *twinPage) []string {
	var out []string
	r := w.hid
	date := p.name
	if len(date) > 10 {
		date = date[:10]
	} else {
		date = "2025-01-01"
	}
	level := func() string { return w.closed(p.level) }
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	some(r, 2, func() {
		add("[actions.%s]\naudience = %s\n%s", w.token("action"), level(), w.action(r, w.token("action")))
	})
	some(r, 1, func() {
		cause := w.token("cause")
		at := w.narrow()
		add("[causes.%s]\naudience = %q\nkind = \"contributing\"\ncategory = \"technology\"\ntext = %q\n", cause, w.order[at], w.token("cause"))
		add("[actions.%s]\naudience = %q\ncause = %q\n%s", w.token("action"), w.order[len(w.order)-1], cause, w.action(r, sentence(r)))
	})
	some(r, 1, func() {
		add("[controls.%s]\naudience = %s\noutcome = %q\nnote = %q\n", w.token("control"), level(), pick(r, "worked", "failed"), w.token("control"))
	})
	some(r, 1, func() {
		add("[links.x%d]\nurl = \"https://example.org/%s\"\naudience = %s\n", r.IntN(1000), w.token("link"), level())
	})
	some(r, 1, func() { add("[runbooks.%s]\ntext = \"update\"\naudience = %s\n", w.token("runbook"), level()) })
	some(r, 1, func() {
		add("[revisions]\n2026-03-0%d = { text = %q, audience = %s }\n", 1+r.IntN(9), w.token("revision"), level())
	})
	if p.folder == "incidents" {
		some(r, 2, func() {
			add("[states.\"%sT22:%02d:33Z\"]\nstate = %q\ntext = %q\naudience = %s\n", date, len(out), pick(r, "reopened", "resolved", "mitigated"), w.token("state"), level())
			add("[timeline.\"%sT%02d:%02d:11Z\"]\ntext = %q\naudience = %s\n", date, r.IntN(24), len(out), w.token("row"), level())
		})
	}
	return append(out, w.audienceTables(p)...)
}

// audienceTables override a page's values for narrower audiences.
func (w *twin) audienceTables(p *twinPage) []string {
	if w.hid.IntN(3) == 0 {
		return nil
	}
	name := w.order[w.narrow()]
	out := []string{fmt.Sprintf("[%s]\ntitle = %q\ntags = [%q]\n", name, w.token("audience table"), w.token("tag"))}
	if p.folder == "incidents" {
		out = append(out, fmt.Sprintf("[%s.impact]\nusers_affected = %d\nservices = [%q]\n", name, w.hid.IntN(99), w.token("audience table")))
		if w.hid.IntN(2) == 0 {
			w.token("times")
			date := p.name[:10]
			out = append(out, fmt.Sprintf("[%s.times]\nresolved = %sT22:%02d:00Z\n[%s.extra]\nmark = %q\n", name, date, w.hid.IntN(60), name, w.planted[len(w.planted)-1].token))
		}
	}
	return append(out, fmt.Sprintf("[%s.actions.%s]\n%s", name, w.token("audience table"), w.action(w.hid, w.token("audience table"))))
}
