package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
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
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"code": exitCode, "absent": absent, "job": runJob, "preview": lookAt},
	})
}

// exitCode runs a program and compares its exit code: code 2 candor build --nope
func exitCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N program args…")
	}
	program := ""
	for _, dir := range filepath.SplitList(ts.Getenv("PATH")) {
		if p := filepath.Join(dir, args[1]); program == "" && exists(p) {
			program = p
		}
	}
	cmd := exec.Command(program, args[2:]...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = ts.MkAbs("."), ts.Stdout(), ts.Stderr()
	for _, key := range []string{"PATH", "HOME", "TMPDIR", "NO_COLOR", "SOURCE_DATE_EPOCH", "CI", "GITHUB_STEP_SUMMARY"} {
		cmd.Env = append(cmd.Env, key+"="+ts.Getenv(key))
	}
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		ts.Fatalf("%v", err)
	}
	if got := fmt.Sprint(cmd.ProcessState.ExitCode()); got != args[0] {
		ts.Fatalf("exit code %s, want %s", got, args[0])
	}
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
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
