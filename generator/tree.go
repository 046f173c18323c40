package generator

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"sync"

	"candor/generator/internal/dataset"
	"candor/generator/internal/page"
	"candor/generator/internal/program"
	"candor/generator/internal/sweep"
)

// sums is the file of checksums. It needs all others, so that no tree has it.
const sums = "checksums.txt"

// tree is what an edition consists of: every file but the checksums, made when
// asked for. Files may be made in any order and by several goroutines.
type tree struct {
	files []file
	pages int // how many of them are pages
}

type file struct {
	path   string
	make   func(*bytes.Buffer) error
	ours   bool // part of the program: nothing hidden can be in it
	copied bool // a file of the site: a search of its source has not seen its text
}

func (t *tree) add(path string, make func() ([]byte, error)) {
	t.files = append(t.files, file{path: path, make: func(buf *bytes.Buffer) error {
		data, err := make()
		if err == nil {
			buf.Write(data)
		}
		return err
	}})
}

// newTree lists the files of an edition. It renders nothing.
func (s *Site) newTree(e *edition) *tree {
	b := s.builder(e)
	outputs := b.Outputs()
	t := &tree{pages: len(outputs)}
	for _, o := range outputs {
		t.files = append(t.files, file{path: o.Path, make: func(buf *bytes.Buffer) error {
			data, err := o.Make()
			if err != nil {
				return err
			}
			return s.theme.Execute(buf, data)
		}})
	}
	s.addTheme(t, e)
	s.addFigures(t, e)
	s.addDrawings(t, b)
	for _, u := range e.used() {
		t.add(program.AssetAddress(u.file), func() ([]byte, error) { return e.asset(u.file) })
		t.files[len(t.files)-1].copied = true
	}
	t.add("search/index.json", func() ([]byte, error) {
		data, err := json.Marshal(b.NewSearchIndex())
		return append(data, '\n'), err
	})
	s.addIndexes(t, e, b, outputs)
	return t
}

// addFigures adds what machines read: the numbers of each metric, and of all.
func (s *Site) addFigures(t *tree, e *edition) {
	for i, m := range e.program.Metrics {
		set := sync.OnceValue(func() dataset.Metric { return dataset.NewMetric(m, e.results.analyses[i]) })
		t.add("metrics/"+m.ID+"/data.json", func() ([]byte, error) { return dataset.JSON(set()) })
		t.add("metrics/"+m.ID+"/data.csv", func() ([]byte, error) { return set().CSV() })
	}
	if r := e.results.maturity; r != nil && len(r.Domains) > 0 {
		t.add("maturity/levels.csv", func() ([]byte, error) { return dataset.LevelsCSV(r) })
	}
	t.add("report.json", func() ([]byte, error) {
		return dataset.JSON(dataset.NewReport(e.program, e.name, e.results.analyses, e.results.maturity))
	})
}

// addDrawings adds the charts as files, and the numbers of those that no other
// file has.
func (s *Site) addDrawings(t *tree, b *page.Builder) {
	for _, f := range b.Files() {
		t.add(f.Path, func() ([]byte, error) {
			drawing, table, err := f.Make()
			if table == nil || err != nil {
				return s.theme.Drawing(drawing), err
			}
			return table.CSV()
		})
	}
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// largest is the size of a buffer that is used again. A page of ten thousand
// points would hold its memory for all that follow.
const largest = 1 << 20

// each makes every file, searches it, and hands it to take, which must not keep
// the bytes. search may be nil: then nothing is hidden from the edition. The
// first error ends it; told hears now and then how many files are done.
func (t *tree) each(ctx context.Context, search *sweep.Sweep, take func(path string, data []byte) error, told func(done int)) ([]sweep.Find, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var mu sync.Mutex
	var finds []sweep.Find
	parallel(len(t.files), func(i int) {
		if ctx.Err() != nil {
			return
		}
		buf := buffers.Get().(*bytes.Buffer)
		defer func() {
			if buf.Cap() <= largest {
				buffers.Put(buf)
			}
		}()
		buf.Reset()
		f := t.files[i]
		err := f.make(buf)
		if err == nil && search != nil && !f.ours {
			if found := search.File(f.path, buf.Bytes()); len(found) > 0 {
				mu.Lock()
				finds = append(finds, found...)
				mu.Unlock()
			}
		}
		if err == nil {
			err = take(f.path, buf.Bytes())
		}
		if err != nil {
			stop(fmt.Errorf("%s: %w", f.path, err))
		}
	}, told)
	return finds, context.Cause(ctx)
}
