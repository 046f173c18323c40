package cut

import (
	"path"
	"slices"
	"strings"

	"candor/generator/internal/document"
	"candor/generator/internal/source"
)

// byAudience are the tables of candor.toml whose members are named after
// audiences. Those of [names] are one level deeper.
var byAudience = []string{"tlp", "editions", "never"}

// checkTree reports what would be published because nobody cuts it: marks in
// strings, keys and comments, keys that are nearly "audience", and entries named
// after an audience. text is the file, or its front matter, as written; firstLine
// is the number of its first line in the file.
func (r *Rules) checkTree(file string, root *document.Node, text string, firstLine int, ps *source.Problems) {
	c := &treeCheck{rules: r, file: file, ps: ps, lines: map[int]bool{}}
	c.table(root, nil)
	c.comments(text, firstLine)
	if empty := document.Empty(root); empty != nil && r.CheckEmpty != nil {
		r.CheckEmpty(file, empty, ps)
	}
}

type treeCheck struct {
	rules *Rules
	file  string
	ps    *source.Problems
	lines map[int]bool // with an error
}

func (c *treeCheck) errorf(n *document.Node, code, hint, message string) {
	at := n.At(c.file)
	c.lines[at.Line] = true
	c.ps.Errorf(at, code, hint, "%s", message)
}

const literalHint = "; write a backslash before the brace to print it"

// table looks at the members of a table or list. path are the keys that lead to it.
func (c *treeCheck) table(n *document.Node, path []string) {
	for _, m := range n.Nodes {
		if n.Kind == document.Table {
			c.key(m, path)
		}
		if m.Kind == document.String {
			c.text(m)
		}
		if len(m.Nodes) > 0 {
			c.table(m, append(slices.Clip(path), m.Key))
		}
	}
}

func (c *treeCheck) text(n *document.Node) {
	if what := refusedIn(n.Text); what != "" {
		c.errorf(n, "mark/character", "remove the escape", what+", written as an escape")
		return
	}
	switch {
	case c.rules.markInString(n.Text):
		c.errorf(n, "mark/in-string", "use a table named after the audience, or an entry with an audience"+literalHint,
			"a mark in front matter, data or configuration is not cut")
	case strings.Contains(n.Text, "<!--"):
		c.errorf(n, "mark/in-string", "write it behind a # on a line of its own", "a comment in a string is not cut")
	}
}

func (c *treeCheck) key(n *document.Node, path []string) {
	if what := refusedIn(n.Key); what != "" {
		c.errorf(n, "mark/character", "remove the escape", what+", written as an escape")
		return
	}
	switch key := fold(n.Key); {
	case n.Key == "audience" && c.file == source.ConfigFile:
		c.errorf(n, "mark/audience-key", "only [tlp], [editions], [never] and [names.KEY] differ between audiences", "an audience in candor.toml hides nothing")
	case n.Key == "audience" || n.Key == "audiences" && len(path) == 0 && c.file == source.ConfigFile:
	case c.rules.markInString(n.Key):
		c.errorf(n, "mark/in-key", "write the key without it, and give the entry an audience", "a mark in a key is not cut")
	case nearAudienceKey(key):
		c.errorf(n, "mark/audience-key", `write audience = "…", or use another word for the key`, "this key is nearly called audience, and hides nothing")
	case c.rules.namesAudience(n, key) && !c.keyedByAudience(n, path):
		c.errorf(n, "mark/audience-key", `write audience = "`+c.rules.Order.Name(0)+`" in an entry, or use another word for the key`,
			"an entry named after an audience is not hidden from anybody")
	}
}

// nearAudienceKey reports whether a folded key reads like "audience".
func nearAudienceKey(key string) bool {
	return source.Distance(strings.Trim(strings.ReplaceAll(key, " ", ""), "-_:"), "audience") <= 2
}

// namesAudience reports whether a member is named after an audience: exactly, or
// nearly if it is a table.
func (r *Rules) namesAudience(n *document.Node, key string) bool {
	if _, ok := r.Order.Parse(key); ok {
		return true
	}
	return n.Kind == document.Table && len(key) > 4 && r.near(key)
}

// keyedByAudience reports whether a member stands where its name decides who sees
// it. Whether it names an audience that there is, others check.
func (c *treeCheck) keyedByAudience(n *document.Node, path []string) bool {
	_, exact := c.rules.Order.Parse(n.Key)
	switch {
	case c.file == source.ConfigFile:
		return len(path) == 1 && (slices.Contains(byAudience, path[0]) || path[0] == "names") || len(path) == 2 && path[0] == "names"
	case c.file == source.LockFile:
		return len(path) == 2 && path[1] == "levels"
	case strings.HasSuffix(c.file, ".md"):
		if len(path) == 1 { // one in another is reported as such
			_, exact = c.rules.Order.Parse(path[0])
		}
		return len(path) <= 1 && exact && n.Kind == document.Table
	}
	return false
}

// comments reports marks in comments: whoever wrote one expects that somebody
// reads it.
func (c *treeCheck) comments(text string, line int) {
	for l := range strings.Lines(text) {
		if i := strings.IndexByte(l, '#'); i >= 0 && !c.lines[line] && c.rules.markInCode(strings.TrimSuffix(l[i:], "\n")) {
			column := len([]rune(l[:i])) + 1
			c.ps.Errorf(source.Pos{File: c.file, Line: line, Column: column}, "mark/in-comment", "remove it, or write a backslash before the brace",
				"a mark in a comment hides nothing: no comment is in any edition")
		}
		if question, ok := strings.CutPrefix(strings.TrimSpace(l), "# decide: "); ok {
			c.ps.Warnf(source.Pos{File: c.file, Line: line, Column: 1}, "import/decide", "answer it, then remove this line", "%s", question)
		}
		line++
	}
}

// CheckName reports a mark in the name of a file or folder.
func (r *Rules) CheckName(file string, ps *source.Problems) {
	if r.markInString(path.Base(file)) || r.markInString(path.Base(path.Dir(file))) {
		ps.Errorf(source.Pos{File: file, Line: 1, Column: 1}, "mark/in-name", "rename it, and hide the page that it belongs to", "a mark in the name of a file is not cut")
	}
}

// markInString reports whether a text where nothing is cut holds a mark, or what
// reads like one.
func (r *Rules) markInString(text string) bool {
	if ascii(text) && !strings.ContainsAny(text, "{}") && !strings.Contains(text, ":::") {
		return false
	}
	folded := fold(text)
	if m := colonWord.FindStringSubmatchIndex(folded); m != nil && !escaped(folded, m[0]) && r.near(folded[m[2]:m[3]]) {
		return true
	}
	for i := range len(folded) {
		switch {
		case escaped(folded, i):
		case folded[i] == '}' && r.slip(folded[:i], false):
			return true
		case folded[i] == '{' && !r.nameAt(text, folded[i+1:]) && r.doubt(folded[:i], folded[i+1:]) != noMark:
			return true
		}
	}
	return false
}

// nameAt reports whether a brace opens one of [names].
func (r *Rules) nameAt(text, folded string) bool {
	word, behind := firstWord(folded)
	_, ok := r.Names[word]
	return ok && strings.HasPrefix(behind, "}") && strings.Contains(text, "{"+word+"}")
}

func escaped(text string, at int) bool { return at > 0 && text[at-1] == '\\' }
