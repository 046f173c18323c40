package generator

import (
	"cmp"
	"maps"
	"slices"
)

// Change is one thing that an audience learns, stops seeing, or sees corrected
// from one source to another.
type Change struct {
	What  string `json:"what"`           // page, passage, entry, value, level, file, fact
	Where string `json:"where"`          // address of the page, metric or file
	Title string `json:"title"`          // of the page or metric
	Key   string `json:"key,omitempty"`  // of an entry, a value's period, a fact
	How   string `json:"how"`            // new, gone, changed, corrected
	Was   string `json:"was,omitempty"`  // what the audience saw before
	Text  string `json:"text,omitempty"` // what it sees now
}

// SourceError is why one of the two sources of a comparison could not be read.
type SourceError struct {
	Old bool
	Err error
}

func (e *SourceError) Error() string { return e.Err.Error() }

func (e *SourceError) Unwrap() error { return e.Err }

// Diff lists what an audience learns and what it stops seeing between two
// sources of a site. Sources that differ in hidden parts alone give nothing.
func Diff(before, after Config) ([]Change, error) {
	was, err := loadFacts(before)
	if err != nil {
		return nil, &SourceError{true, err}
	}
	is, err := loadFacts(after)
	if err != nil {
		return nil, &SourceError{false, err}
	}
	return changesOf(was, is), nil
}

func changesOf(was, is map[string]fact) []Change {
	all := maps.Clone(was)
	maps.Copy(all, is)
	var out []Change
	for _, key := range slices.SortedFunc(maps.Keys(all), func(a, b string) int {
		return cmp.Or(cmp.Compare(all[a].where, all[b].where), cmp.Compare(all[a].order, all[b].order), cmp.Compare(a, b))
	}) {
		old, had := was[key]
		now, has := is[key]
		entry := all[key].entry
		if _, before := was[entry]; entry != "" && !before {
			continue // the entry itself is new, and says so
		}
		if _, after := is[entry]; entry != "" && !after {
			continue
		}
		switch {
		case !had:
			out = append(out, now.change("new", "", now.text))
		case !has:
			out = append(out, old.change("gone", old.text, ""))
		case old.text == now.text || now.what == "entry" || now.what == "passage": // what is in an entry tells of itself; a passage is another one when its text is
		case now.corrected:
			out = append(out, now.change("corrected", old.text, now.text))
		default:
			out = append(out, now.change("changed", old.text, now.text))
		}
	}
	return out
}

func loadFacts(c Config) (map[string]fact, error) {
	s, err := Load(c)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	return s.facts()
}

func (f fact) change(how, was, is string) Change {
	return Change{What: f.what, Where: f.where, Title: f.title, Key: f.key, How: how, Was: was, Text: is}
}
