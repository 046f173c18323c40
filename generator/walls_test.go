package generator

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// walls says which of our packages each package may import. What is not here
// is not allowed: a new package needs a row, a new door a reason.
var walls = map[string]string{
	// leaves
	"audience": "", "source": "", "trend": "", "chart": "", "asset": "", "detector": "", "site": "", "audit": "", "moment": "",
	"document": "source",
	"maturity": "trend",
	// what others wrote, into a site's files
	"adopt": "document moment source trend",
	// what a new site begins with
	"skeleton": "document",
	// the door, and the search behind it
	"cut":   "audience document source",
	"sweep": "source",
	// from staged files to a programme; program knows neither files nor pages
	"program":  "maturity moment source trend",
	"intake":   "cut document maturity moment program source trend",
	"markdown": "moment program source",
	"check":    "maturity program source",
	"measure":  "maturity program trend",
	// from a programme to files; nobody here knows cut, audience or document
	"page":    "chart maturity measure program trend",
	"dataset": "maturity program trend",
	"theme":   "page source themes",
	"preview": "source",
	// the public API holds the rooms together, the command is its guest
	"generator":  "adopt asset audience audit check cut dataset detector document intake markdown maturity measure page preview program site skeleton source sweep theme trend",
	"cmd/candor": "generator",
	// measurements, which run the programs as their users do
	"bench": "bench/corpus", "bench/corpus": "",
	"themes": "",
}

// libraries says which rooms may import a library: each has one, so that it can
// be replaced there.
var libraries = map[string]string{
	"github.com/yuin/goldmark":         "markdown",
	"github.com/BurntSushi/toml":       "document theme", // in theme: the words of a language
	"go.yaml.in/yaml/v3":               "document",
	"github.com/go-echarts/go-echarts": "chart",
	"github.com/alecthomas/chroma":     "markdown",
	"github.com/fsnotify/fsnotify":     "preview",
	"github.com/ledongthuc/pdf":        "sweep",
	"github.com/tyler-smith/go-bip39":  "detector",
	"github.com/itchyny/gojq":          "adopt",
	"github.com/gosimple/slug":         "skeleton",
	"golang.org/x/sys":                 "preview site",
	"golang.org/x/term":                "cmd/candor",
	"golang.org/x/text":                "cut page sweep theme", // page: words of the search index without accents; sweep: forms of letters; theme: plurals and numbers of a language
	"gonum.org/v1/gonum":               "trend",
	"net/http":                         "preview bench",
	"os/exec":                          "cmd/candor bench", // git, for diff and doctor; the editor of candor new
	"unsafe":                           "",
}

// TestWalls: the rooms know of each other what the table says.
func TestWalls(t *testing.T) {
	found := imports(t)
	for _, room := range slices.Sorted(maps.Keys(found)) {
		allowed, ok := walls[room]
		if !ok {
			t.Errorf("%s has no row in the table of walls", room)
			continue
		}
		for _, to := range found[room] {
			if ours, ok := short(to); ok {
				if !slices.Contains(strings.Fields(allowed), ours) {
					t.Errorf("%s imports %s", room, ours)
				}
				continue
			}
			checkLibrary(t, room, to)
		}
	}
}

// TestStagedOnly: of package cut, what reads files for an edition uses the types
// that only cut can make, so that it cannot be handed anything else.
func TestStagedOnly(t *testing.T) {
	for _, room := range []string{"intake", "theme", "asset", "page", "site"} {
		files, err := filepath.Glob("internal/" + room + "/*.go")
		if err != nil || len(files) == 0 {
			t.Fatal(room, err)
		}
		for _, file := range files {
			f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok {
					if x, ok := s.X.(*ast.Ident); ok && x.Name == "cut" && s.Sel.Name != "Staged" && s.Sel.Name != "Site" {
						t.Errorf("%s uses cut.%s", file, s.Sel.Name)
					}
				}
				return true
			})
		}
	}
}

func checkLibrary(t *testing.T, room, to string) {
	t.Helper()
	for library, rooms := range libraries {
		if to == library || strings.HasPrefix(to, library+"/") {
			if !slices.Contains(strings.Fields(rooms), room) {
				t.Errorf("%s imports %s", room, to)
			}
			return
		}
	}
	if strings.Contains(strings.SplitN(to, "/", 2)[0], ".") {
		t.Errorf("%s imports %s, which has no room", room, to)
	}
}

// imports lists what each of our packages imports, tests left out.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	err := filepath.WalkDir("..", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() != ".." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "node_modules") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		room, _ := short(path.Join("candor", strings.TrimPrefix(filepath.ToSlash(filepath.Dir(file)), "..")))
		for _, spec := range f.Imports {
			found[room] = append(found[room], strings.Trim(spec.Path.Value, `"`))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// short is a package of ours as the table names it.
func short(pkg string) (string, bool) {
	rest, ok := strings.CutPrefix(pkg, "candor/")
	return strings.TrimPrefix(rest, "generator/internal/"), ok
}
