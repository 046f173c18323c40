package generator

import (
	"encoding/json"
	"html"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"github.com/BurntSushi/toml"

	"candor/generator/internal/theme"
)

// wide is a catalogue in a language of its own: English in letters of double
// width, so that a word which was not translated is one of ordinary letters,
// wherever it stands.
func wide(t *testing.T) []byte {
	t.Helper()
	english, err := theme.Show("strings/en.toml")
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]any
	if err := toml.Unmarshal(english, &all); err != nil {
		t.Fatal(err)
	}
	widen(all)
	out, err := toml.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// verb is what a text leaves open, which stays as it is.
var verb = regexp.MustCompile(`%(\[\d\])?[sdv]|\{\w+\}`)

func widen(table map[string]any) {
	for key, value := range table {
		switch value := value.(type) {
		case string:
			var out strings.Builder
			last := 0
			for _, at := range append(verb.FindAllStringIndex(value, -1), []int{len(value), len(value)}) {
				out.WriteString(strings.Map(double, value[last:at[0]]) + value[at[0]:at[1]])
				last = at[1]
			}
			table[key] = out.String()
		case map[string]any:
			widen(value)
		}
	}
}

func double(r rune) rune {
	if r < unicode.MaxASCII && unicode.IsLetter(r) {
		return r - 'A' + 'Ａ'
	}
	return r
}

// TestEveryWordTranslated: where the theme speaks another language, no page and
// no feed has a word of English that its authors did not write. So that theirs
// can be told from candor's, the authors of the example shout.
func TestEveryWordTranslated(t *testing.T) {
	sites := map[string]fstest.MapFS{"example": overlaid(t, nil), "empty": {"candor.toml": &fstest.MapFile{Data: []byte("title = \"EMPTY\"\nas_of = 2026-09-30\n")}}}
	for _, name := range archives(t, "testdata/*.txtar") {
		_, sites[name], _ = archive(t, name)
	}
	spoken := regexp.MustCompile(`(?m)^(language|theme)\s*=.*\n`)
	for name, files := range sites {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			keys, conf := shout(files), files["candor.toml"]
			conf.Data = append([]byte("language = \"xx\"\ntheme = \"wide\"\n"), spoken.ReplaceAll(conf.Data, nil)...)
			files["themes/wide/strings/xx.toml"] = &fstest.MapFile{Data: wide(t)}
			said := map[string]bool{}
			for edition, tree := range editions(t, files, "") {
				for name, file := range tree {
					for _, text := range visible(t, name, file) {
						if english(text, keys) && !said[text] {
							said[text] = true
							t.Errorf("%s %s: %q", edition, name, text)
						}
					}
				}
			}
		})
	}
}

// noWord are addresses, paths, places in files and the numbers of chains.
var noWord = regexp.MustCompile(`candor build --audience \w+ --output DIR|JSON Feed|https?://\S+|mailto:\S+|0x[0-9a-f]+|[\w.-]+(/[\w.-]+)+(:\d+)?|[\w.-]+\.toml:\d+|\{\w+\}`)

var word = regexp.MustCompile(`[A-Za-z][A-Za-z0-9+./:@_#-]*`)

// names are the same in every language: of formats, files and programs.
var names = map[string]bool{"CSV": true, "JSON": true, "SVG": true, "Atom": true, "SHA-256": true, "UTC": true, "candor": true,
	"h": true, "min": true, "d": true, "s": true, "p": true, "n": true, "k": true, // symbols of units and statistics
	"report.json": true, "data.json": true, "data.csv": true, "events.csv": true, "levels.csv": true, "checksums.txt": true, "security.txt": true, "feed.xml": true, "feed.json": true, "candor.toml": true}

// english reports a word of ordinary letters that is neither shouted nor a key
// of the author's.
func english(text string, keys map[string]bool) bool {
	if names[text] { // whole, before a key in it is taken out: events.csv
		return false
	}
	text = noWord.ReplaceAllString(text, "")
	for key := range keysIn(text, keys) {
		text = strings.ReplaceAll(text, key, "")
	}
	for _, w := range word.FindAllString(text, -1) {
		if w = strings.TrimRight(w, ".:"); !names[w] && strings.ToUpper(w) != w {
			return true
		}
	}
	return false
}

// keysIn are the whole pieces of a text, between signs, that are keys.
func keysIn(text string, keys map[string]bool) map[string]bool {
	out := map[string]bool{}
	for _, piece := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;()·⊘:.“”–", r) || r > 'Ａ' }) {
		piece = strings.TrimSpace(piece)
		if keys[piece] || keys[strings.ToLower(strings.ReplaceAll(piece, " ", "-"))] {
			out[piece] = true
		}
	}
	return out
}

var (
	unread   = regexp.MustCompile(`(?s)<(script|style|code)\b.*?</(script|style|code)>|<(?:span|small)[^>]* ?lang="en">.*?</(?:span|small)>`)
	markup   = regexp.MustCompile(`<[^>]*>`)
	spoken   = regexp.MustCompile(`\b(?:aria-label|title|alt|content|placeholder|data-(?:label|filter|shown|none|found|name|value|text))="([^"]*)"`)
	unspoken = regexp.MustCompile(`^<meta (name="(viewport|color-scheme|robots|referrer)"|property="og:(type|url)")`)
	entry    = regexp.MustCompile(`(?s)<(?:title|summary|content|name|subtitle)[^>]*>(.*?)</`)
)

// visible are the texts of a file that somebody reads or hears.
func visible(t *testing.T, name string, file []byte) []string {
	t.Helper()
	switch {
	case strings.HasSuffix(name, ".html"):
		return readable(string(file))
	case name == "feed.xml":
		var out []string
		for _, m := range entry.FindAllSubmatch(file, -1) {
			out = append(out, readable(html.UnescapeString(string(m[1])))...)
		}
		return out
	case name == "feed.json":
		var feed struct {
			Title, Description string
			Items              []struct {
				Title   string
				Summary string
				Content string `json:"content_html"`
			}
		}
		if err := json.Unmarshal(file, &feed); err != nil {
			t.Fatal(err)
		}
		out := []string{feed.Title, feed.Description}
		for _, item := range feed.Items {
			out = append(append(out, item.Title, item.Summary), readable(item.Content)...)
		}
		return out
	}
	return nil
}

func readable(page string) []string {
	page = unread.ReplaceAllString(page, "")
	var out []string
	for _, text := range markup.Split(page, -1) {
		if text = strings.TrimSpace(html.UnescapeString(text)); text != "" {
			out = append(out, text)
		}
	}
	for _, element := range markup.FindAllString(page, -1) {
		if strings.HasPrefix(element, "<meta http") || unspoken.MatchString(element) {
			continue
		}
		for _, m := range spoken.FindAllStringSubmatch(element, -1) {
			out = append(out, html.UnescapeString(m[1]))
		}
	}
	return out
}

// TestEnglish: the search for English words finds them, and nothing else.
func TestEnglish(t *testing.T) {
	keys := map[string]bool{"price-feed": true}
	for text, want := range map[string]bool{"Price feed, by quarter": true, "1 hour": true, "ｔａｒｇｅｔ met": true, "Price feed": false, "price-feed": false,
		"ｔａｒｇｅｔ: WE SAY": false, "3 h 20 min, p = 0.1, report.json": false} {
		if got := english(text, keys); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

var (
	spokenIn = regexp.MustCompile(`(?s)<(?:p|h1|desc|figcaption|li)\b[^>]*>([^<]*)`)
	isoDay   = regexp.MustCompile(`\b\d{4}-\d\d-\d\d\b`)
)

// TestDaysInProse: a sentence of candor's writes a day in words; tables and what
// authors wrote are theirs.
func TestDaysInProse(t *testing.T) {
	files := overlaid(t, nil)
	var written strings.Builder
	for _, file := range files {
		written.Write(file.Data)
	}
	for edition, tree := range editions(t, files, "") {
		for name, page := range tree {
			for _, m := range spokenIn.FindAllSubmatch(page, -1) {
				if text := html.UnescapeString(string(m[1])); isoDay.MatchString(text) && !strings.Contains(written.String(), text) {
					t.Errorf("%s %s: %q", edition, name, text)
				}
			}
		}
	}
}

// TestNumbersOfALanguage: dates and numbers in tiles and tables follow the
// language, and so do plurals.
func TestNumbersOfALanguage(t *testing.T) {
	files := overlaid(t, map[string]string{`language     = "en"`: `language = "de"`, `theme        = "default"`: `theme = "german"`})
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
