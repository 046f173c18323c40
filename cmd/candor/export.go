package main

import (
	"errors"
	"fmt"
)

func runExport(c *call) int {
	s, err := c.flags("export source DIR [flags]", nil)
	if errors.Is(err, errHelp) {
		return exitOK
	}
	if err != nil {
		return c.usageError(err)
	}
	if s.args[0] != "source" {
		return c.usageError(errors.New("what can be exported is the source: candor export source DIR"))
	}
	site, err := c.load(s)
	if err != nil {
		return c.failed(s, err)
	}
	defer site.Close()
	n, err := site.ExportSource(s.args[1])
	if err != nil {
		c.printProblems(s, site.Problems)
		return c.failed(s, err)
	}
	if !s.quiet {
		fmt.Fprintf(c.stderr, "%s in %s\n", plural(n, "file", "files"), s.args[1])
	}
	return exitOK
}
