package theme

import (
	"errors"
	"fmt"
	"html/template"
	"maps"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"

	"candor/generator/internal/source"
)

// check follows a page's type through its templates and reports every field that
// the type does not have, also where no page comes by. What it cannot tell, such
// as the outcome of a function, it lets pass.
func check(t *template.Template, of reflect.Type) error {
	c := &checker{set: t, seen: map[string]bool{}}
	c.call(t.Name(), of)
	return errors.Join(c.faults...)
}

// checker walks trees with the type of the dot; nil is a type not known.
type checker struct {
	set    *template.Template
	tree   *parse.Tree
	root   reflect.Type
	vars   map[string]reflect.Type
	seen   map[string]bool
	faults []error
}

// call checks a template once for each type it is given.
func (c *checker) call(name string, dot reflect.Type) {
	key := name + " " + fmt.Sprint(dot)
	t := c.set.Lookup(name)
	if t == nil || t.Tree == nil || dot == nil || c.seen[key] {
		return
	}
	c.seen[key] = true
	inner := *c
	inner.tree, inner.root, inner.vars = t.Tree, dot, map[string]reflect.Type{"$": dot}
	inner.list(t.Tree.Root, dot)
	c.faults = inner.faults
}

func (c *checker) list(l *parse.ListNode, dot reflect.Type) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			c.pipe(n.Pipe, dot)
		case *parse.IfNode:
			c.pipe(n.Pipe, dot)
			c.list(n.List, dot)
			c.list(n.ElseList, dot)
		case *parse.WithNode:
			c.list(n.List, c.pipe(n.Pipe, dot))
			c.list(n.ElseList, dot)
		case *parse.RangeNode:
			c.list(n.List, c.ranged(n.Pipe, dot))
			c.list(n.ElseList, dot)
		case *parse.TemplateNode:
			if n.Pipe != nil {
				c.call(n.Name, c.pipe(n.Pipe, dot))
			}
		}
	}
}

// ranged is the type of the elements; the variables of the range get theirs.
func (c *checker) ranged(p *parse.PipeNode, dot reflect.Type) reflect.Type {
	over := c.value(p, dot)
	var element reflect.Type
	if over != nil {
		switch over.Kind() {
		case reflect.Slice, reflect.Array, reflect.Map, reflect.Pointer:
			element = over.Elem()
		case reflect.Int:
			element = over
		}
	}
	for i, v := range p.Decl {
		c.vars[v.Ident[0]] = nil
		if i == len(p.Decl)-1 {
			c.vars[v.Ident[0]] = element
		}
	}
	return element
}

func (c *checker) pipe(p *parse.PipeNode, dot reflect.Type) reflect.Type {
	of := c.value(p, dot)
	for _, v := range p.Decl {
		c.vars[v.Ident[0]] = of
	}
	return of
}

// value checks all arguments of a pipe; its type is known when it is a single
// field, variable or dot.
func (c *checker) value(p *parse.PipeNode, dot reflect.Type) (of reflect.Type) {
	for _, cmd := range p.Cmds {
		of = nil
		for _, arg := range cmd.Args {
			got := c.arg(arg, dot)
			if len(cmd.Args) == 1 {
				of = got
			}
		}
	}
	return of
}

func (c *checker) arg(n parse.Node, dot reflect.Type) reflect.Type {
	switch n := n.(type) {
	case *parse.DotNode:
		return dot
	case *parse.FieldNode:
		return c.fields(n, dot, n.Ident)
	case *parse.VariableNode:
		return c.fields(n, c.vars[n.Ident[0]], n.Ident[1:])
	case *parse.PipeNode:
		return c.value(n, dot)
	case *parse.ChainNode:
		return c.fields(n, c.arg(n.Node, dot), n.Field)
	}
	return nil
}

func (c *checker) fields(n parse.Node, of reflect.Type, names []string) reflect.Type {
	for _, name := range names {
		if of == nil {
			return nil
		}
		if of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		if of.Kind() != reflect.Struct {
			c.fault(n, "%s has no fields, such as %s", of, name)
			return nil
		}
		f, ok := of.FieldByName(name)
		if !ok {
			c.fault(n, "%s has no field %s%s", strings.TrimPrefix(of.String(), "page."), name, meantField(of, name))
			return nil
		}
		of = f.Type
	}
	return of
}

func (c *checker) fault(n parse.Node, format string, args ...any) {
	at, _ := c.tree.ErrorContext(n)
	c.faults = append(c.faults, fmt.Errorf("%s: %s", at, fmt.Sprintf(format, args...)))
}

func meantField(of reflect.Type, name string) string {
	names := map[string]bool{}
	for _, f := range reflect.VisibleFields(of) {
		names[f.Name] = true
	}
	if hint := source.DidYouMean(name, slices.Sorted(maps.Keys(names))); hint != "" {
		return " (" + hint + ")"
	}
	return ""
}
