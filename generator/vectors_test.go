package generator

import (
	"context"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/BurntSushi/toml"

	"candor/generator/internal/source"
)

// vector is one case of testdata/vectors, whose README says what they look
// like: a small site, and what an audience may have of it, or the errors that
// it draws.
type vector struct {
	name   string
	site   fstest.MapFS
	wants  []vectorWant
	errors []string // FILE:LINE:COLUMN CODE
}

// vectorWant is what an audience has of a file, or reads of the page.
type vectorWant struct {
	audience, file, text string
	absent, reads        bool
}

const (
	vectorPage   = "content/pages/vector.md"
	vectorHead   = "+++\ntitle = \"Vector\"\naudience = \"public\"\n+++\n\n"
	vectorConfig = "title = \"Vectors\"\naudiences = [\"public\", \"community\", \"internal\"]\nas_of = 2026-09-30\n[names.acme]\npublic = \"a custody provider\"\ninternal = \"Acme Custody\"\n"
)

// vectors reads all files of testdata/vectors.
func vectors(t *testing.T) []vector {
	t.Helper()
	var out []vector
	for _, name := range archives(t, "testdata/vectors/*.txt") {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file := strings.TrimSuffix(filepath.Base(name), ".txt")
		for _, text := range strings.Split(string(data), "\n=== ")[1:] {
			title, rest, _ := strings.Cut(text, "\n")
			out = append(out, readVector(t, file+"/"+title, strings.TrimSuffix(rest, "\n")+"\n"))
		}
	}
	return out
}

func readVector(t *testing.T, name, text string) vector {
	v := vector{name: name, site: fstest.MapFS{"candor.toml": {Data: []byte(vectorConfig)}}}
	for _, section := range strings.Split("\n"+text, "\n--- ")[1:] {
		head, body, _ := strings.Cut(section, "\n")
		if body != "" && !strings.HasSuffix(body, "\n") {
			body += "\n"
		}
		body = unescape(body)
		words := strings.Fields(head)
		switch words[0] {
		case "text":
			v.site[vectorPage] = &fstest.MapFile{Data: []byte(vectorHead + body)}
		case "file":
			v.site[words[1]] = &fstest.MapFile{Data: []byte(body)}
		case "error":
			v.errors = append(v.errors, strings.Join(words[1:], " "))
		case "reads":
			v.wants = append(v.wants, vectorWant{audience: words[1], text: body, reads: true})
		case "public", "community", "internal":
			w := vectorWant{audience: words[0], file: vectorPage, text: vectorHead + body}
			if body == "" {
				w.text = strings.TrimSuffix(vectorHead, "\n")
			}
			if len(words) > 1 {
				w.file, w.text, w.absent = words[1], body, len(words) > 2
			}
			v.wants = append(v.wants, w)
		default:
			t.Fatalf("%s: no section is called %q", name, words[0])
		}
	}
	return v
}

var escaped = regexp.MustCompile(`%[0-9A-F]{2}`)

// unescape turns %XX into that byte.
func unescape(s string) string {
	return escaped.ReplaceAllStringFunc(s, func(x string) string {
		n, _ := strconv.ParseUint(x[1:], 16, 8)
		return string([]byte{byte(n)})
	})
}

// TestVectorCut: each well-formed case gives each audience what it says, and
// cut once more it is the same.
func TestVectorCut(t *testing.T) {
	for _, v := range vectors(t) {
		if len(v.errors) > 0 {
			continue
		}
		t.Run(v.name, func(t *testing.T) {
			t.Parallel()
			s := load(t, v.site, "")
			for _, want := range v.wants {
				s.config.Audience = want.audience
				e, err := s.one()
				if err != nil {
					t.Fatal(err)
				}
				if want.reads {
					if got := reads(e); got != want.text {
						t.Errorf("%s reads\n%q, not\n%q", want.audience, got, want.text)
					}
					continue
				}
				files, err := s.stagedFiles(e)
				if err != nil {
					t.Fatal(err)
				}
				if got, there := files[want.file]; there == want.absent || there && !sameStaged(t, want.file, string(got), want.text) {
					t.Errorf("%s has of %s\n%q, not\n%q", want.audience, want.file, got, want.text)
				}
			}
		})
	}
}

// sameStaged compares staged files: texts byte for byte, front matter and data by
// what they say.
func sameStaged(t *testing.T, file, got, want string) bool {
	t.Helper()
	gotHead, gotBody, _ := strings.Cut(strings.TrimPrefix(got, "+++\n"), "+++\n")
	wantHead, wantBody, _ := strings.Cut(strings.TrimPrefix(want, "+++\n"), "+++\n")
	var a, b map[string]any
	for text, into := range map[string]*map[string]any{gotHead: &a, wantHead: &b} {
		if _, err := toml.Decode(text, into); err != nil {
			t.Fatalf("%s: %v\n%s", file, err, text)
		}
	}
	return gotBody == wantBody && (gotHead == wantHead || reflect.DeepEqual(a, b))
}

var tag = regexp.MustCompile(`<a class="anchor"[^>]*>#</a>|<[^>]*>`)

// reads is what an edition's reader reads of the page, without markup.
func reads(e *edition) string {
	var b strings.Builder
	for _, p := range e.program.Pages {
		for _, block := range p.Body.Blocks() {
			b.WriteString(tag.ReplaceAllString(block.HTML, "") + "\n")
		}
	}
	return strings.Join(strings.Fields(html.UnescapeString(b.String())), " ") + "\n"
}

// TestVectorErrors: each malformed case draws the errors that it says, at their
// places, and none on another line.
func TestVectorErrors(t *testing.T) {
	malformed := 0
	for _, v := range vectors(t) {
		if len(v.errors) == 0 {
			continue
		}
		malformed++
		t.Run(v.name, func(t *testing.T) {
			t.Parallel()
			got := v.found(t)
			missing := slices.ContainsFunc(v.errors, func(want string) bool { return !slices.Contains(got, want) })
			stray := slices.ContainsFunc(got, func(found string) bool {
				return !slices.ContainsFunc(v.errors, func(want string) bool { return lineOf(want) == lineOf(found) })
			})
			if missing || stray {
				t.Errorf("it draws\n%s\nnot\n%s", strings.Join(got, "\n"), strings.Join(v.errors, "\n"))
			}
		})
	}
	if malformed < 200 {
		t.Errorf("%d malformed cases", malformed)
	}
}

// lineOf is an error's place without the column.
func lineOf(e string) string { return e[:strings.LastIndexByte(e, ':')] }

// found lists the errors that a case draws as it writes them: those of its text
// by the lines of the text.
func (v vector) found(t *testing.T) []string {
	var out []string
	for _, p := range problems(t, v.site) {
		if p.Severity != source.Error {
			continue
		}
		at := fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
		if p.File == vectorPage {
			at = fmt.Sprintf("%d:%d", p.Line-strings.Count(vectorHead, "\n"), p.Column)
		}
		out = append(out, at+" "+p.Code)
	}
	return out
}

// TestVectorOldOutput: with any malformed case in its source, a site that was
// built before is not built, and what was published stays as it was, byte for
// byte.
func TestVectorOldOutput(t *testing.T) {
	dir := t.TempDir()
	sound := fstest.MapFS{"candor.toml": {Data: []byte(vectorConfig)}, "content/pages/about.md": {Data: []byte("+++\ntitle = \"About\"\naudience = \"public\"\n+++\n\na {internal: x} b\n")}}
	place(t, dir, sound)
	if err := buildIn(dir); err != nil {
		t.Fatal(err)
	}
	before := outputOf(t, dir)
	for _, v := range vectors(t) {
		if len(v.errors) == 0 {
			continue
		}
		place(t, dir, v.site)
		if err := buildIn(dir); err == nil {
			t.Errorf("%s: it was built", v.name)
		}
		for name := range v.site {
			if err := os.Remove(filepath.Join(dir, name)); err != nil {
				t.Fatal(err)
			}
		}
		place(t, dir, sound)
		after := outputOf(t, dir)
		sameTree(t, before, after)
		if t.Failed() {
			t.Fatalf("%s: the old output is not as it was", v.name)
		}
	}
	if len(before) == 0 {
		t.Error("nothing was built")
	}
}

func place(t *testing.T, dir string, files fstest.MapFS) {
	t.Helper()
	for name, f := range files {
		name = filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, f.Data, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
}

func buildIn(dir string) error {
	s, err := Load(Config{Dir: dir})
	if err != nil {
		return err
	}
	defer s.Close()
	_, err = s.Build(context.Background())
	return err
}

// outputOf reads what a site's folder holds beside its source.
func outputOf(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	fsys := os.DirFS(dir)
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if name == "content" || name == "data" {
				return fs.SkipDir
			}
			return err
		}
		if name != "candor.toml" {
			out[name], err = fs.ReadFile(fsys, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
