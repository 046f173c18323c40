package generator

import (
	"html"
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/BurntSushi/toml"

	"candor/generator/internal/theme"
)

// marked is a catalogue in which every word stands between ⟦ and ⟧.
func marked(t *testing.T) []byte {
	t.Helper()
	english, err := theme.Show("strings/en.toml")
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]any
	if err := toml.Unmarshal(english, &all); err != nil {
		t.Fatal(err)
	}
	mark(all)
	out, err := toml.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func mark(table map[string]any) {
	for key, value := range table {
		switch value := value.(type) {
		case string:
			table[key] = "⟦" + value + "⟧"
		case map[string]any:
			mark(value)
		}
	}
}

var (
	label  = regexp.MustCompile(`(?s)<(?:th scope="col"|dt|caption|summary|span class="(?:chip|kind)[^"]*"|p class="kicker")[^>]*>([^<]+)`)
	letter = regexp.MustCompile(`[A-Za-z]{3,}`)
	finds  = regexp.MustCompile(`(?s)⟦What it shows⟧</h2>(.*?)</section>`)
	says   = regexp.MustCompile(`<p>([^<]*)</p>`)
)

// TestEveryLabelTranslated: with a catalogue of marked words, no name of a fact
// or column, caption, chip or summary of the example is left as it was, unless
// its author wrote it; nor is what is found of a metric.
func TestEveryLabelTranslated(t *testing.T) {
	files, author := overlaid(t, map[string]string{`language     = "en"`: `language = "xx"`, `theme        = "default"`: `theme = "marked"`})
	files["themes/marked/strings/xx.toml"] = &fstest.MapFile{Data: marked(t)}
	for name, page := range editions(t, files, "internal")["internal"] {
		for _, m := range label.FindAllSubmatch(page, -1) {
			text := strings.TrimSpace(html.UnescapeString(string(m[1])))
			if letter.MatchString(text) && !strings.Contains(text, "⟦") && !written(author, text) {
				t.Errorf("%s: %q", name, text)
			}
		}
		for _, section := range finds.FindAllSubmatch(page, -1) {
			for _, m := range says.FindAllSubmatch(section[1], -1) {
				if !strings.Contains(string(m[1]), "⟦") {
					t.Errorf("%s: %q", name, m[1])
				}
			}
		}
	}
}

// written reports an author's text, or the key that it was made of.
func written(author, text string) bool {
	key := strings.ToLower(text)
	return strings.Contains(author, text) || strings.Contains(author, strings.ReplaceAll(key, " ", "-")) || strings.Contains(author, strings.ReplaceAll(key, " ", "_"))
}

// overlaid is the example with parts of candor.toml replaced, and all that its
// authors wrote.
func overlaid(t *testing.T, replace map[string]string) (fstest.MapFS, string) {
	t.Helper()
	files, src := fstest.MapFS{}, example(t)
	var author strings.Builder
	for _, part := range []string{"content", "data", "candor.toml"} {
		err := fs.WalkDir(src, part, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(src, p)
			files[p] = &fstest.MapFile{Data: data}
			author.Write(data)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	conf := string(files["candor.toml"].Data)
	for from, to := range replace {
		if !strings.Contains(conf, from) {
			t.Fatalf("the example's candor.toml has no line %s", from)
		}
		conf = strings.Replace(conf, from, to, 1)
	}
	files["candor.toml"] = &fstest.MapFile{Data: []byte(conf)}
	return files, author.String()
}

// TestNumbersOfALanguage: dates and numbers in tiles and tables follow the
// language, and so do plurals.
func TestNumbersOfALanguage(t *testing.T) {
	files, _ := overlaid(t, map[string]string{`language     = "en"`: `language = "de"`, `theme        = "default"`: `theme = "german"`})
	files["themes/german/strings/de.toml"] = &fstest.MapFile{Data: []byte("date = \"{day}. {month} {year}\"\nmonth-09 = \"September\"\ndata-to = \"Stand:\"\n[pages]\n\"Owner\" = \"Zuständig\"\n[nouns]\n\"findings\" = { one = \"Befund\", other = \"Befunde\" }\n")}
	tree := editions(t, files, "public")["public"]
	home := string(tree["index.html"])
	for _, want := range []string{"Stand: 30. September 2026", `<html lang="de"`, "78,8"} {
		if !strings.Contains(home, want) {
			t.Errorf("the home page has no %q", want)
		}
	}
	if !strings.Contains(string(tree["actions/index.html"]), ">Zuständig<") || !strings.Contains(string(tree["assessments/index.html"]), " Befunde") {
		t.Error("the words are not German")
	}
}
