package site

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// TestLock: one at a time, whoever waits is told, and nothing is left behind.
func TestLock(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	var inside, waited atomic.Int32
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			release, err := Lock(t.Context(), target, func() { waited.Add(1) })
			if err != nil {
				t.Error(err)
				return
			}
			if inside.Add(1) > 1 {
				t.Error("two hold the lock at once")
			}
			time.Sleep(2 * time.Millisecond)
			inside.Add(-1)
			release()
		})
	}
	all.Wait()
	if waited.Load() == 0 {
		t.Error("nobody was told to wait")
	}
	if exists(sibling(target, "lock")) {
		t.Error("the lock file is left behind")
	}
}

// TestLockLeft: the file of a process that was killed is not a lock.
func TestLockLeft(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	if err := os.WriteFile(sibling(target, "lock"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	release, err := Lock(t.Context(), target, func() { t.Error("it waits for nobody") })
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer stop()
	if _, err := Lock(ctx, target, func() {}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a call that is interrupted while it waits: %v", err)
	}
}
