package page

import (
	"embed"
	"io/fs"
)

//go:embed *.go
var sources embed.FS

// Vocabulary lists this room's own sources: every word that it puts on pages
// stands in them. The search of the output passes over such words.
func Vocabulary() [][]byte {
	var out [][]byte
	files, err := fs.Glob(sources, "*.go")
	if err != nil {
		return nil
	}
	for _, name := range files {
		if data, err := sources.ReadFile(name); err == nil {
			out = append(out, data)
		}
	}
	return out
}
