package theme

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"candor/generator/internal/page"
)

func site(name, text string) fstest.MapFS { return fstest.MapFS{name: {Data: []byte(text)}} }

// An override replaces one file; the others stay.
func TestOverride(t *testing.T) {
	th, err := Load(site("notfound.html", `{{define "main"}}<main id="main"><h1>Gone fishing</h1></main>{{end}}`), "en")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := th.Execute(&out, page.NotFound{}); err != nil || !strings.Contains(out.String(), "Gone fishing") {
		t.Errorf("%v: %s", err, out.String())
	}
	if err := th.Execute(&out, page.Redirect{Href: "../x/"}); err != nil || !strings.Contains(out.String(), `content="0; url=../x/"`) {
		t.Errorf("%v: %s", err, out.String())
	}
	th, err = Load(site("style.css", "body{}"), "en")
	if css := string(th.Files()["style.css"]); err != nil || !strings.HasSuffix(css, "}\n\nbody{}") || !strings.Contains(css, "--bg: #fff") || strings.Contains(css, ".tile") || len(th.Files()["site.js"]) == 0 {
		t.Errorf("%v: %q", err, css)
	}
	th, err = Load(site("tokens.css", ":root{--bg:#eee}\n"), "en")
	if css := string(th.Files()["style.css"]); err != nil || !strings.Contains(css, "}\n:root{--bg:#eee}\n\n/* Text */") {
		t.Errorf("%v: %q", err, css)
	}
}

// Faults of an override are found at loading, with their place and a way out.
func TestFaults(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"article.html", "\n{{define \"main\"}}{{.Facs}}{{end}}", "article.html:2:19: Article has no field Facs (did you mean \"Facts\"?)"},
		{"article.html", "{{define \"main\"}}{{range .Facts}}{{if .Only}}{{.Nmae}}{{end}}{{end}}{{end}}", "Fact has no field Nmae"},
		{"article.html", "{{define \"main\"}}{{range $f := .Facts}}{{$f.Nmae}}{{end}}{{end}}", "Fact has no field Nmae"},
		{"article.html", "{{define \"main\"}}{{with .Phase}}{{.Table.Rowss}}{{end}}{{end}}", "Table has no field Rowss"},
		{"article.html", "{{define \"main\"}}{{.Title.Length}}{{end}}", "string has no fields"},
		{"parts/words.html", `{{define "chip"}}{{.Txt}}{{end}}`, "has no field Txt"},
		{"home.html", `{{define "main"}}{{t "promisse"}}{{end}}`, `home.html:1:`},
		{"home.html", `{{define "main"}}{{t "promisse"}}{{end}}`, `no word has the key "promisse", did you mean "promises"?`},
		{"home.html", `{{define "main"}}{{end`, "home.html:1"},
		{"home.html", `{{define "main"}}{{template "tabel" .}}{{end}}`, "tabel"},
		{"home.html", `{{define "main"}}<a href="{{end}}`, "in attribute name"},
		{"hoem.html", "", "hoem.html replaces no file of the theme"},
		{"strings/en.toml", "skip = ", "strings/en.toml:1:"},
		{"strings/de.toml", "skipp = \"Zum Inhalt\"", `strings/de.toml: unknown key "skipp", did you mean "skip"?`},
	} {
		_, err := Load(site(c.name, c.text), "de")
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %s:\n got %v\nwant %s", c.name, c.text, err, c.want)
		}
	}
}

// Another language stands upon the English words and sets the direction.
func TestLanguage(t *testing.T) {
	th, err := Load(site("strings/ar.toml", `skip = "إلى المحتوى"`), "ar-EG")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := th.Execute(&out, page.NotFound{Frame: page.Frame{Lang: "ar-EG"}}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`lang="ar-EG" dir="rtl"`, "إلى المحتوى", "There is no such page"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in %s", want, out.String())
		}
	}
	for tag, want := range map[string]string{"en": "", "he": "rtl", "uz-Arab-AF": "rtl", "": "", "fr-CA": "", "FA": "rtl"} {
		if got := direction(tag); got != want {
			t.Errorf("%q runs %q", tag, got)
		}
	}
}

// Every word is used, and every key that is used has a word.
func TestWords(t *testing.T) {
	all, err := layers{}.words("en")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{"only-for": true, "date": true} // by the rows of tables, and by dates
	key := regexp.MustCompile(`\bt "([^"]+)"`)
	for _, name := range Names() {
		text, err := Show(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, ".html") {
			for _, m := range key.FindAllStringSubmatch(string(text), -1) {
				used[m[1]] = true
			}
		}
	}
	for _, k := range slices.Sorted(maps.Keys(all.keys)) {
		if !used[k] && !strings.HasPrefix(k, "month-") {
			t.Errorf("nobody says %s", k)
		}
		delete(used, k)
	}
	if len(used) > 0 {
		t.Errorf("no word for %v", slices.Sorted(maps.Keys(used)))
	}
}
