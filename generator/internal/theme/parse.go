package theme

import (
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"reflect"
	"strings"

	"candor/generator/internal/page"
)

// pairing says which template lays out which page type.
type pairing struct {
	file string
	of   reflect.Type
}

func pair[P any](file string) pairing { return pairing{file, reflect.TypeFor[P]()} }

// table is the one place that pairs templates and page types.
var table = []pairing{
	pair[page.Home]("home.html"),
	pair[page.List]("list.html"),
	pair[page.Article]("article.html"),
	pair[page.Metrics]("metrics.html"),
	pair[page.Metric]("metric.html"),
	pair[page.Maturity]("maturity.html"),
	pair[page.Domain]("domain.html"),
	pair[page.Register]("register.html"),
	pair[page.About]("about.html"),
	pair[page.Search]("search.html"),
	pair[page.NotFound]("notfound.html"),
	pair[page.Redirect]("redirect.html"),
}

// frame parses base.html and the parts that all pages may use.
func (l layers) frame(words words) (*template.Template, error) {
	t := template.New("base.html").Option("missingkey=error").Funcs(funcs(words))
	parts, err := fs.Glob(builtin(), "parts/*.html")
	if err != nil {
		return nil, err
	}
	for _, name := range append([]string{"base.html"}, parts...) {
		if err := l.parse(t, name, name); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// page parses one page's template into a copy of the frame, and executes it with
// nothing: escaping happens at the first execution, and its faults are the
// theme's.
func (l layers) page(frame *template.Template, p pairing, words words) (*template.Template, error) {
	t, err := frame.Clone()
	if err != nil {
		return nil, err
	}
	if err := l.parse(t, p.file, p.file); err != nil {
		return nil, err
	}
	for _, part := range t.Templates() {
		if part.Tree != nil {
			if err := tidy(part.Tree, words); err != nil {
				return nil, err
			}
		}
	}
	if err := check(t, p.of); err != nil {
		return nil, err
	}
	if err := t.Execute(io.Discard, reflect.New(p.of).Interface()); err != nil {
		return nil, fmt.Errorf("template %w", err)
	}
	return t, nil
}

func (l layers) parse(t *template.Template, name, file string) error {
	b, err := l.read(file)
	if err != nil {
		return err
	}
	into := t
	if name != t.Name() {
		into = t.New(name)
	}
	if _, err := into.Parse(strings.ReplaceAll(string(b), "\r\n", "\n")); err != nil {
		return err
	}
	return nil
}
