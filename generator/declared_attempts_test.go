package generator

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
)

// attempt is one way to write something that others must not see.
type attempt struct {
	name  string
	files map[string]string
	// control is the same without the mark: what it says has to come out, else the
	// attempt proves nothing; "" where there is no such thing.
	control map[string]string
}

// schemaNode is what the tests read of a JSON schema.
type schemaNode struct {
	Type, Pattern string
	Enum          []string
	Properties    map[string]*schemaNode
	Additional    json.RawMessage `json:"additionalProperties"`
	Names         *schemaNode     `json:"propertyNames"`
	Items         *schemaNode
	AnyOf         []*schemaNode
	Ref           string `json:"$ref"`
	Definitions   map[string]*schemaNode
	Required      []string

	members *schemaNode // of a table with keys of the author's own
}

// resolve puts what a reference names in its place, everywhere below a form.
func (n *schemaNode) resolve(definitions map[string]*schemaNode) {
	if name, ok := strings.CutPrefix(n.Ref, "#/definitions/"); ok {
		*n = *definitions[name]
	}
	if e := n.entry(); e != nil {
		e.resolve(definitions)
		n.members = e
	}
	for _, m := range slices.Concat(slices.Collect(maps.Values(n.Properties)), n.AnyOf, []*schemaNode{n.Items}) {
		if m != nil {
			m.resolve(definitions)
		}
	}
}

// entry is the form of the members of a table with keys of the author's own; nil
// for a table that has none.
func (n *schemaNode) entry() *schemaNode {
	var e schemaNode
	if len(n.Additional) == 0 || json.Unmarshal(n.Additional, &e) != nil {
		return nil
	}
	return &e
}

// keysOf are keys for a table whose keys have that form.
func keyFor(names *schemaNode) string {
	if names == nil {
		return "k-1"
	}
	for _, key := range []string{"2026-03", "2026-03-04", "2026-03-04T10:00:00Z", "d/c", "critical", "public", "link/missing"} {
		if len(names.Enum) == 0 && names.Pattern != "" && strings.Contains(names.Pattern, `\d{4}`) == strings.HasPrefix(key, "2026") {
			return key
		}
		if slices.Contains(names.Enum, key) {
			return key
		}
	}
	return "k-1"
}

// sample is a value of a form, as TOML; text stands in every free text.
func (n *schemaNode) sample(text string) string {
	switch {
	case len(n.AnyOf) > 0:
		return n.AnyOf[len(n.AnyOf)-1].sample(text)
	case len(n.Enum) > 0:
		return fmt.Sprintf("%q", n.Enum[0])
	case strings.Contains(n.Pattern, `\d{4}`):
		return "2026-03-04"
	case n.Type == "integer", n.Type == "number":
		return "1"
	case n.Type == "boolean":
		return "true"
	case n.Type == "array" && n.Items != nil:
		return "[" + n.Items.sample(text) + "]"
	case n.Type == "object":
		var members []string
		for _, key := range slices.Sorted(slices.Values(n.Required)) {
			if p := n.Properties[key]; p != nil {
				members = append(members, fmt.Sprintf("%q = %s", key, p.sample(text)))
			}
		}
		return "{ " + strings.Join(members, ", ") + " }"
	}
	return fmt.Sprintf("%q", text)
}

// declaredKey is where a value stands: the form of the table around it, its key, and how
// the file looks with a text there.
type declaredKey struct {
	path  string
	form  *schemaNode
	write func(value string) string // the member that holds the value, as TOML
}

// places walks a form. wrap puts a member of this table into the file.
func (n *schemaNode) places(at string, wrap func(member string) string, out *[]declaredKey) {
	if len(n.AnyOf) > 0 {
		for i, a := range n.AnyOf {
			a.places(fmt.Sprintf("%s|%d", at, i), wrap, out)
		}
		return
	}
	members := maps.Clone(n.Properties)
	if e := n.members; e != nil {
		if members == nil {
			members = map[string]*schemaNode{}
		}
		members[keyFor(n.Names)] = e
	}
	for _, key := range slices.Sorted(maps.Keys(members)) {
		m := members[key]
		write := func(value string) string { return wrap(fmt.Sprintf("%q = %s", key, value)) }
		*out = append(*out, declaredKey{at + "/" + key, m, write})
		inner := func(member string) string {
			return write(m.tableWith(member))
		}
		m.places(at+"/"+key, inner, out)
		if m.Items != nil {
			m.Items.places(at+"/"+key+"[]", func(member string) string { return write("[" + m.Items.tableWith(member) + "]") }, out)
		}
	}
}

// tableWith is a table of a form with what it needs and one more member.
func (n *schemaNode) tableWith(member string) string {
	key, _, _ := strings.Cut(member, " = ")
	members := []string{member}
	for _, need := range slices.Compact(slices.Sorted(slices.Values(append([]string{"title"}, n.Required...)))) {
		if p := n.Properties[need]; p != nil && fmt.Sprintf("%q", need) != key {
			members = append(members, fmt.Sprintf("%q = %s", need, p.sample("x")))
		}
	}
	return "{ " + strings.Join(members, ", ") + " }"
}

// keyAttempts tries every declared key of every form of a file.
func keyAttempts(t *testing.T) []attempt {
	t.Helper()
	schemas, err := Schemas(Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	var out []attempt
	tried := map[string]bool{}
	for _, s := range schemas {
		var root schemaNode
		if err := json.Unmarshal(s.JSON, &root); err != nil {
			t.Fatal(err)
		}
		root.resolve(root.Definitions)
		file := fileOf(s)
		if file == "" {
			t.Errorf("no file of the form %s is tried", s.Name)
			continue
		}
		var list []declaredKey
		root.places("", func(member string) string { return member }, &list)
		for _, p := range list {
			// Pages share their keys: those of incidents stand for all, and those above
			// all tables for the ones in tables of audiences.
			shape := strings.TrimPrefix(p.path, "/internal")
			if s.Front && tried[shape] || strings.HasSuffix(shape, "/audience") {
				continue
			}
			tried[shape] = s.Front
			out = append(out, p.attempts(s, file)...)
		}
	}
	return out
}

// fileOf is the file of declaredBase that has a form.
func fileOf(s Schema) string {
	dir := path.Dir(strings.Replace(s.Files, "/**", "", 1))
	for _, file := range slices.Sorted(maps.Keys(declaredBase)) {
		if file == s.Files || path.Dir(file) == dir && dir != "." && !slices.Contains([]string{"data/roadmap.toml", "data/debt.toml", "data/maturity.toml", "data/systems.toml"}, file) {
			return file
		}
	}
	return ""
}

func (p declaredKey) attempts(s Schema, file string) []attempt {
	site := func(member string) map[string]string {
		return map[string]string{file: withMember(declaredBase[file], member)}
	}
	name := s.Name + p.path
	marked := "{internal: " + secretWord + "}"
	out := []attempt{{name + ": a mark in the value", site(p.write(fmt.Sprintf("%q", marked))), nil}}
	form := p.form
	if form.Type == "string" && form.Pattern == "" {
		out[0].control = site(p.write(fmt.Sprintf("%q", secretWord)))
	}
	if len(form.AnyOf) > 0 {
		form = form.AnyOf[len(form.AnyOf)-1]
	}
	if form.Type != "object" {
		return out
	}
	said := form.says()
	with := func(extra string) map[string]string { return site(p.write(form.tableWith(said + ", " + extra))) }
	control := site(p.write(form.tableWith(said)))
	return append(out,
		attempt{name + ": a mark in a key", site(p.write(form.tableWith(fmt.Sprintf("%q = \"x\"", marked)))), nil},
		attempt{name + ": audience", with(`audience = "internal"`), control},
		attempt{name + ": audiense", with(`audiense = "internal"`), control},
		attempt{name + ": Audience", with(`Audience = "internal"`), control},
		attempt{name + ": an entry named after an audience", site(p.write(form.tableWith(fmt.Sprintf("internal = { note = %q }", secretWord)))), nil})
}

// says is a member of a table that says the word.
func (n *schemaNode) says() string {
	for _, key := range []string{"text", "title", "note", "summary", "barrier", "scope"} {
		if m := n.Properties[key]; m != nil && m.Type == "string" {
			return fmt.Sprintf("%q = %q", key, secretWord)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(n.Properties)) {
		if m := n.Properties[key]; m.Type == "string" && m.Pattern == "" {
			return fmt.Sprintf("%q = %q", key, secretWord)
		}
	}
	if e := n.members; e != nil && e.Type == "object" {
		return fmt.Sprintf("%q = %s", keyFor(n.Names), e.tableWith(e.says()))
	}
	return fmt.Sprintf("%q = %q", keyFor(n.Names), secretWord)
}

// withMember puts a member into a file in the place of the one of the same key.
func withMember(text, member string) string {
	key, _, _ := strings.Cut(member, " = ")
	var b strings.Builder
	for line := range strings.Lines(text) {
		if own, _, ok := strings.Cut(line, " = "); !ok || strings.Trim(own, `"`) != strings.Trim(key, `"`) {
			b.WriteString(line)
		}
	}
	rest := b.String()
	if i := strings.Index("\n"+rest, "\n["); i >= 0 { // above the tables
		return rest[:i] + member + "\n" + rest[i:]
	}
	return rest + member + "\n"
}

// fileAttempts tries every kind of file that a site may hold.
func fileAttempts() []attempt {
	const head = "+++\ntitle = \"X\"\nseverity = \"high\"\naudience = \"public\"\n+++\n"
	mark := "{internal: " + secretWord + "}"
	const bundle = "content/incidents/2026-03-04-y/"
	beside := func(name, text string) map[string]string {
		return map[string]string{bundle + "index.md": head + "[x](" + name + ")\n", bundle + name: text}
	}
	svg := func(text string) string {
		return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><text>" + text + "</text></svg>\n"
	}
	theme := func(name, text string) map[string]string {
		return map[string]string{"candor.toml": "theme = \"own\"\n" + declaredConfig, "themes/own/" + name: text}
	}
	base, _ := ThemeFile("base.html")
	page := func(text string) string { return strings.Replace(string(base), "</body>", "<p>"+text+"</p></body>", 1) }
	sheet := func(header, rows string) map[string]string {
		return map[string]string{"data/metrics/m.toml": declaredBase["data/metrics/m.toml"] + "points_from = { csv = \"s.csv\", period = \"period\", value = \"value\", because = \"because\" }\n",
			"data/metrics/s.csv": header + "\n" + rows}
	}
	logo := "candor.toml"
	return []attempt{
		{"a text file beside a page", beside("a.txt", mark), beside("a.txt", secretWord)},
		{"a text file beside a page: nearly an audience", beside("a.txt", "{itnernal: "+secretWord+"}"), nil},
		{"a text file beside a page: a wrong bracket", beside("a.txt", "(internal: "+secretWord+"}"), nil},
		{"a log beside a page", beside("a.log", mark), beside("a.log", secretWord)},
		{"a patch beside a page", beside("a.patch", "+"+mark), nil},
		{"a drawing", beside("a.svg", svg(mark)), beside("a.svg", svg(secretWord))},
		{"a drawing: entities", beside("a.svg", svg("&#123;internal: "+secretWord+"}")), nil},
		{"a drawing: tags in the mark", beside("a.svg", svg("{<tspan>internal</tspan>: "+secretWord+"}")), nil},
		{"a sheet beside a page: a cell", beside("a.csv", "who,n\n"+mark+",1\n"), beside("a.csv", "who,n\n"+secretWord+",1\n")},
		{"a sheet beside a page: a column of audiences", beside("a.csv", "who,n,audience\n"+secretWord+",1,internal\nx,2,public\n"), beside("a.csv", "who,n,audience\n"+secretWord+",1,public\n")},
		{"a sheet beside a page: semicolons", beside("a.csv", "who;n;audience\n"+secretWord+";1;internal\n"), beside("a.csv", "who;n;audience\n"+secretWord+";1;\n")},
		{"a sheet beside a page: tabs", beside("a.tsv", "who\tn\taudience\n"+secretWord+"\t1\tinternal\n"), nil},
		{"a sheet beside a page: nearly a column", beside("a.csv", "who,n,audiense\n"+secretWord+",1,internal\n"), nil},
		{"a sheet beside a page: two columns", beside("a.csv", "who,audience,audience\n"+secretWord+",,internal\n"), nil},
		{"a sheet beside a page: an unknown audience", beside("a.csv", "who,audience\n"+secretWord+",internl\n"), nil},
		{"a sheet beside a page: a line above the columns", beside("a.csv", "Report\nwho,audience\n"+secretWord+",internal\n"), nil},
		{"a sheet beside a page: a line above the columns, tabs", beside("a.tsv", "a, b\nwho\taudience\n"+secretWord+"\tinternal\n"), nil},
		{"a sheet beside a page: the column has another name", beside("a.csv", "who;seen by\n"+secretWord+";Internal\n"), nil},
		{"a sheet beside a page: a column called as an audience", beside("a.csv", "who,internal\n"+secretWord+",yes\n"), nil},
		{"a sheet that is a text by its name", beside("a.txt", "who | audience\n"+secretWord+" | internal\n"), nil},
		{"a sheet of points: a column called as an audience", sheet("period,value,because,internal", "2026-01,1,"+secretWord+",yes\n"), nil},
		{"a text file beside a page: a wrong bracket behind a colon", beside("a.txt", "note: (internal: "+secretWord+"}"), nil},
		{"JSON beside a page: an escaped mark", beside("a.json", `{"a": "\u007Binternal: `+secretWord+`\u007d"}`), nil},
		{"JSON beside a page: a mark", beside("a.json", `{"a": "`+mark+`"}`), beside("a.json", `{"a": "`+secretWord+`"}`)},
		{"JSON beside a page: audience", beside("a.json", `[{"a": {"who": "`+secretWord+`", "audience": "internal"}}]`), nil},
		{"JSON beside a page: Audience", beside("a.json", `{"who": "`+secretWord+`", "Audience": "internal"}`), nil},
		{"TOML beside a page: audience", beside("a.toml", "who = \""+secretWord+"\"\naudience = \"internal\"\n"), nil},
		{"YAML beside a page: audience", beside("a.yaml", "- who: "+secretWord+"\n  audience: internal\n"), nil},
		{"the name of a file", beside("{internal:"+secretWord+"}.txt", "x"), beside(secretWord+".txt", "x")},
		{"the name of a folder", map[string]string{"content/incidents/2026-{internal:" + secretWord + "}/index.md": head}, nil},
		{"a comment in TOML", map[string]string{bundle + "index.md": strings.Replace(head, "severity", "# "+mark+"\nseverity", 1)}, nil},
		{"a comment behind a value", map[string]string{bundle + "index.md": strings.Replace(head, "\"high\"", "\"high\" # "+mark, 1)}, nil},
		{"a comment in YAML", map[string]string{bundle + "index.md": "---\ntitle: X\n# " + mark + "\nseverity: high\naudience: public\n---\n"}, nil},
		{"a string in YAML", map[string]string{bundle + "index.md": "---\ntitle: \"X " + mark + "\"\nseverity: high\naudience: public\n---\n"}, nil},
		{"a key in YAML", map[string]string{bundle + "index.md": "---\ntitle: X\nseverity: high\naudience: public\nextra:\n  \"" + mark + "\": x\n---\n"}, nil},
		{"Audience in YAML", map[string]string{bundle + "index.md": "---\ntitle: X\nseverity: high\naudience: public\nextra:\n  a:\n    who: " + secretWord + "\n    Audience: internal\n---\n"}, nil},
		{"a template", theme("base.html", page(mark)), theme("base.html", page(secretWord))},
		{"a template: entities", theme("base.html", page("&#123;internal: "+secretWord+"}")), nil},
		{"words of a language", theme("strings/en.toml", "skip = \""+mark+"\"\n"), theme("strings/en.toml", "skip = \""+secretWord+"\"\n")},
		{"a style sheet", theme("tokens.css", "/* "+mark+" */\n"), nil},
		{"a script", theme("site.js", "// "+mark+"\n"), nil},
		{"a sheet of a metric: a cell", sheet("period,value,because,who", "2026-03,1,,"+mark+"\n"), nil},
		{"a sheet of a metric: a header", sheet("period,value,because,"+mark, "2026-03,1,,x\n"), nil},
		{"a sheet of a metric: a reason", sheet("period,value,because,audience", "2026-03,1,"+mark+",internal\n"), nil},
		{"a sheet of a metric: two columns", sheet("period,value,because,audience,audience", "2026-03,1,x,,internal\n2026-04,2,"+secretWord+",,\n"), nil},
		{"a logo", map[string]string{logo: declaredConfig + "[brand]\nlogo = \"logo.svg\"\n", "logo.svg": svg(mark)}, map[string]string{logo: declaredConfig + "[brand]\nlogo = \"logo.svg\"\n", "logo.svg": svg(secretWord)}},
	}
}

// someKeys are attempts on keys of each kind.
func someKeys() []attempt {
	const incident = "content/incidents/2026-03-04-x.md"
	page := func(more string) map[string]string { return map[string]string{incident: declaredBase[incident] + more} }
	metric := func(more string) map[string]string {
		return map[string]string{"data/metrics/m.toml": declaredBase["data/metrics/m.toml"] + more}
	}
	model := func(group string) map[string]string {
		return map[string]string{"data/maturity.toml": strings.Replace(declaredBase["data/maturity.toml"], "title = \"D\"", "title = \"D\", group = \"g\"", 1) + group}
	}
	named := func(names string) map[string]string {
		return map[string]string{"candor.toml": declaredConfig + names, incident: declaredBase[incident] + "summary = \"By {" + strings.ToLower(secretWord) + "}\"\n"}
	}
	mark := "{internal: " + secretWord + "}"
	return []attempt{
		{"a mark in the title of the site", map[string]string{"candor.toml": strings.Replace(declaredConfig, "\"T\"", "\""+mark+"\"", 1)},
			map[string]string{"candor.toml": strings.Replace(declaredConfig, "\"T\"", "\""+secretWord+"\"", 1)}},
		{"a mark in a key", page("[extra]\n\"" + mark + "\" = \"x\"\n"), page("[extra]\n" + secretWord + " = \"x\"\n")},
		{"audiense", page("[extra.a]\nwho = \"" + secretWord + "\"\naudiense = \"internal\"\n"), nil},
		{"Audience", page("[actions.a]\ntitle = \"" + secretWord + "\"\nowner = \"team\"\nAudience = \"internal\"\n"), nil},
		{"an entry named after an audience", page("[extra.internal]\nwho = \"" + secretWord + "\"\n"), nil},
		{"the audience of points", metric("[points]\naudience = \"internal\"\n2026-01 = { value = 3, note = \"" + secretWord + "\" }\n"),
			metric("[points]\n2026-01 = { value = 3, note = \"" + secretWord + "\" }\n")},
		{"the audience of changes", metric("[points]\n2026-01 = 3\n[changes]\naudience = \"internal\"\n2026-01 = \"" + secretWord + "\"\n"),
			metric("[points]\n2026-01 = 3\n[changes]\n2026-01 = \"" + secretWord + "\"\n")},
		{"the audience of a group", model("[groups.g]\ntitle = \"" + secretWord + "\"\naudience = \"internal\"\n"), model("[groups.g]\ntitle = \"" + secretWord + "\"\n")},
		{"a wrong bracket", page("+++\n(internal: " + secretWord + "}\n"), nil},
		{"the key of a name", named("[names." + strings.ToLower(secretWord) + "]\npublic = \"a firm\"\ninternal = \"x\"\n"), nil},
	}
}
