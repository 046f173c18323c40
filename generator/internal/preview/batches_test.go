package preview

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// TestBatches: a burst is one batch, handed on when it is quiet; what comes
// while nobody listens is not lost.
func TestBatches(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		in := make(chan string)
		out := batches(ctx, in, Quiet)
		began := time.Now()
		for i := range 100 {
			in <- fmt.Sprintf("file-%02d", i%50)
			time.Sleep(time.Millisecond)
		}
		batch := <-out
		if len(batch) != 50 || !slices.IsSorted(batch) {
			t.Errorf("a batch of %d: %v", len(batch), batch)
		}
		if took := time.Since(began); took != 99*time.Millisecond+Quiet {
			t.Errorf("it came after %s", took)
		}
		in <- "a"
		time.Sleep(10 * Quiet) // the last batch is still worked on
		in <- "b"
		time.Sleep(Quiet / 2)
		select {
		case batch := <-out:
			t.Errorf("%v came before it was quiet", batch)
		default:
		}
		time.Sleep(Quiet)
		if batch := <-out; !slices.Equal(batch, []string{"a", "b"}) {
			t.Errorf("then %v", batch)
		}
		time.Sleep(time.Hour)
		select {
		case batch := <-out:
			t.Errorf("%v came twice", batch)
		default:
		}
		for range 600 { // somebody writes without end
			in <- "log"
			time.Sleep(time.Millisecond)
			select {
			case batch := <-out:
				if !slices.Equal(batch, []string{"log"}) {
					t.Errorf("then %v", batch)
				}
				stop()
			default:
			}
			if ctx.Err() != nil {
				break
			}
		}
		if ctx.Err() == nil {
			t.Error("nothing came while somebody wrote without end")
		}
		stop()
		if _, open := <-out; open {
			t.Error("the channel is open after the end")
		}
	})
}
