package main

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"go.yaml.in/yaml/v3"
)

// workflow is what a test needs of a file of GitHub Actions.
type workflow struct {
	Jobs map[string]struct {
		Permissions map[string]string `yaml:"permissions"`
		Steps       []struct {
			Run string            `yaml:"run"`
			Env map[string]string `yaml:"env"`
		} `yaml:"steps"`
	} `yaml:"jobs"`
	Permissions map[string]string `yaml:"permissions"`
}

// runJob runs the commands of a workflow's job as a runner does, one after the
// other, each with what earlier ones put into GITHUB_ENV:
// job FILE NAME [KEY=VALUE…], where values stand for a step's own env.
func runJob(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: job FILE NAME [KEY=VALUE…]")
	}
	var w workflow
	ts.Check(yaml.Unmarshal([]byte(ts.ReadFile(args[0])), &w))
	job, ok := w.Jobs[args[1]]
	if !ok {
		ts.Fatalf("%s has no job %s, but %v", args[0], args[1], slices.Sorted(maps.Keys(w.Jobs)))
	}
	dir := ts.MkAbs(".")
	shared := filepath.Join(ts.Getenv("WORK"), "github.env")
	env := append([]string{"GITHUB_ENV=" + shared, "GITHUB_STEP_SUMMARY=" + filepath.Join(ts.Getenv("WORK"), "summary.md")}, args[2:]...)
	for _, key := range []string{"PATH", "HOME", "TMPDIR"} {
		env = append(env, key+"="+ts.Getenv(key))
	}
	for _, step := range job.Steps {
		for key := range step.Env {
			if !slices.ContainsFunc(args[2:], func(kv string) bool { return strings.HasPrefix(kv, key+"=") }) {
				ts.Fatalf("the job wants %s", key)
			}
		}
		if step.Run == "" {
			continue // an action
		}
		set, _ := os.ReadFile(shared) // absent before the first step
		cmd := exec.Command("bash", "-e", "-c", step.Run)
		cmd.Dir, cmd.Stdout, cmd.Stderr = dir, ts.Stdout(), ts.Stderr()
		cmd.Env = append(slices.Clone(env), strings.Fields(string(set))...)
		if err := cmd.Run(); err != nil {
			ts.Fatalf("step %q: %v", fmt.Sprintf("%.60s", step.Run), err)
		}
	}
}
