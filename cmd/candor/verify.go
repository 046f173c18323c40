package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"candor/generator"
)

func verifyCommand() command {
	return command{name: "verify", args: []argument{{name: "DIR"}}, run: runVerify,
		short: "search built output for what its audience may not see",
		flags: func(s *shared) {
			s.text(&s.against, "against", "", "", "`SITE`", "folder of the site that it was made from (default: --source, if that is a site)")
			s.revealFlag()
			s.flag(&s.strict, "strict", "", "warnings fail, too")
		},
	}
}

// runVerify searches a built folder. With a site it knows what is hidden;
// without one it looks for keys, tokens and the like alone.
func runVerify(c *call, s *shared) int {
	warnings, err := generator.Detect(s.args[0])
	if err != nil {
		return c.failed(s, err)
	}
	if s.against == "" && isSite(s.source) {
		s.against = s.source
	}
	if s.against != "" {
		if warnings, err = c.verifyAgainst(s, warnings); err != nil {
			return c.unclean(s, warnings, err)
		}
	}
	c.printProblems(s, warnings)
	if !s.quiet {
		fmt.Fprintf(c.stderr, "%s: nothing withheld was found, %s\n", s.args[0], plural(len(warnings), "warning", "warnings"))
		if s.against == "" {
			fmt.Fprintln(c.stderr, "No site was named with --against, so only keys, tokens and the like were looked for.")
		}
	}
	if s.strict && len(warnings) > 0 {
		return exitProblems
	}
	return exitOK
}

// unclean says what was found, or why nothing could be looked for.
func (c *call) unclean(s *shared, warnings generator.Problems, err error) int {
	var leak *generator.LeakError
	var unread *generator.UnreadError
	found, blind := errors.As(err, &leak), errors.As(err, &unread)
	if !found && !blind {
		c.printProblems(s, warnings)
		return c.failed(s, err)
	}
	if blind {
		warnings = slices.Concat(unread.Problems, warnings)
		defer fmt.Fprintf(c.stderr, "candor: not all could be read, so %s may hold more than was found\n", s.args[0])
	}
	if !found {
		c.printProblems(s, warnings)
		return exitProblems
	}
	c.printProblems(s, slices.Concat(leak.Problems, warnings))
	fmt.Fprintf(c.stderr, "candor: something withheld appears in %s\n", s.args[0])
	return exitLeak
}

func isSite(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "candor.toml"))
	return err == nil
}

// verifyAgainst searches for what is hidden, and drops the warnings of the label
// that the edition bears by right.
func (c *call) verifyAgainst(s *shared, warnings generator.Problems) (generator.Problems, error) {
	s.source = s.against
	site, err := c.load(s)
	if err != nil {
		return warnings, err
	}
	defer site.Close()
	err = site.Verify(c.ctx, s.args[0])
	return slices.DeleteFunc(warnings, site.OwnLabel), err
}
