package generator

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"candor/generator/internal/cut"
	"candor/generator/internal/intake"
)

// TestReference: docs/reference.md and docs/problem-codes.md say what the code
// says. make reference writes them.
func TestReference(t *testing.T) {
	for name, want := range map[string]string{"../docs/reference.md": referencePage(), "../docs/problem-codes.md": codesPage()} {
		if *update {
			if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile(name); err != nil || string(got) != want {
			t.Errorf("%s is not what the code says: run make reference", name)
		}
	}
}

const generated = "<!-- Written by make reference: change the code, not this page. -->\n"

// codesPage lists the codes of problems with their texts, by family.
func codesPage() string {
	var b strings.Builder
	b.WriteString("# Problem codes\n\n" + generated + `
A problem ends with its code: ` + "`content/incidents/x.md:14:3: error: … [front-matter/unknown-key]`. `candor explain CODE`" + ` prints the same text.
In the examples a line ` + "`# FILE`" + ` begins that file, without the keys that have nothing to do with the code; what stands above the first such line is the text of a page.
The codes below data/ are also those of front matter, metrics, maturity, configuration and pages: front-matter/date is data/date.
`)
	family := ""
	for _, code := range slices.Sorted(slices.Values(Codes())) {
		if f, _, _ := strings.Cut(code, "/"); f != family {
			family = f
			fmt.Fprintf(&b, "\n## %s\n\n%s\n", family, weightOf(family))
		}
		e, _ := ExplainCode(code)
		e.Text = strings.ReplaceAll(e.Text, "<", `\<`)
		fmt.Fprintf(&b, "\n### %s\n\n%s\n", code, e)
	}
	return b.String()
}

// weightOf says whether [checks] reaches a family.
func weightOf(family string) string {
	if intake.Fixed(family + "/x") {
		return "The weight of these codes is fixed."
	}
	return "The weight of these codes can be set under [checks] in candor.toml."
}

// referencePage lists all keys of all files, from the declarations that the
// strict reading uses.
func referencePage() string {
	r := &keyList{}
	r.WriteString("# Reference of all keys\n\n" + generated + `
Every key that a site's files may hold. Any other key is an error with the nearest known one as a hint; an organisation's own keys go under [extra].
` + "`audience`" + ` is a name, or an embargo: ` + "`{ until = 2027-01-31, then = \"public\" }`" + `, with ` + "`now`" + ` for who may see it until then.
KEY stands for a name that you choose, AUDIENCE for one of the site's audiences. ` + "`candor schema NAME`" + ` prints the same as a JSON schema for editors.
`)
	schemas := intake.Schemas(intake.Outside{Audiences: []string{"AUDIENCE"}, Embargo: cut.EmbargoKeys, Sheet: cut.SheetKeys})
	var pages []intake.Schema
	for _, s := range schemas {
		if s.Front {
			pages = append(pages, s)
			continue
		}
		if len(pages) > 0 {
			r.pages(pages)
			pages = nil
		}
		r.section(s.Name, "`"+s.Files+"`", s.Root, nil)
	}
	return r.String()
}

type keyList struct{ strings.Builder }

// pages lists what all pages have, and then what some kinds have beside it.
func (r *keyList) pages(list []intake.Schema) {
	everywhere := func(key string) bool {
		return !slices.ContainsFunc(list, func(s intake.Schema) bool { return get(object(s.Root, "properties"), key) == nil })
	}
	r.section("front matter", "Front matter of all pages. Which tables make sense depends on the kind; a table named after an audience repeats all keys for that audience and narrower ones.", list[0].Root, everywhere)
	for _, s := range list {
		own := func(key string) bool { return !everywhere(key) }
		if slices.ContainsFunc(object(s.Root, "properties"), func(m intake.Member) bool { return own(m.Key) }) {
			r.section("front matter: "+s.Name, "Beside those above, in `"+s.Files+"`.", s.Root, own)
		}
	}
}

func (r *keyList) section(name, text string, root intake.Object, only func(string) bool) {
	fmt.Fprintf(r, "\n## %s\n\n%s\n", name, text)
	r.table("", root, root, only)
}

// table lists the keys of a table, and then the tables below it.
func (r *keyList) table(path string, t, root intake.Object, only func(string) bool) {
	var below []intake.Member
	keys := object(t, "properties")
	if entry, ok := get(t, "additionalProperties").(intake.Object); ok {
		below = append(below, intake.Member{Key: "KEY", Value: entry})
		keys = nil
	}
	rows := 0
	for _, m := range keys {
		value := resolve(m.Value.(intake.Object), root)
		if only != nil && !only(m.Key) {
			continue
		}
		inner := tableOf(value)
		if inner != nil && get(value, "description") == nil {
			below = append(below, intake.Member{Key: m.Key, Value: inner})
			continue
		}
		if rows++; rows == 1 {
			if path != "" {
				fmt.Fprintf(r, "\n### [%s]\n", path)
			}
			r.WriteString("\n| key | value | what it says |\n|---|---|---|\n")
		}
		need := ""
		if required, ok := get(t, "required").([]string); ok && slices.Contains(required, m.Key) {
			need = ", needed"
		}
		says, _ := get(value, "description").(string)
		fmt.Fprintf(r, "| `%s` | %s%s | %s |\n", m.Key, form(value), need, strings.ReplaceAll(says, "|", `\|`))
		if inner != nil && m.Key != "audience" && (path != "" || only == nil || m.Key != "AUDIENCE") {
			below = append(below, intake.Member{Key: m.Key, Value: inner})
		}
	}
	for _, m := range below {
		inner := tableOf(resolve(m.Value.(intake.Object), root))
		if inner != nil {
			r.table(strings.TrimPrefix(path+"."+m.Key, "."), inner, root, nil)
		}
	}
}

func get(o intake.Object, key string) any {
	for _, m := range o {
		if m.Key == key {
			return m.Value
		}
	}
	return nil
}

func object(o intake.Object, key string) intake.Object {
	inner, _ := get(o, key).(intake.Object)
	return inner
}

// resolve follows a reference to the definitions of its schema.
func resolve(o, root intake.Object) intake.Object {
	if ref, ok := get(o, "$ref").(string); ok {
		return object(object(root, "definitions"), strings.TrimPrefix(ref, "#/definitions/"))
	}
	return o
}

// tableOf is a value as a table; nil when it is none that has keys to list.
func tableOf(o intake.Object) intake.Object {
	if forms, ok := get(o, "anyOf").([]intake.Object); ok && get(o, "type") == nil {
		for _, f := range forms {
			if t := tableOf(f); t != nil {
				return t
			}
		}
		return nil
	}
	if get(o, "type") != "object" {
		return nil
	}
	if entry, ok := get(o, "additionalProperties").(intake.Object); ok {
		if tableOf(entry) == nil {
			return nil
		}
		return o
	}
	if len(object(o, "properties")) == 0 || bareKeys(o) != nil {
		return nil
	}
	return o
}

// bareKeys are the keys of a table whose values are texts of which nothing is said.
func bareKeys(o intake.Object) []string {
	var out []string
	for _, m := range object(o, "properties") {
		if v := m.Value.(intake.Object); get(v, "type") != "string" || get(v, "description") != nil {
			return nil
		}
		out = append(out, m.Key)
	}
	return out
}

// form says what may stand as a value.
func form(o intake.Object) string {
	if forms, ok := get(o, "anyOf").([]intake.Object); ok && get(o, "type") == nil {
		var words []string
		for _, f := range forms {
			if w := form(f); !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
		return strings.Join(words, ", or ")
	}
	if words, ok := get(o, "enum").([]string); ok {
		return strings.Join(words, ", ")
	}
	if word, ok := get(o, "const").(string); ok {
		return word
	}
	kind, _ := get(o, "type").(string)
	switch kind {
	case "array":
		return "list of " + form(object(o, "items"))
	case "object":
		if entry, ok := get(o, "additionalProperties").(intake.Object); ok && tableOf(entry) == nil {
			return "KEY = " + form(entry)
		}
		if keys := bareKeys(o); keys != nil {
			return "table of " + strings.Join(keys, ", ")
		}
		return "table"
	case "string":
		return texts(cmp.Or(fmt.Sprint(get(o, "pattern")), ""))
	case "":
		return "text, number, or true or false"
	}
	return map[string]string{"boolean": "true or false", "integer": "whole number", "number": "number"}[kind]
}

// texts tells texts of a form by what their pattern lets through.
func texts(pattern string) string {
	switch {
	case strings.Contains(pattern, `T `):
		return "date or time"
	case strings.Contains(pattern, `\d{4}-`):
		return "date"
	case strings.Contains(pattern, "month"):
		return "span, such as 6 months"
	}
	return "text"
}
