package generator

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"

	"candor/generator/internal/skeleton"
)

// stageFolder holds files on their way to their places.
const stageFolder = ".candor.new"

// placing puts files into a folder: all of them or none.
type placing struct {
	root    *os.Root
	folders []string // made on the way, outermost first
	placed  []string
	saved   []string // files that were there before, kept in the stage
}

// placeAll writes files into a folder, which is made if it is not there. Whatever
// stops it before the last file is in its place, the folder is as it was.
func placeAll(ctx context.Context, dir string, files []skeleton.File, force bool) error {
	_, err := os.Stat(dir)
	made := errors.Is(err, fs.ErrNotExist)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return usage("the folder cannot be made", "choose another one")
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return usage("the folder cannot be opened", "choose another one")
	}
	defer root.Close()
	p := &placing{root: root}
	err = p.all(ctx, files, force)
	if err != nil {
		p.undo()
	}
	_ = root.RemoveAll(stageFolder)
	if err != nil && made {
		_ = os.Remove(dir)
	}
	return err
}

func (p *placing) all(ctx context.Context, files []skeleton.File, force bool) error {
	there, err := p.there(files)
	if err != nil {
		return err
	}
	if len(there) > 0 && !force {
		return &ExistsError{Names: there, Hint: "Choose an empty folder, move these away, or overwrite them with --force."}
	}
	if err := p.root.RemoveAll(stageFolder); err != nil {
		return fmt.Errorf("clear the stage: %w", err)
	}
	for _, f := range files {
		if err := p.stage(path.Join(stageFolder, "new", f.Path), f.Data); err != nil {
			return fmt.Errorf("write %s: %w", f.Path, err)
		}
	}
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := p.move(f.Path, slices.Contains(there, f.Path)); err != nil {
			return fmt.Errorf("put %s into its place: %w", f.Path, err)
		}
	}
	return nil
}

// there lists the files that are there with other bytes. What is there in the
// place of a folder cannot be overwritten.
func (p *placing) there(files []skeleton.File) ([]string, error) {
	var names []string
	for _, f := range files {
		for _, dir := range parents(f.Path) {
			if info, err := p.root.Lstat(dir); err == nil && !info.IsDir() {
				return nil, &ExistsError{Names: []string{dir}, Hint: "A folder of this name is wanted here: move it away, or choose an empty folder."}
			}
		}
		info, err := p.root.Lstat(f.Path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if data, bad := p.root.ReadFile(f.Path); err != nil || bad != nil || !info.Mode().IsRegular() || string(data) != string(f.Data) {
			names = append(names, f.Path)
		}
	}
	return names, nil
}

func (p *placing) stage(name string, data []byte) error {
	if err := p.root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	return p.root.WriteFile(name, data, 0o644)
}

// move puts one file into its place, and what was there into the stage.
func (p *placing) move(name string, replaces bool) error {
	for _, dir := range parents(name) {
		err := p.root.Mkdir(dir, 0o755)
		if err == nil {
			p.folders = append(p.folders, dir)
		} else if !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	if replaces {
		saved := path.Join(stageFolder, "old", name)
		if err := p.root.MkdirAll(path.Dir(saved), 0o755); err != nil {
			return err
		}
		if err := p.root.Rename(name, saved); err != nil {
			return err
		}
		p.saved = append(p.saved, name)
	}
	if err := p.root.Rename(path.Join(stageFolder, "new", name), name); err != nil {
		return err
	}
	p.placed = append(p.placed, name)
	return nil
}

// undo takes back what was placed. It goes on whatever fails: each step that
// works leaves less behind.
func (p *placing) undo() {
	for _, name := range p.placed {
		_ = p.root.Remove(name)
	}
	for _, name := range p.saved {
		_ = p.root.Rename(path.Join(stageFolder, "old", name), name)
	}
	for _, dir := range slices.Backward(p.folders) {
		_ = p.root.Remove(dir)
	}
}

// parents are the folders around a file, outermost first.
func parents(name string) []string {
	var out []string
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		out = append(out, dir)
	}
	slices.Reverse(out)
	return out
}
