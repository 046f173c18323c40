package adopt

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"candor/generator/internal/document"
	"candor/generator/internal/source"
)

// Finding is a finding of an export, as an entry of [findings].
type Finding struct {
	Key   string
	pairs []pair
	Notes []string
}

var keySigns = regexp.MustCompile(`[^A-Za-z0-9._-]+`)

// Findings reads the findings of an export.
func Findings(ctx context.Context, r *Recipe, file string, data []byte, ps *source.Problems) []Finding {
	var out []Finding
	taken := map[string]int{}
	for _, rec := range r.read(ctx, file, data, ps) {
		f := rec.finding(ctx)
		if taken[f.Key]++; taken[f.Key] > 1 {
			f.Key += "-" + strconv.Itoa(taken[f.Key])
		}
		out = append(out, f)
	}
	return out
}

var findingStates = wordsOf(map[string]string{
	"open": "open new active unresolved confirmed triaged in-progress todo reopened", "fixed": "fixed closed resolved mitigated done remediated auto_dismissed completed",
	"accepted": "accepted risk-accepted acknowledged wontfix dismissed", "false-positive": "false-positive false_positive duplicate invalid not-affected",
})

func (r record) finding(ctx context.Context) Finding {
	f := Finding{Key: strings.Trim(keySigns.ReplaceAllString(r.text(ctx, "key"), "-"), "-.")}
	if f.Key == "" {
		f.Key = fmt.Sprintf("finding-%d", r.number)
	}
	text := func(key, value string) {
		if value != "" {
			f.pairs = append(f.pairs, pair{key, document.Line(value)})
		}
	}
	text("title", cmp.Or(strings.Join(strings.Fields(r.text(ctx, "title")), " "), f.Key))
	severity := r.severity(ctx)
	if severity == "" {
		severity = "medium"
		f.Notes = append(f.Notes, "no severity was found; medium was written")
	}
	text("severity", severity)
	status := cmp.Or(r.word(ctx, "status", findingStates), "open")
	text("status", status)
	for _, key := range []string{"opened", "due", "closed", "verified"} {
		if at, _, ok := instant(&document.Node{Kind: document.String}, r.text(ctx, key)); ok && !(key == "closed" && status == "open") {
			f.pairs = append(f.pairs, pair{key, day(at).Format("2006-01-02")})
		}
	}
	for _, key := range []string{"owner", "system"} {
		text(key, r.text(ctx, key))
	}
	text("text", r.text(ctx, "text"))
	text("recommendation", r.text(ctx, "recommendation"))
	if status == "accepted" {
		text("because", cmp.Or(r.text(ctx, "because"), "The export does not say why."))
	}
	if t := r.text(ctx, "ticket"); strings.HasPrefix(t, "https://") || strings.HasPrefix(t, "http://") {
		text("ticket", t)
	}
	f.scores(r.text(ctx, "cvss"), r.text(ctx, "epss"))
	return f
}

// scores writes a CVSS vector or score, and the probability of exploitation.
func (f *Finding) scores(cvss, epss string) {
	if score, err := strconv.ParseFloat(cvss, 64); err == nil && score >= 0 && score <= 10 {
		f.pairs = append(f.pairs, pair{"cvss", document.Line(cvss)})
		f.pairs[len(f.pairs)-1].value = strconv.FormatFloat(score, 'f', -1, 64)
	} else if strings.HasPrefix(cvss, "CVSS:") {
		f.pairs = append(f.pairs, pair{"cvss", document.Line(cvss)})
	}
	if p, err := strconv.ParseFloat(epss, 64); err == nil && p >= 0 && p <= 1 {
		f.pairs = append(f.pairs, pair{"epss", strconv.FormatFloat(p, 'f', -1, 64)})
	}
}

// severity is a word, or the rating of a CVSS score (FIRST, CVSS 3.1, 5: from 9
// critical, from 7 high, from 4 medium).
func (r record) severity(ctx context.Context) string {
	if w := r.word(ctx, "severity", findingSeverities); w != "" {
		return w
	}
	for _, v := range r.values(ctx, "severity") {
		score, err := strconv.ParseFloat(textOf(v), 64)
		switch {
		case err != nil || math.IsNaN(score) || score < 0 || score > 10:
		case score >= 9:
			return "critical"
		case score >= 7:
			return "high"
		case score >= 4:
			return "medium"
		case score > 0:
			return "low"
		default:
			return "info"
		}
	}
	return ""
}

// findingSeverities are the words of scanners beside those of incidents.
var findingSeverities = wordsOf(map[string]string{
	"critical": "critical urgent very-high", "high": "high error important major", "medium": "medium moderate warning", "low": "low note minor", "info": "info informational none unknown",
})

// AddFindings puts findings into the front matter of an assessment's page, behind
// what stands there; those whose key is there already stay as they are. It gives
// the new text, and how many were added and left alone.
func AddFindings(file string, text []byte, findings []Finding, ps *source.Problems) (out []byte, added, same int) {
	lines := strings.SplitAfter(string(text), "\n")
	end := -1
	if strings.TrimRight(lines[0], "\r\n") == "+++" {
		end = slices.IndexFunc(lines[1:], func(l string) bool { return strings.TrimRight(l, "\r\n") == "+++" }) + 1
	}
	if end < 1 {
		ps.Errorf(source.Pos{File: file, Line: 1, Column: 1}, "import/findings", "write its front matter as TOML between two lines +++", "findings can be added to a page with TOML front matter")
		return nil, 0, 0
	}
	root := parse(file, []byte("\n"+strings.Join(lines[1:end], "")), ps)
	if root == nil {
		return nil, 0, 0
	}
	if n := root.Get("findings"); n != nil && n.Kind != document.Table {
		ps.Errorf(n.At(file), "import/findings", "write each finding as a table [findings.KEY]", "these are no findings")
		return nil, 0, 0
	}
	var b strings.Builder
	for _, f := range findings {
		if root.Path("findings", f.Key) != nil {
			same++
			continue
		}
		added++
		key := f.Key
		if !plainKey.MatchString(key) {
			key = document.Line(key)
		}
		fmt.Fprintf(&b, "\n[findings.%s]\n", key)
		for _, n := range f.Notes {
			b.WriteString(Note{Text: n}.question())
		}
		for _, p := range f.pairs {
			fmt.Fprintf(&b, "%s = %s\n", p.key, p.value)
		}
	}
	return []byte(strings.Join(lines[:end], "") + b.String() + strings.Join(lines[end:], "")), added, same
}
