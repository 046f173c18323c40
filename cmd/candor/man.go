package main

import (
	"fmt"
	"io"
	"strings"
)

func manCommand() command {
	return command{name: "man", scope: nothing,
		short: "print the manual page",
		long:  "candor man | man -l -   shows it; make install puts it where man looks.",
		run: func(c *call, _ *shared) int {
			printManual(c.stdout, commands())
			return exitOK
		}}
}

func printManual(w io.Writer, all []command) {
	fmt.Fprintf(w, ".TH CANDOR 1 \"\" \"candor %s\"\n.SH NAME\ncandor \\- public and internal security reports from one source\n", baseVersion)
	fmt.Fprint(w, ".SH SYNOPSIS\n.B candor\n.I COMMAND\n[flags]\n.SH DESCRIPTION\n")
	fmt.Fprintln(w, roff("candor turns a repository of post-mortems and metrics into a static site in two editions: a redacted public one, and a full internal one."))
	fmt.Fprint(w, ".SH COMMANDS\n")
	for _, k := range all {
		fmt.Fprintf(w, ".SS %s\n%s\n", roff("candor "+k.usage()), roff(sentence(k.short)))
		for line := range strings.Lines(k.long) {
			fmt.Fprintf(w, ".br\n%s\n", roff(strings.TrimSpace(line)))
		}
		for _, f := range k.options().list() {
			name := "--" + f.long
			if f.short != "" {
				name = "-" + f.short + ", " + name
			}
			fmt.Fprintf(w, ".TP\n.B %s\n%s\n", roff(strings.TrimSuffix(name+" "+f.arg, " ")), roff(f.text))
		}
	}
	fmt.Fprint(w, ".SH EXIT STATUS\n")
	for _, e := range exits {
		fmt.Fprintf(w, ".TP\n.B %d\n%s\n", e.code, roff(e.text))
	}
	fmt.Fprint(w, ".SH ENVIRONMENT\n.TP\n.B SOURCE_DATE_EPOCH\n", roff("The report's day, when neither --as-of nor candor.toml names one."), "\n.TP\n.B NO_COLOR\n", roff("No colours."), "\n.TP\n.B VISUAL, EDITOR\n", roff("What candor new opens a page with."), "\n")
}

// roff is a line of text without what roff would read as its own.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text)
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		text = `\&` + text
	}
	return text
}
