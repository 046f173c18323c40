package program

import (
	"cmp"
	"slices"
)

// State is one change of what an incident was held to be.
type State struct {
	Entry
	At       When
	State    string `toml:"state" enum:"open mitigated resolved reopened" doc:"What it was from then on."`
	Severity string `toml:"severity" enum:"severity" doc:"How bad it was held to be from then on."`
	Merged   Ref    `toml:"merged_into" doc:"The page that tells of it from then on."`
	Text     string `toml:"text" doc:"Why."`
}

// history are the states with times.resolved as one of them, in order of time.
func (p *Page) history() []State {
	list := slices.DeleteFunc(slices.Clone(p.States), func(s State) bool { return s.State == "" })
	if len(list) > 0 && p.Times != nil && !p.Times.Resolved.IsZero() {
		list = append(list, State{At: p.Times.Resolved, State: "resolved"})
	}
	slices.SortStableFunc(list, func(a, b State) int {
		return cmp.Or(a.At.Time.Compare(b.At.Time), cmp.Compare(len(b.Key), len(a.Key)))
	})
	return list
}

// Resolved reports whether what the page tells of is over.
func (p *Page) Resolved() bool {
	if list := p.history(); len(list) > 0 {
		return list[len(list)-1].State == "resolved"
	}
	return p.Stage == "resolved" || p.Stage == "" && p.Times != nil && !p.Times.Resolved.IsZero()
}

// End is when it was resolved for the last time; zero while it is not.
func (p *Page) End() When {
	list := p.history()
	switch {
	case len(list) > 0 && list[len(list)-1].State == "resolved":
		return list[len(list)-1].At
	case len(list) > 0 || p.Times == nil:
		return When{}
	}
	return p.Times.Resolved
}

// Reopened is how often it was reopened.
func (p *Page) Reopened() int {
	n := 0
	for _, s := range p.States {
		if s.State == "reopened" {
			n++
		}
	}
	return n
}

// MergedInto is the page that tells of this one now; its ID is "" where none does.
func (p *Page) MergedInto() Ref {
	for _, s := range slices.Backward(p.States) {
		if s.Merged.ID != "" {
			return s.Merged
		}
	}
	return Ref{}
}

// Counts reports whether the page is counted: no draft, and told of by itself.
func (p *Page) Counts() bool { return !p.Draft() && p.MergedInto().ID == "" }
