package odds

import (
	"math/big"

	"feyre/dice"
)

// A reader reads a tree as distributions.
type reader struct {
	*meter
	limits  dice.Limits
	known   map[dice.Node]*dist
	demands map[*dice.Pool]*demand
}

// dist returns the distribution of a node. One that is reached twice is rolled
// anew each time, but has the same distribution.
func (r *reader) dist(n dice.Node) *dist {
	switch n := n.(type) {
	case *dice.Number:
		return certain(n.Value)
	case *dice.Noted:
		return r.dist(n.X)
	}
	if known := r.known[n]; known != nil {
		return known
	}
	r.spend(bigOp)
	d := r.read(n)
	r.known[n] = d
	return d
}

func (r *reader) read(n dice.Node) *dist {
	switch n := n.(type) {
	case *dice.Pool:
		return r.pool(n)
	case *dice.Group:
		return r.group(n)
	case *dice.Call:
		return r.call(n)
	case *dice.Neg:
		return r.dist(n.X).minus(r.meter)
	case *dice.Binary:
		return r.binary(n)
	case *dice.Compare:
		return r.dist(n.X).compare(r.meter, r.dist(n.Y), n.Cmp)
	case *dice.Then:
		return r.then(n)
	}
	panic("odds: a node that no expression has")
}

func (r *reader) binary(n *dice.Binary) *dist {
	if n.Op == dice.Add || n.Op == dice.Sub {
		return r.sum(n)
	}
	x, y := r.dist(n.X), r.dist(n.Y)
	switch n.Op {
	case dice.Mul:
		return x.times(r.meter, y)
	case dice.Div:
		return x.divided(r.meter, y, dice.Floor)
	}
	return x.apply(r.meter, y, modulo)
}

// sum returns the distribution of x + y or x - y.
func (r *reader) sum(n *dice.Binary) *dist {
	x, y := r.dist(n.X), r.dist(n.Y)
	switch {
	case n.Op == dice.Add:
		return x.plus(r.meter, y)
	case outOfRange(x.terms, y.minus(r.meter).terms):
		return x.apply(r.meter, y, subExact)
	}
	return x.plus(r.meter, y.minus(r.meter))
}

func (r *reader) call(n *dice.Call) *dist {
	if division, ok := n.Args[0].(*dice.Binary); ok && division.Op == dice.Div && n.Func <= dice.Round {
		return r.dist(division.X).divided(r.meter, r.dist(division.Y), n.Func)
	}
	d := r.dist(n.Args[0])
	switch n.Func {
	case dice.Abs:
		return d.each(r.meter, absolute)
	case dice.Min:
		for _, arg := range n.Args[1:] {
			d = d.min(r.meter, r.dist(arg))
		}
	case dice.Max:
		for _, arg := range n.Args[1:] {
			d = d.max(r.meter, r.dist(arg))
		}
	}
	return d
}

// then returns the distribution of what a condition decides. Only the branch
// that is taken is rolled, and nothing of the condition is seen in it.
func (r *reader) then(n *dice.Then) *dist {
	met, missed := r.dist(n.Then), certain(0)
	if n.Else != nil {
		missed = r.dist(n.Else)
	}
	return r.dist(n.If).nonzero().mixed(r.meter, func(x int64) *dist {
		if x != 0 {
			return met
		}
		return missed
	})
}

// nonzero returns the distribution of whether the total is not 0.
func (d *dist) nonzero() *dist {
	yes := d.terms.sum()
	yes.Sub(yes, d.zeroWeight())
	not := new(big.Int).Set(d.zeroWeight())
	b := *d
	b.terms, b.exact = terms{}, nil
	if d.rest.Sign() != 0 && (d.from > 0 || d.to < 0) {
		yes.Add(yes, d.rest)
		b.rest = zero
	}
	b.push(0, not)
	b.push(1, yes)
	return &b
}
