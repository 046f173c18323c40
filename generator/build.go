package generator

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"candor/generator/internal/page"
	"candor/generator/internal/site"
	"candor/generator/internal/source"
	"candor/generator/internal/sweep"
	"candor/generator/internal/theme"
)

// Result is what a build wrote.
type Result struct {
	Notes    []string // what a reviewer should know: silent parts, public reasons, files published unchanged
	Editions []EditionResult
	Withheld int // parts that the widest audience does not see; 0 without the narrowest edition
	Released []Released
}

// EditionResult is one edition of a result.
type EditionResult struct {
	Audience, Folder string
	Pages, Files     int
	Bytes            int64
	Proven           bool // built from its staged source alone it is the same
}

// ProblemsError is why nothing was built: the site has problems.
type ProblemsError struct{ Problems Problems }

func (e *ProblemsError) Error() string { return fmt.Sprintf("%d errors", e.Problems.Errors()) }

// RefusedError is a folder that candor does not replace.
type RefusedError struct{ Folder, Why string }

func (e *RefusedError) Error() string { return e.Folder + ": " + e.Why }

// Build writes the editions. Either all of them take the places of the old
// ones, or none does. Every edition but the narrowest is searched for what was
// cut, and built a second time from its staged source alone; what is found, and
// a byte that differs, is a *LeakError.
func (s *Site) Build(ctx context.Context) (*Result, error) {
	if err := s.sound(); err != nil {
		return nil, err
	}
	editions, err := s.wanted()
	if err != nil {
		return nil, err
	}
	unlock, err := s.lockOutputs(ctx, editions)
	if err != nil {
		return nil, err
	}
	defer unlock()
	var lock []byte
	if s.config.Release != "" {
		if lock, err = s.release(editions); err != nil {
			return nil, err
		}
	}
	result := &Result{Notes: s.notes(editions)}
	if editions[0].level == 0 { // a build for others counts nothing hidden
		result.Withheld = len(s.ledger)
	}
	var outs []*site.Output
	discard := func() {
		for _, o := range outs {
			o.Discard()
		}
	}
	for _, e := range editions {
		target := s.folder(e)
		o, err := site.Create(target, e.name)
		if err != nil {
			discard()
			return nil, refused(target, err)
		}
		outs = append(outs, o)
		pages, err := s.writeSwept(ctx, e, o)
		proof := e.level > 0 && !s.config.NoProof
		if err == nil && proof {
			err = s.prove(ctx, e, o)
		}
		if err != nil {
			discard()
			return nil, err
		}
		result.Released = append(result.Released, e.releases()...)
		files, size := o.Size()
		result.Editions = append(result.Editions, EditionResult{Audience: e.name, Folder: target, Pages: pages, Files: files, Bytes: size, Proven: proof})
	}
	for i, o := range outs {
		if err := o.Publish(); err != nil {
			discard()
			return nil, refused(result.Editions[i].Folder, err)
		}
	}
	if lock != nil {
		return result, s.writeLock(lock)
	}
	return result, nil
}

// lockOutputs keeps other builds away from the folders of the editions. All
// builds lock in the same order, so that none waits for another in a circle.
func (s *Site) lockOutputs(ctx context.Context, editions []*edition) (unlock func(), err error) {
	var held []func()
	unlock = func() {
		for _, release := range held {
			release()
		}
	}
	var folders []string
	for _, e := range editions {
		target := s.folder(e)
		if err := site.Check(target, e.name); err != nil {
			return nil, refused(target, err)
		}
		folders = append(folders, target)
	}
	slices.Sort(folders)
	for _, target := range slices.Compact(folders) {
		release, err := site.Lock(ctx, target, func() { s.config.waits(target) })
		if err != nil {
			unlock()
			return nil, err
		}
		held = append(held, release)
	}
	return unlock, nil
}

// writeSwept writes an edition and searches it on the way. It gives the number
// of pages.
func (s *Site) writeSwept(ctx context.Context, e *edition, o *site.Output) (int, error) {
	search, err := s.newSweep(ctx, e)
	if err != nil {
		return 0, err
	}
	return s.write(ctx, e, o, search)
}

// write writes an edition; search may be nil.
func (s *Site) write(ctx context.Context, e *edition, o *site.Output, search *sweep.Sweep) (int, error) {
	t := s.newTree(e)
	marks := s.marksIn(e)
	take := func(name string, data []byte) error { return errors.Join(o.Write(name, data), marks(name, data)) }
	finds, err := t.each(ctx, search, take, func(done int) { s.config.progress("writing "+e.name, done, len(t.files)) })
	if err != nil {
		return 0, err
	}
	list := o.Checksums()
	if search != nil {
		finds = s.byRight(e, search, append(finds, search.File(sums, list)...), t.read(list))
	}
	return t.pages, errors.Join(o.Write(sums, list), s.leaks(finds, e.name), e.fewCases())
}

func refused(folder string, err error) error {
	if errors.Is(err, site.ErrRefused) {
		return &RefusedError{folder, err.Error()}
	}
	return err
}

// wanted lists the editions to build, the narrowest first.
func (s *Site) wanted() ([]*edition, error) {
	var out []*edition
	for _, e := range s.editions {
		if s.config.Audience == e.name || s.config.Audience == "" && e.output != "" {
			out = append(out, e)
		}
	}
	if len(out) == 0 {
		return nil, usage("no edition has this audience", "the audiences of this site are "+fmt.Sprint(s.rules.Order.Names()))
	}
	return out, nil
}

// folder is where an edition is written to.
func (s *Site) folder(e *edition) string {
	if s.config.Output != "" {
		return s.config.Output
	}
	name := e.output
	if name == "" {
		name = e.name
	}
	return filepath.Join(orHere(s.config.Dir), filepath.FromSlash(name))
}

// loadTheme reads the theme, and adds the organisation's colour.
func (s *Site) loadTheme(before *Site) error {
	if before != nil && s.src.SameUnder(before.src, "themes") {
		s.theme, s.inTheme = before.theme, before.inTheme
		s.common = append(s.common, s.inTheme...)
		return nil
	}
	if err := s.readTheme(); err != nil {
		return err
	}
	s.common = append(s.common, s.inTheme...)
	s.theme.AddStyle(s.brandStyle())
	return nil
}

// readTheme reads the built-in theme and the site's own on top of it.
func (s *Site) readTheme() error {
	name := s.editions[0].program.Site.Theme
	var err error
	if name == "default" || name == "" {
		s.theme, err = theme.Load(nil, s.editions[0].program.Site.Language)
		return err
	}
	if len(s.src.Under("themes/"+name)) == 0 {
		e := usage("there is no folder themes/"+name, `make it, or write theme = "default"`)
		e.Problems[0].Pos = s.root.Get("theme").At(source.ConfigFile)
		return e
	}
	for _, file := range s.src.Under("themes/" + name) {
		data, err := s.src.Read(file)
		if err != nil {
			return err
		}
		s.rules.CheckFile(file, data, &s.inTheme)
	}
	folder, err := s.src.Folder("themes/" + name)
	if err != nil {
		return err
	}
	if s.theme, err = theme.Load(folder, s.editions[0].program.Site.Language); err != nil {
		return themeError("themes/"+name+"/", err)
	}
	return nil
}

var themePlace = regexp.MustCompile(`^([^:\s]+):(\d+):(?:(\d+):)? (.*)$`)

// themeError puts the mistakes of a site's own theme where they stand.
func themeError(folder string, err error) error {
	var ps Problems
	for _, line := range strings.Split(err.Error(), "\n") {
		at := source.Pos{File: folder, Line: 1, Column: 1}
		if m := themePlace.FindStringSubmatch(line); m != nil {
			at.File, line = folder+m[1], m[4]
			at.Line, _ = strconv.Atoi(m[2])
			at.Column, _ = strconv.Atoi(m[3])
		}
		ps.Errorf(at, "config/theme", "compare it with candor theme show", "%s", line)
	}
	return &ConfigError{ps.Sorted()}
}

// builder prepares the pages of an edition.
func (s *Site) builder(e *edition) *page.Builder {
	order := s.rules.Order
	in := page.Input{Index: e.index, Analyses: e.results.analyses, Maturity: e.results.maturity, Edition: e.name, Version: s.config.Version,
		Widest: order.Name(order.Widest()), Narrowest: order.Name(0), LinkFile: e.linkFile(), Assets: s.themeAssets(e), Language: s.theme.Language(), ImageSize: e.imageSize}
	if e.level == 0 {
		in.Ledger = s.withheld()
		in.Commit, in.Warnings = s.config.Commit, s.warnings()
	}
	return page.NewBuilder(in)
}

// warnings are what check says of the site without refusing it.
func (s *Site) warnings() []page.Warning {
	var out []page.Warning
	for _, p := range s.Problems {
		if p.Severity == Warning {
			out = append(out, page.Warning{File: p.Pos.File, Line: p.Pos.Line, Text: p.Message, Hint: p.Hint})
		}
	}
	return out
}

// linkFile reports whether an edition's links end in index.html, so that it
// opens from the disk: the narrowest's do, unless it says otherwise.
func (e *edition) linkFile() bool {
	for _, ed := range e.program.Site.Editions {
		if ed.Key == e.name && ed.Links != "" {
			return ed.Links == "file"
		}
	}
	return e.level == 0
}
