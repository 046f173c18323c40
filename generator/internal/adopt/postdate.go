package adopt

import (
	"path"
	"regexp"
	"strings"
	"time"

	"candor/generator/internal/document"
)

var (
	nameDate   = regexp.MustCompile(`^(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})[-_. ]*`)
	written    = regexp.MustCompile(`\b(\d{4}-\d{2}-\d{2})\b`)
	inWords    = regexp.MustCompile(`(?i)\b(?:(\d{1,2})(?:st|nd|rd|th)?(?: of)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? (\d{4})|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4}))\b`)
	yearFolder = regexp.MustCompile(`/((?:19|20)\d{2})(?:[-_]\d{2})?(?:/|$)`)
	dateLine   = regexp.MustCompile(`(?im)^[\s>*_|#-]*(?:incident )?date[\s*_]*[:|][\s*_|]*(.+)$`)
)

// layouts are the ways in which dates and times are written.
var layouts = []struct {
	form  string
	clock bool
}{
	{time.RFC3339, true}, {"2006-01-02 15:04:05Z07:00", true}, {"2006-01-02 15:04:05 -0700", true}, {"2006-01-02T15:04:05", true}, {"2006-01-02T15:04", true},
	{"2006-01-02 15:04:05", true}, {"2006-01-02 15:04", true}, {"2006-01-02 15:04 UTC", true}, {"2006-01-02 15:04:05 UTC", true},
	{"2006-01-02T15:04:05.999-0700", true}, {"2006-01-02T15:04:05.999999", true}, {"2006-01-02T15:04Z07:00", true}, {"2006-01-02 15:04Z07:00", true}, {"2006-01-02 15:04:05 MST", true},
	{"2006-01-02", false}, {"2006/01/02", false}, {"20060102", false},
}

// instant reads a date or a time, however it is written.
func instant(n *document.Node, text string) (when time.Time, clock, ok bool) {
	switch n.Kind {
	case document.Date:
		return n.Time, false, true
	case document.Moment:
		return n.Time, true, true
	}
	for _, l := range layouts {
		if t, err := time.Parse(l.form, text); err == nil {
			return t, l.clock, true
		}
	}
	when, ok = wordDate(text)
	return when, false, ok
}

// wordDate finds the first date in a text, as 2021-05-10, 10 May 2021 or May 10, 2021.
func wordDate(text string) (time.Time, bool) {
	at := len(text)
	var found time.Time
	if m := written.FindStringIndex(text); m != nil {
		if t, err := time.Parse(time.DateOnly, text[m[0]:m[1]]); err == nil {
			found, at = t, m[0]
		}
	}
	if m := inWords.FindStringSubmatchIndex(text); m != nil && m[0] < at {
		part := inWords.FindStringSubmatch(text)
		day, month, year := part[1]+part[5], part[2]+part[4], part[3]+part[6]
		if t, err := time.Parse("2 Jan 2006", day+" "+strings.ToUpper(month[:1])+strings.ToLower(month[1:3])+" "+year); err == nil {
			found = t
		}
	}
	return found, !found.IsZero()
}

// date finds the day of the event: in front matter, in the file's name, in a line
// that says Date, in the text; else it is left to whoever imports.
func (p *Post) date(today time.Time) {
	if !p.Date.IsZero() || p.dateOfTimes() {
		return
	}
	for _, part := range []string{p.stem(), path.Base(p.From)} {
		if m := nameDate.FindStringSubmatch(part); m != nil {
			if t, err := time.Parse("20060102", m[1]+m[2]+m[3]); err == nil {
				p.Date = t
				p.guess("date", "the date is that of the file's name")
				return
			}
		}
	}
	if !p.published.IsZero() {
		p.Date = day(p.published)
		p.decide("date", "the date is that of publication: is it the day of the event?")
		return
	}
	if m := dateLine.FindStringSubmatch(p.Body); m != nil {
		if t, ok := wordDate(m[1]); ok {
			p.Date = t
			p.guess("date", "the date stands in the text behind the word Date")
			return
		}
	}
	if t, ok := wordDate(p.Title + "\n" + p.Body); ok {
		p.Date = t
		p.decide("date", "the date is the first one of the text: is it the day of the event?")
		return
	}
	if m := yearFolder.FindStringSubmatch(path.Dir("/" + p.From)); m != nil {
		p.Date, _ = time.Parse("2006", m[1])
		p.status = "draft"
		p.decide("date", "only the year is known, from the folder; the page is a draft under its first day")
		return
	}
	p.Date, p.status = today, "draft"
	p.decide("date", "no date was found; the page is a draft under %s", today.Format(time.DateOnly))
}

var severityLine = regexp.MustCompile(`(?im)^[\s>*_|#-]*severity[\s*_]*[:|][\s*_|]*([A-Za-z0-9-]+)`)

// grade finds a severity in the text. Without one the page is a draft, which may
// lack it.
func (p *Post) grade() {
	if p.severity != "" {
		return
	}
	if m := severityLine.FindStringSubmatch(p.Body); m != nil && severities[strings.ToLower(m[1])] != "" {
		p.severity = severities[strings.ToLower(m[1])]
		p.guess("severity", "the severity stands in the text behind the word Severity")
		return
	}
	p.status = "draft"
	p.decide("status", "no severity was found: write severity, then take the draft away")
}

// dateOfTimes takes the day from the first of the times that front matter tells.
func (p *Post) dateOfTimes() bool {
	for _, key := range []string{"began", "detected", "responded"} {
		for _, m := range p.times {
			if t, _, ok := instant(&document.Node{Kind: document.String}, m.value); ok && m.key == key {
				p.Date = day(t)
				p.guess("date", "the date is the day of %s", key)
				return true
			}
		}
	}
	return false
}

// day is the day of a time where it was written.
func day(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
