package maturity

import (
	"errors"
	"testing"

	"candor/generator/internal/trend"
)

func TestParseRule(t *testing.T) {
	for source, want := range map[string]Clause{
		"median(time-to-detect) <= 4h over 6 months with n >= 3": {Form: OfMetric, Agg: "median", Name: "time-to-detect", NamePos: 7, Op: "<=", Value: 4, Unit: "h", ValPos: 26, Window: Window{Months: 6}, AtLeast: 3},
		"audit-coverage >= 90%":                                  {Form: OfMetric, Name: "audit-coverage", Op: ">=", Value: 90, Unit: "%", ValPos: 18},
		"audit-coverage >= 90 % for 12 months":                   {Form: OfMetric, Name: "audit-coverage", Op: ">=", Value: 90, Unit: "%", ValPos: 18, Window: Window{Every: true, Months: 12}},
		"trend(2fa-coverage) is improving":                       {Form: OfTrend, Name: "2fa-coverage", NamePos: 6, Verdict: trend.Improving},
		"age(latest incidents) <= 90d":                           {Form: OfAge, Name: "incidents", NamePos: 11, Op: "<=", Value: 90, Unit: "d", ValPos: 25},
		"sum(incidents) < -1.5 over 2 quarters":                  {Form: OfMetric, Agg: "sum", Name: "incidents", NamePos: 4, Op: "<", Value: -1.5, ValPos: 17, Window: Window{Months: 6}},
		"count(findings where severity = critical and status != open) == 0": {Form: OfCount, Agg: "count", Name: "findings", NamePos: 6, Op: "==", ValPos: 64,
			Where: []Condition{{"severity", false, "critical", 21}, {"status", true, "open", 45}}},
	} {
		r, err := ParseRule(source)
		if err != nil {
			t.Errorf("%s: %v", source, err)
			continue
		}
		if got := r.Clauses[0]; len(r.Clauses) != 1 || !equal(got, want) {
			t.Errorf("%s:\n got %+v\nwant %+v", source, got, want)
		}
	}
	r, err := ParseRule("a <= 1 and trend(b) is steady and count(c where d = e and f = g) == 0 and age(latest h) <= 1w")
	if err != nil || len(r.Clauses) != 4 {
		t.Errorf("four clauses: %v, %v", r, err)
	}
}

func equal(a, b Clause) bool {
	if len(a.Where) != len(b.Where) {
		return false
	}
	for i := range a.Where {
		if a.Where[i] != b.Where[i] {
			return false
		}
	}
	a.Where, b.Where = nil, nil
	x, y := a, b
	return x.Form == y.Form && x.Agg == y.Agg && x.Name == y.Name && x.NamePos == y.NamePos && x.Op == y.Op && x.Value == y.Value && x.Unit == y.Unit &&
		x.ValPos == y.ValPos && x.Window == y.Window && x.AtLeast == y.AtLeast && x.Verdict == y.Verdict && x.Pos == y.Pos
}

func TestParseRuleErrors(t *testing.T) {
	for source, want := range map[string]struct {
		pos  int
		hint string
	}{
		"":                                       {0, ""},
		"medain(x) <= 4":                         {0, `did you mean "median"?`},
		"x = 4":                                  {2, `did you mean "=="?`},
		"x <=":                                   {4, ""},
		"x <= four":                              {5, ""},
		"x <= 4hours":                            {6, ""},
		"x <= 4 over 6 moths":                    {14, `did you mean "months"?`},
		"x <= 4 over 0 months":                   {12, ""},
		"x <= 4 over 1.5 months":                 {12, ""},
		"x <= 4 for 6 months with n >= 3":        {20, ""},
		"x <= 4 over 6 months with n > 3":        {28, ""},
		"x <= 4 adn y <= 3":                      {7, `did you mean "and"?`},
		"x <= 4 and":                             {10, ""},
		"trend(x) is improvng":                   {12, `did you mean "improving"?`},
		"trend(x) improving":                     {9, ""},
		"age(incidents) <= 3d":                   {4, ""},
		"median(x where a = b) <= 3":             {9, ""},
		"count(x where a < b) == 0":              {16, ""},
		"count(x where a = b == 0":               {20, ""},
		"count(x where a = b) == 0 for 3 months": {26, ""},
		"x + y <= 3":                             {2, ""},
		"x <= 3; y <= 4":                         {6, ""},
		"x <= 1 (":                               {7, ""},
		"é <= 3":                                 {0, ""},
		"5 <= x":                                 {0, ""},
	} {
		_, err := ParseRule(source)
		var e *RuleError
		if !errors.As(err, &e) {
			t.Errorf("%q: no error", source)
			continue
		}
		if e.Pos != want.pos || (want.hint != "" && e.Hint != want.hint) {
			t.Errorf("%q: at %d %s (%s), want %d %s", source, e.Pos, e.Text, e.Hint, want.pos, want.hint)
		}
	}
}

func FuzzParseRule(f *testing.F) {
	for _, s := range []string{"median(time-to-detect) <= 4h over 6 months with n >= 3", "count(findings where severity = critical and status = open) == 0",
		"age(latest incidents) <= 90d", "trend(x) is improving and y < 3 %", "2fa >= 1", "x <= \xff", "x <= 1e9", "- (("} {
		f.Add(s)
	}
	facts := testFacts()
	f.Fuzz(func(t *testing.T, s string) {
		r, err := ParseRule(s)
		if err != nil {
			var e *RuleError
			if !errors.As(err, &e) || e.Pos < 0 || e.Pos > len(s) || e.Text == "" {
				t.Errorf("%q: %v", s, err)
			}
			return
		}
		for _, e := range r.Check(facts) {
			if e.Pos < 0 || e.Pos > len(s) {
				t.Errorf("%q: finding at %d", s, e.Pos)
			}
		}
		reg := Open(Input{Facts: facts, AsOf: day("2025-12-31")})
		if o := reg.evaluate(r, day("2025-11-15")); o.Met == (o.Reason != "") || o.Detail.IsZero() {
			t.Errorf("%q: %+v", s, o)
		}
	})
}

// testFacts has one metric of each kind, 2025 by month; May is missing in level.
func testFacts() Facts {
	p, _ := trend.ParsePeriod("2025-01")
	points := func(y ...float64) (out []trend.Point) {
		for i, v := range y {
			if v >= 0 {
				out = append(out, trend.Point{Period: p.Add(i), Value: v, Present: true, K: int(v*100 + .5), N: 100, Counted: v <= 1})
			}
		}
		return out
	}
	asOf := day("2025-12-31")
	m := func(k trend.Kind, unit string, y ...float64) trend.Series {
		return trend.Series{Kind: k, Unit: unit, Better: trend.Lower, Cadence: trend.Month, AsOf: asOf, Points: points(y...)}
	}
	detect := trend.Series{Kind: trend.Duration, Unit: "hours", Better: trend.Lower, Cadence: trend.Quarter, AsOf: asOf}
	for i, h := range []float64{9, 7, 8, 6.5, 6.5, 7, 3, 2, 4} {
		detect.Events = append(detect.Events, trend.Event{Start: day("2025-01-20").AddDate(0, i, 0), Length: h})
	}
	coverage := m(trend.Proportion, "", .5, .6, .7, .75, .8, .85, .9, .92, .93, .95, .96, .97)
	coverage.Better = trend.Higher
	reviewed := m(trend.Proportion, "", .5, .62, .58, .7, .68, .79, .75, .85, .8, .9, .88, .97)
	reviewed.Better = trend.Higher
	return Facts{
		Metrics: map[string]trend.Series{
			"level": m(trend.Level, "days", 9, 8, 7, 6, -1, 5, 5, 5, 4, 4, 4, 3), "coverage": coverage, "reviewed": reviewed,
			"incidents-count": m(trend.Count, "incidents", 1, 0, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0), "time-to-detect": detect,
		},
		Things: map[string][]Thing{
			"findings": {
				{Date: day("2025-02-01"), Closed: day("2025-06-10"), Fields: map[string]string{"severity": "critical", "status": "fixed"}},
				{Date: day("2025-03-01"), Fields: map[string]string{"severity": "low", "status": "open"}},
			},
			"incidents": {{Date: day("2025-01-20")}, {Date: day("2025-09-20")}}, "upgrades": {},
		},
	}
}

// outcome is an Outcome in words.
type outcome struct {
	met    bool
	reason Reason
	detail string
}

func TestEvaluate(t *testing.T) {
	reg := Open(Input{Facts: testFacts(), AsOf: day("2025-12-31")})
	for _, c := range []struct {
		day, rule string
		want      outcome
	}{
		{"2025-12-31", "level <= 3d", outcome{true, "", "3 d in 2025-12"}},
		{"2025-12-30", "level <= 3d", outcome{false, Value, "4 d in 2025-11"}},
		{"2025-12-31", "level <= 72h", outcome{true, "", "3 d in 2025-12"}},
		{"2025-06-15", "level <= 9d", outcome{false, NoData, "no data for 2025-05"}},
		{"2025-12-31", "level <= 4d for 4 months", outcome{true, "", "3 d in 2025-12"}},
		{"2025-12-31", "level <= 4d for 6 months", outcome{false, Value, "5 d in 2025-07"}},
		{"2025-12-31", "level <= 9d for 12 months", outcome{false, NoData, "no data for 2025-05"}},
		{"2025-12-31", "max(level) <= 9d over 12 months", outcome{false, NoData, "no data for 2025-05"}},
		{"2025-12-31", "level <= 4d over 3 months", outcome{true, "", "median 4 d"}},
		{"2025-12-31", "coverage >= 95% over 2 quarters", outcome{false, Value, "share 93.8\u202f%, 563 of 600"}},
		{"2025-12-31", "coverage >= 0.95 for 3 months", outcome{true, "", "97\u202f% in 2025-12"}},
		{"2025-12-31", "incidents-count <= 4 over 1 year", outcome{true, "", "sum 4\u00a0incidents"}},
		{"2025-12-31", "count(incidents-count) >= 12 over 1 year", outcome{true, "", "12 counted"}},
		{"2025-09-30", "median(time-to-detect) <= 4h over 6 months with n >= 3", outcome{false, Value, "median 5.25 h of 6 events"}},
		{"2025-06-30", "median(time-to-detect) <= 4h over 6 months with n >= 3", outcome{false, Value, "median 7 h of 6 events"}},
		{"2025-09-30", "median(time-to-detect) <= 4h over 3 months with n >= 3", outcome{true, "", "median 3 h of 3 events"}},
		{"2025-09-29", "median(time-to-detect) <= 4h over 3 months with n >= 3", outcome{false, Value, "median 6.5 h of 3 events"}},
		{"2025-09-30", "time-to-detect <= 4h over 3 months with n >= 4", outcome{false, NoData, "only 3 of the 4 values that the rule wants"}},
		{"2025-12-31", "time-to-detect <= 4h", outcome{false, NoData, "no data for 2025-Q4"}},
		{"2025-12-31", "p90(time-to-detect) <= 10h", outcome{true, "", "90th percentile 8.2 h of 9 events"}},
		{"2025-12-31", "trend(reviewed) is improving", outcome{true, "", "trend is improving"}},
		{"2025-06-30", "trend(reviewed) is improving", outcome{false, NoData, "not enough data for a trend (6 of 8)"}},
		{"2025-12-31", "trend(incidents-count) is worsening", outcome{false, Value, "trend is no-evidence"}},
		{"2025-12-31", "count(findings where severity = critical and status = open) == 0", outcome{true, "", "none"}},
		{"2025-06-09", "count(findings where severity = critical and status = open) == 0", outcome{false, Value, "1 found"}},
		{"2025-01-09", "count(findings where severity = critical and status = open) == 0", outcome{true, "", "none"}},
		{"2025-12-31", "count(incidents) <= 1 over 6 months", outcome{true, "", "1 found"}},
		{"2025-12-31", "age(latest incidents) >= 90d", outcome{true, "", "the latest is 102\u00a0days old"}},
		{"2025-09-01", "age(latest incidents) <= 2w", outcome{false, Value, "the latest is 224\u00a0days old"}},
		{"2025-12-31", "age(latest upgrades) <= 90d", outcome{false, NoData, "none yet"}},
		{"2025-12-31", "unknown <= 3", outcome{false, NoData, "unknown metric"}},
		{"2025-12-31", "coverage <= 3h", outcome{false, NoData, "the unit of the rule is not that of the metric"}},
		{"2025-12-31", "level <= 3d and coverage >= 97%", outcome{true, "", "3 d in 2025-12; 97\u202f% in 2025-12"}},
	} {
		rule, err := ParseRule(c.rule)
		if err != nil {
			t.Fatal(err)
		}
		o := reg.evaluate(rule, day(c.day))
		if got := (outcome{o.Met, o.Reason, o.Detail.String()}); got != c.want {
			t.Errorf("%s on %s: %+v, want %+v", c.rule, c.day, got, c.want)
		}
	}
}

func TestOpenEventsFailAMedian(t *testing.T) {
	f := testFacts()
	s := f.Metrics["time-to-detect"]
	s.Events = []trend.Event{{Start: day("2025-10-02"), Length: 2}, {Start: day("2025-10-03"), Length: 2000, Open: true}, {Start: day("2025-10-04"), Length: 1900, Open: true}}
	f.Metrics["time-to-detect"] = s
	reg := Open(Input{Facts: f, AsOf: day("2025-12-31")})
	rule, _ := ParseRule("median(time-to-detect) <= 4h over 3 months")
	if o := reg.evaluate(rule, day("2025-12-31")); o.Met || o.Reason != Value {
		t.Errorf("%+v", o)
	}
	// A lower bound meets a rule only if more would not change the answer.
	for source, want := range map[string]Outcome{
		"time-to-detect <= 4h":                 {Detail: say("at least 1,900 h in 2025-Q4, 2 of 3 events still open")},
		"time-to-detect <= 2000h for 3 months": {Detail: say("at least 1,900 h in 2025-Q4, 2 of 3 events still open")},
		"time-to-detect >= 70d":                {Met: true, Detail: say("at least 1,900 h in 2025-Q4, 2 of 3 events still open")},
		"median(time-to-detect) != 1900h":      {Detail: say("median at least 1,900 h, 2 of 3 events still open")},
		"median(time-to-detect) != 4h":         {Met: true, Detail: say("median at least 1,900 h, 2 of 3 events still open")},
		"p90(time-to-detect) < 9000h":          {Detail: say("90th percentile at least 1,980 h, 2 of 3 events still open")},
		"p90(time-to-detect) > 70d":            {Met: true, Detail: say("90th percentile at least 1,980 h, 2 of 3 events still open")},
		"mean(time-to-detect) <= 9000h":        {Detail: say("mean at least 1,301 h, 2 of 3 events still open")},
		"max(time-to-detect) <= 9000h":         {Detail: say("most at least 2,000 h, 2 of 3 events still open")},
		"last(time-to-detect) <= 9000h":        {Detail: say("at least 1,900 h in 2025-Q4, 2 of 3 events still open")},
		"min(time-to-detect) <= 4h":            {Met: true, Detail: say("least 2 h of 3 events")},
	} {
		rule, err := ParseRule(source)
		if err != nil {
			t.Fatal(err)
		}
		o := reg.evaluate(rule, day("2025-12-31"))
		if o.Met != want.Met || !o.Met && o.Reason != Value || o.Detail.String() != want.Detail.String() {
			t.Errorf("%s: %+v", source, o)
		}
	}
}

func TestCheckRule(t *testing.T) {
	for source, want := range map[string]struct {
		code Code
		pos  int
		hint string
	}{
		"time-to-detct <= 4h":             {UnknownMetric, 0, `did you mean "time-to-detect"?`},
		"count(finding where a = b) == 0": {UnknownThings, 6, `did you mean "findings"?`},
		"coverage >= 90":                  {BadUnit, 12, ""},
		"coverage >= 90d":                 {BadUnit, 12, ""},
		"level >= 90%":                    {BadUnit, 9, ""},
		"share(level) >= 0.9":             {BadUnit, 16, ""},
		"age(latest incidents) < 3":       {BadUnit, 24, ""},
	} {
		r, err := ParseRule(source)
		if err != nil {
			t.Fatal(err)
		}
		got := r.Check(testFacts())
		if len(got) != 1 || got[0].Code != want.code || got[0].Pos != want.pos || got[0].Hint != want.hint {
			t.Errorf("%s: %+v, want %+v", source, got, want)
		}
	}
}
