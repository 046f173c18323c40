package generator

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"candor/generator/internal/document"
	"candor/generator/internal/maturity"
	"candor/generator/internal/source"
)

// releaseName is what a release may be called.
var releaseName = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)

// lockHeader opens a new candor.lock.toml.
const lockHeader = "# Written by candor build --release: the levels that each release published.\n"

// release puts the release that this build makes into the editions' history and
// returns what candor.lock.toml says then; nil when it says so already.
func (s *Site) release(editions []*edition) ([]byte, error) {
	name := s.config.Release
	if !releaseName.MatchString(name) {
		return nil, usage("a release's name is made of letters, digits, dot, hyphen and underscore", "write --release 2026-Q3")
	}
	var fresh []*document.Node
	before := s.lock.Get(name)
	for _, e := range editions {
		model := e.program.Model
		if model == nil {
			continue
		}
		if before != nil && !s.sameRelease(before, model.Version) {
			return nil, released(name)
		}
		made := maturity.Release{Name: name, Day: s.rules.Day, Version: model.Version, Levels: map[string]int{}}
		for _, d := range e.results.maturity.Domains {
			made.Levels[d.ID] = d.Level
		}
		switch old := before.Path("levels", e.name); {
		case old == nil && len(made.Levels) > 0:
			fresh = append(fresh, rows(e.name, made.Levels))
		case old != nil && !maps.Equal(levelsOf(old), made.Levels):
			return nil, released(name)
		}
		e.publishes(made)
	}
	if len(fresh) == 0 && before != nil {
		return nil, nil
	}
	return s.lockWith(name, before == nil, s.modelVersion(), fresh)
}

func released(name string) error {
	return &ExistsError{Names: []string{"release " + name}, Hint: "Choose another name; what a release has published stays on record."}
}

// sameRelease reports whether a release was made for this day and model.
func (s *Site) sameRelease(n *document.Node, version string) bool {
	date := n.Get("date")
	return date != nil && date.Kind == document.Date && date.Time.Equal(s.rules.Day) && n.Str("version") == version
}

func (s *Site) modelVersion() string {
	if m := s.editions[0].program.Model; m != nil {
		return m.Version
	}
	return ""
}

// publishes adds a release to an edition's history, in the place of one with
// the same name.
func (e *edition) publishes(made maturity.Release) {
	in := &e.results.input
	in.Releases = slices.DeleteFunc(slices.Clone(in.Releases), func(r maturity.Release) bool { return r.Name == made.Name })
	in.Releases = append(in.Releases, made)
	e.results.maturity = maturity.Assess(*in)
}

func rows(name string, levels map[string]int) *document.Node {
	out := &document.Node{Key: name, Kind: document.Table}
	for _, id := range slices.Sorted(maps.Keys(levels)) {
		out.Nodes = append(out.Nodes, &document.Node{Key: id, Kind: document.Integer, Int: int64(levels[id])})
	}
	return out
}

func levelsOf(rows *document.Node) map[string]int {
	out := map[string]int{}
	for _, m := range rows.Nodes {
		out[m.Key] = int(m.Int)
	}
	return out
}

// lockWith is candor.lock.toml with a release, or with the levels of more
// audiences for one that is there. What stands in the file stays as it is.
func (s *Site) lockWith(name string, whole bool, version string, levels []*document.Node) ([]byte, error) {
	table := &document.Node{Key: name, Kind: document.Table}
	if whole {
		table.Nodes = append(table.Nodes, &document.Node{Key: "date", Kind: document.Date, Time: s.rules.Day})
		if version != "" {
			table.Nodes = append(table.Nodes, document.NewText("version", version))
		}
	}
	if len(levels) > 0 {
		table.Nodes = append(table.Nodes, &document.Node{Key: "levels", Kind: document.Table, Nodes: levels})
	}
	old, err := s.data(source.LockFile)
	if err != nil {
		return nil, err
	}
	if old == nil {
		old = []byte(lockHeader)
	}
	if n := len(old); n > 0 && old[n-1] != '\n' {
		old = append(old, '\n')
	}
	out := append(append(old, '\n'), document.Write(&document.Node{Kind: document.Table, Nodes: []*document.Node{table}})...)
	if _, err := document.ParseTOML(string(out), 1); err != nil {
		return nil, released(name) // its levels are written in braces, by hand
	}
	return out, nil
}

// writeLock puts candor.lock.toml into its place in one step.
func (s *Site) writeLock(data []byte) error {
	return replaceFile(filepath.Join(orHere(s.config.Dir), source.LockFile), data)
}

// replaceFile writes a file beside its place and moves it there.
func replaceFile(name string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(name), err)
	}
	defer os.Remove(f.Name())
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Chmod(f.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(name), err)
	}
	return nil
}
