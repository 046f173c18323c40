package preview

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"candor/generator/internal/source"
)

// Watch tells which files and folders of the site in dir changed, came or went,
// relative to it, in batches; the channel is closed with the context. A poll of
// more than 0 looks at all files in that interval. Where the system cannot tell
// of changes, say is told why, and files are looked at every second.
func Watch(ctx context.Context, dir string, poll time.Duration, say func(string)) (<-chan []string, error) {
	changes := make(chan string)
	if why := far(dir); poll == 0 && why != "" {
		say(why + " does not tell of changes made elsewhere: looking at all files every second (--poll sets the interval)")
		poll = time.Second
	}
	if poll == 0 {
		w, err := newWatcher(dir)
		if err == nil {
			go func() {
				if err := w.run(ctx, changes); err != nil {
					say(unwatched(err))
					pollAll(ctx, dir, changes, say)
				}
			}()
			return batches(ctx, changes, Quiet), nil
		}
		say(unwatched(err))
		poll = time.Second
	}
	p, err := newPoller(dir)
	if err != nil {
		return nil, err
	}
	go p.run(ctx, poll, changes)
	return batches(ctx, changes, Quiet), nil
}

func unwatched(err error) string {
	return fmt.Sprintf("the system cannot watch this folder (%s): looking at all files every second (--poll sets the interval)", err)
}

// pollAll goes on where a watcher failed. All that may have changed until it
// looks is told of first.
func pollAll(ctx context.Context, dir string, changes chan<- string, say func(string)) {
	p, err := newPoller(dir)
	if err != nil {
		say(err.Error())
		return
	}
	for _, root := range source.Roots {
		send(ctx, changes, root)
	}
	p.run(ctx, time.Second, changes)
}

// watcher hears of changes from the system.
type watcher struct {
	*fsnotify.Watcher
	dir string
}

func newWatcher(dir string) (*watcher, error) {
	n, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	w := &watcher{n, dir}
	if err := w.Add(dir); err != nil { // candor.toml stands here, and folders come and go
		return nil, errors.Join(err, n.Close())
	}
	for _, root := range source.Roots {
		if err := w.deep(root); err != nil {
			return nil, errors.Join(err, n.Close())
		}
	}
	return w, nil
}

// deep watches a folder and all in it. What is not there, or is no folder, is
// left alone.
func (w *watcher) deep(name string) error {
	return filepath.WalkDir(filepath.Join(w.dir, filepath.FromSlash(name)), func(p string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist), err == nil && !d.IsDir():
			return nil
		case err != nil:
			return err
		case source.Ignored(d.Name()):
			return fs.SkipDir
		}
		if err := w.Add(p); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	})
}

// run passes changes on until the context ends, or a new folder cannot be
// watched.
func (w *watcher) run(ctx context.Context, changes chan<- string) error {
	defer w.Close()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-w.Errors: // events were lost: everything may have changed
			for _, root := range source.Roots {
				if err := w.deep(root); err != nil {
					return err
				}
				send(ctx, changes, root)
			}
		case e := <-w.Events:
			if e.Has(fsnotify.Rename) {
				w.forget(e.Name)
			}
			name, ok := w.name(e)
			if !ok {
				continue
			}
			if e.Has(fsnotify.Create) { // watched before it is listed, so that no file falls between
				if err := w.deep(name); err != nil {
					return err
				}
			}
			send(ctx, changes, name)
		}
	}
}

// forget ends the watch of a folder that was moved, and of those in it: they
// would tell of changes under their old names.
func (w *watcher) forget(moved string) {
	for _, p := range w.WatchList() {
		if p == moved || strings.HasPrefix(p, moved+string(filepath.Separator)) {
			_ = w.Remove(p) // it may be gone meanwhile
		}
	}
}

func send(ctx context.Context, changes chan<- string, name string) {
	select {
	case changes <- name:
	case <-ctx.Done():
	}
}

// name is what an event is about, if that is part of the site.
func (w *watcher) name(e fsnotify.Event) (string, bool) {
	rel, err := filepath.Rel(w.dir, e.Name)
	if err != nil || e.Op == fsnotify.Chmod {
		return "", false
	}
	name := filepath.ToSlash(rel)
	return name, inSite(name)
}

// inSite reports whether a path is part of a site.
func inSite(name string) bool {
	parts := strings.Split(name, "/")
	for _, p := range parts[1:] {
		if source.Ignored(p) {
			return false
		}
	}
	for _, root := range source.Roots {
		if parts[0] == root {
			return true
		}
	}
	return false
}
