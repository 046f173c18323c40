package sweep

import (
	"bytes"
	"regexp"
	"strings"
)

// codes says which letters the codes of a PDF font stand for.
type codes struct {
	letters map[string]string
	size    int // bytes of a code
}

var (
	codeSpace = regexp.MustCompile(`(?s)begincodespacerange\s*<([0-9A-Fa-f]+)>`)
	oneByOne  = regexp.MustCompile(`(?s)beginbfchar(.*?)endbfchar`)
	inRanges  = regexp.MustCompile(`(?s)beginbfrange(.*?)endbfrange`)
	codePair  = regexp.MustCompile(`<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>`)
	codeRange = regexp.MustCompile(`(?s)<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f\s]+)>|\[(.*?)\])`)
	codeItem  = regexp.MustCompile(`<([0-9A-Fa-f\s]+)>`)
)

// readCodes reads a table of letters (ToUnicode).
func readCodes(data []byte) codes {
	c := codes{letters: map[string]string{}, size: 1}
	if m := codeSpace.FindSubmatch(data); m != nil {
		c.size = max(1, len(m[1])/2)
	}
	for _, part := range oneByOne.FindAllSubmatch(data, -1) {
		for _, m := range codePair.FindAllSubmatch(part[1], -1) {
			c.letters[string(unhex(m[1]))] = utf16BE(unhex(m[2]))
		}
	}
	for _, part := range inRanges.FindAllSubmatch(data, -1) {
		for _, m := range codeRange.FindAllSubmatch(part[1], -1) {
			c.addRange(unhex(m[1]), unhex(m[2]), m[3], m[4])
		}
	}
	return c
}

// addRange adds codes that follow each other: their letters do so too, or are
// listed.
func (c *codes) addRange(from, to, first, list []byte) {
	if len(from) == 0 || len(from) != len(to) || bytes.Compare(from, to) > 0 {
		return
	}
	items := codeItem.FindAllSubmatch(list, -1)
	letter := unhex(first)
	for i := 0; i <= 0xFFFF && len(c.letters) <= 0xFFFF; i++ {
		switch {
		case i < len(items):
			c.letters[string(from)] = utf16BE(unhex(items[i][1]))
		case len(letter) > 0:
			c.letters[string(from)] = utf16BE(letter)
			letter[len(letter)-1]++
		}
		if bytes.Equal(from, to) {
			return
		}
		for k := len(from) - 1; k >= 0; k-- {
			if from[k]++; from[k] != 0 {
				break
			}
		}
	}
}

// read turns codes into letters.
func (c codes) read(s string) string {
	var out strings.Builder
	for len(s) >= c.size {
		out.WriteString(c.letters[s[:c.size]])
		s = s[c.size:]
	}
	return out.String()
}
