// Package audience orders the audiences of a site and decides who may see what.
// It must not know what is shown or hidden.
package audience

import (
	"fmt"
	"regexp"
	"slices"
	"time"
)

// Level is how wide an audience is: 0 is the narrowest, the widest has the
// highest number. The zero value is closed: what nobody set is for the
// narrowest audience alone.
type Level int

// CanSee reports whether an audience of level l may see a part for level part.
func (l Level) CanSee(part Level) bool { return l <= part }

// Narrower returns the narrower of two levels.
func Narrower(a, b Level) Level { return min(a, b) }

// Order is a site's list of audiences.
type Order struct {
	names []string // widest first
}

// reserved words stand in marks, so no audience may bear them.
var reserved = []string{"withheld", "silent", "until"}

var nameForm = regexp.MustCompile(`^[a-z][a-z0-9]*$`)

// NewOrder checks a list of names, widest first. taken are words that no
// audience may bear, such as the keys of front matter.
func NewOrder(names []string, taken []string) (Order, error) {
	if len(names) < 2 {
		return Order{}, fmt.Errorf("a site has at least two audiences, the widest first")
	}
	for i, name := range names {
		switch {
		case !nameForm.MatchString(name):
			return Order{}, fmt.Errorf("audience %d is no lower-case word", i+1)
		case slices.Contains(reserved, name):
			return Order{}, fmt.Errorf("%q is a word of candor's marks and cannot name an audience", name)
		case slices.Contains(taken, name):
			return Order{}, fmt.Errorf("%q is a key of front matter and cannot name an audience", name)
		case slices.Contains(names[:i], name):
			return Order{}, fmt.Errorf("audience %q stands there twice", name)
		}
	}
	return Order{names: slices.Clone(names)}, nil
}

// Default is the order of a site that names none.
func Default() Order { return Order{names: []string{"public", "internal"}} }

// Names returns the audiences, widest first.
func (o Order) Names() []string { return o.names }

// Parse returns the level of a name.
func (o Order) Parse(name string) (Level, bool) {
	i := slices.Index(o.names, name)
	return Level(len(o.names) - 1 - i), i >= 0
}

// Name returns the name of a level.
func (o Order) Name(l Level) string { return o.names[len(o.names)-1-int(l)] }

// Widest is the level of the first audience.
func (o Order) Widest() Level { return Level(len(o.names) - 1) }

// Levels lists all levels, the narrowest first.
func (o Order) Levels() []Level {
	ls := make([]Level, len(o.names))
	for i := range ls {
		ls[i] = Level(i)
	}
	return ls
}

// Embargo opens a part to another audience on a day. The zero Until never opens.
type Embargo struct {
	Now, Then Level
	Until     time.Time // start of the day, UTC
}

// On returns the level that holds in a report for that day.
func (e Embargo) On(day time.Time) Level {
	if !e.Until.IsZero() && !day.Before(e.Until) {
		return e.Then
	}
	return e.Now
}
