package chart

import (
	"reflect"
	"strings"
	"sync"
)

// fieldCache holds the JSON names of go-echarts' structs, which never change.
var fieldCache sync.Map // reflect.Type → []string

func fieldNames(t reflect.Type) []string {
	if names, ok := fieldCache.Load(t); ok {
		return names.([]string)
	}
	names := make([]string, t.NumField())
	for i := range names {
		f := t.Field(i)
		names[i], _, _ = strings.Cut(f.Tag.Get("json"), ",")
		if names[i] == "" {
			names[i] = f.Name
		}
	}
	fieldCache.Store(t, names)
	return names
}
