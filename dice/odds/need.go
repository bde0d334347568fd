package odds

import (
	"math"
	"strconv"

	"feyre/dice"
)

// checkDice ends the calculation if rolls may well need more dice than the
// limit, and fail. A chance below 2^-64 of that is passed over: 1d6! can go on
// for 10 000 dice, but never does.
//
// For any t above 0 the chance that T dice exceed a limit is at most the mean
// of e^(tT) over e^(t limit) (Chernoff); one t that shows it is enough.
func (r *reader) checkDice(e *dice.Expr) {
	limit := float64(r.limits.Dice)
	b := bound{reader: r, known: make(map[dice.Node]float64)}
	for b.t = 1.0 / 4096; b.t < 64; b.t *= 1.5 {
		clear(b.known)
		if float64(e.Repeat)*b.need(e.Root)-b.t*(limit+1) <= -64*math.Ln2 {
			return
		}
	}
	panic(&Error{Code: ManyDice, Args: []string{strconv.Itoa(r.limits.Dice)}})
}

// A bound bounds the dice that nodes throw, for one t.
type bound struct {
	*reader
	t     float64
	known map[dice.Node]float64
}

// need bounds the logarithm of the mean of e^(tT), where T dice are thrown for n.
func (b *bound) need(n dice.Node) float64 {
	if known, found := b.known[n]; found {
		return known
	}
	b.spend(bigOp)
	need := b.read(n)
	b.known[n] = need
	return need
}

func (b *bound) read(n dice.Node) float64 {
	switch n := n.(type) {
	case *dice.Pool:
		return b.pool(n)
	case *dice.Group:
		return b.all(n.Items)
	case *dice.Call:
		return b.all(n.Args)
	case *dice.Neg:
		return b.need(n.X)
	case *dice.Noted:
		return b.need(n.X)
	case *dice.Binary:
		return b.need(n.X) + b.need(n.Y)
	case *dice.Compare:
		return b.need(n.X) + b.need(n.Y)
	case *dice.Then:
		branch := b.need(n.Then)
		if n.Else != nil {
			branch = max(branch, b.need(n.Else))
		}
		return b.need(n.If) + branch
	}
	return 0
}

func (b *bound) all(nodes []dice.Node) (sum float64) {
	for _, n := range nodes {
		sum += b.need(n)
	}
	return sum
}

// pool is need for a pool.
func (b *bound) pool(n *dice.Pool) float64 {
	d := b.demand(n)
	before := 0.0
	if n.Sides.Kind == dice.Computed {
		before = b.need(n.Sides.Expr)
	}
	die := b.t + d.die(n.Mods, b.t)
	shared := b.shared(d, n.Mods)
	if n.Amount == nil {
		return before + float64(n.Count)*die + shared
	}
	if len(d.counts) == 0 { // every roll fails before any die is thrown
		return before + b.need(n.Amount)
	}
	// How many dice the amount takes may depend on what it is (Hölder).
	b.spend(int64(len(d.counts)) * bigOp)
	most, sum := 2*die*float64(d.counts[len(d.counts)-1]), 0.0
	for i, count := range d.counts {
		sum += d.shares[i] * math.Exp(2*float64(count)*die-most)
	}
	twice := bound{reader: b.reader, t: 2 * b.t, known: make(map[dice.Node]float64)}
	return before + twice.need(n.Amount)/2 + (most+math.Log(sum))/2 + shared
}

// shared bounds what modifiers throw for a whole pool.
func (b *bound) shared(d *demand, mods []dice.Modifier) (need float64) {
	for _, mod := range mods {
		switch mod.Op {
		case dice.RerollAdd:
			need += b.t + d.die(mods, b.t)
		case dice.Unique:
			b.spend(d.apart * bigOp)
			for i := range d.apart {
				free := float64(d.different-i) / float64(d.sides)
				need += math.Log(untilMissed(1-free, b.t))
			}
		}
	}
	return need
}
