package theme

import (
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"candor/generator/internal/page"
	"candor/generator/internal/program"
)

var update = flag.Bool("update", false, "write the words of package page into strings/en.toml")

const english = "../../../themes/default/strings/en.toml"

// TestPageWords: strings/en.toml lists every text that package page says, so
// that a translator misses none and translates none in vain.
func TestPageWords(t *testing.T) {
	texts, nouns := said(t)
	if *update {
		write(t, texts, nouns)
	}
	d, err := layers{}.strings("en")
	if err != nil {
		t.Fatal(err)
	}
	differ(t, "pages", texts, slices.Sorted(maps.Keys(d.texts)))
	differ(t, "nouns", slices.Sorted(maps.Keys(nouns)), slices.Sorted(maps.Keys(d.nouns)))
	for key, text := range d.texts {
		if key != text {
			t.Errorf("the English of %q is %q", key, text)
		}
	}
}

func differ(t *testing.T, table string, want, got []string) {
	t.Helper()
	for _, s := range want {
		if !slices.Contains(got, s) {
			t.Errorf("[%s] lacks %q: run the test with -update", table, s)
		}
	}
	for _, s := range got {
		if !slices.Contains(want, s) {
			t.Errorf("[%s] has %q, which no page says: run the test with -update", table, s)
		}
	}
}

// said are the texts in the sources of package page: what it asks translations
// for, and labels, which are translated where they are written.
func said(t *testing.T) (texts []string, nouns map[string]string) {
	t.Helper()
	set, nouns := map[string]bool{}, map[string]string{}
	add := func(e ast.Expr) {
		if s, ok := text(e); ok && s != "" {
			set[s] = true
		}
	}
	for _, src := range sources(t, "page", "trend", "measure", "chart", "maturity", "markdown") {
		f, err := parser.ParseFile(token.NewFileSet(), "", src, 0)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(src), "testing.T") {
			continue
		}
		for _, d := range f.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.CONST {
				verdicts(g, add)
			}
			if g, ok := d.(*ast.GenDecl); ok && f.Name.Name == "measure" {
				ast.Inspect(g, func(n ast.Node) bool { return described(n, add) })
			}
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR && f.Name.Name == "page" {
				ast.Inspect(g, func(n ast.Node) bool { return values(n, add) })
			}
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				called(n, add, nouns)
			case *ast.CompositeLit:
				if f.Name.Name == "page" {
					labels(n, add)
				}
			case *ast.AssignStmt:
				for i, l := range n.Lhs {
					if field, ok := l.(*ast.SelectorExpr); ok && labelField[field.Sel.Name] && i < len(n.Rhs) {
						add(n.Rhs[i])
					}
				}
			}
			if s, ok := n.(*ast.BasicLit); ok && f.Name.Name == "page" {
				if word, ok := text(s); ok && strings.ContainsAny(word, "✓△✕") && !strings.Contains(word, "%") {
					add(s)
				}
			}
			return true
		})
	}
	for _, s := range program.Severities {
		set[s] = true
	}
	maps.Copy(nouns, page.Units())
	for _, of := range []reflect.Type{reflect.TypeFor[program.Page](), reflect.TypeFor[program.Debt](), reflect.TypeFor[program.Step]()} {
		keywords(of, map[reflect.Type]bool{}, func(word string) { set[word] = true })
	}
	return slices.Sorted(maps.Keys(set)), nouns
}

// sources are those of packages, without their tests.
func sources(t *testing.T, rooms ...string) [][]byte {
	t.Helper()
	var files []string
	for _, room := range rooms {
		found, err := filepath.Glob("../" + room + "/*.go")
		if err != nil || len(found) == 0 {
			t.Fatalf("no sources of package %s", room)
		}
		files = append(files, found...)
	}
	var out [][]byte
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(name, "_test.go") {
			out = append(out, src)
		}
	}
	return out
}

// verdicts are the constants that findings name.
func verdicts(g *ast.GenDecl, add func(ast.Expr)) {
	for _, s := range g.Specs {
		s := s.(*ast.ValueSpec)
		of, ok := s.Type.(*ast.Ident)
		if !ok || of.Name != "Verdict" && of.Name != "Cadence" && of.Name != "Evidence" {
			continue
		}
		add(s.Values[0])
		if word, _ := text(s.Values[0]); of.Name == "Cadence" {
			add(&ast.BasicLit{Kind: token.STRING, Value: strconv.Quote(word + "s")})
		}
	}
}

var labelField = map[string]bool{"Caption": true, "Heading": true, "Name": true}

// values are the words in tables of package page, such as the names of kinds:
// what stands behind a colon, and what begins with a large letter or a sign.
func values(n ast.Node, add func(ast.Expr)) bool {
	switch n := n.(type) {
	case *ast.KeyValueExpr:
		add(n.Value)
	case *ast.BasicLit:
		if s, ok := text(n); ok && s[0] < 'a' {
			add(n)
		} else if ok && s[0] > 'z' {
			add(n)
		}
	}
	return true
}

// described are the titles and texts of derived metrics.
func described(n ast.Node, add func(ast.Expr)) bool {
	if pair, ok := n.(*ast.KeyValueExpr); ok {
		if key, ok := pair.Key.(*ast.Ident); ok && (key.Name == "title" || key.Name == "text") {
			add(pair.Value)
		}
	}
	return true
}

// keywords are the words of front matter and data that have a fixed list. Pages
// print some of them, with a large letter or without.
func keywords(of reflect.Type, seen map[reflect.Type]bool, add func(string)) {
	switch of.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		keywords(of.Elem(), seen, add)
		return
	case reflect.Struct:
	default:
		return
	}
	if seen[of] {
		return
	}
	seen[of] = true
	for i := range of.NumField() {
		f := of.Field(i)
		for _, word := range strings.Fields(f.Tag.Get("enum")) {
			word = strings.ReplaceAll(word, "-", " ")
			add(word)
			add(strings.ToUpper(word[:1]) + word[1:])
		}
		keywords(f.Type, seen, add)
	}
}

func called(n *ast.CallExpr, add func(ast.Expr), nouns map[string]string) {
	if id, ok := n.Fun.(*ast.Ident); ok && id.Name == "counted" {
		one, _ := text(n.Args[1])
		if many, ok := text(n.Args[2]); ok {
			nouns[many] = one
		}
	} else if ok && (id.Name == "say" || id.Name == "missing" || id.Name == "between") {
		for _, a := range n.Args {
			add(a)
		}
	}
	f, ok := n.Fun.(*ast.SelectorExpr)
	if !ok {
		return
	}
	switch {
	case (f.Sel.Name == "t" || f.Sel.Name == "say" || f.Sel.Name == "Say") && len(n.Args) == 1, f.Sel.Name == "text" && len(n.Args) == 2:
		add(n.Args[0])
	case (f.Sel.Name == "count" || f.Sel.Name == "counted") && len(n.Args) == 3:
		one, _ := text(n.Args[1])
		if many, ok := text(n.Args[2]); ok {
			nouns[many] = one
		}
	}
}

// labels are the fields of page's structs that only ever hold labels.
func labels(n *ast.CompositeLit, add func(ast.Expr)) {
	of := n.Type
	if list, ok := of.(*ast.ArrayType); ok {
		of = list.Elt
	}
	name, _ := of.(*ast.Ident)
	for _, e := range n.Elts {
		if inner, ok := e.(*ast.CompositeLit); ok && name != nil && inner.Type == nil {
			labels(&ast.CompositeLit{Type: name, Elts: inner.Elts}, add)
		}
		pair, ok := e.(*ast.KeyValueExpr)
		if !ok {
			if name != nil && (name.Name == "Chip" || name.Name == "Part3") && len(n.Elts) > 1 && e == n.Elts[1] {
				add(e)
			}
			continue
		}
		field, ok := pair.Key.(*ast.Ident)
		if ok && (labelField[field.Name] || name != nil && field.Name == "Text" && (name.Name == "Column" || name.Name == "Chip")) {
			add(pair.Value)
		}
	}
}

func text(e ast.Expr) (string, bool) {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(l.Value)
	return s, err == nil && strings.ContainsFunc(s, func(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' })
}

// write puts the tables at the end of the file, below what is written by hand.
func write(t *testing.T, texts []string, nouns map[string]string) {
	t.Helper()
	data, err := os.ReadFile(english)
	if err != nil {
		t.Fatal(err)
	}
	hand, _, _ := strings.Cut(string(data), "\n[pages]\n")
	var b strings.Builder
	b.WriteString(hand + "\n[pages]\n")
	for _, s := range texts {
		b.WriteString(strconv.Quote(s) + " = " + strconv.Quote(s) + "\n")
	}
	b.WriteString("\n[nouns]\n")
	for _, many := range slices.Sorted(maps.Keys(nouns)) {
		b.WriteString(strconv.Quote(many) + " = { one = " + strconv.Quote(nouns[many]) + ", other = " + strconv.Quote(many) + " }\n")
	}
	if err := os.WriteFile(english, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
