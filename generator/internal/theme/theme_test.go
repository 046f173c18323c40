package theme

import (
	"bytes"
	"html/template"
	"reflect"
	"strings"
	"testing"
)

// fill sets every field of a value: strings say which field they fill, slices
// get two elements, pointers a value. The flags have one value for all.
func fill(v reflect.Value, path string, flags bool) {
	switch v.Kind() {
	case reflect.String:
		s := path
		switch {
		case v.Type() == reflect.TypeFor[template.HTML]():
			s = "<p>" + path + "</p>"
			if strings.HasSuffix(path, "Wide") || strings.HasSuffix(path, "Narrow") || strings.HasSuffix(path, "Spark") {
				s = `<svg class="chart"><title>` + path + `</title></svg>`
			} else if strings.Contains(path, "Cell") || strings.Contains(path, "Fact") {
				s = "<em>" + path + "</em>"
			}
		case v.Type() == reflect.TypeFor[template.JS]():
			s = `{"a":1}`
		case strings.HasSuffix(path, "ref"):
			s = "../" + path + "/"
		case strings.HasSuffix(path, "Lang"):
			s = "en"
		}
		v.SetString(s)
	case reflect.Bool:
		v.SetBool(flags)
	case reflect.Int:
		v.SetInt(3)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), path, flags)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fill(v.Index(i), path, flags)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), v.Type().Name()+"."+v.Type().Field(i).Name, flags)
		}
	}
}

func full(of reflect.Type, flags bool) any {
	v := reflect.New(of)
	fill(v.Elem(), of.Name(), flags)
	return v.Interface()
}

// bare is a full page without addresses, ids, classes and days.
func bare(of reflect.Type) any {
	v := reflect.New(of)
	fill(v.Elem(), of.Name(), true)
	strip(v.Elem(), "")
	return v.Interface()
}

func strip(v reflect.Value, field string) {
	switch v.Kind() {
	case reflect.String:
		switch field {
		case "Href", "ID", "Class", "Date", "Stamp":
			v.SetString("")
		}
	case reflect.Pointer:
		strip(v.Elem(), field)
	case reflect.Slice:
		for i := range v.Len() {
			strip(v.Index(i), field)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			strip(v.Field(i), v.Type().Field(i).Name)
		}
	}
}

func load(t testing.TB) *Theme {
	t.Helper()
	th, err := Load(nil, "en")
	if err != nil {
		t.Fatal(err)
	}
	return th
}

// Every template lays out nothing, everything, everything with its flags down, and
// everything without addresses, as well nested HTML.
func TestPages(t *testing.T) {
	th := load(t)
	for _, p := range table {
		for name, value := range map[string]any{"empty": reflect.New(p.of).Interface(), "full": full(p.of, true), "flags down": full(p.of, false), "bare": bare(p.of)} {
			t.Run(p.file+" "+name, func(t *testing.T) {
				var out bytes.Buffer
				if err := th.Execute(&out, value); err != nil {
					t.Fatal(err)
				}
				if err := nested(out.String()); err != nil {
					t.Errorf("%v\n%s", err, out.String())
				}
			})
		}
	}
}
