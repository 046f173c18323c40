package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"candor/bench/corpus"
)

// wait is how long it takes from a save to the fresh page.
type wait struct{ median, longest time.Duration }

// What is watched after a save.
const (
	started     = "start"
	bodySeen    = "page"
	listSeen    = "list"
	hugoStarted = "hugo start"
	hugoSeen    = "hugo page"
)

// watch starts the previews of both programs and saves a page again and again.
func (b *bench) watch(ours, theirs string, n int) (map[string]wait, error) {
	out := map[string]wait{}
	ctx, stop := context.WithCancel(b.ctx)
	defer stop()
	began := time.Now()
	address, err := b.start(ctx, ours, b.candor, "serve", "--port", "0")
	if err != nil {
		return nil, err
	}
	out[started] = wait{median: time.Since(began)}
	page := corpus.Newest(n)
	file := filepath.Join(ours, "content", "incidents", corpus.Name(page))
	at := fmt.Sprintf("%sincidents/incident-%05d/", address, page)
	if out[bodySeen], err = b.edits(file, at, corpus.PostMortem(page), bodyEdit); err != nil {
		return nil, err
	}
	if out[listSeen], err = b.edits(file, address+"incidents/", corpus.PostMortem(page), titleEdit); err != nil {
		return nil, err
	}
	stop()
	if b.hugo == "" {
		return out, nil
	}
	return out, b.watchHugo(out, theirs, page)
}

func (b *bench) watchHugo(out map[string]wait, dir string, page int) error {
	ctx, stop := context.WithCancel(b.ctx)
	defer stop()
	port, err := freePort()
	if err != nil {
		return err
	}
	began := time.Now()
	cmd := exec.CommandContext(ctx, b.hugo, "server", "--port", port, "--renderToMemory", "--quiet")
	cmd.Dir = dir
	if err := cmd.Start(); err != nil {
		return err
	}
	defer func() { stop(); _ = cmd.Wait() }()
	at := fmt.Sprintf("http://127.0.0.1:%s/incidents/incident-%05d/", port, page)
	if _, err := b.until(at, "of the story", time.Millisecond); err != nil {
		return err
	}
	out[hugoStarted] = wait{median: time.Since(began)}
	out[hugoSeen], err = b.edits(filepath.Join(dir, "content", "incidents", corpus.Name(page)), at, corpus.PostMortem(page), bodyEdit)
	return err
}

// bodyEdit and titleEdit change a page so that the change can be seen.
func bodyEdit(text string, i int) (edited, seen string) {
	seen = fmt.Sprintf("Edited for the %dth time.", i)
	return text + "\n" + seen + "\n", seen
}

func titleEdit(text string, i int) (edited, seen string) {
	seen = fmt.Sprintf("Renamed for the %dth time", i)
	return strings.Replace(text, "The price feed stopped", seen+": the price feed stopped", 1), seen
}

// edits saves a file and waits until its page shows the change, over and over.
func (b *bench) edits(file, address, text string, edit func(string, int) (string, string)) (wait, error) {
	var took []time.Duration
	for i := range b.saves {
		edited, seen := edit(text, i)
		began := time.Now()
		if err := os.WriteFile(file, []byte(edited), 0o644); err != nil {
			return wait{}, err
		}
		if _, err := b.until(address, seen, time.Millisecond); err != nil {
			return wait{}, err
		}
		took = append(took, time.Since(began))
		if err := sleep(b.ctx, time.Second); err != nil { // what goes on in the background ends, as it does at a desk
			return wait{}, err
		}
	}
	return wait{median: middle(took, func(d time.Duration) time.Duration { return d }), longest: longest(took)}, nil
}

func longest(list []time.Duration) (d time.Duration) {
	for _, x := range list {
		d = max(d, x)
	}
	return d
}

// until asks for a page until it holds the words.
func (b *bench) until(address, words string, pause time.Duration) (string, error) {
	for {
		r, err := http.NewRequestWithContext(b.ctx, http.MethodGet, address, nil)
		if err != nil {
			return "", err
		}
		if answer, err := http.DefaultClient.Do(r); err == nil {
			data, err := io.ReadAll(answer.Body)
			_ = answer.Body.Close()
			if err == nil && strings.Contains(string(data), words) {
				return string(data), nil
			}
		}
		if err := sleep(b.ctx, pause); err != nil {
			return "", err
		}
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// start runs a preview that prints its address, until the context ends.
func (b *bench) start(ctx context.Context, dir, program string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir = dir
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", err
	}
	if err := cmd.Start(); err != nil {
		return "", err
	}
	go func() { <-ctx.Done(); _ = cmd.Wait() }()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return "", errors.Join(errors.New("the preview did not start"), err)
	}
	return strings.TrimSpace(line), nil
}

func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, err
}
