package generator

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"candor/generator/internal/cut"
)

// alsoShown reports names and numbers that an inline mark hides and that stand
// unhidden elsewhere in the same edition. The search of the output cannot see
// them, since the text is there by right. [shown] permits one.
func (s *Site) alsoShown(l int) {
	e := s.editions[l]
	byWord := map[string][]cut.Secret{}
	for _, secret := range s.secrets[l] {
		if s.editions[0].program.Site.Shown[strings.Join(secret.Words, " ")] == "" {
			byWord[secret.Words[0]] = append(byWord[secret.Words[0]], secret)
		}
	}
	if len(byWord) == 0 {
		return
	}
	look := func(file string, data []byte) {
		words := cut.Words(string(data))
		for i, w := range words {
			for _, secret := range byWord[w] {
				if starts(words[i:], secret.Words) {
					s.found[l].Errorf(secret.Pos, "mark/also-shown", `hide it there, too, or permit it in candor.toml: [shown] and the text with a reason`, "what is hidden here stands unhidden in %s", s.standsAt(file, data, secret.Words))
				}
			}
		}
	}
	first := slices.Collect(maps.Keys(byWord))
	for _, p := range e.program.Pages {
		if slices.ContainsFunc(first, s.reads[p.File].words[l].Has) {
			look(p.File, s.stagedPage(e, p.File))
		}
	}
	for _, staged := range s.staged[l] {
		look(staged.File, staged.Source())
	}
}

// standsAt is a file with the line on which words stand in its staged text, if
// the file has that line as it is: the file alone where a cut changed it.
func (s *Site) standsAt(file string, staged []byte, words []string) string {
	data, err := s.src.Read(file)
	if err != nil {
		return file
	}
	for shown := range bytes.Lines(staged) {
		if !contains(cut.Words(string(shown)), words) {
			continue
		}
		n := 0
		for line := range bytes.Lines(data) {
			if n++; bytes.Equal(bytes.TrimSpace(line), bytes.TrimSpace(shown)) {
				return fmt.Sprintf("%s:%d", file, n)
			}
		}
	}
	return file
}

// contains reports whether a list holds a run of words.
func contains(list, run []string) bool {
	for i := range list {
		if starts(list[i:], run) {
			return true
		}
	}
	return false
}

// starts reports whether a list begins with a run of words.
func starts(list, run []string) bool {
	return len(run) <= len(list) && slices.Equal(list[:len(run)], run)
}
