// Command candor turns a repository of post-mortems and metrics into a static
// site in two editions: a redacted public one and a full internal one.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"syscall"
)

// Exit codes.
const (
	exitOK       = 0
	exitProblems = 1
	exitUsage    = 2
	exitLeak     = 3
	exitFault    = 4
)

// exits say what the exit codes mean, in help and manual.
var exits = []struct {
	code int
	text string
}{
	{exitOK, "fine"}, {exitProblems, "problems in content or data; something is there already"}, {exitUsage, "usage or configuration; a folder that is not replaced"},
	{exitLeak, "something hidden would be published"}, {exitFault, "a fault of candor's own"},
}

// call is one run of a command.
type call struct {
	ctx            context.Context
	command        command
	stdin          io.Reader
	stdout, stderr io.Writer
	env            func(string) string
}

func main() {
	if os.Getenv("GOGC") == "" {
		boundGarbage()
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv)
	stop()
	os.Exit(code)
}

// run is main without the process around it. A panic is one line and exit 4.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, env func(string) string) (code int) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintln(stderr, "candor: a fault of its own stopped it; nothing was published. Please report it with the command and candor version.")
			code = exitFault
		}
	}()
	c := &call{ctx: ctx, stdin: stdin, stdout: stdout, stderr: stderr, env: env}
	if len(args) == 0 {
		printHelp(stderr)
		return exitUsage
	}
	name := args[0]
	switch name {
	case "help", "-h", "--help":
		if len(args) < 2 {
			printHelp(stdout)
			return exitOK
		}
		name, args = args[1], []string{name, "--help"} // candor help build
	case "-v", "--version":
		name = "version"
	}
	all := commands()
	i := slices.IndexFunc(all, func(k command) bool { return k.name == name })
	if i < 0 {
		fmt.Fprintf(stderr, "candor: unknown command%s\nRun candor help for the list.\n", suggestion(name, all))
		return exitUsage
	}
	return c.do(all[i], args[1:])
}

// do reads a command's flags and runs it.
func (c *call) do(k command, args []string) int {
	c.command = k
	s := k.options()
	err := s.parse(args)
	if errors.Is(err, flag.ErrHelp) {
		s.help(c.stdout, k)
		return exitOK
	}
	if err == nil {
		err = s.checkChoices()
	}
	if err == nil {
		err = k.check(s.args)
	}
	if err != nil {
		return c.usageError(s.explain(err))
	}
	return k.run(c, s)
}

func suggestion(name string, all []command) string {
	var names []string
	for _, k := range all {
		names = append(names, k.name)
	}
	if hint := didYouMean(name, names); hint != "" {
		return " " + fmt.Sprintf("%q", name) + " (" + hint + ")"
	}
	return " " + fmt.Sprintf("%q", name)
}

func printHelp(w io.Writer) {
	fmt.Fprint(w, "candor turns post-mortems and metrics into a public and an internal site.\n\nUsage: candor COMMAND [flags]\n\nCommands:\n")
	for _, k := range commands() {
		fmt.Fprintf(w, "  %-20s %s\n", k.usage(), k.short)
	}
	fmt.Fprint(w, "\nRun candor COMMAND --help for its flags. Exit codes:\n")
	for _, e := range exits {
		fmt.Fprintf(w, "  %d  %s\n", e.code, e.text)
	}
}

// usageError prints how a command was called wrongly.
func (c *call) usageError(err error) int {
	fmt.Fprintf(c.stderr, "candor %s: %s\nRun candor %s --help for its flags.\n", c.command.name, err, c.command.name)
	return exitUsage
}
