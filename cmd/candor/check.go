package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"candor/generator"
)

var formats = []string{"text", "json"}

func runCheck(c *call) int {
	s, err := c.flags("check [flags]", func(s *shared) {
		s.text(&s.format, "format", "", "text", "`FORMAT`", "text or json")
		s.flag(&s.strict, "strict", "", "warnings fail the check, too")
	})
	if errors.Is(err, errHelp) {
		return exitOK
	}
	if err != nil {
		return c.usageError(err)
	}
	if !slices.Contains(formats, s.format) {
		return c.usageError(fmt.Errorf("--format is one of %s", strings.Join(formats, ", ")))
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
	if errs > 0 || s.strict && len(problems) > 0 {
		return exitProblems
	}
	return exitOK
}

// problem is a problem as check --format json prints it.
type problem struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Message  string `json:"message"`
	Hint     string `json:"hint"`
}

func (c *call) printProblems(s *shared, ps generator.Problems) {
	if s.format != "json" {
		for _, p := range ps {
			fmt.Fprintln(c.stdout, colored(p, c.color(s)))
		}
		return
	}
	list := []problem{}
	for _, p := range ps {
		list = append(list, problem{p.File, max(p.Line, 1), max(p.Column, 1), p.Severity.String(), p.Code, p.Message, p.Hint})
	}
	enc := json.NewEncoder(c.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	_ = enc.Encode(map[string]any{"problems": list})
}
