// Package program is a security programme as one edition may see it: what
// happened, what was learned, measured, assessed and promised. It holds plain
// values, made once and not changed after; it must not know where they came
// from (files, audiences) or where they go (pages).
package program

import (
	"time"

	"candor/generator/internal/maturity"
	"candor/generator/internal/source"
)

// Program is all that an edition is made of.
type Program struct {
	Site    Site
	Pages   []*Page // by section, then by id
	Metrics []*Metric
	Model   *Model // nil without data/maturity.toml
	Roadmap []*Step
	Debt    []*Debt

	// Later are the ids of pages that are not there yet on the report's day.
	Later map[string]bool
	// Assets are the files beside pages that the edition may use, by path.
	Assets map[string]bool
	// Withheld are the distinct reasons that stand in the edition, sorted.
	Withheld []string
}

// Entry is what all keyed entries share.
type Entry struct {
	Key      string
	Pos      source.Pos
	Audience string // set when fewer readers see it than the widest
}

// When is a date or a time. The zero When is none.
type When struct {
	Time time.Time // a bare date is 00:00 UTC
	Bare bool      // only the day is known
}

// IsZero reports whether nothing was said.
func (w When) IsZero() bool { return w.Time.IsZero() }

// Day is the day of w in UTC.
func (w When) Day() time.Time { return w.Time.UTC().Truncate(24 * time.Hour) }

// Ref is a name that refers to something else, with the place where it stands.
type Ref struct {
	ID  string
	Pos source.Pos
}

// Site is the configuration of an edition.
type Site struct {
	Title        string            `toml:"title" need:"checked" doc:"Title of the site."`
	Organization string            `toml:"organization" doc:"Who publishes it."`
	BaseURL      string            `toml:"base_url" doc:"Address that the public edition is published at; may have a path."`
	AsOf         time.Time         `toml:"as_of" doc:"The day the report speaks for."`
	Language     string            `toml:"language" doc:"Language of the pages, as in BCP 47."`
	Currency     string            `toml:"currency" doc:"Currency of sums; default: the only one used."`
	Audiences    []string          `toml:"audiences" doc:"Audiences, widest first."`
	TLP          map[string]string `toml:"tlp" keys:"audience" enum:"TLP:CLEAR TLP:GREEN TLP:AMBER TLP:AMBER+STRICT TLP:RED" doc:"TLP label of each audience's edition."`
	MinCount     int               `toml:"min_count" doc:"Points whose n is smaller are withheld from every audience but the narrowest."`
	Theme        string            `toml:"theme" doc:"default, or a folder under themes/."`
	Charts       string            `toml:"charts" enum:"static interactive" doc:"static, or interactive for a view on demand."`
	Editions     []Edition         `toml:"editions" keys:"audience" doc:"Editions by audience."`
	Home         Home              `toml:"home" doc:"The home page."`
	Severities   map[string]string `toml:"severities" keys:"severity" doc:"What the severity words mean here."`
	Never        []Never           `toml:"never" keys:"audience" doc:"Words that must not stand in an audience's edition."`
	Names        []Name            `toml:"names" keys:"any" doc:"Names with a form for each audience."`
	Checks       map[string]string `toml:"checks" keys:"any" enum:"error warning off" doc:"Weights of problems, by the code that stands in brackets behind them."`
	Detectors    *Detectors        `toml:"detectors" doc:"Search for what nobody meant to write."`
	Shown        map[string]string `toml:"shown" keys:"any" doc:"Texts that may be hidden in one place and stand in another, with the reason."`
	Inspected    map[string]string `toml:"inspected" keys:"any" doc:"Files that cannot be searched, by path, with who read them."`
	Accepted     map[string]string `toml:"accepted" keys:"any" doc:"Figures that may look better than in the narrowest edition, with the reason."`
	Explorers    []Explorer        `toml:"explorers" doc:"Block explorers by network."`
	SecurityTxt  *SecurityTxt      `toml:"security_txt" doc:"Written to .well-known/security.txt (RFC 9116)."`
	Brand        *Brand            `toml:"brand" doc:"Colour and logo."`
}

// Home is the home page's part of the configuration.
type Home struct {
	Metrics []Ref `toml:"metrics" doc:"Tiles of the home page; default: metrics with a target."`
}

// Edition is how one audience's edition is written.
type Edition struct {
	Entry
	Output  string `toml:"output" doc:"Folder, relative to the site."`
	Links   string `toml:"links" enum:"folder file" doc:"folder: addresses end in /; file: in index.html."`
	Without []Ref  `toml:"without" doc:"Derived metrics that this edition leaves out."`
}

// Never lists words that must not stand in an edition.
type Never struct {
	Entry
	Words []string `toml:"words" doc:"Words, wherever they come from."`
}

// Name is the forms of one name.
type Name struct {
	Entry
	Forms map[string]string `toml:"*"`
}

// Detectors configures the search for secrets.
type Detectors struct {
	Fail  bool              `toml:"fail" doc:"Findings are errors."`
	Allow map[string]string `toml:"allow" keys:"any" doc:"Findings to leave alone, with the reason."`
}

// Explorer is where a network's transactions and addresses can be looked at.
type Explorer struct {
	Entry
	Tx      string `toml:"tx" doc:"Address of a transaction, with {id}."`
	Address string `toml:"address" doc:"Address of an account, with {id}."`
	Block   string `toml:"block" doc:"Address of a block, with {id}."`
}

// SecurityTxt is RFC 9116's fields.
type SecurityTxt struct {
	Contact            []string  `toml:"contact" doc:"How to reach the team; at least one."`
	Expires            time.Time `toml:"expires" moment:"yes" doc:"When the file is stale."`
	Encryption         []string  `toml:"encryption" doc:"Keys."`
	Acknowledgments    []string  `toml:"acknowledgments" doc:"Page of thanks."`
	PreferredLanguages string    `toml:"preferred_languages" doc:"Languages, comma separated."`
	Policy             []string  `toml:"policy" doc:"Disclosure policy."`
	Hiring             []string  `toml:"hiring" doc:"Open positions."`
	Canonical          []string  `toml:"canonical" doc:"Where this file is published."`
}

// Model is the maturity model with its records, and where its parts stand.
type Model struct {
	maturity.Model
	Records  []Attestation
	Release  []string              // domains whose finished level other audiences see
	Releases []maturity.Release    // levels that this edition published before
	Texts    map[string]string     // what a domain is about
	Guidance map[string][]string   // by domain/criterion
	Shades   map[string]string     // domains that fewer readers see: id → audience
	Where    map[string]source.Pos // of domain and domain/criterion, of rules as domain/criterion#rule
}

// Attestation is a dated answer with what the assessor wrote down.
type Attestation struct {
	maturity.Record
	Pos           source.Pos
	Evidence      []Ref // ID is an address, a file, words, or "withheld" where it is not shown
	Note          string
	Justification string
}

// Step is a step of the roadmap.
type Step struct {
	Entry
	Title    string    `toml:"title" need:"yes" doc:"What will be done."`
	Text     string    `toml:"text" doc:"More about it."`
	Closes   []Ref     `toml:"closes" doc:"Criteria that it closes, as domain/criterion."`
	Owner    string    `toml:"owner" role:"yes" doc:"A role or team."`
	Due      time.Time `toml:"due" doc:"Promised day."`
	Done     time.Time `toml:"done" doc:"Day it was done."`
	Dropped  time.Time `toml:"dropped" doc:"Day it was dropped."`
	Status   string    `toml:"status" enum:"planned doing done dropped" doc:"planned, doing, done, dropped."`
	Because  string    `toml:"because" doc:"Why it was dropped."`
	Priority string    `toml:"priority" doc:"How urgent it is."`

	Ended time.Time // done or dropped; the report's day when nobody says since when
}

// Overdue reports whether a step was past its day and not over at the end of a day.
func (s *Step) Overdue(day time.Time) bool {
	return !s.Due.IsZero() && s.Due.Before(day) && (s.Ended.IsZero() || s.Ended.After(day))
}

// Debt is one line of the register of security and technical debt.
type Debt struct {
	Entry
	Title    string    `toml:"title" need:"yes" doc:"What is owed."`
	Text     string    `toml:"text" doc:"More about it."`
	Kind     string    `toml:"kind" enum:"security technical" doc:"security or technical."`
	Severity string    `toml:"severity" enum:"severity" doc:"How bad it is."`
	Systems  []string  `toml:"systems" doc:"Systems that carry it."`
	Owner    string    `toml:"owner" role:"yes" doc:"A role or team."`
	Opened   time.Time `toml:"opened" need:"yes" doc:"Day it was found."`
	Due      time.Time `toml:"due" doc:"Day it will be paid."`
	Closed   time.Time `toml:"closed" doc:"Day it was paid; absent while open."`
	From     Ref       `toml:"from" doc:"Page it came from."`
	Because  string    `toml:"because" doc:"Why it is accepted or was dropped."`
	Ticket   string    `toml:"ticket" doc:"Address of the ticket."`
}

// Overdue reports whether debt was past its day and not paid at the end of a day.
func (d *Debt) Overdue(day time.Time) bool {
	return !d.Due.IsZero() && d.Due.Before(day) && (d.Closed.IsZero() || d.Closed.After(day))
}
