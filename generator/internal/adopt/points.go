package adopt

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"candor/generator/internal/document"
	"candor/generator/internal/source"
	"candor/generator/internal/trend"
)

// Adopted is what an import did to a file.
type Adopted struct {
	Text    []byte
	Added   []string // periods that are new
	Changed []string // periods whose value was replaced
	Same    int
	Cadence string // of the metric, and its unit
	Unit    string
}

// metricFile is a metric's file while points are put into it.
type metricFile struct {
	file   string
	lines  []string // with their line feeds
	points *document.Node
	ps     *source.Problems
}

// Points puts points into the text of a metric's file; text is nil for a new
// one, which counts unit. A value that differs from the one that stands there is a problem, unless
// force is set. The file's comments and order stay; a new point stands behind
// the one before it in time.
func Points(file string, text []byte, in []Point, unit string, force bool, ps *source.Problems) *Adopted {
	if len(in) == 0 {
		return nil
	}
	if text == nil {
		text = []byte(newMetric(file, in, unit))
	}
	root := parse(file, text, ps)
	if root == nil {
		return nil
	}
	m := &metricFile{file: file, lines: strings.SplitAfter(string(text), "\n"), points: root.Get("points"), ps: ps}
	if !m.fits(root, in) {
		return nil
	}
	before := ps.Errors()
	out := &Adopted{}
	var fresh []Point
	for _, p := range in {
		n := m.points.Get(p.Period.String())
		switch {
		case n == nil:
			fresh = append(fresh, p)
			out.Added = append(out.Added, p.Period.String())
		case p.same(n):
			out.Same++
		case !force:
			ps.Errorf(n.At(file), "metric/conflict", "use --force to take the file's", "the file has another value for %s than the metric", p.Period)
		default:
			m.replace(n, p)
			out.Changed = append(out.Changed, p.Period.String())
		}
	}
	if ps.Errors() > before {
		return nil
	}
	m.insert(fresh)
	out.Text = []byte(strings.Join(m.lines, ""))
	out.Cadence, out.Unit = string(in[0].Period.Cadence()), cmp.Or(root.Str("unit"), root.Get("unit").Str("other"))
	if !m.took(out.Text, in) {
		ps.Errorf(source.Pos{File: file, Line: 1, Column: 1}, "metric/import", "write the points one a line under [points]", "the points of this file are written in a form that is not changed here")
		return nil
	}
	return out
}

// newMetric is the file of a metric that is not there yet; it is for the
// narrowest audience until somebody says otherwise.
func newMetric(file string, in []Point, unit string) string {
	kind := "level"
	if in[0].K != "" {
		kind = "proportion"
	}
	id := source.Stem(file)
	title := strings.ToUpper(id[:1]) + strings.ReplaceAll(id[1:], "-", " ")
	return fmt.Sprintf("title   = %q\nkind    = %q\nunit    = %s     # what is counted\nbetter  = \"neutral\"   # lower, higher or neutral\ncadence = %q\n\n[points]\n", title, kind, document.Line(cmp.Or(unit, "units")), in[0].Period.Cadence())
}

// fits reports what keeps points from standing in a metric.
func (m *metricFile) fits(root *document.Node, in []Point) bool {
	at := source.Pos{File: m.file, Line: 1, Column: 1}
	for _, key := range []string{"points_from", "derive", "events"} {
		if n := root.Get(key); n != nil {
			m.ps.Errorf(n.At(m.file), "metric/import", "import into another metric", "a metric with %s has no points of its own", key)
			return false
		}
	}
	cadence := trend.Cadence(root.Str("cadence"))
	if root.Str("kind") == "gap" {
		cadence = trend.Day
	}
	if got := in[0].Period.Cadence(); cadence.Valid() && got != cadence {
		m.ps.Errorf(at, "metric/import", "name a column with periods of this cadence", "the metric is measured by %s, the sheet by %s", cadence, got)
		return false
	}
	return true
}

// same reports whether a point that stands there says what the sheet says.
func (p Point) same(n *document.Node) bool {
	for key, want := range map[string]string{"value": p.Value, "n": p.N, "k": p.K} {
		at := n.Get(key)
		if n.Kind != document.Table && key == "value" {
			at = n
		}
		if want != "" && (at == nil || !equal(at, want)) {
			return false
		}
	}
	return true
}

func equal(n *document.Node, text string) bool {
	want, err := strconv.ParseFloat(text, 64)
	got, ok := n.Number()
	return err == nil && ok && got == want
}

// text is a point as it is written.
func (p Point) text() string {
	if p.N == "" && p.K == "" {
		return p.Value
	}
	var parts []string
	for _, x := range [][2]string{{"value", p.Value}, {"k", p.K}, {"n", p.N}} {
		if x[1] != "" {
			parts = append(parts, x[0]+" = "+x[1])
		}
	}
	return "{ " + strings.Join(parts, ", ") + " }"
}

var (
	scalarPoint = regexp.MustCompile(`^(\s*"?[-0-9QW]+"?\s*=\s*)([^#{\s]+)(.*)$`)
	inlinePoint = regexp.MustCompile(`^(\s*"?[-0-9QW]+"?\s*=\s*\{\s*)(.*)$`)
)

// replace changes the value on a point's line, and nothing else there.
func (m *metricFile) replace(n *document.Node, p Point) {
	line := &m.lines[n.Line-1]
	body := strings.TrimRight(*line, "\r\n")
	end := (*line)[len(body):]
	if x := scalarPoint.FindStringSubmatch(body); x != nil {
		*line = x[1] + p.text() + x[3] + end
		return
	}
	x := inlinePoint.FindStringSubmatch(body)
	if x == nil {
		return
	}
	for _, v := range [][2]string{{"n", p.N}, {"k", p.K}, {"value", p.Value}} {
		if v[1] == "" {
			continue
		}
		old := regexp.MustCompile(`(?:^|,\s*)` + v[0] + `\s*=\s*([^,}\s]+)`)
		if at := old.FindStringSubmatchIndex(masked(x[2])); at != nil {
			x[2] = x[2][:at[2]] + v[1] + x[2][at[3]:]
		} else {
			x[2] = v[0] + " = " + v[1] + ", " + x[2]
		}
	}
	*line = x[1] + x[2] + end
}

var quotedText = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|'[^']*'`)

// masked is a line of which the texts in quotes cannot be taken for keys.
func masked(line string) string {
	return quotedText.ReplaceAllStringFunc(line, func(s string) string { return strings.Repeat("_", len(s)) })
}

// insert puts new points behind those before them in time, or under a header.
func (m *metricFile) insert(fresh []Point) {
	for _, p := range slices.Backward(fresh) {
		line := p.Period.String() + " = " + p.text() + "\n"
		at := m.behind(p.Period)
		if at < 0 {
			m.header()
			at = len(m.lines)
		}
		if at > 0 && m.lines[at-1] != "" && !strings.HasSuffix(m.lines[at-1], "\n") {
			m.lines[at-1] += "\n"
		}
		m.lines = slices.Insert(m.lines, at, line)
	}
}

var pointsHeader = regexp.MustCompile(`^\s*\[\s*points\s*\]`)

// behind is the line number behind which a period belongs; -1 without [points].
func (m *metricFile) behind(p trend.Period) int {
	at := slices.IndexFunc(m.lines, pointsHeader.MatchString) + 1
	if at == 0 {
		return -1
	}
	if m.points != nil {
		for _, n := range m.points.Nodes {
			if q, err := trend.ParsePeriod(n.Key); err == nil && q.Start().Before(p.Start()) {
				at = max(at, int(n.Line))
			}
		}
	}
	return at
}

func (m *metricFile) header() {
	if last := len(m.lines) - 1; last >= 0 && m.lines[last] == "" {
		m.lines = m.lines[:last]
	}
	m.lines = append(m.lines, "\n", "[points]\n")
}

// took reports whether the changed text is TOML that has all points.
func (m *metricFile) took(text []byte, in []Point) bool {
	root, err := document.ParseTOML(string(text), 1)
	if err != nil {
		return false
	}
	for _, p := range in {
		if n := root.Path("points", p.Period.String()); n == nil || !p.same(n) {
			return false
		}
	}
	return true
}

// CadenceOf is the cadence that a metric's file says; "" where it says none.
func CadenceOf(text []byte) trend.Cadence {
	root, err := document.ParseTOML(string(text), 1)
	if err != nil {
		return ""
	}
	if root.Str("kind") == "gap" {
		return trend.Day
	}
	return trend.Cadence(root.Str("cadence"))
}
