//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package site

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// lockFile locks an open file, or says that another process has it. On file
// systems without locks, builds are not kept apart.
func lockFile(f *os.File) error {
	for {
		err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		switch {
		case errors.Is(err, unix.EINTR):
		case errors.Is(err, unix.EWOULDBLOCK):
			return errHeld
		case errors.Is(err, unix.ENOTSUP), errors.Is(err, unix.ENOSYS):
			return nil
		default:
			return err
		}
	}
}

// unlock removes the file while it is still locked, so that nobody can lock one
// that is about to go away.
func unlock(f *os.File, name string) {
	_ = os.Remove(name)
	_ = f.Close()
}
