package generator

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"candor/generator/internal/adopt"
	"candor/generator/internal/cut"
	"candor/generator/internal/document"
	"candor/generator/internal/source"
)

// CSVImport says which columns of a CSV file are points of a metric.
type CSVImport struct {
	File, Metric        string
	Period, Value, N, K string // columns; "" is none
	Force               bool   // values that differ are replaced
}

// Imported is what an import wrote.
type Imported struct {
	Files   []string // written, relative to the site
	Added   int
	Changed []string // periods whose value was replaced
	Same    int
	Cadence string // of the points, and their unit
	Unit    string
	Answers int
	Day     time.Time // that the answers are dated by
}

// ImportError is why nothing was imported.
type ImportError struct{ Problems Problems }

func (e *ImportError) Error() string { return "nothing was imported" }

var metricName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

// ImportCSV puts columns of a sheet into data/metrics/METRIC.toml.
func ImportCSV(c Config, in CSVImport) (*Imported, error) {
	if !metricName.MatchString(in.Metric) {
		return nil, usage("a metric's name is lower-case letters, digits and hyphens", "write --metric time-to-patch")
	}
	sheet, err := os.ReadFile(in.File)
	if err != nil {
		return nil, usage("the file to import cannot be read", "name a CSV file")
	}
	var ps Problems
	file := "data/metrics/" + in.Metric + ".toml"
	name := filepath.Join(orHere(c.Dir), filepath.FromSlash(file))
	old, err := readOrNil(name)
	if err != nil {
		return nil, err
	}
	columns := adopt.Columns{Period: in.Period, Value: in.Value, N: in.N, K: in.K}
	points := adopt.Sheet(filepath.Base(in.File), sheet, columns, adopt.CadenceOf(old), &ps)
	if ps.Errors() > 0 {
		return nil, &ImportError{ps.Sorted()}
	}
	if len(points) == 0 {
		return nil, &ImportError{Problems{{Pos: source.Pos{File: filepath.Base(in.File), Line: 1, Column: 1}, Code: "metric/import", Message: "the sheet has no value", Hint: "look at the columns that --value and --k name"}}}
	}
	out := adopt.Points(file, old, points, columns.Unit(), in.Force, &ps)
	if out == nil {
		return nil, &ImportError{ps.Sorted()}
	}
	done := &Imported{Added: len(out.Added), Changed: out.Changed, Same: out.Same, Cadence: out.Cadence, Unit: out.Unit}
	if len(out.Added)+len(out.Changed) > 0 {
		done.Files = []string{file}
		err = writeNew(name, out.Text)
	}
	return done, err
}

// ImportSeal puts control lists as the SEAL frameworks publish them into
// data/maturity.toml, and their answers into data/attestations. path is a file
// or a folder; prefix begins the names of the domains.
func ImportSeal(c Config, path, prefix string) (*Imported, error) {
	var ps Problems
	lists, answers, err := readLists(path, prefix, &ps)
	if err != nil {
		return nil, err
	}
	if len(lists) == 0 && ps.Errors() == 0 {
		ps.Errorf(source.Pos{File: filepath.Base(path), Line: 1, Column: 1}, "maturity/import", "name a file such as sfc-incident-response.mdx, or the folder of such files", "there is no control list here")
	}
	stated, err := statedDay(c)
	if err != nil {
		return nil, err
	}
	done := &Imported{Day: cmp.Or(c.AsOf, stated, c.Fallback, c.today())}
	for _, l := range lists {
		l.Answered(answers)
	}
	file := "data/maturity.toml"
	old, err := readOrNil(filepath.Join(orHere(c.Dir), filepath.FromSlash(file)))
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	if ps.Errors() == 0 {
		files[file] = adopt.Criteria(file, old, lists, &ps)
	}
	for _, l := range lists {
		name := "data/attestations/" + l.ID + ".toml"
		data := l.Attestations(done.Day, "self")
		if data == nil {
			continue
		}
		if there, err := readOrNil(filepath.Join(orHere(c.Dir), filepath.FromSlash(name))); err != nil || there != nil {
			ps.Errorf(source.Pos{File: name, Line: 1, Column: 1}, "maturity/import", "move it away first", "this file is there already; it is not overwritten")
		}
		files[name] = data
	}
	if ps.Errors() > 0 {
		return nil, &ImportError{ps.Sorted()}
	}
	return done, done.write(c, lists, files)
}

// statedDay is the as_of of a site's candor.toml; zero without one. What is
// imported must not be later, or the site would not see it.
func statedDay(c Config) (time.Time, error) {
	data, err := readOrNil(filepath.Join(orHere(c.Dir), source.ConfigFile))
	if err != nil || data == nil {
		return time.Time{}, err
	}
	var ps Problems
	if n := cut.ParseTOML(source.ConfigFile, data, &ps).Get("as_of"); n != nil && n.Kind == document.Date {
		return n.Time, nil
	}
	return time.Time{}, nil
}

// write writes the files of an import, and counts.
func (d *Imported) write(c Config, lists []*adopt.List, files map[string][]byte) error {
	for _, l := range lists {
		for _, s := range l.Sections {
			for _, k := range s.Controls {
				d.Added++
				if k.Answer.State != "" {
					d.Answers++
				}
			}
		}
	}
	for name := range files {
		d.Files = append(d.Files, name)
	}
	slices.Sort(d.Files)
	for _, name := range d.Files {
		if err := writeNew(filepath.Join(orHere(c.Dir), filepath.FromSlash(name)), files[name]); err != nil {
			return err
		}
	}
	return nil
}

// readLists reads control lists, and sheets of answers beside them.
func readLists(path, prefix string, ps *Problems) ([]*adopt.List, map[string]adopt.Answer, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, nil, usage("what is to be imported cannot be read", "name a file or a folder")
	}
	names := []string{path}
	if info.IsDir() {
		entries, err := os.ReadDir(path)
		if err != nil {
			return nil, nil, fmt.Errorf("read the folder: %w", err)
		}
		names = nil
		for _, e := range entries {
			if e.Type().IsRegular() && slices.Contains([]string{".md", ".mdx", ".csv"}, filepath.Ext(e.Name())) {
				names = append(names, filepath.Join(path, e.Name()))
			}
		}
	}
	var lists []*adopt.List
	answers := map[string]adopt.Answer{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, nil, fmt.Errorf("read a list: %w", err)
		}
		if filepath.Ext(name) == ".csv" {
			more, _ := adopt.Answers(filepath.Base(name), data, ps)
			for id, a := range more {
				answers[id] = a
			}
			continue
		}
		if l := adopt.Seal(filepath.Base(name), data, prefix, ps); l != nil {
			lists = append(lists, l)
		}
	}
	return lists, answers, nil
}

func readOrNil(name string) ([]byte, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", filepath.Base(name), err)
	}
	return data, nil
}

// writeNew writes a file in one step, with the folders around it.
func writeNew(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("make a folder: %w", err)
	}
	return replaceFile(name, data)
}
