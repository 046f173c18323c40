package generator

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestEveryCodeIsExplained: each code that stands in the sources has a text, and
// each text an example.
func TestEveryCodeIsExplained(t *testing.T) {
	full := regexp.MustCompile(`"((?:config|front-matter|mark|link|asset|page|metric|maturity|detector|leak|publish|seal)/[a-z-]+)"`)
	decoded := regexp.MustCompile(`d\.(?:errorf|warnf)\([^,]+, "([a-z-]+)"`)
	files, err := filepath.Glob("internal/*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	more, _ := filepath.Glob("*.go")
	n := 0
	for _, file := range append(files, more...) {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var codes []string
		for _, m := range full.FindAllStringSubmatch(string(data), -1) {
			codes = append(codes, m[1])
		}
		for _, m := range decoded.FindAllStringSubmatch(string(data), -1) {
			codes = append(codes, "front-matter/"+m[1], "metric/"+m[1], "maturity/"+m[1], "config/"+m[1])
		}
		for _, code := range codes {
			n++
			if e, ok := ExplainCode(code); !ok || len(e.Text) < 20 || e.Example == "" {
				t.Errorf("%s: %s has no text with an example in codes.txt", file, code)
			}
		}
	}
	if n < 100 {
		t.Errorf("%d codes found: the search does not work", n)
	}
	seen := map[string]bool{}
	for _, code := range Codes() {
		if e, _ := ExplainCode(code); e.Example == "" || seen[code] {
			t.Errorf("%s has no example, or two texts", code)
		}
		seen[code] = true
	}
}
