package odds

import (
	"math"
	"math/big"
	"slices"

	"feyre/dice"
)

// A component is one case of how the dice of a pool come to stand before its
// keeps: lots of equal dice, with a weight.
type component struct {
	by   *big.Int
	lots []lot
}

// A lot is a number of dice that are dealt alike.
type lot struct {
	n int64
	*deal
}

// size is the number of dice.
func (k *component) size() (n int64) {
	for _, l := range k.lots {
		n += l.n
	}
	return n
}

// components returns all cases of n dice at the keeps of a ranked pool. With
// rest, what all other cases come to is also known: they add that.
func (v variant) components(n int64, s shape) (cases []component, rest *ratio) {
	switch {
	case s.adder < 0:
		cases = []component{{one, []lot{{n, v.deal(sumKey{first: true}, s.from)}}}}
	case v.mods[s.adder].Op == dice.ExplodeOnce:
		cases = v.once(n, s.adder, s.from)
	default:
		cases, rest = v.exploded(n, s)
	}
	for _, j := range v.added {
		if j >= s.from {
			continue
		}
		rest = nil
		for i := range cases {
			cases[i].lots = append(cases[i].lots, lot{1, v.deal(sumKey{j: j + 1}, s.from)})
		}
	}
	return cases, rest
}

// parted returns the dice that reach an adder and meet its test, and the others.
func (v variant) parted(adder int) (met, unmet *deal) {
	d := v.deal(sumKey{first: true}, adder)
	for _, mod := range v.mods[adder:] {
		if mod.Op == dice.Extra || mod.Op == dice.ExtraOn {
			return v.split(d, adder)
		}
	}
	return v.split(d.forget(), adder)
}

// once returns the cases of dice that explode once: k of n do.
func (v variant) once(n int64, adder, end int) (cases []component) {
	met, unmet := v.parted(adder)
	met, unmet = v.onward(met, adder+1, end), v.onward(unmet, adder+1, end)
	more := v.deal(sumKey{j: adder + 1}, end)
	for k := range n + 1 {
		v.m.hold(8 * bigOp)
		cases = append(cases, component{choose(n, k), []lot{{k, met}, {n - k, unmet}, {k, more}}})
	}
	return cases
}

// exploded returns the cases of dice that explode until they don't. If k of n
// dice do, more dice that explode are thrown, and k that don't: the number of
// those that do has the negative binomial distribution.
func (v variant) exploded(n int64, s shape) (cases []component, rest *ratio) {
	met, unmet := v.parted(s.adder)
	key := sumKey{j: s.adder, test: s.adder, weighed: true}
	throwsMet, throwsUnmet := key, key
	throwsMet.of, throwsUnmet.of = meeting, others
	alike := v.mods[s.adder].Op == dice.Explode &&
		met.same(v.deal(throwsMet, s.adder)) && unmet.same(v.deal(throwsUnmet, s.adder))
	met, unmet = v.onward(met, s.adder+1, s.from), v.onward(unmet, s.adder+1, s.from)
	chance := v.chance(s.adder)
	if alike {
		last := lastExplosion(v.m, n, chance)
		if hi := windowOf(v.mods[s.from:s.to], math.MaxInt32).hi; hi <= last && !s.among {
			if rest = v.saturated(met, unmet, s); rest != nil {
				last = hi - 1
			}
		}
		for more := range last + 1 {
			v.m.hold(8 * bigOp)
			cases = append(cases, component{choose(n-1+more, more), []lot{{more, met}, {n, unmet}}})
		}
		return cases, rest
	}
	throwsMet.j, throwsUnmet.j = s.adder+1, s.adder+1
	if v.mods[s.adder].Op == dice.Penetrate {
		throwsMet.less, throwsUnmet.less = 1, 1
	}
	moreMet, moreUnmet := v.deal(throwsMet, s.from), v.deal(throwsUnmet, s.from)
	for k := range n + 1 {
		for more := range lastExplosion(v.m, k, chance) + 1 {
			v.m.hold(8 * bigOp)
			by := choose(n, k)
			by.Mul(by, choose(max(k-1+more, 0), more))
			cases = append(cases, component{by, []lot{{k, met}, {n - k, unmet}, {more, moreMet}, {k, moreUnmet}}})
		}
	}
	return cases, nil
}

// chance is the chance that a die meets the test of modifier j as it is thrown.
func (c *chain) chance(j int) float64 {
	var sides int64
	for _, f := range c.faces {
		if c.mods[j].Tests(f.value, c.highest) {
			sides += f.sides
		}
	}
	return float64(sides) / float64(c.sides)
}

// lastExplosion returns the highest number of explosions that n dice, which
// explode with this chance, need be thought to have: more are less likely than
// 2^-cutBits.
func lastExplosion(m *meter, n int64, chance float64) (last int64) {
	if n == 0 || chance == 0 {
		return 0
	}
	// The chance of one more is that of so many times growth, which falls.
	for p := float64(n) * math.Log2(1-chance); ; last++ {
		m.spend(bigOp)
		growth := chance * float64(n+last) / float64(last+1)
		if growth < 1 && p+math.Log2(growth/(1-growth)) < -cutBits {
			return last
		}
		p += math.Log2(growth)
	}
}

// saturated returns what the dice add where so many explode that none but
// those are kept. It is nil if that depends on how many do.
func (v variant) saturated(met, unmet *deal, s shape) *ratio {
	if slices.Contains(v.barred, true) || anchorOf(v.mods[s.from:s.to]) != 1 || len(met.casts) != 1 || met.casts[0].first {
		return nil
	}
	exploding := met.casts[0]
	if exploding.out || exploding.side != nil {
		return nil
	}
	for _, k := range unmet.casts {
		if k.side != nil || k.first || !k.out && k.value >= exploding.value {
			return nil
		}
	}
	kept := v.after(s.to, exploding.state)
	if kept.never {
		return nil
	}
	w := windowOf(v.mods[s.from:s.to], math.MaxInt32)
	sum := &ratio{num: unit(), den: unit()}
	for range w.hi - w.lo {
		sum = sum.mul(v.m, kept.ratio())
	}
	return sum
}

// choose is the number of ways to choose k of n.
func choose(n, k int64) *big.Int { return new(big.Int).Binomial(n, k) }
