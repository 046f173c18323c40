package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"candor/bench/corpus"
)

// layouts make Hugo show about what candor shows of a page, without its charts.
//
//go:embed all:hugo
var layouts embed.FS

// build is the median cost of full builds.
type build struct {
	processor time.Duration // user and system
	wall      time.Duration
	memory    int64 // largest resident size, in bytes
}

// measure builds sites of n pages with both programs, in turns, then saves.
func (b *bench) measure(n int) (size, error) {
	s := size{pages: n}
	ours, theirs := filepath.Join(b.dir, fmt.Sprintf("candor-%d", n)), filepath.Join(b.dir, fmt.Sprintf("hugo-%d", n))
	if err := errors.Join(corpus.Write(ours, n), corpus.Write(theirs, n), b.layOut(theirs)); err != nil {
		return s, err
	}
	defer os.RemoveAll(ours)
	defer os.RemoveAll(theirs)
	var candor, unproven, hugo []build
	for range b.rounds {
		one, err := b.once(ours, b.candor, "build", "--quiet")
		if err != nil {
			return s, err
		}
		candor = append(candor, one)
		if one, err = b.once(ours, b.candor, "build", "--quiet", "--no-proof"); err != nil {
			return s, err
		}
		unproven = append(unproven, one)
		if b.hugo == "" {
			continue
		}
		if one, err = b.once(theirs, b.hugo, "--quiet"); err != nil {
			return s, err
		}
		hugo = append(hugo, one)
	}
	s.candor, s.unproven, s.hugo = median(candor), median(unproven), median(hugo)
	var err error
	s.save, err = b.watch(ours, theirs, n)
	return s, err
}

// layOut adds Hugo's configuration and templates to a site.
func (b *bench) layOut(dir string) error {
	sub, err := fs.Sub(layouts, "hugo")
	if err != nil {
		return err
	}
	return os.CopyFS(dir, sub)
}

// once runs a program in a folder.
func (b *bench) once(dir, program string, args ...string) (build, error) {
	cmd := exec.CommandContext(b.ctx, program, args...)
	cmd.Dir = dir
	began := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		return build{}, fmt.Errorf("%s: %w\n%s", program, err, out)
	}
	state := cmd.ProcessState
	used, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return build{}, errors.New("this system does not tell what a program used")
	}
	return build{processor: state.UserTime() + state.SystemTime(), wall: time.Since(began), memory: used.Maxrss * 1024}, nil
}

// median takes that of each figure on its own.
func median(list []build) build {
	if len(list) == 0 {
		return build{}
	}
	return build{processor: middle(list, func(b build) time.Duration { return b.processor }), wall: middle(list, func(b build) time.Duration { return b.wall }),
		memory: middle(list, func(b build) int64 { return b.memory })}
}

func middle[T any, N ~int64](list []T, of func(T) N) N {
	var values []N
	for _, x := range list {
		values = append(values, of(x))
	}
	slices.Sort(values)
	return values[len(values)/2]
}
