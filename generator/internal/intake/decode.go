// Package intake turns staged files into a program: strictly, with all problems
// of a site in one go, each at its place. It must not know of audiences beyond
// their names, nor of pages as they are shown.
package intake

import (
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"candor/generator/internal/document"
	"candor/generator/internal/program"
	"candor/generator/internal/source"
)

// decoder reads the tree of one file into structs with toml tags.
type decoder struct {
	*Reader
	file   string
	family string // of problem codes: front-matter, metric, config, maturity, page
	top    []string
	zone   *time.Location // of times without an offset; nil where they are errors
}

func (d *decoder) errorf(n *document.Node, what, hint, format string, args ...any) {
	d.ps.Errorf(n.At(d.file), d.family+"/"+what, hint, format, args...)
}

func (d *decoder) warnf(n *document.Node, what, hint, format string, args ...any) {
	d.ps.Warnf(n.At(d.file), d.family+"/"+what, hint, format, args...)
}

// field is a struct field that a key fills. Its tags are the one declaration of
// the key: the reading and the editors' schemas both come from them.
type field struct {
	index []int
	enum  []string
	need  string // yes, or checked: needed, and reported with a message of its own
	day   bool
	keys  string // of a map or of entries: audience, severity or any
	doc   string
	role  bool // names a role or a team, never a person
}

// shape is what a struct accepts.
type shape struct {
	fields map[string]field
	keys   []string
}

var shapes sync.Map // reflect.Type → *shape

func shapeOf(t reflect.Type) *shape {
	if s, ok := shapes.Load(t); ok {
		return s.(*shape)
	}
	s := &shape{fields: map[string]field{}}
	for _, f := range reflect.VisibleFields(t) {
		key := f.Tag.Get("toml")
		if key == "" || key == "*" {
			continue
		}
		enum := strings.Fields(f.Tag.Get("enum"))
		if len(enum) == 1 && enum[0] == "severity" {
			enum = program.Severities
		}
		s.fields[key] = field{index: f.Index, enum: enum, need: f.Tag.Get("need"), day: f.Tag.Get("moment") == "", keys: f.Tag.Get("keys"), doc: f.Tag.Get("doc"), role: f.Tag.Get("role") != ""}
		s.keys = append(s.keys, key)
	}
	actual, _ := shapes.LoadOrStore(t, s)
	return actual.(*shape)
}

// table fills a struct from a table. Only keys that allow accepts are read; nil
// accepts all.
func (d *decoder) table(n *document.Node, into any, allow func(key string) bool) {
	if n.Kind != document.Table {
		d.errorf(n, "type", "write it as a table", "here stands %s, not a table", n.Kind)
		return
	}
	v := reflect.ValueOf(into).Elem()
	s := shapeOf(v.Type())
	for _, m := range n.Nodes {
		f, ok := s.fields[m.Key]
		if !ok && m.Key == "audience" && hasEntry(v) {
			continue
		}
		if !ok || allow != nil && !allow(m.Key) {
			d.unknown(m, s, v, n.Key != "")
			continue
		}
		d.value(m, v.FieldByIndex(f.index), f)
	}
	for _, key := range s.keys {
		if s.fields[key].need == "yes" && n.Get(key) == nil {
			d.errorf(n, "missing", "", "%s is missing here", key)
		}
	}
}

func hasEntry(v reflect.Value) bool { return v.FieldByName("Entry").IsValid() }

// unknown reports a key that a struct has no field for, with the nearest one.
func (d *decoder) unknown(m *document.Node, s *shape, v reflect.Value, nested bool) {
	known := s.keys
	switch {
	case hasEntry(v):
		known = append(slices.Clip(known), "audience")
	case v.Type() == typeOf(&program.Page{}):
		known = append(slices.Clip(known), slices.DeleteFunc(slices.Clone(d.Audiences), func(a string) bool { return a == m.Key })...)
	}
	hint := source.DidYouMean(m.Key, known)
	switch _, known := s.fields[m.Key]; {
	case known:
		hint = "only pages of " + folderOf(only[m.Key]) + " have it"
	case nested && slices.Contains(d.top, m.Key):
		hint = "a key below a table belongs to that table; write it above the first table"
	}
	d.errorf(m, "unknown-key", hint, "unknown key %q", m.Key)
}

// value fills one field.
func (d *decoder) value(n *document.Node, v reflect.Value, f field) {
	if n.Key == "audience" && v.Kind() == reflect.String {
		v.SetString(d.audience(n))
		return
	}
	if d.special(n, v, f) {
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		target := reflect.New(v.Type().Elem())
		d.value(n, target.Elem(), f)
		v.Set(target)
	case reflect.Struct:
		d.table(n, v.Addr().Interface(), nil)
	case reflect.String:
		v.SetString(d.text(n, f.enum))
		if f.role {
			d.role(n)
		}
	case reflect.Bool:
		if d.kind(n, document.Boolean) {
			v.SetBool(n.Int != 0)
		}
	case reflect.Int:
		if d.kind(n, document.Integer) {
			v.SetInt(n.Int)
		}
	case reflect.Float64:
		v.SetFloat(d.number(n))
	case reflect.Slice:
		d.slice(n, v, f)
	case reflect.Map:
		d.texts(n, v, f.enum)
	}
}

func (d *decoder) kind(n *document.Node, want document.Kind) bool {
	if n.Kind != want {
		d.errorf(n, "type", "write "+want.String(), "here stands %s", n.Kind)
	}
	return n.Kind == want
}

func (d *decoder) number(n *document.Node) float64 {
	f, ok := n.Number()
	if !ok {
		d.errorf(n, "type", "write a number", "here stands %s", n.Kind)
		return 0
	}
	if !n.Finite() {
		d.errorf(n, "number", "write a finite number", "infinities and undefined numbers cannot be shown")
		return 0
	}
	return f + 0 // no −0
}

// text reads a string, with the names of [names] put in.
func (d *decoder) text(n *document.Node, enum []string) string {
	if !d.kind(n, document.String) {
		return ""
	}
	if len(enum) > 0 {
		return d.word(n, n.Text, enum)
	}
	return d.names(n.Text)
}

// priorities are accepted for the severities.
var priorities = []string{"P1", "P2", "P3", "P4", "P5"}

func (d *decoder) word(n *document.Node, word string, enum []string) string {
	if slices.Contains(enum, word) {
		return word
	}
	if i := slices.Index(priorities, word); i >= 0 && enum[0] == program.Severities[0] {
		return enum[i]
	}
	d.errorf(n, "value", source.DidYouMean(word, enum), "this is none of %s", strings.Join(enum, ", "))
	return ""
}

func (d *decoder) slice(n *document.Node, v reflect.Value, f field) {
	element := v.Type().Elem()
	if element.Kind() == reflect.Struct && element.NumField() > 0 && element.Field(0).Name == "Entry" {
		d.entries(n, v)
		return
	}
	if !d.kind(n, document.List) {
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), 0, len(n.Nodes)))
	for _, item := range n.Nodes {
		e := reflect.New(element).Elem()
		d.value(item, e, f)
		v.Set(reflect.Append(v, e))
	}
}

func (d *decoder) texts(n *document.Node, v reflect.Value, enum []string) {
	if !d.kind(n, document.Table) {
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	for _, m := range n.Nodes {
		v.SetMapIndex(reflect.ValueOf(m.Key), reflect.ValueOf(d.text(m, enum)))
	}
}

var keyForm = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)

// entries fills a slice from keyed tables.
func (d *decoder) entries(n *document.Node, v reflect.Value) {
	if n.Kind != document.Table {
		d.errorf(n, "type", "write each as a table with a key of its own: ["+n.Key+".key]", "here stands %s, not keyed entries", n.Kind)
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), 0, len(n.Nodes)))
	for _, m := range members(n) {
		if !keyForm.MatchString(m.Key) {
			d.errorf(m, "key", "use letters, digits, dot, hyphen and underscore", "this key cannot stand in an address")
			continue
		}
		e := reflect.New(v.Type().Elem())
		d.keyedEntry(m, e)
		v.Set(reflect.Append(v, e.Elem()))
	}
}

// keyedEntry fills an entry: a table, or where it may the value alone.
func (d *decoder) keyedEntry(m *document.Node, into reflect.Value) {
	into.Elem().FieldByName("Entry").Set(reflect.ValueOf(d.entry(m)))
	if !d.shorthand(m, into.Elem()) {
		d.table(m, into.Interface(), nil)
	}
}

// members are the entries of a keyed table. An audience of the whole table is
// that of each entry that has none of its own.
func members(n *document.Node) []*document.Node {
	own := n.Get("audience")
	if own == nil {
		return n.Nodes
	}
	var out []*document.Node
	for _, m := range n.Nodes {
		switch {
		case m == own:
		case m.Kind == document.Table && m.Get("audience") == nil:
			out = append(out, m.With(append([]*document.Node{own}, m.Nodes...)))
		default:
			out = append(out, m)
		}
	}
	return out
}

func (d *decoder) entry(m *document.Node) program.Entry {
	e := program.Entry{Key: m.Key, Pos: m.At(d.file)}
	if a := m.Get("audience"); a != nil {
		if name := d.audience(a); name != d.Widest {
			e.Audience = name
		}
	}
	return e
}

// audience is the name that a part is marked with today.
func (d *decoder) audience(n *document.Node) string {
	if n.Kind == document.Table {
		if now := n.Str("now"); now != "" {
			return now
		}
		return d.Narrowest
	}
	return n.Text
}

// shorthands are the entries that may stand without a table, and the key whose
// value then stands there: a point's value, a change's text.
var shorthands = map[reflect.Type]string{
	typeOf(&program.Point{}): "value", typeOf(&program.Change{}): "text",
	typeOf(&texted{}): "text", typeOf(&linked{}): "url", typeOf(&program.State{}): "state",
}

// shorthand reads an entry that stands without a table.
func (d *decoder) shorthand(n *document.Node, entry reflect.Value) bool {
	key, ok := shorthands[entry.Type()]
	if !ok || n.Kind == document.Table {
		return false
	}
	f := shapeOf(entry.Type()).fields[key]
	d.value(n, entry.FieldByIndex(f.index), f)
	return true
}

// names puts the forms of [names] into a text, and takes the backslash off a
// brace that is meant to be one.
func (r *Reader) names(s string) string {
	s = source.FillNames(s, r.Names)
	return strings.ReplaceAll(strings.ReplaceAll(s, `\{`, "{"), `\}`, "}")
}

// idForm is what names of pages, metrics, domains and criteria are made of.
var idForm = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

// proposeID makes an id of a name that is none.
func proposeID(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	if s := strings.Trim(b.String(), "-"); s != "" {
		return s
	}
	return "page-" + strconv.Itoa(len(name))
}
