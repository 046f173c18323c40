package adopt

import (
	"bytes"
	"encoding/csv"
	"path"
	"regexp"
	"slices"
	"strings"

	"candor/generator/internal/document"
	"candor/generator/internal/source"
)

// List is a control list as the SEAL frameworks publish it: front matter with
// sections of controls.
type List struct {
	File, ID, Title, Text, Version, Revised string
	Sections                                []Section
}

// Section is a part of a control list.
type Section struct {
	Title    string
	Controls []Control
}

// Control is one question with what to look at, and its answer if it has one.
type Control struct {
	ID, Name, Title, Text string // ID is a criterion's, Name the list's own
	Baselines             []string
	Answer                Answer
}

// Answer is what somebody said to a control. A zero State is none.
type Answer struct{ State, Evidence, Justification string }

// Seal reads a published control list; nil when the file holds none. prefix
// stands in the place of the list's own in the domain's name.
func Seal(file string, data []byte, prefix string, ps *source.Problems) *List {
	root := frontMatter(file, string(data), ps)
	sections := root.Get("cert")
	if sections == nil || sections.Kind != document.List {
		return nil
	}
	title, _, _ := strings.Cut(root.Str("title"), " | ")
	l := &List{File: file, ID: listID(file, prefix), Title: title, Text: root.Str("description"), Version: scalar(root.Get("version")), Revised: scalar(root.Get("revised"))}
	if l.Title == "" {
		l.Title = l.ID
	}
	seen := map[string]bool{}
	for _, n := range sections.Nodes {
		s := Section{Title: n.Str("title")}
		controls := n.Get("controls")
		if controls == nil {
			continue
		}
		for _, m := range controls.Nodes {
			c := control(m)
			if c.Name == "" || c.Text == "" && c.Title == "" || seen[c.ID] {
				ps.Errorf(m.At(file), "maturity/import", "each control has an id of its own, a title and a description", "this is no control, or its id stands there twice")
				continue
			}
			if state := scalar(m.Get("state")); state != "" && c.Answer.State == "" {
				ps.Errorf(m.Get("state").At(file), "maturity/import", "write yes, partial, no or n/a", "this is no answer")
			}
			seen[c.ID] = true
			s.Controls = append(s.Controls, c)
		}
		l.Sections = append(l.Sections, s)
	}
	return l
}

// frontMatter parses what stands between the first two lines of three hyphens.
// The rest of the file, which is no markdown of ours, is not looked at.
func frontMatter(file, text string, ps *source.Problems) *document.Node {
	text = strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n")
	rest, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return nil
	}
	head, _, ok := strings.Cut("\n"+rest, "\n---")
	if !ok {
		return nil
	}
	root, err := document.ParseYAML(head, 1)
	if err != nil {
		report(file, err, ps)
		return nil
	}
	return root
}

func scalar(n *document.Node) string {
	if n == nil {
		return ""
	}
	if n.Kind == document.String {
		return strings.TrimSpace(n.Text)
	}
	return n.Scalar()
}

var notID = regexp.MustCompile(`[^a-z0-9]+`)

func idOf(name string) string {
	return strings.Trim(notID.ReplaceAllString(strings.ToLower(name), "-"), "-")
}

// listID is the domain's name: that of the file, or of its folder for an index.
func listID(file, prefix string) string {
	id := idOf(strings.TrimSuffix(path.Base(file), path.Ext(file)))
	if prefix == "" {
		return id
	}
	return idOf(prefix) + "-" + strings.TrimPrefix(id, "sfc-")
}

func control(n *document.Node) Control {
	c := Control{Name: scalar(n.Get("id")), ID: idOf(scalar(n.Get("id"))), Title: n.Str("title"), Text: n.Str("description")}
	if b := n.Get("baselines"); b != nil {
		for _, m := range b.Nodes {
			c.Baselines = append(c.Baselines, scalar(m))
		}
	}
	if state, ok := stateOf(scalar(n.Get("state"))); ok {
		c.Answer = Answer{state, scalar(n.Get("evidence")), scalar(n.Get("justification"))}
	}
	return c
}

// states are the answers as the guidelines and the lists' own export word them.
var states = map[string]string{
	"yes": "yes", "implemented": "yes", "partial": "partial", "partially": "partial", "partially implemented": "partial",
	"no": "no", "not implemented": "no", "n/a": "na", "na": "na", "not applicable": "na",
	"true": "yes", "false": "no",
}

func stateOf(word string) (string, bool) {
	s, ok := states[strings.ToLower(strings.TrimSpace(word))]
	return s, ok
}

// answerColumns are the headers of the answers' sheet.
var answerColumns = []string{"Control ID", "Response", "N/A Justification", "Evidence / Notes"}

// Answers reads the sheet of answers that the lists' pages export, saved as
// CSV, by the controls' names; ok is false when it is no such sheet.
func Answers(file string, data []byte, ps *source.Problems) (out map[string]Answer, ok bool) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	r.FieldsPerRecord = -1
	records, err := r.ReadAll()
	if err != nil || len(records) == 0 || !slices.Contains(records[0], answerColumns[0]) || !slices.Contains(records[0], answerColumns[1]) {
		return nil, false
	}
	out = map[string]Answer{}
	cell := func(record []string, column string) string {
		if i := slices.Index(records[0], column); i >= 0 && i < len(record) {
			return strings.TrimSpace(record[i])
		}
		return ""
	}
	for i, record := range records[1:] {
		name, response := cell(record, answerColumns[0]), cell(record, answerColumns[1])
		if name == "" || response == "" || strings.HasPrefix(name, "Section") {
			continue
		}
		state, known := stateOf(response)
		if !known {
			ps.Errorf(source.Pos{File: file, Line: i + 2, Column: 1}, "maturity/import", "write Yes, Partial, No or N/A", "this is no answer")
			continue
		}
		out[name] = Answer{state, cell(record, answerColumns[3]), cell(record, answerColumns[2])}
	}
	return out, true
}

// Answered puts answers to the controls of a list, and says how many it used.
func (l *List) Answered(answers map[string]Answer) int {
	n := 0
	for i := range l.Sections {
		for k := range l.Sections[i].Controls {
			c := &l.Sections[i].Controls[k]
			if a, ok := answers[c.Name]; ok {
				c.Answer = a
				n++
			}
		}
	}
	return n
}
