package document

import (
	"errors"
	"strings"
	"testing"
)

const sample = `# comment
title = "A \"quoted\" one" # behind
date = 2026-03-04
"odd key" = 'x'
list = [1, 2.5,
  # inside
  "three"]
[times]
began = 2026-03-04T09:12:00+02:00
local = 2026-03-04T09:12:00
[timeline]
"2026-03-04T09:12:00Z" = "The feed stops."
"2026-03-04T09:53:00Z" = { text = "Alert", audience = "internal" }
[actions.rotate]
title = """
long
text"""
[actions.other]
ok = true
a.b.c = 1
[[rows]]
x = 1
[[rows]]
x = 2
y = { z = [ { q = 1 } ] }
`

func TestPositions(t *testing.T) {
	root, err := ParseTOML(sample, 5)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path         string
		line, column int32
		kind         Kind
	}{
		{"title", 6, 1, String}, {"odd key", 8, 1, String}, {"list", 9, 1, List}, {"times/began", 13, 1, Moment}, {"times/local", 14, 1, Local},
		{"timeline/2026-03-04T09:53:00Z/audience", 17, 44, String}, {"actions/rotate/title", 19, 1, String}, {"actions/other", 22, 10, Table},
		{"actions/other/a/b/c", 24, 5, Integer}, {"rows", 25, 3, List},
	} {
		n := root.Path(strings.Split(c.path, "/")...)
		if n == nil || n.Line != c.line || n.Column != c.column || n.Kind != c.kind {
			t.Errorf("%s: %+v", c.path, n)
		}
	}
	if got := root.Get("rows").Nodes[1].Path("y", "z").Nodes[0].Get("q").Int; got != 1 {
		t.Errorf("q = %d", got)
	}
	if got := root.Get("list").Nodes[2]; got.Line != 11 || got.Text != "three" {
		t.Errorf("item: %+v", got)
	}
}

// TestWriteReads: what is written is read again as the same tree.
func TestWriteReads(t *testing.T) {
	root, err := ParseTOML(sample, 1)
	if err != nil {
		t.Fatal(err)
	}
	once := Write(Canonical(root))
	again, err := ParseTOML(string(once), 1)
	if err != nil {
		t.Fatalf("%v\n%s", err, once)
	}
	if twice := Write(again); string(twice) != string(once) {
		t.Errorf("not stable:\n%s\n---\n%s", once, twice)
	}
	if c := Canonical(again); c != again {
		t.Errorf("reading the canonical form changes its order:\n%s", Write(c))
	}
}

func TestYAML(t *testing.T) {
	root, err := ParseYAML("title: Hello: not\n", 2)
	if err == nil {
		t.Errorf("two colons: %+v", root.Nodes)
	}
	root, err = ParseYAML("title: on\ndate: 2026-03-04\ntimes:\n  began: 2026-03-04T09:12:00Z\n  late: 2026-03-04 09:12:00\nyes: [1, 2.5, 'x', true]\n1: one\n", 2)
	if err != nil {
		t.Fatal(err)
	}
	if root.Str("title") != "on" || root.Get("date").Kind != Date || root.Path("times", "began").Kind != Moment || root.Path("times", "late").Kind != Local || root.Get("1") == nil {
		t.Errorf("%s", Write(Canonical(root)))
	}
	if n := root.Path("times", "began"); n.Line != 5 || n.Column != 3 {
		t.Errorf("began at %d:%d", n.Line, n.Column)
	}
	for _, bad := range []string{"a: &x 1\nb: *x\n", "a: 1\na: 2\n", "a: !!str 1\n", "a: 1\n---\nb: 2\n", "- 1\n", "a: [\n"} {
		if _, err := ParseYAML(bad, 1); err == nil {
			t.Errorf("accepted: %q", bad)
		}
	}
}

// TestErrorsQuoteNothing: what stands in a broken line may be hidden.
func TestErrorsQuoteNothing(t *testing.T) {
	for _, bad := range []string{"a = sekret\n", "a = 'x' sekret\n", "sekret\n", "a = \"sekret\n", "sekret = 1\nsekret = 2\n", "[a]\n[a]\nb = 2020-13-45sekret\n", "a = \"\\sekret\"\n"} {
		_, err := ParseTOML("ok = 1\n"+bad, 1)
		var se *SyntaxError
		if !errors.As(err, &se) || strings.Contains(se.Message, "sekret") || se.Line < 2 {
			t.Errorf("%q: %v", bad, err)
		}
	}
	for _, bad := range []string{"a: 'sekret\n", "a: sekret: sekret\n", "\tsekret: 1\n"} {
		if _, err := ParseYAML(bad, 1); err == nil || strings.Contains(err.Error(), "sekret") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func FuzzTOML(f *testing.F) {
	f.Add(sample)
	f.Fuzz(func(t *testing.T, text string) {
		root, err := ParseTOML(text, 1)
		if err != nil {
			return
		}
		once := Write(Canonical(root))
		again, err := ParseTOML(string(once), 1)
		if err != nil {
			t.Fatalf("%q written as %q: %v", text, once, err)
		}
		if twice := Write(Canonical(again)); string(twice) != string(once) {
			t.Fatalf("%q\n%q\n%q", text, once, twice)
		}
	})
}
