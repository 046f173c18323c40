package generator

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"candor/generator/internal/dataset"
	"candor/generator/internal/page"
	"candor/generator/internal/program"
	"candor/generator/internal/site"
	"candor/generator/internal/source"
	"candor/generator/internal/theme"
)

// Result is what a build wrote.
type Result struct {
	Notes    []string // what a reviewer should know: silent parts, public reasons, files published unchanged
	Editions []EditionResult
	Withheld int // parts that the widest audience does not see
	Released []Released
}

// EditionResult is one edition of a result.
type EditionResult struct {
	Audience, Folder string
	Pages, Files     int
	Bytes            int64
}

// ProblemsError is why nothing was built: the site has problems.
type ProblemsError struct{ Count int }

func (e *ProblemsError) Error() string { return fmt.Sprintf("%d problems", e.Count) }

// RefusedError is a folder that candor does not replace.
type RefusedError struct{ Folder, Why string }

func (e *RefusedError) Error() string { return e.Folder + ": " + e.Why }

// Build writes the editions. Either all of them take the places of the old
// ones, or none does.
func (s *Site) Build(ctx context.Context) (*Result, error) {
	if err := s.sound(); err != nil {
		return nil, err
	}
	editions, err := s.wanted()
	if err != nil {
		return nil, err
	}
	var lock []byte
	if s.config.Release != "" {
		if lock, err = s.release(editions); err != nil {
			return nil, err
		}
	}
	result := &Result{Withheld: len(s.ledger), Notes: s.notes(editions)}
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
		if err != nil {
			discard()
			return nil, err
		}
		result.Released = append(result.Released, e.releases()...)
		files, size := o.Size()
		result.Editions = append(result.Editions, EditionResult{Audience: e.name, Folder: target, Pages: pages, Files: files, Bytes: size})
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

// writeSwept writes an edition and searches it on the way.
func (s *Site) writeSwept(ctx context.Context, e *edition, o *site.Output) (int, error) {
	sweep, err := s.newSweep(e)
	if err != nil {
		return 0, err
	}
	out := &swept{Output: o, sweep: sweep}
	pages, err := s.write(ctx, e, out)
	if err != nil {
		return 0, err
	}
	return pages, leaks(out.finds, e.name)
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

// loadTheme reads the built-in theme and the site's own on top of it.
func (s *Site) loadTheme() error {
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
		Widest: order.Name(order.Widest()), Narrowest: order.Name(0), LinkFile: e.linkFile(), Assets: s.themeAssets(e), Language: s.theme.Language()}
	if e.level == 0 {
		in.Ledger = s.withheld()
	}
	return page.NewBuilder(in)
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

// write renders all files of an edition and gives the number of pages.
func (s *Site) write(ctx context.Context, e *edition, o *swept) (int, error) {
	b := s.builder(e)
	outputs := b.Outputs()
	var once sync.Once
	var failed error
	fail := func(err error) { once.Do(func() { failed = err }) }
	buffers := sync.Pool{New: func() any { return new(bytes.Buffer) }}
	parallel(len(outputs), func(i int) {
		if failed != nil || ctx.Err() != nil {
			return
		}
		buf := buffers.Get().(*bytes.Buffer)
		defer buffers.Put(buf)
		buf.Reset()
		data, err := outputs[i].Make()
		if err == nil {
			err = s.theme.Execute(buf, data)
		}
		if err == nil {
			err = o.Write(outputs[i].Path, buf.Bytes())
		}
		if err != nil {
			fail(fmt.Errorf("%s: %w", outputs[i].Path, err))
		}
	}, func(done int) { s.config.progress("writing "+e.name, done, len(outputs)) })
	if failed != nil {
		return 0, failed
	}
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	return len(outputs), s.writeFiles(e, o, b, outputs)
}

// writeFiles writes everything but the pages.
func (s *Site) writeFiles(e *edition, o *swept, b *page.Builder, outputs []page.Output) error {
	for _, step := range []func() error{
		func() error { return s.writeTheme(e, o) },
		func() error { return s.writeFigures(e, o) },
		func() error { return s.writeUsed(e, o) },
		func() error { return writeSearch(o, b) },
		func() error { return s.writeIndexes(e, o, b, outputs) },
		func() error { return o.Write("checksums.txt", o.Checksums()) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (s *Site) writeFigures(e *edition, o *swept) error {
	for i, m := range e.program.Metrics {
		set := dataset.NewMetric(m, e.results.analyses[i])
		data, err := dataset.JSON(set)
		if err != nil {
			return fmt.Errorf("metric %s: %w", m.ID, err)
		}
		table, err := set.CSV()
		if err != nil {
			return fmt.Errorf("metric %s: %w", m.ID, err)
		}
		if err := errors.Join(o.Write("metrics/"+m.ID+"/data.json", data), o.Write("metrics/"+m.ID+"/data.csv", table)); err != nil {
			return err
		}
	}
	if r := e.results.maturity; r != nil && len(r.Domains) > 0 {
		levels, err := dataset.LevelsCSV(r, e.program.Site.AsOf.Format(time.DateOnly))
		if err == nil {
			err = o.Write("maturity/levels.csv", levels)
		}
		if err != nil {
			return fmt.Errorf("maturity: %w", err)
		}
	}
	report, err := dataset.JSON(dataset.NewReport(e.program, e.name, e.results.analyses, e.results.maturity))
	if err != nil {
		return fmt.Errorf("report.json: %w", err)
	}
	return o.Write("report.json", report)
}

func writeSearch(o *swept, b *page.Builder) error {
	data, err := json.Marshal(b.NewSearchIndex())
	if err != nil {
		return fmt.Errorf("search index: %w", err)
	}
	return o.Write("search/index.json", append(data, '\n'))
}

func (s *Site) writeUsed(e *edition, o *swept) error {
	for _, u := range e.used() {
		data, err := s.asset(e, u.file)
		if err != nil {
			return fmt.Errorf("%s: %w", u.file, err)
		}
		if err := o.Write(program.AssetAddress(u.file), data); err != nil {
			return err
		}
	}
	return nil
}
