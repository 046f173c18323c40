package trend

import (
	"slices"
	"strings"
	"testing"
)

func TestFigures(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Figure(0), "0"}, {Figure(-0.0000000001), "0"}, {Figure(12.5), "12.5"}, {Figure(12.345), "12.3"}, {Figure(0.012345), "0.0123"}, {Figure(5e-9), "0.000000005"},
		{Figure(999.6), "1,000"}, {Figure(1097.75), "1,098"}, {Figure(1234567), "1,234,567"}, {Figure(-3.5), "−3.5"}, {Figure(100), "100"},
		{Figure(999999999999999), "999,999,999,999,999"}, {Figure(-1.2345e308), "−1.23e308"}, {Percent(1e306), "1e308\u202f%"},
		{Percent(0.905), "90.5\u202f%"}, {Percent(1), "100\u202f%"}, {Percent(-0.0001), "−0.01\u202f%"}, {Percent(0.9996), "99.96\u202f%"}, {Percent(0.99999), "99.999\u202f%"}, {Percent(1e-5), "0.001\u202f%"}, {Percent(1e-14), "0\u202f%"},
		{Quantity(99.97, "%"), "99.97\u202f%"}, {Quantity(0.1+0.2, "%"), "0.3\u202f%"}, {Quantity(1, "ms"), "1\u00a0ms"}, {Quantity(1, "gas"), "1\u00a0gas"}, {Quantity(1, "patches"), "1\u00a0patch"}, {Quantity(1, "caches"), "1\u00a0cache"},
		{Quantity(1, "mbps"), "1\u00a0mbps"}, {Quantity(1, "keys"), "1\u00a0key"}, {Quantity(1, "series"), "1\u00a0series"}, {QuantityOf(1, "Fälle", "Fall"), "1\u00a0Fall"}, {QuantityOf(2, "Fälle", "Fall"), "2\u00a0Fälle"}, {Percent(-0.123), "−12.3\u202f%"},
		{Quantity(1, "days"), "1\u00a0day"}, {Quantity(-1, "days"), "−1\u00a0day"}, {Quantity(2, "day"), "2\u00a0days"}, {Quantity(1.0001, "hours"), "1\u00a0hour"},
		{Quantity(0, "days"), "0\u00a0days"}, {Quantity(1, "vulnerabilities"), "1\u00a0vulnerability"}, {Quantity(1, "findings per audit"), "1\u00a0finding per audit"},
		{Quantity(95, "%"), "95\u202f%"}, {Quantity(7, ""), "7"}, {Quantity(1, "loss"), "1\u00a0loss"}, {Quantity(1, "near misses"), "1\u00a0near miss"}, {Quantity(1, "USD per USD"), "1\u00a0USD per USD"}, {Quantity(1, "losses"), "1\u00a0loss"},
		{Series{}.chance(0.0996), "p = 0.10"}, {Series{}.chance(0.0004), "p < 0.001"}, {Series{}.chance(0.05), "p = 0.05"}, {Series{}.chance(0.89), "p = 0.89"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

// plain undoes the unbreakable spaces, so that expectations can be typed.
func plain(s string) string { return strings.NewReplacer(thinSpace, " ", bindSpace, " ").Replace(s) }

func TestSentences(t *testing.T) {
	falling := []float64{31, 28, 33, 27, 26, 30, gap, 25, 22, 23, 21, 19}
	flat := []float64{5, 7, 4, 6, 5, 8, 4, 6, 5, 7, 6, 5}
	stepped := []float64{50, 48, 52, 49, 51, 47, 53, 50, 49, 51, 50, 48, 30, 28, 31, 29, 32, 30, 27, 31, 30, 29, 28, 31}
	for _, c := range []struct {
		series             Series
		headline, sentence string
	}{
		{monthly(falling...), "Time to patch: improving, 19 days, down 1 day a month",
			"From 31 days to 19 days, down in 7 and up in 3 of 10 steps. Improving: down by 1 day a month (95 % interval 0.667 to 1.56). 11 values from 2024-01 to 2024-12 (1 month missing); p = 0.002."},
		{monthly(flat...), "Time to patch: no clear change, 5 days",
			"5 days at the beginning and at the end, up in 5 and down in 6 of 11 months. No evidence of change: anything from a fall of 0.25 days a month to a rise of 0.333 days a month would fit. 12 values from 2024-01 to 2024-12; p = 0.89. The smallest change that would probably have been noticed is 5.05 days over the whole time."},
		{monthly(stepped...), "Time to patch stepped from about 50 days to about 30 days around 2025-01",
			"From 50 days to 31 days, down in 15 and up in 8 of 23 months. Stepped from about 50 days to about 30 days around 2025-01; neither side of the step trends. 24 values from 2024-01 to 2025-12; p < 0.001."},
		{monthly(3, 2, 1), "Time to patch: 1 day; too few values for a trend", "From 3 days to 1 day, down in 2 of 2 months. Not enough data for a trend: 3 of the 8 values it takes."},
		{monthly(3), "Time to patch: 3 days; too few values for a trend", "One value: 3 days in 2024-01. Not enough data for a trend: 1 of the 8 values it takes."},
		{monthly(), "Time to patch: no value to show", "Not enough data for a trend: 0 of the 8 values it takes."},
		{monthly(4, 4, 4, 4, 4, 4, 4, 4, 4), "Time to patch: no clear change, 4 days", "Always 4 days. No evidence of change: all values are the same. 9 values from 2024-01 to 2024-09; p = 1.00."},
		{monthly(40, 39, 37, 36, 34, 32, 31, 29, 28, 26, 25, 23, 22, 20, 18, 16, 14, 12, 9, 5, 8, 11, 14, 18), "Time to patch: fell until 2025-08 and rose since, 18 days",
			"From 40 days to 18 days, down in 19 and up in 4 of 23 months. Up in each of the last 4 steps. Reversed: fell until 2025-08 (5 days), has risen since. 24 values from 2024-01 to 2025-12; p = 0.005."},
		{monthly(9, 8, 7, 6, 5, 4, 3, 2), "Time to patch: improving, 2 days, down 1 day a month",
			"From 9 days to 2 days, down in 7 of 7 months. Improving: down by 1 day a month (95 % interval 1 to 1). 8 values from 2024-01 to 2024-08; p = 0.031."},
	} {
		a := Analyse(c.series)
		if plain(a.Headline) != c.headline {
			t.Errorf("headline %q, want %q", plain(a.Headline), c.headline)
		}
		if plain(a.Trend.Sentence) != c.sentence {
			t.Errorf("sentence %q, want %q", plain(a.Trend.Sentence), c.sentence)
		}
	}
}

// TestCountsInTheHeadline: a count is nothing without its period.
func TestCountsInTheHeadline(t *testing.T) {
	s := monthly(2, 0, 1)
	s.Kind, s.Unit, s.Title = Count, "incidents", "Incidents"
	if got := plain(Analyse(s).Headline); got != "Incidents: 1 incident in 2024-03; too few values for a trend" {
		t.Errorf("%q", got)
	}
	s = monthly(2, 0, 1, 3, 2, 1, 0, 2, 1)
	s.Kind, s.Unit, s.Title = Count, "incidents", "Incidents"
	if got := plain(Analyse(s).Headline); got != "Incidents: no clear change, 1 incident in 2024-09" {
		t.Errorf("%q", got)
	}
	s.AsOf = day("2026-01-31")
	if got := plain(Analyse(s).Headline); got != "Incidents: no new value since 2024-09; the last was 1 incident" {
		t.Errorf("%q", got)
	}
}

// TestSignalsInWords: one value lies, several lie, and all of them.
func TestSignalsInWords(t *testing.T) {
	at := period(t, "2024-03")
	for n, want := range map[int]string{1: "1 of the newest 8 values lies above the upper limit (2024-03)", 2: "2 of the newest 8 values lie above the upper limit (last: 2024-03)", 8: "all of the newest 8 values lie above the upper limit"} {
		if got := (Series{}).ruleWords(Outside, n, 8, 1, at); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestSignalsOnBothSides: values below the lower limit do not lie above the upper one.
func TestSignalsOnBothSides(t *testing.T) {
	var y []float64
	for i := range 60 {
		y = append(y, []float64{20, 21, 19, 20, 22, 18}[i%6])
	}
	y[55], y[57] = 90, -50
	got := Analyse(monthly(y...)).Notes
	want := "Limits: 1 of the newest 8 values lies above the upper limit (2028-08); 1 of the newest 8 values lies below the lower limit (2028-10)."
	if !slices.Contains(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestSignalsOfNoise: what noise raises often is drawn, and not told.
func TestSignalsOfNoise(t *testing.T) {
	a := Analyse(monthly(3, 9, 2, 14, 5, 1, 7, 4, 11, 2, 6, 3, 8, 5, 2, 31, 4, 6))
	if len(a.newestOnes()) == 0 || len(a.Notes) != 0 {
		t.Errorf("drawn %v, told %q", a.Limits.Signals, a.Notes)
	}
}

func TestTargetSentences(t *testing.T) {
	s := monthly(31, 28, 33, 27, 26, 30, gap, 25, 22, 23, 21, 19)
	s.Target, s.Baseline = &Target{Value: 12, By: day("2025-06-30")}, &Baseline{31, period(t, "2024-01")}
	a := Analyse(s).Target
	if want := "Target: at most 12 days by 30 June 2025; now 19 days, which does not meet it yet. 63.2 % of the way from the baseline of 31 days is done; behind: a straight-line path to the target would be at 18.7 days by now. If the trend continues, the target will be reached in 2025-08 (2025-03 to 2026-03), after the day of the target."; plain(a.Sentence) != want {
		t.Errorf("%q, want %q", plain(a.Sentence), want)
	}
	if want := "Not reached so far: 0 of 11 periods met the target, and typical values do not reach it. The values have moved, so this range says little about the next value. The limits are trial limits: fewer than 13 values."; a.Certainty != want {
		t.Errorf("%q", a.Certainty)
	}
	s.Target = &Target{Value: 19, By: day("2025-06-30")}
	if a := Analyse(s).Target; a.Projected != "" || !*a.Met || strings.Contains(a.Sentence, "date") {
		t.Errorf("a target that is met already is projected: %+v", a)
	}
	s = monthly(31, 31)
	s.Target, s.Baseline = &Target{Value: 12}, &Baseline{Value: 31}
	if got, want := plain(Analyse(s).Target.Sentence), "Target: at most 12 days; now 31 days, which misses it. The value is where it began, at the baseline of 31 days. The data does not support a projected date."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	s.Better = Neutral
	if got := plain(Analyse(s).Target.Sentence); strings.Contains(got, "misses") || strings.Contains(got, "at most") {
		t.Errorf("a neutral target judges: %q", got)
	}
}

// TestAwkwardTargets: sentences that said too much, or nothing, of a target.
func TestAwkwardTargets(t *testing.T) {
	steps := func(from, by float64, n int) []float64 {
		var y []float64
		for i := range n {
			y = append(y, from+float64(i)*by)
		}
		return y
	}
	with := func(s Series, change func(*Series)) Series { change(&s); return s }
	for name, c := range map[string]struct {
		series        Series
		sentence, not string
	}{
		"nothing better than 0": {with(monthly(2, 1), func(s *Series) { s.Kind, s.Unit, s.Target = Count, "incidents", &Target{} }), "Target: 0 incidents; now 1 incident, which misses it.", "at most"},
		"no value":              {with(monthly(), func(s *Series) { s.Target = &Target{Value: 3} }), "Target: at most 3 days. There is no value to compare with it.", "yet"},
		"a day that has passed": {with(monthly(4, 5), func(s *Series) { s.Target = &Target{Value: 3, By: day("2024-01-31")} }), "Target: at most 3 days by 31 January 2024, which has passed; now 5 days, which misses it.", ""},
		"met by the first value": {with(monthly(2, 2), func(s *Series) { s.Target = &Target{Value: 3, By: day("2023-05-31")} }),
			"; now 2 days, which meets it; the first value, of 31 January 2024, met it, after its day.", "it was met on"},
		"met in time or not": {with(monthly(4, 2), func(s *Series) { s.Target = &Target{Value: 3, By: day("2024-01-31")} }), "Target: at most 3 days by 31 January 2024; now 2 days, which meets it; it was met on 29 February 2024, after its day.", "passed"},
		"stale": {with(monthly(steps(20, -1, 9)...), func(s *Series) { s.Target, s.AsOf = &Target{Value: 3}, day("2025-06-30") }),
			"Target: at most 3 days; the last value was 12 days in 2024-09, too old to say whether the target is met.", "now"},
		"passed by a neutral": {with(monthly(steps(20, 1, 9)...), func(s *Series) {
			s.Better, s.Target, s.Baseline = Neutral, &Target{Value: 25}, &Baseline{20, period(t, "2024-01")}
		}),
			"Target: 25 days; now 28 days. 160 % of the way from the baseline of 20 days is done.", "No date"},
		"on course and late": {with(monthly(append(steps(40, -1, 15), 20)...), func(s *Series) {
			s.Target, s.Baseline = &Target{Value: 18, By: day("2025-06-30")}, &Baseline{40, period(t, "2024-01")}
		}),
			"; a straight-line path to the target would be at 20.6 days by now. If the trend continues, the target will be reached in 2025-11, after the day of the target.", "on course"},
		"another definition": {with(monthly(steps(20, -1, 12)...), func(s *Series) {
			s.Target, s.Baseline, s.Changes = &Target{Value: 3}, &Baseline{20, period(t, "2024-01")}, []Change{{At: period(t, "2024-03"), Definition: true}}
		}),
			"The baseline of 20 days was measured before the definition changed, and is not compared.", "of the way"},
		"by the day": {with(monthly(), func(s *Series) {
			s.Cadence, s.Target = Day, &Target{Value: 5}
			for i := range 12 {
				s.Points = append(s.Points, Point{Period: period(t, "2024-03-01").Add(i), Value: 20 - float64(i), Present: true})
			}
			s.AsOf = day("2024-03-12")
		}), "If the trend continues, the target will be reached on 16 March 2024.", "in 2024"},
	} {
		a := Analyse(c.series)
		got := plain(a.Target.Sentence)
		if !strings.Contains(got, c.sentence) || c.not != "" && strings.Contains(got, c.not) {
			t.Errorf("%s: %q, want %q without %q", name, got, c.sentence, c.not)
		}
	}
}

// TestRangeDoesNotDenyTheNewest: the range of ordinary values is of the past.
func TestRangeDoesNotDenyTheNewest(t *testing.T) {
	trial := " The limits are trial limits: fewer than 13 values."
	for want, c := range map[string]struct {
		values []float64
		target float64
	}{
		"Consistently met: 5 of 5 periods met the target, and typical values stay on the good side of it." + trial:                                                                            {[]float64{4, 5, 4, 5, 4}, 9},
		"Consistently missed: 0 of 5 periods met the target, and typical values do not reach it." + trial:                                                                                     {[]float64{8, 9, 8, 9, 8}, 5},
		"Hit and miss: 10 of 11 periods met the target." + trial:                                                                                                                              {[]float64{4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 9}, 7},
		"Hit and miss: 1 of 11 periods met the target." + trial:                                                                                                                               {[]float64{9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 4}, 6},
		"Hit and miss: 3 of 5 periods met the target; it lies within the range of typical values, so individual periods can meet or miss it by chance." + trial:                               {[]float64{4, 9, 3, 8, 5}, 6},
		"Hit and miss: 5 of 9 periods met the target; it lies within the range of typical values. The newest values signal a change, so this range says little about the next value." + trial: {[]float64{3, 4, 7, 8, 11, 17, 17, 17, 17}, 12},
		"Hit and miss: 10 of 20 periods met the target; it lies within the range of typical values. The values have moved, so this range says little about the next value.":                   {[]float64{20, 21, 19, 20, 22, 18, 20, 21, 19, 20, 40, 41, 39, 40, 42, 38, 40, 41, 39, 40}, 30},
	} {
		s := monthly(c.values...)
		s.Target = &Target{Value: c.target}
		if got := Analyse(s).Target.Certainty; got != want {
			t.Errorf("%v: %q, want %q", c.values, got, want)
		}
	}
}

// No sentence may claim a movement that the verdict does not.
func TestWordsClaimNothingWithoutVerdict(t *testing.T) {
	for name, s := range oddSeries() {
		a := Analyse(s)
		if isClaim(a) {
			continue
		}
		for _, word := range []string{"improv", "worsen", " rising", " falling", " down by", " up by", "If the line goes on"} {
			text := a.Headline + " " + a.Trend.Sentence
			if a.Target != nil {
				text += " " + a.Target.Sentence
			}
			if strings.Contains(text, word) {
				t.Errorf("%s: %s, but %q", name, a.Trend.Verdict, text)
			}
		}
	}
}

func TestCorrectedAwayIsSaid(t *testing.T) {
	one := monthly(12, 10, 12, 13, 9, 12, 10, 8, 9, 11, 8, 8, 9, 8, 7)
	if !isClaim(Analyse(one)) {
		t.Fatalf("the series alone is no claim: %s", Analyse(one).Trend.Sentence)
	}
	list := []Series{one}
	for range 40 {
		list = append(list, monthly(5, 7, 4, 6, 5, 8, 4, 6, 5, 7, 6, 5))
	}
	a := AnalyseAll(list)[0]
	if a.Trend.Verdict != NoEvidence || a.Trend.Evidence != Strong || !strings.Contains(a.Trend.Sentence, "among 41 series") {
		t.Errorf("%s: %s", a.Trend.Verdict, a.Trend.Sentence)
	}
	// Parts of other series, and those that never vary, cost nothing.
	for i := range list[1:] {
		if i%2 == 0 {
			list[i+1].Part = true
		} else {
			list[i+1] = monthly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
		}
	}
	if a := AnalyseAll(list)[0]; a.Trend.Verdict != Improving {
		t.Errorf("%s: %s", a.Trend.Verdict, a.Trend.Sentence)
	}
}

// TestCountsInTheSentence: how many cases are behind a finding is said, but not
// in the headline.
func TestCountsInTheSentence(t *testing.T) {
	s := Series{Title: "Bounty: first answer", Kind: Duration, Better: Lower, Unit: "days", Cadence: Quarter, AsOf: day("2026-09-30")}
	for i := range 9 {
		s.Events = append(s.Events, Event{Start: day("2024-01-10").AddDate(0, 3*i, 0), Length: 0.25 * float64(1+i%3), Open: i == 8})
	}
	a := Analyse(s)
	if want := "Bounty: first answer – no clear change, overall median 12 hours"; plain(a.Headline) != want {
		t.Errorf("headline %q, want %q", plain(a.Headline), want)
	}
	if want := "9 events, 1 of them still open, from 2024-Q1 to 2026-Q1;"; !strings.Contains(plain(a.Trend.Sentence), want) {
		t.Errorf("%q lacks %q", plain(a.Trend.Sentence), want)
	}
	s.Target = &Target{Value: 1}
	// A period whose events are open is not passed over for an older one.
	open := func(target string, events ...Event) {
		t.Helper()
		s.Events = append(s.Events[:8:8], events...)
		a := Analyse(s)
		if got := plain(a.Target.Sentence); got != "Target: at most 1 day; "+target {
			t.Errorf("%q, want %q", got, target)
		}
		if a.Summary.Last != nil && len(events) > 0 && events[0].Open {
			t.Errorf("newest value %v of a median that is not reached", *a.Summary.Last)
		}
	}
	open("the last value was 12 hours in 2025-Q4, too old to say whether the target is met.")
	s.Quiet = true // since then there was none
	open("now 12 hours (median of 2025-Q4, 1 event), which meets it.")
	s.Quiet = false
	open("the only event of 2026-Q1 is still open after 18 hours.", Event{day("2026-01-10"), 0.75, true})
	open("the only event of 2026-Q1 is still open after 2 days, which misses it. The data does not support a projected date.", Event{day("2026-01-10"), 2, true})
	open("of 2 events in 2026-Q1, 2 are still open: the median is at least 185 days, which misses it. The data does not support a projected date.",
		Event{day("2026-01-10"), 200, true}, Event{day("2026-02-10"), 170, true})
	open("of 3 events in 2026-Q1, 2 are still open: the median is at least 12 hours.", Event{day("2026-01-10"), 0.5, true}, Event{day("2026-02-10"), 0.5, true}, Event{day("2026-02-11"), 0.25, false})
	shares := monthly(0.5, 0.6, 0.5)
	shares.Kind, shares.Better = Proportion, Higher
	for i := range shares.Points {
		shares.Points[i].K, shares.Points[i].N, shares.Points[i].Counted = 6000, 12000, true
	}
	if a = Analyse(shares); strings.Contains(a.Headline, "(") {
		t.Errorf("headline %q", a.Headline)
	}
}

// TestTargetsThatAreMet: what is met already has no date, and a baseline on the
// good side is no way to go.
func TestTargetsThatAreMet(t *testing.T) {
	s := monthly(31, 28, 33, 27, 26, 30, gap, 25, 22, 23, 21, 19)
	s.Target, s.Baseline = &Target{Value: 20}, &Baseline{31, period(t, "2024-01")}
	if got := Analyse(s).Target.Sentence; strings.Contains(got, "If the line") || !strings.Contains(got, "meets it") {
		t.Errorf("%q", plain(got))
	}
	s.Target, s.Baseline = &Target{Value: 18}, &Baseline{15, period(t, "2024-01")}
	if got := plain(Analyse(s).Target.Sentence); !strings.Contains(got, "The baseline of 15 days met it already.") || strings.Contains(got, "of the way") {
		t.Errorf("%q", got)
	}
	full := monthly(0.9, 1)
	full.Kind, full.Better, full.Target = Proportion, Higher, &Target{Value: 1}
	if got := plain(Analyse(full).Target.Sentence); got != "Target: 100 %; now 100 %, which meets it." {
		t.Errorf("%q", got)
	}
}

func TestLength(t *testing.T) {
	for _, c := range []struct {
		x    float64
		unit string
		want string
	}{{0.175, "hours", "10.5\u00a0minutes"}, {1, "hours", "1\u00a0hour"}, {0.9999, "hours", "1\u00a0hour"}, {0, "hours", "0\u00a0hours"}, {0.5, "days", "12\u00a0hours"}, {-0.5, "days", "−0.5\u00a0days"}, {0.5, "items", "0.5\u00a0items"}} {
		if got := Quantity(Length(c.x, c.unit)); got != c.want {
			t.Errorf("%v %s: %q, want %q", c.x, c.unit, got, c.want)
		}
	}
}
