package main

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"candor/generator"
)

func importCommand() command {
	var in generator.CSVImport
	var posts generator.MarkdownImport
	var records generator.RecordsImport
	var prefix string
	return command{name: "import", args: []argument{{name: "KIND", words: []string{"markdown", "csv", "incidents", "findings", "seal-certs"}}, {name: "FILE"}},
		short: "take over what others wrote: markdown, csv, incidents, findings, seal-certs",
		long: "markdown: existing post-mortems into pages. csv: columns of a sheet into a metric. incidents: the export of a tool into preliminary post-mortems.\n" +
			"findings: the export of a scanner into an assessment. seal-certs: control lists into criteria.\n" +
			"Pages that are imported are for the narrowest audience; what was guessed and what a person has to decide is listed with its line.\n" +
			"All files are written, or none.",
		flags: func(s *shared) {
			s.text(&in.Metric, "metric", "", "", "`ID`", "csv: metric that the points belong to (default: the name of the file)")
			s.text(&in.Period, "period", "", "", "`COLUMN`", "csv: column of the periods")
			s.text(&in.Value, "value", "", "", "`COLUMN`", "csv: column of the values")
			s.text(&in.N, "n", "", "", "`COLUMN`", "csv: column of how many cases are behind a value")
			s.text(&in.K, "k", "", "", "`COLUMN`", "csv: column of how many of n")
			s.flag(&in.Force, "force", "", "markdown, incidents: overwrite pages; csv: replace values that differ")
			s.text(&prefix, "domain", "", "", "`PREFIX`", "seal-certs: what the names of the domains begin with")
			s.text(&records.From, "from", "", "", "`NAME`", "incidents: "+strings.Join(generator.RecipeNames("incidents"), ", ")+"; findings: "+strings.Join(generator.RecipeNames("findings"), ", ")+"; or a recipe in data/recipes")
			s.text(&records.Assessment, "assessment", "", "", "`ID`", "findings: the assessment that they belong to")
			s.choice(&posts.Section, "section", "incidents", generator.ImportSections(), "(markdown, incidents: where the pages belong)")
			s.choice(&s.format, "format", "text", []string{"text", "json"}, "(markdown, incidents: how the list is printed)")
		},
		run: func(c *call, s *shared) int {
			records.File, records.Section, records.Force = s.args[1], posts.Section, in.Force
			posts.Path, posts.Force = s.args[1], in.Force
			switch s.args[0] {
			case "markdown":
				return runImportPages(c, s, func(conf generator.Config) (*generator.ImportedPages, error) {
					return generator.ImportMarkdown(c.ctx, conf, posts)
				})
			case "incidents":
				return runImportPages(c, s, func(conf generator.Config) (*generator.ImportedPages, error) {
					return generator.ImportIncidents(c.ctx, conf, records)
				})
			}
			return runImport(c, s, in, records, prefix)
		},
	}
}

// runImport takes what others wrote into the site's own files.
func runImport(c *call, s *shared, in generator.CSVImport, records generator.RecordsImport, prefix string) int {
	conf, err := c.config(s)
	if err != nil {
		return c.usageError(err)
	}
	var done *generator.Imported
	switch in.File = s.args[1]; s.args[0] {
	case "csv":
		if in.Period == "" || in.Value == "" && (in.K == "" || in.N == "") {
			return c.usageError(errors.New("csv wants --period COLUMN and --value COLUMN (or --k and --n)"))
		}
		if in.Metric == "" { // the sheet is named as the metric
			base := filepath.Base(in.File)
			in.Metric = strings.TrimSuffix(base, filepath.Ext(base))
		}
		done, err = generator.ImportCSV(conf, in)
	case "findings":
		if records.Assessment == "" {
			return c.usageError(errors.New("findings want --from NAME and --assessment ID"))
		}
		done, err = generator.ImportFindings(c.ctx, conf, records)
	case "seal-certs":
		done, err = generator.ImportSeal(conf, s.args[1], prefix)
	}
	if err != nil {
		return c.notImported(s, err)
	}
	if !s.quiet {
		c.printImported(s.args[0], done)
	}
	return exitOK
}

func (c *call) notImported(s *shared, err error) int {
	var failed *generator.ImportError
	if !errors.As(err, &failed) {
		return c.failed(s, err)
	}
	c.printProblems(s, failed.Problems)
	fmt.Fprintln(c.stderr, "candor: nothing was imported")
	return exitProblems
}

func (c *call) printImported(kind string, d *generator.Imported) {
	for _, period := range d.Changed {
		fmt.Fprintf(c.stdout, "replaced the value of %s\n", period)
	}
	what := plural(d.Added, "new point", "new points") + ", " + plural(len(d.Changed), "replaced", "replaced") + ", " + plural(d.Same, "as before", "as before")
	switch kind {
	case "findings":
		what = plural(d.Added, "new finding", "new findings") + ", " + plural(d.Same, "there already", "there already")
	case "seal-certs":
		what = plural(d.Added, "criterion", "criteria") + ", " + plural(d.Answers, "answer", "answers")
	}
	if len(d.Files) == 0 {
		what += "; no file was changed"
	} else {
		what += " in " + strings.Join(d.Files, ", ")
	}
	if d.Cadence != "" {
		what += fmt.Sprintf("; cadence %s, unit %s", d.Cadence, generator.Printable(cmp.Or(d.Unit, "none")))
	}
	if d.Answers > 0 {
		what += "; the answers are dated " + d.Day.Format(time.DateOnly) + " (--as-of sets another day)"
	}
	fmt.Fprintln(c.stderr, what)
}
