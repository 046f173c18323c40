package page

import (
	"html/template"
	"slices"
	"testing"
	"time"

	"candor/generator/internal/chart"
	"candor/generator/internal/maturity"
	"candor/generator/internal/program"
)

// TestTimelinePhases: a phase stands on the entry of its time, and alone where
// nobody wrote one.
func TestTimelinePhases(t *testing.T) {
	minute := func(m int) program.When {
		return program.When{Time: time.Date(2026, 3, 4, 9, m, 0, 0, time.UTC)}
	}
	p := &program.Page{Times: &program.Times{Began: minute(12), Detected: minute(53)}}
	p.Timeline = []program.Row{{At: minute(12), Text: "The feed stops."}, {At: minute(30), Text: "Nobody looks."}}
	part := NewBuilder(Input{Index: program.NewIndex(&program.Program{})}).from("incidents/x/").timeline(p)
	want := []struct {
		phase string
		html  template.HTML
	}{{"Began", "The feed stops."}, {"", "Nobody looks."}, {"Detected", ""}}
	if len(part.Timeline) != len(want) {
		t.Fatalf("%d entries: %+v", len(part.Timeline), part.Timeline)
	}
	for i, w := range want {
		if m := part.Timeline[i]; m.Phase != w.phase || m.HTML != w.html {
			t.Errorf("entry %d: %q %q, want %q %q", i, m.Phase, m.HTML, w.phase, w.html)
		}
	}
	if since := part.Timeline[2].Since; since != "41 min after it began" {
		t.Errorf("since %q", since)
	}
}

// TestEmptyColumns: a column that no row fills is left out, the first stays.
func TestEmptyColumns(t *testing.T) {
	table := &Table{Columns: []Column{{Text: "Period"}, {Text: "Value"}, {Text: "n"}, {Text: "Note"}}, Rows: []Row{
		{Cells: []Cell{{Text: "2026-Q1"}, {Text: "3"}, {}, {}}},
		{Cells: []Cell{{Text: "2026-Q2"}, {}, {}, {Chips: []Chip{{"bad", "Late"}}}}},
	}}
	table.withoutEmpty()
	if len(table.Columns) != 3 || table.Columns[2].Text != "Note" || table.Rows[1].Cells[2].Chips == nil {
		t.Errorf("%+v", table)
	}
	none := &Table{Columns: []Column{{Text: "Period"}, {Text: "Value"}}}
	if none.withoutEmpty(); len(none.Columns) != 2 {
		t.Errorf("without rows: %+v", none)
	}
}

// TestMarked: a chart marks the newest of many serious incidents, oldest first.
func TestMarked(t *testing.T) {
	b := NewBuilder(Input{Index: program.NewIndex(&program.Program{})})
	day := func(i int) time.Time { return time.Date(2026, 1, 1+i, 0, 0, 0, 0, time.UTC) }
	for i := 59; i >= 0; i-- { // newest first, every second serious
		p := &program.Page{Severity: []string{"high", "low"}[i%2], DateAt: program.When{Time: day(i)}}
		b.byKind[program.Incident] = append(b.byKind[program.Incident], p)
	}
	marked, of := b.from("metrics/x/").marked(&measured{Metric: &program.Metric{}}, []chart.Point{{Start: day(0)}, {Start: day(59)}})
	if of != 30 || len(marked) != mostMarked || !marked[0].Date().Equal(day(20)) || !marked[len(marked)-1].Date().Equal(day(58)) {
		t.Errorf("%d of %d marked, from %v", len(marked), of, marked[0].Date())
	}
}

// TestCommonTags: tags of one page are left to the page of all tags.
func TestCommonTags(t *testing.T) {
	b := NewBuilder(Input{Index: program.NewIndex(&program.Program{})})
	pages := []*program.Page{{Tags: []string{"b", "a"}}, {Tags: []string{"b", "c"}}, {Tags: []string{"c", "b", "once"}}}
	if got := b.commonTags(pages); !slices.Equal(got, []string{"b", "c"}) {
		t.Errorf("%q", got)
	}
}

// TestScore: two decimals at most, and no level that is not reached.
func TestScore(t *testing.T) {
	b := &Builder{Input: Input{Language: &Language{}}}
	for f, want := range map[float64]string{0: "0", 1.375: "1.38", 1.25: "1.25", 2.5: "2.5", 3: "3", 2.999: "2.99", 1.0 / 3: "0.33", 2.0 / 3: "0.67"} {
		if got := b.score(f); got != want {
			t.Errorf("%v: %q, want %q", f, got, want)
		}
	}
}

// TestSinceLastYear: the mean of the scores has what it is compared with.
func TestSinceLastYear(t *testing.T) {
	for _, c := range []struct {
		date     string
		then     float64
		released bool
		want     string
	}{
		{"2025-12-31", 2.1, false, ", up from 2.1 on 31 December 2025"},
		{"2025-12-31", 3, false, ", down from 3 on 31 December 2025"},
		{"2025-12-31", 2.604, false, ", as on 31 December 2025"},
		{"2025-12-31", 2.1, true, ""},
		{"2026-03-31", 2.1, false, ""},
	} {
		r := &maturity.Report{AsOf: time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC), Overall: &maturity.Overall{Mean: 2.6},
			Domains: []maturity.DomainStanding{{Released: c.released}}, History: []maturity.Past{{Date: c.date, Mean: c.then}}}
		b := &Builder{Input: Input{Maturity: r, Language: &Language{}}}
		if got := b.sinceLastYear(); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

// TestMovedLevel: a fall of the overall level is told, whatever the mean does.
func TestMovedLevel(t *testing.T) {
	day := func(s string) time.Time { d, _ := time.Parse(time.DateOnly, s); return d }
	past := []maturity.Past{{Date: "2025-12-31", Overall: 1}, {Date: "2026-03-31", Overall: 2}, {Date: "2026-06-30", Overall: 2}}
	for _, c := range []struct {
		level  int
		breaks []maturity.Break
		want   string
	}{
		{1, nil, " It fell from 2, where it was on 30 June 2026."},
		{3, nil, " It rose from 2, where it was on 30 June 2026."},
		{2, nil, " It rose from 1, where it was on 31 December 2025."},
		{1, []maturity.Break{{Day: day("2026-09-30")}}, ""},
	} {
		r := &maturity.Report{AsOf: day("2026-09-30"), Overall: &maturity.Overall{Level: c.level}, History: past, Breaks: c.breaks}
		b := &Builder{Input: Input{Maturity: r, Language: &Language{}}}
		if got := b.movedLevel(); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}
