// Package adopt takes what others wrote into a site's own files: columns of a
// CSV sheet into the points of a metric, published control lists into criteria,
// their answers into attestations. It changes texts and returns them; what a
// file holds already, comments and order included, stays as it is. It must not
// know of audiences, pages or editions.
package adopt

import (
	"strings"

	"candor/generator/internal/document"
	"candor/generator/internal/source"
)

// parse reads a TOML file that is to be changed.
func parse(file string, text []byte, ps *source.Problems) *document.Node {
	root, err := document.ParseTOML(string(text), 1)
	if err != nil {
		report(file, err, ps)
		return nil
	}
	return root
}

func report(file string, err error, ps *source.Problems) {
	at, message := source.Pos{File: file, Line: 1, Column: 1}, err.Error()
	if e, ok := err.(*document.SyntaxError); ok {
		at.Line, at.Column, message = e.Line, e.Column, e.Message
	}
	ps.Errorf(at, family(file)+"/syntax", "", "%s", message)
}

func family(file string) string {
	if strings.HasPrefix(file, "data/metrics/") {
		return "metric"
	}
	return "maturity"
}
