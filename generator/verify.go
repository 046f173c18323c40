package generator

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"candor/generator/internal/detector"
	"candor/generator/internal/site"
	"candor/generator/internal/source"
	"candor/generator/internal/sweep"
)

// Verify searches a built folder, whoever wrote it, for what the audience of
// the configuration may not see of the site. An empty audience is the one that
// the folder's marker names, else the widest. The error is a *LeakError when
// something is found.
func (s *Site) Verify(ctx context.Context, dir string) error {
	fsys, closeDir, err := readDir(dir)
	if err != nil {
		return err
	}
	defer closeDir()
	if s.config.Audience == "" {
		if data, err := fs.ReadFile(fsys, site.Marker); err == nil && slices.Contains(s.rules.Order.Names(), strings.TrimSpace(string(data))) {
			s.config.Audience = strings.TrimSpace(string(data))
		}
	}
	e, err := s.one()
	if err != nil {
		return err
	}
	search, err := s.newSweep(ctx, e)
	if err != nil || search == nil {
		return errors.Join(err, s.unread(nil, e.name))
	}
	finds, err := search.Folder(fsys)
	if err != nil {
		return err
	}
	finds = s.byRight(e, search, finds, func(name string) ([]byte, error) { return fs.ReadFile(fsys, name) })
	found := slices.DeleteFunc(slices.Clone(finds), func(f sweep.Find) bool { return f.Kind == "unsearched" })
	return errors.Join(s.leaks(found, e.name), s.unread(finds, e.name))
}

// UnreadError is what a search could not read: then nobody can say that nothing
// is there.
type UnreadError struct{ Problems Problems }

func (e *UnreadError) Error() string { return "not all could be read" }

// unread reports pages and data of the site that could not be read, so that what
// they withhold is not known, and files of the folder that cannot be searched.
func (s *Site) unread(finds []sweep.Find, audience string) error {
	ps := slices.DeleteFunc(slices.Clone(s.common), func(p Problem) bool { return p.Severity != Error })
	for _, f := range finds {
		if f.Kind == "unsearched" {
			at := source.Pos{File: path.Join(audience, f.Path), Line: 1, Column: 1}
			ps.Errorf(at, "leak/unsearched", unsearchedHint, "the text of this file cannot be searched: %s", f.Form)
		}
	}
	if len(ps) == 0 {
		return nil
	}
	return &UnreadError{ps.Sorted()}
}

// OwnLabel reports whether a warning is of the TLP label that the edition which
// was verified bears itself.
func (s *Site) OwnLabel(p Problem) bool {
	e, err := s.one()
	return err == nil && p.Code == "detector/tlp" && len(detector.Scan("", []byte(e.program.Site.TLP[e.name]))) > 0
}

const unsearchedHint = `read it, and say so in candor.toml: [inspected] and "PATH" = "who read it"`

// leaks turns finds into an error; nil when there is none.
func (s *Site) leaks(finds []sweep.Find, audience string) error {
	if len(finds) == 0 {
		return nil
	}
	var ps Problems
	for _, f := range finds {
		at := source.Pos{File: path.Join(audience, f.Path), Line: 1, Column: 1}
		switch f.Kind {
		case "foreign":
			ps.Errorf(at, "leak/metadata", "let candor publish the image, which takes them out, or do it with another program",
				"this image holds more than the picture: where and when it was taken, by whom, with what")
		case "unsearched":
			ps.Errorf(at, "leak/unsearched", unsearchedHint, "the text of this file cannot be searched: %s", f.Form)
		case "never":
			ps.Errorf(f.Pos, "leak/never", "take it out there, or off this list",
				"a word that must not appear is in %s of %s (as %s)%s", f.Path, audience, f.Form, s.revealed(f.Hidden, f.Shown))
		default:
			ps.Errorf(f.Pos, "leak/"+leakKind(f.Kind), "withhold it there, too, or show it here",
				"what is withheld here appears in %s of %s (as %s)%s", f.Path, audience, f.Form, s.revealed(f.Hidden, f.Shown))
		}
	}
	return &LeakError{ps.Sorted()}
}

// revealed are the matching words of both places, for the author's own terminal;
// nothing unless the call asks for them.
func (s *Site) revealed(hidden, shown string) string {
	if !s.config.Reveal {
		return ""
	}
	return fmt.Sprintf(": %q is withheld, %q is shown", hidden, shown)
}

// Detect searches a built folder for what nobody means to publish: keys,
// tokens, private addresses. It needs no site.
func Detect(dir string) (Problems, error) {
	fsys, closeDir, err := readDir(dir)
	if err != nil {
		return nil, err
	}
	defer closeDir()
	var ps Problems
	err = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if d != nil && d.IsDir() && d.Name() == ".git" {
				return fs.SkipDir
			}
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		for _, h := range detector.Scan(name, data) {
			ps.Warnf(source.Pos{File: name, Line: h.Line, Column: h.Column}, "detector/"+h.Rule, "take it out, and change it where it is used", "%s", h.Message)
		}
		return nil
	})
	return ps.Sorted(), err
}

// detect reports in a file what nobody means to publish and the widest audience
// would see, and apart from it what stands only where that audience sees nothing:
// a run for that audience does not name such places. Positions are those of the
// file.
func (s *Site) detect(file string, data, shown []byte) (seen, withheld Problems) {
	hits := detector.Scan(file, data)
	if len(hits) == 0 {
		return nil, nil
	}
	rules, texts := map[string]bool{}, map[string]bool{}
	for _, h := range detector.Scan(file, shown) {
		rules[h.Rule], texts[h.Rule+h.Text] = true, true
	}
	conf := s.editions[0].program.Site.Detectors
	for _, h := range hits {
		p := detected(file, h, conf != nil && conf.Fail)
		switch {
		case texts[h.Rule+h.Text]:
			seen = append(seen, p)
		case rules[h.Rule]:
			p.Severity = source.Warning
			withheld = append(withheld, p)
		}
	}
	return seen, withheld
}

func detected(file string, h detector.Hit, fail bool) Problem {
	p := Problem{Pos: source.Pos{File: file, Line: h.Line, Column: h.Column}, Severity: source.Warning, Code: "detector/" + h.Rule, Message: h.Message,
		Hint: `take it out, or write "` + fmt.Sprintf("%s:%d", file, h.Line) + `" = "reason" under [detectors.allow]`}
	if fail {
		p.Severity = source.Error
	}
	return p
}

// allow drops what [detectors.allow] names by place or by rule.
func (s *Site) allow() {
	conf := s.editions[0].program.Site.Detectors
	if conf == nil {
		return
	}
	reasons := conf.Allow
	for _, l := range []int{0, len(s.editions) - 1} {
		s.found[l] = slices.DeleteFunc(s.found[l], func(p Problem) bool {
			return p.Family() == "detector" && (reasons[fmt.Sprintf("%s:%d", p.File, p.Line)] != "" || reasons[p.Code] != "")
		})
	}
}
