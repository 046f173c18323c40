// Command candor turns a repository of post-mortems and metrics into a static
// site in two editions: a redacted public one and a full internal one.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
)

// Exit codes.
const (
	exitOK       = 0
	exitProblems = 1 // problems in content or data
	exitUsage    = 2 // usage or configuration, a folder that is not replaced
	exitLeak     = 3 // something would leak
	exitFault    = 4 // a fault of candor's own
)

// command is one of candor's commands.
type command struct {
	name, args, short string
	run               func(*call) int
}

func commands() []command {
	return []command{
		{"build", "", "write every edition into its folder", runBuild},
		{"verify", "DIR", "search built output for what its audience may not see", runVerify},
		{"explain", "FILE", "who sees which part of a file; or CODE: what a problem means", runExplain},
		{"diff", "OLD NEW", "what an audience learns and stops seeing between two sources", runDiff},
		{"import", "KIND FILE", "csv: columns of a sheet into a metric; seal-certs: control lists into criteria", runImport},
		{"export", "source DIR", "write the source as one audience may see it", runExport},
		{"theme", "ACTION", "list, show FILE or check: what a site's own theme may replace", runTheme},
		{"check", "", "list all problems of content and data, write nothing", runCheck},
		{"version", "", "print the version", runVersion},
	}
}

// call is one run of a command.
type call struct {
	ctx            context.Context
	name           string
	args           []string
	stdout, stderr io.Writer
	env            func(string) string
}

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(50) // memory is bounded by the site, so collect before it doubles
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr, os.Getenv)
	stop()
	os.Exit(code)
}

// run is main without the process around it. A panic is one line and exit 4.
func run(ctx context.Context, args []string, stdout, stderr io.Writer, env func(string) string) (code int) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintln(stderr, "candor: a fault of its own stopped it; nothing was published. Please report it with the command and candor version.")
			code = exitFault
		}
	}()
	c := &call{ctx: ctx, stdout: stdout, stderr: stderr, env: env}
	if len(args) == 0 {
		printHelp(stderr)
		return exitUsage
	}
	name := args[0]
	switch name {
	case "help", "-h", "--help":
		printHelp(stdout)
		return exitOK
	case "-v", "--version":
		name = "version"
	}
	all := commands()
	i := slices.IndexFunc(all, func(k command) bool { return k.name == name })
	if i < 0 {
		fmt.Fprintf(stderr, "candor: unknown command%s\nRun candor help for the list.\n", suggestion(name, all))
		return exitUsage
	}
	c.name, c.args = all[i].name, args[1:]
	return all[i].run(c)
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
		fmt.Fprintf(w, "  %-18s %s\n", strings.TrimSpace(k.name+" "+k.args), k.short)
	}
	fmt.Fprint(w, "\nRun candor COMMAND --help for its flags.\n")
}

// usageError prints how a command was called wrongly.
func (c *call) usageError(err error) int {
	fmt.Fprintf(c.stderr, "candor %s: %s\nRun candor %s --help for its flags.\n", c.name, err, c.name)
	return exitUsage
}

var errHelp = errors.New("help")
