package main

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"go.yaml.in/yaml/v3"
)

// workflow is what a test needs of a file of GitHub Actions.
type workflow struct {
	Jobs map[string]struct {
		Permissions map[string]string `yaml:"permissions"`
		Steps       []struct {
			Run  string            `yaml:"run"`
			Uses string            `yaml:"uses"`
			Env  map[string]string `yaml:"env"`
		} `yaml:"steps"`
	} `yaml:"jobs"`
	Permissions map[string]string `yaml:"permissions"`
}

var pinned = regexp.MustCompile(`^(\./|[\w-]+/[\w./-]+@[0-9a-f]{40}$)`)

// TestWorkflows: actions are pinned by commit, the token has no right that a job
// does not ask for, and a job that may write runs nothing of the repository.
func TestWorkflows(t *testing.T) {
	var files []string
	for _, dir := range []string{"../../.github/workflows", "../../generator/internal/skeleton/site/.github/workflows"} {
		found, _ := filepath.Glob(dir + "/*.yml")
		files = append(files, found...)
	}
	if len(files) < 5 {
		t.Fatalf("only %v were found", files)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var w workflow
		if err := yaml.Unmarshal(data, &w); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		if w.Permissions == nil || len(w.Permissions) > 0 {
			t.Errorf("%s gives rights to all of its jobs", file)
		}
		for name, job := range w.Jobs {
			writes := slices.Contains(slices.Collect(maps.Values(job.Permissions)), "write")
			for _, step := range job.Steps {
				if step.Uses != "" && !pinned.MatchString(step.Uses) {
					t.Errorf("%s, %s: %s is not pinned by commit", file, name, step.Uses)
				}
				if writes && (strings.HasPrefix(step.Uses, "./") || strings.HasPrefix(step.Uses, "actions/checkout@") || strings.Contains(step.Run, "candor ")) {
					t.Errorf("%s, %s may write and runs what the repository holds", file, name)
				}
			}
		}
	}
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
