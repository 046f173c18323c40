package site

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// lockFile locks an open file, or says that another process has it.
func lockFile(f *os.File) error {
	const how = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	err := windows.LockFileEx(windows.Handle(f.Fd()), how, 0, 1, 0, new(windows.Overlapped))
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return errHeld
	}
	return err
}

// unlock closes the file first: an open file cannot be removed here, nor can one
// that another process has opened meanwhile.
func unlock(f *os.File, name string) {
	_ = f.Close()
	_ = os.Remove(name)
}
