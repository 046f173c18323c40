package adopt

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/itchyny/gojq"

	"candor/generator/internal/document"
	"candor/generator/internal/source"
)

// Recipe says where the facts of incidents or findings stand in the export of a
// tool: a jq expression for the records, and one for each fact of a record.
type Recipe struct {
	Kind string // incidents or findings

	file    string
	records *gojq.Code
	columns bool // facts are also columns by name
	facts   map[string]*gojq.Code
	words   map[string]string // of the tool, by lower case
}

//go:embed recipes/*.toml
var builtIn embed.FS

// Recipes lists the built-in recipes of a kind, as --from names them.
func Recipes(kind string) []string {
	entries, _ := builtIn.ReadDir("recipes")
	var out []string
	for _, e := range entries {
		name := strings.TrimSuffix(e.Name(), ".toml")
		var ps source.Problems
		if r := BuiltIn(name, &ps); r != nil && r.Kind == kind {
			out = append(out, strings.TrimSuffix(name, "-"+kind))
		}
	}
	return out
}

// BuiltIn is a recipe that comes with candor; nil for an unknown name.
func BuiltIn(name string, ps *source.Problems) *Recipe {
	data, err := builtIn.ReadFile("recipes/" + name + ".toml")
	if err != nil {
		return nil
	}
	return ReadRecipe("recipes/"+name+".toml", data, ps)
}

// factNames are the facts that a recipe may tell.
var factNames = map[string][]string{
	"incidents": append([]string{"title", "url", "date", "summary", "body", "severity", "status", "stage", "systems", "tags", "impact", "timeline", "actions"}, timeKeys...),
	"findings":  {"key", "title", "text", "severity", "status", "opened", "due", "closed", "verified", "owner", "system", "ticket", "because", "cvss", "epss", "recommendation", "note"},
}

// ReadRecipe reads a recipe; nil when it has problems.
func ReadRecipe(file string, data []byte, ps *source.Problems) *Recipe {
	root := parse(file, data, ps)
	if root == nil {
		return nil
	}
	before := ps.Errors()
	fail := func(n *document.Node, hint, format string, args ...any) {
		ps.Errorf(n.At(file), "import/recipe", hint, format, args...)
	}
	r := &Recipe{Kind: root.Str("kind"), file: file, facts: map[string]*gojq.Code{}, words: map[string]string{}}
	names := factNames[r.Kind]
	if names == nil {
		fail(root, `write kind = "incidents" or "findings"`, "the recipe does not say what it makes")
		return nil
	}
	for _, n := range root.Nodes {
		switch {
		case n.Key == "kind" || n.Key == "title":
		case n.Key == "records" && n.Kind == document.String:
			r.records = r.compile(n, fail)
		case n.Key == "columns" && n.Kind == document.Boolean:
			r.columns = n.Int != 0
		case n.Key == "words" && n.Kind == document.Table:
			for _, m := range n.Nodes {
				r.words[strings.ToLower(m.Key)] = m.Scalar()
			}
		case n.Key == "facts" && n.Kind == document.Table:
			for _, m := range n.Nodes {
				if !slices.Contains(names, m.Key) || m.Kind != document.String {
					fail(m, source.DidYouMean(m.Key, names), "%q is no fact of %s that jq can give", m.Key, r.Kind)
					continue
				}
				r.facts[m.Key] = r.compile(m, fail)
			}
		default:
			fail(n, source.DidYouMean(n.Key, []string{"kind", "title", "records", "columns", "words", "facts"}), "unknown key %q", n.Key)
		}
	}
	if r.records == nil && ps.Errors() == before {
		fail(root, `write records = ".incidents[]"`, "the recipe does not say where the records stand")
	}
	if ps.Errors() > before {
		return nil
	}
	return r
}

func (r *Recipe) compile(n *document.Node, fail func(n *document.Node, hint, format string, args ...any)) *gojq.Code {
	query, err := gojq.Parse(n.Text)
	if err == nil {
		code, err2 := gojq.Compile(query, gojq.WithEnvironLoader(func() []string { return nil }))
		if err2 == nil {
			return code
		}
		err = err2
	}
	fail(n, "look at the manual of jq", "this is no jq expression: %v", err)
	return nil
}

// record is one incident or finding of an export, with what its recipe says of it.
type record struct {
	recipe *Recipe
	value  any
	number int // of the record, from 1
}

// read takes an export apart into its records.
func (r *Recipe) read(ctx context.Context, file string, data []byte, ps *source.Problems) []record {
	fail := func(line int, hint, message string) {
		ps.Errorf(source.Pos{File: file, Line: line, Column: 1}, "import/export", hint, "%s", message)
	}
	var documents []any
	if r.columns || path.Ext(file) == ".csv" || path.Ext(file) == ".tsv" {
		t := readTable(data, fail)
		if t == nil {
			return nil
		}
		documents = []any{t.objects()}
	} else {
		text, ok := decode(data)
		if !ok {
			fail(1, "export it as UTF-8", "this file is neither UTF-8 nor UTF-16")
			return nil
		}
		var err error
		if documents, err = jsonValues(text); err != nil {
			fail(lineOf(text, err), "name the export of the tool, in JSON", "this is not JSON")
			return nil
		}
	}
	var out []record
	for _, d := range documents {
		values, err := all(ctx, r.records, d)
		if err != nil {
			fail(1, "look at records in the recipe", "the recipe does not fit this export")
			return nil
		}
		for _, v := range values {
			out = append(out, record{r, v, len(out) + 1})
		}
	}
	return out
}

// objects are the rows as JSON objects, by the names of the columns: as they are
// written, and in lower case with underscores.
func (t *table) objects() []any {
	var out []any
	for _, r := range t.rows {
		object := map[string]any{}
		for i, name := range t.header {
			if text := r.cell(i); text != "" && name != "" {
				object[folded(name)], object[name] = text, text
			}
		}
		if len(object) > 0 {
			out = append(out, object)
		}
	}
	return out
}

// jsonValues reads a JSON document, or one a line. Whole numbers stay whole.
func jsonValues(text string) ([]any, error) {
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	var out []any
	for {
		var v any
		err := dec.Decode(&v)
		if errors.Is(err, io.EOF) && len(out) > 0 {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		out = append(out, plainNumbers(v))
	}
}

// plainNumbers gives numbers the types that jq knows.
func plainNumbers(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, m := range v {
			v[k] = plainNumbers(m)
		}
	case []any:
		for i, m := range v {
			v[i] = plainNumbers(m)
		}
	case json.Number:
		if n, ok := new(big.Int).SetString(v.String(), 10); ok {
			if n.IsInt64() {
				return int(n.Int64())
			}
			return n
		}
		f, _ := v.Float64()
		return f
	}
	return v
}

func lineOf(text string, err error) int {
	at := len(text)
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at = min(int(syntax.Offset), len(text))
	}
	return 1 + strings.Count(strings.TrimRight(text[:at], "\n"), "\n")
}

// most is how many values an expression may give, and patience how long it may take.
const (
	most     = 1_000_000
	patience = 10 * time.Second
)

// all runs an expression and gives its values, without null.
func all(ctx context.Context, code *gojq.Code, input any) ([]any, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	iter := code.RunWithContext(ctx, input)
	var out []any
	for {
		v, ok := iter.Next()
		if !ok {
			return out, nil
		}
		if err, isError := v.(error); isError {
			return nil, err
		}
		if v != nil {
			out = append(out, v)
		}
		if len(out) > most {
			return nil, errors.New("too many values")
		}
	}
}

// values are what a fact's expression gives, lists taken apart; nothing where it
// does not fit the record.
func (r record) values(ctx context.Context, fact string) []any {
	code := r.recipe.facts[fact]
	if code == nil {
		return nil
	}
	found, err := all(ctx, code, r.value)
	if err != nil {
		return nil
	}
	var out []any
	for _, v := range found {
		if list, ok := v.([]any); ok {
			out = append(out, list...)
		} else {
			out = append(out, v)
		}
	}
	return slices.DeleteFunc(out, func(v any) bool { return v == nil || v == "" })
}

// text is a fact as text: its first value.
func (r record) text(ctx context.Context, fact string) string {
	for _, v := range r.values(ctx, fact) {
		if s := strings.TrimSpace(textOf(v)); s != "" {
			return s
		}
	}
	return ""
}

// word is the first value of a fact that is a word of a list: of candor's, of
// other tools, or of the recipe.
func (r record) word(ctx context.Context, fact string, known map[string]string) string {
	for _, v := range r.values(ctx, fact) {
		text := strings.ToLower(strings.TrimSpace(textOf(v)))
		if own := r.recipe.words[text]; own != "" {
			text = strings.ToLower(own)
		}
		if w := known[text]; w != "" {
			return w
		}
	}
	return ""
}

func textOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case map[string]any, []any:
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(v)
		return strings.TrimSpace(b.String())
	default:
		return fmt.Sprint(v)
	}
}
