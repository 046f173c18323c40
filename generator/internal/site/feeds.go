package site

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

// Entry is a page in feeds and in the sitemap.
type Entry struct {
	Address   string // in the output
	Title     string
	Summary   string
	HTML      string // the text, with absolute addresses
	Published time.Time
	Updated   time.Time
	Kind      string
}

// Feed is what all feeds of an edition share.
type Feed struct {
	Title, Author, Base, Language string
	Updated                       time.Time
	Entries                       []Entry // newest first
}

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Updated string      `xml:"updated"`
	Author  atomAuthor  `xml:"author"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	Title     string        `xml:"title"`
	ID        string        `xml:"id"`
	Link      atomLink      `xml:"link"`
	Published string        `xml:"published"`
	Updated   string        `xml:"updated"`
	Category  *atomCategory `xml:"category"`
	Summary   string        `xml:"summary,omitempty"`
	Content   *atomContent  `xml:"content"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomContent struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// Atom writes the feed as Atom (RFC 4287).
func (f Feed) Atom() ([]byte, error) {
	out := atomFeed{Lang: f.Language, Title: f.Title, ID: f.Base, Updated: f.Updated.UTC().Format(time.RFC3339), Author: atomAuthor{f.Author},
		Links: []atomLink{{Href: f.Base}, {Rel: "self", Type: "application/atom+xml", Href: f.Base + "feed.xml"}}}
	for _, e := range f.Entries {
		entry := atomEntry{Title: e.Title, ID: f.Base + e.Address, Link: atomLink{Href: f.Base + e.Address}, Published: e.Published.UTC().Format(time.RFC3339),
			Updated: e.Updated.UTC().Format(time.RFC3339), Category: &atomCategory{e.Kind}, Summary: e.Summary}
		if e.HTML != "" {
			entry.Content = &atomContent{"html", e.HTML}
		}
		out.Entries = append(out.Entries, entry)
	}
	data, err := xml.MarshalIndent(out, "", " ")
	if err != nil {
		return nil, fmt.Errorf("write the feed: %w", err)
	}
	return append([]byte(xml.Header), append(data, '\n')...), nil
}

// JSON writes the feed as JSON Feed 1.1.
func (f Feed) JSON() ([]byte, error) {
	type item struct {
		ID        string   `json:"id"`
		URL       string   `json:"url"`
		Title     string   `json:"title"`
		Summary   string   `json:"summary,omitempty"`
		HTML      string   `json:"content_html"`
		Published string   `json:"date_published"`
		Modified  string   `json:"date_modified"`
		Tags      []string `json:"tags,omitempty"`
	}
	items := []item{}
	for _, e := range f.Entries {
		items = append(items, item{ID: f.Base + e.Address, URL: f.Base + e.Address, Title: e.Title, Summary: e.Summary, HTML: e.HTML,
			Published: e.Published.UTC().Format(time.RFC3339), Modified: e.Updated.UTC().Format(time.RFC3339), Tags: []string{e.Kind}})
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetIndent("", " ")
	err := enc.Encode(struct {
		Version  string `json:"version"`
		Title    string `json:"title"`
		Home     string `json:"home_page_url"`
		Feed     string `json:"feed_url"`
		Language string `json:"language"`
		Items    []item `json:"items"`
	}{"https://jsonfeed.org/version/1.1", f.Title, f.Base, f.Base + "feed.json", f.Language, items})
	return b.Bytes(), err
}

// Sitemap lists addresses with the days of their last change, where known.
func Sitemap(base string, entries []Entry) ([]byte, error) {
	type location struct {
		Loc     string `xml:"loc"`
		LastMod string `xml:"lastmod,omitempty"`
	}
	var out struct {
		XMLName xml.Name   `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []location `xml:"url"`
	}
	for _, e := range entries {
		l := location{Loc: base + e.Address}
		if !e.Updated.IsZero() {
			l.LastMod = e.Updated.UTC().Format(time.DateOnly)
		}
		out.URLs = append(out.URLs, l)
	}
	data, err := xml.MarshalIndent(out, "", " ")
	if err != nil {
		return nil, fmt.Errorf("write the sitemap: %w", err)
	}
	return append([]byte(xml.Header), append(data, '\n')...), nil
}

// Robots tells crawlers what they may read.
func Robots(base string, internal bool) []byte {
	if internal {
		return []byte("User-agent: *\nDisallow: /\n")
	}
	text := "User-agent: *\nAllow: /\n"
	if base != "" {
		text += "Sitemap: " + base + "sitemap.xml\n"
	}
	return []byte(text)
}

// Field is a line of security.txt.
type Field struct{ Name, Value string }

// SecurityTxt writes RFC 9116's file.
func SecurityTxt(fields []Field) []byte {
	var b strings.Builder
	for _, f := range fields {
		b.WriteString(f.Name + ": " + f.Value + "\n")
	}
	return []byte(b.String())
}
