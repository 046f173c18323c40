package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"candor/generator"
)

// sameAs begins the text of a flag's short form.
const sameAs = "the same as --"

// shared are the flags that all commands on a site have.
type shared struct {
	set      *flag.FlagSet
	source   string
	audience string
	output   string
	asOf     string
	drafts   bool
	quiet    bool
	verbose  bool
	noColor  bool
	strict   bool
	noProof  bool
	reveal   bool
	format   string
	against  string
	release  string
	commit   string
	previous string
	profile  string
	choices  map[string][]string // by flag: what its value may be
	args     []string
}

// options declares the flags of a command: those that all commands on a site
// have, and its own.
func (k command) options() *shared {
	s := &shared{set: flag.NewFlagSet(k.name, flag.ContinueOnError)}
	s.set.SetOutput(io.Discard)
	if k.scope != nothing {
		s.text(&s.source, "source", "s", ".", "`DIR`", "folder of the site")
		s.text(&s.asOf, "as-of", "", "", "`DATE`", "day the report speaks for (default: candor.toml's as_of, else SOURCE_DATE_EPOCH, else today)")
	}
	if k.scope == editions || k.audience != "" {
		s.text(&s.audience, "audience", "a", "", "`NAME`", cmp.Or(k.audience, "only the edition of this audience"))
	}
	if k.scope == editions {
		s.flag(&s.drafts, "drafts", "", "put drafts into every edition")
	}
	s.flag(&s.quiet, "quiet", "q", "say nothing but problems")
	s.flag(&s.verbose, "verbose", "v", "say more")
	s.flag(&s.noColor, "no-color", "", "no colours (also with NO_COLOR set)")
	if k.flags != nil {
		k.flags(s)
	}
	return s
}

// previousFlag declares the report to compare with.
func (s *shared) previousFlag() {
	s.text(&s.previous, "previous", "", "", "`FILE`", "compare with the last published report.json, or the folder it lies in")
}

// revealFlag declares the look at what matches.
func (s *shared) revealFlag() {
	s.flag(&s.reveal, "reveal", "", "show the matching words of a leak here in the terminal (never with CI set)")
}

// parse reads flags before, between and behind the arguments.
func (s *shared) parse(args []string) error {
	for {
		if err := s.set.Parse(args); err != nil {
			return err
		}
		if s.set.NArg() == 0 {
			return nil
		}
		s.args = append(s.args, s.set.Arg(0))
		args = s.set.Args()[1:]
	}
}

func (s *shared) text(p *string, name, short, value, arg, usage string) {
	s.set.StringVar(p, name, value, arg+" "+usage)
	if short != "" {
		s.set.StringVar(p, short, value, sameAs+name)
	}
}

func (s *shared) flag(p *bool, name, short, usage string) {
	s.set.BoolVar(p, name, false, usage)
	if short != "" {
		s.set.BoolVar(p, short, false, sameAs+name)
	}
}

// choice is a flag with a word out of a list; "" is left to the command.
func (s *shared) choice(p *string, name, value string, words []string, usage string) {
	if s.choices == nil {
		s.choices = map[string][]string{}
	}
	s.choices[name] = words
	s.text(p, name, "", value, "`"+strings.ToUpper(name)+"`", strings.TrimSpace(strings.Join(words, ", ")+" "+usage))
}

func (s *shared) checkChoices() error {
	var err error
	s.set.Visit(func(f *flag.Flag) {
		if words := s.choices[f.Name]; words != nil && !slices.Contains(words, f.Value.String()) {
			err = fmt.Errorf("--%s is one of %s", f.Name, strings.Join(words, ", "))
		}
	})
	return err
}

// explain says what was meant by an unknown flag.
func (s *shared) explain(err error) error {
	name, ok := strings.CutPrefix(err.Error(), "flag provided but not defined: -")
	if !ok {
		return err
	}
	var names []string
	s.set.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	name = strings.TrimPrefix(name, "-")
	if hint := didYouMean(name, names); hint != "" {
		return fmt.Errorf("unknown flag --%s (%s)", name, hint)
	}
	return fmt.Errorf("unknown flag --%s", name)
}

// named is a flag as help and man pages show it.
type named struct{ short, long, arg, text string }

// list are the command's flags in the order of their names.
func (s *shared) list() []named {
	var out []named
	short := map[string]string{}
	s.set.VisitAll(func(f *flag.Flag) {
		if _, name, ok := strings.Cut(f.Usage, sameAs); ok {
			short[name] = f.Name
		}
	})
	s.set.VisitAll(func(f *flag.Flag) {
		if strings.Contains(f.Usage, sameAs) {
			return
		}
		n := named{short: short[f.Name], long: f.Name}
		if n.arg, n.text = flag.UnquoteUsage(f); isBool(f) {
			n.arg = ""
		}
		n.text = strings.TrimPrefix(n.text, n.arg+" ")
		out = append(out, n)
	})
	return out
}

func (s *shared) help(w io.Writer, k command) {
	fmt.Fprintf(w, "Usage: candor %s [flags]\n\n%s\n", k.usage(), sentence(k.short))
	if k.long != "" {
		fmt.Fprintf(w, "\n%s\n", k.long)
	}
	fmt.Fprint(w, "\nFlags:\n")
	for _, f := range s.list() {
		name := "    --" + f.long
		if f.short != "" {
			name = "-" + f.short + ", --" + f.long
		}
		fmt.Fprintf(w, "  %-24s %s\n", strings.TrimSuffix(name+" "+f.arg, " "), f.text)
	}
}

// sentence is a command's short text with a capital and a full stop.
func sentence(s string) string { return strings.ToUpper(s[:1]) + s[1:] + "." }

func isBool(f *flag.Flag) bool {
	b, ok := f.Value.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}

// load reads the site that the flags name.
func (c *call) load(s *shared) (*generator.Site, error) {
	conf, err := c.config(s)
	if err != nil {
		return nil, &generator.UsageError{Message: err.Error()}
	}
	return generator.Load(conf)
}

// config turns the flags into what the generator needs.
func (c *call) config(s *shared) (generator.Config, error) {
	conf := generator.Config{Dir: s.source, Audience: s.audience, Output: s.output, Drafts: s.drafts, Version: release()}
	conf.Reveal = s.reveal && c.env("CI") == "" && (s.format == "" || s.format == "text")
	if s.asOf != "" {
		day, err := time.Parse(time.DateOnly, s.asOf)
		if err != nil {
			return conf, errors.New("--as-of wants a date such as 2026-09-30")
		}
		conf.AsOf = day
	}
	if epoch := c.env("SOURCE_DATE_EPOCH"); epoch != "" {
		n, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil || n < 0 {
			return conf, errors.New("SOURCE_DATE_EPOCH is no number of seconds")
		}
		conf.Fallback = time.Unix(n, 0).UTC()
	}
	return conf, nil
}
