package generator

import (
	"hash/maphash"
	"path"
	"slices"
	"strings"

	"candor/generator/internal/check"
	"candor/generator/internal/cut"
	"candor/generator/internal/intake"
	"candor/generator/internal/markdown"
	"candor/generator/internal/program"
	"candor/generator/internal/source"
	"candor/generator/internal/sweep"
)

// assets lists the files beside pages, and reports folders that are none.
func (s *Site) assets() {
	for _, p := range s.src.Under("content") {
		if strings.HasSuffix(p, ".md") {
			continue
		}
		folder := path.Dir(p)
		for bundle := folder; strings.Count(bundle, "/") >= 2; bundle = path.Dir(bundle) {
			if strings.Count(bundle, "/") == 2 && !s.src.Has(bundle+"/index.md") {
				s.common.Errorf(source.Pos{File: p, Line: 1, Column: 1}, "page/folder", "put an index.md into the folder, or move the file beside a page", "this folder is no page")
			}
		}
		if !slices.ContainsFunc(program.Sections, func(sec program.Section) bool { return strings.HasPrefix(p, "content/"+sec.Folder+"/") }) {
			var ignored Problems
			intake.PageID(p, &ignored)
			s.common.Errorf(source.Pos{File: p, Line: 1, Column: 1}, "page/folder", "put it beside the page that shows it", "this folder is no section of a site")
			continue
		}
		for _, e := range s.editions {
			e.program.Assets[p] = true
		}
	}
}

// pageRead is what the reading of one file gave. It follows from the file and
// the configuration alone, and nobody changes it.
type pageRead struct {
	pages   []*program.Page // by level, nil where it is hidden
	later   []bool
	ledger  []cut.Withheld
	hidden  [][]cut.Hidden // by level
	words   []sweep.Trace  // by level, of the staged file
	literal []string       // audiences whose marks it prints on purpose
	uncut   Problems       // what the cut should have acted upon
	whole   bool           // no cut changes it, and it has no comments
	sum     uint64         // of the file's bytes
	common  Problems
	found   []Problems
	err     error
}

// seed is that of the sums by which a run knows the bytes of a file again.
var seed = maphash.MakeSeed()

func (s *Site) readPages(before *Site) error {
	var files []string
	for _, p := range s.src.Under("content") {
		if strings.HasSuffix(p, ".md") {
			files = append(files, p)
		}
	}
	md := markdown.New(markdown.Words{Say: s.theme.Language().Say, Day: s.theme.Language().Day})
	reads := make([]*pageRead, len(files))
	parallel(len(files), func(i int) {
		file := files[i]
		if reads[i] = s.taken[file]; reads[i] == nil && before != nil && s.theme == before.theme && s.src.Same(before.src, file) {
			reads[i] = before.reads[file]
		}
		if reads[i] == nil {
			reads[i] = s.readPage(md, file)
		}
	}, func(done int) { s.config.progress("reading", done, len(files)) })
	s.reads = make(map[string]*pageRead, len(files))
	for i, r := range reads {
		if r.err != nil {
			return r.err
		}
		s.reads[files[i]] = r
		for _, name := range r.literal {
			s.literal[name] = true
		}
		s.common = append(s.common, r.common...)
		s.uncut = append(s.uncut, r.uncut...)
		s.ledger = append(s.ledger, r.ledger...)
		for l, p := range r.pages {
			s.found[l] = append(s.found[l], r.found[l]...)
			s.hidden[l] = append(s.hidden[l], r.hidden[l]...)
			switch {
			case p == nil:
				s.names[l] = append(s.names[l], files[i])
			case r.later[l]:
				s.editions[l].program.Later[p.ID] = true
			default:
				s.editions[l].program.Pages = append(s.editions[l].program.Pages, p)
			}
		}
	}
	for _, e := range s.editions {
		sortPages(e.program.Pages)
	}
	return nil
}

// sortPages puts pages into the order of sections, then of ids.
func sortPages(pages []*program.Page) {
	rank := map[program.Kind]int{}
	for i, sec := range program.Sections {
		rank[sec.Kind] = i
	}
	slices.SortStableFunc(pages, func(a, b *program.Page) int {
		if a.Kind != b.Kind {
			return rank[a.Kind] - rank[b.Kind]
		}
		return strings.Compare(a.ID, b.ID)
	})
}

// readsAlike reports whether files that are the same are read the same in both
// loads: the configuration is, and the day.
func (s *Site) readsAlike(before *Site) bool {
	return s.src.Same(before.src, source.ConfigFile) && s.rules.Day.Equal(before.rules.Day) && s.rules.Drafts == before.rules.Drafts
}

// readPage reads one file for all audiences. A page that two of them see alike
// is read once and shared.
func (s *Site) readPage(md *markdown.Room, file string) *pageRead {
	n := len(s.editions)
	r := &pageRead{pages: make([]*program.Page, n), later: make([]bool, n), found: make([]Problems, n), hidden: make([][]cut.Hidden, n), words: make([]sweep.Trace, n)}
	id, kind, ok := intake.PageID(file, &r.common)
	if !ok {
		return r
	}
	data, err := s.src.Read(file)
	if err != nil {
		r.err = err
		return r
	}
	page := s.rules.ReadPage(file, data, &r.common)
	if page == nil {
		return r
	}
	broken := r.common.Errors() > 0
	r.ledger, r.whole, r.sum = page.Ledger, page.Whole(data), maphash.Bytes(seed, data)
	r.literal = s.literals(data)
	staged := make([]*cut.Staged, n)
	for l, e := range s.editions {
		staged[l] = page.For(e.level, &r.found[l])
		if l > 0 {
			r.hidden[l] = page.Hidden(e.level, staged[l])
		}
		if staged[l] == nil {
			continue
		}
		s.lookAgain(e, staged[l], &r.uncut)
		if k := slices.IndexFunc(staged[:l], staged[l].Same); k >= 0 {
			r.pages[l], r.later[l], r.words[l], r.found[l] = r.pages[k], r.later[k], r.words[k], append(r.found[l], r.found[k]...)
			continue
		}
		if l > 0 || r.whole { // nothing is withheld from the narrowest
			r.words[l] = sweep.NewTrace(append(slices.Clip(shown(data, staged[l], r.whole)), "\n"+file...))
		}
		reader := e.reader.Into(&r.found[l])
		p := reader.Page(id, kind, staged[l])
		p.Body = md.Parse(staged[l].Text(), &r.found[l])
		if broken { // a mark without a place is one of which the cut has told where it is
			r.found[l] = slices.DeleteFunc(r.found[l], func(p Problem) bool { return p.Family() == "mark" && p.Line <= 1 })
		}
		reader.Rows(p)
		r.pages[l], r.later[l] = p, reader.Later(p)
	}
	if p := r.pages[0]; p != nil && !r.later[0] {
		check.Page(p, &r.found[0])
	}
	if last := staged[n-1]; last != nil && !r.later[n-1] {
		seen, withheld := s.detect(file, data, shown(data, last, r.whole))
		r.found[n-1], r.found[0] = append(r.found[n-1], seen...), append(r.found[0], withheld...)
	}
	return r
}

// shown are the bytes of a staged file; those of the file, where no cut changes
// it.
func shown(data []byte, staged *cut.Staged, whole bool) []byte {
	if whole {
		return data
	}
	return staged.Source()
}
