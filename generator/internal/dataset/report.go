package dataset

import (
	"time"

	"candor/generator/internal/maturity"
	"candor/generator/internal/program"
	"candor/generator/internal/trend"
)

// Schema is the address of report.json's form; its last part is the version.
const Schema = "urn:candor:report:1"

// Report is the object of report.json: everything that an edition shows.
type Report struct {
	Schema       string           `json:"schema"`
	Audience     string           `json:"audience"`
	AsOf         string           `json:"as_of"`
	Title        string           `json:"title"`
	Organization string           `json:"organization,omitempty"`
	Incidents    []Page           `json:"incidents"`
	NearMisses   []Page           `json:"near_misses"`
	Upgrades     []Page           `json:"upgrades"`
	Lessons      []Page           `json:"lessons"`
	Assessments  []Page           `json:"assessments"`
	Culture      []Page           `json:"culture"`
	Reports      []Page           `json:"reports"`
	Actions      []Action         `json:"actions"`
	Debt         []Debt           `json:"debt"`
	Roadmap      []Step           `json:"roadmap"`
	Totals       *Totals          `json:"totals,omitempty"`
	Metrics      []Metric         `json:"metrics"`
	Maturity     *maturity.Report `json:"maturity,omitempty"`
}

// Page is a page of content with the keys of its front matter.
type Page struct {
	ID            string            `json:"id"`
	URL           string            `json:"url"`
	Title         string            `json:"title"`
	Date          string            `json:"date,omitempty"`
	Summary       string            `json:"summary,omitempty"`
	Severity      string            `json:"severity,omitempty"`
	Status        string            `json:"status,omitempty"`
	Stage         string            `json:"stage,omitempty"`
	Authors       []string          `json:"authors,omitempty"`
	Participants  []string          `json:"participants,omitempty"`
	Reviewed      string            `json:"reviewed,omitempty"`
	Systems       []string          `json:"systems,omitempty"`
	Tags          []string          `json:"tags,omitempty"`
	Related       []string          `json:"related,omitempty"`
	Times         map[string]string `json:"times,omitempty"`
	TimesUnknown  map[string]string `json:"times_unknown,omitempty"` // why, by the time's name
	Detection     *Detection        `json:"detection,omitempty"`
	Timeline      []Moment          `json:"timeline,omitempty"`
	Chain         []Chain           `json:"chain,omitempty"`
	Runbooks      map[string]string `json:"runbooks,omitempty"`
	Links         map[string]string `json:"links,omitempty"`
	Approximate   bool              `json:"approximate,omitempty"`
	Impact        *Impact           `json:"impact,omitempty"`
	Causes        []Cause           `json:"causes,omitempty"`
	Controls      []Control         `json:"controls,omitempty"`
	Findings      []Finding         `json:"findings,omitempty"`
	Lessons       *Lessons          `json:"lessons,omitempty"`
	NearMiss      map[string]string `json:"near_miss,omitempty"`
	Upgrade       map[string]string `json:"upgrade,omitempty"`
	Source        map[string]string `json:"source,omitempty"`
	Applicability string            `json:"applicability,omitempty"`
	Assessment    map[string]string `json:"assessment,omitempty"`
	Initiative    map[string]string `json:"initiative,omitempty"`
	Period        string            `json:"period,omitempty"`
	Revisions     map[string]string `json:"revisions,omitempty"`
}

// Detection is how an incident was noticed.
type Detection struct {
	By     string  `json:"by,omitempty"`
	Faster string  `json:"faster,omitempty"`
	Bounty *Bounty `json:"bounty,omitempty"`
}

// Bounty is what the finder was paid.
type Bounty struct {
	Paid     float64 `json:"paid"`
	Currency string  `json:"currency,omitempty"`
	Date     string  `json:"date,omitempty"`
}

// Totals are the sums over all incidents in the currency of the programme. Where
// all that was at risk is without bound, it has no sum, which is not 0.
type Totals struct {
	FundsLost      float64  `json:"funds_lost"`
	FundsRecovered float64  `json:"funds_recovered"`
	FundsAtRisk    *float64 `json:"funds_at_risk,omitempty"`
	Currency       string   `json:"currency"`
}

// Impact is what an incident did.
type Impact struct {
	Summary       string   `json:"summary,omitempty"`
	UsersAffected *int     `json:"users_affected,omitempty"`
	Exploited     *bool    `json:"exploited,omitempty"`
	Services      []string `json:"services,omitempty"`
	Reputation    string   `json:"reputation,omitempty"`
	Funds         *Funds   `json:"funds,omitempty"`
}

// Moment is an entry of a timeline; those written in the text have their HTML.
type Moment struct {
	At   string `json:"at"`
	Text string `json:"text,omitempty"`
}

// Chain is what can be looked up on one network.
type Chain struct {
	Key          string   `json:"key"`
	Network      string   `json:"network,omitempty"`
	Transactions []string `json:"transactions,omitempty"`
	Contracts    []string `json:"contracts,omitempty"`
	Attackers    []string `json:"attackers,omitempty"`
	Blocks       []int    `json:"blocks,omitempty"`
}

// Funds are sums; a sum without bound is the word unbounded.
type Funds struct {
	AtRisk    any      `json:"at_risk,omitempty"`
	Lost      any      `json:"lost,omitempty"`
	Recovered any      `json:"recovered,omitempty"`
	Currency  string   `json:"currency,omitempty"`
	Assets    []string `json:"assets,omitempty"`
}

// Cause is a root cause or contributing factor.
type Cause struct {
	Key      string   `json:"key"`
	Kind     string   `json:"kind,omitempty"`
	Category string   `json:"category,omitempty"`
	Text     string   `json:"text,omitempty"`
	Whys     []string `json:"whys,omitempty"`
	Upgrade  string   `json:"upgrade,omitempty"`
}

// Control is how well a control worked.
type Control struct {
	Key     string `json:"key"`
	Outcome string `json:"outcome,omitempty"`
	Note    string `json:"note,omitempty"`
}

// Finding is what an assessment found.
type Finding struct {
	Key            string `json:"key"`
	Title          string `json:"title"`
	Severity       string `json:"severity,omitempty"`
	Status         string `json:"status,omitempty"`
	Opened         string `json:"opened,omitempty"`
	Due            string `json:"due,omitempty"`
	Closed         string `json:"closed,omitempty"`
	Verified       string `json:"verified,omitempty"`
	Text           string `json:"text,omitempty"`
	Recommendation string `json:"recommendation,omitempty"`
	Owner          string `json:"owner,omitempty"`
	System         string `json:"system,omitempty"`
	Ticket         string `json:"ticket,omitempty"`
	Because        string `json:"because,omitempty"`

	CVSS   any      `json:"cvss,omitempty"` // a vector or a score
	EPSS   *float64 `json:"epss,omitempty"`
	KEV    bool     `json:"kev,omitempty"`
	SSVC   string   `json:"ssvc,omitempty"`
	Bounty *Bounty  `json:"bounty,omitempty"`
}

// Lessons are what a team takes from an event.
type Lessons struct {
	Well  []string `json:"well,omitempty"`
	Wrong []string `json:"wrong,omitempty"`
	Lucky []string `json:"lucky,omitempty"`
}

// Action is a promise; its id is the page's and its key.
type Action struct {
	ID       string `json:"id"`
	URL      string `json:"url"`
	Title    string `json:"title"`
	Kind     string `json:"kind,omitempty"`
	Owner    string `json:"owner,omitempty"`
	Cause    string `json:"cause,omitempty"`
	Status   string `json:"status,omitempty"`
	Due      string `json:"due,omitempty"`
	FirstDue string `json:"first_due,omitempty"`
	Done     string `json:"done,omitempty"`
	Dropped  string `json:"dropped,omitempty"`
	Opened   string `json:"opened,omitempty"`
	Verified string `json:"verified,omitempty"`
	Ticket   string `json:"ticket,omitempty"`
	Because  string `json:"because,omitempty"`
	Evidence string `json:"evidence,omitempty"`
	Note     string `json:"note,omitempty"`
}

// Debt is a line of the register of debt.
type Debt struct {
	ID       string   `json:"id"`
	URL      string   `json:"url"`
	Title    string   `json:"title"`
	Kind     string   `json:"kind,omitempty"`
	Severity string   `json:"severity,omitempty"`
	Systems  []string `json:"systems,omitempty"`
	Owner    string   `json:"owner,omitempty"`
	Opened   string   `json:"opened,omitempty"`
	Due      string   `json:"due,omitempty"`
	Closed   string   `json:"closed,omitempty"`
	From     string   `json:"from,omitempty"`
}

// Step is a step of the roadmap.
type Step struct {
	ID      string   `json:"id"`
	URL     string   `json:"url"`
	Title   string   `json:"title"`
	Closes  []string `json:"closes,omitempty"`
	Owner   string   `json:"owner,omitempty"`
	Status  string   `json:"status,omitempty"`
	Due     string   `json:"due,omitempty"`
	Done    string   `json:"done,omitempty"`
	Dropped string   `json:"dropped,omitempty"`
}

// NewReport gathers an edition. Drafts are in no figures for machines.
func NewReport(p *program.Program, audience string, analyses []*trend.Analysis, m *maturity.Report) Report {
	r := Report{Schema: Schema, Audience: audience, AsOf: day(p.Site.AsOf), Title: p.Site.Title, Organization: p.Site.Organization, Maturity: m,
		Incidents: []Page{}, NearMisses: []Page{}, Upgrades: []Page{}, Lessons: []Page{}, Assessments: []Page{}, Culture: []Page{}, Reports: []Page{},
		Actions: []Action{}, Debt: []Debt{}, Roadmap: []Step{}, Metrics: []Metric{}}
	lists := map[program.Kind]*[]Page{program.Incident: &r.Incidents, program.NearMiss: &r.NearMisses, program.Upgrade: &r.Upgrades, program.Lesson: &r.Lessons,
		program.Assessment: &r.Assessments, program.Initiative: &r.Culture, program.Report: &r.Reports}
	for _, page := range p.Pages {
		list := lists[page.Kind]
		if list == nil || page.Draft() {
			continue
		}
		*list = append(*list, newPage(page))
		for i := range page.Actions {
			r.Actions = append(r.Actions, newAction(page, &page.Actions[i]))
		}
	}
	for _, d := range p.Debt {
		r.Debt = append(r.Debt, Debt{ID: d.Key, URL: "debt/#" + program.Anchor(d.Key), Title: d.Title, Kind: d.Kind, Severity: d.Severity, Systems: d.Systems, Owner: d.Owner, Opened: day(d.Opened), Due: day(d.Due), Closed: day(d.Closed), From: d.From.ID})
	}
	for _, s := range p.Roadmap {
		r.Roadmap = append(r.Roadmap, Step{ID: s.Key, URL: "roadmap/#" + program.Anchor(s.Key), Title: s.Title, Closes: ids(s.Closes), Owner: s.Owner, Status: s.Status, Due: day(s.Due), Done: day(s.Done), Dropped: day(s.Dropped)})
	}
	r.Totals = totals(p)
	for i, metric := range p.Metrics {
		r.Metrics = append(r.Metrics, NewMetric(metric, analyses[i]))
	}
	return r
}

// totals sums what incidents cost in the currency of the programme; nil where no
// page states a sum in it.
func totals(p *program.Program) *Totals {
	t, any, unbounded, risk := Totals{Currency: p.Currency()}, false, false, 0.0
	sums := map[string]*float64{"lost": &t.FundsLost, "recovered": &t.FundsRecovered, "at-risk": &risk}
	for _, pay := range p.Payments() {
		unbounded = unbounded || pay.What == "at-risk" && pay.Sum.Unbounded
		if sum := sums[pay.What]; sum != nil && t.Currency != "" && !pay.Sum.Unbounded && (pay.Currency == "" || pay.Currency == t.Currency) {
			*sum += pay.Sum.Value
			any = true
		}
	}
	if !any {
		return nil
	}
	if risk > 0 || !unbounded {
		t.FundsAtRisk = &risk
	}
	return &t
}

func ids(refs []program.Ref) []string {
	var out []string
	for _, r := range refs {
		out = append(out, r.ID)
	}
	return out
}

func when(w program.When) string {
	switch {
	case w.IsZero():
		return ""
	case w.Bare:
		return day(w.Time)
	}
	return w.Time.UTC().Format(time.RFC3339)
}
