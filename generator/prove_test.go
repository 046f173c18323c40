package generator

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// TestProofNamesFew: the first differing files are named, the rest counted, and
// the list of checksums only where nothing else differs.
func TestProofNamesFew(t *testing.T) {
	ps := others([]string{"a", "b", sums, "d", "e", "f", "g", "h"}, "public")
	if len(ps) != mostOthers || ps[2].File != "public/d" || !strings.HasSuffix(ps[4].Message, "another one, and so are 2 more") {
		t.Errorf("%v", ps)
	}
	if ps := others([]string{sums}, "public"); len(ps) != 1 || !strings.HasSuffix(ps[0].Message, "another one") {
		t.Errorf("%v", ps)
	}
}

// TestFileChangedMeanwhile: a page that is saved or taken away while a site is
// built ends the build with the file's name, not with a panic, a wrong edition or
// the word of a fault of candor's own.
func TestFileChangedMeanwhile(t *testing.T) {
	const page = "content/incidents/2026-01-05-plain/index.md"
	for name, change := range map[string]func(fstest.MapFS){
		"saved": func(files fstest.MapFS) { files[page].Data = []byte("+++\n") },
		"gone":  func(files fstest.MapFS) { delete(files, page) },
	} {
		files := fstest.MapFS{"candor.toml": {Data: []byte(channelConfig)}, page: {Data: fmt.Appendf(nil, channelPage, "", "::: internal\nx\n:::")}}
		s := load(t, files, "")
		change(files)
		if err := buildTo(t, s); err == nil || !strings.Contains(err.Error(), page+" changed") {
			t.Errorf("%s: build says %v", name, err)
		}
		if _, err := s.ExportSource(t.Context(), filepath.Join(t.TempDir(), "out")); err == nil || !strings.Contains(err.Error(), page+" changed") {
			t.Errorf("%s: export says %v", name, err)
		}
	}
}
