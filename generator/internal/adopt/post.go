package adopt

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"candor/generator/internal/document"
)

// Post is a post-mortem that somebody wrote for another program.
type Post struct {
	From  string // path below the folder that is imported
	Title string
	Date  time.Time
	Body  string
	Notes []Note

	clock     bool      // the time of the day is known, too
	published time.Time // when somebody wrote about it
	severity  string
	status    string
	summary   string
	tags      []string
	systems   []string
	times     []pair // key and TOML value
	impact    string
	stage     string
	timeline  []pair
	links     []pair
	actions   []Promise
	extra     []pair
}

type pair struct{ key, value string }

// Note is what was guessed, or what a person has to decide. Key is the key of
// front matter that it is about; without one it is about Line of the body.
type Note struct {
	Decide bool
	Key    string
	Line   int // of the body, from 1; 0 is the whole page
	Text   string
}

func (p *Post) guess(key, format string, args ...any) {
	p.Notes = append(p.Notes, Note{Key: key, Text: fmt.Sprintf(format, args...)})
}

func (p *Post) decide(key, format string, args ...any) {
	p.Notes = append(p.Notes, Note{Decide: true, Key: key, Text: fmt.Sprintf(format, args...)})
}

// ReadPost reads a post-mortem: YAML, TOML or no front matter, and markdown.
// day is when it is imported, for one that tells no date.
func ReadPost(from string, data []byte, day time.Time) *Post {
	p := &Post{From: from}
	p.head(p.readable(data))
	if path.Ext(from) == ".mdx" {
		p.Body = modules.ReplaceAllString(p.Body, "")
	}
	p.finish(day)
	return p
}

// finish finds what front matter did not say.
func (p *Post) finish(day time.Time) {
	p.facts()
	p.promises()
	p.title()
	p.date(day)
	p.grade()
	p.Body = strings.Trim(p.Body, "\n") + "\n"
}

// modules are lines of code that MDX files begin with.
var modules = regexp.MustCompile(`(?m)^(import|export)\s.*(from\s+)?['"{}].*\n`)

// readable is a file as UTF-8 with lines that end in one way. Characters that
// candor keeps for itself go.
func (p *Post) readable(data []byte) string {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		p.guess("", "the file is not UTF-8; it was read as Latin-1")
		var b strings.Builder
		for _, c := range data {
			b.WriteRune(rune(c))
		}
		data = []byte(b.String())
	}
	text := strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n", "\x00", "").Replace(string(data))
	return strings.Map(func(r rune) rune {
		if r >= 0xfdd0 && r <= 0xfdef {
			return -1
		}
		return r
	}, text)
}

// fences are what front matter stands between: the first line, the last one.
var fences = []struct{ open, close, form string }{
	{"+++", "+++", "toml"}, {"---", "---", "yaml"}, {"```toml", "```", "toml"}, {"```yaml", "```", "yaml"},
}

// head takes the front matter off a text, and its values. One that cannot be
// read is kept as code, so that nothing is lost.
func (p *Post) head(text string) {
	p.Body = text
	trimmed := strings.TrimLeft(text, "\n ")
	for _, f := range fences {
		rest, ok := strings.CutPrefix(trimmed, f.open+"\n")
		if !ok {
			continue
		}
		head, body, ok := strings.Cut("\n"+rest, "\n"+f.close+"\n")
		if !ok {
			continue
		}
		p.Body = body
		root, err := parseHead(f.form, head+"\n")
		if err != nil {
			p.decide("", "the front matter cannot be read (%v); it stands as code at the end", err)
			p.Body = strings.TrimRight(body, "\n") + "\n\n```" + f.form + head + "\n```\n"
			return
		}
		p.values(root.Nodes)
		return
	}
}

func parseHead(form, text string) (*document.Node, error) {
	if form == "toml" {
		return document.ParseTOML(text, 1)
	}
	return document.ParseYAML(text, 1)
}

// title takes the title from the first heading, else from the file's name.
func (p *Post) title() {
	m := firstHeading.FindStringSubmatchIndex(p.Body)
	heading := ""
	if m != nil {
		heading = plainText(p.Body[m[2]:m[3]])
	}
	switch {
	case p.Title == "" && heading != "":
		p.Title = heading
		p.Body = p.Body[:m[0]] + p.Body[m[1]:]
		p.guess("title", "the title is the first heading")
	case p.Title == "":
		p.Title = strings.TrimSpace(strings.NewReplacer("-", " ", "_", " ").Replace(nameDate.ReplaceAllString(p.stem(), "")))
		if p.Title == "" {
			p.Title = "Untitled"
		}
		p.decide("title", "no title was found; this one is made of the file's name")
	case strings.EqualFold(heading, p.Title):
		p.Body = p.Body[:m[0]] + p.Body[m[1]:]
	}
}

// firstHeading is a heading of the first rank before any other text than blank
// lines and comments.
var firstHeading = regexp.MustCompile(`\A(?:\s|<!--(?s:.*?)-->)*# +(.+?) *#*\n`)

var inlineMarks = regexp.MustCompile("[*_`]|\\{#[^}]*\\}")

var comments = regexp.MustCompile(`<!--(.*?-->)?|-->`)

func plainText(s string) string {
	return strings.TrimSpace(inlineMarks.ReplaceAllString(comments.ReplaceAllString(s, ""), ""))
}

// stem is the file's name without its endings, or its folder's where the name
// says nothing.
func (p *Post) stem() string {
	name, _, _ := strings.Cut(path.Base(p.From), ".")
	if dir := path.Base(path.Dir(p.From)); slices.Contains([]string{"index", "readme", "report", "postmortem", "post-mortem"}, strings.ToLower(name)) && dir != "." {
		return dir
	}
	return name
}

// Head is the front matter of the page to come, without the lines around it.
// What a person has to decide stands in comments before the key that it is about,
// else at the end: candor check reports them until they are removed.
func (p *Post) Head(audience string) string {
	h := &headWriter{open: map[string][]string{}}
	for _, n := range p.Notes {
		if n.Decide {
			h.open[n.Key] = append(h.open[n.Key], n.question())
		}
	}
	h.text("title", p.Title)
	if p.clock {
		h.line("date", p.Date.Format(time.RFC3339))
	} else {
		h.line("date", p.Date.Format(time.DateOnly))
	}
	h.text("audience", audience)
	h.text("severity", p.severity)
	h.text("status", p.status)
	h.text("stage", p.stage)
	h.text("summary", p.summary)
	h.list("systems", p.systems)
	h.list("tags", p.tags)
	slices.SortStableFunc(p.times, func(a, b pair) int {
		return slices.Index(timeKeys, a.key) - slices.Index(timeKeys, b.key)
	})
	h.table("times", p.times)
	h.table("timeline", p.timeline)
	if p.impact != "" {
		h.table("impact", []pair{{"summary", document.Line(p.impact)}})
	}
	for i, key := range keys(p.actions) {
		h.b.WriteString(p.actions[i].toml(key))
	}
	h.table("links", p.links)
	h.table("extra", p.extra)
	h.rest()
	return h.b.String()
}

// timeKeys are the times of an incident in the order in which they come.
var timeKeys = []string{"introduced", "began", "detected", "responded", "identified", "mitigated", "resolved", "disclosed"}

// OpenQuestion begins the comments of front matter that ask somebody to decide.
const OpenQuestion = "# decide: "

// question is a note on one line of a comment, without what reads like a mark.
func (n Note) question() string {
	text := n.Text
	if n.Line > 0 {
		text = "in the text, " + text
	}
	return OpenQuestion + strings.NewReplacer("{", "(", "}", ")", ":::", "", "<!--", "").Replace(strings.Join(strings.Fields(text), " ")) + "\n"
}

// headWriter writes front matter.
type headWriter struct {
	b    strings.Builder
	open map[string][]string // comments by key
}

func (h *headWriter) line(key, value string) {
	if value == "" {
		return
	}
	for _, q := range h.open[key] {
		h.b.WriteString(q)
	}
	delete(h.open, key)
	fmt.Fprintf(&h.b, "%s = %s\n", key, value)
}

func (h *headWriter) text(key, value string) {
	if value != "" {
		h.line(key, document.Line(value))
	}
}

func (h *headWriter) list(key string, values []string) {
	if len(values) > 0 {
		h.line(key, `["`+strings.Join(values, `", "`)+`"]`)
	}
}

func (h *headWriter) table(name string, pairs []pair) {
	if len(pairs) > 0 {
		h.b.WriteString("\n[" + name + "]\n")
	}
	for _, m := range pairs {
		h.line(m.key, m.value)
	}
}

// rest writes the questions that are about no key.
func (h *headWriter) rest() {
	if len(h.open) > 0 {
		h.b.WriteString("\n")
	}
	for _, key := range slices.Sorted(maps.Keys(h.open)) {
		for _, q := range h.open[key] {
			h.b.WriteString(q)
		}
	}
}

// ID is a name for the page: the day, and words that words makes of the title.
func (p *Post) ID(words func(string) string) string {
	return strings.TrimSuffix(p.Date.Format(time.DateOnly)+"-"+words(nameDate.ReplaceAllString(p.Title, "")), "-")
}

// Untimed puts the times away that contradict each other.
func (p *Post) Untimed() bool {
	if len(p.times) == 0 {
		return false
	}
	for _, m := range p.times {
		p.extra = append(p.extra, pair{"time-" + m.key, m.value})
	}
	p.times = nil
	p.decide("", "the times contradict each other; they stand under [extra]")
	return true
}
