package main

import (
	"fmt"
	"os"

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
	if s.format == "github" || s.format == "sarif" {
		ps = fromRoot(ps, s.source)
	}
	if write := formats[s.format]; write != nil {
		_ = write(c.stdout, ps)
		c.summarize(s, ps)
		return
	}
	for _, p := range ps {
		fmt.Fprintln(c.stdout, colored(p, c.color(s)))
	}
}

// annotated is how many problems of one weight GitHub shows for a step.
const annotated = 10

// summarize writes all problems into the step's summary where GitHub would leave
// some of the annotations out.
func (c *call) summarize(s *shared, ps generator.Problems) {
	name := c.env("GITHUB_STEP_SUMMARY")
	errs := ps.Errors()
	if s.format != "github" || name == "" || max(errs, len(ps)-errs) <= annotated {
		return
	}
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		fmt.Fprintln(c.stderr, "candor: the step's summary cannot be written")
		return
	}
	defer f.Close()
	fmt.Fprintf(f, "%s, %s:\n\n", plural(errs, "error", "errors"), plural(len(ps)-errs, "warning", "warnings"))
	for _, p := range ps {
		fmt.Fprintf(f, "- %s\n", markdownText(p.String()))
	}
}
