package site

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// errHeld is why a lock file is not ours: another process holds it.
var errHeld = errors.New("held by another process")

// lockPoll is how often a held lock is tried again.
const lockPoll = 50 * time.Millisecond

// Lock waits until no other process writes the target, and keeps others away
// until release is called. The system releases the lock of a process that was
// killed. waits is called once if the lock is held by another process.
func Lock(ctx context.Context, target string, waits func()) (release func(), err error) {
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return nil, fmt.Errorf("make the folder of the output: %w", err)
	}
	name := sibling(target, "lock")
	for tries := 0; ; tries++ {
		f, err := tryLock(name)
		if err == nil {
			return func() { unlock(f, name) }, nil
		}
		if !errors.Is(err, errHeld) {
			return nil, fmt.Errorf("lock the output: %w", err)
		}
		if tries == 0 {
			waits()
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(lockPoll):
		}
	}
}

// tryLock opens and locks the file once. The file may have been removed by its
// last holder between the two steps; then it is another file that others lock.
func tryLock(name string) (*os.File, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	err = lockFile(f)
	if err == nil && !sameFile(f, name) {
		err = errHeld
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func sameFile(f *os.File, name string) bool {
	a, err := f.Stat()
	b, gone := os.Lstat(name)
	return err == nil && gone == nil && os.SameFile(a, b)
}
