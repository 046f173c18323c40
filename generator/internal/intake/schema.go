package intake

import (
	"reflect"
	"slices"
	"strings"
	"time"

	"candor/generator/internal/program"
)

// Outside is what a schema says of keys that the cut takes away before this
// room reads a file: names of audiences, keys of embargoes and of sheets.
type Outside struct {
	Audiences []string    // widest first
	Embargo   [][2]string // key, what it says
	Sheet     [][2]string
}

// Schema is what a site's files of one form may hold, as a JSON schema (draft
// 7, which editors read). It is made from the structs that the reading fills.
type Schema struct {
	Name  string // incident, config …
	Files string // which files, as a pattern below the site
	Front bool   // of front matter
	Root  Object
}

// Schemas lists the schemas of all files of a site.
func Schemas(o Outside) []Schema {
	b := &schemaBuilder{o}
	list := []Schema{{Name: "config", Files: "candor.toml", Root: b.whole(typeOf(&program.Site{}))}}
	for _, s := range program.Sections {
		list = append(list, Schema{Name: string(s.Kind), Files: "content/" + s.Folder + "/**/*.md", Front: true, Root: b.page(s.Kind)})
	}
	return append(list,
		Schema{Name: "metric", Files: "data/metrics/*.toml", Root: b.metric()},
		Schema{Name: "maturity", Files: "data/maturity.toml", Root: b.whole(typeOf(&modelFile{}))},
		Schema{Name: "attestations", Files: "data/attestations/*.toml", Root: b.register(slashed, keyed(dayPattern, b.table(typeOf(&record{}))))},
		Schema{Name: "roadmap", Files: "data/roadmap.toml", Root: b.register(keyForm.String(), b.entry(typeOf(&program.Step{})))},
		Schema{Name: "debt", Files: "data/debt.toml", Root: b.register(keyForm.String(), b.entry(typeOf(&program.Debt{})))},
		Schema{Name: "lock", Files: "candor.lock.toml", Root: b.register(keyForm.String(), b.table(typeOf(&release{})))},
	)
}

const slashed = "^[^/]+/[^/]+$"

type schemaBuilder struct{ Outside }

// whole is a file whose keys are those of one struct.
func (b *schemaBuilder) whole(t reflect.Type) Object { return append(dialect(), b.table(t)...) }

func (b *schemaBuilder) register(keys string, entry Object) Object {
	return append(dialect(), keyed(keys, entry)...)
}

// page is the front matter of a kind's pages. A table named after an audience
// repeats its shape but for what decides who sees the page.
func (b *schemaBuilder) page(kind program.Kind) Object {
	t := typeOf(&program.Page{})
	s := shapeOf(t)
	var definitions, top, level Object
	var required []string
	for _, key := range s.keys {
		if own, limited := only[key]; limited && own != kind {
			continue
		}
		definitions = append(definitions, Member{key, b.field(t, s.fields[key], key)})
		ref := Object{{"$ref", "#/definitions/" + key}}
		top = append(top, Member{key, ref})
		if key != "audience" && key != "date" && key != "status" {
			level = append(level, Member{key, ref})
		}
		if key == "title" || key == "report" {
			required = append(required, key)
		}
	}
	for _, a := range b.Audiences {
		text := "The same keys for " + a + " and narrower audiences: single values replace, lists and entries add."
		top = append(top, Member{a, append(Object{{"description", text}}, closedTable(level, nil)...)})
	}
	out := append(dialect(), closedTable(top, required)...)
	return append(out, Member{"definitions", definitions})
}

// metric is a metric's file, which names its kind unless it is derived.
func (b *schemaBuilder) metric() Object {
	out := b.whole(typeOf(&program.Metric{}))
	columns := Object{}
	for _, k := range b.Sheet {
		columns = append(columns, Member{k[0], Object{{"type", "string"}, {"description", k[1]}}})
	}
	sheet := append(Object{{"description", "Takes the values from a CSV file beside this one."}}, closedTable(columns, []string{"csv"})...)
	properties := out.member("properties").(Object)
	out.set("properties", append(properties, Member{"points_from", sheet}))
	return append(out, Member{"required", []string{"title"}}, Member{"anyOf", []Object{{{"required", []string{"derive"}}}, {{"required", required}}}})
}

// table is a table with the keys of a struct.
func (b *schemaBuilder) table(t reflect.Type) Object {
	s := shapeOf(t)
	var properties Object
	var need []string
	for _, key := range s.keys {
		f := s.fields[key]
		properties = append(properties, Member{key, b.field(t, f, key)})
		if f.need != "" {
			need = append(need, key)
		}
	}
	if _, ok := s.fields["audience"]; !ok && hasEntryType(t) {
		properties = append(properties, Member{"audience", b.audience("Who may see it, when fewer than what it belongs to.")})
	}
	return closedTable(properties, need)
}

func hasEntryType(t reflect.Type) bool { _, ok := t.FieldByName("Entry"); return ok }

// entry is one of several keyed tables, or the value that may stand for it.
func (b *schemaBuilder) entry(t reflect.Type) Object {
	table := b.table(t)
	key, ok := shorthands[t]
	if !ok {
		return table
	}
	f := shapeOf(t).fields[key]
	return either(b.field(t, f, key), table)
}

// field is one key's value with what it says.
func (b *schemaBuilder) field(t reflect.Type, f field, key string) Object {
	if key == "audience" {
		return b.audience(f.doc)
	}
	out := b.value(t.FieldByIndex(f.index).Type, f)
	if f.doc != "" {
		out = append(Object{{"description", f.doc}}, out...)
	}
	return out
}

// value is what may stand for a Go type.
func (b *schemaBuilder) value(t reflect.Type, f field) Object {
	if form := b.form(t, f); form != nil {
		return form
	}
	switch t.Kind() {
	case reflect.Pointer:
		return b.value(t.Elem(), f)
	case reflect.Struct:
		return b.table(t)
	case reflect.Bool:
		return Object{{"type", "boolean"}}
	case reflect.Int:
		return Object{{"type", "integer"}}
	case reflect.Float64:
		return Object{{"type", "number"}}
	case reflect.Map:
		return b.byKeys(f, word(f.enum))
	case reflect.Slice:
		if e := t.Elem(); e.Kind() == reflect.Struct && hasEntryType(e) {
			return b.byKeys(f, b.entry(e))
		}
		return Object{{"type", "array"}, {"items", b.value(t.Elem(), f)}}
	}
	return word(f.enum)
}

// form is the value of a type that the reading treats by itself.
func (b *schemaBuilder) form(t reflect.Type, f field) Object {
	texts := func() Object { return b.entry(typeOf(&texted{})) }
	switch reflect.New(t).Interface().(type) {
	case *program.When:
		return pattern(whenPattern)
	case *time.Time:
		if f.day {
			return pattern(dayPattern)
		}
		return pattern(whenPattern)
	case *program.Ref:
		return word(nil)
	case *program.Span:
		return pattern(everyForm.String())
	case *program.Noun:
		return either(word(nil), b.table(t))
	case *program.CVSS:
		return either(Object{{"type", "number"}, {"minimum", 0}, {"maximum", 10}}, pattern("^CVSS:[34]"))
	case *program.Amount:
		return either(Object{{"type", "number"}, {"minimum", 0}}, Object{{"const", "unbounded"}})
	case *answer:
		return Object{{"type", []string{"string", "number", "boolean"}}}
	case *evidence:
		return either(word(nil), Object{{"type", "array"}, {"items", word(nil)}})
	case *answers:
		return keyed("", Object{{"type", "number"}})
	case *byDay:
		return keyed(dayPattern, Object{{"type", "integer"}})
	case *published:
		return keyed("", keyed("", Object{{"type", "integer"}}))
	case *[]program.Row:
		return b.entries(keyed(whenPattern, either(texts(), Object{{"type", "array"}, {"items", texts()}})))
	case *[]program.State:
		return b.entries(keyed(whenPattern, b.entry(typeOf(&program.State{}))))
	case *[]program.Link:
		return b.entries(keyed("", b.entry(typeOf(&linked{}))))
	case *[]program.Revision:
		return b.entries(keyed(dayPattern, texts()))
	case *[]program.Text:
		return b.entries(keyed("", texts()))
	case *program.Extra:
		return Object{{"type", "object"}}
	case *[]program.Name:
		return keyed("", b.named(b.Audiences, word(nil)))
	}
	return nil
}

// byKeys is a table whose keys are words of a list, or the author's own.
func (b *schemaBuilder) byKeys(f field, value Object) Object {
	switch f.keys {
	case "audience":
		return b.named(b.Audiences, value)
	case "severity":
		return b.named(slices.Concat(program.Severities, priorities), value)
	case "any":
		return keyed("", value)
	}
	return b.entries(keyed(keyForm.String(), value))
}

// entries lets a keyed table have one audience for all of its entries.
func (b *schemaBuilder) entries(table Object) Object {
	if i := table.index("propertyNames"); i >= 0 {
		table[i].Value = either(Object{{"const", "audience"}}, table[i].Value.(Object))
	}
	return append(table, Member{"properties", Object{{"audience", b.audience("Who may see those entries that say nothing else.")}}})
}

func (b *schemaBuilder) named(keys []string, value Object) Object {
	var properties Object
	for _, k := range keys {
		properties = append(properties, Member{k, value})
	}
	return closedTable(properties, nil)
}

// audience is a name, or an embargo.
func (b *schemaBuilder) audience(doc string) Object {
	var keys Object
	for _, k := range b.Embargo {
		value := word(b.Audiences)
		if k[0] == "until" {
			value = pattern(dayPattern)
		}
		keys = append(keys, Member{k[0], append(Object{{"description", k[1]}}, value...)})
	}
	return append(Object{{"description", strings.TrimSpace(doc)}}, either(word(b.Audiences), closedTable(keys, []string{"until", "then"}))...)
}
