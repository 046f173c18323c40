package generator

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func same(part string) func(int) string { return func(int) string { return part } }

func numbered(format string) func(int) string {
	return func(i int) string { return strings.ReplaceAll(format, "%d", fmt.Sprint(i)) }
}

// costBody are bodies of pages that are read in a time that grows with the
// square of their size by many programs. Each part is repeated to 100 KB.
var costBody = map[string]func(int) string{
	"marks in a paragraph":    numbered("word%d {internal: a%d} "),
	"marks side by side":      numbered("x{internal: a}%d"),
	"names":                   same("{nodeco} "),
	"marks on lines":          numbered("{internal: a%d} b\n"),
	"open braces":             same("{"),
	"closed braces":           same("}"),
	"words in braces":         same("{word} "),
	"braces with colons":      same("{a: "),
	"half marks":              same("{internal: "),
	"wrong brackets":          same("(internal: a} "),
	"full-width braces":       same("｛"),
	"blocks without end":      same("::: internal\n\n"),
	"blocks":                  numbered("::: internal\n\nText %d.\n\n:::\n\n"),
	"sections":                numbered("## Part %d {internal}\n\nText.\n\n"),
	"comments":                numbered("<!-- a %d --> "),
	"comments without end":    same("<!-- "),
	"comments in code":        same("`<!--` "),
	"quotes in quotes":        same("> "),
	"quotes in quotes, lines": func(i int) string { return strings.Repeat(">", min(i, 400)) + " a\n\n" },
	"lists in lists":          same("- "),
	"open links":              same("[a]("),
	"open angles":             same("[a](<"),
	"open angles, closed":     same("[a](<)"),
	"open titles":             same("[a](b (c "),
	"open titles, closed":     same("[a](b (c) "),
	"quoted titles":           same("[a](b \"c "),
	"open references":         same("[a]["),
	"emphasis in emphasis":    same("**a *b "),
	"images in links":         same("[![a](b)"),
	"open brackets":           same("["),
	"open images":             same("!["),
	"closed brackets":         same("a]"),
	"links":                   numbered("[a%d](#x) "),
	"references":              numbered("[a%d] [b]: "),
	"definitions of links":    numbered("[a%d]: https://example.org/%d\n"),
	"footnotes":               numbered("a[^%d]\n\n[^%d]: note\n\n"),
	"footnote without text":   numbered("a[^%d] "),
	"one footnote":            same("a[^1] "),
	"stars":                   same("*a "),
	"stars and underscores":   same("*a _b "),
	"closed stars":            same("a* "),
	"tildes":                  same("~~a "),
	"backticks":               func(i int) string { return strings.Repeat("`", i%400+1) + " " },
	"tags":                    same("<a "),
	"less-than signs":         same("<"),
	"tag and comment":         same("<!a"),
	"declarations":            same("<?"),
	"entities":                same("&amp"),
	"backslashes":             same(`\`),
	"addresses":               same("https://example.org "),
	"schemes":                 same("http://a"),
	"mail":                    same("a@b."),
	"headings":                same("## A\n\n"),
	"headings, numbered":      numbered("## A %d\n\n"),
	"cells":                   same("|"),
	"rows":                    numbered("| a | %d |\n|---|---|\n"),
	"words to define":         same("a\n: b\n\n"),
	"fences":                  same("```\n"),
	"indented":                same("    a\n\n"),
	"spaces":                  same(" "),
	"blank lines":             same("\n"),
	"rules":                   same("***\n"),
	"underlined":              same("a\n=\n"),
	"one long word":           same("a"),
	"letters with marks":      same("é"),
	"backslashes in code":     func(i int) string { return map[bool]string{true: "    "}[i == 0] + `\:::` },
	"tabs":                    same("\t"),
}

// costFront are values of a page's front matter, as long as n.
var costFront = map[string]func(n int) string{
	"inline tables": func(n int) string { return "a = " + nested("{a=", "1", "}", n/4) },
	"lists":         func(n int) string { return "a = " + nested("[", "1", "]", n/2) },
	"dotted keys":   func(n int) string { return strings.Repeat("a.", n/2) + "a = 1" },
	"headers":       func(n int) string { return "[extra." + strings.Repeat("a.", n/2) + "a]" },
	"tables":        func(n int) string { return upTo(n, numbered("[extra.a%d]\nb = 1\n")) },
	"keys":          func(n int) string { return upTo(n, numbered("a%d = 1\n")) },
	"long list":     func(n int) string { return "a = [" + upTo(n, numbered("%d, ")) + "]" },
	"long table":    func(n int) string { return "a = { b = 1" + upTo(n, numbered(", a%d = 1")) + " }" },
	"long text":     func(n int) string { return `a = "` + strings.Repeat("x", n) + `"` },
	"braces":        func(n int) string { return `a = "` + strings.Repeat("{", n) + `"` },
	"marks":         func(n int) string { return `a = "` + upTo(n, numbered("{nodeco} %d ")) + `"` },
	"tags":          func(n int) string { return "\n[related]\n" + upTo(n, numbered("\"incidents/a%d\" = \"x\"\n")) },
	"timeline": func(n int) string {
		return "\n[timeline]\n" + upTo(n, numbered("\"2026-03-04T10:00:00.%dZ\" = \"x\"\n"))
	},
	"hidden": func(n int) string { return upTo(n, numbered("[extra.a%d]\naudience = \"internal\"\nb = \"x%d\"\n")) },
}

func nested(open, inside, closed string, n int) string {
	return strings.Repeat(open, n) + inside + strings.Repeat(closed, n)
}

// upTo repeats a part until a text has so many bytes.
func upTo(size int, part func(int) string) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		b.WriteString(part(i))
	}
	return b.String()
}

func costPage(front, body string) fstest.MapFS {
	config := "title = \"T\"\nas_of = 2026-09-30\n[names.nodeco]\npublic = \"a firm\"\ninternal = \"Larkwell\"\n"
	head := "+++\ntitle = \"P\"\nseverity = \"high\"\naudience = \"public\"\n"
	return fstest.MapFS{
		"candor.toml":                       {Data: []byte(config)},
		"content/incidents/2026-03-04-p.md": {Data: []byte(head + front + "\n+++\n\n" + body + "\n")},
	}
}

// TestCost: an input of 100 KB takes no more than 2.4 times as long as half of
// it. Times too short to be measured on a busy machine are right.
func TestCost(t *testing.T) {
	if testing.Short() {
		t.Skip("it measures")
	}
	for name, part := range costBody {
		t.Run("body: "+name, func(t *testing.T) {
			checkCost(t, func(n int) fstest.MapFS { return costPage("", upTo(n, part)) })
		})
	}
	for name, front := range costFront {
		t.Run("front matter: "+name, func(t *testing.T) {
			checkCost(t, func(n int) fstest.MapFS { return costPage("[extra]\n"+front(n), "Text.") })
		})
	}
}

func checkCost(t *testing.T, site func(n int) fstest.MapFS) {
	t.Helper()
	const size, short = 100_000, time.Second
	var whole, half time.Duration
	for range 4 {
		if whole = shorter(whole, readTime(site(size))); whole < short {
			return
		}
		if half = shorter(half, readTime(site(size/2))); whole < half*12/5 {
			return
		}
	}
	t.Errorf("%d bytes take %v, half of them %v", size, whole, half)
}

func shorter(before, now time.Duration) time.Duration {
	if before == 0 {
		return now
	}
	return min(before, now)
}

// readTime is how long a site takes to be read, with errors or without.
func readTime(site fstest.MapFS) time.Duration {
	began := time.Now()
	if s, err := LoadFS(Config{}, site); err == nil {
		s.Close()
	}
	return time.Since(began)
}
