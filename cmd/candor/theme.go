package main

import (
	"errors"
	"fmt"

	"candor/generator"
)

func themeCommand() command {
	return command{name: "theme", args: []argument{{name: "ACTION", words: []string{"list", "show", "check"}}, {name: "FILE", optional: true}}, run: runTheme,
		short: "list, show FILE or check: what a site's own theme may replace"}
}

// runTheme lists what a site may replace, prints a built-in file, or checks the
// site's own theme.
func runTheme(c *call, s *shared) int {
	if wants := s.args[0] == "show"; wants != (len(s.args) == 2) {
		return c.usageError(errors.New("a FILE belongs to show: candor theme show base.html"))
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
	}
	return c.checkTheme(s)
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
