package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"candor/generator"
)

func doctorCommand() command {
	return command{name: "doctor", run: runDoctor, scope: folder,
		short: "look at what is around a site: repository, folders, schemas, clock",
		long: "Each finding comes with the next step. Exit 0 when there is none, 1 when there is one; problems of\n" +
			"content and data are the business of candor check."}
}

// finding is something around a site that should be mended, and how.
type finding struct{ what, next string }

func runDoctor(c *call, s *shared) int {
	site, err := c.load(s)
	if err != nil {
		return c.failed(s, err)
	}
	defer site.Close()
	today := time.Now().UTC()
	found := c.repository(s.source, site, today)
	found = append(found, folderFindings(s.source, site)...)
	found = append(found, staleDay(site.StatedDay(), today)...)
	found = append(found, schemaFindings(s.source)...)
	found = append(found, clockFindings(today, builtAt())...)
	found = append(found, watchFindings(s.source)...)
	for _, f := range found {
		fmt.Fprintf(c.stdout, "%s\n  next: %s\n", f.what, f.next)
	}
	if !s.quiet {
		fmt.Fprintln(c.stderr, plural(len(found), "finding", "findings"))
	}
	if len(found) > 0 {
		return exitProblems
	}
	return exitOK
}

// folderFindings looks at what lies where editions are written.
func folderFindings(dir string, site *generator.Site) []finding {
	var found []finding
	for _, f := range site.Folders() {
		at := filepath.Join(dir, filepath.FromSlash(f.Path))
		entries, err := os.ReadDir(at)
		switch held := generator.EditionOf(at); {
		case err != nil || len(entries) == 0:
		case held == "":
			found = append(found, finding{f.Path + "/ holds files that candor did not write, so a build will not replace it", "move it away, or choose another output for " + f.Audience + " in candor.toml"})
		case held != f.Audience:
			found = append(found, finding{f.Path + "/ is the folder of " + f.Audience + " and holds the edition of " + held, "remove it and run candor build; if it was published, take that back first"})
		}
		if !f.Widest && strings.HasPrefix(f.Path, "../") {
			found = append(found, finding{f.Path + "/, the folder of " + f.Audience + ", lies outside the site, where no .gitignore of the site holds", "set output = \"private\" under [editions." + f.Audience + "] in candor.toml"})
		}
	}
	return found
}

// oldest is how many days behind a stated day may be: a month and some days to
// write its report.
const oldest = 35

func staleDay(stated, today time.Time) []finding {
	if age := int(today.Sub(stated).Hours() / 24); !stated.IsZero() && age > oldest {
		return []finding{{fmt.Sprintf("as_of in candor.toml is %d days old: later pages are not shown, and nothing becomes late", age), "set as_of = " + today.Format(time.DateOnly) + ", or build with --as-of " + today.Format(time.DateOnly)}}
	}
	return nil
}

func schemaFindings(dir string) []finding {
	outdated, err := generator.OutdatedSchemas(generator.Config{Dir: dir})
	if err != nil || len(outdated) == 0 {
		return nil
	}
	what := outdated[0]
	if more := len(outdated) - 1; more > 0 {
		what += fmt.Sprintf(" and %d more", more)
	}
	return []finding{{"the schemas for editors are not those of this candor and this candor.toml: " + what, "run candor schema --write"}}
}

// builtAt is when the program's commit was made; zero when it is not known.
func builtAt() time.Time {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return time.Time{}
	}
	for _, kv := range info.Settings {
		if kv.Key == "vcs.time" {
			at, _ := time.Parse(time.RFC3339, kv.Value) // zero when it is none
			return at
		}
	}
	return time.Time{}
}

// clockFindings compares the clock with a moment that is certainly past. A day
// of difference may be a time zone.
func clockFindings(now, past time.Time) []finding {
	if past.IsZero() || now.After(past.AddDate(0, 0, -1)) {
		return nil
	}
	return []finding{{"this machine's clock says " + now.Format(time.DateOnly) + ", before something that was made on " + past.Format(time.DateOnly), "set the clock, or build with --as-of"}}
}

const watchLimit = "/proc/sys/fs/inotify/max_user_watches"

// watchFindings compares the folders that a preview watches with what Linux
// allows; other systems have no such limit.
func watchFindings(dir string) []finding {
	text, err := os.ReadFile(watchLimit)
	if err != nil {
		return nil
	}
	limit, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return nil
	}
	folders := 0
	for _, root := range []string{"content", "data", "themes"} {
		_ = filepath.WalkDir(filepath.Join(dir, root), func(_ string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() {
				folders++
			}
			return nil // what cannot be read is not watched
		})
	}
	return tooFewWatches(limit, folders)
}

// tooFewWatches leaves some watches for the editor, which has its own.
func tooFewWatches(limit, folders int) []finding {
	if limit >= 2*folders+100 {
		return nil
	}
	return []finding{{fmt.Sprintf("this machine lets a user watch %d folders; the site has %d, and editors watch them, too", limit, folders), "sudo sysctl fs.inotify.max_user_watches=524288"}}
}
