package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"candor/generator"
)

// awkward are problems with all that a form of output could trip over.
var awkward = generator.Problems{
	{Code: "front-matter/unknown-key", Message: `unknown key "a<b>&'\"`, Hint: "did you mean \u00e9, \U0001f511 or\ntwo lines?"},
	{Code: "page/due", Severity: generator.Warning, Message: "]]> -->"},
	{Code: "no/text-of-its-own", Message: "x"},
	{Code: "page/due", Severity: generator.Warning, Message: "again\x01\x1b"},
}

func init() {
	for i, file := range []string{"content/incidents/A b % #?é.md", "candor.toml", "data/metrics/x.toml", "content/pages/a&b.md"} {
		awkward[i].File, awkward[i].Line, awkward[i].Column = file, i, i
	}
}

// lists are none, one and several problems.
var lists = map[string]generator.Problems{"none": nil, "one": awkward[:1], "all": awkward}

func schemaOf(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	s, err := jsonschema.NewCompiler().Compile("testdata/schemas/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestSARIF: what is written is what OASIS's schema asks for, and its addresses
// are addresses.
func TestSARIF(t *testing.T) {
	schema := schemaOf(t, "sarif-2.1.0.json")
	for name, list := range lists {
		var b bytes.Buffer
		if err := writeSARIF(&b, list); err != nil {
			t.Fatal(err)
		}
		text := b.String()
		doc, err := jsonschema.UnmarshalJSON(&b)
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(doc); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, part := range strings.Split(text, `"uri": "`)[1:] {
			uri, _, _ := strings.Cut(part, `"`)
			if u, err := url.Parse(uri); err != nil || u.RawQuery+u.Fragment != "" || strings.ContainsAny(uri, " é") {
				t.Errorf("%q is no address of a file (%v)", uri, err)
			}
		}
	}
	broken, err := jsonschema.UnmarshalJSON(strings.NewReader(`{"version": "2.1.0", "runs": [{"results": []}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if schema.Validate(broken) == nil {
		t.Error("the schema takes a run without a tool")
	}
}

// TestJUnit: what is written is XML, and what our schema asks for.
func TestJUnit(t *testing.T) {
	schema := schemaOf(t, "junit.json")
	for name, list := range lists {
		var b bytes.Buffer
		if err := writeJUnit(&b, list); err != nil {
			t.Fatal(err)
		}
		root, err := element(xml.NewDecoder(&b), nil)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := schema.Validate(root); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	root, err := element(xml.NewDecoder(strings.NewReader(`<testsuite name="a" tests="1" failures="0"><testcase name="b"/></testsuite>`)), nil)
	if err != nil {
		t.Fatal(err)
	}
	if schema.Validate(root) == nil {
		t.Error("the schema takes a case without a class")
	}
}

// element reads an element as the value that the schema describes; at the top,
// the first of a document.
func element(d *xml.Decoder, start *xml.StartElement) (any, error) {
	text, children := "", []any{}
	for {
		token, err := d.Token()
		if start == nil && errors.Is(err, io.EOF) {
			return nil, errors.New("no element")
		}
		if err != nil {
			return nil, err
		}
		switch k := token.(type) {
		case xml.StartElement:
			child, err := element(d, &k)
			if start == nil || err != nil {
				return child, err
			}
			children = append(children, child)
		case xml.CharData:
			text += strings.TrimSpace(string(k))
		case xml.EndElement:
			attributes := map[string]any{}
			for _, a := range start.Attr {
				attributes[a.Name.Local] = a.Value
			}
			return map[string]any{"name": start.Name.Local, "text": text, "attributes": attributes, "children": children}, nil
		}
	}
}

// TestTextsOfTheSiteInLogs: a title or value cannot begin a forge's command, end a
// line or be read as markdown.
func TestTextsOfTheSiteInLogs(t *testing.T) {
	for text, want := range map[string][2]string{
		"A plain title":     {"A plain title", "A plain title"},
		"::error::pwned":    {`\::error::pwned`, `\\::error::pwned`},
		"  ::stop::x":       {`\::stop::x`, `\\::stop::x`},
		"a\n::error::b":     {"a ::error::b", "a ::error::b"},
		"a\x1b[2Jb\u202ec":  {`a\x1b[2Jb\u202ec`, `a\\x1b\[2Jb\\u202ec`},
		"a | b # c <b>@d":   {"a | b # c <b>@d", `a \| b \# c \<b\>\@d`},
		"[x](https://e.io)": {"[x](https://e.io)", `\[x\](https://e.io)`},
	} {
		if got := [2]string{logText(text), markdownText(text)}; got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
