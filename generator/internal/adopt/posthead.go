package adopt

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"time"

	"candor/generator/internal/document"
)

// synonyms are the keys that other programs and teams use, by candor's.
var synonyms = map[string]string{
	"title": "title", "name": "title", "headline": "title",
	"date": "date", "incident_date": "date", "day": "date", "published": "published", "published_at": "published", "publish_date": "published", "created": "published", "created_at": "published", "occurred": "date", "occurred_at": "date",
	"summary": "summary", "description": "summary", "excerpt": "summary", "abstract": "summary", "subtitle": "summary", "tldr": "summary", "tl;dr": "summary",
	"severity": "severity", "sev": "severity", "priority": "severity", "criticality": "severity",
	"status": "status", "impact": "impact", "customer_impact": "impact", "user_impact": "impact", "draft": "draft",
	"tags": "tags", "categories": "tags", "keywords": "tags", "labels": "tags", "topics": "tags",
	"systems": "systems", "services": "systems", "components": "systems", "affected_services": "systems", "service": "systems",
	"introduced": "introduced", "began": "began", "start": "began", "started": "began", "started_at": "began", "start_time": "began", "incident_start": "began", "began_at": "began", "start_date": "began", "introduced_at": "introduced",
	"detected": "detected", "detected_at": "detected", "detection_time": "detected",
	"responded": "responded", "acknowledged": "responded", "acknowledged_at": "responded", "declared_at": "responded", "identified": "identified", "identified_at": "identified", "disclosed": "disclosed", "disclosed_at": "disclosed",
	"mitigated": "mitigated", "mitigated_at": "mitigated", "contained_at": "mitigated",
	"resolved": "resolved", "resolved_at": "resolved", "end": "resolved", "ended": "resolved", "ended_at": "resolved", "end_time": "resolved", "incident_end": "resolved", "closed_at": "resolved", "fixed_at": "resolved",
	"authors": "people", "author": "people", "participants": "people", "contributors": "people", "owner": "people", "lead": "people",
}

// values takes the keys of front matter, candor's own words first, so that no
// other key takes their place.
func (p *Post) values(nodes []*document.Node) {
	for _, own := range []bool{true, false} {
		for _, n := range nodes {
			if name := folded(n.Key); (synonyms[name] == name) == own {
				p.value(n)
			}
		}
	}
}

func folded(key string) string {
	return strings.ToLower(strings.NewReplacer("-", "_", " ", "_").Replace(key))
}

// value takes one key of front matter. What has no place of its own goes to
// [extra], as it is.
func (p *Post) value(n *document.Node) {
	name := folded(n.Key)
	key := synonyms[name]
	text := strings.TrimSpace(plainValue(n))
	if text == "" {
		return
	}
	if key != "" && p.known(key, n, text) {
		if key != name && key != "people" && key != "published" {
			p.guess(key, "%q was read as %s", n.Key, key)
		}
		return
	}
	if n.Kind == document.Table && plainKey.MatchString(n.Key) {
		p.below(n)
		return
	}
	if key == "people" {
		p.decide(n.Key, "%q stands under [extra]: write the roles or teams into authors, never names", n.Key)
	}
	switch {
	case n.Key == "audience":
		p.extra = append(p.extra, pair{"audience-before", document.Line(text)})
		p.decide("audience-before", "decide who may see the page")
	case !plainKey.MatchString(n.Key):
		p.extra = append(p.extra, pair{`"` + strings.ReplaceAll(n.Key, `"`, "") + `"`, extraValue(n, text)})
	default:
		p.extra = append(p.extra, pair{n.Key, extraValue(n, text)})
	}
}

// below takes the values of a table as if they stood above it; what has no place
// of its own keeps the table's name.
func (p *Post) below(n *document.Node) {
	before := len(p.extra)
	p.values(n.Nodes)
	for i := range p.extra[before:] {
		m := &p.extra[before+i]
		if quoted := strings.Trim(m.key, `"`); quoted != m.key {
			m.key = `"` + n.Key + "-" + quoted + `"`
		} else {
			m.key = n.Key + "-" + m.key
		}
	}
}

var plainKey = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// known fills what candor knows; false when the value does not fit.
func (p *Post) known(key string, n *document.Node, text string) bool {
	taken := map[string]bool{"title": p.Title != "", "summary": p.summary != "", "date": !p.Date.IsZero(), "severity": p.severity != "", "status": p.status != ""}
	if taken[key] {
		return false
	}
	switch key {
	case "title":
		p.Title = strings.Join(strings.Fields(text), " ")
	case "summary":
		p.summary = text
	case "date":
		var ok bool
		p.Date, p.clock, ok = instant(n, text)
		return ok
	case "severity":
		p.severity = severities[strings.ToLower(text)]
		return p.severity != ""
	case "status":
		p.status = statuses[strings.ToLower(text)]
		return p.status != ""
	case "draft":
		if text == "true" {
			p.status = "draft"
		}
		return text == "true" || text == "false"
	case "tags":
		p.tags = append(p.tags, ids(n, text)...)
	case "systems":
		p.systems = append(p.systems, ids(n, text)...)
	case "impact":
		if n.Kind == document.Table || p.impact != "" {
			return false
		}
		p.impact = text
	case "published":
		var ok bool
		if p.published.IsZero() {
			p.published, _, ok = instant(n, text)
		}
		return ok
	case "people":
		return false
	default:
		return p.time(key, n, text)
	}
	return true
}

// offsetAtEnd is how a time says its offset.
var offsetAtEnd = regexp.MustCompile(`(Z|[+-]\d{2}:?\d{2}|UTC|GMT)$`)

// time takes one of an incident's times. One without an offset is taken as UTC.
func (p *Post) time(key string, n *document.Node, text string) bool {
	when, clock, ok := instant(n, text)
	switch {
	case !ok || slices.ContainsFunc(p.times, func(m pair) bool { return m.key == key }):
		return false
	case !clock:
		p.times = append(p.times, pair{key, when.Format(time.DateOnly)})
	default:
		if n.Kind != document.Moment && !offsetAtEnd.MatchString(text) {
			p.decide(key, "the time has no offset; it was taken as UTC")
		}
		p.times = append(p.times, pair{key, when.Format(time.RFC3339)})
	}
	return true
}

// ids are the words of a list as tags are written.
func ids(n *document.Node, text string) []string {
	words := strings.Split(text, ",")
	if n.Kind == document.List {
		words = nil
		for _, m := range n.Nodes {
			words = append(words, plainValue(m))
		}
	}
	var out []string
	for _, w := range words {
		if id := idOf(w); id != "" && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// extraValue is a value as TOML: dates, numbers and truth values as they are,
// all else as text.
func extraValue(n *document.Node, text string) string {
	switch n.Kind {
	case document.Integer, document.Boolean, document.Date, document.Moment:
		return n.Scalar()
	case document.Float:
		if !math.IsNaN(n.Float) && !math.IsInf(n.Float, 0) {
			return n.Scalar()
		}
	}
	return document.Line(text)
}

// plainValue is any value as text.
func plainValue(n *document.Node) string {
	var parts []string
	for _, m := range n.Nodes {
		switch v := plainValue(m); {
		case v == "":
		case n.Kind == document.Table:
			parts = append(parts, m.Key+": "+v)
		default:
			parts = append(parts, v)
		}
	}
	switch n.Kind {
	case document.Table:
		return strings.Join(parts, "; ")
	case document.List:
		return strings.Join(parts, ", ")
	}
	return n.Scalar()
}

// severities are the words of other scales, by candor's.
var severities = wordsOf(map[string]string{
	"critical": "critical highest p0 p1 sev0 sev1 sev-0 sev-1 s0 s1 blocker emergency severe", "high": "high major p2 sev2 sev-2 s2 important",
	"medium": "medium moderate p3 sev3 sev-3 s3 normal", "low": "low minor p4 sev4 sev-4 s4", "info": "info informational none lowest p5 sev5 sev-5 s5",
})

var statuses = wordsOf(map[string]string{"draft": "draft wip", "preliminary": "preliminary open investigating in-progress review", "final": "final published complete completed done closed resolved"})

func wordsOf(lists map[string]string) map[string]string {
	out := map[string]string{}
	for word, others := range lists {
		for _, o := range strings.Fields(others) {
			out[o] = word
		}
	}
	return out
}
