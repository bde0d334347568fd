package odds

import "feyre/dice"

// Compared is what a test compares: the totals of one side where the other is
// a number, else by how much the first exceeds the second.
type Compared struct {
	totals
	cmp  dice.Cmp
	with int64
}

// Compared returns what the test compares, or nil if the expression is no test.
func (o *Odds) Compared() *Compared { return o.compared }

// Passes reports whether the test succeeds with a total.
func (c *Compared) Passes(total int64) bool { return c.cmp.Holds(total, c.with) }

// compared returns what a test compares, or nil if that takes too much or leaves
// the range.
func (r *reader) compared(test *dice.Compare) (c *Compared) {
	x, y := r.dist(test.X), r.dist(test.Y)
	if n, only := y.number(); only {
		return &Compared{totals{x}, test.Cmp, n}
	}
	if n, only := x.number(); only {
		return &Compared{totals{y}, swapped(test.Cmp), n}
	}
	var refused error
	defer r.refuse(&refused)
	difference := x.plus(r.meter, y.minus(r.meter))
	if difference.fail.Sign() != 0 {
		return nil
	}
	return &Compared{totals{difference}, test.Cmp, 0}
}

// swapped returns the comparison with its sides swapped.
func swapped(cmp dice.Cmp) dice.Cmp {
	switch cmp {
	case dice.Greater:
		return dice.Less
	case dice.Less:
		return dice.Greater
	case dice.GreaterEqual:
		return dice.LessEqual
	case dice.LessEqual:
		return dice.GreaterEqual
	}
	return cmp
}
