package trend

import "time"

// Analysis is what the room says of one series. Its JSON is the computed part
// of a metric's data.json: absent figures are left out, and there is no NaN,
// infinity or −0. What JSON leaves out is for pages.
type Analysis struct {
	Summary   *Summary   `json:"summary,omitempty"`
	Durations *Durations `json:"durations,omitempty"`
	Trend     *Trend     `json:"trend,omitempty"`
	Limits    *Limits    `json:"limits,omitempty"` // of the last segment
	Runs      *Runs      `json:"runs,omitempty"`
	Target    *Attained  `json:"target,omitempty"`
	Targets   []Promise  `json:"targets,omitempty"` // the earlier ones of several

	Headline   string        `json:"-"` // the finding, one sentence
	Notes      []string      `json:"-"` // run chart and limits, a sentence each; often none
	Smallest   string        `json:"-"` // the smallest change that would probably have been found, in words; "" if unknown
	Periods    []PeriodValue `json:"-"` // each period's value, as the chart draws it
	Waiting    []PeriodValue `json:"-"` // of durations: periods of which half or more is open, with the least the median can be
	Segments   []Limits      `json:"-"` // the limits of every stretch, oldest first
	Comparison *Comparison   `json:"-"` // the newer half of the series against the older
	Rare       *Rare         `json:"-"` // of counts that are mostly 0: the time between events
	OpenGap    *float64      `json:"-"` // of gaps: days since the last event so far

	series  Series
	test    tested
	step    *step
	turn    *turn    // where the whole is no line
	signals []Signal // of the newest values, beyond chance
}

// Summary is the centre of a series. Values are of complete periods under the
// current definition.
type Summary struct {
	N       int      `json:"n"`       // values; events of durations
	Missing int      `json:"missing"` // holes between the first and the last value
	Last    *float64 `json:"last,omitempty"`
	Median  *float64 `json:"median,omitempty"`
	Rate    *float64 `json:"rate,omitempty"` // counts: per period; gaps: per day; proportions: K/Of
	Low     *float64 `json:"low,omitempty"`  // 95 % interval of the rate
	High    *float64 `json:"high,omitempty"`
	K       *int     `json:"k,omitempty"` // proportions: of the last value
	Of      *int     `json:"of,omitempty"`
}

// Durations are the figures of events that lasted, in the unit of the series.
type Durations struct {
	N                int        `json:"n"`
	Open             int        `json:"open"`
	Median           *float64   `json:"median,omitempty"` // Kaplan-Meier's
	MedianLow        *Bound     `json:"median_low,omitempty"`
	MedianHigh       *Bound     `json:"median_high,omitempty"`
	MedianAtLeast    *float64   `json:"median_at_least,omitempty"` // where the median is not reached
	P90              *float64   `json:"p90,omitempty"`             // from 10 events on
	P90AtLeast       *float64   `json:"p90_at_least,omitempty"`    // where that is not reached
	P95              *float64   `json:"p95,omitempty"`             // from 20 events on
	GeometricMean    *float64   `json:"geometric_mean,omitempty"`
	Mean             *float64   `json:"mean,omitempty"` // of closed ones
	ClosedOnlyMedian *float64   `json:"closed_only_median,omitempty"`
	Survival         []Survivor `json:"survival,omitempty"`

	OldestOpen *float64 `json:"-"` // the longest that is still open
}

// Verdict is the one thing said of a series.
type Verdict string

// The verdicts.
const (
	Improving  Verdict = "improving"
	Worsening  Verdict = "worsening"
	Rising     Verdict = "rising"
	Falling    Verdict = "falling"
	Stepped    Verdict = "stepped"
	Reversed   Verdict = "reversed" // moved one way beyond chance, and has turned since
	Steady     Verdict = "steady"
	NoEvidence Verdict = "no-evidence"
	NotEnough  Verdict = "not-enough-data"
	Stale      Verdict = "stale"
)

// Evidence is how sure the series itself makes its trend.
type Evidence string

// The degrees of evidence.
const (
	Strong Evidence = "strong" // p < .05, persistence and the number of tests allowed for
	Weak   Evidence = "weak"   // p < .05 only by Mann and Kendall's test as it stands
	None   Evidence = "none"
)

// Why is what keeps weak evidence from being strong.
type Why string

// The reasons.
const (
	Gapped     Why = "gapped"     // too many periods have no value
	Persistent Why = "persistent" // each value depends on the one before
	TwoTests   Why = "two-tests"  // it does not stand the correction for two tests
)

// Trend is the test of a series and its verdict. Below 8 values it has N,
// Verdict and Sentence only.
type Trend struct {
	Method     string   `json:"method,omitempty"` // mann-kendall, seasonal-mann-kendall, difference-sign, rate-ratio
	N          int      `json:"n"`
	FirstValue *float64 `json:"first,omitempty"` // of the values looked at; none where it is still open
	LastValue  *float64 `json:"last,omitempty"`
	S          *float64 `json:"s,omitempty"`
	VarS       *float64 `json:"var_s,omitempty"`
	Z          *float64 `json:"z,omitempty"` // without persistence
	P          *float64 `json:"p,omitempty"`
	Factor     *float64 `json:"factor,omitempty"`      // by which persistence widens the variance
	PCorrected *float64 `json:"p_corrected,omitempty"` // with persistence
	Slope      *float64 `json:"slope,omitempty"`       // per step; of logarithms for durations
	SlopeLow   *float64 `json:"slope_low,omitempty"`
	SlopeHigh  *float64 `json:"slope_high,omitempty"`
	Evidence   Evidence `json:"evidence,omitempty"`
	Verdict    Verdict  `json:"verdict"`
	Sentence   string   `json:"sentence"`

	First, Last Period   `json:"-"` // the span of the values
	Missing     int      `json:"-"`
	Logs        bool     `json:"-"` // the slope is of logarithms: exp(slope) is the ratio per step
	Why         Why      `json:"-"` // of weak evidence: what keeps it from being strong
	PTested     *float64 `json:"-"` // of the surer of the two tests, after Holm's correction
	Steps       Steps    `json:"-"` // of n − 1, up and down
	Detectable  *float64 `json:"-"` // the smallest change over the whole time that would probably have been found
	Turned      Period   `json:"-"` // of the verdict reversed: the last period of the old way
	TurnedAt    *float64 `json:"-"` // its value; none where it is still open
	Rose        bool     `json:"-"` // of the verdict reversed: the old way was up
	Counted     bool     `json:"-"` // long series: slopes found by counting, to twelve digits
	PAdjusted   *float64 `json:"-"` // Benjamini and Hochberg's, over all series of the edition
	Break       *Break   `json:"-"` // the step behind the verdict stepped
}

// Break is one step in the level of a series.
type Break struct {
	At            Period // the first period after it
	Before, After float64
	P             float64 // Pettitt's, persistence within the sides allowed for
}

// PeriodValue is what the chart draws of one period: for durations the median of
// the events that began in it.
type PeriodValue struct {
	Period  Period
	Value   float64
	Partial bool // still running: makes no claim
	AtLeast bool // the value can only grow: half or more of the events are open, or the gap is
	N, Open int  // of durations: events, and those still open
}

// Comparison is the newer half of a series against the older half.
type Comparison struct {
	Method         string // rate-ratio or log-rank
	Older, Newer   int    // events
	Ratio          *float64
	Low, High      *Bound
	P              float64
	Since          time.Time // the first day of the newer half
	OlderM, NewerM *float64  // medians, of the log-rank test
}
