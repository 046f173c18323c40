package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"candor/generator"
)

func diffCommand() command {
	var failOnNew bool
	return command{name: "diff", args: []argument{{name: "OLD"}, {name: "NEW"}},
		short: "what an audience learns and stops seeing between two sources",
		long:  "OLD and NEW are folders, or revisions of the git repository that the site is in.",
		flags: func(s *shared) {
			s.choice(&s.format, "format", "text", []string{"text", "markdown", "json"}, "")
			s.flag(&failOnNew, "fail-on-new", "", "exit 1 when the audience learns something")
		},
		run: func(c *call, s *shared) int { return runDiff(c, s, failOnNew) },
	}
}

// runDiff tells what an audience learns and what it stops seeing between two
// folders or git revisions.
func runDiff(c *call, s *shared, failOnNew bool) int {
	changes, err := c.changes(s)
	var unread *generator.SourceError
	switch {
	case errors.As(err, &unread):
		return c.notCompared(s, unread)
	case err != nil:
		s.format = "text"
		return c.failed(s, err)
	}
	printChanges(c, s.format, changes)
	if failOnNew && slices.ContainsFunc(changes, func(x generator.Change) bool { return x.How == "new" || x.How == "changed" }) {
		return exitProblems
	}
	return exitOK
}

// notCompared lists the errors of the source that cannot be compared; in markdown
// as well, since a comment on a pull request shows nothing else.
func (c *call) notCompared(s *shared, unread *generator.SourceError) int {
	name := s.args[1]
	if unread.Old {
		name = s.args[0]
	}
	var conf *generator.ConfigError
	var problems *generator.ProblemsError
	var list generator.Problems
	code := exitProblems
	switch {
	case errors.As(unread, &problems):
		list = problems.Problems
	case errors.As(unread, &conf):
		list, code = conf.Problems, exitUsage
	default:
		s.format = "text"
		return c.failed(s, unread.Err)
	}
	list = slices.DeleteFunc(list, func(p generator.Problem) bool { return p.Severity != generator.Error })
	fmt.Fprintf(c.stderr, "candor: %s has %s, so that nothing can be compared with it\n", generator.Printable(name), plural(len(list), "error", "errors"))
	if s.format == "markdown" {
		fmt.Fprintf(c.stdout, "%s has %s, so that nothing can be compared with it:\n\n", markdownText(name), plural(len(list), "error", "errors"))
	}
	for _, p := range list {
		if s.format == "markdown" {
			fmt.Fprintf(c.stdout, "- %s\n", markdownText(p.String()))
		} else {
			fmt.Fprintln(c.stderr, p)
		}
	}
	return code
}

func (c *call) changes(s *shared) ([]generator.Change, error) {
	var conf [2]generator.Config
	for i, name := range s.args {
		dir, cleanup, err := c.sourceOf(s.source, name)
		if err != nil {
			return nil, err
		}
		defer cleanup()
		if conf[i], err = c.config(s); err != nil {
			return nil, err
		}
		conf[i].Dir = dir
	}
	return generator.Diff(conf[0], conf[1])
}

// sourceOf is a folder, or a git revision of the site's repository written into
// a temporary one.
func (c *call) sourceOf(site, name string) (dir string, cleanup func(), err error) {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return name, func() {}, nil
	}
	if strings.HasPrefix(name, "-") {
		return "", nil, fmt.Errorf("%q is neither a folder nor a revision", name)
	}
	dir, err = os.MkdirTemp("", "candor-diff-")
	if err != nil {
		return "", nil, fmt.Errorf("make a temporary folder: %w", err)
	}
	cleanup = func() { _ = os.RemoveAll(dir) }
	archive := filepath.Join(dir, "source.tar")
	git := exec.CommandContext(c.ctx, "git", "-C", site, "archive", "--format=tar", "-o", archive, name)
	if out, err := git.CombinedOutput(); err != nil {
		cleanup()
		return "", nil, &generator.UsageError{Message: fmt.Sprintf("%q is neither a folder nor a revision of the repository: %s", name, strings.TrimSpace(string(out)))}
	}
	tree := filepath.Join(dir, "tree")
	if err := untar(archive, tree); err != nil {
		cleanup()
		return "", nil, err
	}
	return tree, cleanup, nil
}

var howText = map[string]string{"new": "Newly seen", "gone": "No longer seen", "changed": "Changed", "corrected": "Corrected"}

func printChanges(c *call, format string, changes []generator.Change) {
	if format == "json" {
		enc := json.NewEncoder(c.stdout)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		if changes == nil {
			changes = []generator.Change{}
		}
		_ = enc.Encode(map[string]any{"changes": changes})
		return
	}
	if format == "markdown" && len(changes) > 0 {
		fmt.Fprintln(c.stdout, tally(changes))
	}
	where := "-" // no address
	for _, x := range changes {
		if x.Where != where {
			where = x.Where
			if format == "markdown" {
				fmt.Fprintf(c.stdout, "\n### %s\n`%s`\n\n", markdownText(x.Title), cmp.Or(x.Where, "/"))
			} else {
				fmt.Fprintf(c.stdout, "%s (%s)\n", logText(x.Title), cmp.Or(x.Where, "/"))
			}
		}
		if format == "markdown" {
			printMarkdown(c, x)
		} else {
			printChange(c, x)
		}
	}
}

// tally says how much changed: "3 things newly seen, 1 no longer, 2 changed."
func tally(changes []generator.Change) string {
	count := map[string]int{}
	for _, x := range changes {
		count[x.How]++
	}
	var parts []string
	for _, how := range []string{"new", "gone", "changed", "corrected"} {
		if count[how] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", count[how], strings.ToLower(howText[how])))
		}
	}
	return strings.Join(parts, ", ") + "."
}

// changeText is what was and what is.
func changeText(x generator.Change) string {
	switch x.How {
	case "gone":
		return x.Was
	case "changed", "corrected":
		return x.Was + " → " + x.Text
	}
	return x.Text
}

func printChange(c *call, x generator.Change) {
	sign := map[string]string{"new": "+", "gone": "-", "changed": "~", "corrected": "~"}[x.How]
	fmt.Fprintf(c.stdout, "  %s %s: %s\n", sign, strings.TrimSpace(x.What+" "+generator.Printable(x.Key)), strings.Join(logLines(changeText(x)), "\n    "))
}

func printMarkdown(c *call, x generator.Change) {
	if x.Key != "" {
		x.What += " `" + strings.ReplaceAll(generator.Printable(x.Key), "`", "'") + "`"
	}
	lines := logLines(changeText(x))
	for i := range lines {
		lines[i] = markdownText(lines[i])
	}
	text := " " + strings.Join(lines, " ")
	if strings.HasPrefix(x.What, "passage") {
		text = "\n  > " + strings.Join(lines, "\n  > ")
	}
	fmt.Fprintf(c.stdout, "- **%s**, %s:%s\n", howText[x.How], x.What, text)
}

// logText writes a text of the site on one line of a log: without control
// characters, and without what a forge would read as a command.
func logText(text string) string {
	text = generator.Printable(strings.Join(strings.Fields(text), " "))
	if strings.HasPrefix(text, "::") || strings.HasPrefix(text, "##[") {
		return `\` + text
	}
	return text
}

func logLines(text string) []string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = logText(lines[i])
	}
	return lines
}

var markdownSigns = regexp.MustCompile("[\\\\`*_{}\\[\\]<>#|~@!&]")

// markdownText writes a text so that it reads as it stands where markdown is shown.
func markdownText(text string) string {
	return markdownSigns.ReplaceAllString(logText(text), `\$0`)
}
