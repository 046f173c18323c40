// Package site writes an edition's files: into a folder beside the published
// one, which then takes its place in one step. It must not know what is in the
// files.
package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// Marker is the file at an output's root that names its edition.
const Marker = ".candor-edition"

// Output is an edition being written. Write may be called from several
// goroutines at once.
type Output struct {
	target  string // where it will stand
	folder  string // where it is written
	edition string

	replaces bool // there is an old output

	files map[string][]byte // of an output in memory

	mu    sync.Mutex
	sums  map[string]string // hex SHA-256 by path
	made  map[string]bool
	bytes int64
}

// ErrRefused is why an existing folder is not replaced.
var ErrRefused = errors.New("refused")

// Check reports whether a folder may be replaced by an edition: it is absent,
// empty, holds only .git and CNAME, or carries the edition's marker.
func Check(target, edition string) error {
	if around := Around(target); around != "" {
		return fmt.Errorf("%w: it lies inside the %s edition", ErrRefused, around)
	}
	info, err := os.Lstat(target)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("look at the output: %w", err)
	}
	if !info.IsDir() {
		return fmt.Errorf("%w: the output is no folder", ErrRefused)
	}
	if info, err := os.Lstat(filepath.Join(target, "CNAME")); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("%w: its CNAME is not a regular file", ErrRefused)
	}
	marker, err := os.ReadFile(filepath.Join(target, Marker))
	switch {
	case err == nil && strings.TrimSpace(string(marker)) == edition:
		return nil
	case err == nil:
		return fmt.Errorf("%w: the folder holds another edition", ErrRefused)
	}
	entries, err := os.ReadDir(target)
	if err != nil {
		return fmt.Errorf("look at the output: %w", err)
	}
	for _, e := range entries {
		if !slices.Contains(survivors, e.Name()) {
			return fmt.Errorf("%w: the folder holds files that candor did not write", ErrRefused)
		}
	}
	return nil
}

// Around names the edition that a folder around the target holds, wherever
// links on the way lead; "" for none.
func Around(target string) string {
	for dir := filepath.Dir(Resolved(target)); ; dir = filepath.Dir(dir) {
		if marker, err := os.ReadFile(filepath.Join(dir, Marker)); err == nil {
			return strings.TrimSpace(string(marker))
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
	}
}

// Resolved is an absolute path without symbolic links in the part of it that
// exists.
func Resolved(name string) string {
	name, err := filepath.Abs(name)
	if err != nil {
		return filepath.Clean(name)
	}
	rest := ""
	for dir := name; ; dir = filepath.Dir(dir) {
		if real, err := filepath.EvalSymlinks(dir); err == nil {
			return filepath.Join(real, rest)
		}
		if dir == filepath.Dir(dir) {
			return name
		}
		rest = filepath.Join(filepath.Base(dir), rest)
	}
}

// survivors are taken over from the old output.
var survivors = []string{".git", "CNAME"}

// sibling is the name of the folder that an output is built in.
func sibling(target, what string) string {
	return filepath.Join(filepath.Dir(target), "."+filepath.Base(target)+"."+what)
}

// Create begins an output beside its target, after a repair of what an earlier
// run that was stopped may have left.
func Create(target, edition string) (*Output, error) {
	if err := repair(target); err != nil {
		return nil, err
	}
	if err := Check(target, edition); err != nil {
		return nil, err
	}
	folder := sibling(target, "new")
	if err := os.RemoveAll(folder); err != nil {
		return nil, fmt.Errorf("clear the building folder: %w", err)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, fmt.Errorf("make the building folder: %w", err)
	}
	o := &Output{target: target, folder: folder, edition: edition, replaces: exists(target), sums: map[string]string{}, made: map[string]bool{".": true}}
	return o, os.WriteFile(filepath.Join(folder, Marker), []byte(edition+"\n"), 0o644)
}

// InMemory begins an output that stays in memory.
func InMemory(edition string) *Output {
	return &Output{edition: edition, files: map[string][]byte{}, sums: map[string]string{}, made: map[string]bool{}}
}

// Summed begins an output of which only the checksums are kept.
func Summed(edition string) *Output {
	return &Output{edition: edition, sums: map[string]string{}}
}

// Files are the files of an output in memory, by path.
func (o *Output) Files() map[string][]byte { return o.files }

// Write adds a file. Two files of one path are a fault of candor's own.
func (o *Output) Write(name string, data []byte) error {
	if !fs.ValidPath(name) {
		return fmt.Errorf("write %s: not a path inside the output", name)
	}
	sum := sha256.Sum256(data)
	dir := path.Dir(name)
	o.mu.Lock()
	_, twice := o.sums[name]
	o.sums[name] = hex.EncodeToString(sum[:])
	o.bytes += int64(len(data))
	known := o.made[dir]
	if o.files != nil {
		o.files[name] = bytes.Clone(data)
	}
	o.mu.Unlock()
	if twice {
		return fmt.Errorf("write %s: written twice", name)
	}
	if o.folder == "" {
		return nil
	}
	if !known {
		if err := os.MkdirAll(filepath.Join(o.folder, filepath.FromSlash(dir)), 0o755); err != nil {
			return fmt.Errorf("make a folder: %w", err)
		}
		o.mu.Lock()
		o.made[dir] = true
		o.mu.Unlock()
	}
	if o.keep(name, data) {
		return nil
	}
	if err := os.WriteFile(filepath.Join(o.folder, filepath.FromSlash(name)), data, 0o644); err != nil {
		return fmt.Errorf("write a file: %w", err)
	}
	return nil
}

// keep takes a file over from the old output if it holds the same bytes: then
// nothing is written, and its date tells copying programs that it is the same.
// The old bytes are compared, whatever the old checksums say.
func (o *Output) keep(name string, data []byte) bool {
	if !o.replaces {
		return false
	}
	old := filepath.Join(o.target, filepath.FromSlash(name))
	info, err := os.Lstat(old)
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(data)) || info.Mode().Perm() != 0o644 {
		return false
	}
	was, err := os.ReadFile(old)
	return err == nil && bytes.Equal(was, data) && os.Link(old, filepath.Join(o.folder, filepath.FromSlash(name))) == nil
}

// Size is the number of files and bytes written so far.
func (o *Output) Size() (files int, bytes int64) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return len(o.sums), o.bytes
}

// Differing lists the files that two outputs do not have with the same bytes.
func (o *Output) Differing(other *Output) (names []string) {
	all := maps.Clone(o.sums)
	maps.Copy(all, other.sums)
	for _, name := range sorted(all) {
		if o.sums[name] != other.sums[name] {
			names = append(names, name)
		}
	}
	return names
}

// Checksums is the text of checksums.txt: the SHA-256 of every file, by path.
func (o *Output) Checksums() []byte {
	var b bytes.Buffer
	for _, name := range sorted(o.sums) {
		fmt.Fprintf(&b, "%s  %s\n", o.sums[name], name)
	}
	return b.Bytes()
}

func sorted(m map[string]string) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Discard removes what was written; the old output stays.
func (o *Output) Discard() { _ = os.RemoveAll(o.folder) }

// copyFile is for targets on which CNAME cannot be moved.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		_ = out.Close()
		return err
	}
	return out.Close()
}
