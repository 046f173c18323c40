package source

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// ConfigFile is the only configuration file of a site.
const ConfigFile = "candor.toml"

// LockFile keeps the levels that past releases published.
const LockFile = "candor.lock.toml"

// Source is the list of a site's files. Their bytes are read when asked for, so
// that ten thousand pages need not be in memory at once; see [Source.Keep].
type Source struct {
	Paths    []string // sorted, relative to the site, with slashes
	Problems Problems // of the files themselves: links, devices

	fsys fs.FS
	kept map[string]*kept // nil: bytes are not kept
}

// Roots are the files and folders that make a site.
var Roots = []string{ConfigFile, LockFile, "content", "data", "themes"}

// Open lists the files of a site. Symbolic links and files that are no regular
// files are problems; dot files and editors' backups are not part of a site.
func Open(fsys fs.FS) (*Source, error) {
	s := &Source{fsys: fsys}
	for _, root := range Roots {
		if err := s.walk(root); err != nil {
			return nil, err
		}
	}
	slices.Sort(s.Paths)
	s.nearly()
	return s, nil
}

// misnamed are folders that people write for content and data. Nothing reads them.
var misnamed = map[string]string{"contents": "content", "Content": "content", "CONTENT": "content", "Contents": "content", "Data": "data", "DATA": "data"}

// nearly reports folders and pages whose names are almost right, so that nothing
// that somebody wrote is passed over.
func (s *Source) nearly() {
	entries, _ := fs.ReadDir(s.fsys, ".") // a folder that cannot be listed has been reported
	for _, e := range entries {
		if right := misnamed[e.Name()]; right != "" && e.IsDir() {
			s.Problems.Errorf(Pos{File: e.Name(), Line: 1, Column: 1}, "page/folder", "rename it to "+right, "this folder %s is not read", e.Name())
		}
	}
	for _, p := range s.Paths {
		ext := path.Ext(p)
		if strings.HasPrefix(p, "content/") && ext != ".md" && slices.Contains([]string{".md", ".markdown", ".mdown", ".mkd", ".mdx"}, strings.ToLower(ext)) {
			s.Problems.Errorf(Pos{File: p, Line: 1, Column: 1}, "page/ending", "rename it to "+strings.TrimSuffix(path.Base(p), ext)+".md", "a page's name ends in .md")
		}
	}
}

func (s *Source) walk(root string) error {
	if info, err := fs.Lstat(s.fsys, root); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		return s.add(root, fs.FileInfoToDirEntry(info))
	}
	err := fs.WalkDir(s.fsys, root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				return nil // not there, or gone while it was listed
			}
			return err
		}
		if p != root && Ignored(d.Name()) {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		return s.add(p, d)
	})
	if err != nil {
		return fmt.Errorf("read %s: %w", root, err)
	}
	return nil
}

func (s *Source) add(p string, d fs.DirEntry) error {
	switch {
	case d.Type()&fs.ModeSymlink != 0:
		s.Problems.Errorf(Pos{File: p, Line: 1, Column: 1}, "asset/symlink", "put the file itself here", "a symbolic link is not followed")
	case d.IsDir():
	case !d.Type().IsRegular():
		s.Problems.Errorf(Pos{File: p, Line: 1, Column: 1}, "asset/irregular", "remove it", "not a regular file")
	case len(p) > 0:
		s.Paths = append(s.Paths, p)
	}
	return nil
}

// Ignored names are left alone: dot files, and what editors leave beside a file.
func Ignored(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") ||
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") || strings.EqualFold(name, "thumbs.db")
}

// Has reports whether the site has that file.
func (s *Source) Has(p string) bool {
	_, ok := slices.BinarySearch(s.Paths, p)
	return ok
}

// Regular reports whether a path from the site's folder leads to a file that may
// be read: a regular one, and no link.
func (s *Source) Regular(p string) bool {
	if !fs.ValidPath(p) {
		return false
	}
	info, err := fs.Lstat(s.fsys, p)
	return err == nil && info.Mode().IsRegular()
}

// Read returns the bytes of a file. The caller must not change them.
func (s *Source) Read(p string) ([]byte, error) {
	if k := s.kept[p]; k != nil {
		return k.read(s, p)
	}
	return s.read(p)
}

func (s *Source) read(p string) ([]byte, error) {
	data, err := fs.ReadFile(s.fsys, p)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", p, err)
	}
	return data, nil
}

// Folder returns a folder of the site as a file system.
func (s *Source) Folder(name string) (fs.FS, error) { return fs.Sub(s.fsys, name) }

// Under returns the paths below a folder.
func (s *Source) Under(folder string) []string {
	from, _ := slices.BinarySearch(s.Paths, folder+"/")
	to := from
	for to < len(s.Paths) && strings.HasPrefix(s.Paths[to], folder+"/") {
		to++
	}
	return s.Paths[from:to]
}

// Stem is a file's name without folder and extension.
func Stem(p string) string {
	base := path.Base(p)
	return strings.TrimSuffix(base, path.Ext(base))
}
