package sweep

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// capital finds the words of a text, with what ends a sentence or a line behind
// them.
var capital = regexp.MustCompile(`[\pL\pN][\pL\pM\pN'’&-]*`)

// everyday are words with a capital letter that name nothing worth hiding.
var everyday = strings.Fields("January February March April May June July August September October November December " +
	"Monday Tuesday Wednesday Thursday Friday Saturday Sunday Ethereum Bitcoin Solana Polygon Arbitrum GitHub Twitter " +
	"Telegram Discord Slack Google Amazon Cloudflare Solidity Linux Windows Europe European America American English " +
	"German Internet Kubernetes Docker Python")

// leading are words that begin sentences.
var leading = strings.Fields("The A An In On At We Our It Its This That These Those When After Before If For And But " +
	"No Not By From To As They Their He She There Here All Some")

// capitals notes runs of capitalised words within a longer text, and words of
// them that would name the same by themselves.
func (l *lister) capitals() {
	text := withoutCode(l.Text)
	var run [][]int
	fresh := true // a sentence or a line begins
	flush := func() {
		l.run(text, run)
		run = nil
	}
	end := 0
	for _, w := range capital.FindAllStringIndex(text, -1) {
		if gap := text[end:w[0]]; breaks(gap) || end == 0 {
			flush()
			fresh = true
		} else if strings.Trim(gap, " \n\t*_") != "" {
			flush()
			fresh = strings.ContainsAny(gap, "|#>") || fresh && end == 0
		}
		word := text[w[0]:w[1]]
		switch {
		case !name(word), fresh && slices.Contains(leading, word), tied(text, w):
			flush()
		default:
			first := 0
			if fresh {
				first = 1
			}
			run = append(run, []int{w[0], w[1], first})
		}
		fresh, end = false, w[1]
	}
	flush()
}

// tied reports whether a word is part of a host, a path or the name of a file.
func tied(text string, w []int) bool {
	before, behind := text[:w[0]], text[w[1]:]
	return before != "" && strings.ContainsAny(before[len(before)-1:], "@._/") ||
		len(behind) > 1 && strings.ContainsAny(behind[:1], "@._/") && class[behind[1]] >= letter
}

// breaks reports whether a sentence, an item or a cell ends between two words.
func breaks(gap string) bool {
	item := strings.Contains(gap, "\n-") || strings.Contains(gap, "\n*")
	return item || strings.ContainsAny(gap, ".!?:;|#>`") || strings.Contains(gap, "\n\n")
}

// run notes capitalised words that follow each other.
func (l *lister) run(text string, words [][]int) {
	if len(words) >= 2 {
		whole := text[words[0][0]:words[len(words)-1][1]]
		l.name(words[0][0], whole, Name{Part: true})
	}
	if len(words) > 2 {
		words = words[:1]
	}
	for _, w := range words {
		word := text[w[0]:w[1]]
		if w[2] == 0 && letters(word) >= 5 && !slices.Contains(everyday, word) {
			l.name(w[0], word, Name{Part: true, Near: true})
		}
	}
}

func letters(word string) (n int) {
	for _, r := range word {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// withoutCode blanks code and headings, in which capital letters say nothing.
func withoutCode(text string) string {
	var out strings.Builder
	fence := false
	for line := range strings.Lines(text) {
		mark := strings.HasPrefix(strings.TrimLeft(line, " "), "```") || strings.HasPrefix(strings.TrimLeft(line, " "), "~~~")
		if mark || fence || strings.HasPrefix(line, "#") {
			out.WriteString(blank(line))
		} else {
			out.WriteString(inCode.ReplaceAllStringFunc(line, blank))
		}
		if mark {
			fence = !fence
		}
	}
	return out.String()
}

var inCode = regexp.MustCompile("`[^`\n]*`|\\]\\([^()\\s]*\\)|https?://\\S+")

// blank is as long as a text, and says that something stood there.
func blank(text string) string {
	end := ""
	if strings.HasSuffix(text, "\n") {
		text, end = text[:len(text)-1], "\n"
	}
	if len(text) == 0 {
		return end
	}
	return "`" + strings.Repeat(" ", len(text)-1) + end
}
