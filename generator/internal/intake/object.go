package intake

import (
	"bytes"
	"encoding/json"
	"slices"

	"candor/generator/internal/program"
)

// Object is a JSON object whose members keep their order: that of the structs,
// which is the order in which authors think of them.
type Object []Member

// Member is one of an object's.
type Member struct {
	Key   string
	Value any
}

// MarshalJSON writes the members in their order.
func (o Object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		key, err := json.Marshal(m.Key)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(m.Value)
		if err != nil {
			return nil, err
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func (o Object) index(key string) int {
	return slices.IndexFunc(o, func(m Member) bool { return m.Key == key })
}

func (o Object) member(key string) any { return o[o.index(key)].Value }

func (o Object) set(key string, value any) { o[o.index(key)].Value = value }

func dialect() Object { return Object{{"$schema", "http://json-schema.org/draft-07/schema#"}} }

// closedTable has these keys and no others.
func closedTable(properties Object, required []string) Object {
	o := Object{{"type", "object"}, {"properties", properties}, {"additionalProperties", false}}
	if len(required) > 0 {
		o = append(o, Member{"required", required})
	}
	return o
}

// keyed is a table whose keys are the author's own, of one form.
func keyed(keys string, value Object) Object {
	if keys == "" {
		return Object{{"type", "object"}, {"additionalProperties", value}}
	}
	return Object{{"type", "object"}, {"propertyNames", Object{{"pattern", keys}}}, {"additionalProperties", value}}
}

func either(forms ...Object) Object { return Object{{"anyOf", forms}} }

// Dates and times as editors hand them to a schema: as the text that stands there.
const (
	dayPattern  = `^\d{4}-\d{2}-\d{2}$`
	whenPattern = `^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$` // without an offset where the page has a timezone
)

func pattern(form string) Object { return Object{{"type", "string"}, {"pattern", form}} }

// word is a text, or one of a list. P1 to P5 are accepted for severities.
func word(enum []string) Object {
	if len(enum) == 0 {
		return Object{{"type", "string"}}
	}
	if slices.Equal(enum, program.Severities) {
		enum = slices.Concat(enum, priorities)
	}
	return Object{{"enum", enum}}
}
