package generator

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// desk is a site that somebody writes, with its preview running.
type desk struct {
	*testing.T
	dir, address string
	events       *bufio.Reader
}

const firstPage = `+++
title = "A first page"
audience = "public"
+++

Some words. {internal: Hidden words.}
`

func newDesk(t *testing.T, o ServeOptions) *desk {
	t.Helper()
	d := &desk{T: t, dir: t.TempDir()}
	d.write("candor.toml", "title = \"Desk\"\nas_of = 2026-09-30\n")
	d.write("content/pages/first.md", firstPage)
	ctx, stop := context.WithTimeout(t.Context(), time.Minute) // so that a test that fails ends
	ended, ready := make(chan error, 1), make(chan string, 1)
	o.Ready = func(address string) { ready <- address }
	go func() { ended <- Serve(ctx, Config{Dir: d.dir}, o) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	select {
	case d.address = <-ready:
	case err := <-ended:
		ended <- nil
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, d.address+"_candor/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = answer.Body.Close() })
	d.events = bufio.NewReader(answer.Body)
	if line := d.line(); line != ": candor" {
		t.Fatalf("the stream begins with %q", line)
	}
	return d
}

func (d *desk) line() string {
	d.Helper()
	for {
		line, err := d.events.ReadString('\n')
		if err != nil {
			d.Fatal("the stream ended")
		}
		if line = strings.TrimSpace(line); line != "" {
			return line
		}
	}
}

func (d *desk) write(name, text string) {
	d.Helper()
	file := filepath.Join(d.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		d.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		d.Fatal(err)
	}
}

func (d *desk) rename(from, to string) {
	d.Helper()
	if err := os.Rename(filepath.Join(d.dir, filepath.FromSlash(from)), filepath.Join(d.dir, filepath.FromSlash(to))); err != nil {
		d.Fatal(err)
	}
}

func (d *desk) remove(name string) {
	d.Helper()
	if err := os.RemoveAll(filepath.Join(d.dir, filepath.FromSlash(name))); err != nil {
		d.Fatal(err)
	}
}

func (d *desk) get(path string) (int, string) {
	d.Helper()
	answer, err := http.Get(d.address + path)
	if err != nil {
		d.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		d.Fatal(err)
	}
	return answer.StatusCode, string(data)
}

// until waits for reloads until a page is as it should be.
func (d *desk) until(what, path string, good func(status int, text string) bool) {
	d.Helper()
	for {
		if status, text := d.get(path); good(status, text) {
			return
		}
		for {
			switch line := d.line(); line {
			case "data: reload":
			case ":":
				continue
			default:
				d.Fatalf("%s: the stream said %q", what, line)
			}
			break
		}
	}
}

func holds(words string) func(int, string) bool {
	return func(status int, text string) bool {
		return status == http.StatusOK && strings.Contains(text, words)
	}
}

func gone(status int, _ string) bool { return status == http.StatusNotFound }

// TestServe: whatever way an editor saves, the page is the new one.
func TestServe(t *testing.T) {
	for name, o := range map[string]ServeOptions{"watched": {}, "polled": {Poll: 10 * time.Millisecond}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t, o)
			const file, page = "content/pages/first.md", "first/"
			with := func(words string) string { return firstPage + "\n" + words + "\n" }
			d.until("at first", page, holds("Hidden words"))
			d.until("the public edition", "public/first/", func(status int, text string) bool {
				return status == http.StatusOK && !strings.Contains(text, "Hidden")
			})
			d.write(file, with("Saved in place."))
			d.until("in place", page, holds("Saved in place."))
			d.write("content/pages/.first.md.swp", with("Unsaved."))
			d.write("content/pages/first.md.tmp", with("Saved over."))
			d.rename("content/pages/first.md.tmp", file)
			d.until("renamed over", page, holds("Saved over."))
			d.rename(file, "content/pages/first.md~")
			d.write(file, with("Saved beside a backup."))
			d.until("with a backup", page, holds("Saved beside a backup."))
			d.remove(file)
			d.until("removed", page, gone)
			d.write(file, with("Here again."))
			d.until("here again", page, holds("Here again."))
			d.write("content/incidents/2026-01-02-deep/index.md", "+++\ntitle = \"In a new folder\"\nseverity = \"low\"\ndate = 2026-01-02\nstage = \"resolved\"\n+++\n\nText.\n")
			d.until("a new folder", "incidents/2026-01-02-deep/", holds("In a new folder"))
			d.rename("content/incidents/2026-01-02-deep", "content/incidents/2026-01-02-other")
			d.until("a folder renamed", "incidents/2026-01-02-other/", holds("In a new folder"))
			d.until("a folder renamed, the old one", "incidents/2026-01-02-deep/", gone)
			d.write("content/incidents/2026-01-02-other/index.md", "+++\ntitle = \"Saved in a renamed folder\"\nseverity = \"low\"\ndate = 2026-01-02\nstage = \"resolved\"\n+++\n\nText.\n")
			d.until("a save in a renamed folder", "incidents/2026-01-02-other/", holds("Saved in a renamed folder"))
			d.remove("content/incidents")
			d.until("a folder removed", "incidents/2026-01-02-other/", gone)
			d.write("candor.toml", "title = \"Another desk\"\nas_of = 2026-09-30\n")
			d.until("the configuration", "", holds("Another desk"))
			d.write("themes/own/strings/en.toml", "")
			d.write("themes/own/style.css", ":root { --own: 1 }\n")
			d.write("candor.toml", "title = \"Another desk\"\nas_of = 2026-09-30\ntheme = \"own\"\n")
			d.until("a theme", "assets/style.css", holds("--own: 1"))
			d.write("themes/own/style.css", ":root { --own: 2 }\n")
			d.until("a theme's change", "assets/style.css", holds("--own: 2"))
			for i := range 100 {
				d.write(fmt.Sprintf("content/pages/burst-%03d.md", i), strings.Replace(firstPage, "A first page", fmt.Sprintf("Burst %d", i), 1))
			}
			for i := range 100 {
				d.until("a burst", fmt.Sprintf("burst-%03d/", i), holds(fmt.Sprintf("Burst %d", i)))
			}
		})
	}
}

// TestServeMistakes: a save with a mistake leaves the last good page and tells
// where the mistake is; mended, it is gone.
func TestServeMistakes(t *testing.T) {
	t.Parallel()
	d := newDesk(t, ServeOptions{})
	const file, page = "content/pages/first.md", "first/"
	mistakes := func(n int, code string) func(int, string) bool {
		return func(_ int, text string) bool {
			var s struct {
				Errors   int
				Shown    bool
				Problems []struct{ Place, Text string }
			}
			if err := json.Unmarshal([]byte(text), &s); err != nil {
				t.Fatal(err)
			}
			return s.Errors == n && s.Shown && (n == 0 || strings.HasPrefix(s.Problems[0].Place, file+":7:") && strings.Contains(s.Problems[0].Text, code))
		}
	}
	d.write(file, firstPage+"{itnernal: x}\n")
	d.until("a mistake", "_candor/state?path=/first/", mistakes(1, "mark/"))
	d.until("the last good page", page, holds("Hidden words"))
	d.write(file, firstPage+"Mended.\n")
	d.until("mended", "_candor/state?path=/first/", mistakes(0, ""))
	d.until("mended", page, holds("Mended."))
	d.write("candor.toml", "title = \n")
	d.until("a broken configuration", "_candor/state?path=/first/", func(_ int, text string) bool { return strings.Contains(text, "candor.toml:1:") })
	d.until("the last good page", page, holds("Mended."))
}

// TestServeElsewhere: others get the widest edition or nothing.
func TestServeElsewhere(t *testing.T) {
	d := &desk{T: t, dir: t.TempDir()}
	d.write("candor.toml", "title = \"Desk\"\nas_of = 2026-09-30\n")
	d.write("content/pages/first.md", firstPage)
	for _, audience := range []string{"", "internal"} {
		err := Serve(t.Context(), Config{Dir: d.dir, Audience: audience}, ServeOptions{Bind: "0.0.0.0"})
		if _, ok := err.(*UsageError); !ok {
			t.Errorf("the audience %q: %v", audience, err)
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- Serve(ctx, Config{Dir: d.dir, Audience: "public"}, ServeOptions{Bind: "0.0.0.0", Ready: func(address string) {
			defer stop()
			d.address = strings.Replace(address, "0.0.0.0", "127.0.0.1", 1)
			for _, path := range []string{"first/", "public/first/"} {
				if status, text := d.get(path); status != http.StatusOK || strings.Contains(text, "Hidden") {
					t.Errorf("%s: %d %s", path, status, text)
				}
			}
		}})
	}()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// TestServeElsewhereUnread: who may see what is not known without a
// configuration, and that is what the error says.
func TestServeElsewhereUnread(t *testing.T) {
	d := &desk{T: t, dir: t.TempDir()}
	d.write("candor.toml", "title = \n")
	err := Serve(t.Context(), Config{Dir: d.dir, Audience: "public"}, ServeOptions{Bind: "0.0.0.0"})
	if wrong := new(ConfigError); !errors.As(err, &wrong) {
		t.Errorf("%v", err)
	}
}

// TestServeElsewhereChanged: an edition that is no longer the widest is not
// shown to others.
func TestServeElsewhereChanged(t *testing.T) {
	d := &desk{T: t, dir: t.TempDir()}
	d.write("candor.toml", "title = \"Desk\"\nas_of = 2026-09-30\n")
	d.write("content/pages/first.md", firstPage)
	var said []string
	l, err := newLive(Config{Dir: d.dir, Audience: "public"}, ServeOptions{Bind: "0.0.0.0", Say: func(line string) { said = append(said, line) }})
	if err != nil {
		t.Fatal(err)
	}
	defer l.root.Close()
	if err := l.start(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.write("candor.toml", "title = \"Desk\"\nas_of = 2026-09-30\naudiences = [\"world\", \"public\", \"internal\"]\n[editions.public]\noutput = \"other\"\n")
	l.next(t.Context(), []string{"candor.toml"})
	if len(said) != 1 || !strings.Contains(said[0], "no longer the widest") {
		t.Errorf("it said %q", said)
	}
}

// TestServeMoved: a site that is moved away and comes back, or is replaced by
// another one, is followed.
func TestServeMoved(t *testing.T) {
	for name, o := range map[string]ServeOptions{"watched": {}, "polled": {Poll: 10 * time.Millisecond}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t, o)
			const file, page = "content/pages/first.md", "first/"
			away := d.dir + ".away"
			t.Cleanup(func() { _ = os.RemoveAll(away) })
			move := func(from, to string) {
				if err := os.Rename(from, to); err != nil {
					t.Fatal(err)
				}
			}
			move(d.dir, away)
			move(away, d.dir)
			d.write(file, firstPage+"\nCame back.\n")
			d.until("moved away and back", page, holds("Came back."))
			move(d.dir, away)
			d.write("candor.toml", "title = \"Desk\"\nas_of = 2026-09-30\n")
			d.write(file, firstPage+"\nAnother one.\n")
			d.until("replaced", page, holds("Another one."))
			d.write(file, firstPage+"\nSaved in it.\n")
			d.until("saved in the new one", page, holds("Saved in it."))
		})
	}
}
