package intake

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"candor/generator/internal/cut"
	"candor/generator/internal/document"
	"candor/generator/internal/program"
	"candor/generator/internal/source"
)

// Reader reads the staged files of one edition.
type Reader struct {
	Day       time.Time         // the report's day, 00:00 UTC
	Names     map[string]string // forms of [names]
	Audiences []string          // their names
	Widest    string            // names of the first and the last audience
	Narrowest string
	Language  string // of the site's texts; "" is English

	ps *source.Problems
}

// Into sets where problems go.
func (r Reader) Into(ps *source.Problems) *Reader {
	r.ps = ps
	return &r
}

// later reports whether a time lies behind the report's day.
func (r *Reader) later(t time.Time) bool { return !t.Before(r.Day.AddDate(0, 0, 1)) }

// only are the tables and keys that pages of some kinds alone may have.
var only = map[string]program.Kind{
	"near_miss": program.NearMiss, "upgrade": program.Upgrade, "source": program.Lesson, "applicability": program.Lesson,
	"assessment": program.Assessment, "findings": program.Assessment, "initiative": program.Initiative, "report": program.Report,
}

func folderOf(k program.Kind) string {
	i := slices.IndexFunc(program.Sections, func(s program.Section) bool { return s.Kind == k })
	return "content/" + program.Sections[max(i, 0)].Folder
}

// reserved names have a page of their own in every section.
var reservedIDs = []string{"severity", "page", "tags", "index"}

var year = regexp.MustCompile(`^\d{4}$`)

// PageID is the id of a page's file, and its kind. A file that is no page of a
// known section gives ok == false and a problem.
func PageID(file string, ps *source.Problems) (id string, kind program.Kind, ok bool) {
	rest := strings.TrimPrefix(file, "content/")
	folder, rest, _ := strings.Cut(rest, "/")
	at := source.Pos{File: file, Line: 1, Column: 1}
	i := slices.IndexFunc(program.Sections, func(s program.Section) bool { return s.Folder == folder })
	if i < 0 || rest == "" {
		var folders []string
		for _, s := range program.Sections {
			folders = append(folders, s.Folder)
		}
		hint := source.DidYouMean(folder, folders)
		if hint == "" {
			hint = "the folders of content are " + strings.Join(folders, ", ")
		}
		ps.Errorf(at, "page/folder", hint, "this folder is no section of a site")
		return "", "", false
	}
	kind = program.Sections[i].Kind
	name := strings.TrimSuffix(strings.TrimSuffix(rest, ".md"), "/index")
	if strings.Contains(name, "/") {
		ps.Errorf(at, "page/folder", "a section has no folders but those of one page and its files", "a page in a folder of a folder")
		return "", "", false
	}
	if !idForm.MatchString(name) {
		ps.Errorf(at, "page/id", "rename it to "+proposeID(name), "a page's name is lower-case letters, digits and hyphens")
		return "", "", false
	}
	if slices.Contains(reservedIDs, name) || year.MatchString(name) {
		ps.Errorf(at, "page/id", "choose a longer name", "this name belongs to a list of the section")
		return "", "", false
	}
	if kind == program.Plain {
		return name, kind, plainID(name, at, ps)
	}
	return folder + "/" + name, kind, true
}

// takenIDs are the addresses that an edition uses itself.
var takenIDs = []string{"controls", "actions", "metrics", "maturity", "debt", "search", "roadmap", "redactions", "data", "causes", "assets", "404", "feed", "sitemap", "robots", "checksums"}

func plainID(name string, at source.Pos, ps *source.Problems) bool {
	isSection := slices.ContainsFunc(program.Sections, func(s program.Section) bool { return s.Folder == name })
	if isSection || slices.Contains(takenIDs, name) {
		ps.Errorf(at, "page/id", "choose another name", "this name is the address of a section")
		return false
	}
	return true
}

// Page reads a page's front matter. The body is put in by the caller.
func (r *Reader) Page(id string, kind program.Kind, staged *cut.Staged) *program.Page {
	file, head := staged.File(), staged.Head()
	d := &decoder{Reader: r, file: file, family: "front-matter", top: shapeKeys(&program.Page{})}
	p := &program.Page{Kind: kind, ID: id, File: file}
	d.timezone(head)
	d.table(head, p, func(key string) bool { return allowed(key, kind) })
	d.defaults(p, head)
	d.checkTimes(p, head)
	d.checkStates(p, head)
	return p
}

// allowed reports whether pages of a kind may have a key.
func allowed(key string, kind program.Kind) bool {
	own, limited := only[key]
	return !limited || own == kind
}

func shapeKeys(v any) []string { return shapeOf(typeOf(v)).keys }

var fileDate = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}(-|$)`)

// defaults sets what the front matter may leave out, and reports what it may not.
func (d *decoder) defaults(p *program.Page, head *document.Node) {
	if p.Title == "" && head.Get("title") == nil {
		d.ps.Errorf(p.Pos(), "front-matter/missing", `write title = "…" in its front matter`, "the page has no title")
	}
	if n := head.Get("title"); n != nil && n.Kind == document.String && strings.TrimSpace(n.Text) == "" {
		d.errorf(n, "missing", `write title = "…" with a few words`, "the title is empty")
	}
	if p.DateAt.IsZero() && head.Get("date") == nil {
		p.DateAt = d.defaultDate(p)
	}
	p.Bare = p.DateAt.Bare
	needsDate := p.Kind != program.Plain && p.Kind != program.Initiative
	if p.DateAt.IsZero() && head.Get("date") == nil && needsDate {
		d.ps.Errorf(p.Pos(), "front-matter/missing", "write date = 2026-03-04, or begin the file's name with it", "the page has no date")
	}
	if p.Kind == program.Incident && p.Severity == "" && !p.Draft() && head.Get("severity") == nil {
		d.ps.Errorf(p.Pos(), "front-matter/missing", `write severity = "critical", "high", "medium", "low" or "info"`, "the incident has no severity")
	}
	d.checkIDs(head.Get("tags"))
	d.checkIDs(head.Get("systems"))
	if p.Kind == program.Report && p.Report == nil {
		d.ps.Errorf(p.Pos(), "front-matter/missing", `write [report] and period = "2026-Q3"`, "the report names no period")
	}
}

func (d *decoder) defaultDate(p *program.Page) program.When {
	if p.Times != nil && !p.Times.Began.IsZero() {
		return p.Times.Began
	}
	name := path.Base(p.ID)
	if fileDate.MatchString(name) {
		if day, err := time.Parse(time.DateOnly, name[:10]); err == nil {
			return program.When{Time: day, Bare: true}
		}
	}
	return program.When{}
}

// Later reports whether a page is not there yet on the report's day.
func (r *Reader) Later(p *program.Page) bool { return !p.DateAt.IsZero() && r.later(p.DateAt.Time) }
