package generator

import (
	"path"
	"strings"

	"candor/generator/internal/audience"
	"candor/generator/internal/cut"
	"candor/generator/internal/source"
)

// dataFiles are the files of data/ and candor.lock.toml, taken apart once for
// all audiences. What is missing is nil.
type dataFiles struct {
	model   *cut.Data
	domains map[string]audience.Level // of the model
	answers []*cut.Data
	lock    *cut.Data
	metrics []*cut.Data
	roadmap *cut.Data
	debt    *cut.Data
}

// readData takes the files of data/ apart. The model comes first: attestations
// and the lock have the audience of its domains.
func (s *Site) readData() (*dataFiles, error) {
	for _, file := range s.src.Under("data") {
		s.checkDataFile(file)
	}
	f := &dataFiles{}
	for _, read := range []func(*dataFiles) error{s.readMaturity, s.readLock, s.readMetrics, s.readRegisters} {
		if err := read(f); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// checkDataFile reports files of data/ that candor does not read.
func (s *Site) checkDataFile(file string) {
	rest := strings.TrimPrefix(file, "data/")
	ext := path.Ext(rest)
	switch {
	case rest == "maturity.toml" || rest == "roadmap.toml" || rest == "debt.toml":
	case path.Dir(rest) == "metrics" && (ext == ".toml" || ext == ".csv"):
	case path.Dir(rest) == "attestations" && ext == ".toml":
	case path.Dir(rest) == "recipes" && ext == ".toml": // of candor import; no edition reads them
	default:
		s.common.Errorf(source.Pos{File: file, Line: 1, Column: 1}, "page/unknown-file", "data/ holds metrics/*.toml and *.csv, attestations/*.toml, recipes/*.toml, maturity.toml, roadmap.toml, debt.toml", "candor reads no such file")
	}
}

// tables lists the TOML files of a folder of data/.
func (s *Site) tables(folder string) []string {
	var out []string
	for _, file := range s.src.Under(folder) {
		if path.Ext(file) == ".toml" && path.Dir(file) == folder {
			out = append(out, file)
		}
	}
	return out
}

func (s *Site) readMaturity(f *dataFiles) error {
	data, err := s.data("data/maturity.toml")
	if err != nil || data == nil {
		return err
	}
	if f.model, f.domains = s.rules.ReadMaturity("data/maturity.toml", data, &s.common); f.model == nil {
		return nil
	}
	s.ledger = append(s.ledger, f.model.Ledger...)
	for _, file := range s.tables("data/attestations") {
		data, err := s.src.Read(file)
		if err != nil {
			return err
		}
		if d := s.rules.ReadAttestations(file, data, &s.common); d != nil {
			f.answers = append(f.answers, d)
			s.ledger = append(s.ledger, d.Ledger...)
		}
	}
	return nil
}

func (s *Site) readLock(f *dataFiles) error {
	data, err := s.data(source.LockFile)
	if err != nil || data == nil {
		return err
	}
	if f.lock = s.rules.ReadLock(data, f.domains, &s.common); f.lock != nil {
		s.lock = f.lock.Head
	}
	return nil
}

func (s *Site) readMetrics(f *dataFiles) error {
	sheet := func(name string) ([]byte, bool) {
		if !s.src.Has(name) {
			return nil, false
		}
		data, err := s.src.Read(name)
		return data, err == nil
	}
	for _, file := range s.tables("data/metrics") {
		data, err := s.src.Read(file)
		if err != nil {
			return err
		}
		if d := s.rules.ReadMetric(file, data, sheet, &s.common); d != nil {
			s.ledger = append(s.ledger, d.Ledger...)
			f.metrics = append(f.metrics, d)
		}
	}
	return nil
}

func (s *Site) readRegisters(f *dataFiles) error {
	for _, r := range []struct {
		file string
		into **cut.Data
	}{{"data/roadmap.toml", &f.roadmap}, {"data/debt.toml", &f.debt}} {
		data, err := s.data(r.file)
		if err != nil {
			return err
		}
		if data == nil {
			continue
		}
		if *r.into = s.rules.ReadEntries(r.file, data, &s.common); *r.into != nil {
			s.ledger = append(s.ledger, (*r.into).Ledger...)
		}
	}
	return nil
}

// stage reads what an edition sees of the data.
func (s *Site) stage(e *edition, f *dataFiles) {
	s.stageModel(e, f)
	l, p := int(e.level), e.program
	for _, d := range f.metrics {
		staged := d.Metric(e.level)
		s.note(l, d, staged)
		if staged != nil {
			m := e.reader.Into(&s.found[l]).Metric(staged)
			m.Origin = d.Sheet
			p.Metrics = append(p.Metrics, m)
		}
	}
	if d := f.roadmap; d != nil {
		staged := d.Entries(e.level)
		if s.note(l, d, staged); staged != nil {
			p.Roadmap = e.reader.Into(&s.found[l]).Roadmap(staged)
		}
	}
	if d := f.debt; d != nil {
		staged := d.Entries(e.level)
		if s.note(l, d, staged); staged != nil {
			p.Debt = e.reader.Into(&s.found[l]).Debt(staged)
		}
	}
}

func (s *Site) stageModel(e *edition, f *dataFiles) {
	if f.model == nil {
		return
	}
	l := int(e.level)
	reader := e.reader.Into(&s.found[l])
	staged := f.model.Maturity(e.level)
	if s.note(l, f.model, staged); staged != nil {
		e.program.Model = reader.Maturity(staged)
	}
	for _, d := range f.answers {
		staged := d.Attestations(e.level, f.model.Attested(e.level, f.domains))
		if s.note(l, d, staged); staged != nil && e.program.Model != nil {
			reader.Attestations(staged, e.program.Model)
		}
	}
	if f.lock == nil || e.program.Model == nil {
		return
	}
	// its hidden rows are searched for with the domains that they name
	if staged := f.lock.Lock(e.level); staged != nil {
		s.staged[l] = append(s.staged[l], staged)
		e.program.Model.Releases = reader.Releases(staged, e.name)
	}
}

// note keeps what an edition sees of a data file, and what it does not.
func (s *Site) note(l int, d *cut.Data, staged *cut.Staged) {
	if staged != nil {
		s.staged[l] = append(s.staged[l], staged)
		s.lookAgain(s.editions[l], staged, &s.uncut)
		for _, name := range s.literals(staged.Source()) {
			s.literal[name] = true
		}
	} else {
		s.names[l] = append(s.names[l], d.File)
	}
	if l > 0 {
		s.hidden[l] = append(s.hidden[l], d.Hidden(staged)...)
	}
	if data, err := s.src.Read(d.File); err == nil && staged != nil && l == len(s.editions)-1 {
		seen, withheld := s.detect(d.File, data, staged.Source())
		s.found[l], s.found[0] = append(s.found[l], seen...), append(s.found[0], withheld...)
	}
}
