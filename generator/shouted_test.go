package generator

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

// overlaid is the example with parts of candor.toml replaced.
func overlaid(t *testing.T, replace map[string]string) fstest.MapFS {
	t.Helper()
	files, src := fstest.MapFS{}, example(t)
	for _, part := range []string{"content", "data", "candor.toml"} {
		err := fs.WalkDir(src, part, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(src, p)
			files[p] = &fstest.MapFile{Data: data}
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
	return files
}

// shout writes all that the authors of a site wrote in large letters. Returned are
// the keys and tags that they chose, which are left as they are.
func shout(files fstest.MapFS) map[string]bool {
	keys := map[string]bool{"public": true, "internal": true}
	for name, file := range files {
		switch text := string(file.Data); path.Ext(name) {
		case ".md":
			fence := text[:4]
			front, body, _ := strings.Cut(text[4:], "\n"+fence)
			file.Data = []byte(fence + shoutValues(front, name, keys) + "\n" + fence + shoutText(body))
		case ".toml":
			file.Data = []byte(shoutValues(text, name, keys))
		case ".csv":
			for _, cell := range nameOf.FindAllString(text, -1) {
				keys[cell] = true
			}
		}
		keys[strings.TrimSuffix(path.Base(name), path.Ext(name))] = true
	}
	return keys
}

var (
	// atom is a key or a value in a line of TOML or YAML.
	atom    = regexp.MustCompile(`"(?:[^"\\]|\\.)*"(\s*=)?|[A-Za-z0-9_-]+(\s*=|:( [^"{\n]*)?)`)
	inTable = regexp.MustCompile(`^\[([^\]]+)\]`)
	nameOf  = regexp.MustCompile(`[a-zA-Z0-9_-]+`)
	// freeText are the keys of texts, textTable the tables whose values are texts,
	// asGiven the keys of names, namesIn where keys are names.
	freeText  = regexp.MustCompile(`^(title|summary|text|note|because|faster|justification|reputation|whys|well|wrong|lucky|owner|description|caveats|source|authors|participants|assets|evidence|recommendation|project|assessor|method|criteria|scope|barrier|potential|guidance|organization|levels|services|checks|\d{4}-.*)$`)
	textTable = regexp.MustCompile(`^(severities|names\..*)$`)
	asGiven   = regexp.MustCompile(`^(tags|systems|system|network|subject|id|theme|version|runbooks|commit)$`)
	namesIn   = regexp.MustCompile(`^(checks|answers)\s*=`)
)

// shoutValues writes the texts of a file's data in large letters.
func shoutValues(data, name string, keys map[string]bool) string {
	in, key := "", ""
	lines := strings.Split(data, "\n")
	for i, line := range lines {
		if m := inTable.FindStringSubmatch(line); m != nil {
			in = m[1]
			for n, k := range nameOf.FindAllString(in, -1) {
				if n > 0 || strings.HasPrefix(name, "data/") {
					keys[k] = true
				}
			}
			continue
		}
		named := in == "runbooks" || in == "extra" || in == "links" || namesIn.MatchString(line)
		lines[i] = atom.ReplaceAllStringFunc(line, func(s string) string {
			if k, ok := strings.CutSuffix(s, "="); ok {
				key = strings.Trim(k, `" `)
				if named {
					keys[key] = true
				}
				return s
			}
			value := s
			if k, v, ok := strings.Cut(s, ":"); ok && s[0] != '"' {
				key, value = k, v
			}
			switch {
			case asGiven.MatchString(key):
				for _, k := range strings.Split(strings.Trim(value, `" []`), ", ") {
					keys[k] = true
				}
			case strings.Contains(value, "://"), key == "assessor" && strings.Contains(name, "attestations/"), key == "method" && !strings.Contains(value, " "):
			case key == "unit" && value != `"hours"` && value != `"days"`, freeText.MatchString(key), strings.HasPrefix(line, "checks"), textTable.MatchString(in):
				return strings.TrimSuffix(s, value) + shoutText(value)
			}
			return s
		})
	}
	return strings.Join(lines, "\n")
}

// quiet are the pieces of a text that are not its author's words: where links
// lead, marks, code.
var quiet = regexp.MustCompile("(?m)\\]\\([^)]*\\)|^:::[^|\n]*|\\{[a-z]+: |\\| public: |\\{[a-z]+\\}|`[^`]*`")

func shoutText(body string) string {
	var out strings.Builder
	last := 0
	for _, at := range append(quiet.FindAllStringIndex(body, -1), []int{len(body), len(body)}) {
		out.WriteString(strings.ToUpper(body[last:at[0]]) + body[at[0]:at[1]])
		last = at[1]
	}
	return out.String()
}
