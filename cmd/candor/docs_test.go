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
	one, err := os.ReadFile(filepath.Join(dir, "site", "public", "checksums.txt"))
	if err != nil {
		t.Fatal(err)
	}
	two, err := os.ReadFile(filepath.Join(dir, "rebuilt", "checksums.txt"))
	if err != nil || string(one) != string(two) {
		t.Errorf("what is rebuilt differs (%v)", err)
	}
}

// followPage follows a page of docs from top to bottom: its files are written,
// its commands run and print what it shows ("..." stands for more). It gives the
// folder.
func followPage(t *testing.T, name string) string {
	t.Helper()
	page, err := os.ReadFile("../../docs/" + name)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	here, ran := dir, 0
	for _, b := range fence.FindAllStringSubmatch(string(page), -1) {
		if b[2] != "" {
			put(t, filepath.Join(dir, filepath.FromSlash(b[2])), b[3])
		}
		if b[1] == "console" {
			ran += follow(t, &here, b[3])
		}
	}
	if ran < 4 {
		t.Errorf("only %d commands were found", ran)
	}
	return dir
}

func put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// follow runs the commands behind $ as a shell would, and looks for the lines
// below each. cd changes the folder for all that comes after.
func follow(t *testing.T, here *string, session string) (ran int) {
	t.Helper()
	var said string
	for line := range strings.Lines(session) {
		line = strings.TrimSpace(line)
		if to, ok := strings.CutPrefix(line, "$ cd "); ok {
			*here = filepath.Join(*here, to)
			continue
		}
		if call, ok := strings.CutPrefix(line, "$ "); ok {
			cmd := exec.Command("sh", "-c", call)
			cmd.Dir = *here
			cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org")
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

// TestOtherPages follows the pages whose commands say themselves what is right.
func TestOtherPages(t *testing.T) {
	for _, name := range []string{"first-report.md", "writing-post-mortems.md", "metrics.md", "maturity.md", "publishing.md"} {
		t.Run(name, func(t *testing.T) { followPage(t, name) })
	}
}

var code = regexp.MustCompile("`[^`\n]+`|(?m:^    .+$)")

var pageLink = regexp.MustCompile(`\]\(([^)#:\s]+)[^):\s]*\)`)

// TestLinksOfDocs: what the pages and the front door link to is there, and the
// index names every page.
func TestLinksOfDocs(t *testing.T) {
	pages, err := filepath.Glob("../../docs/*.md")
	if err != nil || len(pages) < 10 {
		t.Fatalf("%d pages (%v)", len(pages), err)
	}
	linked := map[string]bool{}
	for _, page := range append(pages, "../../README.md") {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range pageLink.FindAllStringSubmatch(code.ReplaceAllString(fence.ReplaceAllString(string(text), ""), ""), -1) {
			to := filepath.Join(filepath.Dir(page), m[1])
			if !exists(to) {
				t.Errorf("%s links to %s, which is not there", page, m[1])
			}
			if filepath.Base(page) == "README.md" {
				linked[to] = true
			}
		}
	}
	for _, page := range pages {
		if !linked[page] && filepath.Base(page) != "README.md" {
			t.Errorf("no index names %s", page)
		}
	}
}
