// Package audit finds which withheld values follow exactly from published
// figures: each figure that is linear in withheld values is an equation, what
// every reader knows of a value's range is a bound, and a value is known when
// only one number satisfies them all. It must not know where the values stand.
package audit

import (
	"math/big"
	"slices"
)

// Equations are published figures over withheld values, which have names. The
// zero value is ready.
type Equations struct {
	names []string
	index map[string]int
	rows  []row
	atLow map[int]bool // values that lie at the lower end of their range
	atTop map[int]bool // and at the upper end
}

// row holds the coefficients of one equation by the index of the name.
type row map[int]*big.Rat

// Between notes that every reader knows a value to lie in a range. Only values at
// an end of it matter: all others can move both ways.
func (e *Equations) Between(name string, value, low, high float64) {
	i := e.at(name)
	e.atLow[i] = e.atLow[i] || value <= low
	e.atTop[i] = e.atTop[i] || value >= high
}

// Add notes a figure: how often each hidden value counts in it, up to a common
// factor. Visible values are left out, since they are known.
func (e *Equations) Add(weights map[string]int) {
	r := row{}
	for name, w := range weights {
		if w != 0 {
			r[e.at(name)] = big.NewRat(int64(w), 1)
		}
	}
	if len(r) > 0 {
		e.rows = append(e.rows, r)
	}
}

func (e *Equations) at(name string) int {
	i, ok := e.index[name]
	if !ok {
		if e.index == nil {
			e.index, e.atLow, e.atTop = map[string]int{}, map[int]bool{}, map[int]bool{}
		}
		i = len(e.names)
		e.index[name], e.names = i, append(e.names, name)
	}
	return i
}

// Known lists the values that follow exactly, by name.
//
// Let x be the values and d a step to other values that satisfy the same
// equations: A·d = 0, d ≥ 0 where x is at its lower end, d ≤ 0 where it is at its
// upper end. A value is known when d is 0 there for every such step. Values that
// can move both ways are eliminated first; what remains is a linear programme
// over the others, whose steps all have one sign.
func (e *Equations) Known() []string {
	rows, pivots := e.reduced()
	c := e.cone(rows, pivots)
	var out []string
	for i, name := range e.names {
		if e.known(i, rows, pivots, c) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// free reports whether a value can move both ways.
func (e *Equations) free(i int) bool { return !e.atLow[i] && !e.atTop[i] }

func (e *Equations) known(i int, rows []row, pivots []int, c *cone) bool {
	step := row{i: big.NewRat(1, 1)}
	if k := slices.Index(pivots, i); k >= 0 {
		step = row{}
		for j, a := range rows[k] {
			if j != i {
				step[j] = new(big.Rat).Neg(a)
			}
		}
	}
	for j := range step {
		if e.free(j) {
			return false
		}
	}
	return !c.moves(step, e) && !c.moves(step.negated(), e)
}

// reduced is the reduced row echelon form, without empty rows. Values that can
// move both ways are taken for pivots first.
func (e *Equations) reduced() (done []row, pivots []int) {
	for _, r := range e.rows {
		r = r.clone()
		for k, p := range pivots {
			r.clear(p, done[k])
		}
		pivot, ok := r.first(e.free)
		if !ok {
			pivot, ok = r.first(func(int) bool { return true })
		}
		if !ok {
			continue
		}
		r.scale(new(big.Rat).Inv(r[pivot]))
		for _, other := range done {
			other.clear(pivot, r)
		}
		done, pivots = append(done, r), append(pivots, pivot)
	}
	return done, pivots
}

func (r row) clone() row {
	out := row{}
	for i, c := range r {
		out[i] = new(big.Rat).Set(c)
	}
	return out
}

// first is the lowest index of a row among those wanted; false for none.
func (r row) first(wanted func(i int) bool) (int, bool) {
	at, ok := 0, false
	for i := range r {
		if wanted(i) && (!ok || i < at) {
			at, ok = i, true
		}
	}
	return at, ok
}

func (r row) negated() row {
	out := r.clone()
	for _, c := range out {
		c.Neg(c)
	}
	return out
}

func (r row) scale(by *big.Rat) {
	for _, c := range r {
		c.Mul(c, by)
	}
}

// clear takes a pivot out of a row; by has 1 there.
func (r row) clear(pivot int, by row) {
	c, ok := r[pivot]
	if !ok {
		return
	}
	times := new(big.Rat).Set(c)
	for i, b := range by {
		d := new(big.Rat).Mul(times, b)
		if a, ok := r[i]; ok {
			d.Sub(a, d)
		} else {
			d.Neg(d)
		}
		if d.Sign() == 0 {
			delete(r, i)
		} else {
			r[i] = d
		}
	}
}
