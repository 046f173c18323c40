package generator

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// notNumbers are what arithmetic on nothing leaves in an output: as words, and
// zero with a sign; and numbers that nobody can read. Dates, style sheets (-0.5em) and words such as Information
// are none.
var says = regexp.MustCompile(`<p>([^<]*)</p>`)

var notNumbers = regexp.MustCompile(`(?:^|[^\w])(?:[+\-−]?(?:NaN|Inf|Infinity)|[-−]0(?:\.0+)?)(?:[^\w.]|$)|%!|(?:\d,?){50}`)

// badCase is a metric that somebody might write, without title and audience,
// and what comes of it: the problem that it draws, or a sentence of its page.
type badCase struct {
	name, metric string
	problem      string // a part of it; "" where the site builds
	says         string
}

const (
	level    = "kind = \"level\"\nunit = \"days\"\nbetter = \"lower\"\ncadence = \"month\"\n"
	tally    = "kind = \"count\"\nunit = \"events\"\nbetter = \"lower\"\ncadence = \"month\"\n"
	shares   = "kind = \"proportion\"\nunit = \"%\"\nbetter = \"higher\"\ncadence = \"month\"\n"
	duration = "kind = \"duration\"\nunit = \"days\"\nbetter = \"lower\"\ncadence = \"quarter\"\n"
	gaps     = "kind = \"gap\"\nunit = \"days\"\nbetter = \"higher\"\ncadence = \"month\"\n"
)

// months writes points from 2024-01 on, going round the values.
func months(n int, values ...string) string {
	var b strings.Builder
	b.WriteString("[points]\n")
	for i := range n {
		fmt.Fprintf(&b, "%d-%02d = %s\n", 2024+i/12, i%12+1, values[i%len(values)])
	}
	return b.String()
}

// spans writes n events a fortnight apart; days < 0 leaves them open.
func spans(n, days int) string {
	var b strings.Builder
	b.WriteString("[events]\n")
	for i := range n {
		opened := time.Date(2025, 9, 3, 0, 0, 0, 0, time.UTC).AddDate(0, 0, 14*i)
		fmt.Fprintf(&b, "e%d = { opened = %s", i, opened.Format(time.DateOnly))
		if days >= 0 {
			fmt.Fprintf(&b, ", closed = %s", opened.AddDate(0, 0, days).Format(time.DateOnly))
		}
		b.WriteString(" }\n")
	}
	return b.String()
}

var badCases = []badCase{
	{"constant", level + goal + months(27, "5"), "", "No evidence of change: all values are the same. 27 values"},
	{"constant zero", tally + months(27, "0"), "", "all values are the same"},
	{"constant zero, negative", level + months(27, "-0.0"), "", "all values are the same"},
	{"constant share", shares + months(27, "{ k = 5, n = 5 }"), "", "all values are the same"},
	{"constant share of nothing reached", shares + months(27, "{ k = 0, n = 5 }"), "", "all values are the same"},
	{"constant gap", gaps + "[points]\n2024-01-05 = 31\n2024-02-05 = 31\n2024-03-07 = 31\n2024-04-07 = 31\n", "", "4 of the 8 values"},
	{"single", level + goal + months(1, "5"), "", "1 of the 8 values"},
	{"single share", shares + months(1, "0.33"), "", "1 of the 8 values"},
	{"single event", duration + spans(1, 3), "", "1 of the 8 events"},
	{"single gap", gaps + "[points]\n2024-01-05 = 31\n", "", "1 of the 8 values"},
	{"nothing", level + goal, "", "0 of the 8 values"},
	{"nothing, events", duration + "[events]\n", "", "0 of the 8 events"},
	{"all missing before the day", level + "[points]\n2027-01 = 3\n", "", "0 of the 8 values"},
	{"all open", duration + goal + spans(12, -1), "", "12 events, all still open, from 2025-Q3 to 2026-Q1"},
	{"all closed at once", duration + goal + spans(12, 0), "", "all values are the same"},
	{"no variance in lengths", duration + goal + spans(12, 7), "", "all values are the same"},
	{"no variance but one", level + goal + months(26, "5") + "2026-03 = 6\n", "", "No evidence of change. 27 values"},
	{"huge", level + goal + months(27, "1e308"), "", "all values are the same"},
	{"huge to and fro", level + goal + months(27, "1e308", "-1e308"), "", "No evidence of change"},
	{"huge growth", level + goal + months(27, "1", "1e308"), "", "No evidence of change"},
	{"huge count", tally + goal + months(27, "1e308"), "", "all values are the same"},
	{"tiny", level + goal + months(27, "5e-324", "1e-300"), "", "No evidence of change"},
	{"huge target", level + "baseline = { value = -1e308, at = \"2024-01\" }\ntarget = { value = 1e308, by = 2026-12-31 }\n" + months(27, "1", "2", "4"), "", "No evidence of change"},
	{"baseline is target", level + "baseline = { value = 5, at = \"2024-01\" }\ntarget = { value = 5, by = 2026-12-31 }\n" + months(27, "5", "6"), "", "No evidence of change"},
	{"negative count", tally + months(9, "-1"), "a count is a whole number, 0 or more", ""},
	{"negative share", shares + months(9, "-0.2"), "a proportion is a share from 0 to 1", ""},
	{"negative n", shares + months(9, "{ k = 1, n = -5 }"), "n is a whole number, 0 or more", ""},
	{"negative gap", gaps + "[points]\n2024-01-05 = -3\n", "a gap is not negative", ""},
	{"gap longer than its days", gaps + "[points]\n2024-01-05 = 3\n2024-01-09 = 400\n", "the gap is longer than the time since the point before", ""},
	{"huge gap", gaps + "[points]\n2024-01-05 = 1e308\n", "the gap began before our calendar", ""},
	{"k above n", shares + months(9, "{ k = 6, n = 5 }"), "k is a whole number from 0 to n", ""},
	{"nothing of nothing", shares + months(9, "{ k = 0, n = 0 }"), "n is 1 or more", ""},
	{"infinite", level + months(9, "inf"), "infinities and undefined numbers cannot be shown", ""},
	{"not a number", level + months(9, "nan"), "infinities and undefined numbers cannot be shown", ""},
	{"percent as 33", shares + months(9, "33"), "write 0.33 for 33 %", ""},
	{"percent as 0.33", shares + months(9, "0.33"), "", "33\u202f%"},
	{"percent target as 95", shares + "target = { value = 95 }\n" + months(9, "0.33"), "write 0.95 for 95 %", ""},
	{"duplicate", level + "[points]\n2024-01 = 1\n2024-01 = 2\n", "bad.toml:10:1: error", ""},
	{"mixed", level + "[points]\n2024-01 = 1\n2024-Q2 = 2\n", "this is no month", ""},
	{"not a period", level + "[points]\n2024-13 = 1\n", "this is no period", ""},
	{"out of order", level + "[points]\n2024-03 = 3\n2024-01 = 1\n2024-02 = 2\n", "", "3 of the 8 values"},
	{"event of the year 1", duration + "[events]\na = { opened = 0001-01-01 }\n", "no date lies before the year 1000", ""},
	{"closed in the year 1", duration + "[events]\na = { opened = 2025-03-01, closed = 0001-01-01 }\n", "no date lies before the year 1000", ""},
	{"event of the year 0", duration + "[events]\na = { opened = 0000-01-01 }\n", "no date lies before the year 1000", ""},
	{"point of the year 1", level + "[points]\n0001-01 = 1\n", "this is no period", ""},
	{"reversed event", duration + "[events]\na = { opened = 2025-03-01, closed = 2025-02-01 }\n", "closed lies before opened", ""},
	{"reversed target", level + "baseline = { value = 9, at = \"2025-06\" }\ntarget = { value = 5, by = 2024-01-31 }\n" + months(27, "5", "6"), "by lies before the baseline", ""},
	{"value beside events", duration + months(3, "4"), "a metric of durations has events, not points", ""},
}

const goal = "baseline = { value = 9, at = \"2024-01\" }\ntarget = { value = 4, by = 2026-12-31 }\nthresholds = { amber = 6, red = 8 }\n"

// TestBadInput: whatever somebody writes as a metric draws a problem, or builds
// both editions with a sentence that holds and no byte that is no number.
func TestBadInput(t *testing.T) {
	for _, c := range badCases {
		t.Run(c.name, func(t *testing.T) {
			site := fstest.MapFS{}
			for path, text := range map[string]string{
				"candor.toml":            "title = \"T\"\nas_of = 2026-03-31\n",
				"data/metrics/bad.toml":  "title = \"Bad\"\naudience = \"public\"\ndescription = \"What it is.\"\n" + c.metric,
				"data/maturity.toml":     badModel,
				"content/pages/chart.md": "+++\ntitle = \"A chart\"\naudience = \"public\"\n+++\n\n![Bad](/metrics/bad/)\n",
			} {
				site[path] = &fstest.MapFile{Data: []byte(text)}
			}
			var found strings.Builder
			for _, p := range problems(t, site) {
				fmt.Fprintln(&found, p)
			}
			if c.problem != "" {
				if !strings.Contains(found.String(), c.problem) {
					t.Errorf("problems: %s", found.String())
				}
				return
			}
			s, err := LoadFS(Config{Today: time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)}, site)
			if err != nil || strings.Contains(found.String(), "error:") {
				t.Fatal(err, found.String())
			}
			for name, tree := range treesOf(t, s) {
				for file, data := range tree {
					if m := notNumbers.Find(data); m != nil && !strings.HasSuffix(file, ".js") && !(strings.HasSuffix(file, ".csv") && len(m) >= 50) {
						t.Errorf("%s/%s has %q", name, file, m)
					}
				}
				page := html.UnescapeString(string(tree["metrics/bad/index.html"]))
				if !strings.Contains(page, c.says) {
					t.Errorf("%s: %q is not said; %q", name, c.says, says.FindAllStringSubmatch(page, -1))
				}
			}
		})
	}
}

const badModel = `[model]
id = "m"
version = "1"
levels = ["Initial", "Developing", "Defined"]
max_age_days = 365
[domains.a]
title = "A"
audience = "public"
target = 3
[domains.a.criteria.value]
level = 2
text = "The value is good."
by = "rule"
rule = "median(bad) <= 1 over 12 months"
[domains.a.criteria.trend]
level = 3
text = "It gets better."
by = "rule"
rule = "trend(bad) is improving"
`
