package generator

import (
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
				n := len(secret.Words)
				if i+n <= len(words) && slices.Equal(words[i:i+n], secret.Words) {
					s.found[l].Errorf(secret.Pos, "mark/also-shown", `hide it there, too, or permit it in candor.toml: [shown] and the text with a reason`, "what is hidden here stands unhidden in %s", file)
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
