//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd || windows)

package site

import "os"

// lockFile does nothing: there are no locks to be had here.
func lockFile(*os.File) error { return nil }

func unlock(f *os.File, name string) {
	_ = f.Close()
	_ = os.Remove(name)
}
