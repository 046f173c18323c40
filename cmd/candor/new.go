package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"candor/generator"
)

func newCommand() command {
	var in generator.NewPage
	var date, stage string
	var noEdit bool
	return command{name: "new", args: []argument{{name: "KIND", words: generator.NewKinds()}, {name: "TITLE", optional: true}},
		short: "write a page or a metric from the form of its kind, every field explained", scope: folder,
		audience: "who may see it (default: the narrowest; publishing is an act)",
		long: "KIND is one of " + strings.Join(generator.NewKinds(), ", ") + ".\n" +
			"On a terminal it asks for what is missing and opens the file in $VISUAL or $EDITOR. It prints the file's name.",
		flags: func(s *shared) {
			s.text(&date, "date", "", "", "`DATE`", "day or time of the event, as 2026-03-04 or 2026-03-04T09:12:00Z (default: today)")
			s.choice(&in.Severity, "severity", "", severities(), "(incidents and near misses)")
			s.choice(&stage, "stage", "full", []string{"full", "preliminary"}, "(incidents; preliminary is short, for the first hours)")
			s.text(&in.Period, "period", "", "", "`PERIOD`", "of a report, as 2026-Q3 (default: the last quarter)")
			s.text(&in.ID, "id", "", "", "`NAME`", "name of the file (default: made from date and title)")
			s.flag(&in.Force, "force", "", "overwrite a file that is there")
			s.flag(&noEdit, "no-edit", "", "open no editor")
		},
		run: func(c *call, s *shared) int {
			in.Kind, in.Audience, in.Short = s.args[0], s.audience, stage == "preliminary"
			if err := setDate(&in, date); err != nil {
				return c.usageError(err)
			}
			return runNew(c, s, in, noEdit)
		},
	}
}

func severities() []string {
	return slices.Concat(generator.Severities(), []string{"P1", "P2", "P3", "P4", "P5"})
}

// setDate reads a day, or a time with its offset.
func setDate(in *generator.NewPage, date string) error {
	if date == "" {
		return nil
	}
	var err error
	if in.Date, err = time.Parse(time.DateOnly, date); err == nil {
		return nil
	}
	if in.Date, err = time.Parse(time.RFC3339, date); err != nil {
		return errors.New("--date wants 2026-03-04 or 2026-03-04T09:12:00Z")
	}
	in.Time = true
	return nil
}

func runNew(c *call, s *shared, in generator.NewPage, noEdit bool) int {
	conf, err := c.config(s)
	if err != nil {
		return c.usageError(err)
	}
	conf.Audience = "" // it is the page's
	if len(s.args) > 1 {
		in.Title = s.args[1]
	} else if terminal(c.stdin) {
		c.askFor(&in)
	}
	file, from, err := generator.New(conf, in)
	if err != nil {
		return c.failed(s, err)
	}
	name := filepath.Join(s.source, filepath.FromSlash(file))
	fmt.Fprintln(c.stdout, name)
	if !from.IsZero() && !s.quiet {
		day := from.Format(time.DateOnly)
		fmt.Fprintf(c.stderr, "The site speaks for an earlier day, so it will show this from %s on: move as_of in candor.toml, or build with --as-of %s.\n", day, day)
	}
	if !noEdit && terminal(c.stdin) && terminal(c.stdout) { // else a script wants the name
		c.edit(name)
	}
	return exitOK
}

// askFor asks for what the call did not say.
func (c *call) askFor(in *generator.NewPage) {
	answers := bufio.NewScanner(c.stdin)
	ask := func(question string) string {
		fmt.Fprint(c.stderr, question+" ")
		answers.Scan()
		return strings.TrimSpace(answers.Text())
	}
	in.Title = ask("Title:")
	if in.Kind != "incident" || in.Severity != "" {
		return
	}
	words := severities()
	for {
		answer := ask("Severity (" + strings.Join(generator.Severities(), ", ") + "; empty if not known yet):")
		if answer == "" || slices.Contains(words, answer) {
			in.Severity = answer
			return
		}
		fmt.Fprintf(c.stderr, "%q is none of these%s.\n", answer, hintFor(answer, words))
	}
}

// edit opens a file in the user's editor, if there is one.
func (c *call) edit(name string) {
	editor := c.env("VISUAL")
	if editor == "" {
		editor = c.env("EDITOR")
	}
	words := strings.Fields(editor)
	if len(words) == 0 {
		return
	}
	cmd := exec.CommandContext(c.ctx, words[0], append(words[1:], name)...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		fmt.Fprintf(c.stderr, "candor new: the editor %s did not end well; the file is written\n", words[0])
	}
}
