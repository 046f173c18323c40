package generator

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"candor/generator/internal/adopt"
	"candor/generator/internal/skeleton"
)

// RecordsImport is an export of a tool that becomes pages or findings.
type RecordsImport struct {
	File       string
	From       string // name of a recipe: a built-in one, or data/recipes/NAME.toml
	Section    string // of incidents; "" is incidents
	Assessment string // of findings: the id of its page
	Force      bool   // pages that are there are overwritten
}

// RecipeNames lists the built-in recipes of incidents or findings.
func RecipeNames(kind string) []string { return adopt.Recipes(kind) }

// recipe finds a recipe: the site's own first.
func recipe(c Config, kind, name string) (*adopt.Recipe, error) {
	known := strings.Join(RecipeNames(kind), ", ")
	if !metricName.MatchString(name) {
		return nil, usage("--from wants the name of a recipe", "built in are "+known+"; your own stand in data/recipes/NAME.toml")
	}
	var ps Problems
	file := "data/recipes/" + name + ".toml"
	own, err := readOrNil(filepath.Join(orHere(c.Dir), filepath.FromSlash(file)))
	if err != nil {
		return nil, err
	}
	var r *adopt.Recipe
	if own != nil {
		r = adopt.ReadRecipe(file, own, &ps)
	} else if r = adopt.BuiltIn(name, &ps); r == nil {
		r = adopt.BuiltIn(name+"-"+kind, &ps)
	}
	switch {
	case ps.Errors() > 0:
		return nil, &ImportError{ps.Sorted()}
	case r == nil:
		return nil, usage(fmt.Sprintf("there is no recipe %q", name), "built in are "+known+"; your own stand in data/recipes/NAME.toml")
	case r.Kind != kind:
		return nil, usage(fmt.Sprintf("the recipe %q makes %s", name, r.Kind), "take one that makes "+kind+": "+known)
	}
	return r, nil
}

// ImportIncidents turns the incidents of an export into preliminary post-mortems
// for the narrowest audience. All of them are written, or none.
func ImportIncidents(ctx context.Context, c Config, in RecordsImport) (*ImportedPages, error) {
	r, err := recipe(c, "incidents", in.From)
	if err != nil {
		return nil, err
	}
	rules, err := rulesOf(c)
	if err != nil {
		return nil, err
	}
	data, err := os.ReadFile(in.File)
	if err != nil {
		return nil, usage("the file to import cannot be read", "name the export of the tool")
	}
	m := &migration{section: cmp.Or(in.Section, ImportSections()[0]), order: rules.Order}
	var ps Problems
	base := filepath.Base(in.File)
	for _, p := range adopt.Incidents(ctx, r, base, data, day(cmp.Or(c.AsOf, rules.Day, c.Fallback, c.today())), &ps) {
		m.add(p)
	}
	switch {
	case ps.Errors() > 0:
		return nil, &ImportError{ps.Sorted()}
	case len(m.pages) == 0:
		return nil, &ImportError{Problems{problem(base, "import/export", "there are no incidents here", "look whether the file is the export that --from names")}}
	}
	return m.place(ctx, c, in.Force)
}

// ImportFindings adds the findings of an export to an assessment.
func ImportFindings(ctx context.Context, c Config, in RecordsImport) (*Imported, error) {
	r, err := recipe(c, "findings", in.From)
	if err != nil {
		return nil, err
	}
	file, err := assessmentFile(c, in.Assessment)
	if err != nil {
		return nil, err
	}
	data, err := os.ReadFile(in.File)
	if err != nil {
		return nil, usage("the file to import cannot be read", "name the export of the tool")
	}
	name := filepath.Join(orHere(c.Dir), filepath.FromSlash(file))
	page, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	var ps Problems
	base := filepath.Base(in.File)
	findings := adopt.Findings(ctx, r, base, data, &ps)
	if ps.Errors() == 0 && len(findings) == 0 {
		ps = append(ps, problem(base, "import/export", "there are no findings here", "look whether the file is the export that --from names"))
	}
	if ps.Errors() > 0 {
		return nil, &ImportError{ps.Sorted()}
	}
	text, added, same := adopt.AddFindings(file, page, findings, &ps)
	if ps.Errors() > 0 {
		return nil, &ImportError{ps.Sorted()}
	}
	done := &Imported{Added: added, Same: same}
	if added > 0 {
		done.Files = []string{file}
		err = writeNew(name, text)
	}
	return done, err
}

// assessmentFile is the file of an assessment's page.
func assessmentFile(c Config, id string) (string, error) {
	id = strings.TrimPrefix(strings.Trim(strings.TrimSuffix(id, ".md"), "/"), "content/")
	id = "content/assessments/" + strings.TrimPrefix(id, "assessments/")
	for _, file := range []string{id + ".md", id + "/index.md"} {
		if filepath.IsLocal(file) && exists(filepath.Join(orHere(c.Dir), filepath.FromSlash(file))) {
			return file, nil
		}
	}
	return "", &ImportError{Problems{problem(id+".md", "import/findings", "there is no such assessment", "make it with candor new assessment TITLE, and name it: --assessment 2026-03-04-name")}}
}

func problem(file, code, message, hint string) Problem {
	p := Problem{Code: code, Message: message, Hint: hint}
	p.File, p.Line, p.Column = file, 1, 1
	return p
}

// add puts a post on its way, under a name that none has yet.
func (m *migration) add(post *adopt.Post) {
	p := &migrated{Post: post, section: m.section, beside: map[string][]byte{}}
	p.id = p.ID(skeleton.Words)
	for base, n := p.id, 2; m.taken[p.id]; n++ {
		p.id = fmt.Sprintf("%s-%d", base, n)
	}
	if m.taken == nil {
		m.taken = map[string]bool{}
	}
	m.taken[p.id] = true
	m.pages = append(m.pages, p)
}
