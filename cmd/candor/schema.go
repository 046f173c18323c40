package main

import (
	"fmt"
	"slices"

	"candor/generator"
)

func schemaCommand() command {
	var write bool
	return command{name: "schema", args: []argument{{name: "NAME", optional: true, words: generator.SchemaNames()}},
		short: "print the JSON schema of a form of file; without NAME, list them", scope: folder,
		long: "The schemas (draft 7) come from the same declarations as candor's own reading, with the site's audiences.\n" +
			"Editors use them to check and complete TOML while you type.",
		flags: func(s *shared) {
			s.flag(&write, "write", "", "write all of them into "+generator.SchemaFolder)
		},
		run: func(c *call, s *shared) int { return runSchema(c, s, write) },
	}
}

func runSchema(c *call, s *shared, write bool) int {
	schemas, err := generator.Schemas(generator.Config{Dir: s.source})
	if err != nil {
		return c.failed(s, err)
	}
	switch {
	case write:
		if err := generator.WriteSchemas(generator.Config{Dir: s.source}); err != nil {
			return c.failed(s, err)
		}
		if !s.quiet {
			fmt.Fprintf(c.stderr, "%s in %s\n", plural(len(schemas), "schema", "schemas"), generator.SchemaFolder)
		}
	case len(s.args) == 0:
		for _, x := range schemas {
			what := x.Files
			if x.Front {
				what += " (front matter)"
			}
			fmt.Fprintf(c.stdout, "%-14s %s\n", x.Name, what)
		}
	default:
		i := slices.IndexFunc(schemas, func(x generator.Schema) bool { return x.Name == s.args[0] })
		_, _ = c.stdout.Write(schemas[i].JSON)
	}
	return exitOK
}
