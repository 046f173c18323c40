// Package theme turns a page into HTML: it parses the built-in templates with a
// site's own in their place, pairs each with the page type it lays out, and has
// the static files that go with them. All data is ready when it gets here; it
// must not know where pages come from, where they go, or what was withheld.
package theme

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"sync"

	"candor/generator/internal/page"
	"candor/themes"
)

// Theme is a parsed theme. It is safe for use by many goroutines.
type Theme struct {
	pages map[reflect.Type]*template.Template
	said  *page.Language
	files map[string][]byte
	inks  func() *inks // of the style sheet, for drawings
}

// static are the files that are published as they are.
var static = []string{"explore.js", "icon-internal.svg", "icon.svg", "site.js", "style.css"}

// Load parses the built-in theme. A file of override (the folder of a site's own
// theme; nil for none) takes the place of the built-in file of the same name.
// Words are those of strings/<language>.toml, or English where it has none.
func Load(override fs.FS, language string) (*Theme, error) {
	l := layers{override}
	words, err := l.words(language)
	if err != nil {
		return nil, err
	}
	t := &Theme{pages: map[reflect.Type]*template.Template{}, said: words.page, files: map[string][]byte{}}
	for _, name := range static {
		if t.files[name], err = l.read(name); err != nil {
			return nil, err
		}
	}
	tokens, err := l.tokens()
	if err != nil {
		return nil, err
	}
	t.files["style.css"] = slices.Concat(tokens, []byte{'\n'}, t.files["style.css"])
	t.inks = sync.OnceValue(func() *inks { return readInks(t.files["style.css"]) })
	if err := l.known(); err != nil {
		return nil, err
	}
	frame, err := l.frame(words)
	if err != nil {
		return nil, err
	}
	for _, p := range table {
		if t.pages[p.of], err = l.page(frame, p, words); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// Execute writes a page, a struct of package page or a pointer to one, with the
// template of its type.
func (t *Theme) Execute(w io.Writer, page any) error {
	of := reflect.TypeOf(page)
	if of != nil && of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	tmpl := t.pages[of]
	if tmpl == nil {
		return fmt.Errorf("no template lays out a %T", page)
	}
	return tmpl.Execute(w, page)
}

// Language is how the room page says its words.
func (t *Theme) Language() *page.Language { return t.said }

// Files are the static files by name: style.css, site.js, explore.js, icon.svg
// and icon-internal.svg. The caller must not change them.
func (t *Theme) Files() map[string][]byte { return t.files }

// ECharts is the library for those who explore a chart, and the licences and
// notices that go with it; nil when the program was built without it.
func ECharts() (script, licence []byte) {
	script, err := fs.ReadFile(themes.FS, "bundle/echarts.js")
	if err != nil {
		return nil, nil
	}
	if licence, err = fs.ReadFile(themes.FS, "bundle/echarts-licence.txt"); err != nil {
		return nil, nil // not without its licence
	}
	return script, licence
}

// AddStyle writes rules behind those of the style sheet.
func (t *Theme) AddStyle(css []byte) {
	t.files["style.css"] = slices.Concat(t.files["style.css"], css)
}

// layers read a theme's file from the site's folder, else from the built-in one.
type layers struct{ override fs.FS }

// builtin is the folder of the built-in theme.
func builtin() fs.FS {
	sub, err := fs.Sub(themes.FS, "default")
	if err != nil {
		panic(err) // the name is a constant
	}
	return sub
}

func (l layers) read(name string) ([]byte, error) {
	if l.override != nil {
		b, err := fs.ReadFile(l.override, name)
		if err == nil || !errors.Is(err, fs.ErrNotExist) {
			return b, err
		}
	}
	return fs.ReadFile(builtin(), name)
}

// tokens are the theme's colours, fonts and spaces. An override stands upon the
// built-in ones, so that it may be short.
func (l layers) tokens() ([]byte, error) {
	own, err := fs.ReadFile(builtin(), "tokens.css")
	if err != nil || l.override == nil {
		return own, err
	}
	over, err := fs.ReadFile(l.override, "tokens.css")
	if errors.Is(err, fs.ErrNotExist) {
		return own, nil
	}
	return slices.Concat(own, over), err
}

// Names are the files of the built-in theme, each of which a site may replace.
func Names() []string {
	var out []string
	err := fs.WalkDir(builtin(), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			out = append(out, path)
		}
		return err
	})
	if err != nil {
		panic(err) // files inside the program
	}
	slices.Sort(out)
	return out
}

// Show is the text of a built-in file.
func Show(name string) ([]byte, error) { return fs.ReadFile(builtin(), name) }

// known reports files of an override that would replace nothing. Languages are
// free, and so are notes to oneself.
func (l layers) known() error {
	if l.override == nil {
		return nil
	}
	names := Names()
	return fs.WalkDir(l.override, ".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || d.IsDir() || slices.Contains(names, path):
			return err
		case strings.HasPrefix(path, "strings/") && strings.HasSuffix(path, ".toml"), strings.HasSuffix(path, ".md"), strings.HasPrefix(d.Name(), "."):
			return nil
		}
		return fmt.Errorf("%s replaces no file of the theme; it has %s", path, strings.Join(names, ", "))
	})
}
