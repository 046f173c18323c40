package preview

import (
	"context"
	"maps"
	"slices"
	"time"
)

// Quiet is how long nothing must happen before a burst of changes is handed on:
// long enough for an editor's dance of files, too short to be noticed.
const Quiet = 15 * time.Millisecond

// patience is how long a burst may last before what there is of it is handed on:
// a program that writes without end would keep the page old.
const patience = 500 * time.Millisecond

// batches gathers the names that come in until nothing comes for the time of
// quiet, and hands them on, sorted, each once. What comes while the last batch
// is still worked on waits for the next one; nothing is lost.
func batches(ctx context.Context, in <-chan string, quiet time.Duration) <-chan []string {
	out := make(chan []string)
	go func() {
		defer close(out)
		pending := map[string]bool{}
		timer := time.NewTimer(quiet)
		timer.Stop()
		var batch []string
		var ready chan<- []string // nil until it is quiet
		var first time.Time       // when the oldest of the pending came
		for {
			select {
			case <-ctx.Done():
				return
			case name := <-in:
				if len(pending) == 0 {
					first = time.Now()
				}
				pending[name], ready = true, nil
				timer.Reset(max(0, min(quiet, patience-time.Since(first))))
			case <-timer.C:
				batch, ready = slices.Sorted(maps.Keys(pending)), out
			case ready <- batch:
				clear(pending)
				ready = nil
			}
		}
	}()
	return out
}
