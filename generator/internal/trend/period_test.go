package trend

import (
	"testing"
	"time"
)

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func period(t testing.TB, label string) Period {
	t.Helper()
	p, err := ParsePeriod(label)
	if err != nil {
		t.Fatalf("ParsePeriod(%q): %v", label, err)
	}
	return p
}

func TestPeriodCalendar(t *testing.T) {
	for _, c := range []struct{ label, start, end, next, before string }{
		{"2025", "2025-01-01", "2025-12-31", "2026", "2024"},
		{"2025-Q1", "2025-01-01", "2025-03-31", "2025-Q2", "2024-Q4"},
		{"2025-Q4", "2025-10-01", "2025-12-31", "2026-Q1", "2025-Q3"},
		{"2024-02", "2024-02-01", "2024-02-29", "2024-03", "2024-01"},
		{"2025-12", "2025-12-01", "2025-12-31", "2026-01", "2025-11"},
		{"2025-W07", "2025-02-10", "2025-02-16", "2025-W08", "2025-W06"},
		{"2020-W53", "2020-12-28", "2021-01-03", "2021-W01", "2020-W52"},
		{"2025-W01", "2024-12-30", "2025-01-05", "2025-W02", "2024-W52"},
		{"1969-W01", "1968-12-30", "1969-01-05", "1969-W02", "1968-W52"},
		{"2025-01-31", "2025-01-31", "2025-01-31", "2025-02-01", "2025-01-30"},
		{"1969-12-31", "1969-12-31", "1969-12-31", "1970-01-01", "1969-12-30"},
	} {
		p := period(t, c.label)
		if p.String() != c.label || !p.Start().Equal(day(c.start)) || !p.End().Equal(day(c.end)) ||
			p.Next().String() != c.next || p.Add(-1).String() != c.before || p.Steps(p.Next()) != 1 {
			t.Errorf("%s: %s to %s, next %s, before %s", p, p.Start(), p.End(), p.Next(), p.Add(-1))
		}
		for d := p.Start(); !d.After(p.End()); d = d.AddDate(0, 0, 1) {
			if !p.Contains(d.Add(23 * time.Hour)) {
				t.Errorf("%s does not contain %s", p, d)
			}
		}
	}
}

func TestParsePeriodRefuses(t *testing.T) {
	for _, s := range []string{"", "25", "0000", "2025-", "2025-Q0", "2025-Q5", "2025-q1", "2025-13", "2025-00", "2025-1", "2025-W00",
		"2025-W54", "2025-W53", "2025-W1", "2025-02-29", "2025-2-9", "2025-01-32", "2025-01-31T00:00:00Z", "2025/01", " 2025", "२०२५", "2025-+1"} {
		if p, err := ParsePeriod(s); err == nil {
			t.Errorf("%q is read as %s", s, p)
		}
	}
	if _, err := ParsePeriodOf(Quarter, "2025-01"); err == nil {
		t.Error("a month passed for a quarter")
	}
}

func TestPeriodAtDay(t *testing.T) {
	m := period(t, "2025-01")
	for _, c := range []struct {
		asOf                     string
		complete, partial, stale bool
	}{
		{"2024-12-31", false, false, false}, {"2025-01-01", false, true, false}, {"2025-01-30", false, true, false},
		{"2025-01-31", true, false, false}, {"2025-03-17", true, false, false}, {"2025-03-18", true, false, true},
	} {
		d := day(c.asOf)
		if m.Complete(d) != c.complete || m.Partial(d) != c.partial || m.Stale(d) != c.stale {
			t.Errorf("%s: complete %v, partial %v, stale %v", c.asOf, m.Complete(d), m.Partial(d), m.Stale(d))
		}
	}
	east := time.FixedZone("", 9*3600)
	if p := PeriodOf(Month, time.Date(2025, 2, 1, 3, 0, 0, 0, east)); p.String() != "2025-01" {
		t.Errorf("a month is told in UTC: %s", p)
	}
}

func TestZeroPeriod(t *testing.T) {
	var p Period
	if !p.IsZero() || p.String() != "" || p.Complete(day("2025-01-01")) || p.Stale(day("2025-01-01")) || !p.Next().IsZero() {
		t.Error("the zero period is not none")
	}
}

func FuzzParsePeriod(f *testing.F) {
	for _, s := range []string{"2025", "2025-Q1", "2025-01", "2025-W07", "2025-01-31", "9999-W52", "0001-W01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePeriod(s)
		if err != nil {
			return
		}
		if p.String() != s {
			t.Errorf("%q comes back as %q", s, p)
		}
		if PeriodOf(p.Cadence(), p.Start()) != p || PeriodOf(p.Cadence(), p.End()) != p {
			t.Errorf("%q does not hold its own first and last day", s)
		}
	})
}
