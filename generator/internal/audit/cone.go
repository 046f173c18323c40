package audit

import (
	"maps"
	"math/big"
	"slices"
)

// cone holds the steps of the values that can move one way only: y ≥ 0 with
// A·y = 0, where y is the step of such a value in its direction.
type cone struct{ rows []row }

// cone keeps the equations in which no value can move both ways. Those with such
// a value as their pivot are satisfied by moving it.
func (e *Equations) cone(rows []row, pivots []int) *cone {
	c := &cone{}
	for k, r := range rows {
		if !e.free(pivots[k]) {
			c.rows = append(c.rows, e.oriented(r))
		}
	}
	return c
}

// oriented writes a row over steps in the direction that each value can move in.
// One at both ends cannot move at all.
func (e *Equations) oriented(r row) row {
	out := row{}
	for i, c := range r {
		switch {
		case e.atLow[i] && e.atTop[i]:
		case e.atTop[i]:
			out[i] = new(big.Rat).Neg(c)
		default:
			out[i] = new(big.Rat).Set(c)
		}
	}
	return out
}

// moves reports whether a linear function of the steps can be above 0: the
// simplex method (Dantzig) with Bland's rule, which always ends, on exact
// fractions. It begins at y = 0, where every basis is feasible, and ends as soon
// as the function grows.
func (c *cone) moves(objective row, e *Equations) bool {
	goal := e.oriented(objective)
	basis := map[int]row{} // basic value → its row, with coefficient 1 there
	for _, r := range c.rows {
		r = r.clone()
		for b, other := range basis {
			r.clear(b, other)
		}
		pivot, ok := r.first(func(int) bool { return true })
		if !ok {
			continue
		}
		r.scale(new(big.Rat).Inv(r[pivot]))
		for _, other := range basis {
			other.clear(pivot, r)
		}
		basis[pivot] = r
	}
	for {
		for b, r := range basis {
			goal.clear(b, r)
		}
		enter, ok := goal.first(func(i int) bool { return goal[i].Sign() > 0 })
		if !ok {
			return false
		}
		// All basic values are 0: one leaves if its row has the entering value with a
		// coefficient above 0; if there is none, the entering value can grow.
		leave := -1
		for _, b := range slices.Sorted(maps.Keys(basis)) {
			if a, in := basis[b][enter]; in && a.Sign() > 0 {
				leave = b
				break
			}
		}
		if leave < 0 {
			return true
		}
		r := basis[leave]
		delete(basis, leave)
		r.scale(new(big.Rat).Inv(r[enter]))
		for _, other := range basis {
			other.clear(enter, r)
		}
		basis[enter] = r
	}
}
