package generator

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"hash/maphash"
	"path"
	"slices"
	"strings"

	"candor/generator/internal/asset"
	"candor/generator/internal/cut"
	"candor/generator/internal/dataset"
	"candor/generator/internal/source"
	"candor/generator/internal/sweep"
	"candor/generator/internal/theme"
)

// LeakError is why nothing was published: something hidden was found in what
// would have been.
type LeakError struct{ Problems Problems }

func (e *LeakError) Error() string { return "something hidden would be published" }

// DidYouMean is a hint that names the nearest candidate, or "".
func DidYouMean(name string, candidates []string) string { return source.DidYouMean(name, candidates) }

func leakKind(kind string) string {
	switch kind {
	case "never", "name", "number", "unsearched":
		return kind
	}
	return "text"
}

// newSweep prepares the search of an edition; nil when nothing is hidden from it.
func (s *Site) newSweep(ctx context.Context, e *edition) (*sweep.Sweep, error) {
	l := int(e.level)
	in := sweep.Input{Names: s.hiddenFiles(e)}
	for _, h := range append(s.hidden[l], s.rules.HiddenNames(s.root, e.level)...) {
		in.Hidden = append(in.Hidden, hiddenPart(h))
	}
	for _, h := range s.rules.Never(s.root, e.level) {
		in.Never = append(in.Never, hiddenPart(h))
	}
	if l == 0 && len(in.Never) == 0 {
		return nil, nil
	}
	if l == 0 {
		in.Hidden, in.Names = nil, nil
	} else {
		in.Foreign = asset.Carries
	}
	computed, err := s.computed(e)
	if err != nil {
		return nil, err
	}
	in.Computed = computed
	s.mayShow(e, &in)
	in.Pages = len(e.program.Pages)
	in.Page = func(i int) []byte {
		if ctx.Err() != nil {
			return nil // nobody wants the answer any more
		}
		return s.stagedPage(e, e.program.Pages[i].File)
	}
	return sweep.New(in), ctx.Err()
}

// lookAgain looks once more at a staged file for what the cut should have acted upon.
func (s *Site) lookAgain(e *edition, staged *cut.Staged, found *Problems) {
	if e.level == 0 || staged == nil {
		return
	}
	for _, n := range s.rules.Uncut(staged, e.level) {
		found.Errorf(n.At(staged.File()), "leak/uncut", ownFault, "a mark or an audience here was not acted upon for %s", e.name)
	}
}

// marksIn returns a search of an edition's files for marks that nobody cut. Where a
// page prints marks on purpose, with a backslash, it finds nothing.
func (s *Site) marksIn(e *edition) func(name string, data []byte) error {
	names := slices.DeleteFunc(s.rules.Narrower(e.level), func(name string) bool { return s.literal[name] })
	return func(name string, data []byte) error {
		if !cut.MarkOf(names, name) && !cut.MarkOf(names, data) {
			return nil
		}
		var ps Problems
		ps.Errorf(source.Pos{File: path.Join(e.name, name), Line: 1, Column: 1}, "leak/uncut", ownFault, "this file holds a mark that was not cut")
		return &LeakError{ps}
	}
}

// literals are the audiences whose marks a file prints on purpose.
func (s *Site) literals(data []byte) (names []string) {
	for _, name := range s.rules.Order.Names() {
		if bytes.Contains(data, []byte(`\{`+name)) || bytes.Contains(data, []byte(name+`\:`)) || bytes.Contains(data, []byte(`\}`)) {
			names = append(names, name)
		}
	}
	return names
}

// fewCases looks once more at the points that an edition shows: each has as many
// cases as min_count asks for.
func (e *edition) fewCases() error {
	if e.level == 0 {
		return nil
	}
	var ps Problems
	for _, m := range e.program.Metrics {
		least := e.program.Site.MinCount
		if m.MinCount != nil {
			least = *m.MinCount
		}
		for _, p := range m.Points {
			if m.Derive == nil && !p.Withheld && p.N != nil && *p.N < float64(least) {
				ps.Errorf(p.Pos, "leak/few", ownFault, "the value of a point with too few cases stands in the edition of the %s audience", e.name)
			}
		}
	}
	if len(ps) == 0 {
		return nil
	}
	return &LeakError{ps}
}

// hiddenFiles are the files that an edition must not name: those that it does
// not see, but for definitions of metrics that it shows all the same.
func (s *Site) hiddenFiles(e *edition) []string {
	return slices.DeleteFunc(slices.Clone(s.names[int(e.level)]), func(file string) bool {
		return strings.HasPrefix(file, "data/metrics/") && e.index.Metric(source.Stem(file)) != nil
	})
}

func hiddenPart(h cut.Hidden) sweep.Hidden {
	out := sweep.Hidden{Pos: h.Pos, Text: h.Text}
	switch {
	case h.Number:
		out.Kind = sweep.Number
	case h.Word:
		out.Kind = sweep.Word
	}
	return out
}

// computed lists the figures that an edition shows by right.
func (s *Site) computed(e *edition) ([]float64, error) {
	var out []float64
	for i, m := range e.program.Metrics {
		data, err := json.Marshal(dataset.NewMetric(m, e.results.analyses[i]))
		if err != nil {
			return nil, err
		}
		var v any
		if err := json.Unmarshal(data, &v); err != nil {
			return nil, err
		}
		out = numbers(out, v)
	}
	return out, nil
}

func numbers(out []float64, v any) []float64 {
	switch v := v.(type) {
	case float64:
		out = append(out, v)
	case []any:
		for _, x := range v {
			out = numbers(out, x)
		}
	case map[string]any:
		for _, x := range v {
			out = numbers(out, x)
		}
	}
	return out
}

// mayShow tells a search what an edition may show beside its pages: staged data
// and the words of the theme. The names of candor's own code are none of them.
func (s *Site) mayShow(e *edition, in *sweep.Input) {
	in.Visible = [][]byte{e.site.Config().Source()}
	for _, form := range s.rules.Forms(e.level) {
		in.Visible = append(in.Visible, []byte(form))
	}
	for _, staged := range s.staged[int(e.level)] {
		in.Visible = append(in.Visible, staged.Source(), []byte(staged.File()))
	}
	add := func(name string, data []byte) {
		switch path.Ext(name) {
		case ".toml":
			if lang := source.Stem(name); lang == "en" || lang == e.program.Site.Language {
				in.Visible = append(in.Visible, data)
			}
		case ".css", ".js":
			in.Markup = append(in.Markup, data)
		default:
			in.Templates = append(in.Templates, data)
		}
	}
	for _, name := range theme.Names() {
		if data, err := theme.Show(name); err == nil {
			add(name, data)
		}
	}
	for _, name := range s.ownTheme() {
		if data, err := s.src.Read(name); err == nil {
			add(name, data)
		}
	}
	for name, data := range s.theme.Files() {
		add(name, data)
	}
}

// stagedPage is what an edition sees of a page's file, with names as keys, and the
// file's name.
func (s *Site) stagedPage(e *edition, file string) []byte {
	var data []byte
	if s.reads[file].whole {
		data, _ = s.src.Read(file) // it could be read before
	} else if staged, err := s.recut(s.rules.Keyed(), e, file); err == nil { // else the proof says so
		data = staged.Source()
	}
	return append(append(slices.Clip(data), '\n'), file...)
}

// restage cuts a page that an edition sees once more, when its staged source is
// asked for: keeping those of all pages would take the memory of the whole site.
// The error says that the file is no longer the one that was read.
func (s *Site) restage(e *edition, file string) (*cut.Staged, error) {
	return s.recut(s.rules, e, file)
}

func (s *Site) recut(rules *cut.Rules, e *edition, file string) (*cut.Staged, error) {
	data, err := s.src.Read(file)
	if err != nil || maphash.Bytes(seed, data) != s.reads[file].sum {
		return nil, fmt.Errorf("%s changed after it was read: try again", file)
	}
	var ignored Problems // reported when the site was read
	return rules.ReadPage(file, data, &ignored).For(e.level, &ignored), nil
}
