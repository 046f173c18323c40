package generator

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"candor/generator/internal/audience"
	"candor/generator/internal/cut"
)

// Reading is a file as one audience reads it.
type Reading struct {
	Audience string
	Text     string // valid source; "" when the audience does not see the file
	Names    []Name // of [names], those that stand in the text, by key
}

// Name is what an audience reads where {key} stands.
type Name struct{ Key, Form string }

// Mark is a part of a file that fewer readers see than the widest audience.
type Mark struct {
	Line           int
	Kind, Audience string
	Reason, Until  string
	Silent         bool
}

// ExplainFile shows a page's file as each audience reads it, the widest first,
// and lists its marks; as the audience of the configuration alone, without the
// list, if it names one.
func (s *Site) ExplainFile(file string) ([]Reading, []Mark, error) {
	if !s.src.Has(file) || !strings.HasSuffix(file, ".md") {
		return nil, nil, &UsageError{fmt.Sprintf("%q is no page of this site: name a file such as content/incidents/x.md", file)}
	}
	data, err := s.src.Read(file)
	if err != nil {
		return nil, nil, err
	}
	var ps Problems
	page := s.rules.ReadPage(file, data, &ps)
	if page == nil || ps.Errors() > 0 {
		return nil, nil, &ProblemsError{ps}
	}
	if s.config.Audience != "" {
		e, err := s.one()
		if err != nil {
			return nil, nil, err
		}
		return []Reading{s.reading(page, e.level, &ps)}, nil, nil
	}
	var readings []Reading
	for _, l := range slices.Backward(s.rules.Order.Levels()) {
		readings = append(readings, s.reading(page, l, &ps))
	}
	var marks []Mark
	for _, w := range page.Ledger {
		marks = append(marks, Mark{Line: w.Line, Kind: w.Kind, Audience: s.rules.Order.Name(w.Level), Reason: w.Reason, Until: w.Until, Silent: w.Silent})
	}
	return readings, marks, nil
}

func (s *Site) reading(page *cut.Page, l audience.Level, ps *Problems) Reading {
	r := Reading{Audience: s.rules.Order.Name(l)}
	if staged := page.For(l, ps); staged != nil {
		r.Text = string(staged.Source())
	}
	for _, key := range slices.Sorted(maps.Keys(s.rules.Names)) {
		if form, ok := s.rules.NameFor(key, l); ok && strings.Contains(r.Text, "{"+key+"}") {
			r.Names = append(r.Names, Name{key, form})
		}
	}
	return r
}
