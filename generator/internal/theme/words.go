package theme

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"candor/generator/internal/source"
)

// words are a theme's own texts by key, plain.
type words map[string]string

// words reads the English words and puts the language's over them.
func (l layers) words(language string) (words, error) {
	all, err := l.strings("en")
	if err != nil {
		return nil, err
	}
	for _, tag := range tags(language) {
		own, err := l.strings(tag)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return nil, err
		}
		for key := range own {
			if _, ok := all[key]; !ok {
				return nil, fmt.Errorf("strings/%s.toml: unknown key %q%s", tag, key, all.meant(key))
			}
		}
		maps.Copy(all, own)
	}
	return all, nil
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
func (l layers) strings(tag string) (words, error) {
	name := "strings/" + tag + ".toml"
	out := words{}
	found := fs.ErrNotExist
	for _, from := range []fs.FS{builtin(), l.override} {
		if from == nil {
			continue
		}
		b, err := fs.ReadFile(from, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return nil, err
		}
		found = nil
		if err := toml.Unmarshal(b, &out); err != nil {
			return nil, fmt.Errorf("%s:%w", name, positioned(err))
		}
	}
	return out, found
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
	s, ok := w[key]
	if !ok {
		return "", fmt.Errorf("no word has the key %q%s", key, w.meant(key))
	}
	return s, nil
}

func (w words) meant(key string) string {
	if hint := source.DidYouMean(key, slices.Sorted(maps.Keys(w))); hint != "" {
		return ", " + hint
	}
	return ""
}
