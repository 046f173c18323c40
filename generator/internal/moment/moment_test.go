package moment

import (
	"strings"
	"testing"
	"time"
)

// follow reads entries one after the other, on a page of a day and a zone, and
// writes what they mean: the instant in UTC, its end, and the problem.
func follow(t *testing.T, zone string, entries ...string) []string {
	t.Helper()
	th := Thread{Day: time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC)}
	if zone != "" {
		place, ok := Place(zone)
		if !ok {
			t.Fatalf("no zone %s", zone)
		}
		th.Zone = place
	}
	var out []string
	for _, e := range entries {
		w, n := Read(e)
		if n == 0 {
			out = append(out, "no time")
			continue
		}
		at, until, problem := th.At(w)
		s := instant(at)
		if !until.Time.IsZero() {
			s += " to " + instant(until)
		}
		switch {
		case problem != nil && problem.Warning:
			s += " ? " + problem.Message
		case problem != nil:
			s = "! " + problem.Message
		}
		out = append(out, s+" | "+e[n:])
	}
	return out
}

func instant(at Instant) string {
	if at.Bare {
		return at.Time.Format(time.DateOnly)
	}
	return strings.TrimSuffix(at.Time.UTC().Format("2006-01-02 15:04:05"), ":00")
}

func TestRead(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"14:32 x", "2026-03-04 14:32 | x"},
		{"14:32:10 – x", "2026-03-04 14:32:10 | x"},
		{"14:32: x", "2026-03-04 14:32 | x"},
		{"14:32—x", "2026-03-04 14:32 | x"},
		{"[14:32] x", "2026-03-04 14:32 | x"},
		{"(14:32 UTC) x", "2026-03-04 14:32 | x"},
		{"14:32.", "2026-03-04 14:32 | "},
		{"24:00 x", "2026-03-05 00:00 | x"},
		{"2026-03-04T14:32Z x", "2026-03-04 14:32 | x"},
		{"2026-03-04T14:32:00-05:00 x", "2026-03-04 19:32 | x"},
		{"2026-03-04 14:32:00-05:00 x", "2026-03-04 19:32 | x"},
		{"2026-03-04, 14:32 UTC: x", "2026-03-04 14:32 | x"},
		{"2026-03-05 - 14:32 x", "2026-03-05 14:32 | x"},
		{"2026-03-05", "2026-03-05 | "},
		{"2026/03/05 9:05 x", "2026-03-05 09:05 | x"},
		{"05.03.2026 09:05 x", "2026-03-05 09:05 | x"},
		{"13/03/2026 x", "2026-03-13 | x"},
		{"2026年3月5日 10時20分 x", "2026-03-05 10:20 | x"},
		{"May 14, 2026 00:52 (UTC) x", "2026-05-14 00:52 | x"},
		{"14 May 2026, 00:52 UTC: x", "2026-05-14 00:52 | x"},
		{"May 14th at 12:52 AM UTC – x", "2026-05-14 00:52 | x"},
		{"14. Mai 2026 09:20 x", "2026-05-14 09:20 | x"},
		{"14:32 UTC, March 5, 2026: x", "2026-03-05 14:32 | x"},
		{"Wednesday, March 4, 2026, 10:00 x", "2026-03-04 10:00 | x"},
		{"Monday, March 4, 2026 x", "2026-03-04 ? this day is another day of the week | x"},
		{"December 30 x", "2025-12-30 | x"},
		{"March 4–6, 2026: x", "2026-03-04 to 2026-03-06 | x"},
		{"1:05 PM PST: x", "2026-03-04 21:05 | x"},
		{"1:05pm x", "2026-03-04 13:05 | x"},
		{"12:05 a.m. x", "2026-03-04 00:05 | x"},
		{"12:05 PM x", "2026-03-04 12:05 | x"},
		{"9 AM UTC x", "2026-03-04 09:00 | x"},
		{"13:05 PM x", "2026-03-04 13:05 | x"},
		{"1432Z x", "2026-03-04 14:32 | x"},
		{"1432 UTC x", "2026-03-04 14:32 | x"},
		{"14h32 x", "2026-03-04 14:32 | x"},
		{"14.32 Uhr x", "2026-03-04 14:32 | x"},
		{"09:00 CET x", "2026-03-04 08:00 | x"},
		{"09:20+02:00 x", "2026-03-04 07:20 | x"},
		{"09:20 +0200 x", "2026-03-04 07:20 | x"},
		{"09:15 (UTC+2) x", "2026-03-04 07:15 | x"},
		{"09:15 UTC-5 x", "2026-03-04 14:15 | x"},
		{"09:15 UTC−05:30 x", "2026-03-04 14:45 | x"},
		{"09:15 GMT+1 x", "2026-03-04 08:15 | x"},
		{"09:15 ET x", "2026-03-04 14:15 | x"},
		{"2026-07-01 09:15 Eastern Time x", "2026-07-01 13:15 | x"},
		{"09:15 Asia/Tokyo x", "2026-03-04 00:15 | x"},
		{"10:00–10:15 x", "2026-03-04 10:00 to 2026-03-04 10:15 | x"},
		{"10:00 - 10:15 CET: x", "2026-03-04 09:00 to 2026-03-04 09:15 | x"},
		{"10:00 to 10:15 x", "2026-03-04 10:00 to 2026-03-04 10:15 | x"},
		{"10:00 UTC – 10:15 UTC x", "2026-03-04 10:00 to 2026-03-04 10:15 | x"},
		{"23:50–00:10 x", "2026-03-04 23:50 to 2026-03-05 00:10 | x"},
		{"11:50–1:05 PM x", "2026-03-04 11:50 to 2026-03-04 13:05 | x"},
		{"1:05–1:30 PM x", "2026-03-04 13:05 to 2026-03-04 13:30 | x"},
		{"2026-03-04 14:00 – 2026-03-05 02:00 x", "2026-03-04 14:00 to 2026-03-05 02:00 | x"},
		{"~14:32 x", "2026-03-04 14:32 | x"},
		{"2026-03-05 ca. 18:30", "2026-03-05 18:30 | "},
		{"around 14:32 x", "2026-03-04 14:32 | x"},
		// not sure: told, never guessed
		{"09:00 IST x", "! this abbreviation of a time zone has several meanings | x"},
		{"09:00 (CST) x", "! this abbreviation of a time zone has several meanings | x"},
		{"09:00 local time x", "! a local time needs its place | x"},
		{"2026-07-04 09:00 PST x", "2026-07-04 17:00 ? this time zone is not in use in that season | x"},
		{"03/04/2026 x", "! this date may mean two days | x"},
		{"13/04/26 x", "! this date may mean two days | x"},
		{"2026-02-30 10:00 x", "! there is no such day | x"},
		{"25:10 x", "! there is no such time of day | x"},
		{"0:10 PM x", "! there is no such time of day | x"},
		{"09:20-05:00 x", "! this may be an offset from UTC or the end of a range | x"},
		{"09:20 (office time, UTC+2) x", "! the time zone in brackets cannot be read | (office time, UTC+2) x"},
		{"15:00–14:00 x", "! this ends before it begins | x"},
		// no times
		{"10:205 x", "no time"}, {"3:1 for it", "no time"}, {"14:32x", "no time"}, {"24/7 support", "no time"},
		{"Shortly after", "no time"}, {"4 people came", "no time"}, {"10:30% of", "no time"}, {"T+5 x", "no time"},
	} {
		if got := follow(t, "", c.in)[0]; got != c.want {
			t.Errorf("%q: %s\nwant %s", c.in, got, c.want)
		}
	}
}

func TestZoneOfThePage(t *testing.T) {
	for _, c := range []struct{ zone, in, want string }{
		{"Europe/Berlin", "09:00 x", "2026-03-04 08:00 | x"},
		{"Europe/Berlin", "2026-07-01 09:00 x", "2026-07-01 07:00 | x"},
		{"Europe/Berlin", "09:00 local time x", "2026-03-04 08:00 | x"},
		{"Europe/Berlin", "09:00 UTC x", "2026-03-04 09:00 | x"},
		{"Asia/Kolkata", "09:00 IST x", "2026-03-04 03:30 | x"},
		{"America/Chicago", "09:00 CST x", "2026-03-04 15:00 | x"},
		{"Europe/Berlin", "2026-03-29 02:30 x", "! the clocks of this time zone skip this time of day | x"},
		{"Europe/Berlin", "2026-10-25 02:30 x", "! this time of day comes twice on this day: the clocks are set back | x"},
		{"Europe/Berlin", "2026-10-25 02:30 CET x", "2026-10-25 01:30 | x"},
		{"Europe/Berlin", "2026-10-25 04:30 x", "2026-10-25 03:30 | x"},
	} {
		if got := follow(t, c.zone, c.in)[0]; got != c.want {
			t.Errorf("%s, %q: %s\nwant %s", c.zone, c.in, got, c.want)
		}
	}
}

func TestThread(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"23:50 a;00:10 b;01:00 c", "2026-03-04 23:50 | a;2026-03-05 00:10 | b;2026-03-05 01:00 | c"},
		{"14:00 a;13:00 b", "2026-03-04 14:00 | a;2026-03-04 13:00 ? this is earlier than the entry before it | b"},
		{"22:00 a;09:00 b", "2026-03-04 22:00 | a;2026-03-04 09:00 ? this is earlier than the entry before it | b"},
		{"May 14, 2026 00:52 (UTC) a;01:08 b", "2026-05-14 00:52 | a;2026-05-14 01:08 | b"},
		{"2026-03-05 a;10:00 b", "2026-03-05 | a;2026-03-05 10:00 | b"},
		{"2026-03-05 10:00 a;2026-03-04 b", "2026-03-05 10:00 | a;2026-03-04 ? this is earlier than the entry before it | b"},
		{"Dec 31 23:00 a;Jan 1 01:00 b", "2025-12-31 23:00 | a;2026-01-01 01:00 | b"},
	} {
		if got := strings.Join(follow(t, "", strings.Split(c.in, ";")...), ";"); got != c.want {
			t.Errorf("%q: %s\nwant %s", c.in, got, c.want)
		}
	}
}

// What fewer readers see does not move the days of what all see.
func TestInside(t *testing.T) {
	th := &Thread{Day: time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC)}
	at := func(th *Thread, s string) string {
		w, _ := Read(s)
		i, _, problem := th.At(w)
		if problem != nil {
			return instant(i) + " ?"
		}
		return instant(i)
	}
	got := []string{at(th, "10:00")}
	inside := th.Enter()
	got = append(got, at(inside, "23:50"), at(inside, "00:10"))
	th.Leave(inside)
	got = append(got, at(th, "10:30"), at(th, "2026-03-06 10:30"))
	if want := "2026-03-04 10:00,2026-03-04 23:50,2026-03-05 00:10,2026-03-04 10:30 ?,2026-03-06 10:30"; strings.Join(got, ",") != want {
		t.Errorf("%s, want %s", got, want)
	}
}
