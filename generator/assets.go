package generator

import (
	"bytes"
	"fmt"
	"path"
	"slices"

	"candor/generator/internal/asset"
	"candor/generator/internal/audience"
	"candor/generator/internal/program"
	"candor/generator/internal/source"
	"candor/generator/internal/sweep"
)

// use is a file beside a page, and the first place that refers to it.
type use struct {
	file string
	at   source.Pos
}

// used lists the files that an edition's pages refer to, sorted by path.
func (e *edition) used() []use {
	first := map[string]source.Pos{}
	note := func(p *program.Page, dest string, at source.Pos) {
		if t, ok := e.index.Resolve(p, dest); ok && t.Asset != "" {
			if _, again := first[t.Asset]; !again {
				first[t.Asset] = at
			}
		}
	}
	for _, p := range e.program.Pages {
		if p.Body != nil {
			for _, l := range p.Body.Links {
				note(p, l.Dest, l.Pos)
			}
		}
		if p.Assess != nil && p.Assess.Report.ID != "" {
			note(p, p.Assess.Report.ID, p.Assess.Report.Pos)
		}
	}
	var out []use
	for file, at := range first {
		out = append(out, use{file, at})
	}
	slices.SortFunc(out, func(a, b use) int {
		if a.file < b.file {
			return -1
		}
		return 1
	})
	return out
}

// checkAssets reports files that cannot be published, and what stands in those
// that go out unchanged and nobody means to publish.
func (s *Site) checkAssets(l int) {
	e := s.editions[l]
	for _, u := range e.used() {
		if slices.ContainsFunc(s.names[l], func(page string) bool { return beside(u.file, page) }) {
			s.found[l] = append(s.found[l], hidden(Problem{Pos: u.at}, e.name)) // its address names the page
			continue
		}
		data, err := s.src.Read(u.file)
		var kind asset.Type
		if err == nil {
			kind, err = asset.Check(u.file, data)
		}
		if err == nil && l > 0 {
			_, err = asset.Strip(data)
		}
		if err != nil {
			s.found[l].Errorf(u.at, "asset/type", "publish images as PNG, JPEG or WebP, documents as PDF", "this file %s", err)
			continue
		}
		if l > 0 {
			s.checkSearchable(l, u, data)
		}
		if l > 0 && kind.Text {
			s.attach(l, u.file, data)
		}
		if l == len(s.editions)-1 && kind.AsIs {
			seen, _ := s.detect(u.file, data, data)
			s.found[l] = append(s.found[l], seen...)
		}
	}
}

// checkSearchable asks for somebody who read a file whose text cannot be
// searched, where there is something to search for: a source that was exported
// withholds nothing.
func (s *Site) checkSearchable(l int, u use, data []byte) {
	e := s.editions[l]
	names, never := s.rules.HiddenNames(s.root, e.level), s.rules.Never(s.root, e.level)
	withheld := len(s.hidden[l]) + len(s.names[l]) + len(names) + len(never)
	if withheld == 0 || s.editions[0].program.Site.Inspected[u.file] != "" {
		return
	}
	if why := sweep.Unsearchable(data); why != "" {
		hint := `read it, and say so in candor.toml: [inspected] and "` + u.file + `" = "who read it"`
		s.found[l].Errorf(u.at, "asset/unsearched", hint,
			"the text of %s cannot be searched for what is withheld: it %s", path.Base(u.file), why)
	}
}

// checkInspected reports lines of [inspected] that name no file.
func (s *Site) checkInspected() {
	for file := range s.editions[0].program.Site.Inspected {
		if !s.src.Has(file) {
			at := s.root.Path("inspected", file).At(source.ConfigFile)
			s.found[0].Errorf(at, "config/value", "write the path of a file of this site", "this names no file")
		}
	}
}

// notes tell what a reviewer of a build should know: parts that leave no marker,
// the reasons that are public, and files that go out unchanged.
func (s *Site) notes(editions []*edition) []string {
	var out []string
	narrowest := slices.ContainsFunc(editions, func(e *edition) bool { return e.level == 0 })
	for _, w := range s.ledger {
		if w.Silent && narrowest { // a build for others names nothing hidden
			out = append(out, fmt.Sprintf("%s:%d: hidden without a marker", w.File, w.Line))
		}
	}
	if conf := s.editions[0].program.Site; conf.Charts == "interactive" && !s.editions[0].explored() {
		out = append(out, "charts cannot be explored: this candor was built without ECharts (make echarts); the drawings stay")
	}
	for _, e := range editions {
		if e.level == 0 {
			continue
		}
		for _, reason := range e.program.Withheld {
			out = append(out, e.name+" reads the reason: "+reason)
		}
		for _, u := range e.used() {
			whole, err := s.src.Read(u.file)
			if seen, wrong := e.site.File(u.file); err != nil || wrong != nil || !bytes.Equal(seen, whole) {
				continue // it is cut
			}
			if t, err := asset.Kind(whole); err == nil && t.AsIs {
				out = append(out, e.name+" gets the file unchanged: "+u.file)
			}
		}
	}
	return out
}

// attach takes a text file beside a page apart for an edition that publishes it.
func (s *Site) attach(l int, file string, data []byte) {
	a := s.attached[file]
	if a == nil {
		a = s.rules.ReadAttached(file, data, &s.common)
		s.attached[file] = a
		s.ledger = append(s.ledger, a.Ledger...)
	}
	s.editions[l].site.Attach(a)
	s.hidden[l] = append(s.hidden[l], a.Hidden(audience.Level(l))...)
}

// asset returns a file as an edition publishes it: cut, and stripped of what a
// camera or program wrote into it, but for the narrowest.
func (e *edition) asset(file string) ([]byte, error) {
	data, err := e.site.File(file)
	if err != nil || e.level == 0 {
		return data, err
	}
	return asset.Strip(data)
}

// imageSize is the width and height of a file beside a page in pixels; zeros
// where they are not known.
func (e *edition) imageSize(file string) (width, height int) {
	data, err := e.site.File(file)
	if err != nil {
		return 0, 0
	}
	return asset.Size(data)
}
