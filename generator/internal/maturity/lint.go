package maturity

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Lint lists what is wrong with an input, by address. today is the real day: a
// record later than that is an error, one later than in.AsOf merely not there yet.
func Lint(in Input, today time.Time) []Finding {
	l := &linter{in: in, criteria: map[string]place{}}
	for _, d := range in.Model.Domains {
		for _, c := range d.Criteria {
			l.criteria[Address(d.ID, c.ID)] = place{d, c}
			l.known = append(l.known, Address(d.ID, c.ID))
		}
	}
	for _, d := range in.Model.Domains {
		l.domain(d)
	}
	l.groups()
	for _, rec := range in.Records {
		l.record(rec, today)
	}
	l.duplicates()
	l.standing()
	slices.SortStableFunc(l.found, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Address, b.Address), a.Day.Compare(b.Day), cmp.Compare(a.Pos, b.Pos), cmp.Compare(a.Code, b.Code))
	})
	return l.found
}

type place struct {
	domain    Domain
	criterion Criterion
}

// elsewhere reports whether an address lies in a domain whose values were
// computed elsewhere, so that its criteria are not here.
func (l *linter) elsewhere(address string) bool {
	id, _, _ := strings.Cut(address, "/")
	return slices.ContainsFunc(l.in.Model.Domains, func(d Domain) bool { return d.ID == id && d.Released != nil })
}

type linter struct {
	in       Input
	criteria map[string]place
	known    []string // criterion addresses
	found    []Finding
}

func (l *linter) add(kind, address string, code Code, severity Severity, format string, args ...any) *Finding {
	l.found = append(l.found, Finding{Kind: kind, Address: address, Code: code, Severity: severity, Text: fmt.Sprintf(format, args...)})
	return &l.found[len(l.found)-1]
}

// key says which key of the table is wrong.
func (f *Finding) key(name string) *Finding {
	f.Key = name
	return f
}

// domain looks at one domain, its levels and its criteria.
func (l *linter) domain(d Domain) {
	m := l.in.Model
	if _, ok := m.scaleOf(d); !ok {
		name := cmp.Or(d.Scale, m.Scale)
		l.add("domain", d.ID, UnknownScale, Error, "no scale %q is declared", name).key("scale").Hint = hint(name, scaleNames(m))
	}
	if d.Released != nil {
		return
	}
	has := map[int]bool{}
	for _, c := range d.Criteria {
		has[c.Level] = true
		l.criterion(d, c)
	}
	for level := m.Base + 1; level <= m.maxOf(d); level++ {
		if !has[level] {
			l.add("domain", d.ID, EmptyLevel, Error, "level %d has no criteria", level).Hint = `give it one, or set "max" to the highest level that the domain defines`
		}
	}
	if d.Target != 0 && (d.Target <= m.Base || d.Target > m.maxOf(d)) {
		l.add("domain", d.ID, LevelRange, Error, "the target %d is not a level from %d to %d", d.Target, m.Base+1, m.maxOf(d)).key("target")
	}
	if d.Max > m.Top() {
		l.add("domain", d.ID, LevelRange, Error, "max %d is above the model's highest level, %d", d.Max, m.Top()).key("max")
	}
}

func scaleNames(m Model) (names []string) {
	for _, s := range m.Scales {
		names = append(names, s.Name)
	}
	return names
}

func (l *linter) criterion(d Domain, c Criterion) {
	m, at := l.in.Model, Address(d.ID, c.ID)
	if c.Level <= m.Base || c.Level > m.maxOf(d) {
		l.add("criterion", at, LevelRange, Error, "level %d is not one from %d to %d", c.Level, m.Base+1, m.maxOf(d)).key("level")
	}
	if c.Rule == "" {
		switch {
		case c.MaxAgeDays < 0:
			l.add("criterion", at, NoExpiry, Error, "an attestation cannot hold for %d days", c.MaxAgeDays).key("max_age_days")
		case m.maxAge(c) <= 0:
			l.add("criterion", at, NoExpiry, Error, "no evidence is for ever: max_age_days is missing here and in [model]")
		}
		return
	}
	rule, err := ParseRule(c.Rule)
	if err != nil {
		f := l.add("criterion", at, BadRule, Error, "%s", err)
		if e, ok := err.(*RuleError); ok {
			f.Rule, f.Pos, f.Text, f.Hint = c.Rule, e.Pos, e.Text, e.Hint
		}
		return
	}
	for _, e := range rule.Check(l.in.Facts) {
		f := l.add("criterion", at, e.Code, Error, "%s", e.Text)
		f.Rule, f.Pos, f.Hint = c.Rule, e.Pos, e.Hint
	}
}

// groups looks at groups, and at what names them.
func (l *linter) groups() {
	m := l.in.Model
	parent, members := map[string]string{}, map[string]int{}
	var names []string
	for _, g := range m.Groups {
		parent[g.ID] = g.Group
		names = append(names, g.ID)
	}
	named := func(kind, id, group string) {
		if group == "" {
			return
		}
		members[group]++
		if _, ok := parent[group]; !ok {
			l.add(kind, id, UnknownGroup, Error, "no group %q is declared", group).key("group").Hint = hint(group, names)
		}
	}
	for _, d := range m.Domains {
		named("domain", d.ID, d.Group)
	}
	for _, g := range m.Groups {
		named("group", g.ID, g.Group)
	}
	for _, g := range m.Groups {
		if members[g.ID] == 0 {
			l.add("group", g.ID, UnknownMember, Warning, "nothing belongs to this group")
		}
		at := parent[g.ID]
		for range m.Groups {
			if at == g.ID {
				l.add("group", g.ID, GroupCycle, Error, "the group belongs to itself").key("group")
				break
			}
			at = parent[at]
		}
	}
}
