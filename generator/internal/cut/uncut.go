package cut

import (
	"bytes"
	"slices"
	"strings"

	"candor/generator/internal/audience"
	"candor/generator/internal/document"
	"candor/generator/internal/source"
)

// Uncut looks at a staged file once more, with eyes of its own, for what the cut
// should have acted upon: an audience that keeps the viewer out, a key that reads
// like one, an entry named after a narrower audience, a mark in a string or key. It
// returns the nodes; none of a file that went through the cut as it should.
func (r *Rules) Uncut(s *Staged, viewer audience.Level) []*document.Node {
	narrower := r.Narrower(viewer)
	var out []*document.Node
	s.head.Walk(func(n *document.Node) {
		key := strings.ToLower(n.Key)
		switch {
		case r.keepsOut(n.Get("audience"), narrower), slices.Contains(narrower, key),
			strings.HasPrefix(key, "audien") && key != "audience" && !(key == "audiences" && s.file == source.ConfigFile),
			key == "audience" && n.Key != key,
			MarkOf(narrower, n.Key) || MarkOf(narrower, n.Text):
			out = append(out, n)
		}
	})
	return out
}

// keepsOut reports whether an audience is one of some narrower ones today.
func (r *Rules) keepsOut(n *document.Node, narrower []string) bool {
	switch {
	case n == nil:
		return false
	case n.Kind != document.Table:
		return slices.Contains(narrower, n.Text)
	}
	until, now := n.Get("until"), n.Str("now")
	return until != nil && r.Day.Before(until.Time) && (now == "" || slices.Contains(narrower, now))
}

// Narrower are the names of the audiences that see more than a viewer.
func (r *Rules) Narrower(viewer audience.Level) []string {
	var out []string
	for l := range viewer {
		out = append(out, r.Order.Name(l))
	}
	return out
}

// MarkOf reports whether a text holds the beginning of an inline mark for one of
// some audiences, or such a mark with a wrong bracket, without a backslash before it.
func MarkOf[T ~string | ~[]byte](audiences []string, text T) bool {
	for _, name := range audiences {
		for _, bracket := range "{([" {
			if opens(text, string(bracket)+name+":", bracket != '{') {
				return true
			}
		}
	}
	return false
}

// opens reports whether a text holds a beginning; with closed, only one behind
// which a closing brace comes before anything else that opens or ends.
func opens[T ~string | ~[]byte](text T, beginning string, closed bool) bool {
	for at := 0; ; at++ {
		i := indexIn(text[at:], beginning)
		if i < 0 {
			return false
		}
		at += i
		if at > 0 && text[at-1] == '\\' {
			continue
		}
		rest := string(text[at+len(beginning) : min(len(text), at+len(beginning)+mostBefore)])
		if end := strings.IndexAny(rest, "{}()[]<>\"\n"); !closed || end >= 0 && rest[end] == '}' {
			return true
		}
	}
}

func indexIn[T ~string | ~[]byte](text T, sub string) int {
	if b, ok := any(text).([]byte); ok {
		return bytes.Index(b, []byte(sub))
	}
	return strings.Index(string(text), sub)
}
