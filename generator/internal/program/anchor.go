package program

import (
	"regexp"
	"slices"
	"strings"
)

// Ids that pages give to parts of their own; those of their charts have endings.
// Neither a heading nor the key of an entry takes their place: a colon, which
// neither has, tells them apart.
var (
	articleIDs = []string{"main", "withheld-here", "phases"}
	reportIDs  = []string{"report-metrics", "report-levels", "report-happened", "report-done", "report-late"}
	fileIDs    = map[string][]string{"content/pages/home.md": {"incident-strip"}, "content/pages/about.md": {"policy", "severities", "methods", "measures", "gaps", "warnings", "rebuild"}}
	listIDs    = []string{"summary", "open", "closed", "done", "dropped", "later", "all", "by-year", "recurring", "causes", "files", "metrics",
		"ladder", "gaps", "roadmap", "history", "level-history", "security-debt", "heat", "radar", "targets"}
	numbered  = regexp.MustCompile(`^(chart(-\d.*)?|\d{4}(-q\d)?|q-\d.*)$`)
	chartPart = regexp.MustCompile(`-[nw]-[a-z0-9]+$`)
)

// ReservedID reports whether the page that a file makes uses an id itself.
func ReservedID(file, id string) bool {
	return reserved(id, articleIDs) || reserved(id, fileIDs[file]) || strings.HasPrefix(file, "content/reports/") && reserved(id, reportIDs)
}

func reserved(id string, names []string) bool {
	id = chartPart.ReplaceAllString(id, "")
	return slices.Contains(names, id) || numbered.MatchString(id)
}

// Anchor is the id of an entry in a list: its key, where the list has no such id.
func Anchor(key string) string {
	if reserved(key, articleIDs) || reserved(key, listIDs) {
		return "entry:" + key
	}
	return key
}

// Anchor is the id of an entry on the page: its key, where no heading and no part
// of the page has it.
func (p *Page) Anchor(key string) string { return p.anchor("entry:", key, key) }

// CauseAnchor is the id of a cause on the page.
func (p *Page) CauseAnchor(key string) string { return p.anchor("cause:", key, "cause-"+key) }

// FindingAnchor is the id of a finding, whose key an action may have as well.
func (p *Page) FindingAnchor(key string) string {
	if slices.ContainsFunc(p.Actions, func(a Action) bool { return a.Key == key }) {
		return "finding:" + key
	}
	return p.anchor("finding:", key, key)
}

func (p *Page) anchor(prefix, key, id string) string {
	cause := func(k Cause) bool { return prefix != "cause:" && "cause-"+k.Key == id }
	if ReservedID(p.File, id) || p.hasHeading(id) || slices.ContainsFunc(p.Causes, cause) {
		return prefix + key
	}
	return id
}

func (p *Page) hasHeading(id string) bool {
	return p.Body != nil && slices.ContainsFunc(p.Body.Headings, func(h Heading) bool { return h.ID == id })
}
