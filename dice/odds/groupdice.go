package odds

import (
	"math/big"

	"feyre/dice"
)

// A filledPot is a number of dice of a kind.
type filledPot struct {
	*pot
	count int64
}

// groupOfDice returns the distribution of a group of one element, a sum of
// pools and numbers, whose modifiers act on all dice of it together.
func (r *reader) groupOfDice(n *dice.Group) *dist {
	pools, number, failed := summands(n.Items[0])
	if failed != "" {
		return failing(failed)
	}
	return r.fill(pools, n.Mods, nil).plus(r.meter, certain(number))
}

// summands returns the pools of a sum, and what its numbers come to.
func summands(n dice.Node) (pools []*dice.Pool, number int64, failed Cause) {
	switch n := n.(type) {
	case *dice.Noted:
		return summands(n.X)
	case *dice.Pool:
		return []*dice.Pool{n}, 0, ""
	case *dice.Number:
		return nil, n.Value, ""
	case *dice.Neg:
		_, number, failed = summands(n.X)
		return nil, -number, failed
	case *dice.Binary:
		x, a, failedX := summands(n.X)
		y, b, failedY := summands(n.Y)
		op := addExact
		if n.Op == dice.Sub {
			op = subExact
		}
		if number, failed = op(a, b); failedX != "" {
			failed = failedX
		}
		if failedY != "" {
			failed = failedY
		}
		return append(x, y...), number, failed
	}
	panic("odds: a group of dice is no sum of pools")
}

// fill returns the distribution of pools whose dice a group's modifiers look
// at together, the first of which are filled.
func (r *reader) fill(pools []*dice.Pool, mods []dice.Modifier, pots []filledPot) *dist {
	if len(pots) < len(pools) {
		return r.filled(pools[len(pots)], mods, func(p *pot, count int64) *dist {
			return r.fill(pools, mods, append(pots[:len(pots):len(pots)], filledPot{p, count}))
		})
	}
	if len(pots) != 1 && anyByRank(mods) {
		return r.amongAll(pots, withoutSorts(mods))
	}
	sum := certain(0)
	for _, p := range pots {
		sum = sum.plus(r.meter, p.total(p.count))
	}
	return sum
}

func anyByRank(mods []dice.Modifier) bool {
	for _, mod := range mods {
		if byRank(mod.Op) {
			return true
		}
	}
	return false
}

// amongAll returns the distribution of all dice of several pots, of which
// modifiers keep and drop some by their rank among all.
func (r *reader) amongAll(pots []filledPot, mods []dice.Modifier) *dist {
	if d, ok := r.rankedAll(pots, mods); ok {
		return d
	}
	all := newHands(newChain(r.meter, []int64{1}, mods))
	fails := certain(0)
	for _, p := range pots {
		c := newChain(r.meter, p.faces, p.mods)
		c.cut = true
		h := newHands(c)
		h.throw(p.count)
		for j := range p.own {
			h.modify(j)
		}
		fails = fails.both(h.failure(), terms{})
		fails.rest = zero
		all.step(func(old hand) []outcome { return h.beside(old) })
	}
	all.walk()
	return all.dist().withFails(r.meter, fails)
}

// failure is the distribution of whether the roll has failed so far.
func (h *hands) failure() *dist {
	return &dist{whole: h.fail.Denom(), rest: zero, fail: h.fail.Num(), cause: h.cause}
}

// beside returns the hands with those of another pot beside them.
func (h *hands) beside(old hand) (outcomes []outcome) {
	for _, key := range h.keys() {
		h.m.hold(int64(bigOp + (len(old)+len(key)/2)*4))
		h.m.spend(int64(8 * bigOp * (len(key) + 1)))
		next := old[:len(old):len(old)]
		for _, s := range h.hand(key) {
			next = append(next, state{value: s.value})
		}
		outcomes = append(outcomes, outcome{next, h.weight[key], h.whole})
	}
	return outcomes
}

// rankedAll is amongAll where every pot has one stretch of keeps, the group's.
func (r *reader) rankedAll(pots []filledPot, mods []dice.Modifier) (*dist, bool) {
	cases := []component{{by: one}}
	columns := map[*deal]*column{}
	sum := mixture{m: r.meter}
	var stretch []dice.Modifier
	for _, p := range pots {
		if p.count == 0 {
			continue
		}
		v := variant{chain: newChain(r.meter, p.faces, p.mods)}
		s := v.shape()
		if s.kind != ranked || s.unique || s.from < p.own {
			return nil, false
		}
		for _, mod := range p.mods {
			if mod.Op == dice.RerollAdd {
				return nil, false
			}
		}
		stretch = p.mods[s.from:s.to]
		s.among = true
		own, _ := v.components(p.count, s)
		sum.lost = sum.lost || v.endlessAt(s.adder)
		for _, k := range own {
			for _, l := range k.lots {
				columns[l.deal] = v.column(l.deal, s.to, -anchorOf(stretch))
			}
		}
		cases = beside(r.meter, cases, own)
	}
	if !sum.addAll(cases, columns, stretch) {
		return nil, false
	}
	return sum.dist(), true
}

// beside returns the cases of two pots together.
func beside(m *meter, a, b []component) (all []component) {
	for _, x := range a {
		for _, y := range b {
			m.hold(8 * bigOp)
			lots := append(x.lots[:len(x.lots):len(x.lots)], y.lots...)
			all = append(all, component{new(big.Int).Mul(x.by, y.by), lots})
		}
	}
	return all
}
