package intake

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"sort"
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
	d.table(head, p, func(key string) bool {
		own, limited := only[key]
		return !limited || own == kind
	})
	d.defaults(p, head)
	d.checkTimes(p, head)
	d.checkStates(p, head)
	return p
}

func shapeKeys(v any) []string { return shapeOf(typeOf(v)).keys }

var fileDate = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}(-|$)`)

// defaults sets what the front matter may leave out, and reports what it may not.
func (d *decoder) defaults(p *program.Page, head *document.Node) {
	if p.Title == "" && head.Get("title") == nil {
		d.ps.Errorf(p.Pos(), "front-matter/missing", `write title = "…" in its front matter`, "the page has no title")
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

// checkTimes reports times out of order, and drops those behind the report's day.
func (d *decoder) checkTimes(p *program.Page, head *document.Node) {
	t := p.Times
	if t == nil {
		return
	}
	list := t.List()
	for i := 1; i < len(list); i++ {
		if before(list[i].When, list[i-1].When) {
			n := head.Path("times", list[i].Name)
			d.errorf(n, "order", "the order is introduced, began, detected, responded, identified, mitigated, resolved, disclosed", "%s lies before %s", list[i].Name, list[i-1].Name)
		}
	}
	d.reasons(t, head.Path("times", "because"))
	for _, name := range program.TimeNames {
		w := t.At(name)
		if !w.IsZero() && d.later(w.Time) {
			*w = program.When{}
		}
	}
	if t.Resolved.IsZero() && head.Path("times", "resolved") != nil && p.Stage == "resolved" {
		p.Stage = "" // not yet on the report's day
	}
	if stage := head.Get("stage"); stage != nil && !t.Resolved.IsZero() && (p.Stage == "open" || p.Stage == "mitigated") {
		d.errorf(stage, "contradiction", `write stage = "resolved", or remove the time`, "the stage says that it is not over, times.resolved says when it was")
	}
}

// reasons reports those that are given for no time, or for one that is known.
func (d *decoder) reasons(t *program.Times, n *document.Node) {
	for _, why := range t.Because {
		switch known := t.At(why.Key); {
		case known == nil:
			d.errorf(n.Get(why.Key), "unknown-key", source.DidYouMean(why.Key, program.TimeNames), "there is no such time")
		case !known.IsZero():
			d.errorf(n.Get(why.Key), "contradiction", "remove the reason or the time", "this time is known")
		}
	}
}

// before compares two times; with a bare date at an end, by day.
func before(a, b program.When) bool {
	if a.Bare || b.Bare {
		return a.Day().Before(b.Day())
	}
	return a.Time.Before(b.Time)
}

// Rows puts the items of the body's timeline to those of the front matter.
func (r *Reader) Rows(p *program.Page) {
	if p.Body != nil {
		day := p.DateAt.Day()
		for _, b := range p.Body.Rows {
			row := program.Row{Entry: program.Entry{Pos: b.Pos, Audience: b.For}, At: b.At, HTML: b.HTML}
			if b.Clock {
				row.At.Time = time.Date(day.Year(), day.Month(), day.Day(), b.At.Time.Hour(), b.At.Time.Minute(), b.At.Time.Second(), 0, b.At.Time.Location())
			} else {
				day = b.At.Day()
			}
			p.Timeline = append(p.Timeline, row)
		}
	}
	r.years(p)
	p.Timeline = slices.DeleteFunc(p.Timeline, func(row program.Row) bool { return r.later(row.At.Time) })
	sort.SliceStable(p.Timeline, func(i, j int) bool { return p.Timeline[i].At.Time.Before(p.Timeline[j].At.Time) })
}

// years reports entries of the timeline that only another year would put between the
// beginning of what happened and its end.
func (r *Reader) years(p *program.Page) {
	from, to := p.DateAt.Day(), p.DateAt.Day()
	for _, t := range p.Times.List() {
		if day := t.When.Day(); t.Name != "introduced" {
			if day.Before(from) {
				from = day
			}
			if day.After(to) {
				to = day
			}
		}
	}
	if p.DateAt.IsZero() || to.Sub(from) > 300*24*time.Hour { // a year tells nothing apart
		return
	}
	from, to = from.AddDate(0, 0, -1), to.AddDate(0, 0, 1)
	inside := func(day time.Time) bool { return !day.Before(from) && !day.After(to) }
	for _, row := range p.Timeline {
		day := row.At.Day()
		if inside(day) || day.Before(from) && introduced(p, day) {
			continue
		}
		for _, year := range []int{from.Year(), to.Year()} {
			if year != day.Year() && inside(day.AddDate(year-day.Year(), 0, 0)) {
				r.ps.Errorf(row.Pos, "page/timeline", fmt.Sprintf("write %d, or correct the day", year), "this entry of the timeline would be inside what happened in another year")
				break
			}
		}
	}
}

// introduced reports whether a day is that on which the defect went live.
func introduced(p *program.Page, day time.Time) bool {
	return p.Times != nil && !p.Times.Introduced.IsZero() && !day.Before(p.Times.Introduced.Day())
}

// Later reports whether a page is not there yet on the report's day.
func (r *Reader) Later(p *program.Page) bool { return !p.DateAt.IsZero() && r.later(p.DateAt.Time) }
