// Command bench compares candor with Hugo on the same post-mortems: the
// processor time and memory of a full build, and how long a reader waits for a
// page after it was saved. It prints tables in markdown.
//
//	go run ./bench --hugo PATH [--pages 1000,10000] [--rounds 3] [--dir DIR]
//
// Without --hugo candor is measured alone. --dir should be on a memory file
// system, so that no disk is measured. Runs of the two take turns, so that both
// have the same luck with the machine.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
)

func main() {
	hugo := flag.String("hugo", "", "`PATH` of a hugo program to compare with")
	pages := flag.String("pages", "1000,10000", "`NUMBERS` of post-mortems")
	rounds := flag.Int("rounds", 3, "how often each build is run")
	saves := flag.Int("saves", 15, "how often a page is saved")
	dir := flag.String("dir", "", "`DIR` to work in (default: a temporary one)")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *hugo, *pages, *rounds, *saves, *dir); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, hugo, pages string, rounds, saves int, dir string) error {
	work, err := os.MkdirTemp(dir, "candor-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	b := &bench{ctx: ctx, dir: work, candor: filepath.Join(work, "candor"), hugo: hugo, rounds: rounds, saves: saves}
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", b.candor, "./cmd/candor").CombinedOutput(); err != nil {
		return fmt.Errorf("build candor (run this from the project's folder): %w\n%s", err, out)
	}
	var sizes []size
	for _, text := range strings.Split(pages, ",") {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			return fmt.Errorf("--pages wants numbers such as 1000,10000")
		}
		s, err := b.measure(n)
		if err != nil {
			return err
		}
		sizes = append(sizes, s)
	}
	b.print(sizes)
	return nil
}

// bench is one run of the comparison.
type bench struct {
	ctx           context.Context
	dir           string
	candor, hugo  string // the programs
	rounds, saves int
}

// size is what was measured of so many pages.
type size struct {
	pages                  int
	candor, unproven, hugo build           // unproven: candor without the proof
	save                   map[string]wait // by what is watched
}
