package main

import (
	"errors"
	"fmt"

	"candor/generator"
)

func runCheck(c *call) int {
	s, err := c.flags("check [flags]", func(s *shared) {
		s.text(&s.format, "format", "", "", "`FORMAT`", "text, json, sarif, github or junit (default text; github in its workflows)")
		s.flag(&s.strict, "strict", "", "warnings fail the check, too")
	})
	if errors.Is(err, errHelp) {
		return exitOK
	}
	if err != nil {
		return c.usageError(err)
	}
	if s.format == "" {
		s.format = "text"
		if c.env("GITHUB_ACTIONS") == "true" {
			s.format = "github"
		}
	}
	if formats[s.format] == nil && s.format != "text" {
		return c.usageError(errors.New("--format is one of text, json, sarif, github, junit"))
	}
	conf, err := c.config(s)
	if err != nil {
		return c.usageError(err)
	}
	progress := c.progress(s)
	conf.Progress = progress.tell
	site, err := generator.Load(conf)
	if err != nil {
		progress.done()
		return c.failed(s, err)
	}
	defer site.Close()
	progress.done()
	problems := site.Problems
	c.printProblems(s, problems)
	errs := problems.Errors()
	if !s.quiet && s.format == "text" {
		fmt.Fprintf(c.stderr, "%s, %s\n", plural(errs, "error", "errors"), plural(len(problems)-errs, "warning", "warnings"))
	}
	switch {
	case site.Leaks():
		return exitLeak
	case errs > 0 || s.strict && len(problems) > 0:
		return exitProblems
	}
	return exitOK
}

func (c *call) printProblems(s *shared, ps generator.Problems) {
	if write := formats[s.format]; write != nil {
		_ = write(c.stdout, ps)
		return
	}
	for _, p := range ps {
		fmt.Fprintln(c.stdout, colored(p, c.color(s)))
	}
}
