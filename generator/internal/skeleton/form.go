package skeleton

import (
	"bytes"
	"embed"
	"fmt"
	"path"
	"strings"
	"text/template"
	"time"

	"github.com/gosimple/slug"

	"candor/generator/internal/document"
)

//go:embed forms
var forms embed.FS

// Form is what is known of a new page or metric.
type Form struct {
	Kind      string // incident, near-miss, … metric
	Short     bool   // of an incident: what is known in the first hours
	Title     string
	ID        string // "" is made from the title
	Date      time.Time
	Time      bool // the time of the day is known, too
	Severity  string
	Audience  string // who sees it
	Widest    string // the site's audiences
	Narrowest string
	Period    string // of a report: 2026-Q3
	Schemas   bool   // the site keeps schemas for editors
}

// folders say where the pages of a kind lie, and what their names begin with.
var folders = map[string]struct{ folder, date string }{
	"incident": {"content/incidents", time.DateOnly}, "near-miss": {"content/near-misses", time.DateOnly}, "upgrade": {"content/upgrades", time.DateOnly},
	"assessment": {"content/assessments", "2006-01"}, "lesson": {"content/lessons", ""}, "initiative": {"content/culture", ""},
	"report": {"content/reports", ""}, "page": {"content/pages", ""}, "metric": {"data/metrics", ""},
}

// Kinds are what there are forms for.
var Kinds = []string{"incident", "near-miss", "upgrade", "lesson", "assessment", "initiative", "report", "metric", "page"}

// File is the form, filled in, at its place in a site.
func (f Form) File() (File, error) {
	name := f.Kind + ".md"
	switch {
	case f.Kind == "metric":
		name = "metric.toml"
	case f.Kind == "incident" && f.Short:
		name = "incident-preliminary.md"
	}
	t, err := template.ParseFS(forms, "forms/"+name)
	if err != nil {
		return File{}, fmt.Errorf("read the form: %w", err)
	}
	day := f.Date.Format(time.DateOnly)
	words := map[string]string{
		"Title": document.Line(f.Title), "Date": day, "Day": day, "Month": f.Date.Format("2006-01"), "Later": f.Date.AddDate(0, 1, 0).Format(time.DateOnly),
		"Time": "", "Schemas": "", "Severity": f.Severity, "Audience": f.Audience, "Widest": f.Widest, "Narrowest": f.Narrowest, "Period": f.Period,
	}
	if f.Schemas {
		words["Schemas"] = "kept"
	}
	if f.Time {
		words["Time"], words["Date"] = "known", f.Date.Format(time.RFC3339)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, words); err != nil {
		return File{}, fmt.Errorf("fill the form: %w", err)
	}
	return File{Path: path.Join(folders[f.Kind].folder, f.id()+path.Ext(name)), Data: b.Bytes()}, nil
}

// id is a name for the file: given, or made from date and title.
func (f Form) id() string {
	if f.ID != "" {
		return f.ID
	}
	if f.Kind == "report" {
		return strings.ToLower(f.Period)
	}
	id := Words(f.Title)
	if form := folders[f.Kind].date; form != "" {
		id = strings.Trim(f.Date.Format(form)+"-"+id, "-")
	}
	return id
}

// longest is how long an id made from a title may be; addresses are read aloud.
const longest = 48

// Words are a title's words in lower-case Latin letters, as many as fit.
func Words(title string) string {
	parts := strings.Split(strings.ReplaceAll(slug.Make(title), "_", "-"), "-")
	id := parts[0]
	for _, p := range parts[1:] {
		if len(id)+1+len(p) > longest {
			break
		}
		id += "-" + p
	}
	return id[:min(len(id), longest)]
}
