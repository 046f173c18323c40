package main

import (
	"fmt"
	"slices"
	"strings"
)

// command is one of candor's commands. Help, completions, man pages and the
// reading of a command line all come from it.
type command struct {
	name  string
	args  []argument
	short string        // what it does, in a line
	long  string        // what else its users should know
	flags func(*shared) // declares flags of its own
	scope scope
	run   func(*call, *shared) int

	audience string // what --audience says here; "" is: only the edition of this audience
}

// scope is what a command works on. It decides which of the shared flags it has.
type scope int

const (
	editions scope = iota // a site and its editions
	folder                // the folder of a site
	nothing               // no site at all
)

// argument is a word that a command takes.
type argument struct {
	name     string
	words    []string // what it may be; nil is anything
	optional bool
}

func (a argument) String() string {
	if a.optional {
		return "[" + a.name + "]"
	}
	return a.name
}

// commands are in the order in which a new user needs them.
func commands() []command {
	return []command{
		initCommand(), newCommand(), serveCommand(), checkCommand(), buildCommand(), explainCommand(), diffCommand(), verifyCommand(),
		exportCommand(), importCommand(), themeCommand(), schemaCommand(), doctorCommand(),
		completionCommand(), manCommand(), versionCommand(),
	}
}

// usage is the command with its arguments: diff OLD NEW.
func (k command) usage() string {
	words := []string{k.name}
	for _, a := range k.args {
		words = append(words, a.String())
	}
	return strings.Join(words, " ")
}

// check compares the arguments of a call with what the command takes.
func (k command) check(args []string) error {
	if len(args) > len(k.args) {
		return fmt.Errorf("unexpected argument %q", args[len(k.args)])
	}
	for i, a := range k.args {
		switch {
		case i >= len(args) && !a.optional:
			return fmt.Errorf("an argument is missing: candor %s", k.usage())
		case i < len(args) && a.words != nil && !slices.Contains(a.words, args[i]):
			return fmt.Errorf("%s is one of %s, not %q%s", a.name, strings.Join(a.words, ", "), args[i], hintFor(args[i], a.words))
		}
	}
	return nil
}
