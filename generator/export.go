package generator

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"candor/generator/internal/program"
	"candor/generator/internal/site"
	"candor/generator/internal/source"
	"candor/generator/internal/sweep"
	"candor/generator/internal/theme"
)

// ExportSource writes the staged source of an edition as a complete site of its
// own: building it gives the edition's bytes. The folder must be absent or
// empty. It returns the number of files. The error is a *LeakError when what
// would be written holds something that must not stand there.
func (s *Site) ExportSource(ctx context.Context, dir string) (int, error) {
	if err := s.sound(); err != nil {
		return 0, err
	}
	if around := site.Around(dir); around != "" {
		return 0, &RefusedError{dir, "refused: it lies inside the " + around + " edition"}
	}
	root, into := site.Resolved(orHere(s.config.Dir)), site.Resolved(dir)
	for _, own := range source.Roots {
		if overlap(filepath.ToSlash(into), filepath.ToSlash(filepath.Join(root, own))) {
			return 0, &RefusedError{dir, "refused: the next build would read it as a part of this site"}
		}
	}
	unlock, err := site.Lock(ctx, filepath.Clean(dir), func() { s.config.waits(dir) })
	if err != nil {
		return 0, err
	}
	defer unlock()
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return 0, &ExistsError{Names: []string{dir}, Hint: "Choose another folder, or remove it first."}
	}
	e, err := s.one()
	if err != nil {
		return 0, err
	}
	files, err := s.stagedFiles(e)
	if err == nil {
		err = s.searchStaged(ctx, e, files)
	}
	if err != nil {
		return 0, err
	}
	fresh := dir + ".new"
	if err := os.RemoveAll(fresh); err != nil {
		return 0, fmt.Errorf("clear the building folder: %w", err)
	}
	for name, data := range files {
		file := filepath.Join(fresh, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return 0, fmt.Errorf("make a folder: %w", err)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			return 0, fmt.Errorf("write a file: %w", err)
		}
	}
	if err := os.Remove(dir); err != nil && !os.IsNotExist(err) {
		return 0, fmt.Errorf("replace the empty folder: %w", err)
	}
	return len(files), os.Rename(fresh, dir)
}

// searchStaged searches an edition's staged source as its output is searched.
func (s *Site) searchStaged(ctx context.Context, e *edition, files map[string][]byte) error {
	search, err := s.newSweep(ctx, e)
	if err != nil || search == nil {
		return err
	}
	var finds []sweep.Find
	for name, data := range files {
		finds = append(finds, search.File(name, data)...)
	}
	return s.leaks(finds, e.name)
}

// ExistsError is why nothing was written: something is there already. Hint is a
// way out.
type ExistsError struct {
	Names []string
	Hint  string
}

func (e *ExistsError) Error() string {
	if len(e.Names) == 1 {
		return e.Names[0] + " exists already; it is not overwritten"
	}
	return fmt.Sprintf("these %d files exist already; they are not overwritten:\n  %s", len(e.Names), strings.Join(e.Names, "\n  "))
}

// one is the edition that is asked for: the widest unless an audience is named.
func (s *Site) one() (*edition, error) {
	name := s.config.Audience
	if name == "" {
		name = s.rules.Order.Name(s.rules.Order.Widest())
	}
	i := slices.IndexFunc(s.editions, func(e *edition) bool { return e.name == name })
	if i < 0 {
		return nil, usage("no edition has this audience", "the audiences of this site are "+strings.Join(s.rules.Order.Names(), ", "))
	}
	return s.editions[i], nil
}

// stagedFiles are the files of an edition's staged source, by path.
func (s *Site) stagedFiles(e *edition) (map[string][]byte, error) {
	alone, err := s.alone(e)
	if err != nil {
		return nil, err
	}
	codes := map[string]bool{}
	for _, p := range alone.Problems {
		codes[p.Code] = true
	}
	out, err := s.stagedAround(e, codes)
	if err != nil {
		return nil, err
	}
	for _, p := range e.program.Pages {
		staged, err := s.restage(e, p.File)
		if err != nil {
			return nil, err
		}
		out[p.File] = staged.Source()
	}
	return out, nil
}

// stagedAround are the files of an edition's staged source that are no pages. codes
// are those of the problems that the staged source has.
func (s *Site) stagedAround(e *edition, codes map[string]bool) (map[string][]byte, error) {
	var others []string // folders that editions have by themselves, of which nothing is left
	for _, other := range s.editions {
		if other != e {
			others = append(others, s.byItself(other))
		}
	}
	out := map[string][]byte{source.ConfigFile: s.rules.ConfigAlone(s.root, e.level, others, codes).Source()}
	for _, staged := range s.staged[int(e.level)] {
		out[staged.File()] = staged.Source()
	}
	for _, u := range e.used() {
		data, err := e.asset(u.file)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", u.file, err)
		}
		out[u.file] = data
	}
	if logo := s.logo(); logo != "" {
		data, err := e.asset(logo)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", logo, err)
		}
		out[logo] = data
	}
	for _, file := range e.evidence() { // its name is shared; what stands in it is not
		if out[file.ID] == nil {
			out[file.ID] = []byte{}
		}
	}
	s.stageAwaited(e, out)
	return out, s.stagedTheme(out)
}

// stageAwaited adds pages that are not there yet on the report's day, where
// something that is there leads to them. Of what they say nothing goes along:
// links to them have a goal, that is all.
func (s *Site) stageAwaited(e *edition, out map[string][]byte) {
	awaited, used := e.awaited(), e.used()
	for file, r := range s.reads {
		p := r.pages[e.level]
		if p == nil || !r.later[e.level] || !awaited[p.ID] && !slices.ContainsFunc(used, func(u use) bool { return beside(u.file, file) }) {
			continue
		}
		next := s.rules.Day.AddDate(0, 0, 1)
		out[file] = fmt.Appendf(nil, "+++\ntitle = \"Not there yet\"\naudience = %q\ndate = %s\n", e.name, next.Format(time.DateOnly))
		switch p.Kind {
		case program.Incident:
			out[file] = append(out[file], "severity = \"info\"\n"...)
		case program.Report:
			out[file] = fmt.Appendf(out[file], "[report]\nperiod = %q\n", next.Format("2006"))
		}
		out[file] = append(out[file], "+++\n"...)
	}
}

// beside reports whether a file lies in the folder of a page that has one.
func beside(file, page string) bool {
	return path.Base(page) == "index.md" && strings.HasPrefix(file, path.Dir(page)+"/")
}

// awaited are the ids of pages that are not there yet and that something leads
// to.
func (e *edition) awaited() map[string]bool {
	out := map[string]bool{}
	note := func(id string) {
		if e.program.Later[id] {
			out[id] = true
		}
	}
	for _, p := range e.program.Pages {
		for _, r := range p.Related {
			note(strings.Trim(strings.TrimSuffix(r.ID, ".md"), "/"))
		}
		if p.Body == nil {
			continue
		}
		for _, l := range p.Body.Links {
			if t, ok := e.index.Resolve(p, l.Dest); ok {
				note(t.Later)
			}
		}
	}
	for _, d := range e.program.Debt {
		note(strings.Trim(d.From.ID, "/"))
	}
	return out
}

// stagedTheme adds the site's theme, which is public as a whole, without the
// comments in its templates.
func (s *Site) stagedTheme(out map[string][]byte) error {
	name := s.editions[0].program.Site.Theme
	if name == "default" {
		return nil
	}
	for _, file := range s.src.Under("themes/" + name) {
		data, err := s.src.Read(file)
		if err != nil {
			return err
		}
		if path.Ext(file) == ".html" {
			data = theme.WithoutComments(data)
		}
		out[file] = data
	}
	return nil
}

// readDir opens a folder for reading, without following links out of it.
func readDir(dir string) (fs.FS, func() error, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, nil, usage("the folder cannot be opened", "name a folder that was built")
	}
	return root.FS(), root.Close, nil
}
