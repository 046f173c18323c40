package program

import (
	"slices"
	"strings"
	"time"

	"candor/generator/internal/source"
)

// Kind is what a page is about; its section's singular.
type Kind string

// The kinds of pages.
const (
	Incident   Kind = "incident"
	NearMiss   Kind = "near-miss"
	Upgrade    Kind = "upgrade"
	Lesson     Kind = "lesson"
	Assessment Kind = "assessment"
	Initiative Kind = "initiative"
	Report     Kind = "report"
	Plain      Kind = "page"
)

// Sections are the folders of content in the order in which they are shown.
var Sections = []Section{
	{"incidents", Incident}, {"near-misses", NearMiss}, {"upgrades", Upgrade}, {"lessons", Lesson},
	{"assessments", Assessment}, {"culture", Initiative}, {"reports", Report}, {"pages", Plain},
}

// Section is a folder of content and the kind of its pages.
type Section struct {
	Folder string
	Kind   Kind
}

// Severities from the worst on.
var Severities = []string{"critical", "high", "medium", "low", "info"}

// Page is one file of content. Which tables a page may have depends on its kind.
type Page struct {
	Kind Kind
	ID   string // section/id, for pages of pages/ only the id
	File string
	Bare bool // the day is all that is known of its date

	Title    string   `toml:"title" need:"checked" doc:"Title."`
	DateAt   When     `toml:"date" doc:"Day or time of the event; default: times.began, else the date in the file name."`
	Summary  string   `toml:"summary" doc:"One sentence for lists, feeds and previews."`
	Severity string   `toml:"severity" enum:"severity" doc:"How bad it was."`
	Status   string   `toml:"status" enum:"draft preliminary final" doc:"draft, preliminary or final."`
	Stage    string   `toml:"stage" enum:"open mitigated resolved" doc:"open, mitigated or resolved."`
	Audience string   `toml:"audience" doc:"Who may know that this page exists; the narrowest when it says nothing."`
	Authors  []string `toml:"authors" role:"yes" doc:"Roles or teams."`
	People   []string `toml:"participants" role:"yes" doc:"Roles or teams that took part."`
	Reviewed When     `toml:"reviewed" doc:"Day of the review."`
	Systems  []string `toml:"systems" doc:"Systems concerned."`
	Tags     []string `toml:"tags" doc:"Tags."`
	Related  []Ref    `toml:"related" doc:"Pages about the same."`
	Aliases  []Ref    `toml:"aliases" doc:"Old addresses that lead here."`
	Timezone string   `toml:"timezone" doc:"IANA name, such as Europe/Berlin, of times in text and front matter that have no offset."`

	Times     *Times        `toml:"times" doc:"The times of an incident."`
	States    []State       `toml:"states" doc:"History of states and severities, where there was more than one."`
	Timeline  []Row         `toml:"timeline" doc:"What happened when."`
	Detection *Detection    `toml:"detection" doc:"How it was noticed."`
	Impact    *Impact       `toml:"impact" doc:"What it did."`
	Chain     []Chain       `toml:"chain" doc:"Facts on chains."`
	Causes    []Cause       `toml:"causes" doc:"Root causes and contributing factors."`
	Controls  []Control     `toml:"controls" doc:"How well controls worked."`
	Actions   []Action      `toml:"actions" doc:"What was promised."`
	Runbooks  []Text        `toml:"runbooks" doc:"Runbooks that change: new, update, none."`
	Links     []Link        `toml:"links" doc:"Addresses for more."`
	Revisions []Revision    `toml:"revisions" doc:"Corrections of this page, by day."`
	Lessons   *Lessons      `toml:"lessons" doc:"What went well and wrong, and where we were lucky."`
	NearMiss  *NearMissFact `toml:"near_miss" doc:"What stopped it."`
	Upgrade   *UpgradeFact  `toml:"upgrade" doc:"Facts of an upgrade."`
	Source    *Elsewhere    `toml:"source" doc:"Where the lesson comes from."`
	Applies   string        `toml:"applicability" enum:"affected partly not-affected unknown" doc:"Whether it applies to us."`
	Assess    *AssessFact   `toml:"assessment" doc:"Facts of an assessment."`
	Findings  []Finding     `toml:"findings" doc:"Findings of an assessment."`
	Start     *Initiates    `toml:"initiative" doc:"Facts of an initiative."`
	Report    *Period       `toml:"report" need:"checked" doc:"The period that a report speaks of."`
	Extra     Extra         `toml:"extra" doc:"An organisation's own keys."`

	Body *Body
}

// Date is when the page's event was.
func (p *Page) Date() time.Time { return p.DateAt.Time }

// Draft pages stand, badged and counted nowhere, where drafts are shown.
func (p *Page) Draft() bool { return p.Status == "draft" }

// Name is the last part of the id.
func (p *Page) Name() string { return p.ID[strings.LastIndexByte(p.ID, '/')+1:] }

// Pos is the beginning of the page's file.
func (p *Page) Pos() source.Pos { return source.Pos{File: p.File, Line: 1, Column: 1} }

// Lead is the page's summary: its own, or the first paragraph.
func (p *Page) Lead() string {
	if p.Summary != "" || p.Body == nil {
		return p.Summary
	}
	return p.Body.Lead
}

// Times are the moments of an incident, in their order.
type Times struct {
	Introduced  When   `toml:"introduced" doc:"The defect or change went live."`
	Began       When   `toml:"began" doc:"It began."`
	Detected    When   `toml:"detected" doc:"It was noticed."`
	Responded   When   `toml:"responded" doc:"Somebody began to act."`
	Identified  When   `toml:"identified" doc:"The root cause was known."`
	Mitigated   When   `toml:"mitigated" doc:"The harm was stopped."`
	Resolved    When   `toml:"resolved" doc:"Operations were normal again."`
	Disclosed   When   `toml:"disclosed" doc:"Others were told."`
	Approximate bool   `toml:"approximate" doc:"The times are estimates."`
	Because     []Text `toml:"because" doc:"Why a time is not known, by its name."`
	Audience
}

// Moment is one of the times with its name.
type Moment struct {
	Name string
	When When
}

// TimeNames are the keys of the times, in the order in which they must lie.
var TimeNames = []string{"introduced", "began", "detected", "responded", "identified", "mitigated", "resolved", "disclosed"}

// At is the time of a name; nil when there is none of this name.
func (t *Times) At(name string) *When {
	i := slices.Index(TimeNames, name)
	if i < 0 {
		return nil
	}
	return []*When{&t.Introduced, &t.Began, &t.Detected, &t.Responded, &t.Identified, &t.Mitigated, &t.Resolved, &t.Disclosed}[i]
}

// Why is the reason that stands in the place of a time; "" when there is none.
func (t *Times) Why(name string) string {
	for _, why := range t.Because {
		if why.Key == name {
			return why.Value
		}
	}
	return ""
}

// List gives the times that are set, in the order in which they must lie.
func (t *Times) List() []Moment {
	if t == nil {
		return nil
	}
	var out []Moment
	for _, name := range TimeNames {
		if w := t.At(name); !w.IsZero() {
			out = append(out, Moment{name, *w})
		}
	}
	return out
}

// Row is an entry of a timeline: Text from front matter, or HTML from the body.
type Row struct {
	Entry
	At   When
	End  When // of a range
	Text string
	HTML string // of the markdown room, with its places for links
}

// Extra is what an organisation adds: keys and their values as text.
type Extra []Text

// Text is a key with a word or sentence.
type Text struct {
	Entry
	Value string
}
