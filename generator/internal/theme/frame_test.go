package theme

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"candor/generator/internal/page"
)

const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'">`

// Every page of every type carries the policy first, and the narrowest edition
// says what it is on each: in the title, to robots, and first of all that is read.
func TestFrame(t *testing.T) {
	th := load(t)
	for _, p := range table {
		for _, internal := range []bool{true, false} {
			v := reflect.New(p.of)
			fill(v.Elem(), p.of.Name(), true)
			f := v.Elem().FieldByName("Frame").Addr().Interface().(*page.Frame)
			f.Internal = internal
			if internal {
				f.Canonical, f.Alternates = "", nil
			}
			var out bytes.Buffer
			if err := th.Execute(&out, v.Interface()); err != nil {
				t.Fatal(err)
			}
			html := out.String()
			head, body, _ := strings.Cut(html, "<body>")
			if _, after, _ := strings.Cut(head, "<head>\n"); !strings.HasPrefix(after, policy) {
				t.Errorf("%s: the policy is not first: %.300s", p.file, after)
			}
			for _, mark := range []string{"<title>[INTERNAL] ", `content="noindex, nofollow"`} {
				if strings.Contains(head, mark) != internal {
					t.Errorf("%s, internal %v: %s", p.file, internal, mark)
				}
			}
			for _, mark := range []string{`rel="canonical"`, `property="og:`, `rel="alternate"`} {
				if strings.Contains(head, mark) == internal {
					t.Errorf("%s, internal %v: %s", p.file, internal, mark)
				}
			}
			first := strings.HasPrefix(body, "\n<header class=\"top\">\n<p class=\"edition\"><strong>INTERNAL EDITION – do not share</strong>")
			if first != internal {
				t.Errorf("%s, internal %v: the page begins %.120s", p.file, internal, body)
			}
			if strings.Count(body, "<h1>") != 1 || !strings.Contains(body, `<main id="main"`) {
				t.Errorf("%s: not one heading of the page, or no main", p.file)
			}
		}
	}
}

// The files stay within the budgets of the browser tests.
func TestStatic(t *testing.T) {
	files := load(t).Files()
	if len(files) != len(static) {
		t.Errorf("%d files", len(files))
	}
	for name, limit := range map[string]int{"style.css": 12 << 10, "site.js": 6 << 10} {
		if n := compressed(t, files[name]); n > limit {
			t.Errorf("%s: %d bytes compressed, of %d allowed", name, n, limit)
		}
		for _, word := range []string{"http:", "https:", "@import", "url(", "eval(", "innerHTML"} {
			if bytes.Contains(files[name], []byte(word)) {
				t.Errorf("%s has %s", name, word)
			}
		}
	}
}
