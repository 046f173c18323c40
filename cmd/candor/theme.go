package main

import (
	"errors"
	"fmt"

	"candor/generator"
)

// runTheme lists what a site may replace, prints a built-in file, or checks the
// site's own theme.
func runTheme(c *call) int {
	usage := "theme ACTION [flags]"
	if len(c.args) > 0 && c.args[0] == "show" {
		usage = "theme ACTION FILE [flags]"
	}
	s, err := c.flags(usage, nil)
	if errors.Is(err, errHelp) {
		return exitOK
	}
	if err != nil {
		return c.usageError(err)
	}
	switch s.args[0] {
	case "list":
		for _, name := range generator.ThemeFiles() {
			fmt.Fprintln(c.stdout, name)
		}
		return exitOK
	case "show":
		data, err := generator.ThemeFile(s.args[1])
		if err != nil {
			return c.failed(s, err)
		}
		_, _ = c.stdout.Write(data)
		return exitOK
	case "check":
		return c.checkTheme(s)
	}
	return c.usageError(fmt.Errorf("the actions are list, show FILE and check, not %q", s.args[0]))
}

// checkTheme reads the site with its theme: a file that does not fit is a
// problem of the configuration.
func (c *call) checkTheme(s *shared) int {
	site, err := c.load(s)
	if err != nil {
		return c.failed(s, err)
	}
	defer site.Close()
	if !s.quiet {
		fmt.Fprintln(c.stderr, "the theme fits")
	}
	return exitOK
}
