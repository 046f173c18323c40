package source

import "strings"

// FillNames puts the forms of names into a text: {key} becomes forms[key], unless
// a backslash stands before the brace.
func FillNames(text string, forms map[string]string) string {
	if len(forms) == 0 || !strings.Contains(text, "{") {
		return text
	}
	var b strings.Builder
	for {
		open := strings.IndexByte(text, '{')
		if open < 0 {
			b.WriteString(text)
			return b.String()
		}
		end := strings.IndexByte(text[open:], '}')
		form, ok := "", false
		if end > 0 && (open == 0 || text[open-1] != '\\') {
			form, ok = forms[text[open+1:open+end]]
		}
		b.WriteString(text[:open])
		if ok {
			b.WriteString(form)
			text = text[open+end+1:]
		} else {
			b.WriteByte('{')
			text = text[open+1:]
		}
	}
}
