package generator

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"candor/generator/internal/program"
)

// notTargets are files that nobody links to.
var notTargets = []string{"404.html"}

// TestTargets: every file of the example's public edition can be linked to.
func TestTargets(t *testing.T) {
	s, err := Load(Config{Dir: ".."})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	e := s.editions[len(s.editions)-1]
	from := &program.Page{File: "content/pages/x.md"}
	for _, f := range s.newTree(e).files {
		address := strings.TrimSuffix(f.path, "index.html")
		alias := slices.ContainsFunc(e.program.Pages, func(p *program.Page) bool {
			return slices.ContainsFunc(p.Aliases, func(a program.Ref) bool { return strings.Trim(a.ID, "/") == strings.Trim(address, "/") })
		})
		if alias || slices.Contains(notTargets, f.path) || f.path == ".nojekyll" {
			continue
		}
		if _, ok := e.index.Resolve(from, (&url.URL{Path: "/" + address}).String()); !ok && !s.beside(e, f.path) {
			t.Errorf("/%s is published and cannot be linked to", address)
		}
	}
}

// beside reports whether a file of the output belongs to a page; links name it
// relative to that.
func (s *Site) beside(e *edition, path string) bool {
	return slices.ContainsFunc(e.used(), func(u use) bool { return program.AssetAddress(u.file) == path })
}
