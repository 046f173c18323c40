package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestEditor: VISUAL wins over EDITOR, may have arguments of its own, and one
// that fails is said to have failed.
func TestEditor(t *testing.T) {
	name := filepath.Join(t.TempDir(), "page.md")
	if err := os.WriteFile(name, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, env := range []map[string]string{{"EDITOR": "cp " + name}, {"VISUAL": "cp " + name, "EDITOR": "false"}, {"EDITOR": "false"}, {}} {
		var stderr bytes.Buffer
		copied := filepath.Join(t.TempDir(), "copy")
		c := &call{ctx: context.Background(), stderr: &stderr, env: func(key string) string { return env[key] }}
		c.edit(copied) // cp page.md copy
		_, err := os.Stat(copied)
		if want := strings.HasPrefix(env["VISUAL"]+env["EDITOR"], "cp"); (err == nil) != want {
			t.Errorf("%v: the editor ran: %t", env, err == nil)
		}
		if failed := env["VISUAL"] == "" && env["EDITOR"] == "false"; failed != (stderr.Len() > 0) {
			t.Errorf("%v: %q", env, stderr.String())
		}
	}
}
