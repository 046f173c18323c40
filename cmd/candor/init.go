package main

import (
	"fmt"

	"candor/generator"
)

func initCommand() command {
	var in generator.NewSite
	return command{name: "init", args: []argument{{name: "DIR", optional: true}},
		short: "write a new site with one example of each thing", scope: folder,
		long: "DIR is made if it is not there; without DIR the site is written here. Besides content and data it writes\n" +
			"schemas for editors, .gitignore, and workflows for GitHub Pages and for pull requests.",
		flags: func(s *shared) {
			s.text(&in.Title, "title", "", "", "`TEXT`", "title of the site")
			s.text(&in.Organization, "organization", "", "", "`TEXT`", "who publishes it")
			s.flag(&in.Force, "force", "", "overwrite files that are there")
		},
		run: func(c *call, s *shared) int { return runInit(c, s, in) },
	}
}

func runInit(c *call, s *shared, in generator.NewSite) int {
	if len(s.args) > 0 {
		s.source = s.args[0]
	}
	conf, err := c.config(s)
	if err != nil {
		return c.usageError(err)
	}
	files, err := generator.Init(c.ctx, conf, in)
	if err != nil {
		return c.failed(s, err)
	}
	if s.verbose {
		for _, name := range files {
			fmt.Fprintln(c.stdout, name)
		}
	}
	if !s.quiet {
		c.printNextSteps(s.source, len(files))
	}
	return exitOK
}

func (c *call) printNextSteps(dir string, files int) {
	if dir == "." {
		fmt.Fprintf(c.stderr, "%s in this folder. Next:\n\n", plural(files, "file", "files"))
	} else {
		fmt.Fprintf(c.stderr, "%s in %s. Next:\n\n  cd %s\n", plural(files, "file", "files"), dir, dir)
	}
	fmt.Fprint(c.stderr, `  candor check                          all problems, with a way out
  candor serve                          a preview that follows what you write
  candor build                          public/ and private/
  candor new incident "What happened"   your first post-mortem

Read content/incidents/ first: it shows what can be hidden, and how.
CONTRIBUTING.md tells your team the rest.
`)
}
