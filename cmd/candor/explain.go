package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"candor/generator"
)

func explainCommand() command {
	return command{name: "explain", args: []argument{{name: "FILE"}}, run: runExplain,
		short: "who sees which part of a file; or CODE: what a problem means"}
}

// runExplain says what a problem's code means, or who sees which part of a file.
func runExplain(c *call, s *shared) int {
	if explanation, ok := generator.ExplainCode(s.args[0]); ok && !strings.HasSuffix(s.args[0], ".md") {
		fmt.Fprintf(c.stdout, "%s\n\n%s\n", s.args[0], explanation)
		return exitOK
	}
	if !strings.Contains(s.args[0], ".") {
		return c.usageError(fmt.Errorf("%q is neither a file nor a code%s", s.args[0], hintFor(s.args[0], generator.Codes())))
	}
	site, err := c.load(s)
	if err != nil {
		return c.failed(s, err)
	}
	defer site.Close()
	readings, marks, err := site.ExplainFile(filepath.ToSlash(s.args[0]))
	if err != nil {
		c.printProblems(s, site.Problems)
		return c.failed(s, err)
	}
	if s.audience == "" {
		c.printMarks(marks)
	}
	named := slices.ContainsFunc(readings, func(r generator.Reading) bool { return len(r.Names) > 0 })
	if s.audience == "" && len(marks) == 0 && !named {
		fmt.Fprintln(c.stdout, "every audience that sees the file sees all of it")
	}
	for _, r := range readings {
		c.printReading(s, r)
	}
	return exitOK
}

func hintFor(name string, candidates []string) string {
	if hint := didYouMean(name, candidates); hint != "" {
		return " (" + hint + ")"
	}
	return ""
}

func (c *call) printMarks(marks []generator.Mark) {
	for _, m := range marks {
		line := fmt.Sprintf("line %d: %s, only for %s", m.Line, m.Kind, m.Audience)
		if m.Until != "" {
			line += " until " + m.Until
		}
		if m.Silent {
			line += ", without a marker"
		}
		if m.Reason != "" {
			line += ": " + m.Reason
		}
		fmt.Fprintln(c.stdout, line)
	}
}

func (c *call) printReading(s *shared, r generator.Reading) {
	title := "── " + r.Audience + " "
	title += strings.Repeat("─", max(0, 60-len([]rune(title))))
	if c.color(s) {
		title = "\x1b[1m" + title + "\x1b[0m"
	}
	text := r.Text
	if text == "" {
		text = "(does not see this file)\n"
	}
	fmt.Fprintf(c.stdout, "\n%s\n", title)
	for _, n := range r.Names {
		fmt.Fprintf(c.stdout, "{%s} is read as %s\n", n.Key, n.Form)
	}
	fmt.Fprint(c.stdout, text)
}
