package program

import "time"

// Detection tells how an incident was noticed.
type Detection struct {
	By     string  `toml:"by" enum:"monitoring user team bounty audit partner other" doc:"Who or what noticed it."`
	Faster string  `toml:"faster" doc:"What would have noticed it earlier."`
	Bounty *Bounty `toml:"bounty" doc:"What the finder was paid."`
	Audience
}

// Bounty is what somebody was paid for a report.
type Bounty struct {
	Paid     Amount    `toml:"paid" need:"yes" doc:"The sum."`
	Currency string    `toml:"currency" doc:"Its currency; default: that of the site."`
	Date     time.Time `toml:"date" doc:"Day of the payment; default: that of the page."`
	Audience
}

// Audience marks a table that fewer readers see than the page.
type Audience struct {
	For string `toml:"audience" doc:"Who may see it, when fewer than the page."`
}

// Impact tells what an incident did.
type Impact struct {
	Summary       string   `toml:"summary" doc:"One sentence."`
	UsersAffected *int     `toml:"users_affected" doc:"How many users."`
	Exploited     *bool    `toml:"exploited" doc:"false: nobody used it."`
	Services      []string `toml:"services" doc:"Services that suffered."`
	Reputation    string   `toml:"reputation" doc:"What it did to trust."`
	Funds         *Funds   `toml:"funds" doc:"Money."`
	Audience
}

// Funds are sums in one currency.
type Funds struct {
	AtRisk    *Amount  `toml:"at_risk" doc:"What could have been lost, or unbounded."`
	Lost      *Amount  `toml:"lost" doc:"What was lost."`
	Recovered *Amount  `toml:"recovered" doc:"What came back."`
	Currency  string   `toml:"currency" doc:"Currency of the sums."`
	Assets    []string `toml:"assets" doc:"What it was."`
	Audience
}

// Amount is a sum of money, or without bound.
type Amount struct {
	Value     float64
	Unbounded bool
}

// Chain is what can be looked up on one network.
type Chain struct {
	Entry
	Network      string   `toml:"network" doc:"Name of the network."`
	Transactions []string `toml:"transactions" doc:"Hashes."`
	Contracts    []string `toml:"contracts" doc:"Addresses of contracts."`
	Attackers    []string `toml:"attackers" doc:"Addresses of attackers."`
	Blocks       []int    `toml:"blocks" doc:"First and last block."`
}

// Cause is a root cause or a contributing factor.
type Cause struct {
	Entry
	Kind     string   `toml:"kind" enum:"root contributing" doc:"root or contributing."`
	Category string   `toml:"category" enum:"people process technology third-party design" doc:"Where it lies."`
	Text     string   `toml:"text" doc:"What it was."`
	Whys     []string `toml:"whys" doc:"Why, and why that."`
	Upgrade  Ref      `toml:"upgrade" doc:"The upgrade that caused it."`
}

// Control is how well a control worked in one event.
type Control struct {
	Entry
	Title   string `toml:"title" doc:"Its name, when the key does not say it."`
	Outcome string `toml:"outcome" enum:"worked partial failed missing" doc:"How well it worked."`
	Note    string `toml:"note" doc:"In what way."`
}

// Action is a promise.
type Action struct {
	Entry
	Title    string    `toml:"title" doc:"What will be done."`
	Text     string    `toml:"text" doc:"More about it."`
	Kind     string    `toml:"kind" enum:"prevent mitigate detect" doc:"prevent, mitigate or detect."`
	Owner    string    `toml:"owner" role:"yes" doc:"A role or team."`
	Cause    Ref       `toml:"cause" doc:"Key of the cause that it treats."`
	Status   string    `toml:"status" enum:"proposed agreed doing done dropped" doc:"How far it is."`
	Due      time.Time `toml:"due" doc:"Promised day."`
	FirstDue time.Time `toml:"first_due" doc:"The first promise; lateness counts from it."`
	Done     time.Time `toml:"done" doc:"Day it was done."`
	Verified time.Time `toml:"verified" doc:"Day somebody checked that it works."`
	Evidence string    `toml:"evidence" doc:"What shows it."`
	Note     string    `toml:"note" doc:"A remark."`
	Ticket   string    `toml:"ticket" doc:"Address of the ticket."`
	Dropped  time.Time `toml:"dropped" doc:"Day it was dropped."`
	Because  string    `toml:"because" doc:"Why it was dropped."`
	Priority string    `toml:"priority" doc:"How urgent it is."`
	Opened   time.Time `toml:"opened" doc:"Day it was promised; default: the page's date."`

	Ended time.Time // done or dropped; the report's day when nobody says since when
}

// Deadline is the first promise, from which lateness counts.
func (a *Action) Deadline() time.Time {
	if !a.FirstDue.IsZero() {
		return a.FirstDue
	}
	return a.Due
}

// Overdue reports whether the first promise had passed and the action was not over
// at the end of a day.
func (a *Action) Overdue(day time.Time) bool {
	due := a.Deadline()
	return !due.IsZero() && due.Before(day) && (a.Ended.IsZero() || a.Ended.After(day))
}

// Link is an address with its name.
type Link struct {
	Entry
	URL   string
	Title string
}

// Revision is a correction of a page.
type Revision struct {
	Entry
	Day  time.Time
	Text string
}

// Lessons are what a team takes from an event.
type Lessons struct {
	Well  []string `toml:"well" doc:"What went well."`
	Wrong []string `toml:"wrong" doc:"What went wrong."`
	Lucky []string `toml:"lucky" doc:"Where we were lucky."`
	Audience
}

// NearMissFact is what stopped a near miss.
type NearMissFact struct {
	Barrier   string `toml:"barrier" doc:"What stopped it."`
	Potential string `toml:"potential" doc:"What it could have become."`
	Audience
}

// UpgradeFact tells of a protocol upgrade.
type UpgradeFact struct {
	Network  string `toml:"network" doc:"Name of the network."`
	Version  string `toml:"version" doc:"Version."`
	Proposal string `toml:"proposal" doc:"Address or name of the proposal."`
	Executed When   `toml:"executed" doc:"When it was executed."`
	Outcome  string `toml:"outcome" enum:"succeeded rolled-back failed" doc:"How it went."`
	Checks   []Text `toml:"checks" doc:"Checks before and after, and their outcome."`
	Audience
}

// Elsewhere is the project that a lesson comes from.
type Elsewhere struct {
	Project string `toml:"project" doc:"Whose incident it was."`
	URL     string `toml:"url" doc:"Where it is told."`
	Date    When   `toml:"date" doc:"When it was."`
	Audience
}

// AssessFact tells of an assessment.
type AssessFact struct {
	Type      string   `toml:"type" enum:"self peer external red-team compliance" doc:"Who assessed, or how."`
	Subject   string   `toml:"subject" doc:"What was assessed."`
	Assessor  string   `toml:"assessor" doc:"A role or kind of firm."`
	Method    string   `toml:"method" doc:"Criteria and methodology."`
	Covers    []string `toml:"covers" enum:"technical procedural" doc:"technical, procedural."`
	Scheduled When     `toml:"scheduled" doc:"Planned day."`
	Started   When     `toml:"started" doc:"First day."`
	Completed When     `toml:"completed" doc:"Last day."`
	Every     Span     `toml:"every" doc:"How often, as 6 months; the next is due from this."`
	Commit    string   `toml:"commit" doc:"What was looked at."`
	Criteria  string   `toml:"criteria" doc:"Against what."`
	Outcome   string   `toml:"outcome" enum:"passed passed-with-findings failed" doc:"The result."`
	Report    Ref      `toml:"report" doc:"Address of the report, or a file beside the page."`
	Scope     string   `toml:"scope" doc:"What was looked at, and what not."`
	Audience
}

// Finding is what an assessment found.
type Finding struct {
	Entry
	Title          string    `toml:"title" doc:"What was found."`
	Severity       string    `toml:"severity" enum:"severity" doc:"How bad it is."`
	Status         string    `toml:"status" enum:"open fixed accepted false-positive" doc:"What became of it."`
	Opened         time.Time `toml:"opened" doc:"Day it was reported; default: the assessment's."`
	Due            time.Time `toml:"due" doc:"Promised day."`
	Closed         time.Time `toml:"closed" doc:"Day it was closed."`
	Verified       time.Time `toml:"verified" doc:"Day of the retest."`
	Text           string    `toml:"text" doc:"More about it."`
	Recommendation string    `toml:"recommendation" doc:"What was recommended."`
	Owner          string    `toml:"owner" role:"yes" doc:"A role or team."`
	System         string    `toml:"system" doc:"System concerned."`
	Ticket         string    `toml:"ticket" doc:"Address of the ticket."`
	Because        string    `toml:"because" doc:"Why it was accepted."`
	Evidence       string    `toml:"evidence" doc:"What shows the fix."`
	Note           string    `toml:"note" doc:"A remark."`
	CVSS           CVSS      `toml:"cvss" doc:"A CVSS vector, or a score from 0 to 10."`
	EPSS           *float64  `toml:"epss" doc:"Probability of exploitation, from 0 to 1."`
	KEV            bool      `toml:"kev" doc:"In a catalogue of known exploited vulnerabilities."`
	SSVC           string    `toml:"ssvc" enum:"track track* attend act" doc:"Decision by SSVC."`
	Bounty         *Bounty   `toml:"bounty" doc:"What the finder was paid."`

	Ended time.Time // closed; the report's day when nobody says since when
}

// Open reports whether a finding was open at the end of a day.
func (f *Finding) Open(day time.Time) bool {
	return f.Ended.IsZero() || f.Ended.After(day)
}

// Overdue reports whether a finding was open and past its day at the end of a day.
func (f *Finding) Overdue(day time.Time) bool {
	return f.Open(day) && !f.Due.IsZero() && f.Due.Before(day)
}

// Initiates tells of an initiative for the culture.
type Initiates struct {
	Theme   string `toml:"theme" enum:"leadership expectations recognition learning communication community disclosure development distributed-teams" doc:"What it works on."`
	Owner   string `toml:"owner" role:"yes" doc:"A role or team."`
	Started When   `toml:"started" doc:"First day."`
	Ended   When   `toml:"ended" doc:"Last day."`
	Measure Ref    `toml:"measure" doc:"Metric that shows its effect."`
	Audience
}

// Period is what a report speaks of.
type Period struct {
	Period  Ref   `toml:"period" doc:"A quarter, month or year: 2026-Q3."`
	Metrics []Ref `toml:"metrics" doc:"Metrics to show."`
	Audience
}

// Span is a stretch of the calendar.
type Span struct {
	Months, Days int
	Text         string // as written; "" is no span
}

// After is the day that lies the span behind another.
func (s Span) After(day time.Time) time.Time { return day.AddDate(0, s.Months, s.Days) }
