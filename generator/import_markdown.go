package generator

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"candor/generator/internal/adopt"
	"candor/generator/internal/audience"
	"candor/generator/internal/skeleton"
	"candor/generator/internal/source"
)

// MarkdownImport says which post-mortems become pages, and where.
type MarkdownImport struct {
	Path    string // a folder, or one file
	Section string // of content; "" is incidents
	Force   bool   // pages that are there are overwritten
}

// ImportSections lists the sections that posts can be imported into.
func ImportSections() []string { return []string{"incidents", "near-misses", "upgrades", "lessons"} }

// ImportedPages is what an import of markdown wrote, and what it leaves to do.
type ImportedPages struct {
	Pages   []ImportedPage `json:"pages"`
	Skipped []SkippedFile  `json:"skipped"`
}

// ImportedPage is a page that was written.
type ImportedPage struct {
	From  string       `json:"from"` // below the folder that was imported
	File  string       `json:"file"` // relative to the site
	Files []string     `json:"files,omitempty"`
	Notes []ImportNote `json:"notes"`
}

// ImportNote is what was guessed, or has to be decided by a person.
type ImportNote struct {
	Line   int    `json:"line"` // of the page
	Decide bool   `json:"decide"`
	Text   string `json:"text"`
}

// SkippedFile is a file that was left alone.
type SkippedFile struct {
	From string `json:"from"`
	Why  string `json:"why"`
}

// ImportMarkdown turns post-mortems of other programs into pages for the
// narrowest audience. All of them are written, or none; an *ExistsError names
// files that are there already.
func ImportMarkdown(ctx context.Context, c Config, in MarkdownImport) (*ImportedPages, error) {
	rules, err := rulesOf(c)
	if err != nil {
		return nil, err
	}
	folder, names := in.Path, []string(nil)
	if info, err := os.Stat(in.Path); err == nil && !info.IsDir() {
		folder, names = filepath.Dir(in.Path), []string{filepath.Base(in.Path)}
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, usage("what is to be imported cannot be read", "name a file or a folder")
	}
	defer root.Close()
	m := &migration{from: root.FS(), section: cmp.Or(in.Section, ImportSections()[0]), order: rules.Order}
	if err := m.read(names, day(cmp.Or(c.AsOf, rules.Day, c.Fallback, c.today()))); err != nil {
		return nil, err
	}
	if len(m.pages) == 0 {
		return nil, &ImportError{Problems{{Pos: source.Pos{File: filepath.Base(in.Path), Line: 1, Column: 1}, Code: "page/import", Message: "there is no markdown here", Hint: "name a folder of .md files, or one of them"}}}
	}
	return m.place(ctx, c, in.Force)
}

// place mends the pages and writes them: all, or none.
func (m *migration) place(ctx context.Context, c Config, force bool) (*ImportedPages, error) {
	if err := m.mend(c); err != nil {
		return nil, err
	}
	files := m.files()
	for _, p := range m.pages {
		if name := filepath.Join(orHere(c.Dir), filepath.FromSlash(p.other())); exists(name) {
			return nil, &ExistsError{Names: []string{p.other()}, Hint: "Move it away: the import would make the same page."}
		}
	}
	if err := placeAll(ctx, orHere(c.Dir), files, force); err != nil {
		return nil, err
	}
	return m.report(), nil
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

// migration is an import of posts.
type migration struct {
	from    fs.FS
	section string
	order   audience.Order
	pages   []*migrated
	taken   map[string]bool // ids of pages
	skipped []SkippedFile
}

// migrated is a post on its way to a page.
type migrated struct {
	*adopt.Post
	id, section string
	beside      map[string][]byte // files that come along, by name
	left        Problems          // what the import cannot mend
}

// file is the page's: in a folder of its own when files come along.
func (p *migrated) file() string {
	if len(p.beside) > 0 {
		return "content/" + p.section + "/" + p.id + "/index.md"
	}
	return "content/" + p.section + "/" + p.id + ".md"
}

// other is the file that would make the same page.
func (p *migrated) other() string {
	if len(p.beside) > 0 {
		return "content/" + p.section + "/" + p.id + ".md"
	}
	return "content/" + p.section + "/" + p.id + "/index.md"
}

func (p *migrated) head(audience string) string { return "+++\n" + p.Head(audience) + "+++\n\n" }

// read reads the posts that names list, or all of the folder.
func (m *migration) read(names []string, day time.Time) error {
	if names == nil {
		err := fs.WalkDir(m.from, ".", func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case name != "." && source.Ignored(d.Name()) || d.Name() == "node_modules":
				if d.IsDir() {
					return fs.SkipDir
				}
			case d.Type().IsRegular():
				names = append(names, name)
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("read the folder: %w", err)
		}
	}
	for _, name := range names {
		data, err := fs.ReadFile(m.from, name)
		if err != nil {
			return fmt.Errorf("read a post: %w", err)
		}
		if why := left(name, data); why != "" {
			if why != noPost {
				m.skipped = append(m.skipped, SkippedFile{name, why})
			}
			continue
		}
		m.add(adopt.ReadPost(name, data, day))
	}
	return nil
}

const noPost = "no markdown"

var about = regexp.MustCompile(`(?i)^(readme|source|license|licence|contributing|code_of_conduct|changelog|security|index)\b`)

// left says why a file is no post.
func left(name string, data []byte) string {
	base := path.Base(name)
	markdown := slices.Contains([]string{".md", ".markdown", ".mdx", ".erb"}, path.Ext(base))
	switch {
	case !markdown && !(path.Ext(base) == "" && bytes.HasPrefix(data, []byte("# "))):
		return noPost
	case len(bytes.TrimSpace(data)) == 0:
		return "it is empty"
	case !strings.Contains(name, "/") && about.MatchString(base):
		return "it reads like a page about the folder"
	case strings.Contains(strings.ToLower(base), "template"):
		return "it reads like a template"
	}
	return ""
}

// passes is how often the pages are looked at: an edit may show what stood behind
// what it mended.
const passes = 12

// mend changes the posts until candor finds nothing more to mend in them. The
// first round has audiences that no text names, so that what happens to be a mark
// is printed as it is; the second has those of the site.
func (m *migration) mend(c Config) error {
	for _, names := range [][]string{{"widestofall", "narrowestofall"}, m.order.Names()} {
		for range passes {
			changed, err := m.pass(c, names)
			if err != nil {
				return err
			}
			if !changed {
				break
			}
		}
	}
	return nil
}

// pass reads a site that holds the posts alone, and mends what is wrong with it.
func (m *migration) pass(c Config, audiences []string) (changed bool, err error) {
	trial := map[string][]byte{source.ConfigFile: []byte("title = \"T\"\nas_of = " + m.last(c).Format(time.DateOnly) + "\naudiences = [\"" + strings.Join(audiences, `", "`) + "\"]\n")}
	by := map[string]*migrated{}
	for _, p := range m.pages {
		by[p.file()] = p
		trial[p.file()] = []byte(p.head("") + p.Body)
		for name, data := range p.beside {
			trial[path.Join(path.Dir(p.file()), name)] = data
		}
		p.left = nil
	}
	site, err := LoadFS(Config{Today: c.Today, Version: c.Version}, inMemory(trial))
	if err != nil {
		return false, err
	}
	edits := map[*migrated][]adopt.Edit{}
	for _, problem := range site.Problems {
		p := by[problem.File]
		if p == nil || problem.Severity != source.Error {
			continue
		}
		line := problem.Line - strings.Count(p.head(""), "\n")
		link := slices.Contains([]string{"link/missing", "link/footnote", "link/scheme", "asset/missing"}, problem.Code)
		switch {
		case line > 0 && (link || problem.Family() == "mark"):
			edits[p] = append(edits[p], adopt.Edit{Line: line, Column: problem.Column, Link: link})
		case line <= 0 && problem.Family() == "front-matter" && p.Untimed():
			changed = true
		}
		p.left = append(p.left, problem)
	}
	for p, list := range edits {
		if p.Apply(list, func(dest string) string { return m.target(p, dest) }) {
			changed = true
		}
	}
	return changed, nil
}

// last is a day on which all pages are there.
func (m *migration) last(c Config) time.Time {
	last := c.today()
	for _, p := range m.pages {
		if p.Date.After(last) {
			last = p.Date
		}
	}
	return last.AddDate(0, 0, 1) // whatever the offset of its time
}

// target is where a link of a post leads now: to another post, or to a file that
// comes along; "" is nowhere.
func (m *migration) target(p *migrated, dest string) string {
	dest, fragment, _ := strings.Cut(dest, "#")
	if plain, err := url.PathUnescape(dest); err == nil {
		dest = plain
	}
	name := path.Join(path.Dir(p.From), strings.TrimPrefix(dest, "./"))
	if !fs.ValidPath(name) || dest == "" {
		return ""
	}
	for _, other := range m.pages {
		if other.From == name || other.From == name+".md" {
			return strings.TrimSuffix("/"+m.section+"/"+other.id+"/#"+fragment, "#")
		}
	}
	if !slices.Contains([]string{".png", ".jpg", ".jpeg", ".webp", ".gif", ".pdf"}, strings.ToLower(path.Ext(name))) {
		return ""
	}
	if m.from == nil {
		return ""
	}
	data, err := fs.ReadFile(m.from, name)
	if err != nil {
		return ""
	}
	beside := skeleton.Words(strings.TrimSuffix(path.Base(name), path.Ext(name))) + strings.ToLower(path.Ext(name))
	if old, taken := p.beside[beside]; taken && !bytes.Equal(old, data) {
		return ""
	}
	p.beside[beside] = data
	return beside
}

// files are what is written.
func (m *migration) files() []skeleton.File {
	var out []skeleton.File
	for _, p := range m.pages {
		out = append(out, skeleton.File{Path: p.file(), Data: []byte(p.head(m.order.Name(0)) + p.Body)})
		for name, data := range p.beside {
			out = append(out, skeleton.File{Path: path.Join(path.Dir(p.file()), name), Data: data})
		}
	}
	slices.SortFunc(out, func(a, b skeleton.File) int { return strings.Compare(a.Path, b.Path) })
	return out
}

// report gives each note its line of the page that was written.
func (m *migration) report() *ImportedPages {
	out := &ImportedPages{Pages: []ImportedPage{}, Skipped: append([]SkippedFile{}, m.skipped...)}
	for _, p := range m.pages {
		head := p.head(m.order.Name(0))
		page := ImportedPage{From: p.From, File: p.file(), Notes: []ImportNote{}}
		for name := range p.beside {
			page.Files = append(page.Files, path.Join(path.Dir(p.file()), name))
		}
		slices.Sort(page.Files)
		for _, n := range p.Notes {
			line := 1
			if n.Line > 0 {
				line = strings.Count(head, "\n") + n.Line
			} else if before, _, ok := strings.Cut(head, "\n"+n.Key+" = "); ok && n.Key != "" {
				line = strings.Count(before, "\n") + 2
			}
			page.Notes = append(page.Notes, ImportNote{Line: line, Decide: n.Decide, Text: n.Text})
		}
		for _, problem := range p.left {
			page.Notes = append(page.Notes, ImportNote{Line: problem.Line + 1, Decide: true, Text: problem.Message + " [" + problem.Code + "]"})
		}
		slices.SortStableFunc(page.Notes, func(a, b ImportNote) int { return cmp.Compare(a.Line, b.Line) })
		out.Pages = append(out.Pages, page)
	}
	return out
}
