package sweep

import (
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// Folder searches every file of a folder, whoever wrote it, and the names of
// files and folders. Only .git at its root is left out. What cannot be read is
// an error, for then nobody can say that it is clean.
func (s *Sweep) Folder(fsys fs.FS) ([]Find, error) {
	names, err := files(fsys)
	if err != nil {
		return nil, err
	}
	results, errs := make([][]Find, len(names)), make([]error, len(names))
	var next atomic.Int64
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(names)); i = next.Add(1) - 1 {
				results[i], errs[i] = s.read(fsys, names[i])
			}
		})
	}
	wait.Wait()
	for i, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", names[i], err)
		}
	}
	finds := slices.Concat(results...)
	slices.SortFunc(finds, compare)
	return finds, nil
}

// files lists all that can be read, folders without files too: their names end
// in a slash.
func files(fsys fs.FS) ([]string, error) {
	var names []string
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == ".git":
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir():
			names = append(names, name+"/")
		case d.Type().IsRegular():
			names = append(names, name)
		default:
			return fmt.Errorf("%s: no regular file", name)
		}
		return nil
	})
	return names, err
}

func (s *Sweep) read(fsys fs.FS, name string) ([]Find, error) {
	if name[len(name)-1] == '/' {
		return s.File(name, nil), nil
	}
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	return s.File(name, data), nil
}
