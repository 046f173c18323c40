package generator

import (
	"cmp"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"candor/generator/internal/cut"
	"candor/generator/internal/intake"
	"candor/generator/internal/program"
	"candor/generator/internal/skeleton"
	"candor/generator/internal/trend"
)

// NewPage is what is known of a page or a metric that is to be written.
type NewPage struct {
	Kind     string // one of NewKinds
	Title    string
	ID       string    // name of the file; "" is made from the title
	Date     time.Time // of the event; zero is today
	Time     bool      // the time of the day is known, too
	Severity string
	Audience string // "" is the narrowest
	Period   string // of a report; "" is the last quarter that is over
	Short    bool   // of an incident: only what is known in the first hours
	Force    bool   // a file that is there is overwritten
}

// NewKinds lists what New can write.
func NewKinds() []string { return skeleton.Kinds }

// Severities lists the words for how bad something was, the worst first.
func Severities() []string { return slices.Clone(program.Severities) }

// New writes a page or a metric from the form of its kind. It returns the file,
// relative to the site, and the day from which a report shows it, if that is
// behind the day that the site speaks for.
func New(c Config, in NewPage) (file string, shownFrom time.Time, err error) {
	rules, err := rulesOf(c)
	if err != nil {
		return "", time.Time{}, err
	}
	if in.Date.IsZero() {
		in.Date = day(cmp.Or(c.AsOf, c.Fallback, c.today()))
	}
	form, err := in.form(rules)
	if err != nil {
		return "", time.Time{}, err
	}
	_, err = os.Stat(filepath.Join(orHere(c.Dir), filepath.FromSlash(SchemaFolder)))
	form.Schemas = err == nil
	f, err := form.File()
	if err != nil {
		return "", time.Time{}, err
	}
	if err := nameable(f.Path); err != nil {
		return "", time.Time{}, err
	}
	name := filepath.Join(orHere(c.Dir), filepath.FromSlash(f.Path))
	if err := vacant(f.Path, name, in.Force); err != nil {
		return "", time.Time{}, err
	}
	if dated := form.Kind != "page" && form.Kind != "metric" && form.Kind != "initiative"; dated && !rules.Day.IsZero() && day(form.Date.UTC()).After(rules.Day) {
		shownFrom = day(form.Date.UTC())
	}
	return f.Path, shownFrom, writeNew(name, f.Data)
}

// form fills in what was not said, and refuses what does not fit the site.
func (in NewPage) form(rules *cut.Rules) (skeleton.Form, error) {
	order := rules.Order
	f := skeleton.Form{Kind: in.Kind, Short: in.Short, Title: in.Title, ID: in.ID, Date: in.Date, Time: in.Time, Severity: in.Severity,
		Audience: cmp.Or(in.Audience, order.Name(0)), Widest: order.Name(order.Widest()), Narrowest: order.Name(0)}
	switch {
	case !slices.Contains(skeleton.Kinds, in.Kind):
		return f, &UsageError{fmt.Sprintf("there is no form for %q; there are %s", in.Kind, strings.Join(skeleton.Kinds, ", "))}
	case strings.TrimSpace(in.Title) == "":
		return f, &UsageError{"TITLE is missing: candor new " + in.Kind + ` "What happened"`}
	case in.ID != "" && !metricName.MatchString(in.ID):
		return f, &UsageError{"--id is lower-case letters, digits and hyphens"}
	case in.Severity != "" && in.Kind != "incident" && in.Kind != "near-miss":
		return f, &UsageError{"only incidents and near misses have a severity"}
	case in.Short && in.Kind != "incident":
		return f, &UsageError{"only incidents have a preliminary form"}
	case in.Period != "" && in.Kind != "report":
		return f, &UsageError{"only reports speak of a period"}
	}
	if _, ok := order.Parse(f.Audience); !ok {
		return f, &UsageError{"the audiences of this site are " + strings.Join(order.Names(), ", ")}
	}
	if in.Kind == "report" {
		return f, in.report(&f)
	}
	return f, nil
}

// report dates a report on the end of its period.
func (in NewPage) report(f *skeleton.Form) error {
	period := trend.PeriodOf(trend.Quarter, in.Date).Add(-1)
	if in.Period != "" {
		var err error
		if period, err = trend.ParsePeriod(in.Period); err != nil {
			return &UsageError{`--period wants 2026-Q3, 2026-09 or 2026`}
		}
	}
	f.Period, f.Date, f.Time = period.String(), period.End(), false
	if f.ID == "" && period.Cadence() == trend.Year {
		f.ID = "year-" + f.Period // a year alone is the address of a list
	}
	return nil
}

// nameable refuses names that no page or metric can have.
func nameable(file string) error {
	id := strings.TrimSuffix(path.Base(file), path.Ext(file))
	var ps Problems
	if strings.HasPrefix(file, "content/") {
		intake.PageID(file, &ps)
	} else if !metricName.MatchString(id) {
		return &UsageError{"a metric's name is lower-case letters, digits and hyphens; name the file with --id"}
	}
	if len(ps) > 0 {
		return &UsageError{fmt.Sprintf("%q cannot be its name: %s; name the file with --id", id, ps[0].Message)}
	}
	return nil
}

// vacant refuses a place where something is already: the file, or the folder of
// a page with its images.
func vacant(file, name string, force bool) error {
	folder := strings.TrimSuffix(file, ".md")
	if _, err := os.Lstat(strings.TrimSuffix(name, ".md")); err == nil && folder != file {
		return &ExistsError{Names: []string{folder + "/"}, Hint: "Choose another title, or a name with --id."}
	}
	if _, err := os.Lstat(name); err == nil && !force {
		return &ExistsError{Names: []string{file}, Hint: "Choose another title, a name with --id, or overwrite it with --force."}
	}
	return nil
}
