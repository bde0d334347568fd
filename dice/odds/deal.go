package odds

import (
	"math/big"
	"slices"

	"feyre/dice"
)

// A deal is where a die stands when it reaches a modifier, with the weight of
// each case over whole.
type deal struct {
	casts []cast
	by    []*big.Int
	whole *big.Int
	lost  bool // cases are cut off
}

// A cast is one case: the state of the die, and what it has added on its way.
type cast struct {
	state
	side *ratio
}

// dealKey names the deal of a newly thrown die at a modifier.
type dealKey struct {
	sumKey
	end int
}

// deal returns where newly thrown dice stand that go on from modifier key.j,
// when they reach modifier end.
func (c *chain) deal(key sumKey, end int) *deal {
	name := dealKey{key, end}
	if known := c.deals[name]; known != nil {
		return known
	}
	c.m.hold(int64(len(c.faces)) * bigOp)
	thrown := &deal{}
	sides := int64(0)
	for _, f := range c.faces {
		if key.of != all && c.mods[key.test].Tests(f.value, c.highest) != (key.of == meeting) {
			continue
		}
		sides += f.sides
		thrown.casts = append(thrown.casts, cast{state: state{value: f.value - key.less, first: key.first}})
		thrown.by = append(thrown.by, wide(f.sides))
	}
	if key.weighed {
		sides = c.sides
	}
	thrown.whole = wide(sides)
	d := c.onward(thrown, key.j, end)
	c.deals[name] = d
	return d
}

// arrive returns where a die stands at modifier end that is a cast at modifier j.
func (c *chain) arrive(j int, k cast, end int) *deal {
	for ; j < end; j++ {
		mod := &c.mods[j]
		meets := mod.Tests(k.value, c.highest)
		switch mod.Op {
		case dice.KeepIf, dice.DropIf:
			k.out = k.out || meets == (mod.Op == dice.DropIf)
		case dice.Extra, dice.ExtraOn:
			if k.first && meets {
				k.side = c.times(part{by: k.side}, c.thrown(j+1, state{apart: true})).by
			}
		case dice.AtLeast, dice.AtMost:
			k.state = bounded(k.state, mod)
		case dice.RerollAdd:
			if c.barred[j] && meets && !k.out {
				return &deal{whole: one}
			}
		default:
			if meets && !k.out {
				return c.again(j, k, end)
			}
		}
	}
	return &deal{casts: []cast{k}, by: []*big.Int{one}, whole: one}
}

// again is arrive for a die that modifier j throws again, or adds to.
func (c *chain) again(j int, k cast, end int) *deal {
	switch c.mods[j].Op {
	case dice.RerollOnce:
		return c.deal(sumKey{j: j + 1, first: k.first}, end).with(c, k.side)
	case dice.Reroll:
		return c.deal(sumKey{j: j + 1, first: k.first, of: others, test: j}, end).with(c, k.side)
	}
	added := c.endless(c.compoundKey(j))
	if !added.finite() {
		added = added.polynomial(c.m)
	}
	var cases []share
	c.m.hold(int64(len(added.num.at)) * bigOp)
	c.m.spend(int64(len(added.num.at)) * 10 * bigOp)
	for i, more := range added.num.at {
		next := k
		next.value += more
		cases = append(cases, share{c.arrive(j+1, next, end), added.num.by[i]})
	}
	d := join(c.m, cases, added.den.by[0])
	d.lost = d.lost || added.lost
	return d
}

// with returns the deal of a die that has added this before.
func (d *deal) with(c *chain, side *ratio) *deal {
	if side == nil {
		return d
	}
	next := *d
	next.casts = slices.Clone(d.casts)
	for i := range next.casts {
		k := &next.casts[i]
		k.side = c.join(part{by: side}, part{by: k.side}).by
	}
	return &next
}

// A share is a deal with its weight among others.
type share struct {
	*deal
	weight *big.Int
}

// join returns what comes of shares over whole.
func join(m *meter, shares []share, whole *big.Int) *deal {
	d := &deal{}
	common := one
	for _, s := range shares {
		common = lcm(m, common, s.whole)
		d.lost = d.lost || s.lost
	}
	index := make(map[cast]int)
	for _, s := range shares {
		factor := new(big.Int).Quo(common, s.whole)
		factor.Mul(factor, s.weight)
		m.hold(int64(len(s.casts)) * bigOp)
		m.spend(int64(len(s.casts)) * 5 * bigOp)
		for i, k := range s.casts {
			weight := new(big.Int).Mul(s.by[i], factor)
			if at, found := index[k]; found {
				d.by[at].Add(d.by[at], weight)
				continue
			}
			index[k] = len(d.casts)
			d.casts = append(d.casts, k)
			d.by = append(d.by, weight)
		}
	}
	d.whole = new(big.Int).Mul(common, whole)
	return d
}

// onward returns where the dice of a deal at modifier j stand at modifier end.
func (c *chain) onward(d *deal, j, end int) *deal {
	if j == end {
		return d
	}
	c.walks(len(d.casts), j, end)
	shares := make([]share, len(d.casts))
	for i, k := range d.casts {
		shares[i] = share{c.arrive(j, k, end), d.by[i]}
	}
	next := join(c.m, shares, d.whole)
	next.lost = next.lost || d.lost
	return next
}

// split parts the deal of dice at modifier j into those that meet its test and
// the others. Both stay over the same whole.
func (c *chain) split(d *deal, j int) (met, unmet *deal) {
	met, unmet = &deal{whole: d.whole, lost: d.lost}, &deal{whole: d.whole, lost: d.lost}
	for i, k := range d.casts {
		part := unmet
		if !k.out && c.mods[j].Tests(k.value, c.highest) {
			part = met
		}
		part.casts = append(part.casts, k)
		part.by = append(part.by, d.by[i])
	}
	return met, unmet
}

// same reports whether the deals are the same, cases in the same order.
func (d *deal) same(e *deal) bool {
	equal := func(a, b *big.Int) bool { return a.Cmp(b) == 0 }
	return slices.Equal(d.casts, e.casts) && slices.EqualFunc(d.by, e.by, equal) && equal(d.whole, e.whole)
}

// forget makes all dice of the deal alike those that were added later, for
// modifiers that don't tell them apart.
func (d *deal) forget() *deal {
	next := *d
	next.casts = slices.Clone(d.casts)
	for i := range next.casts {
		next.casts[i].first = false
	}
	return &next
}
