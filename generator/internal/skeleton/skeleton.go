// Package skeleton holds what a new site begins with, and the forms of new
// pages. The folder site is a site of its own: it can be read, checked and
// built. The package must not know of disks, nor of what any key means.
package skeleton

import (
	"embed"
	"fmt"
	"io/fs"
	"regexp"
	"strconv"
	"strings"
	"time"

	"candor/generator/internal/document"
)

//go:embed all:site
var site embed.FS

// File is one of a site's, named relative to it.
type File struct {
	Path string
	Data []byte
}

// Site is a new site: the folder site, with its dates moved so that its report
// is on the last quarter that is over on the day at hand.
func Site(day time.Time, title, organization string) ([]File, error) {
	s := shift{quarters: quarterOf(day.AddDate(0, 0, 1)) - 1 - quarterOf(written)} // a day speaks for its end
	var files []File
	err := fs.WalkDir(site, "site", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := site.ReadFile(name)
		if err != nil {
			return err
		}
		name = strings.TrimPrefix(name, "site/")
		if name == "candor.toml" || strings.HasPrefix(name, "content/") || strings.HasPrefix(name, "data/") {
			name, data = s.text(name), []byte(s.text(named(string(data), organization)))
		}
		if name == "candor.toml" {
			data = configure(data, day, title, organization)
		}
		files = append(files, File{name, data})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the skeleton: %w", err)
	}
	return files, nil
}

// named puts the organization's name where the example's stands: in TOML strings.
func named(text, organization string) string {
	if organization == "" {
		return text
	}
	return strings.ReplaceAll(text, "Example Protocol", strings.Trim(document.Line(organization), `"`))
}

// configure writes a site's own words into its configuration.
func configure(data []byte, day time.Time, title, organization string) []byte {
	for key, value := range map[string]string{"as_of": day.Format(time.DateOnly), "title": document.Line(title), "organization": document.Line(organization)} {
		if value != `""` {
			line := regexp.MustCompile(`(?m)^(` + key + ` *= ).*$`)
			data = line.ReplaceAllFunc(data, func(old []byte) []byte {
				before, _, _ := strings.Cut(string(old), "=")
				return []byte(before + "= " + value)
			})
		}
	}
	return data
}

// written is a day of the quarter that the folder site reports on.
var written = time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC)

func quarterOf(day time.Time) int { return 4*day.Year() + int(day.Month()-1)/3 }

// shift moves dates by whole quarters: days, months and quarters stay what
// they are, and the last day of a month stays the last.
type shift struct{ quarters int }

var dates = regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})|\b(\d{4})-([Qq])([1-4])\b|\b(\d{4})-(\d{2})\b`)

func (s shift) text(text string) string {
	return dates.ReplaceAllStringFunc(text, func(found string) string {
		m := dates.FindStringSubmatch(found)
		switch {
		case m[3] != "":
			return s.day(found)
		case m[5] != "":
			q := 4*number(m[4]) + number(m[6]) - 1 + s.quarters
			return fmt.Sprintf("%04d-%s%d", q/4, m[5], q%4+1)
		}
		return s.month(number(m[7]), number(m[8])).Format("2006-01")
	})
}

func (s shift) day(text string) string {
	old, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return text // looks like a date and is none
	}
	first := s.month(old.Year(), int(old.Month()))
	last := first.AddDate(0, 1, -1).Day()
	if day := old.Day(); day < last && old.AddDate(0, 0, 1).Day() != 1 {
		last = day
	}
	return first.AddDate(0, 0, last-1).Format(time.DateOnly)
}

func (s shift) month(year, month int) time.Time {
	return time.Date(year, time.Month(month+3*s.quarters), 1, 0, 0, 0, 0, time.UTC)
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits) // the pattern takes digits alone
	return n
}
