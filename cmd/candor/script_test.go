package main

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"candor": main})
}

// TestScripts runs the command as its users do: one file per command in
// testdata/script, and one for each mended bug.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("NO_COLOR", "")
			env.Setenv("SOURCE_DATE_EPOCH", "")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"code": exitCode, "absent": absent},
	})
}

// exitCode runs candor and compares its exit code: code 2 build --nope
func exitCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N args…")
	}
	var out, errs strings.Builder
	env := func(key string) string { return ts.Getenv(key) }
	here, err := os.Getwd()
	ts.Check(err)
	_ = here
	got := run(context.Background(), inFolder(ts, args[1:]), &out, &errs, env)
	_, _ = ts.Stdout().Write([]byte(out.String()))
	_, _ = ts.Stderr().Write([]byte(errs.String()))
	if want := args[0]; want != string(rune('0'+got)) {
		ts.Fatalf("exit code %d, want %s\n%s%s", got, want, &out, &errs)
	}
}

// inFolder points a command at the script's folder, unless it names one.
func inFolder(ts *testscript.TestScript, args []string) []string {
	return append(args, "--source", ts.MkAbs("."))
}

// absent fails when a word is in a name or in the bytes of a folder's files.
func absent(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: [!] absent WORD FOLDER")
	}
	found := ""
	ts.Check(filepath.WalkDir(ts.MkAbs(args[1]), func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		if strings.Contains(p, args[0]) || strings.Contains(string(data), args[0]) {
			found = p
		}
		return err
	}))
	if neg == (found == "") {
		ts.Fatalf("%s is in %q", args[0], found)
	}
}
