package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"candor/generator"
)

func buildCommand() command {
	return command{name: "build", short: "write every edition into its folder", run: runBuild, flags: func(s *shared) {
		s.text(&s.output, "output", "o", "", "`DIR`", "folder to write to, with --audience")
		s.text(&s.commit, "commit", "", "", "`ID`", "commit of the site's repository, for the narrowest edition's pages; no other edition prints it")
		s.text(&s.release, "release", "", "", "`NAME`", "keep the levels of this build in candor.lock.toml under this name")
		s.previousFlag()
		s.flag(&s.noProof, "no-proof", "", "do not build what others see a second time, from its source alone, to compare")
		s.revealFlag()
		s.flag(&s.strict, "strict", "", "warnings fail the build, too")
	}}
}

func runBuild(c *call, s *shared) int {
	if s.output != "" && s.audience == "" {
		return c.usageError(errors.New("--output wants --audience: one folder holds one edition"))
	}
	conf, err := c.config(s)
	if err != nil {
		return c.usageError(err)
	}
	conf.Release, conf.Previous, conf.Commit, conf.NoProof = s.release, s.previous, s.commit, s.noProof
	began := time.Now()
	progress := c.progress(s)
	conf.Progress = progress.tell
	if !s.quiet {
		conf.Waits = c.waiting
	}
	site, err := generator.Load(conf)
	if err != nil {
		progress.done()
		return c.failed(s, err)
	}
	defer site.Close()
	var result *generator.Result
	if !(s.strict && len(site.Problems) > 0) {
		result, err = site.Build(c.ctx)
	}
	progress.done()
	c.printProblems(s, site.Problems)
	c.printCorrected(s, site)
	if err != nil {
		return c.failed(s, err)
	}
	if result == nil {
		fmt.Fprintln(c.stderr, "candor: nothing was written; --strict fails on warnings")
		return exitProblems
	}
	if !s.quiet {
		c.printResult(s, result, time.Since(began))
	}
	return exitOK
}

// waiting says why a build does not begin yet.
func (c *call) waiting(folder string) {
	fmt.Fprintf(c.stderr, "candor: another build is writing %s; waiting for it to finish\n", generator.Printable(folder))
}

func (c *call) printResult(s *shared, r *generator.Result, took time.Duration) {
	for _, note := range r.Notes {
		if s.verbose || !strings.Contains(note, " reads the reason: ") {
			fmt.Fprintln(c.stderr, generator.Printable(note))
		}
	}
	pages, size := 0, int64(0)
	for _, e := range r.Editions {
		pages += e.Pages
		size += e.Bytes
		if s.verbose || len(r.Editions) > 1 {
			fmt.Fprintf(c.stderr, "%s: %s, %s in %s\n", e.Audience, plural(e.Pages, "page", "pages"), bytesText(e.Bytes), e.Folder)
		}
		if s.verbose && e.Proven {
			fmt.Fprintf(c.stderr, "%s: the same, built from its source alone\n", e.Audience)
		}
	}
	for _, x := range r.Released {
		fmt.Fprintf(c.stderr, "released to %s: %s, computed with what it may not see\n", x.Audience, x.What)
	}
	fmt.Fprintf(c.stderr, "%s, %s, %s", plural(pages, "page", "pages"), bytesText(size), took.Round(time.Millisecond))
	if r.Withheld > 0 {
		fmt.Fprintf(c.stderr, ", %s withheld", plural(r.Withheld, "part", "parts"))
	}
	fmt.Fprintln(c.stderr)
}

// failed prints an error and gives its exit code.
func (c *call) failed(s *shared, err error) int {
	var conf *generator.ConfigError
	var problems *generator.ProblemsError
	var refused *generator.RefusedError
	var leak *generator.LeakError
	var exists *generator.ExistsError
	var misused *generator.UsageError
	switch {
	case errors.As(err, &misused):
		return c.usageError(err)
	case errors.As(err, &conf):
		c.printProblems(s, conf.Problems)
		return exitUsage
	case errors.As(err, &leak):
		c.printProblems(s, leak.Problems)
		fmt.Fprintln(c.stderr, "candor: something hidden would be published; nothing was written")
		return exitLeak
	case errors.As(err, &problems):
		fmt.Fprintf(c.stderr, "candor: %s; nothing was written\n", plural(problems.Problems.Errors(), "error", "errors"))
		return exitProblems
	case errors.As(err, &exists):
		fmt.Fprintf(c.stderr, "candor: %s\n%s\n", exists, exists.Hint)
		return exitProblems
	case errors.As(err, &refused):
		fmt.Fprintf(c.stderr, "candor: %s\nMove the folder away, or choose another with --output.\n", refused)
		return exitUsage
	case c.ctx.Err() != nil:
		fmt.Fprintln(c.stderr, "candor: stopped; nothing was written")
		return 130
	}
	fmt.Fprintf(c.stderr, "candor: %s\n", generator.Printable(err.Error()))
	return exitFault
}
