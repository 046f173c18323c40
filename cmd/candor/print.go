package main

import (
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"

	"candor/generator"
)

// baseVersion is the release that this source is, or leads to. Pages print it;
// the build's own version stands in candor version alone.
const baseVersion = "0.1.0"

func release() string { return baseVersion }

func versionCommand() command {
	return command{name: "version", short: "print the version", scope: nothing, run: runVersion}
}

func runVersion(c *call, _ *shared) int {
	fmt.Fprintf(c.stdout, "candor %s%s\n", baseVersion, buildOf())
	return exitOK
}

// buildOf names the commit that the program was built from, where known.
func buildOf() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	var revision, dirty string
	for _, kv := range info.Settings {
		switch {
		case kv.Key == "vcs.revision":
			revision = kv.Value[:min(12, len(kv.Value))]
		case kv.Key == "vcs.modified" && kv.Value == "true":
			dirty = ", modified"
		}
	}
	if revision == "" {
		return ""
	}
	return " (" + revision + dirty + ")"
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func bytesText(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d bytes", n)
	case n < 1000_000:
		return fmt.Sprintf("%.1f kB", float64(n)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1000_000)
}

func didYouMean(name string, candidates []string) string {
	return generator.DidYouMean(name, candidates)
}

// color reports whether to colour: on a terminal, unless told otherwise.
func (c *call) color(s *shared) bool {
	return !s.noColor && c.env("NO_COLOR") == "" && c.env("TERM") != "dumb" && terminal(c.stdout)
}

// terminal reports whether a stream is one; /dev/null is none.
func terminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func colored(p generator.Problem, color bool) string {
	line := p.String()
	if !color {
		return line
	}
	word, code := p.Severity.String(), "33"
	if p.Severity == generator.Error {
		code = "31"
	}
	return strings.Replace(line, ": "+word+": ", ": \x1b["+code+";1m"+word+"\x1b[0m: ", 1)
}

// meter shows progress on a terminal once work takes over a second.
type meter struct {
	mu    sync.Mutex
	out   io.Writer
	began time.Time
	shown bool
}

func (c *call) progress(s *shared) *meter {
	m := &meter{began: time.Now()}
	if !s.quiet && c.env("TERM") != "dumb" && terminal(c.stderr) {
		m.out = c.stderr
	}
	return m
}

func (m *meter) tell(what string, done, total int) {
	if m.out == nil || time.Since(m.began) < time.Second {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	fmt.Fprintf(m.out, "\r\x1b[K%s: %d of %d", what, done, total)
	m.shown = true
}

// done takes the progress line away.
func (m *meter) done() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.shown {
		fmt.Fprint(m.out, "\r\x1b[K")
		m.shown = false
	}
}
