package generator

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// parallel calls work for 0 … n−1 on all processors. Results go to places of
// their own, so that their order does not depend on who was faster. told, if
// not nil, hears now and then how many are done.
func parallel(n int, work func(i int), told func(done int)) {
	var next, done atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				work(i)
				if d := int(done.Add(1)); told != nil && d%200 == 0 {
					told(d)
				}
			}
		})
	}
	wg.Wait()
}
