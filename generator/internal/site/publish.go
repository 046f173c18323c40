package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Publish puts the output in the place of its target in one step, and takes
// .git and CNAME over. A run that is stopped in between leaves the old output
// or the new one; the next run repairs the rest.
func (o *Output) Publish() error {
	if err := Check(o.target, o.edition); err != nil {
		return err
	}
	if cname := filepath.Join(o.target, "CNAME"); exists(cname) {
		if err := copyFile(cname, filepath.Join(o.folder, "CNAME")); err != nil {
			return fmt.Errorf("keep CNAME: %w", err)
		}
	}
	old := sibling(o.target, "old")
	if !exists(o.target) {
		if err := os.Rename(o.folder, o.target); err != nil {
			return fmt.Errorf("publish: %w", err)
		}
		return nil
	}
	if err := exchange(o.folder, o.target); err == nil {
		// the old output stands in the building folder now
		if err := os.Rename(o.folder, old); err != nil {
			return fmt.Errorf("publish: %w", err)
		}
	} else if err := renameTwice(o.folder, o.target, old); err != nil {
		return err
	}
	return retire(o.target, old)
}

// renameTwice is for systems that cannot exchange two folders in one step.
func renameTwice(folder, target, old string) error {
	if err := os.Rename(target, old); err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	if err := os.Rename(folder, target); err != nil {
		if back := os.Rename(old, target); back != nil {
			return fmt.Errorf("publish: %w; the old output is in %s", err, filepath.Base(old))
		}
		return fmt.Errorf("publish: %w", err)
	}
	return nil
}

// retire moves .git from the old output to the new one and removes the rest.
func retire(target, old string) error {
	git := filepath.Join(old, ".git")
	if exists(git) && !exists(filepath.Join(target, ".git")) {
		if err := os.Rename(git, filepath.Join(target, ".git")); err != nil {
			return fmt.Errorf("keep .git: %w", err)
		}
	}
	if err := os.RemoveAll(old); err != nil {
		return fmt.Errorf("remove the old output: %w", err)
	}
	return nil
}

// repair finishes what a stopped run left: an old output that still holds .git,
// or stands alone.
func repair(target string) error {
	old, building := sibling(target, "old"), sibling(target, "new")
	// stopped between the exchange and the renaming: the building folder holds the old .git
	if git := filepath.Join(building, ".git"); exists(git) && !exists(filepath.Join(target, ".git")) && exists(target) {
		if err := os.Rename(git, filepath.Join(target, ".git")); err != nil {
			return fmt.Errorf("repair: %w", err)
		}
	}
	if !exists(old) {
		return nil
	}
	if !exists(target) {
		if err := os.Rename(old, target); err != nil {
			return fmt.Errorf("repair: %w", err)
		}
		return nil
	}
	return retire(target, old)
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil || !errors.Is(err, fs.ErrNotExist)
}
