package generator

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"candor/generator/internal/preview"
	"candor/generator/internal/source"
)

// ServeOptions is how a preview is shown. The zero value is that of a writer at
// the own desk.
type ServeOptions struct {
	Bind        string        // address to listen on; "" is 127.0.0.1
	Port        int           // 0 is a free one
	NextPort    bool          // take the next free one where Port is not
	Poll        time.Duration // look at all files in this interval; 0: the system tells
	Navigate    bool          // go to the page whose file was saved
	EditorLinks bool          // problems link to an editor

	Ready func(address string) // called once, when requests are answered
	Say   func(line string)    // what becomes of each change; may be nil
}

// Serve shows the site of the configuration in a browser until the context
// ends: the narrowest edition, or that of the configuration's audience, at /,
// the widest at /public/. It writes nothing. The error is a *ConfigError when
// the site cannot be shown at all, and a *UsageError when the address cannot be
// had.
func Serve(ctx context.Context, c Config, o ServeOptions) error {
	if o.Bind == "" {
		o.Bind = "127.0.0.1"
	}
	l, err := newLive(c, o)
	if err != nil {
		return err
	}
	defer func() { _ = l.root.Close() }()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	changes, err := preview.Watch(ctx, l.server.Dir, o.Poll, l.say)
	if err != nil {
		return err
	}
	listener, err := preview.Listen(o.Bind, o.Port, o.NextPort)
	if err != nil {
		return &UsageError{Message: fmt.Sprintf("port %d of %s cannot be had (%s): name an address of this machine with --bind, another port with --port, or 0 for a free one", o.Port, o.Bind, cause(err))}
	}
	served := make(chan error, 1)
	go func() { served <- l.server.Serve(ctx, listener, o.Bind) }()
	if err := l.start(ctx); err != nil {
		return err
	}
	if o.Ready != nil {
		o.Ready(preview.Address(o.Bind, listener))
	}
	for {
		select {
		case err := <-served:
			return err
		case changed := <-changes:
			if ctx.Err() == nil {
				l.next(ctx, changed)
			}
		}
	}
}

// cause is the innermost reason of an error, without where it happened.
func cause(err error) error {
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	return err
}

// live is a site that is read again whenever its files change.
type live struct {
	config  Config
	options ServeOptions
	root    *os.Root
	server  *preview.Server

	src    *source.Source
	last   *Site              // the last one that could be read, with errors or without
	missed []string           // changes that could not be read, for the next time
	search context.CancelFunc // ends the search for leaks that is running
}

func newLive(c Config, o ServeOptions) (*live, error) {
	dir, err := filepath.Abs(orHere(c.Dir))
	if err != nil {
		return nil, fmt.Errorf("find the site: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, usage("the folder of the site cannot be opened", "name it with --source")
	}
	return &live{config: c, options: o, root: root, search: func() {},
		server: &preview.Server{Dir: dir, EditorLinks: o.EditorLinks, Open: !preview.Loopback(o.Bind)}}, nil
}

// start shows the site for the first time. Mistakes of its configuration are
// shown in the browser; a folder that is no site, or a wrong call, is an error.
// Files are watched by now, so that no change falls between.
func (l *live) start(ctx context.Context) error {
	began := time.Now()
	var err error
	if l.src, err = source.Open(l.root.FS()); err != nil {
		return err
	}
	l.src.Keep()
	s, problems, err := l.read()
	if err != nil {
		return err
	}
	if slices.ContainsFunc(problems, func(p Problem) bool { return p.Code == "config/usage" }) {
		return &ConfigError{problems}
	}
	if l.server.Open && l.last == nil {
		return &ConfigError{problems} // nobody knows yet who may see what
	}
	if l.elsewhere() {
		return &UsageError{Message: l.options.Bind + " can be reached from elsewhere: there only the widest edition may be shown; name it with --audience"}
	}
	l.show(ctx, s, problems, nil, time.Since(began))
	return nil
}

// next shows the site after files changed.
func (l *live) next(ctx context.Context, changed []string) {
	began := time.Now()
	l.search()
	changed = append(l.missed, changed...)
	src, err := l.reread(changed)
	if err != nil {
		l.missed = changed
		l.say(err.Error())
		return
	}
	l.src, l.missed = src, nil
	s, problems, err := l.read()
	if err != nil { // a file went away while it was read; that is the next change
		l.say(err.Error())
		return
	}
	if l.elsewhere() {
		l.say("the audience that is shown is no longer the widest: what was shown before stays")
		return
	}
	l.show(ctx, s, problems, changed, time.Since(began))
}

// reread reads what changed, or all of a folder that is another one now. What is
// shown may still read from the one before, which is closed with its last user.
func (l *live) reread(changed []string) (*source.Source, error) {
	if !slices.Contains(changed, preview.Whole) {
		return l.src.Again(changed)
	}
	root, err := os.OpenRoot(l.server.Dir)
	if err != nil {
		return nil, fmt.Errorf("open the site again: %w", err)
	}
	src, err := source.Open(root.FS())
	if err != nil {
		return nil, err
	}
	l.root = root
	src.Keep()
	return src, nil
}

// elsewhere reports whether others would see more than the widest edition.
func (l *live) elsewhere() bool {
	return l.server.Open && l.config.Audience != l.last.widest()
}

// read reads the site. It is nil when the problems have errors among them.
func (l *live) read() (*Site, Problems, error) {
	s, err := loadFrom(l.config, l.src, l.last)
	var wrong *ConfigError
	if errors.As(err, &wrong) {
		return nil, wrong.Problems, nil
	}
	if err != nil {
		return nil, nil, err
	}
	l.last = s
	if s.sound() != nil {
		return nil, s.Problems, nil
	}
	return s, s.Problems, nil
}

// show hands a site to the browsers. s is nil when it has errors: then what was
// shown last stays.
func (l *live) show(ctx context.Context, s *Site, problems Problems, changed []string, took time.Duration) {
	news := preview.News{Problems: problems, Millis: took.Milliseconds()}
	if s != nil {
		news.View = s.view()
		if l.options.Navigate && len(changed) == 1 {
			news.Go = s.address(changed[0])
		}
	}
	l.server.Show(news)
	for _, p := range problems {
		l.say(p.String())
	}
	if len(changed) > 0 {
		l.say(fmt.Sprintf("%s: read in %d ms, %d errors", named(changed), news.Millis, problems.Errors()))
	}
	if s == nil {
		return
	}
	ctx, l.search = context.WithCancel(ctx)
	go l.searchAll(ctx, s, news.View)
}

// named names what changed.
func named(changed []string) string {
	switch {
	case slices.Contains(changed, preview.Whole):
		return "the whole folder"
	case len(changed) == 1:
		return changed[0]
	}
	return fmt.Sprintf("%d files", len(changed))
}

func (l *live) say(line string) {
	if l.options.Say != nil {
		l.options.Say(line)
	}
}

// rest is how long nothing may change before an edition is searched whole. The
// page that was just saved comes first.
const rest = 300 * time.Millisecond

// searchAll searches all that the wider editions would publish, as a build does.
func (l *live) searchAll(ctx context.Context, s *Site, v *preview.View) {
	select {
	case <-ctx.Done():
		return
	case <-time.After(rest):
	}
	found := preview.Search{Done: true}
	for _, e := range s.shown() {
		search, err := s.newSweep(ctx, e)
		if err != nil || search == nil {
			continue
		}
		t := s.newTree(e)
		finds, err := t.each(ctx, search, func(string, []byte) error { return nil }, nil)
		if err != nil {
			return
		}
		found.Files += len(t.files)
		finds = s.byRight(e, search, finds, t.read(nil))
		var leak *LeakError
		if errors.As(s.leaks(finds, e.name), &leak) {
			found.Finds = append(found.Finds, leak.Problems...)
		}
	}
	if ctx.Err() == nil {
		l.server.Found(v, found)
	}
}

// widest is the name of the widest audience.
func (s *Site) widest() string { return s.rules.Order.Name(s.rules.Order.Widest()) }

// shown are the editions of a preview, the narrowest first.
func (s *Site) shown() []*edition {
	if s.config.Audience == "" {
		return s.editions
	}
	return slices.DeleteFunc(slices.Clone(s.editions), func(e *edition) bool { return e.name != s.config.Audience })
}

// view makes files of the site when they are asked for.
func (s *Site) view() *preview.View {
	v := &preview.View{Public: s.widest()}
	for _, e := range s.shown() {
		files := sync.OnceValue(func() map[string]file {
			list := s.newTree(e).files
			out := make(map[string]file, len(list))
			for _, f := range list {
				out[f.path] = f
			}
			return out
		})
		v.Editions = append(v.Editions, preview.Edition{Audience: e.name, File: func(path string) ([]byte, bool, error) {
			f, ok := files()[path]
			if !ok {
				return nil, false, nil
			}
			var buf bytes.Buffer
			err := f.make(&buf)
			return buf.Bytes(), err == nil, err
		}})
	}
	return v
}

// address is where the page of a file stands in the first edition, "" for other
// files.
func (s *Site) address(name string) string {
	read := s.reads[name]
	if read == nil || read.pages[s.shown()[0].level] == nil {
		return ""
	}
	return "/" + read.pages[s.shown()[0].level].Address()
}
