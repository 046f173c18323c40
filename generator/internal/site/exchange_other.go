//go:build !linux

package site

import "errors"

// exchange is not to be had here; two renames do instead.
func exchange(a, b string) error { return errors.ErrUnsupported }
