package main

import (
	"fmt"

	"candor/generator"
)

func checkCommand() command {
	return command{name: "check", short: "list all problems of content and data, write nothing", run: runCheck, flags: func(s *shared) {
		s.choice(&s.format, "format", "", []string{"text", "json", "sarif", "github", "junit"}, "(default text; github in its workflows)")
		s.choice(&s.profile, "profile", "", generator.Profiles(), "also compares post-mortems with what this template asks for")
		s.previousFlag()
		s.revealFlag()
		s.flag(&s.strict, "strict", "", "warnings fail the check, too")
	}}
}

func runCheck(c *call, s *shared) int {
	if s.format == "" {
		s.format = "text"
		if c.env("GITHUB_ACTIONS") == "true" {
			s.format = "github"
		}
	}
	conf, err := c.config(s)
	if err != nil {
		return c.usageError(err)
	}
	conf.Previous, conf.Profile = s.previous, s.profile
	progress := c.progress(s)
	conf.Progress = progress.tell
	site, err := generator.Load(conf)
	if err != nil {
		progress.done()
		return c.failed(s, err)
	}
	defer site.Close()
	coming, err := site.Rehearse()
	progress.done()
	if err != nil {
		return c.failed(s, err)
	}
	problems := append(site.Problems, coming...).Sorted()
	c.printProblems(s, problems)
	c.printCorrected(s, site)
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

// printCorrected names the published numbers that the source corrects.
func (c *call) printCorrected(s *shared, site *generator.Site) {
	if s.quiet || s.format != "" && s.format != "text" {
		return
	}
	for _, number := range site.Corrected {
		fmt.Fprintf(c.stderr, "correction of a published number: %s\n", number)
	}
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
