package theme

import (
	"bytes"
	"regexp"
)

const (
	remark  = "\\{\\{-?\\s*/\\*.*?\\*/\\s*-?\\}\\}"                               // a comment of a template
	action  = "\\{\\{(?:\"(?:\\\\.|[^\"\\\\])*\"|`[^`]*`|[^\"`}]|\\}[^}])*\\}\\}" // what a template does
	noted   = "<!--(?:" + remark + "|" + action + "|.)*?-->"
	element = "<[a-z/](?:" + remark + "|" + action + "|\"(?:" + remark + "|" + action + "|[^\"])*\"|'(?:" + remark + "|" + action + "|[^'])*'|[^'\">])*>"
)

var (
	// pieces are comments, and what may hold their signs without being one: an
	// action, a tag, an element whose text is read as it stands.
	pieces = regexp.MustCompile(`(?is)` + remark + `|` + action + `|` + noted +
		`|<script\b.*?</script|<style\b.*?</style|<textarea\b.*?</textarea|<title\b.*?</title|` + element)
	remarks = regexp.MustCompile(`(?is)(\{\{-?\s*/\*).*?(\*/\s*-?\}\})|` + action)
	actions = regexp.MustCompile(`(?is)` + remark + `|` + action)
)

// WithoutComments is a template without what its comments say. Their signs stay,
// since the spaces around them depend on those, and so does what a template does
// inside of one: the pages come out the same.
func WithoutComments(html []byte) []byte {
	return pieces.ReplaceAllFunc(html, func(piece []byte) []byte {
		if bytes.HasPrefix(piece, []byte("<!--")) {
			piece = append(append([]byte("<!--"), bytes.Join(actions.FindAll(piece, -1), nil)...), "-->"...)
		}
		return remarks.ReplaceAllFunc(piece, func(a []byte) []byte {
			if m := remarks.FindSubmatch(a); m[1] != nil {
				return append(append([]byte{}, m[1]...), m[2]...)
			}
			return a
		})
	})
}
