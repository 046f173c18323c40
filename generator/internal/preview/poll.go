package preview

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"io/fs"
	"os"
	"time"

	"candor/generator/internal/source"
)

// poller looks at all files by itself. It compares what is in them: dates lie
// where folders are shared.
type poller struct {
	dir  string
	was  os.FileInfo // of the folder
	root *os.Root
	seed maphash.Seed
	last map[string]uint64 // hashes by path
}

func newPoller(dir string) (*poller, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open the site: %w", err)
	}
	was, err := root.Stat(".")
	if err != nil {
		return nil, errors.Join(err, root.Close())
	}
	p := &poller{dir: dir, was: was, root: root, seed: maphash.MakeSeed()}
	p.last = p.look()
	return p, nil
}

// run tells of changes until the context ends, or the folder is moved.
func (p *poller) run(ctx context.Context, every time.Duration, changes chan<- string) error {
	defer p.root.Close()
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		if moved(p.dir, p.was) {
			return errMoved
		}
		now := p.look()
		for name, sum := range now {
			if was, ok := p.last[name]; !ok || was != sum {
				send(ctx, changes, name)
			}
		}
		for name := range p.last {
			if _, ok := now[name]; !ok {
				send(ctx, changes, name)
			}
		}
		p.last = now
	}
}

// look hashes what the site's files hold, and what kind of thing they are.
func (p *poller) look() map[string]uint64 {
	out := map[string]uint64{}
	for _, root := range source.Roots {
		_ = fs.WalkDir(p.root.FS(), root, func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return nil // gone meanwhile, or not there at all
			}
			if name != root && source.Ignored(d.Name()) {
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			var data []byte
			if d.Type().IsRegular() {
				data, _ = fs.ReadFile(p.root.FS(), name)
			}
			out[name] = maphash.Bytes(p.seed, data) ^ uint64(d.Type())
			return nil
		})
	}
	return out
}
