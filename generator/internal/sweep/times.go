package sweep

import (
	"regexp"
	"strings"
	"time"
)

var (
	moment   = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|z|[+-]\d\d:\d\d)?`)
	onlyDate = regexp.MustCompile(`^\d{4}(-(\d\d|[Qq]\d|[Ww]\d\d)(-\d\d)?)?([Tt]\d\d:\d\d.*)?$|^\d\d?:\d\d`)
)

// dateLike reports whether a chunk is a date, a period or a time. By themselves
// these tell too little: a day has a thousand reasons to stand somewhere.
func dateLike(chunk string) bool {
	return chunk != "" && chunk[0] >= '0' && chunk[0] <= '9' && onlyDate.MatchString(chunk)
}

// addTimes takes moments that are known to the minute, in UTC.
func (s *Sweep) addTimes(id int32, text string) {
	for _, form := range moments([]byte(text)) {
		s.addRun(id, wordsOf(form, literal), sure)
	}
}

// moments are the minutes that a text names, in the two forms that show in an
// output.
func moments(text []byte) []string {
	var forms []string
	for at := range each(text, ":") {
		// 2026-03-04T09:53: thirteen characters before the colon
		if at < 13 || text[at-6] != '-' || text[at-9] != '-' {
			continue
		}
		m := moment.FindSubmatch(text[at-13 : min(len(text), at+40)])
		if m == nil {
			continue
		}
		zone := strings.ToUpper(string(m[3]))
		if zone == "" {
			zone = "Z"
		}
		t, err := time.Parse("2006-01-02T15:04Z07:00", string(m[1])+"T"+string(m[2])+zone)
		if err != nil || string(m[2]) == "00:00" {
			continue
		}
		forms = append(forms, t.UTC().Format("2006-01-02 15:04"), t.UTC().Format("2006-01-02t15:04"))
	}
	return forms
}
