package generator

import (
	"path"
	"regexp"
	"strings"

	"candor/generator/internal/program"
)

// checkEvidence reports evidence that names a file of the site which is not there.
// What an edition does not publish of pages and data is not there for its readers.
func (s *Site) checkEvidence(l int) {
	e := s.editions[l]
	for _, file := range e.evidence() {
		if !s.src.Regular(file.ID) || l > 0 && !e.mayName(s, file.ID) {
			s.found[l].Errorf(file.Pos, "maturity/evidence", "put the file there, or write an address with https://", "this evidence is not there")
		}
	}
}

// evidence lists the files that an edition's attestations name.
func (e *edition) evidence() []program.Ref {
	if e.program.Model == nil {
		return nil
	}
	var out []program.Ref
	for _, r := range e.program.Model.Records {
		for _, named := range r.Evidence {
			if isFile(named.ID) {
				out = append(out, program.Ref{ID: path.Clean(strings.TrimPrefix(named.ID, "/")), Pos: named.Pos})
			}
		}
	}
	return out
}

var (
	anAddress = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)
	aFile     = regexp.MustCompile(`^\S+/\S*$|\S\.[A-Za-z][A-Za-z0-9]{0,4}$`)
)

// isFile reports whether evidence reads like the path of a file: no address, and
// no words.
func isFile(evidence string) bool {
	return !anAddress.MatchString(evidence) && aFile.MatchString(evidence)
}

// mayName reports whether an edition has a file of content or data, so that naming
// it tells nothing. Other files are not the site's to withhold.
func (e *edition) mayName(s *Site, file string) bool {
	if !strings.HasPrefix(file, "content/") && !strings.HasPrefix(file, "data/") {
		return true
	}
	for _, staged := range s.staged[int(e.level)] {
		if staged.File() == file {
			return true
		}
	}
	for _, p := range e.program.Pages {
		if p.File == file {
			return true
		}
	}
	return e.program.Assets[file]
}
