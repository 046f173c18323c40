package generator

import (
	_ "embed"
	"slices"
	"strings"
)

// codesText has an entry for each code: a line "# CODE", the text, lines of an
// example behind four blanks and, where it helps, "Mended:" and the example as
// it should be.
//
//go:embed codes.txt
var codesText string

// Explanation is what candor says about a code of problems. Example and Mended
// are source: a line "# FILE" begins that file, what stands above the first such
// line is the text of a page, and a line that begins with "$ " is a command.
type Explanation struct {
	Text    string // what the problem means, and the way out
	Example string // what draws it
	Mended  string // the same without it; "" where the text says enough
}

// String is the explanation for readers, its examples behind four blanks: plain
// text that is markdown as well.
func (e Explanation) String() string {
	out := e.Text + "\n" + indentedBlock(e.Example)
	if e.Mended != "" {
		out += "\nMended:\n" + indentedBlock(e.Mended)
	}
	return strings.TrimSpace(out)
}

// indentedBlock is an example between blank lines.
func indentedBlock(example string) string {
	var b strings.Builder
	for line := range strings.Lines("\n" + example + "\n") {
		if line != "\n" {
			b.WriteString("    ")
		}
		b.WriteString(line)
	}
	return b.String()
}

// Codes lists the codes of problems that have a text.
func Codes() []string {
	var out []string
	for line := range strings.Lines(codesText) {
		if code, ok := strings.CutPrefix(line, "# "); ok {
			out = append(out, strings.TrimSpace(code))
		}
	}
	return out
}

// ExplainCode says what a problem means and how to mend it.
func ExplainCode(code string) (Explanation, bool) {
	entry, ok := explainedAs(code)
	if !ok {
		return Explanation{}, false
	}
	_, rest, _ := strings.Cut("\n"+codesText, "\n# "+entry+"\n")
	rest, _, _ = strings.Cut(rest, "\n# ")
	text, examples, _ := strings.Cut(rest, "\n    ")
	example, mended, _ := strings.Cut("\n    "+examples, "\nMended:\n")
	return Explanation{Text: strings.TrimSpace(text), Example: outdented(example), Mended: outdented("\n" + mended)}, true
}

// explainedAs names the entry that a code's text stands in. A code of front
// matter, metrics, maturity or configuration without a text of its own has that
// of data.
func explainedAs(code string) (entry string, ok bool) {
	family, what, _ := strings.Cut(code, "/")
	names := []string{code, family + "/*"}
	if slices.Contains([]string{"front-matter", "metric", "maturity", "config", "page"}, family) {
		names = []string{code, "data/" + what, family + "/*"}
	}
	for _, name := range names {
		if strings.Contains("\n"+codesText, "\n# "+name+"\n") {
			return name, true
		}
	}
	return "", false
}

func outdented(lines string) string {
	return strings.Trim(strings.ReplaceAll(lines, "\n    ", "\n"), "\n")
}
