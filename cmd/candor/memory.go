package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// headroom is how much garbage may lie about before it is collected. Small
// sites are hardly ever interrupted, large ones grow by half at most.
const headroom = 80 << 20

// leastPercent is by how much the memory of a large site may grow, in per cent.
const leastPercent, mostPercent = 50, 800

// boundGarbage sets after each collection when the next one is due. The runtime
// knows shares of what lives alone, and a share that is right for ten pages is
// too much for ten thousand.
func boundGarbage() {
	debug.SetGCPercent(mostPercent)
	type collected struct{ _ [16]byte }
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	var next func(*collected)
	next = func(c *collected) {
		metrics.Read(live)
		debug.SetGCPercent(int(min(mostPercent, max(leastPercent, 100*headroom/max(1, live[0].Value.Uint64())))))
		runtime.SetFinalizer(c, next) // it dies again with the next collection
	}
	runtime.SetFinalizer(&collected{}, next)
}
