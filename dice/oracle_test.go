package dice_test

import (
	"math"
	"slices"

	"feyre/dice"
)

// An oracle works out what an expression comes to by its own reading of the
// notation, one die after the other, and shares nothing with the package but
// the tree. What a die shows is the caller's choice.
type oracle struct {
	throw func(*die) int64
	dice  map[*dice.Pool]*die // of the pools met so far
}

// A thing is a die as the oracle sees it.
type thing struct {
	shows   int64
	bonus   bool // thrown for e, eo
	added   bool // thrown by anything but the first throw
	dropped bool
}

func (o *oracle) value(n dice.Node) int64 {
	switch n := n.(type) {
	case nil:
		return 0
	case *dice.Number:
		return n.Value
	case *dice.Pool:
		return o.pool(n)
	case *dice.Group:
		return o.group(n)
	case *dice.Neg:
		return -o.value(n.X)
	case *dice.Binary:
		x, y := o.value(n.X), o.value(n.Y)
		switch n.Op {
		case dice.Add:
			return x + y
		case dice.Sub:
			return x - y
		case dice.Mul:
			return x * y
		case dice.Div:
			return int64(math.Floor(float64(x) / float64(y)))
		}
		return x - y*int64(math.Floor(float64(x)/float64(y)))
	case *dice.Compare:
		if holds(n.Cmp, o.value(n.X), o.value(n.Y)) {
			return 1
		}
		return 0
	case *dice.Then:
		if o.value(n.If) != 0 {
			return o.value(n.Then)
		}
		return o.value(n.Else)
	case *dice.Noted:
		return o.value(n.X)
	case *dice.Call:
		return o.call(n)
	}
	panic("a node the oracle does not know")
}

func (o *oracle) call(n *dice.Call) int64 {
	if div, ok := n.Args[0].(*dice.Binary); ok && div.Op == dice.Div && n.Func <= dice.Round {
		x := float64(o.value(div.X)) / float64(o.value(div.Y))
		return int64(map[dice.Func]func(float64) float64{dice.Floor: math.Floor, dice.Ceil: math.Ceil, dice.Round: math.Round}[n.Func](x))
	}
	var all []int64
	for _, arg := range n.Args {
		all = append(all, o.value(arg))
	}
	switch n.Func {
	case dice.Abs:
		return max(all[0], -all[0])
	case dice.Max:
		return slices.Max(all)
	}
	return slices.Min(all)
}

func holds(c dice.Cmp, a, b int64) bool {
	switch c {
	case dice.Greater:
		return a > b
	case dice.Less:
		return a < b
	case dice.GreaterEqual:
		return a >= b
	case dice.LessEqual:
		return a <= b
	case dice.Equal:
		return a == b
	}
	return a != b
}

func (o *oracle) pool(n *dice.Pool) int64 {
	things := o.things(n)
	return total(things, n.Mods)
}

// die returns the die of a pool.
func (o *oracle) die(n *dice.Pool) *die {
	if n.Sides.Expr != nil {
		return numbered(o.value(n.Sides.Expr))
	}
	if o.dice[n] == nil {
		o.dice[n] = numbered(n.Sides.N)
		if n.Sides.Faces != nil {
			o.dice[n] = listed(n.Sides.Faces)
		}
	}
	return o.dice[n]
}

// things throws a pool and does what its modifiers say.
func (o *oracle) things(n *dice.Pool) []*thing {
	count := n.Count
	if n.Amount != nil {
		count = o.value(n.Amount)
	}
	d := o.die(n)
	all := make([]thing, count)
	things := make([]*thing, count, count+4)
	for i := range things {
		all[i].shows = o.throw(d)
		things[i] = &all[i]
	}
	for _, m := range n.Mods {
		tested := func(shows int64) bool {
			if m.Cmp == dice.NoCmp {
				return shows == d.highest
			}
			return holds(m.Cmp, shows, m.N)
		}
		things = apply(things, m, tested, d, o.throw)
	}
	return things
}

// total is what the things come to.
func total(things []*thing, mods []dice.Modifier) (sum int64) {
	counted := slices.ContainsFunc(mods, func(m dice.Modifier) bool { return m.Op == dice.CountIf })
	for _, th := range things {
		if th.dropped {
			continue
		}
		if !counted {
			sum += th.shows
		}
		for _, m := range mods {
			if m.Op == dice.CountIf && holds(m.Cmp, th.shows, m.N) {
				sum++
			}
		}
		against := slices.ContainsFunc(mods, func(m dice.Modifier) bool {
			return m.Op == dice.CountAgainst && holds(m.Cmp, th.shows, m.N)
		})
		if against {
			sum--
		}
	}
	return sum
}

func (o *oracle) group(n *dice.Group) int64 {
	if len(n.Items) == 1 && len(n.Mods) > 0 {
		things, rest := o.sum(n.Items[0])
		for _, m := range n.Mods {
			things = apply(things, m, func(shows int64) bool { return holds(m.Cmp, shows, m.N) }, nil, nil)
		}
		return rest + total(things, n.Mods)
	}
	var things []*thing
	for _, item := range n.Items {
		things = append(things, &thing{shows: o.value(item)})
	}
	for _, m := range n.Mods {
		things = apply(things, m, func(shows int64) bool { return holds(m.Cmp, shows, m.N) }, nil, nil)
	}
	return total(things, n.Mods)
}

// sum returns the dice of a sum of pools and numbers, and what the numbers come to.
func (o *oracle) sum(n dice.Node) (things []*thing, rest int64) {
	switch n := n.(type) {
	case *dice.Pool:
		return o.things(n), 0
	case *dice.Noted:
		return o.sum(n.X)
	case *dice.Binary:
		left, x := o.sum(n.X)
		right, y := o.sum(n.Y)
		if n.Op == dice.Sub {
			y = -y
		}
		return append(left, right...), x + y
	}
	return nil, o.value(n)
}
