package generator

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"candor/generator/internal/asset"
	"candor/generator/internal/cut"
	"candor/generator/internal/document"
	"candor/generator/internal/source"
	"candor/generator/internal/sweep"
)

// alsoShown reports names, handles, hosts, hex strings and numbers that are
// withheld in one place and appear in another that the same edition shows. The
// search of the output cannot see them, since there the text is visible by
// right. [shown] permits one.
func (s *Site) alsoShown(l int) {
	if l == 0 {
		return
	}
	e := s.editions[l]
	watch := sweep.NewWatch(s.withheldNames(e))
	if len(watch.Names) == 0 {
		return
	}
	var texts []text
	for _, p := range e.program.Pages {
		if watch.Count(s.reads[p.File].words[l]) {
			texts = append(texts, text{p.File, func() []byte { return s.stagedPage(e, p.File) }})
		}
	}
	for _, t := range s.shownBeside(e) {
		if watch.Count(sweep.NewTrace(t.read())) {
			texts = append(texts, t)
		}
	}
	most := max(fewTexts, len(e.program.Pages)/50)
	for _, t := range texts {
		data := t.read()
		for _, m := range byPassage(watch, watch.Look(data, most), t.file, data) {
			s.reportShown(l, watch.Names[m.Name], t.file, data, m.Offset)
		}
	}
}

// fewTexts is in how many a name out of a longer withheld text may stand without
// being one that everybody knows.
const fewTexts = 3

// text is what an edition shows of a file.
type text struct {
	file string
	read func() []byte
}

// withheldNames are the names that an edition must not show.
func (s *Site) withheldNames(e *edition) []sweep.Name {
	var out []sweep.Name
	places := map[cut.Place]sweep.Place{
		cut.InMark: sweep.Marked, cut.InName: sweep.Listed, cut.InBlock: sweep.Passage, cut.InTitle: sweep.Passage,
	}
	for _, h := range append(slices.Clip(s.hidden[int(e.level)]), s.rules.HiddenNames(s.root, e.level)...) {
		if place, ok := places[h.In]; ok && !h.Word {
			out = append(out, sweep.Names(hiddenPart(h), place)...)
		}
	}
	conf := s.editions[0].program.Site
	permitted := slices.Collect(maps.Keys(conf.Shown))
	if own, err := url.Parse(conf.BaseURL); err == nil && own.Host != "" {
		permitted = append(permitted, own.Hostname())
	}
	return sweep.Allow(out, permitted)
}

// shownBeside are the texts of an edition that are no pages: data, the
// configuration, a theme's own files, text files beside pages, file names.
func (s *Site) shownBeside(e *edition) []text {
	var out []text
	add := func(file string, data []byte) {
		out = append(out, text{file, func() []byte { return append(slices.Clip(data), "\n"+file...) }})
	}
	for _, staged := range s.staged[int(e.level)] {
		add(staged.File(), staged.Source())
	}
	var values []byte
	e.site.Config().Head().Walk(func(n *document.Node) {
		if n.Kind == document.String {
			values = append(values, n.Text+"\n\n"...)
		}
	})
	out = append(out, text{source.ConfigFile, func() []byte { return values }})
	for _, file := range s.ownTheme() {
		if data, err := s.src.Read(file); err == nil {
			add(file, data)
		}
	}
	files := []string{}
	for _, u := range e.used() {
		files = append(files, u.file)
	}
	if logo := s.logo(); logo != "" {
		files = append(files, logo)
	}
	for _, file := range files {
		data, err := e.asset(file)
		if kind, wrong := asset.Kind(data); err != nil || wrong != nil || !kind.Text {
			data = nil // its name is shown all the same
		}
		add(file, data)
	}
	return out
}

// ownTheme are the files of the site's own theme.
func (s *Site) ownTheme() []string {
	if name := s.editions[0].program.Site.Theme; name != "" && name != "default" {
		return s.src.Under("themes/" + name)
	}
	return nil
}

// byPassage keeps of each line of a text one name for each line that withholds
// one, and drops those that count near their passage only.
func byPassage(watch *sweep.Watch, met []sweep.Met, file string, data []byte) []sweep.Met {
	type passage struct {
		file        string
		line, shown int
	}
	best := map[passage]sweep.Met{}
	better := func(a, b *sweep.Name) bool {
		if a.Part != b.Part {
			return b.Part
		}
		return len(a.Text) > len(b.Text)
	}
	for _, m := range met {
		n := &watch.Names[m.Name]
		if n.Near && n.File != file {
			continue
		}
		shown, _ := sweep.Line(data, m.Offset)
		at := passage{n.File, n.Line, shown}
		if old, ok := best[at]; !ok || better(n, &watch.Names[old.Name]) {
			best[at] = m
		}
	}
	return onePlace(watch, slices.Collect(maps.Values(best)), file)
}

// onePlace reports a name that several passages withhold once for each line that
// shows it: at a passage of the same file, else at the first.
func onePlace(watch *sweep.Watch, met []sweep.Met, file string) []sweep.Met {
	slices.SortFunc(met, func(a, b sweep.Met) int {
		x, y := &watch.Names[a.Name], &watch.Names[b.Name]
		if near := x.File == file; near != (y.File == file) {
			if near {
				return -1
			}
			return 1
		}
		return cmp.Or(a.Offset-b.Offset, strings.Compare(x.File, y.File), x.Line-y.Line)
	})
	seen := map[int]bool{}
	return slices.DeleteFunc(met, func(m sweep.Met) bool {
		again := seen[m.Offset]
		seen[m.Offset] = true
		return again
	})
}

const shownHint = "withhold it there, too, write it as {name} under [names], " +
	"or permit it in candor.toml: [shown] and the text with a reason"

// reportShown reports a name at the place that withholds it; one of [names] at
// the place that shows it.
func (s *Site) reportShown(l int, n sweep.Name, file string, staged []byte, offset int) {
	at := s.standsAt(file, staged, offset)
	where, other := n.Pos, fmt.Sprintf("%s:%d", at.File, at.Line)
	if n.File == source.ConfigFile {
		where, other = at, fmt.Sprintf("%s:%d", n.File, n.Line)
	}
	more := s.revealed(n.Text, string(shownWords(staged, offset)))
	const code = "mark/also-shown"
	switch {
	case n.File == source.ConfigFile:
		s.found[l].Errorf(where, code, shownHint, "a name that %s withholds is written out here%s", other, more)
	case n.Part:
		s.found[l].Warnf(where, code, shownHint, "a name in the text withheld here also appears in %s%s", other, more)
	default:
		s.found[l].Errorf(where, code, shownHint, "what is withheld here also appears in %s%s", other, more)
	}
}

// shownWords are the line of a text on which an offset stands.
func shownWords(text []byte, offset int) []byte {
	_, line := sweep.Line(text, offset)
	return bytes.TrimSpace(line)
}

// standsAt is the place in a file of what stands at an offset of its staged text:
// the same line, if the file has it, else the first line that holds the word.
func (s *Site) standsAt(file string, staged []byte, offset int) source.Pos {
	pos := source.Pos{File: file, Line: 1, Column: 1}
	data, err := s.src.Read(file)
	if err != nil {
		return pos
	}
	_, line := sweep.Line(staged, offset)
	word := lastWord(staged[:min(offset, len(staged))])
	holds := 0
	n := 0
	for own := range bytes.Lines(data) {
		n++
		if bytes.Equal(bytes.TrimSpace(own), bytes.TrimSpace(line)) {
			pos.Line = n
			return pos
		}
		if holds == 0 && len(word) > 0 && bytes.Contains(own, word) && !bytes.Contains(own, []byte("{")) {
			holds = n
		}
	}
	pos.Line = max(1, holds)
	return pos
}

func lastWord(text []byte) []byte {
	i := bytes.LastIndexFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\n\"'()[]/.,-", r) })
	return text[i+1:]
}
