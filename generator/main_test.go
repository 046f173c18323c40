package generator

import (
	"os"
	"runtime/debug"
	"testing"
)

// TestMain collects garbage as rarely as the command does: thousands of sites
// are built here, and with Go's own setting half the time goes into that.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	os.Exit(m.Run())
}
