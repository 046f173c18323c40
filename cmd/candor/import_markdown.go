package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"candor/generator"
)

// runImportPages turns what others wrote into pages.
func runImportPages(c *call, s *shared, run func(generator.Config) (*generator.ImportedPages, error)) int {
	conf, err := c.config(s)
	if err != nil {
		return c.usageError(err)
	}
	done, err := run(conf)
	var there *generator.ExistsError
	if errors.As(err, &there) {
		return c.failed(s, err)
	}
	if err != nil {
		return c.notImported(s, err)
	}
	if s.format == "json" {
		out := json.NewEncoder(c.stdout)
		out.SetEscapeHTML(false)
		out.SetIndent("", "  ")
		_ = out.Encode(done)
		return exitOK
	}
	c.printPages(s, done)
	return exitOK
}

// printPages lists what was guessed and what is left to decide, each at its line
// of the page.
func (c *call) printPages(s *shared, d *generator.ImportedPages) {
	decisions, files := 0, 0
	for _, p := range d.Pages {
		files += len(p.Files)
		for _, n := range p.Notes {
			word := "guessed"
			if n.Decide {
				word = "decide"
				decisions++
			}
			fmt.Fprintf(c.stdout, "%s:%d: %s: %s\n", p.File, n.Line, word, n.Text)
		}
	}
	for _, skipped := range d.Skipped {
		fmt.Fprintf(c.stdout, "%s: skipped: %s\n", generator.Printable(skipped.From), skipped.Why)
	}
	if !s.quiet {
		fmt.Fprintf(c.stderr, "%s, %s beside them; %s to decide. Next: candor check\n", plural(len(d.Pages), "page", "pages"), plural(files, "file", "files"), plural(decisions, "thing", "things"))
	}
}
