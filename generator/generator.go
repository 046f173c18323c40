// Package generator turns the source of a site into its editions. It is the
// whole of candor but for the command line: [Load] reads a site and finds its
// problems, [Site.Build] writes an edition for each audience.
//
// The pipeline runs once for each audience, on a source that was cut for that
// audience first:
//
//	files ─▶ cut ─▶ intake ─▶ check ─▶ measure, trend, maturity ─▶ page ─▶ theme ─▶ site
//
// What comes after the cut knows nothing of audiences, so that the public
// edition cannot hold what its process never had.
package generator

import (
	"time"

	"candor/generator/internal/source"
)

// Problem is something an author can mend: where it is, what it is, the way out.
type Problem = source.Problem

// Problems is a list of problems in order of place.
type Problems = source.Problems

// Printable writes control characters of a text as escapes.
func Printable(text string) string { return source.Printable(text) }

// The weights of problems.
const (
	Error   = source.Error
	Warning = source.Warning
)

// Config says what to read and how. The zero value reads the folder at hand for
// all audiences as of today.
type Config struct {
	Dir      string    // folder of the site; "" is the folder at hand
	Audience string    // only this edition; "" is all
	Output   string    // folder to write to, with a single audience; "" is the edition's own
	AsOf     time.Time // day the report speaks for; zero: candor.toml's as_of, else Fallback
	Fallback time.Time // from SOURCE_DATE_EPOCH; zero: Today
	Today    time.Time // the real day; zero: asked from the clock
	Drafts   bool      // drafts are in every edition
	Previous string    // report.json of the last release, or the folder it is in; "" is none
	Profile  string    // one of Profiles that pages are compared with, too; "" is none
	Release  string    // name under which the build's levels are kept in candor.lock.toml; "" is none
	NoProof  bool      // do not build what others see a second time to compare (see [Site.Build])
	Reveal   bool      // problems show the words that match: for the author's own terminal
	Version  string    // of candor, printed on pages
	Commit   string    // of the site, printed on pages of the narrowest edition alone; "" is none

	// Progress, if set, is told what is being done, of how much.
	Progress func(what string, done, total int)

	// Waits, if set, is told of a folder that another process writes: the build
	// goes on when that one has ended.
	Waits func(folder string)
}

// Profiles lists what check can compare pages with beyond candor's own rules:
// seal is the post-mortem template of the SEAL frameworks.
func Profiles() []string { return []string{"seal"} }

func day(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

func (c Config) today() time.Time {
	if c.Today.IsZero() {
		return day(time.Now().UTC())
	}
	return day(c.Today)
}

func (c Config) progress(what string, done, total int) {
	if c.Progress != nil {
		c.Progress(what, done, total)
	}
}

func (c Config) waits(folder string) {
	if c.Waits != nil {
		c.Waits(folder)
	}
}

// UsageError is a call that cannot be carried out as it stands.
type UsageError struct{ Message string }

func (e *UsageError) Error() string { return e.Message }
