package theme

import (
	"html/template"
	"reflect"
)

func check(*template.Template, reflect.Type) error { return nil }
