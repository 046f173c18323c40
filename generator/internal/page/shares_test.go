package page

import (
	"testing"

	"candor/generator/internal/program"
	"candor/generator/internal/trend"
)

// TestShares: what neither direction makes better is held against nothing, and
// the file of numbers rounds nothing.
func TestShares(t *testing.T) {
	yes, no := true, false
	one := func(id, better string, value float64, met *bool) *measured {
		a := &trend.Analysis{Trend: &trend.Trend{}, Target: &trend.Attained{Met: met}, Periods: []trend.PeriodValue{{Period: month(1), Value: value}}}
		return &measured{Metric: &program.Metric{ID: id, Kind: "proportion", Better: better, Target: &program.Target{Value: 0.5}}, Analysis: a}
	}
	b := &Builder{Input: Input{Language: &Language{}}, order: []*measured{one("reached", "higher", 0.75, &yes), one("neutral", "neutral", 0.1, nil), one("missed", "lower", 2.0/3, &no)}}
	got := b.shares()
	if len(got) != 2 || got[0].ID != "missed" || got[1].ID != "reached" || got[1].short != -25 {
		t.Fatalf("%v", got)
	}
	if row := b.shareTable().Rows[0].Cells; row[1].Text != "66.66666666666666" && row[1].Text != "66.66666666666667" {
		t.Errorf("%v", row)
	}
}

// TestSubtitle: a unit is left out where the title has it as a word, not as a
// letter of one.
func TestSubtitle(t *testing.T) {
	b := &Builder{Input: Input{Language: &Language{}}}
	for unit, want := range map[string]string{"h": "Open changes, low by month, in h", "changes": "Open changes, low by month", "open": "Open changes, low by month"} {
		if got := b.subtitle(&measured{Metric: &program.Metric{Title: "Open changes, low", Kind: "level", Unit: unit, Cadence: "month"}}); got != want {
			t.Errorf("%s: %q", unit, got)
		}
	}
}
