package generator

import (
	"maps"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"candor/generator/internal/check"
	"candor/generator/internal/document"
	"candor/generator/internal/intake"
	"candor/generator/internal/program"
	"candor/generator/internal/site"
	"candor/generator/internal/source"
)

// check looks at each edition's program as a whole.
func (s *Site) check() {
	for l, e := range s.editions {
		check.Program(e.index, &s.found[l])
		check.Lint(e.program, e.results.input, s.latest(), &s.found[l])
		s.hiddenInputs(l)
		s.auditReleased(l)
		s.checkAssets(l)
		s.checkEvidence(l)
		s.alsoShown(l)
	}
	asked := s.asked()
	check.Metrics(s.editions[asked].program.Metrics, &s.found[asked])
	if s.config.Profile == "seal" {
		check.Seal(s.editions[asked].index, &s.found[asked])
	}
	s.checkLogo()
	s.checkInspected()
	s.comparePrevious()
	s.flatters()
	s.allow()
}

// latest is the day behind which an attestation cannot lie: today, or the
// report's day where that is later. Behind a day that the call names, records
// are merely not there yet.
func (s *Site) latest() time.Time {
	switch today := s.config.today(); {
	case !s.config.AsOf.IsZero():
		return time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
	case s.rules.Day.After(today):
		return s.rules.Day
	default:
		return today
	}
}

// asked is the level of the audience that the call names, else the narrowest.
func (s *Site) asked() int {
	return max(0, slices.IndexFunc(s.editions, func(e *edition) bool { return e.name == s.config.Audience }))
}

// settle puts the problems of all editions into one list. In a run for one
// audience, warnings of what that audience may not see are left out, and errors
// there quote nothing: what the run prints names nothing withheld.
func (s *Site) settle() {
	asked := s.asked()
	own, narrow, wide := problemSet(s.found[asked:]...), problemSet(s.found[0]), problemSet(s.found[len(s.found)-1])
	all := slices.Clone(s.common)
	for l, found := range s.found {
		for _, p := range found {
			switch key := alike(p); {
			case l > 0 && reference(p.Code) && !narrow[key]:
				p = hidden(p, s.editions[l].name)
			case l < asked && own[key]:
				continue // it is in the list of those who may see it
			case l < asked:
				p = unquoted(p)
			case quotesText(p.Code) && !wide[key]:
				p.Message = quotation.ReplaceAllString(p.Message, "…")
				if strings.HasPrefix(p.Hint, "did you mean") {
					p.Hint = ""
				}
			}
			all = append(all, p)
		}
	}
	all = causes(all)
	if s.weigh(slices.Clone(all)).Errors() == 0 {
		all = append(all, s.uncut...) // else the author has been told, and nothing is published
	}
	s.Problems = slices.DeleteFunc(s.weigh(all).Sorted(), func(p Problem) bool {
		return asked > 0 && p.Severity == source.Warning && p.File != source.ConfigFile &&
			(!own[alike(p)] || slices.Contains(s.names[asked], p.File))
	})
}

// problemSet is the set of problems that editions have.
func problemSet(editions ...Problems) map[Problem]bool {
	out := map[Problem]bool{}
	for _, found := range editions {
		for _, p := range found {
			out[alike(p)] = true
		}
	}
	return out
}

// alike is what a problem has in all editions that have it: not its weight, nor
// the nearest name that its hint says, which is another one where less is seen.
func alike(p Problem) Problem {
	p.Severity, p.Hint = source.Warning, ""
	return p
}

// quotesText reports whether problems of a code quote what stands in a text, which
// may be withheld.
func quotesText(code string) bool {
	return slices.Contains([]string{"link/missing", "link/heading", "asset/missing"}, code)
}

// causes takes away references that lead nowhere because a file of that name, or
// the model, cannot be read: its own problem says what is wrong.
func causes(all Problems) Problems {
	unread := map[string]bool{}
	for _, p := range all {
		if strings.HasSuffix(p.Code, "/syntax") || strings.HasSuffix(p.Code, "/encoding") {
			unread[pageName(p.File)] = true
		}
	}
	if len(unread) == 0 {
		return all
	}
	return slices.DeleteFunc(all, func(p Problem) bool {
		m := quotation.FindString(p.Message)
		return reference(p.Code) && (unread["maturity"] && strings.HasPrefix(p.Code, "maturity/") || m != "" && unread[pageName(strings.Trim(m, `"`))])
	})
}

// pageName is the last part of the path of a file, or of an address.
func pageName(file string) string {
	name, _, _ := strings.Cut(file, "#")
	name = strings.TrimSuffix(strings.TrimSuffix(strings.Trim(name, "/"), ".md"), "/index")
	return strings.TrimSuffix(path.Base(name), ".toml")
}

var quotation = regexp.MustCompile(`"[^"]*"`)

// unquoted is a problem without the words of the source that it quotes.
func unquoted(p Problem) Problem {
	p.Message = quotation.ReplaceAllString(p.Message, "…")
	if quotation.MatchString(p.Hint) {
		p.Hint = ""
	}
	return p
}

// reference reports whether a code says that something named is not there.
func reference(code string) bool {
	return slices.Contains([]string{"link/missing", "asset/missing", "maturity/unknown-criterion", "maturity/unknown-metric", "maturity/unknown-things", "maturity/unknown-group", "maturity/unknown-scale", "maturity/evidence", "metric/derive"}, code)
}

// hidden names a reference that only wider audiences miss. It is an error that
// no configuration lowers: the reference itself says that something is there.
func hidden(p Problem, audience string) Problem {
	p.Severity, p.Code = source.Error, "link/hidden"
	p.Message = "this refers to something that " + audience + " may not see"
	p.Hint = "show it to " + audience + ", hide this reference, or take it away"
	return p
}

// weigh sets the weights of [checks].
func (s *Site) weigh(ps Problems) Problems {
	weights := s.editions[0].program.Site.Checks
	kept := ps[:0]
	for _, p := range ps {
		if w, ok := weights[p.Code]; ok && !intake.Fixed(p.Code) {
			p.Severity = map[string]source.Severity{"error": source.Error, "warning": source.Warning, "off": source.Off}[w]
		}
		if p.Severity != source.Off {
			kept = append(kept, p)
		}
	}
	return kept
}

// outputs finds the folder of each edition, and reports folders that overlap
// each other or the source.
func (s *Site) outputs(ps *Problems) {
	listed := s.allEditions()
	for _, e := range s.editions {
		switch i := slices.IndexFunc(listed, func(ed program.Edition) bool { return ed.Key == e.name }); {
		case i >= 0 && listed[i].Output != "":
			e.output = path.Clean(listed[i].Output)
		case s.byItself(e) != "":
			e.output = s.byItself(e)
		case len(listed) > 0:
			e.output = "" // a folder that nobody named would hold secrets that nobody expects there
		default:
			e.output = e.name
		}
	}
	at := source.Pos{File: source.ConfigFile, Line: 1, Column: 1}
	if n := s.root.Get("editions"); n != nil {
		at = n.At(source.ConfigFile)
	}
	for i, e := range s.editions {
		if n := s.root.Path("editions", e.name, "output"); n != nil && n.Kind == document.String && strings.TrimSpace(n.Text) == "" {
			ps.Errorf(n.At(source.ConfigFile), "config/output", `write output = "`+e.name+`", or remove the line`, "the folder has no name")
		}
		for _, other := range s.editions[:i] {
			if e.output != "" && other.output != "" && overlap(e.output, other.output) {
				ps.Errorf(at, "config/output", "give each edition a folder of its own", "the folders of two editions overlap")
			}
		}
		for _, own := range []string{"content", "data", "themes", "."} {
			if e.output == own || strings.HasPrefix(e.output, own+"/") && own != "." || e.output == ".." || path.IsAbs(e.output) {
				ps.Errorf(at, "config/output", "choose a folder such as public", "an edition cannot be written into the source")
			}
		}
	}
}

// byItself is the folder that an edition has if nobody names one; "" for those
// between the narrowest and the widest.
func (s *Site) byItself(e *edition) string {
	switch e.level {
	case s.rules.Order.Widest():
		return "public"
	case 0:
		return "private"
	}
	return ""
}

// allEditions reads [editions] of the uncut configuration.
func (s *Site) allEditions() []program.Edition {
	var out []program.Edition
	for _, e := range s.editions {
		out = append(out, e.program.Site.Editions...)
	}
	return out
}

// checkFolders refuses outputs that overlap each other or the source, wherever
// links lead, and to write an edition into the folder of another one.
func (s *Site) checkFolders() error {
	var ps Problems
	root := site.Resolved(orHere(s.config.Dir))
	folders := map[string]string{} // of editions, by audience
	for _, e := range s.editions {
		if e.output != "" {
			folders[e.name] = site.Resolved(filepath.Join(root, filepath.FromSlash(e.output)))
		}
	}
	if s.config.Output != "" {
		folders[s.config.Audience] = site.Resolved(s.config.Output)
	}
	at := source.Pos{File: source.ConfigFile, Line: 1, Column: 1}
	for i, name := range slices.Sorted(maps.Keys(folders)) {
		for _, other := range slices.Sorted(maps.Keys(folders))[i+1:] {
			if overlap(filepath.ToSlash(folders[name]), filepath.ToSlash(folders[other])) {
				message, hint := "the folders of two editions overlap", "give each edition a folder of its own; a link counts as what it leads to"
				if s.config.Output != "" {
					message, hint = "this folder belongs to the edition of another audience", "choose another folder with --output"
				}
				ps.Errorf(at, "config/output", hint, "%s", message)
			}
		}
		for _, own := range source.Roots {
			if overlap(filepath.ToSlash(folders[name]), filepath.ToSlash(filepath.Join(root, own))) {
				ps.Errorf(at, "config/output", "choose a folder such as public", "the edition %s cannot be written into the source", name)
			}
		}
	}
	if len(ps) > 0 {
		return &ConfigError{ps.Sorted()}
	}
	return nil
}

func overlap(a, b string) bool {
	return a == b || strings.HasPrefix(a, b+"/") || strings.HasPrefix(b, a+"/")
}
