package moment

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// months are their first three letters as people write them, German ones too.
var months = map[string]time.Month{"jan": 1, "feb": 2, "mar": 3, "mär": 3, "apr": 4, "may": 5, "mai": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "dez": 12}

const (
	month   = `((?i:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|june?|juni|july?|juli|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?|dez(?:ember)?)|May|MAY|Mai)\b\.?`
	dayOf   = `(\d{1,2})(?:st|nd|rd|th)?`
	yearOf  = `((?:19|20)\d\d)`
	weekday = `(?:((?i:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?)\b\.?,?\s+)?`
)

// dayForms are the forms of a day; each with the order of its parts.
var dayForms = []struct {
	form  *regexp.Regexp
	parts string // of the groups: w weekday, y year, m month, d day, a and b day or month, e the last day
}{
	{regexp.MustCompile(`^` + weekday + `(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})`), "wymd"},
	{regexp.MustCompile(`^(\d{4})年\s?(\d{1,2})月\s?(\d{1,2})日`), "ymd"},
	{regexp.MustCompile(`^` + weekday + month + `\s+` + dayOf + `(?:[-–—](\d{1,2})(?:st|nd|rd|th)?)?(?:,?\s+` + yearOf + `)?`), "wmdey"},
	{regexp.MustCompile(`^` + weekday + dayOf + `\.?(?:[-–—](\d{1,2})(?:st|nd|rd|th)?\.?)?[\s-](?:of\s+)?` + month + `(?:[,-]?\s*` + yearOf + `)?`), "wdemy"},
	{regexp.MustCompile(`^(\d{1,2})\.(\d{1,2})\.` + yearOf), "dmy"},
	{regexp.MustCompile(`^(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?`), "aby"},
}

var (
	clockForm   = regexp.MustCompile(`^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?`)
	halfForm    = regexp.MustCompile(`^\s?([AaPp])(?:\.[Mm]\.|[Mm]\b)`)
	hourForm    = regexp.MustCompile(`^(\d{1,2})(?:\s?[AaPp](?:\.[Mm]\.|[Mm]\b)|\sUhr\b)`)
	frenchForm  = regexp.MustCompile(`^(\d{1,2})h(\d{2})\b`)
	germanForm  = regexp.MustCompile(`^(\d{1,2})\.(\d{2})\s?Uhr\b`)
	japanese    = regexp.MustCompile(`^(\d{1,2})時(?:(\d{1,2})分)?`)
	fourDigits  = regexp.MustCompile(`^(\d{2})(\d{2})\s?(?:Z\b|UTC\b|GMT\b|hrs\b|hours\b)`)
	hoursSuffix = regexp.MustCompile(`^\s?(?:h|hrs|hours|Uhr)\b`)
	clockAfter  = regexp.MustCompile(`^,?\s+\d{1,2}:\d{2}`)
	clockInside = regexp.MustCompile(`\d{1,2}:\d{2}`)
	roughForm   = regexp.MustCompile(`^(?:[~≈]\s?|(?i:around|about|approximately|approx\.?|circa|ca\.?|by|gegen)\s+)`)
	quietForm   = regexp.MustCompile(`^(?i:at|on|from|um|am)\s+`)
	joint       = regexp.MustCompile(`^(?:T|,?\s+(?i:at\s+)?(?:[-–—|@]\s+)?|\s?[,@|]\s?|_)`)
	backJoint   = regexp.MustCompile(`^(?:,?\s+(?i:on\s+)?|,\s?)`)
	dash        = regexp.MustCompile(`^\s*(?:[-–—−~→]|->|\b(?i:to|until|till|bis)\b)\s*`)
	end         = regexp.MustCompile(`^(?:[ \t]*(?:[-–—:,;|→]+|->|=>)(?:[ \t]+|$)|[ \t]*[–—→:][ \t]*|\.(?:[ \t]+|$)|[ \t]+|$)`)
)

// Month is the month that a word names, in English or German; 0 for none.
func Month(word string) time.Month {
	if !wholeMonth.MatchString(word) {
		return 0
	}
	return months[string([]rune(strings.ToLower(word))[:3])]
}

var wholeMonth = regexp.MustCompile(`^(?i:` + month + `)$`)

// Read reads the time that a text begins with. n is how many bytes of the text
// it takes, with what separates it from the rest; 0 when no time begins it.
func Read(s string) (w Written, n int) {
	rest := strings.TrimLeft(s, " \t\u00a0")
	if m := quietForm.FindString(rest); m != "" {
		rest = rest[len(m):]
	}
	if m := roughForm.FindString(rest); m != "" {
		rest, w.Rough = rest[len(m):], true
	}
	bracket := ""
	if rest != "" && (rest[0] == '[' || rest[0] == '(') {
		bracket, rest = map[byte]string{'[': "]", '(': ")"}[rest[0]], rest[1:]
	}
	rest, ok := w.read(rest)
	if !ok {
		return Written{}, 0
	}
	if bracket != "" {
		if !strings.HasPrefix(rest, bracket) {
			return Written{}, 0
		}
		rest = rest[1:]
		if w.Zone == "" {
			rest = w.zone(rest)
		}
	}
	rest = w.range_(rest)
	if wordy(rest) || strings.HasPrefix(rest, "/") && len(rest) > 1 && wordy(rest[1:]) {
		return Written{}, 0
	}
	rest = rest[len(end.FindString(rest)):]
	w.check()
	return w, len(s) - len(rest)
}

// read takes a day, a time, or both, in either order.
func (w *Written) read(s string) (rest string, ok bool) {
	rest, ok = w.day(s)
	if !ok {
		if rest, ok = w.clock(s); !ok {
			return s, false
		}
		rest = w.zone(rest)
		if m := backJoint.FindString(rest); m != "" {
			if after, ok := w.day(rest[len(m):]); ok && !wordy(after) {
				rest = after
			}
		}
		return rest, true
	}
	if m := joint.FindString(rest); m != "" {
		if about := roughForm.FindString(rest[len(m):]); about != "" {
			m, w.Rough = m+about, true
		}
		if after, ok := w.clock(rest[len(m):]); ok {
			w.Offset = m == "T"
			return w.zone(after), true
		}
	}
	return rest, true
}

func (w *Written) day(s string) (rest string, ok bool) {
	for _, f := range dayForms {
		m := f.form.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		rest = s[len(m[0]):]
		i := strings.IndexByte(f.parts, 'e') + 1
		if i > 0 && m[i] != "" && strings.HasPrefix(rest, ":") && wordy(rest[1:]) { // March 4-14:32
			cut := strings.LastIndexAny(m[0], "-–—")
			m[0], m[i] = m[0][:cut], ""
			rest = s[cut:]
		}
		if strings.HasPrefix(rest, ":") && f.parts == "wmdey" && len(rest) > 1 && wordy(rest[1:]) {
			continue // March 14:32 is no day
		}
		if f.parts == "aby" && (wordy(rest) || m[3] == "" && !clockAfter.MatchString(rest)) {
			continue // 24/7
		}
		w.take(f.parts, m[1:])
		return rest, true
	}
	return s, false
}

// take fills in the parts of a day.
func (w *Written) take(parts string, m []string) {
	n := map[byte]int{}
	for i := range parts {
		if v, err := strconv.Atoi(m[i]); err == nil {
			n[parts[i]] = v
		}
		switch {
		case parts[i] == 'm' && n['m'] == 0:
			n['m'] = int(months[strings.ToLower(string([]rune(m[i])[:min(3, len([]rune(m[i])))]))])
		case parts[i] == 'w':
			w.weekday = m[i]
		}
	}
	if parts == "aby" {
		n['m'], n['d'] = n['a'], n['b']
		if n['a'] > 12 {
			n['m'], n['d'] = n['b'], n['a']
		}
		if max(n['a'], n['b']) <= 12 && n['a'] != n['b'] || n['y'] < 1000 && n['y'] > 0 {
			w.Wrong = slashedDay
		}
	}
	w.Year, w.Month, w.Day = n['y'], time.Month(n['m']), n['d']
	if w.Wrong == nil && (w.Month == 0 || !exists(w.Year, w.Month, w.Day)) {
		w.Month, w.Wrong = max(w.Month, 1), noSuchDay
	}
	if last := n['e']; last > 0 {
		w.End = &Written{Year: w.Year, Month: w.Month, Day: last}
		if !exists(w.Year, w.Month, last) {
			w.Wrong = noSuchDay
		}
	}
}

// exists reports whether there is such a day; without a year, in some year.
func exists(year int, m time.Month, day int) bool {
	if year == 0 {
		year = 2024
	}
	return year >= 1000 && time.Date(year, m, day, 0, 0, 0, 0, time.UTC).Month() == m && day > 0
}

func (w *Written) clock(s string) (rest string, ok bool) {
	for _, f := range []*regexp.Regexp{fourDigits, clockForm, hourForm, frenchForm, germanForm, japanese} {
		m := f.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		c := Clock{Set: true}
		c.Hour, _ = strconv.Atoi(m[1]) // the forms have digits
		if len(m) > 2 {
			c.Minute, _ = strconv.Atoi(m[2])
		}
		if len(m) > 3 {
			c.Second, _ = strconv.Atoi(m[3])
			c.exact = m[3] != ""
		}
		rest = s[len(m[0]):]
		if f == fourDigits {
			rest = s[4:]
		}
		if f == hourForm {
			rest = s[len(m[1]):]
		}
		if h := halfForm.FindStringSubmatch(rest); h != nil && (f == clockForm || f == hourForm) {
			c.half, rest = strings.ToLower(h[1])[0], rest[len(h[0]):]
		} else {
			rest = rest[len(hoursSuffix.FindString(rest)):]
		}
		if wordy(rest) && !strings.HasPrefix(rest, "Z") && !strings.HasPrefix(rest, "UTC") {
			return s, false
		}
		w.Clock = c
		return rest, true
	}
	return s, false
}

// zone takes the zone behind a time of day.
func (w *Written) zone(s string) string {
	minus := w.Offset || w.Dated() && strings.HasPrefix(s, "-") && w.Clock.exact
	name, n, wrong := zoneAt(s, minus)
	if wrong != nil {
		w.Wrong = wrong
	}
	if n == 0 {
		return s
	}
	w.Zone = name
	return s[n:]
}

// plausible are the offsets west of Greenwich, as they are written without UTC.
var plausible = regexp.MustCompile(`^-(?:0[1-9]|1[0-2]):(?:00|30)`)

// range_ takes the end of a range, and what is said of both times there.
func (w *Written) range_(s string) string {
	m := dash.FindString(s)
	if m == "" || w.End != nil {
		return s
	}
	var e Written
	rest, ok := e.read(s[len(m):])
	if !ok || wordy(rest) || w.Clock.Set && !e.Clock.Set || !w.Clock.Set && !e.Dated() {
		return s
	}
	if plausible.MatchString(s) && w.Zone == "" && e.Zone == "" && e.minutes() < w.minutes() {
		w.Wrong = signedRange
	}
	if w.Zone == "" {
		w.Zone = e.Zone
	}
	if w.Clock.half == 0 && e.Clock.half != 0 && w.Clock.Hour <= 12 {
		w.Clock.half = e.Clock.half
		if e.Clock.half == 'p' && w.minutes() > e.minutes() {
			w.Clock.half = 'a'
		}
	}
	w.End = &e
	if e.Wrong != nil {
		w.Wrong = e.Wrong
	}
	return rest
}

// minutes is the time of day on a clock of 24 hours.
func (w *Written) minutes() int {
	h := w.Clock.Hour
	if w.Clock.half != 0 && h <= 12 {
		h %= 12
		if w.Clock.half == 'p' {
			h += 12
		}
	}
	return h*60 + w.Clock.Minute
}

// check turns the time to a clock of 24 hours, and refuses what no clock shows.
func (w *Written) check() {
	for _, t := range []*Written{w, w.End} {
		if t == nil || !t.Clock.Set {
			continue
		}
		c := &t.Clock
		if c.half != 0 && (c.Hour == 0 || c.half == 'a' && c.Hour > 12) ||
			c.Minute > 59 || c.Second > 60 || t.minutes() > 24*60 {
			w.Wrong = noSuchTime
		}
		c.Hour, c.half = t.minutes()/60, 0
	}
}

// weekdays by their first two letters.
var weekdays = []string{"su", "mo", "tu", "we", "th", "fr", "sa"}

// onWeekday reports whether a day is the written day of the week.
func (w *Written) onWeekday(day time.Time) bool {
	return w.weekday == "" || slices.Index(weekdays, strings.ToLower(w.weekday[:2])) == int(day.Weekday())
}

// On is the time on a day that is written beside it.
func (w Written) On(day Written) Written {
	w.Year, w.Month, w.Day, w.weekday = day.Year, day.Month, day.Day, day.weekday
	if w.Wrong == nil {
		w.Wrong = day.Wrong
	}
	if w.End == nil {
		w.End = day.End
	}
	if w.Zone == "" {
		w.Zone = day.Zone
	}
	return w
}
