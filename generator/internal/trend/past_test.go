package trend

import "testing"

func TestSeriesAtAnEarlierDay(t *testing.T) {
	s := Series{Kind: Duration, Unit: "days", Cadence: Quarter, AsOf: day("2025-12-31"), Events: []Event{
		{day("2025-01-01"), 10, false}, {day("2025-01-05"), 30, false}, {day("2025-02-01"), 5, false}}}
	at := s.At(day("2025-01-20"))
	want := []Event{{day("2025-01-01"), 10, false}, {day("2025-01-05"), 15, true}}
	if len(at.Events) != 2 || at.Events[0] != want[0] || at.Events[1] != want[1] || len(s.Events) != 3 {
		t.Errorf("%+v", at.Events)
	}
	if len(at.Values()) != 0 { // the quarter is not over
		t.Errorf("%+v", at.Values())
	}
	if v := s.Values(); len(v) != 1 || v[0].Value != 10 || v[0].N != 3 {
		t.Errorf("%+v", v)
	}
}
