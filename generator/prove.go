package generator

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"testing/fstest"

	"candor/generator/internal/cut"
	"candor/generator/internal/site"
	"candor/generator/internal/source"
	"candor/generator/internal/sweep"
)

const (
	unproven = "leak/unproven"
	ownFault = "this is a fault of candor's own: publish nothing, and report it"
)

// prove builds an edition once more, from its staged source alone, and compares
// it with what was written. The second build never had what is hidden: a count,
// an order, a size or a figure that came from there differs, and so does what no
// search for words can see. A difference is a *LeakError.
func (s *Site) prove(ctx context.Context, e *edition, written *site.Output) error {
	staged, err := s.alone(e)
	if err != nil {
		return err
	}
	var ps Problems
	for _, p := range s.weigh(staged.Problems) { // the staged source has no [checks]
		if p.Severity == Error {
			ps.Errorf(p.Pos, unproven, ownFault, "the source of the %s audience alone has an error here: %s", e.name, p.Message)
		}
	}
	if len(ps) > 0 {
		return &LeakError{ps}
	}
	staged.config.Progress = func(_ string, done, total int) { s.config.progress("proving "+e.name, done, total) }
	again := site.Summed(e.name)
	if _, err := staged.write(ctx, staged.editions[e.level], again, nil); err != nil {
		return err
	}
	if names := written.Differing(again); len(names) > 0 {
		return &LeakError{others(names, e.name)}
	}
	return nil
}

// mostOthers is how many differing files are named: what made one of them another
// one, made the rest so, too.
const mostOthers = 5

// others reports files that the second build made otherwise.
func others(names []string, audience string) (ps Problems) {
	names = slices.DeleteFunc(names, func(name string) bool { return name == sums && len(names) > 1 }) // it follows from the rest
	for i, name := range names[:min(len(names), mostOthers)] {
		more := ""
		if left := len(names) - mostOthers; i == mostOthers-1 && left > 0 {
			more = fmt.Sprintf(", and so are %d more", left)
		}
		ps.Errorf(source.Pos{File: path.Join(audience, name), Line: 1, Column: 1}, unproven, ownFault, "built from the source of the %s audience alone, this file is another one%s", audience, more)
	}
	return ps
}

// alone reads an edition's staged source as a site of its own. Of a page that no
// cut changes it takes what was read: nothing there is hidden from anybody.
func (s *Site) alone(e *edition) (*Site, error) {
	files, err := s.stagedAround(e, nil)
	if err != nil {
		return nil, err
	}
	taken := map[string]*pageRead{}
	for _, p := range e.program.Pages {
		if r := s.reads[p.File]; r.whole {
			taken[p.File] = r.unhidden()
			files[p.File] = nil
			continue
		}
		staged, err := s.restage(e, p.File)
		if err != nil {
			return nil, err
		}
		files[p.File] = staged.Source()
	}
	src, err := source.Open(inMemory(files))
	if err != nil {
		return nil, err
	}
	config := Config{Audience: e.name, AsOf: s.config.AsOf, Today: s.config.Today, Drafts: s.config.Drafts, Version: s.config.Version}
	staged := &Site{config: config, src: src, taken: taken}
	if err := staged.fill(nil); err != nil {
		return nil, fmt.Errorf("read the staged source: %w", err)
	}
	return staged, nil
}

// unhidden is what a page gave that all who see it see whole, without its
// problems.
func (r *pageRead) unhidden() *pageRead {
	n := len(r.pages)
	return &pageRead{pages: r.pages, later: r.later, found: make([]Problems, n), hidden: make([][]cut.Hidden, n), words: make([]sweep.Trace, n), literal: r.literal, whole: true}
}

// inMemory is a file system of files by path.
func inMemory(files map[string][]byte) fs.FS {
	out := fstest.MapFS{}
	for name, data := range files {
		out[name] = &fstest.MapFile{Data: data}
	}
	return out
}
