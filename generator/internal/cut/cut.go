// Package cut is the one door between a site's source and an edition: what it
// returns for an audience holds nothing that this audience may not see. It
// works on bytes, before markdown is parsed, and turns every doubt into an
// error. After it nobody knows of audiences; it must not know what pages or
// metrics mean beyond which of their parts can be hidden.
package cut

import (
	"bytes"
	"strings"
	"time"

	"candor/generator/internal/audience"
	"candor/generator/internal/document"
	"candor/generator/internal/source"
)

// Rules is what the cut needs to know of a site.
type Rules struct {
	Order    audience.Order
	Day      time.Time // the report's day, 00:00 UTC: embargoes open on it
	Drafts   bool      // drafts are in every edition, not in the narrowest alone
	MinCount int       // points with a smaller n are withheld
	Names    map[string]map[audience.Level]string

	// CheckEmpty reports what is wrong with the empty tables of a file. No edition
	// has them, since a table that the cut emptied must look like one that was never
	// there; so a misspelt one would be passed over.
	CheckEmpty func(file string, tree *document.Node, ps *source.Problems)

	keyed bool // names stay keys
}

// Withheld is one line of the ledger: a part that the widest audience does not
// see.
type Withheld struct {
	source.Pos
	Kind   string // page, section, block, inline, table, entry, point, metric, domain …
	Level  audience.Level
	Reason string // public
	Until  string // the embargo's day, or ""
	Silent bool
}

// Page is a page file taken apart once, for all audiences.
type Page struct {
	File   string
	Head   *document.Node // as written
	Level  audience.Level
	Draft  bool
	Ledger []Withheld

	rules *Rules
	body  *body
	named bool // a string of the front matter holds a brace: a name, or what reads like one
}

// Staged is a file of a staged site: what an audience may see of it. Only this
// package makes one that holds anything, so that whatever reads an edition's files
// by this type reads nothing that did not go through the cut.
type Staged struct {
	file string
	head *document.Node // canonical
	body []byte         // valid source, for export
	text source.Text    // the same prepared for package markdown
	cut  bool           // something was cut, or shows in another form

	named bool
}

// File is its path in the site.
func (s *Staged) File() string { return s.file }

// Head is its front matter or data, in canonical form.
func (s *Staged) Head() *document.Node { return s.head }

// Body is a page's text as valid source.
func (s *Staged) Body() []byte { return s.body }

// Text is the same prepared for package markdown.
func (s *Staged) Text() source.Text { return s.text }

// Same reports whether two audiences see the same of a page, so that it need be
// read once only.
func (s *Staged) Same(other *Staged) bool {
	return other != nil && s.head == other.head && !s.named && bytes.Equal(s.text.Bytes, other.text.Bytes)
}

// Source returns the bytes of the staged file.
func (s *Staged) Source() []byte {
	var b strings.Builder
	if !strings.HasSuffix(s.file, ".md") {
		return document.Write(s.head)
	}
	b.WriteString("+++\n")
	b.Write(document.Write(s.head))
	b.WriteString("+++\n")
	if len(s.body) > 0 {
		b.WriteByte('\n')
		b.Write(s.body)
	}
	return []byte(b.String())
}

// ReadPage takes a markdown file apart. Every mark of every audience is checked
// here, whoever the build is for.
func (r *Rules) ReadPage(file string, data []byte, ps *source.Problems) *Page {
	text, ok := normalize(file, data, ps)
	if !ok {
		return nil
	}
	head, bodyText, bodyLine, ok := splitHead(file, text, ps)
	if !ok {
		return nil
	}
	p := &Page{File: file, Head: head, rules: r}
	own := r.readHead(p, text[:len(text)-len(bodyText)], ps)
	before := ps.Errors()
	p.body = r.scanBody(file, bodyText, bodyLine, own.ceiling, ps)
	p.body.broken = ps.Errors() > before
	p.Ledger = append(p.Ledger, p.body.ledger...)
	return p
}

// Whole reports whether every audience that sees the page sees all of the file,
// so that its bytes are as good as the staged source.
func (p *Page) Whole(data []byte) bool {
	head := data[:len(data)-min(len(data), len(p.body.text))]
	return !p.body.marks && !p.named && len(p.Ledger) == 0 && !bytes.ContainsRune(head, '#')
}

// For returns the page as an audience may see it, or nil.
func (p *Page) For(viewer audience.Level, ps *source.Problems) *Staged {
	if !viewer.CanSee(p.Level) || p.Draft && viewer != 0 && !p.rules.Drafts {
		return nil
	}
	s := &Staged{file: p.File, head: p.rules.cutHead(p, viewer), named: p.named}
	p.body.emit(viewer, s, ps)
	s.cut = s.cut || s.head != p.Head
	return s
}
