package odds

import (
	"math/big"

	"feyre/dice"
)

// A variant is one of the cases that a pool with ra falls into. An ra throws
// one more die if any die meets its test. All that can happen is therefore:
// the die is always thrown, less the cases of no such die in which it is
// thrown, and those again without it. So a pool with ra is a sum of pools in
// which an ra bars dice that meet its test or does not, and adds one die or
// does not.
type variant struct {
	*chain
	added []int // ra's that add a die
	minus bool  // it is taken away
}

type variants []variant

// cases returns the cases of the pool: one, if it has no ra.
func (p *pot) cases(c *chain) variants {
	cases := variants{{chain: c}}
	for j, mod := range p.mods {
		if mod.Op != dice.RerollAdd {
			continue
		}
		split := make(variants, 0, 3*len(cases))
		for _, v := range cases {
			split = append(split, v.with(j, false, true), v.with(j, true, true), v.with(j, true, false))
		}
		p.m.hold(int64(len(split)) * int64(len(p.mods)+bigOp))
		p.m.spend(int64(len(split)) * 30 * bigOp)
		cases = split
	}
	return cases
}

// with returns the variant in which the ra at j bars dice and adds one, or not.
func (v variant) with(j int, bars, adds bool) variant {
	c := *v.chain
	c.barred = append([]bool(nil), c.barred...)
	c.barred[j] = bars
	next := variant{chain: c.fresh(), added: v.added[:len(v.added):len(v.added)], minus: v.minus != (bars && adds)}
	if adds {
		next.added = append(next.added, j)
	}
	return next
}

// total returns the distribution of n dice from that of the cases, or reports
// that this is not the way.
func (vs variants) total(m *meter, n int64, s shape) (*dist, bool) {
	if len(vs) == 1 {
		d, ok := vs[0].total(n, s)
		if ok && s.kind == alone && n > 1 && d.exact == nil {
			d.exact = vs[0].thrown(0, state{first: true}).moments(m, n)
		}
		return d, ok
	}
	all, common := make([]*dist, len(vs)), one
	for i, v := range vs {
		v.cut = true // in all cases alike, so that no chance becomes negative
		d, ok := v.total(n, s)
		if !ok {
			return nil, false
		}
		all[i], common = d, lcm(m, common, d.whole)
	}
	sum := &dist{whole: common, fail: new(big.Int)}
	for i, d := range all {
		share := new(big.Int).Quo(common, d.whole)
		if vs[i].minus {
			share.Neg(share)
		}
		sum.terms = sum.terms.add(m, d.terms.scale(m, share))
		sum.fail.Add(sum.fail, share.Mul(share, d.fail))
		if sum.cause == "" {
			sum.cause = d.cause
		}
	}
	sum.settle()
	if sum.rest.Sign() != 0 && s.kind == alone {
		sum.exact = vs.moments(m, n)
	}
	return sum.reduce(m), true
}

// total returns the distribution of the total of n dice in one case. In one of
// several cases the chances may add up to less than 1.
func (v variant) total(n int64, s shape) (*dist, bool) {
	if s.kind == alone {
		d := v.thrown(0, state{first: true}).power(v.m, n)
		return v.plusAdded(d, 0), true
	}
	way := v.ranked
	if s.unique {
		way = v.distinct
	}
	d, ok := way(n, s)
	if !ok {
		return nil, false
	}
	return v.plusAdded(d, s.to), true
}

// plusAdded adds the dice that ra's from modifier j on add.
func (v variant) plusAdded(d *dist, j int) *dist {
	for _, added := range v.added {
		if added >= j {
			d = d.plus(v.m, v.thrown(added+1, state{}).power(v.m, 1))
		}
	}
	return d
}

// moments returns those of the total of dice that modifiers look at one by one.
func (vs variants) moments(m *meter, n int64) *moments {
	var sum jet
	for _, v := range vs {
		v.cut = false
		v.chain = v.fresh()
		die := v.thrown(0, state{first: true})
		j := die.jet(m).power(m, n)
		for _, added := range v.added {
			more := v.thrown(added+1, state{})
			j, die = j.mul(m, more.jet(m)), die.mul(m, more)
		}
		if die.lost {
			return nil
		}
		sum = sum.plus(j, v.minus)
	}
	return sum.moments()
}
