package generator

import (
	"path"
	"strings"

	"candor/generator/internal/audience"
	"candor/generator/internal/cut"
	"candor/generator/internal/intake"
	"candor/generator/internal/program"
	"candor/generator/internal/source"
)

// readData reads the files of data/ for each edition. The model comes first:
// attestations have the audience of its domains.
func (s *Site) readData() error {
	for _, file := range s.src.Under("data") {
		s.checkDataFile(file)
	}
	domains, err := s.readMaturity()
	if err != nil {
		return err
	}
	if err := s.readLock(domains); err != nil {
		return err
	}
	for _, file := range s.src.Under("data/metrics") {
		if path.Ext(file) != ".toml" || path.Dir(file) != "data/metrics" {
			continue
		}
		data, err := s.src.Read(file)
		if err != nil {
			return err
		}
		s.readMetric(file, data)
	}
	if err := s.readRegister("data/roadmap.toml", func(r *intake.Reader, p *program.Program, staged *cut.Staged) {
		p.Roadmap = r.Roadmap(staged.File, staged.Head)
	}); err != nil {
		return err
	}
	return s.readRegister("data/debt.toml", func(r *intake.Reader, p *program.Program, staged *cut.Staged) {
		p.Debt = r.Debt(staged.File, staged.Head)
	})
}

// checkDataFile reports files of data/ that candor does not read.
func (s *Site) checkDataFile(file string) {
	rest := strings.TrimPrefix(file, "data/")
	ext := path.Ext(rest)
	switch {
	case rest == "maturity.toml" || rest == "roadmap.toml" || rest == "debt.toml":
	case path.Dir(rest) == "metrics" && (ext == ".toml" || ext == ".csv"):
	case path.Dir(rest) == "attestations" && ext == ".toml":
	default:
		s.common.Errorf(source.Pos{File: file, Line: 1, Column: 1}, "page/unknown-file", "data/ holds metrics/*.toml and *.csv, attestations/*.toml, maturity.toml, roadmap.toml, debt.toml", "candor reads no such file")
	}
}

func (s *Site) readMetric(file string, data []byte) {
	sheet := func(name string) ([]byte, bool) {
		if !s.src.Has(name) {
			return nil, false
		}
		data, err := s.src.Read(name)
		return data, err == nil
	}
	d := s.rules.ReadMetric(file, data, sheet, &s.common)
	if d == nil {
		return
	}
	s.ledger = append(s.ledger, d.Ledger...)
	for l, e := range s.editions {
		staged := d.Metric(e.level)
		s.note(l, d, staged)
		if staged != nil {
			e.program.Metrics = append(e.program.Metrics, e.reader.Into(&s.found[l]).Metric(file, staged.Head))
		}
	}
}

// note keeps what an edition sees of a data file, and what it does not.
func (s *Site) note(l int, d *cut.Data, staged *cut.Staged) {
	if staged != nil {
		s.staged[l] = append(s.staged[l], staged)
	} else {
		s.names[l] = append(s.names[l], d.File)
	}
	if l > 0 {
		s.hidden[l] = append(s.hidden[l], d.Hidden(staged)...)
	}
}

func (s *Site) readRegister(file string, into func(*intake.Reader, *program.Program, *cut.Staged)) error {
	data, err := s.data(file)
	if err != nil || data == nil {
		return err
	}
	d := s.rules.ReadEntries(file, data, &s.common)
	if d == nil {
		return nil
	}
	s.ledger = append(s.ledger, d.Ledger...)
	for l, e := range s.editions {
		staged := d.Entries(e.level)
		s.note(l, d, staged)
		if staged != nil {
			into(e.reader.Into(&s.found[l]), e.program, staged)
		}
	}
	return nil
}

// readMaturity reads the model and its records, and gives the audiences of the
// domains.
func (s *Site) readMaturity() (map[string]audience.Level, error) {
	data, err := s.data("data/maturity.toml")
	if err != nil || data == nil {
		return nil, err
	}
	d, levels := s.rules.ReadMaturity("data/maturity.toml", data, &s.common)
	if d == nil {
		return nil, nil
	}
	s.ledger = append(s.ledger, d.Ledger...)
	for l, e := range s.editions {
		staged := d.Maturity(e.level)
		s.note(l, d, staged)
		if staged != nil {
			e.program.Model = e.reader.Into(&s.found[l]).Maturity(staged.File, staged.Head)
		}
	}
	for _, file := range s.src.Under("data/attestations") {
		if path.Ext(file) != ".toml" || path.Dir(file) != "data/attestations" {
			continue
		}
		data, err := s.src.Read(file)
		if err != nil {
			return nil, err
		}
		d := s.rules.ReadAttestations(file, data, &s.common)
		if d == nil {
			continue
		}
		for l, e := range s.editions {
			staged := d.Attestations(e.level, levels)
			s.note(l, d, staged)
			if staged != nil && e.program.Model != nil {
				e.reader.Into(&s.found[l]).Attestations(file, staged.Head, e.program.Model)
			}
		}
	}
	return levels, nil
}
