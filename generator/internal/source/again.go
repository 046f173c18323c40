package source

import (
	"bytes"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// kept are the bytes of one file, read once.
type kept struct {
	once sync.Once
	data []byte
	err  error
	done atomic.Bool
}

func (k *kept) read(s *Source, p string) ([]byte, error) {
	k.once.Do(func() {
		k.data, k.err = s.read(p)
		k.done.Store(true)
	})
	return k.data, k.err
}

// Keep makes a source read each file once and hold its bytes, so that what was
// made of it stays true to it while files change on the disk.
func (s *Source) Keep() {
	s.kept = make(map[string]*kept, len(s.Paths))
	for _, p := range s.Paths {
		s.kept[p] = &kept{}
	}
}

// Keeps reports whether the source was told to [Source.Keep].
func (s *Source) Keeps() bool { return s.kept != nil }

// Again returns the source as it is after the named files or folders changed,
// came or went. They are listed and read anew; all else is taken from s, which
// must keep its bytes and stays as it was.
func (s *Source) Again(changed []string) (*Source, error) {
	n := &Source{fsys: s.fsys, Paths: slices.Clone(s.Paths), Problems: slices.Clone(s.Problems), kept: maps.Clone(s.kept)}
	changed = slices.Clone(changed)
	slices.Sort(changed) // a folder comes before what is in it
	for _, c := range slices.Compact(changed) {
		n.drop(c)
		if !n.open(c) {
			continue
		}
		before := len(n.Paths)
		if err := n.walk(c); err != nil {
			return nil, err
		}
		for _, p := range n.Paths[before:] {
			n.kept[p] = &kept{}
		}
		slices.Sort(n.Paths)
	}
	return n, nil
}

// drop forgets a file, or all that is in a folder.
func (s *Source) drop(name string) {
	in := func(p string) bool { return p == name || strings.HasPrefix(p, name+"/") }
	s.Paths = slices.DeleteFunc(s.Paths, func(p string) bool {
		if !in(p) {
			return false
		}
		delete(s.kept, p)
		return true
	})
	s.Problems = slices.DeleteFunc(s.Problems, func(p Problem) bool { return in(p.File) })
}

// open reports whether a path belongs to a site, and no folder on the way to it
// is left alone or a symbolic link.
func (s *Source) open(name string) bool {
	if !slices.Contains(Roots, strings.SplitN(name, "/", 2)[0]) {
		return false
	}
	for p := name; strings.Contains(p, "/"); p = path.Dir(p) {
		if Ignored(path.Base(p)) {
			return false
		}
		if info, err := fs.Lstat(s.fsys, path.Dir(p)); err != nil || !info.IsDir() {
			return false
		}
	}
	return true
}

// Same reports whether a file holds the same bytes as it did in a source from
// before. Of what was not read then, nobody knows.
func (s *Source) Same(before *Source, p string) bool {
	a, b := s.kept[p], before.kept[p]
	if a == nil || b == nil || a == b {
		return a == b
	}
	if !b.done.Load() {
		return false
	}
	x, err := a.read(s, p)
	y, failed := b.read(before, p)
	return err == nil && failed == nil && bytes.Equal(x, y)
}

// SameUnder reports whether a folder holds the same files as before.
func (s *Source) SameUnder(before *Source, folder string) bool {
	a, b := s.Under(folder), before.Under(folder)
	return slices.Equal(a, b) && !slices.ContainsFunc(a, func(p string) bool { return !s.Same(before, p) })
}
