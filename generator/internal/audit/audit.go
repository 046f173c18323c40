// Package audit finds which hidden values follow exactly from published
// figures: each figure that is linear in hidden values is an equation, and a
// value is known when the equations have only one solution for it. It must not
// know what the values are or where they stand; their sizes do not matter.
package audit

import (
	"math/big"
	"slices"
)

// Equations are published figures over hidden values, which have names. The
// zero value is ready.
type Equations struct {
	names []string
	index map[string]int
	rows  []row
}

// row holds the coefficients of one equation by the index of the name.
type row map[int]*big.Rat

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
			e.index = map[string]int{}
		}
		i = len(e.names)
		e.index[name], e.names = i, append(e.names, name)
	}
	return i
}

// Known lists the values that follow exactly, by name. It brings the equations
// into reduced row echelon form: what then stands alone in its row is known.
func (e *Equations) Known() []string {
	rows := e.reduced()
	var out []string
	for _, r := range rows {
		if len(r) == 1 {
			for i := range r {
				out = append(out, e.names[i])
			}
		}
	}
	slices.Sort(out)
	return out
}

// reduced is the reduced row echelon form, without empty rows.
func (e *Equations) reduced() []row {
	var done []row
	var pivots []int
	for _, r := range e.rows {
		r = r.clone()
		for k, p := range pivots {
			r.clear(p, done[k])
		}
		pivot, ok := r.first()
		if !ok {
			continue
		}
		r.scale(new(big.Rat).Inv(r[pivot]))
		for _, other := range done {
			other.clear(pivot, r)
		}
		done, pivots = append(done, r), append(pivots, pivot)
	}
	return done
}

func (r row) clone() row {
	out := row{}
	for i, c := range r {
		out[i] = new(big.Rat).Set(c)
	}
	return out
}

// first is the lowest index of a row; false of an empty one.
func (r row) first() (int, bool) {
	at, ok := 0, false
	for i := range r {
		if !ok || i < at {
			at, ok = i, true
		}
	}
	return at, ok
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
