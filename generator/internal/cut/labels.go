package cut

import (
	"regexp"
	"strings"

	"candor/generator/internal/source"
)

var labelDefinition = regexp.MustCompile(`^[ \t>]*\[([^\]\n]+)\]:`)

// collect notes the labels of links and footnotes that are defined in a hidden
// part: text that stays must not refer to them.
func (e *emitter) collect(p *part) {
	if p.op != opText || e.body.text[p.raw.from] != '[' && !strings.Contains(e.body.text[p.raw.from:p.raw.to], "]:") {
		return
	}
	if m := labelDefinition.FindStringSubmatch(e.body.text[p.raw.from:p.raw.to]); m != nil {
		e.labels = append(e.labels, label(m[1]))
	}
}

// label folds a label as CommonMark compares them.
func label(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

var bracketed = regexp.MustCompile(`\[([^\[\]\n]+)\](:?)`)

// hiddenLabels reports references in the staged text to definitions that were
// cut, and that the staged text does not define itself.
func (b *body) hiddenLabels(labels []string, to *Staged, ps *source.Problems) {
	if len(labels) == 0 {
		return
	}
	cut := map[string]bool{}
	for _, l := range labels {
		cut[l] = true
	}
	found := bracketed.FindAllSubmatchIndex(to.text.Bytes, -1)
	for _, m := range found {
		if to.text.Bytes[m[1]-1] == ':' && (m[0] == 0 || to.text.Bytes[m[0]-1] == '\n') {
			delete(cut, label(string(to.text.Bytes[m[2]:m[3]])))
		}
	}
	for _, m := range found {
		if cut[label(string(to.text.Bytes[m[2]:m[3]]))] {
			ps.Errorf(to.text.At(m[0]), "link/hidden", "move the definition out of the hidden part, or hide the reference", "this refers to a link or footnote that is defined in a hidden part")
		}
	}
}
