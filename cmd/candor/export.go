package main

import "fmt"

func exportCommand() command {
	return command{name: "export", args: []argument{{name: "source", words: []string{"source"}}, {name: "DIR"}}, run: runExport,
		short: "write the source as one audience may see it",
		long:  "Building what it writes gives the bytes of that audience's edition."}
}

func runExport(c *call, s *shared) int {
	site, err := c.load(s)
	if err != nil {
		return c.failed(s, err)
	}
	defer site.Close()
	n, err := site.ExportSource(c.ctx, s.args[1])
	if err != nil {
		c.printProblems(s, site.Problems)
		return c.failed(s, err)
	}
	if !s.quiet {
		fmt.Fprintf(c.stderr, "%s in %s\n", plural(n, "file", "files"), s.args[1])
	}
	return exitOK
}
