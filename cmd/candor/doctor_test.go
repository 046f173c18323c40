package main

import (
	"testing"
	"time"
)

func TestWatches(t *testing.T) {
	for _, c := range []struct {
		limit, folders int
		found          bool
	}{{8192, 30, false}, {100, 30, true}, {160, 30, false}, {159, 30, true}} {
		if got := tooFewWatches(c.limit, c.folders); (len(got) > 0) != c.found {
			t.Errorf("%d watches, %d folders: %v", c.limit, c.folders, got)
		}
	}
}

func TestClock(t *testing.T) {
	past := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		now   time.Time
		found bool
	}{{past.Add(time.Hour), false}, {past.Add(-20 * time.Hour), false}, {past.Add(-30 * time.Hour), true}} {
		if got := clockFindings(c.now, past); (len(got) > 0) != c.found {
			t.Errorf("at %s: %v", c.now, got)
		}
	}
	if clockFindings(past, time.Time{}) != nil {
		t.Error("nothing is known, and something is found")
	}
}

func TestHosts(t *testing.T) {
	for address, want := range map[string]string{
		"git@github.com:a/b.git": "github.com", "https://user@GitHub.com/a/b": "github.com", "ssh://git@codeberg.org:22/a/b": "codeberg.org",
		"/srv/git/a.git": "/srv/git/a.git", "../a": "../a", "gitlab.com:a/b": "gitlab.com",
	} {
		if got := hostOf(address); got != want {
			t.Errorf("%s: %q, not %q", address, got, want)
		}
	}
}
