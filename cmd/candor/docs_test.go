package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"candor/generator"
)

var fence = regexp.MustCompile("(?ms)^```(\\w+) ?(\\S*)\n(.*?)^```$")

// TestTheming follows docs/theming.md.
func TestTheming(t *testing.T) {
	dir := followPage(t, "theming.md")
	home, err := os.ReadFile(filepath.Join(dir, "public", "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Stand: 30. September 2026", ">Kennzahlen<", "assets/logo.svg"} {
		if !strings.Contains(string(home), want) {
			t.Errorf("the home page has no %q", want)
		}
	}
}

// TestWhatThePublicSees follows docs/what-the-public-sees.md; what is rebuilt
// there is what was built.
func TestWhatThePublicSees(t *testing.T) {
	dir := followPage(t, "what-the-public-sees.md")
	one, err := os.ReadFile(filepath.Join(dir, "before", "public", "checksums.txt"))
	if err != nil {
		t.Fatal(err)
	}
	two, err := os.ReadFile(filepath.Join(dir, "rebuilt", "checksums.txt"))
	if err != nil || string(one) != string(two) {
		t.Errorf("what is rebuilt differs (%v)", err)
	}
}

// followPage follows a page of docs: its files make a site, and its commands run
// there and print what it shows ("..." stands for more). It gives the folder.
func followPage(t *testing.T, name string) string {
	t.Helper()
	page, err := os.ReadFile("../../docs/" + name)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	blocks := fence.FindAllStringSubmatch(string(page), -1)
	for _, b := range blocks {
		if b[2] == "" {
			continue
		}
		name := filepath.Join(dir, filepath.FromSlash(b[2]))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(b[3]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ran := 0
	for _, b := range blocks {
		if b[1] == "console" {
			ran += follow(t, dir, b[3])
		}
	}
	if ran < 4 {
		t.Errorf("only %d commands were found", ran)
	}
	return dir
}

// follow runs the commands behind $ and looks for the lines below each.
func follow(t *testing.T, dir, session string) (ran int) {
	t.Helper()
	var said string
	for line := range strings.Lines(session) {
		line = strings.TrimSpace(line)
		if call, ok := strings.CutPrefix(line, "$ candor "); ok {
			cmd := exec.Command("candor", strings.Fields(call)...)
			cmd.Dir = dir
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Fatalf("%s: %v\n%s", line, err, out)
			}
			said = string(out)
			ran++
			continue
		}
		if told := strings.Contains(line, "explored"); told && generator.Explorable() {
			continue // this program has the library
		}
		if line != "..." && !strings.Contains(said, line) {
			t.Errorf("no %q in\n%s", line, said)
		}
	}
	return ran
}
