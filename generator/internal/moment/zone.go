package moment

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // the same zones on every machine that has none of its own
)

const hour = 60 * 60

// zone is what an abbreviation means: an offset, and a place that uses it in one
// half of the year; or a place alone.
type zone struct {
	offset int
	place  string
}

var zones = map[string]zone{
	"Z": {}, "UTC": {}, "GMT": {},
	"CET": {1 * hour, "Europe/Berlin"}, "CEST": {2 * hour, "Europe/Berlin"},
	"MEZ": {1 * hour, "Europe/Berlin"}, "MESZ": {2 * hour, "Europe/Berlin"},
	"WET": {0, "Europe/Lisbon"}, "WEST": {1 * hour, "Europe/Lisbon"},
	"EET": {2 * hour, "Europe/Athens"}, "EEST": {3 * hour, "Europe/Athens"},
	"EST": {-5 * hour, "America/New_York"}, "EDT": {-4 * hour, "America/New_York"},
	"CDT": {-5 * hour, "America/Chicago"}, "MST": {offset: -7 * hour}, "MDT": {-6 * hour, "America/Denver"},
	"PST": {-8 * hour, "America/Los_Angeles"}, "PDT": {-7 * hour, "America/Los_Angeles"},
	"AKST": {-9 * hour, "America/Anchorage"}, "AKDT": {-8 * hour, "America/Anchorage"}, "HST": {offset: -10 * hour},
	"AEDT": {11 * hour, "Australia/Sydney"}, "AEST": {offset: 10 * hour}, "ACST": {offset: 9*hour + hour/2},
	"ACDT": {10*hour + hour/2, "Australia/Adelaide"}, "AWST": {offset: 8 * hour},
	"NZST": {12 * hour, "Pacific/Auckland"}, "NZDT": {13 * hour, "Pacific/Auckland"},
	"JST": {offset: 9 * hour}, "KST": {offset: 9 * hour}, "HKT": {offset: 8 * hour}, "SGT": {offset: 8 * hour},
	"MSK": {offset: 3 * hour}, "TRT": {offset: 3 * hour}, "SAST": {offset: 2 * hour}, "BRT": {offset: -3 * hour},
	"PKT": {offset: 5 * hour}, "ICT": {offset: 7 * hour}, "WIB": {offset: 7 * hour}, "NPT": {offset: 5*hour + 45*60},
}

// regions are said for a place whose clocks change.
var regions = map[string]string{"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles",
	"EASTERN TIME": "America/New_York", "CENTRAL TIME": "America/Chicago", "MOUNTAIN TIME": "America/Denver", "PACIFIC TIME": "America/Los_Angeles"}

// severalMeanings are abbreviations that two parts of the world use.
var severalMeanings = map[string]bool{"CST": true, "IST": true, "BST": true, "AST": true, "GST": true, "SST": true, "WST": true, "ECT": true,
	"AMT": true, "ADT": true, "PYT": true, "LMT": true, "NST": true, "NDT": true, "MMT": true, "CHST": true, "BDT": true}

const local = "local"

var (
	offsetForm = regexp.MustCompile(`^(?:(?i:UTC|GMT)[ ]?)?([+−-])(\d{1,2})(?::?([0-5]\d))?`)
	nameForm   = regexp.MustCompile(`^(?i:(?:eastern|central|mountain|pacific) time|local(?: time)?)|^[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_-]+){1,2}|^(?i:utc|gmt|cet|cest|pst|pdt|edt)|^[A-Z]{1,4}`)
	zoneInside = regexp.MustCompile(`\b(?:UTC|GMT|[A-Z]{1,3}[SD]T|CES?T)\b`)
)

// zoneAt reads the zone that a text begins with, in brackets or not. minus is
// whether a sign − begins an offset: behind a time alone it may begin a range.
func zoneAt(s string, minus bool) (name string, n int, wrong *Problem) {
	rest := strings.TrimLeft(s, " \u00a0")
	skipped := len(s) - len(rest)
	if rest == "" || skipped > 2 {
		return "", 0, nil
	}
	if rest[0] == '(' || rest[0] == '[' {
		inside, _, ok := strings.Cut(rest[1:], map[byte]string{'(': ")", '[': "]"}[rest[0]])
		if !ok {
			return "", 0, nil
		}
		name, n := bareZone(strings.TrimSpace(inside), true)
		if n > 0 && n == len(strings.TrimSpace(inside)) {
			return name, skipped + len(inside) + 2, nil
		}
		if zoneInside.MatchString(inside) && !clockInside.MatchString(inside) {
			return "", 0, unknownZone
		}
		return "", 0, nil
	}
	name, n = bareZone(rest, minus)
	if n == 0 {
		return "", 0, nil
	}
	return name, skipped + n, nil
}

func bareZone(s string, minus bool) (name string, n int) {
	if m := offsetForm.FindStringSubmatch(s); m != nil && !wordy(s[len(m[0]):]) && s[len(m[0]):] != ":" {
		h, _ := strconv.Atoi(m[2]) // the form has digits
		named := m[0][0] != m[1][0]
		signed := m[1] == "+" || minus || named
		if signed && h <= 14 && (named || len(m[2]) == 2) {
			return canonical(m[1], h, m[3]), len(m[0])
		}
	}
	m := nameForm.FindString(s)
	if m == "" || wordy(s[len(m):]) {
		return "", 0
	}
	switch upper := strings.ToUpper(m); {
	case strings.HasPrefix(upper, "LOCAL"):
		return local, len(m)
	case strings.Contains(m, "/"):
		if _, err := time.LoadLocation(m); err == nil {
			return m, len(m)
		}
	case zones[upper] != (zone{}) || upper == "Z" || upper == "UTC" || upper == "GMT" || regions[upper] != "" || severalMeanings[upper]:
		return upper, len(m)
	}
	return "", 0
}

func canonical(sign string, hours int, minutes string) string {
	if sign != "+" {
		sign = "-"
	}
	if minutes == "" {
		minutes = "00"
	}
	return sign + strconv.Itoa(hours/10) + strconv.Itoa(hours%10) + ":" + minutes
}

// wordy reports whether what stands behind a time or zone makes it part of a word.
func wordy(rest string) bool {
	if rest == "" {
		return false
	}
	c := rest[0]
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '%'
}

// Place is the zone that a page names.
func Place(name string) (*time.Location, bool) {
	if !placeForm.MatchString(name) {
		return nil, false
	}
	place, err := time.LoadLocation(name)
	return place, err == nil
}

var placeForm = regexp.MustCompile(`^(?:[A-Z][A-Za-z0-9_+-]*/[A-Za-z0-9_/+-]+|UTC)$`)

// At is a time of day on a day where a zone holds; page is the zone of what has
// none, nil where nobody said one.
func At(day time.Time, c Clock, name string, page *time.Location) (time.Time, *Problem) {
	fixed := func(place *time.Location) time.Time {
		return time.Date(day.Year(), day.Month(), day.Day(), c.Hour, c.Minute, c.Second, 0, place)
	}
	z, known := zones[name]
	switch {
	case name == "" && page == nil, known && z.offset == 0 && z.place == "":
		return fixed(time.UTC), nil
	case name == local && page == nil:
		return time.Time{}, nowhere
	case name == "" || name == local:
		return once(fixed(page), c)
	case name[0] == '+' || name[0] == '-':
		return fixed(offsetZone(name)), nil
	}
	if page != nil { // the page's own abbreviation means the page's zone
		if t := fixed(page); abbreviation(t) == name {
			return t, nil
		}
	}
	if place := regions[name]; place != "" {
		name = place
	}
	if severalMeanings[name] {
		return time.Time{}, manyZones
	}
	if strings.Contains(name, "/") {
		place, err := time.LoadLocation(name)
		if err != nil {
			return time.Time{}, unknownZone
		}
		return once(fixed(place), c)
	}
	t := fixed(time.FixedZone(name, z.offset))
	if z.place != "" && !inSeason(t, z) {
		return t, season
	}
	return t, nil
}

func abbreviation(t time.Time) string {
	name, _ := t.Zone()
	return name
}

func offsetZone(name string) *time.Location {
	t, err := time.Parse("-07:00", name)
	if err != nil {
		return time.UTC
	}
	_, offset := t.Zone()
	return time.FixedZone("", offset)
}

func inSeason(t time.Time, z zone) bool {
	place, err := time.LoadLocation(z.place)
	if err != nil {
		return true
	}
	_, offset := t.In(place).Zone()
	return offset == z.offset
}

// once refuses times of day that a change of the clocks skips or repeats.
func once(t time.Time, c Clock) (time.Time, *Problem) {
	if t.Hour() != c.Hour%24 || t.Minute() != c.Minute {
		return t, skipped
	}
	for _, other := range []time.Duration{-time.Hour, time.Hour} {
		if same := t.Add(other); same.Hour() == t.Hour() {
			return t, twice
		}
	}
	return t, nil
}

// Said is the zone that a heading, the head of a column or a sentence names;
// "" where none does.
func Said(s string) string {
	for _, at := range words.FindAllStringIndex(s, -1) {
		if name, n := bareZone(s[at[0]:], true); n > 1 && name != local {
			return name
		}
	}
	return ""
}

var words = regexp.MustCompile(`[A-Za-z][A-Za-z0-9/_+:−-]*`)

// sentence is how a text says the zone of all its times.
var sentence = regexp.MustCompile(`(?i)\b(?:all|alle)\b[^.;]{0,20}\b(?:times?|timestamps?|uhrzeiten|zeiten|zeitangaben)\b[^.;]{0,60}|^\W*times?(?:stamps?)?\b[^.;]{0,60}`)

// SaidOfAll is the zone that a sentence gives to all times of a text.
func SaidOfAll(s string) string { return Said(sentence.FindString(s)) }
