package generator

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"candor/bench/corpus"
	"candor/generator/internal/source"
)

// BenchmarkBuild builds both editions of the corpus and compares the processor
// time with the floor: goldmark with GFM and toml over the same pages, and
// writing the same bytes, nothing else.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		b.Run(fmt.Sprintf("%d", n), func(b *testing.B) {
			dir := b.TempDir()
			if err := corpus.Write(dir, n); err != nil {
				b.Fatal(err)
			}
			var spent, floor time.Duration
			var allocations uint64
			for range b.N {
				runtime.GC()
				before := mallocs()
				spent += processor(func() { build(b, dir) })
				allocations += mallocs() - before
				runtime.GC()
				floor += processor(func() { floorOf(b, dir) })
			}
			b.ReportMetric(float64(allocations)/float64(b.N)/float64(n), "allocs/page")
			b.ReportMetric(float64(spent.Microseconds())/float64(b.N*n), "cpu-µs/page")
			b.ReportMetric(float64(spent)/float64(floor), "×floor")
			b.ReportMetric(float64(peak())/1e6, "peak-MB")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func build(tb testing.TB, dir string) {
	tb.Helper()
	site, err := Load(Config{Dir: dir, Today: time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		tb.Fatal(err)
	}
	defer site.Close()
	if _, err := site.Build(context.Background()); err != nil {
		for _, p := range site.Problems {
			tb.Log(p)
		}
		tb.Fatal(err)
	}
}

// BenchmarkSave edits one page again and again: what passes from the change to
// the finished page, without the wait for quiet and the network.
func BenchmarkSave(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		b.Run(fmt.Sprintf("%d", n), func(b *testing.B) {
			dir := b.TempDir()
			if err := corpus.Write(dir, n); err != nil {
				b.Fatal(err)
			}
			src, err := source.Open(os.DirFS(dir))
			if err != nil {
				b.Fatal(err)
			}
			src.Keep()
			s, err := loadFrom(Config{}, src, nil)
			if err != nil {
				b.Fatal(err)
			}
			name := "content/incidents/" + corpus.Name(n/2)
			for i := 0; b.Loop(); i++ {
				words := fmt.Sprintf("Saved for the %dth time.", i)
				if err := os.WriteFile(filepath.Join(dir, name), []byte(corpus.PostMortem(n/2)+"\n"+words+"\n"), 0o644); err != nil {
					b.Fatal(err)
				}
				if src, err = src.Again([]string{name}); err != nil {
					b.Fatal(err)
				}
				if s, err = loadFrom(Config{}, src, s); err != nil {
					b.Fatal(err)
				}
				page, ok, err := s.view().Editions[0].File(fmt.Sprintf("incidents/incident-%05d/index.html", n/2))
				if err != nil || !ok || !bytes.Contains(page, []byte(words)) {
					b.Fatalf("the page is the old one (%v)", err)
				}
			}
		})
	}
}

// floorOf does what any generator must: parse, render, write as many bytes.
func floorOf(tb testing.TB, dir string) {
	tb.Helper()
	md := goldmark.New(goldmark.WithExtensions(extension.GFM))
	files, err := filepath.Glob(filepath.Join(dir, "content/incidents/*.md"))
	if err != nil {
		tb.Fatal(err)
	}
	parallel(len(files), func(i int) {
		data, err := os.ReadFile(files[i])
		if err != nil {
			tb.Error(err)
			return
		}
		parts := strings.SplitN(string(data), "+++\n", 3)
		values := map[string]any{}
		if _, err := toml.Decode(parts[1], &values); err != nil {
			tb.Error(err)
		}
		var buf bytes.Buffer
		if err := md.Convert([]byte(parts[2]), &buf); err != nil {
			tb.Error(err)
		}
	}, nil)
	floor := filepath.Join(dir, "floor")
	defer os.RemoveAll(floor)
	for _, edition := range []string{"public", "private"} {
		err := filepath.WalkDir(filepath.Join(dir, edition), func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			to := filepath.Join(floor, strings.TrimPrefix(path, dir))
			if d.IsDir() {
				return os.MkdirAll(to, 0o755)
			}
			info, err := d.Info()
			if err != nil {
				return err
			}
			return os.WriteFile(to, make([]byte, info.Size()), 0o644)
		})
		if err != nil {
			tb.Fatal(err)
		}
	}
}

// processor is the processor time, user and system, that some work takes.
func processor(work func()) time.Duration {
	var before, after syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &before)
	work()
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &after)
	return time.Duration(after.Utime.Nano() + after.Stime.Nano() - before.Utime.Nano() - before.Stime.Nano())
}

// mallocs is how many things were allocated so far.
func mallocs() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.Mallocs
}

// peak is the largest resident size of the process so far, in bytes.
func peak() int64 {
	var r syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &r)
	return r.Maxrss * 1024
}
