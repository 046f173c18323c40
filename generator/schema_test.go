package generator

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"candor/generator/internal/cut"
	"candor/generator/internal/document"
	"candor/generator/internal/source"
)

// compiled are the schemas, ready to validate.
func compiled(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	schemas, err := Schemas(Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	out := map[string]*jsonschema.Schema{}
	for _, s := range schemas {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(s.JSON))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.AddResource(s.Name+".json", doc); err != nil {
			t.Fatal(err)
		}
		if out[s.Name], err = c.Compile(s.Name + ".json"); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// schemaOf is the name of the schema that a file of a site has.
func schemaOf(t *testing.T, file string) string {
	t.Helper()
	schemas, err := Schemas(Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range schemas {
		dir, base := path.Split(strings.Replace(s.Files, "/**", "", 1))
		match, _ := path.Match(base, path.Base(file))
		if match && (path.Dir(file)+"/" == dir || s.Front && strings.HasPrefix(file, dir) || dir == "" && path.Dir(file) == ".") {
			return s.Name
		}
	}
	return ""
}

// plain is a tree as an editor hands it to a schema: dates are texts.
func plain(n *document.Node) any {
	switch n.Kind {
	case document.Table:
		out := map[string]any{}
		for _, m := range n.Nodes {
			out[m.Key] = plain(m)
		}
		return out
	case document.List:
		out := []any{}
		for _, m := range n.Nodes {
			out = append(out, plain(m))
		}
		return out
	case document.Integer, document.Float:
		f, _ := n.Number()
		return f
	case document.Boolean:
		return n.Int != 0
	case document.Date:
		return n.Time.Format(time.DateOnly)
	case document.Moment:
		return n.Time.Format(time.RFC3339)
	}
	return n.Text
}

// headOf is a file's front matter or data.
func headOf(t *testing.T, file string, data []byte) *document.Node {
	t.Helper()
	var ps Problems
	rules := cut.NewRules(&document.Node{}, nil, &ps)
	if strings.HasSuffix(file, ".md") {
		if page := rules.ReadPage(file, data, &ps); page != nil {
			return page.Head
		}
	} else if root := cut.ParseTOML(file, data, &ps); root != nil {
		return root
	}
	t.Fatalf("%s: %v", file, ps)
	return nil
}

// TestSchemasFit: all files of the example are what their schemas describe.
func TestSchemasFit(t *testing.T) {
	schemas := compiled(t)
	files, err := source.Open(example(t))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, file := range files.Paths {
		name := schemaOf(t, file)
		if name == "" {
			continue
		}
		seen[name] = true
		data, err := files.Read(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := schemas[name].Validate(plain(headOf(t, file, data))); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	for name := range schemas {
		if !seen[name] && name != "lock" {
			t.Errorf("no file of the example has the schema of %s", name)
		}
	}
}

type fileText struct{ file, text string }

func (f fileText) data() []byte {
	if strings.HasSuffix(f.file, ".md") {
		return []byte("+++\n" + f.text + "\n+++\n")
	}
	return []byte(f.text)
}

// TestSchemasRefuse: what the strict reading refuses, its schema refuses.
func TestSchemasRefuse(t *testing.T) {
	schemas := compiled(t)
	for _, c := range []fileText{
		{"candor.toml", "organization = \"no title\""},
		{"candor.toml", "title = \"T\"\ntitel = \"T\""},
		{"candor.toml", "title = \"T\"\ntlp = { public = \"TLP:WHITE\" }"},
		{"candor.toml", "title = \"T\"\ntlp = { nobody = \"TLP:RED\" }"},
		{"candor.toml", "title = \"T\"\nchecks = { \"link/missing\" = \"fatal\" }"},
		{"candor.toml", "title = \"T\"\nas_of = \"soon\""},
		{"content/incidents/x.md", "date = 2026-01-01"},
		{"content/incidents/x.md", "title = \"T\"\nseverity = \"severe\""},
		{"content/incidents/x.md", "title = \"T\"\n[impact]\naudience = \"nobody\""},
		{"content/incidents/x.md", "title = \"T\"\n[near_miss]\nbarrier = \"luck\""},
		{"content/incidents/x.md", "title = \"T\"\n[states]\n2026-03-05 = \"undone\""},
		{"content/incidents/x.md", "title = \"T\"\n[actions.a]\ntitle = \"A\"\nowned = \"b\""},
		{"content/incidents/x.md", "title = \"T\"\n[internal]\nstatus = \"final\""},
		{"content/incidents/x.md", "title = \"T\"\n[timeline]\nnoon = \"x\""},
		{"content/reports/2026-q1.md", "title = \"T\""},
		{"content/pages/x.md", "title = \"T\"\naudience = { until = 2027-01-31 }"},
		{"data/metrics/x.toml", "title = \"T\"\nkind = \"level\""},
		{"data/metrics/x.toml", "title = \"T\"\nkind = \"level\"\nunit = \"d\"\nbetter = \"lower\"\ncadence = \"month\"\n[points]\n2026-01 = \"many\""},
		{"data/maturity.toml", "[domains.a]\ntitle = \"A\"\n[model]\nid = \"m\""},
		{"data/attestations/x.toml", "[\"a/b\"]\n2026-01-01 = { note = \"x\" }"},
		{"data/roadmap.toml", "[x]\nowner = \"x\""},
		{"data/debt.toml", "[x]\ntitle = \"x\""},
		{"candor.lock.toml", "[x]\nversion = \"1\""},
	} {
		if schemas[schemaOf(t, c.file)].Validate(plain(headOf(t, c.file, c.data()))) == nil {
			t.Errorf("the schema of %s accepts\n%s", c.file, c.text)
		}
	}
}

var tomlTag = regexp.MustCompile("`toml:\"([a-z_]+)\"")

// TestSchemasKnowAllKeys: every key that a struct of the reading declares stands
// in some schema, with words on what it says; but for one that has no values.
func TestSchemasKnowAllKeys(t *testing.T) {
	schemas, err := Schemas(Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	described := map[string]bool{}
	for _, s := range schemas {
		var doc any
		if err := json.Unmarshal(s.JSON, &doc); err != nil {
			t.Fatal(err)
		}
		collect(t, s.Name, doc, described)
	}
	for _, dir := range []string{"internal/program", "internal/intake"} {
		files, _ := filepath.Glob(dir + "/*.go")
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range tomlTag.FindAllSubmatch(text, -1) {
				if !described[string(m[1])] {
					t.Errorf("%s: no schema knows %s", file, m[1])
				}
			}
		}
	}
}

// collect notes the keys of all properties, and reports those without words.
func collect(t *testing.T, name string, doc any, seen map[string]bool) {
	switch doc := doc.(type) {
	case map[string]any:
		for _, list := range []string{"properties", "definitions"} {
			keys, _ := doc[list].(map[string]any)
			for _, key := range slices.Sorted(maps.Keys(keys)) {
				value := keys[key].(map[string]any)
				seen[key] = true
				if value["description"] == nil && value["$ref"] == nil && !slices.Contains(unsaid, key) {
					t.Errorf("%s: nothing says what %s is for", name, key)
				}
			}
		}
		for _, v := range doc {
			collect(t, name, v, seen)
		}
	case []any:
		for _, v := range doc {
			collect(t, name, v, seen)
		}
	}
}

// unsaid are keys that a site names itself, or the words of a list.
var unsaid = []string{"public", "internal", "critical", "high", "medium", "low", "info", "P1", "P2", "P3", "P4", "P5"}

// TestSchemasFollowTheSite: the audiences of a site are those of its schemas.
func TestSchemasFollowTheSite(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "candor.toml"), []byte("title = \"T\"\naudiences = [\"public\", \"community\", \"core\"]\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	schemas, err := Schemas(Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(schemas, func(s Schema) bool { return s.Name == "incident" })
	if !bytes.Contains(schemas[i].JSON, []byte(`"community"`)) || bytes.Contains(schemas[i].JSON, []byte(`"internal"`)) {
		t.Error("the schema names other audiences than the site")
	}
}
