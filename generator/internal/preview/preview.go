// Package preview shows a site to whoever writes it: it watches its files,
// tells when they changed, and serves editions from memory on the loopback. It
// must not know how an edition is made; it asks for a file by its path.
package preview

import (
	"candor/generator/internal/source"
)

// View is one state of a site. It does not change.
type View struct {
	Editions []Edition // the narrowest first
	Public   string    // name of the widest audience: its edition stands below /public/
}

// Edition is what one audience sees.
type Edition struct {
	Audience string
	// File makes a file by its path in the edition. There is none if ok is false.
	File func(path string) (data []byte, ok bool, err error)
}

// News is what became of the newest change of the site's files.
type News struct {
	View     *View // nil: the site has errors, and what was shown last stays
	Problems source.Problems
	Millis   int64  // how long it took to read the site, in milliseconds
	Go       string // address of the page whose file alone changed, "" otherwise
}

// Search is what the search of the wider editions for hidden things found.
type Search struct {
	Done  bool // false: it is still running
	Files int  // that were searched
	Finds source.Problems
}
