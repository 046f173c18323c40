package theme

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"candor/generator/internal/page"
	"candor/generator/internal/source"
)

// words are a theme's texts: those of the templates by key, plain, and those of
// the room page by their English.
type words struct {
	keys map[string]string
	page *page.Language
}

// dictionary is one file of words.
type dictionary struct {
	keys  map[string]string            // at the top
	texts map[string]string            // [pages]
	nouns map[string]map[string]string // [nouns]
}

// words reads the English words and puts the language's over them.
func (l layers) words(language string) (words, error) {
	all, err := l.strings("en")
	if err != nil {
		return words{}, err
	}
	for _, tag := range tags(language) {
		own, err := l.strings(tag)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return words{}, err
		}
		if err := all.put(own); err != nil {
			return words{}, fmt.Errorf("strings/%s.toml: %w", tag, err)
		}
	}
	return words{all.keys, all.language(language)}, nil
}

// put lays a language's words over those that are there; others are mistakes.
func (d dictionary) put(own dictionary) error {
	if err := known(own.keys, d.keys, "key"); err != nil {
		return err
	}
	if err := known(own.texts, d.texts, "text"); err != nil {
		return err
	}
	if err := known(own.nouns, d.nouns, "noun"); err != nil {
		return err
	}
	for english, text := range own.texts {
		if !slices.Equal(verbs.FindAllString(english, -1), verbs.FindAllString(text, -1)) && !strings.Contains(text, "%[") {
			return fmt.Errorf("the text for %q has not its places %s in their order; number them, as in %%[2]s", english, strings.Join(verbs.FindAllString(english, -1), " "))
		}
	}
	maps.Copy(d.keys, own.keys)
	maps.Copy(d.texts, own.texts)
	maps.Copy(d.nouns, own.nouns)
	return nil
}

var verbs = regexp.MustCompile(`%[sdv]`)

func known[V any](own, all map[string]V, what string) error {
	for _, key := range slices.Sorted(maps.Keys(own)) {
		if _, ok := all[key]; !ok {
			hint := source.DidYouMean(key, slices.Sorted(maps.Keys(all)))
			return fmt.Errorf("unknown %s %q%s", what, key, comma(hint))
		}
	}
	return nil
}

func comma(hint string) string {
	if hint == "" {
		return ""
	}
	return ", " + hint
}

// language is what the room page needs: only what differs from its English.
func (d dictionary) language(name string) *page.Language {
	tag := language.Make(name)
	out := &page.Language{Texts: map[string]string{}, Nouns: map[string]map[string]string{}, Date: d.keys["date"], Marks: marks(tag),
		Units: map[string]string{}, Plural: func(figure string) string { return category[form(tag, figure)] }}
	for many, one := range page.Units() {
		out.Units[many], out.Units[one] = many, many
	}
	for english, text := range d.texts {
		if text != english {
			out.Texts[english] = text
		}
	}
	for english, forms := range d.nouns {
		if forms["other"] != english {
			out.Nouns[english] = forms
		}
	}
	plain := out.Date == "{day} {month} {year}"
	for m := time.January; m <= time.December; m++ {
		name := d.keys[fmt.Sprintf("month-%02d", m)]
		out.Months, plain = append(out.Months, name), plain && name == m.String()
	}
	if plain {
		out.Date = "" // as Go writes it, which is quicker
	}
	return out
}

// form is the plural form that goes with a number as it is written in English.
func form(tag language.Tag, figure string) plural.Form {
	whole, part, _ := strings.Cut(strings.ReplaceAll(strings.TrimLeft(figure, "\u2212"), ",", ""), ".")
	n, _ := strconv.Atoi(whole)
	f, _ := strconv.Atoi(part)
	short := strings.TrimRight(part, "0")
	t, _ := strconv.Atoi(short)
	return plural.Cardinal.MatchPlural(tag, n, len(part), len(short), f, t)
}

var category = map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other"}

// marks puts a language's separators into numbers written in English; nil where
// they are the same.
func marks(tag language.Tag) *strings.Replacer {
	tag, _ = tag.SetTypeForKey("nu", "latn") // candor writes these digits in all languages
	sample := []rune(message.NewPrinter(tag).Sprint(number.Decimal(1234567.5)))
	if len(sample) < 3 {
		return nil
	}
	group, decimal := "", string(sample[len(sample)-2])
	if len(sample) > 9 {
		group = string(sample[1])
	}
	if group == "," && decimal == "." {
		return nil
	}
	return strings.NewReplacer(",", group, ".", decimal)
}

// tags are the names under which a language's words may stand, the general one
// first: pt, pt-BR.
func tags(language string) []string {
	general, _, regional := strings.Cut(language, "-")
	switch {
	case language == "" || language == "en" || strings.ContainsAny(language, "/."):
		return nil
	case regional:
		return []string{general, language}
	}
	return []string{language}
}

// strings reads one language. An override of en.toml need not be complete
// either: it stands upon the built-in one.
func (l layers) strings(tag string) (dictionary, error) {
	name := "strings/" + tag + ".toml"
	out := dictionary{map[string]string{}, map[string]string{}, map[string]map[string]string{}}
	found := fs.ErrNotExist
	for _, from := range []fs.FS{builtin(), l.override} {
		if from == nil {
			continue
		}
		b, err := fs.ReadFile(from, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return out, err
		}
		found = nil
		if err := out.read(b); err != nil {
			return out, fmt.Errorf("%s:%w", name, positioned(err))
		}
	}
	return out, found
}

// read adds a file's words. A noun may be one text where it has one form.
func (d dictionary) read(file []byte) error {
	var tables struct {
		Pages map[string]string            `toml:"pages"`
		Nouns map[string]map[string]string `toml:"nouns"`
	}
	top := map[string]any{}
	if err := toml.Unmarshal(file, &top); err != nil {
		return err
	}
	if err := toml.Unmarshal(file, &tables); err != nil {
		return err
	}
	for key, value := range top {
		switch text := value.(type) {
		case string:
			d.keys[key] = text
		default:
			if key != "pages" && key != "nouns" {
				return fmt.Errorf("%s is no text", key)
			}
		}
	}
	maps.Copy(d.texts, tables.Pages)
	maps.Copy(d.nouns, tables.Nouns)
	return nil
}

// positioned gives a TOML error its line and column without the lines it quotes.
func positioned(err error) error {
	var at toml.ParseError
	if errors.As(err, &at) {
		return fmt.Errorf("%d:%d: %s", at.Position.Line, at.Position.Col, at.Message)
	}
	return fmt.Errorf(" %w", err)
}

func (w words) get(key string) (string, error) {
	s, ok := w.keys[key]
	if !ok {
		return "", fmt.Errorf("no word has the key %q%s", key, w.meant(key))
	}
	return s, nil
}

func (w words) meant(key string) string {
	return comma(source.DidYouMean(key, slices.Sorted(maps.Keys(w.keys))))
}
