package preview

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"candor/generator/internal/source"
)

// Whole is what Watch tells where the folder itself was moved, replaced or came
// back: all of it is to be opened anew.
const Whole = ""

// errMoved is why a watch ended: the folder is another one, or gone.
var errMoved = errors.New("the folder was moved")

// back is how often a folder that is gone is looked for, and one that is there
// is looked at for whether it is the same.
const back = 200 * time.Millisecond

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
	run, err := newWatch(dir, poll, say)
	if err != nil {
		return nil, err
	}
	go func() {
		for errors.Is(run(ctx, changes), errMoved) {
			if run = await(ctx, dir, poll, say); run == nil {
				return
			}
			send(ctx, changes, Whole)
		}
	}()
	return batches(ctx, changes, Quiet), nil
}

// watch passes changes on until the context ends, or the folder is moved.
type watch func(ctx context.Context, changes chan<- string) error

// newWatch watches a folder as the system can.
func newWatch(dir string, poll time.Duration, say func(string)) (watch, error) {
	if poll == 0 {
		w, err := newWatcher(dir)
		if err == nil {
			return func(ctx context.Context, changes chan<- string) error {
				err := w.run(ctx, changes)
				if err == nil || errors.Is(err, errMoved) {
					return err
				}
				say(unwatched(err))
				return pollAll(ctx, dir, changes, say)
			}, nil
		}
		say(unwatched(err))
		poll = time.Second
	}
	p, err := newPoller(dir)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, changes chan<- string) error { return p.run(ctx, poll, changes) }, nil
}

// await waits until a folder that was moved is there again, and watches it; nil
// when the context ended before.
func await(ctx context.Context, dir string, poll time.Duration, say func(string)) watch {
	for told := false; ; {
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			if run, err := newWatch(dir, poll, say); err == nil {
				return run
			}
		} else if !told {
			told = true
			say("the folder of the site is gone: what was shown last stays until it is back")
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(back):
		}
	}
}

// moved reports whether another folder, or none, is where one was.
func moved(dir string, was os.FileInfo) bool {
	info, err := os.Stat(dir)
	return err != nil || !os.SameFile(info, was)
}

func unwatched(err error) string {
	return fmt.Sprintf("the system cannot watch this folder (%s): looking at all files every second (--poll sets the interval)", err)
}

// pollAll goes on where a watcher failed. All that may have changed until it
// looks is told of first.
func pollAll(ctx context.Context, dir string, changes chan<- string, say func(string)) error {
	p, err := newPoller(dir)
	if err != nil {
		say(err.Error())
		return err
	}
	for _, root := range source.Roots {
		send(ctx, changes, root)
	}
	return p.run(ctx, time.Second, changes)
}

// watcher hears of changes from the system.
type watcher struct {
	*fsnotify.Watcher
	dir string
	was os.FileInfo // of the folder
}

func newWatcher(dir string) (*watcher, error) {
	n, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	was, err := os.Stat(dir)
	if err != nil {
		return nil, errors.Join(err, n.Close())
	}
	w := &watcher{n, dir, was}
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

// run passes changes on until the context ends, the folder is moved, or a new
// folder cannot be watched.
func (w *watcher) run(ctx context.Context, changes chan<- string) error {
	defer w.Close()
	tick := time.NewTicker(back)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
			if moved(w.dir, w.was) {
				return errMoved
			}
		case <-w.Errors: // events were lost: everything may have changed
			for _, root := range source.Roots {
				if err := w.deep(root); err != nil {
					return err
				}
				send(ctx, changes, root)
			}
		case e := <-w.Events:
			if e.Name == w.dir && (e.Has(fsnotify.Rename) || e.Has(fsnotify.Remove)) {
				return errMoved
			}
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
