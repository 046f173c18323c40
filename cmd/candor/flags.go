package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"candor/generator"
)

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
	format   string
	against  string
	release  string
	args     []string
}

// flags declares the shared flags; more adds a command's own.
func (c *call) flags(usage string, more func(*shared)) (*shared, error) {
	s := &shared{set: flag.NewFlagSet(c.name, flag.ContinueOnError)}
	s.set.SetOutput(io.Discard)
	s.text(&s.source, "source", "s", ".", "`DIR`", "folder of the site")
	s.text(&s.audience, "audience", "a", "", "`NAME`", "only the edition of this audience")
	s.text(&s.asOf, "as-of", "", "", "`DATE`", "day the report speaks for (default: candor.toml's as_of, else SOURCE_DATE_EPOCH, else today)")
	s.flag(&s.drafts, "drafts", "", "put drafts into every edition")
	s.flag(&s.quiet, "quiet", "q", "say nothing but problems")
	s.flag(&s.verbose, "verbose", "v", "say more")
	s.flag(&s.noColor, "no-color", "", "no colours (also with NO_COLOR set)")
	if more != nil {
		more(s)
	}
	err := s.parse(c.args)
	if errors.Is(err, flag.ErrHelp) {
		s.help(c.stdout, "Usage: candor "+usage)
		return nil, errHelp
	}
	if err != nil {
		return nil, s.explain(err)
	}
	want := len(strings.Fields(arguments.FindString(usage)))
	switch {
	case len(s.args) > want:
		return nil, fmt.Errorf("unexpected argument %q", s.args[want])
	case len(s.args) < want:
		return nil, fmt.Errorf("an argument is missing: candor %s", usage)
	}
	return s, nil
}

// arguments are the words of a usage line that are no flags.
var arguments = regexp.MustCompile(`( (source|[A-Z]+))+`)

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
		s.set.StringVar(p, short, value, "the same as --"+name)
	}
}

func (s *shared) flag(p *bool, name, short, usage string) {
	s.set.BoolVar(p, name, false, usage)
	if short != "" {
		s.set.BoolVar(p, short, false, "the same as --"+name)
	}
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

func (s *shared) help(w io.Writer, usage string) {
	fmt.Fprintf(w, "%s\n\nFlags:\n", usage)
	short := map[string]string{}
	s.set.VisitAll(func(f *flag.Flag) {
		if name, ok := strings.CutPrefix(f.Usage, "the same as --"); ok {
			short[name] = f.Name
		} else if _, name, ok := strings.Cut(f.Usage, " the same as --"); ok {
			short[name] = f.Name
		}
	})
	s.set.VisitAll(func(f *flag.Flag) {
		if strings.Contains(f.Usage, "the same as --") {
			return
		}
		arg, text := flag.UnquoteUsage(f)
		name := "    --" + f.Name
		if k := short[f.Name]; k != "" {
			name = "-" + k + ", --" + f.Name
		}
		if arg != "" && arg != "value" && !isBool(f) {
			name += " " + arg
			text = strings.TrimPrefix(text, arg+" ")
		}
		fmt.Fprintf(w, "  %-24s %s\n", name, text)
	})
}

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
