package generator

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"candor/generator/internal/program"
	"candor/generator/internal/source"
	"candor/generator/internal/sweep"
)

// reader gives the bytes of a file by name.
type reader func(name string) ([]byte, error)

// byRight drops the finds that say the same as the edition made from its staged
// source alone: that never had what is withheld, so its headlines, times, sums and
// addresses are there by right. read gives the bytes of a file that was searched.
// Files that are published as they are prove nothing, and keep their finds.
func (s *Site) byRight(e *edition, search *sweep.Sweep, finds []sweep.Find, read reader) []sweep.Find {
	finds = slices.DeleteFunc(finds, s.inspected)
	if e.level == 0 || !slices.ContainsFunc(finds, excusable) {
		return finds
	}
	alone, err := s.alone(e)
	if err != nil {
		return finds // the proof says why
	}
	own := alone.newTree(alone.editions[e.level])
	made := map[string]file{}
	var names []string
	for _, f := range own.files {
		names = append(names, f.path)
		if !f.copied {
			made[f.path] = f
		}
	}
	made[sums] = file{make: func(buf *bytes.Buffer) error {
		buf.WriteString(strings.Join(append(names, sums), "\n"))
		return nil
	}}
	byPath := map[string][]sweep.Find{}
	for _, f := range finds {
		byPath[f.Path] = append(byPath[f.Path], f)
	}
	paths := slices.Sorted(maps.Keys(byPath))
	left := make([][]sweep.Find, len(paths))
	parallel(len(paths), func(i int) {
		left[i] = byPath[paths[i]]
		f, ok := made[paths[i]]
		if !ok || !slices.ContainsFunc(left[i], excusable) {
			return
		}
		var buf bytes.Buffer
		data, err := read(paths[i])
		if err == nil && f.make(&buf) == nil {
			certain := slices.DeleteFunc(left[i], excusable)
			beside := search.Beside(paths[i], data, buf.Bytes())
			left[i] = append(certain, slices.DeleteFunc(beside, func(f sweep.Find) bool { return !excusable(f) })...)
		}
	}, nil)
	return slices.Concat(left...)
}

// inspected reports whether somebody has read a file that cannot be searched.
func (s *Site) inspected(f sweep.Find) bool {
	if f.Kind != "unsearched" {
		return false
	}
	for file := range s.editions[0].program.Site.Inspected {
		if program.AssetAddress(file) == f.Path {
			return true
		}
	}
	return false
}

// excusable reports whether a find may be there by right. A withheld form of a name
// may not: the cut itself puts forms into the staged source, and where an author
// typed one, check has said so.
func excusable(f sweep.Find) bool {
	return f.Kind != "never" && f.Kind != "foreign" && f.Kind != "unsearched" && f.File != source.ConfigFile
}

// read makes a file of a tree once more; list is its checksums.
func (t *tree) read(list []byte) reader {
	files := map[string]file{}
	for _, f := range t.files {
		files[f.path] = f
	}
	return func(name string) ([]byte, error) {
		if name == sums {
			return list, nil
		}
		var buf bytes.Buffer
		err := files[name].make(&buf)
		return buf.Bytes(), err
	}
}
