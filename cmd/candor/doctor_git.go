package main

import (
	"net/url"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"

	"candor/generator"
)

// forges are hosts where a repository may be open to everybody.
var forges = []string{"github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "git.sr.ht", "gitea.com", "gitee.com"}

// repository looks at the git repository that a site is in; nothing without one.
func (c *call) repository(dir string, site *generator.Site, now time.Time) []finding {
	git := func(args ...string) (string, bool) {
		out, err := exec.CommandContext(c.ctx, "git", append([]string{"-C", dir}, args...)...).Output()
		return strings.TrimSpace(string(out)), err == nil
	}
	if _, ok := git("rev-parse", "--git-dir"); !ok {
		return nil
	}
	var found []finding
	if private, _ := git("config", "candor.private"); site.Hides() && private != "true" {
		remotes, _ := git("remote", "-v")
		found = append(found, openRemotes(remotes)...)
	}
	for _, f := range site.Folders() {
		if f.Widest || strings.HasPrefix(f.Path, "../") {
			continue
		}
		if tracked, _ := git("ls-files", "--", f.Path); tracked != "" {
			found = append(found, finding{f.Path + "/, the edition of " + f.Audience + ", is in the repository", "git rm -r --cached " + f.Path + "; what was pushed stays in the history, so treat it as read"})
		}
		if _, ignored := git("check-ignore", "-q", "--no-index", f.Path+"/index.html"); !ignored {
			found = append(found, finding{".gitignore does not name " + f.Path + "/, the edition of " + f.Audience, "echo /" + f.Path + "/ >> .gitignore"})
		}
	}
	if text, ok := git("log", "-1", "--format=%ct"); ok {
		if seconds, err := strconv.ParseInt(text, 10, 64); err == nil {
			found = append(found, clockFindings(now, time.Unix(seconds, 0).UTC())...)
		}
	}
	return found
}

// openRemotes names remotes on hosts where everybody may be able to read.
// Whether a repository is private there, nobody can see from here.
func openRemotes(list string) []finding {
	var found []finding
	var seen []string
	for line := range strings.Lines(list) {
		words := strings.Fields(line) // name, address, (fetch)
		if len(words) < 2 || slices.Contains(seen, words[0]) {
			continue
		}
		seen = append(seen, words[0])
		if host := hostOf(words[1]); slices.Contains(forges, host) {
			found = append(found, finding{"the source hides parts from some readers, and the remote " + words[0] + " is on " + host + ": whoever can read the repository reads everything",
				"keep the repository private and say so with git config candor.private true; or publish what candor export source writes"})
		}
	}
	return found
}

// hostOf is the host of a remote's address, as git@host:path or as a URL.
func hostOf(address string) string {
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		return strings.ToLower(u.Hostname())
	}
	host, _, _ := strings.Cut(address, ":")
	return strings.ToLower(host[strings.LastIndex(host, "@")+1:])
}
