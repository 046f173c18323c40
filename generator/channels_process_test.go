package generator

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// The channels of the process: what a build takes from the machine, from a
// theme of the site's own, and what it leaves when it is stopped.

// secretSite has a page and an inline part that the public does not see.
func secretSite(more map[string]string) fstest.MapFS {
	files := hiddenPage("", "SECRET")
	files["content/incidents/2026-01-05-plain.md"] = fmt.Sprintf(channelPage, "", "A {AUDIENCE: SECRET} b.")
	maps.Copy(files, more)
	return channel{files: files}.site("internal")
}

// TestChannelMachine: neither the folder that a site lies in nor the names of
// user and host are in any edition. The control: a word of the site is.
func TestChannelMachine(t *testing.T) {
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	home := filepath.Join(t.TempDir(), "home-of-mallory")
	dir := filepath.Join(home, "folder-of-mallory")
	t.Setenv("HOME", home)
	t.Setenv("USER", "user-mallory")
	t.Setenv("LOGNAME", "user-mallory")
	place(t, dir, secretSite(nil))
	if err := buildIn(dir); err != nil {
		t.Fatal(err)
	}
	tree := outputOf(t, dir)
	if findIn(tree, "Plain") == "" {
		t.Fatal("the search finds nothing")
	}
	for _, word := range []string{"mallory", os.TempDir() + "/", host + "."} {
		if file := findIn(tree, word); file != "" {
			t.Errorf("%q is in %s", word, file)
		}
	}
}

// dump is a theme whose template of a kind of page prints all that it is given.
func dump(template string) map[string]string {
	return map[string]string{"candor.toml": channelConfig + "theme = \"dump\"\n", "themes/dump/article.html": `{{define "main"}}` + template + `{{end}}`}
}

// TestChannelTemplateDump: a template that prints its data prints nothing
// hidden, since it is not there; in the internal edition it prints it.
func TestChannelTemplateDump(t *testing.T) {
	trees := editions(t, secretSite(dump(`<pre>{{printf "%+v" .}}</pre>`)), "")
	const page = "incidents/2026-01-05-plain/index.html"
	if !bytes.Contains(trees["public"][page], []byte("Plain")) || findIn(trees["internal"], "secretsecret") == "" {
		t.Error("the template does not print its data")
	}
	if file := findIn(trees["public"], "secretsecret"); file != "" {
		t.Errorf("it is in %s", file)
	}
}

// TestChannelTemplateError: a template that fails says where, and quotes none of
// the data it was given.
func TestChannelTemplateError(t *testing.T) {
	for _, template := range []string{`{{slice .Title 9999}}`, `{{index .Body 9999}}`, `{{printf "%d" .Title | slice "x" 7}}`} {
		s, err := LoadFS(Config{}, secretSite(dump(template)))
		if err == nil {
			err = buildTo(t, s)
		}
		if err == nil {
			t.Fatalf("%s is built", template)
		}
		said := err.Error()
		var conf *ConfigError
		if errors.As(err, &conf) {
			said = fmt.Sprint(conf.Problems)
		}
		if !strings.Contains(said, "article.html") {
			t.Errorf("%s: the error does not say where: %s", template, said)
		}
		if strings.Contains(said, "secretsecret") {
			t.Errorf("%s: %s", template, said)
		}
	}
}

func buildTo(t *testing.T, s *Site) error {
	t.Helper()
	s.config.Dir = t.TempDir()
	_, err := s.Build(context.Background())
	return err
}

// TestChannelHalfWay: a build that is stopped while it writes leaves what was
// published as it was, and nothing beside it.
func TestChannelHalfWay(t *testing.T) {
	dir := t.TempDir()
	many := map[string]string{} // progress is told every 200 files
	for i := range 150 {
		many[fmt.Sprintf("content/pages/p%d.md", i)] = "+++\ntitle = \"P\"\naudience = \"public\"\n+++\n\nx\n"
	}
	place(t, dir, secretSite(many))
	if err := buildIn(dir); err != nil {
		t.Fatal(err)
	}
	before := outputOf(t, dir)
	place(t, dir, channel{files: hiddenPage("", "x")}.site("public"))
	ctx, stop := context.WithCancel(context.Background())
	s, err := Load(Config{Dir: dir, Progress: func(what string, done, _ int) {
		if strings.HasPrefix(what, "writing") && done > 0 {
			stop()
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Build(ctx); err == nil {
		t.Fatal("it was not stopped")
	}
	sameTree(t, before, outputOf(t, dir))
	if err := buildIn(dir); err != nil {
		t.Fatal(err)
	}
	after := outputOf(t, dir)
	if slices.Equal(slices.Sorted(maps.Keys(before)), slices.Sorted(maps.Keys(after))) {
		t.Error("the new output is the old one")
	}
}

// TestChannelNotes: what a build for the public says of itself names nothing
// hidden and counts nothing; one that writes the internal edition, too, does.
func TestChannelNotes(t *testing.T) {
	files := onPage("", "::: AUDIENCE silent\nSECRET\n:::")
	for audience, tells := range map[string]bool{"public": false, "": true} {
		s := load(t, channel{files: files}.site("internal"), audience)
		s.config.Dir = t.TempDir()
		result, err := s.Build(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		said := strings.Join(result.Notes, "\n")
		if strings.Contains(said, "without a marker") != tells || (result.Withheld > 0) != tells {
			t.Errorf("--audience %q: %d withheld, %s", audience, result.Withheld, said)
		}
	}
}
