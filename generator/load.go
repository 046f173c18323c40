package generator

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"candor/generator/internal/audience"
	"candor/generator/internal/cut"
	"candor/generator/internal/document"
	"candor/generator/internal/intake"
	"candor/generator/internal/measure"
	"candor/generator/internal/program"
	"candor/generator/internal/source"
	"candor/generator/internal/theme"
)

// Site is a site that was read for all its audiences.
type Site struct {
	Problems  Problems // of all editions, in order of place
	Corrected []string // published numbers that this source corrects: "time-to-patch 2025-05"

	config   Config
	src      *source.Source
	rules    *cut.Rules
	root     *document.Node // candor.toml
	lock     *document.Node // candor.lock.toml, nil without one
	editions []*edition     // by level, the narrowest first
	ledger   []cut.Withheld
	found    []Problems               // by level
	common   Problems                 // of what is read once for all
	hidden   [][]cut.Hidden           // by level: what its edition must not hold
	names    [][]string               // by level: files that its edition must not name
	staged   [][]*cut.Staged          // by level: data files
	attached map[string]*cut.Attached // text files beside pages that editions for others publish
	literal  map[string]bool          // audiences whose marks some page prints on purpose
	previous *lastReport              // nil: there is none to compare with
	reads    map[string]*pageRead
	taken    map[string]*pageRead // of pages that another load has read
	close    func() error
	theme    *theme.Theme
	inTheme  Problems // of the site's own theme
	uncut    Problems // what the cut should have acted upon; settle says when it counts
}

// edition is the program of one audience.
type edition struct {
	level   audience.Level
	name    string
	site    *cut.Site
	reader  intake.Reader
	program *program.Program
	index   *program.Index
	results *results
	output  string
}

// ConfigError is a problem of the configuration or of how candor was called.
type ConfigError struct{ Problems Problems }

func (e *ConfigError) Error() string {
	if len(e.Problems) == 0 {
		return "the configuration cannot be read"
	}
	return e.Problems[0].String()
}

// Load reads a site. The error is a *ConfigError when candor.toml or the call
// is at fault; problems of content and data are in the site.
func Load(c Config) (*Site, error) {
	root, err := os.OpenRoot(orHere(c.Dir))
	if err != nil {
		return nil, usage("the folder of the site cannot be opened", "name it with --source")
	}
	s, err := LoadFS(c, root.FS())
	if err != nil {
		_ = root.Close()
		return nil, err
	}
	s.close = root.Close
	if err := s.checkFolders(); err != nil {
		_ = root.Close()
		return nil, err
	}
	return s, nil
}

// Close lets go of the site's folder.
func (s *Site) Close() error {
	if s.close == nil {
		return nil
	}
	return s.close()
}

func orHere(dir string) string {
	if dir == "" {
		return "."
	}
	return dir
}

func usage(message, hint string) *ConfigError {
	return &ConfigError{Problems{{Pos: source.Pos{File: source.ConfigFile, Line: 1, Column: 1}, Code: "config/usage", Message: message, Hint: hint}}}
}

func noSite() *ConfigError {
	return usage("there is no candor.toml here", "start a site with candor init, or name its folder with --source")
}

// LoadFS is Load on a file system.
func LoadFS(c Config, fsys fs.FS) (*Site, error) {
	src, err := source.Open(fsys)
	if err != nil {
		return nil, err
	}
	return loadFrom(c, src, nil)
}

// loadFrom reads a site. What follows from files that are as they were in before, a
// load of the same site whose source kept its bytes, is taken from there.
func loadFrom(c Config, src *source.Source, before *Site) (*Site, error) {
	s := &Site{config: c, src: src}
	if err := s.fill(before); err != nil {
		return nil, err
	}
	return s, nil
}

// fill reads a site that has its configuration and source.
func (s *Site) fill(before *Site) error {
	s.common = slices.Clone(s.src.Problems)
	s.attached, s.literal = map[string]*cut.Attached{}, map[string]bool{}
	if err := s.configure(); err != nil {
		return err
	}
	if before != nil && !s.readsAlike(before) {
		before = nil
	}
	for _, file := range s.src.Paths {
		s.rules.CheckName(file, &s.common)
	}
	if err := s.loadTheme(before); err != nil {
		return err
	}
	var err error
	if s.previous, err = s.readPrevious(); err != nil {
		return err
	}
	data, err := s.read(before)
	if err != nil {
		return err
	}
	for l, e := range s.editions {
		s.stage(e, data)
		e.program.Withheld = reasons(e.program)
		s.measure(l, before)
		if l == 0 {
			s.give(data)
		}
	}
	s.check()
	s.settle()
	if !s.src.Keeps() { // nobody will read it again
		for _, r := range s.reads {
			r.words = nil
		}
	}
	return nil
}

// configure reads candor.toml, for the cut and for each edition.
func (s *Site) configure() error {
	if !s.src.Has(source.ConfigFile) {
		return noSite()
	}
	data, err := s.src.Read(source.ConfigFile)
	if err != nil {
		return err
	}
	var ps Problems
	if s.root = cut.ParseTOML(source.ConfigFile, data, &ps); s.root == nil {
		return &ConfigError{ps}
	}
	s.rules = cut.NewRules(s.root, intake.FrontMatterKeys(), &ps)
	order := s.rules.Order
	author := &intake.Reader{Audiences: order.Names(), Widest: order.Name(order.Widest()), Narrowest: order.Name(0)}
	s.rules.CheckEmpty = author.CheckEmpty
	s.rules.CheckConfig(s.root, data, &ps)
	s.setDay(&ps)
	s.rules.Drafts = s.config.Drafts
	s.ledger = s.rules.NamesLedger(s.root)
	for _, l := range order.Levels() {
		e := &edition{level: l, name: order.Name(l), reader: *author}
		e.reader.Day, e.reader.Names = s.rules.Day, s.rules.Forms(l)
		e.program = &program.Program{Assets: map[string]bool{}, Later: map[string]bool{}}
		e.site = s.rules.Site(s.root, l, s.src.Read)
		e.program.Site = e.reader.Into(&ps).Config(e.site.Config())
		e.reader.Language = e.program.Site.Language
		s.editions = append(s.editions, e)
	}
	s.outputs(&ps)
	s.checkCall(&ps)
	ps = ps.Sorted()
	if ps.Errors() > 0 {
		return &ConfigError{ps}
	}
	s.common = append(s.common, ps...)
	return nil
}

// checkCall reports names in the call and the configuration that only the whole
// of candor knows.
func (s *Site) checkCall(ps *Problems) {
	order := s.rules.Order
	if _, ok := order.Parse(s.config.Audience); s.config.Audience != "" && !ok {
		ps.Errorf(source.Pos{File: source.ConfigFile, Line: 1, Column: 1}, "config/usage", "the audiences of this site are "+strings.Join(order.Names(), ", "), "no edition has this audience")
	}
	if checks := s.root.Get("checks"); checks != nil {
		for _, m := range checks.Nodes {
			if _, ok := ExplainCode(m.Key); !ok && strings.Contains(m.Key, "/") {
				ps.Errorf(m.At(source.ConfigFile), "config/value", DidYouMean(m.Key, Codes()), "no problem has this code")
			}
		}
	}
	for _, ed := range s.allEditions() {
		for _, ref := range ed.Without {
			if !slices.Contains(measure.IDs(), ref.ID) {
				ps.Errorf(ref.Pos, "config/value", DidYouMean(ref.ID, measure.IDs()), "this is no derived metric")
			}
		}
	}
}

// setDay decides which day the report speaks for.
func (s *Site) setDay(ps *Problems) {
	c := s.config
	if n := s.root.Get("as_of"); n != nil && n.Kind != document.Date {
		ps.Errorf(n.At(source.ConfigFile), "config/type", "write as_of = 2026-09-30, without quotes", "here stands %s, not a date", n.Kind)
	}
	switch {
	case !c.AsOf.IsZero():
		s.rules.SetDay(day(c.AsOf))
	case !s.rules.Day.IsZero():
	case !c.Fallback.IsZero():
		s.rules.SetDay(day(c.Fallback))
	case s.root.Get("as_of") != nil: // reported already
		s.rules.SetDay(c.today())
	default:
		s.rules.SetDay(c.today())
		ps.Warnf(source.Pos{File: source.ConfigFile, Line: 1, Column: 1}, "config/as-of", "write as_of = "+c.today().Format(time.DateOnly)+", or use --as-of", "the report speaks for today, so that tomorrow's build differs")
	}
}

// read takes all files apart and reads what each edition may see of the pages.
func (s *Site) read(before *Site) (*dataFiles, error) {
	n := len(s.editions)
	s.found, s.hidden, s.names, s.staged = make([]Problems, n), make([][]cut.Hidden, n), make([][]string, n), make([][]*cut.Staged, n)
	s.assets()
	if err := s.readPages(before); err != nil {
		return nil, err
	}
	return s.readData()
}

// reasons are those that stand in a program's texts and at its points.
func reasons(p *program.Program) []string {
	seen := map[string]bool{}
	for _, page := range p.Pages {
		if page.Body == nil {
			continue
		}
		for _, r := range page.Body.Reasons {
			if r != "" {
				seen[r] = true
			}
		}
	}
	for _, m := range p.Metrics {
		for _, point := range m.Points {
			if point.Withheld && point.Because != "" {
				seen[point.Because] = true
			}
		}
	}
	var out []string
	for r := range seen {
		out = append(out, r)
	}
	slices.Sort(out)
	return out
}

// read of a data file that is missing gives nil.
func (s *Site) data(file string) ([]byte, error) {
	if !s.src.Has(file) {
		return nil, nil
	}
	data, err := s.src.Read(file)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	return data, nil
}
