package check

import (
	"slices"
	"strings"

	"candor/generator/internal/program"
	"candor/generator/internal/source"
)

// Seal compares pages with what the post-mortem template of the SEAL frameworks
// asks for. What its text demands is an error; what it merely has a place for is
// a warning, and so is everything on a preliminary page. Drafts are left alone.
// It wants the program of the narrowest edition.
func Seal(x *program.Index, ps *source.Problems) {
	for _, p := range x.Program.Pages {
		if p.Draft() || p.Kind != program.Incident && p.Kind != program.NearMiss && p.Kind != program.Upgrade {
			continue
		}
		s := &seal{p, ps}
		s.promises()
		if p.Kind == program.Incident {
			s.times()
			s.detection()
			s.causes()
			s.places()
		}
	}
}

type seal struct {
	*program.Page
	ps *source.Problems
}

// demand reports what is missing; on a preliminary page it may still come.
func (s *seal) demand(at source.Pos, code, hint, format string, args ...any) {
	if s.Status == "preliminary" {
		s.ps.Warnf(at, code, hint, format, args...)
		return
	}
	s.ps.Errorf(at, code, hint, format, args...)
}

// promises wants an action for what went wrong, with an owner and a due date.
func (s *seal) promises() {
	for _, c := range s.Causes {
		if !slices.ContainsFunc(s.Actions, func(a program.Action) bool { return a.Cause.ID == c.Key }) {
			s.demand(c.Pos, "seal/action", "write the cause's key in the action that treats it: cause = KEY", "the cause has no action")
		}
	}
	if s.Lessons != nil && len(s.Lessons.Wrong) > 0 && len(s.Actions) == 0 {
		s.demand(s.Pos(), "seal/action", "write [actions.KEY] with title, owner and due", "something went wrong, and the page has no action")
	}
	for _, a := range s.Actions {
		if a.Status == "dropped" {
			continue
		}
		if a.Owner == "" {
			s.demand(a.Pos, "seal/owner", `write owner = "protocol team"`, "the action has no owner")
		}
		if a.Due.IsZero() {
			s.demand(a.Pos, "seal/due", "write due = DATE", "the action has no due date")
		}
	}
}

// sixTimes are the rows of the template's timeline.
var sixTimes = []string{"began", "detected", "responded", "identified", "mitigated", "resolved"}

// times wants them all, as far as they can be over, or the reason why not.
func (s *seal) times() {
	t := s.Times
	if t == nil {
		t = &program.Times{}
	}
	var missing []string
	for _, name := range sixTimes {
		switch {
		case !t.At(name).IsZero() || t.Why(name) != "":
		case name == "resolved" && (s.Stage == "open" || s.Stage == "mitigated"):
		case (name == "mitigated" || name == "identified") && s.Stage == "open":
		case name == "began" && s.Impact != nil && s.Impact.Exploited != nil && !*s.Impact.Exploited: // nothing began
		default:
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		s.demand(s.Pos(), "seal/times", "write them under [times], or why not under [times.because]", "times are missing: %s", strings.Join(missing, ", "))
	}
}

func (s *seal) detection() {
	d := s.Detection
	if d == nil || d.By == "" {
		s.demand(s.Pos(), "seal/detection", `write [detection] and by = "monitoring"`, "the page does not say how the incident was detected")
	}
	if d == nil || d.Faster == "" {
		s.demand(s.Pos(), "seal/detection", `write [detection] and faster = "…"`, "the page does not say what would have detected it faster")
	}
}

func (s *seal) causes() {
	roots := roots(s.Page)
	if len(roots) == 0 {
		s.demand(s.Pos(), "seal/causes", `write [causes.KEY] with kind = "root" and a text`, "the page names no root cause")
	}
	for _, c := range roots {
		if len(c.Whys) == 0 {
			s.ps.Warnf(c.Pos, "seal/whys", `write whys = ["…", "…"]`, "the root cause does not say why")
		}
	}
}

// places warns of parts of the template that are empty.
func (s *seal) places() {
	l := s.Lessons
	for _, part := range []struct {
		empty               bool
		code, hint, message string
	}{
		{len(s.Authors) == 0, "authors", `write authors = ["incident lead"]`, "the page does not say which role wrote it"},
		{s.Lead() == "", "summary", `write summary = "…", or a first paragraph`, "the page does not say in a sentence what happened"},
		{s.Impact == nil, "impact", "write [impact] with summary, users_affected, funds and reputation", "the page does not say what the incident did"},
		{l == nil || len(l.Well) == 0 || len(l.Wrong) == 0 || len(l.Lucky) == 0, "lessons", "write [lessons] with well, wrong and lucky", "the page does not say what went well, what went wrong and where you were lucky"},
		{len(s.Runbooks) == 0, "runbooks", `write [runbooks] and NAME = "update", "new" or "none"`, "the page does not say which runbook changes"},
	} {
		if part.empty {
			s.ps.Warnf(s.Pos(), "seal/"+part.code, part.hint, "%s", part.message)
		}
	}
}
