package generator

import (
	"context"
	"runtime"
	"strings"
	"testing"
	"time"

	"candor/bench/corpus"
	"candor/generator/internal/document"
	"candor/generator/internal/site"
)

// BenchmarkRedaction says which share of a build's processor time the cut and
// the search take, and how many MB/s of source and of output they read. Together
// they should stay below 15 %. The proof, which renders an edition once more, and
// the reading of files and front matter, which a build would do without a cut,
// are shares of their own.
func BenchmarkRedaction(b *testing.B) {
	dir := b.TempDir()
	if err := corpus.Write(dir, 1000); err != nil {
		b.Fatal(err)
	}
	s, err := Load(Config{Dir: dir})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	var whole, reading, cutting, sweeping, proving time.Duration
	var read, written int
	for range b.N {
		runtime.GC()
		whole += processor(func() { build(b, dir) })
		runtime.GC()
		reading += processor(func() { s.readAll(b) })
		runtime.GC()
		cutting += processor(func() { read += s.cutAll(b) })
		e := s.editions[len(s.editions)-1]
		o := site.InMemory(e.name)
		if _, err := s.write(context.Background(), e, o, nil); err != nil {
			b.Fatal(err)
		}
		runtime.GC()
		proving += processor(func() {
			if err := s.prove(context.Background(), e, o); err != nil {
				b.Fatal(err)
			}
		})
		runtime.GC()
		sweeping += processor(func() { written += s.sweepAll(b, e, o.Files()) })
	}
	cutting -= reading
	b.ReportMetric(100*float64(proving)/float64(whole), "%-proof")
	b.ReportMetric(100*float64(cutting+sweeping)/float64(whole), "%-of-build")
	b.ReportMetric(100*float64(reading)/float64(whole), "%-reading")
	b.ReportMetric(100*float64(sweeping)/float64(whole), "%-sweep")
	b.ReportMetric(float64(read)/1e6/cutting.Seconds(), "cut-MB/s")
	b.ReportMetric(float64(written)/1e6/sweeping.Seconds(), "sweep-MB/s")
	b.ReportMetric(0, "ns/op")
}

// readAll reads every page's file, and its front matter as TOML.
func (s *Site) readAll(b *testing.B) {
	for _, file := range s.src.Under("content") {
		if !strings.HasSuffix(file, ".md") {
			continue
		}
		data, err := s.src.Read(file)
		if err != nil {
			b.Fatal(err)
		}
		head, _, _ := strings.Cut(strings.TrimPrefix(string(data), "+++\n"), "\n+++\n")
		if _, err := document.ParseTOML(head, 1); err != nil {
			b.Fatal(err)
		}
	}
}

// cutAll takes every page apart and cuts it for all audiences. It gives the
// number of bytes read.
func (s *Site) cutAll(b *testing.B) (size int) {
	for _, file := range s.src.Under("content") {
		if !strings.HasSuffix(file, ".md") {
			continue
		}
		data, err := s.src.Read(file)
		if err != nil {
			b.Fatal(err)
		}
		size += len(data)
		var ps Problems
		page := s.rules.ReadPage(file, data, &ps)
		for _, e := range s.editions {
			staged := page.For(e.level, &ps)
			page.Hidden(e.level, staged)
		}
	}
	return size
}

// sweepAll searches all files of an edition. It gives their size.
func (s *Site) sweepAll(b *testing.B, e *edition, files map[string][]byte) (size int) {
	search, err := s.newSweep(context.Background(), e)
	if err != nil {
		b.Fatal(err)
	}
	for name, data := range files {
		size += len(data)
		if finds := search.File(name, data); len(finds) > 0 {
			b.Fatal(finds)
		}
	}
	return size
}
