package odds

import (
	"math"
	"math/big"
	"math/bits"
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
		cases = v.once(n, s)
	default:
		cases, rest = v.exploded(n, s)
	}
	for _, j := range v.added {
		if j < s.adder || j >= s.from {
			continue
		}
		for i := range cases {
			cases[i].lots = append(cases[i].lots, lot{1, v.deal(sumKey{j: j + 1}, s.from)})
		}
	}
	return cases, rest
}

// parted returns the newly thrown dice that reach an adder and meet its test,
// and the others.
func (v variant) parted(key sumKey, adder int) (met, unmet *deal) {
	d := v.deal(key, adder)
	for _, mod := range v.mods[adder:] {
		if mod.Op == dice.Extra || mod.Op == dice.ExtraOn {
			return v.split(d, adder)
		}
	}
	return v.split(d.forget(), adder)
}

// A start is one case of the dice that reach an adder, and how many of them
// meet its test.
type start struct {
	component
	met int64
}

// starts returns the cases of n dice, and of those that ra's before the adder
// add, where they stand at the keeps.
func (v variant) starts(n int64, s shape) (starts []start) {
	met, unmet := v.atKeeps(sumKey{first: true}, s)
	for k := range n + 1 {
		v.m.hold(8 * bigOp)
		starts = append(starts, start{component{v.m.choose(n, k), []lot{{k, met}, {n - k, unmet}}}, k})
	}
	for _, j := range v.added {
		if j >= s.adder {
			continue
		}
		met, unmet := v.atKeeps(sumKey{j: j + 1}, s)
		v.m.hold(int64(len(starts)) * 8 * bigOp)
		for i, other := range starts {
			lots := other.lots[:len(other.lots):len(other.lots)]
			starts[i].lots = append(lots, lot{1, unmet})
			starts = append(starts, start{component{other.by, append(lots, lot{1, met})}, other.met + 1})
		}
	}
	return starts
}

// atKeeps is parted where the dice stand at the keeps.
func (v variant) atKeeps(key sumKey, s shape) (met, unmet *deal) {
	met, unmet = v.parted(key, s.adder)
	return v.onward(met, s.adder+1, s.from), v.onward(unmet, s.adder+1, s.from)
}

// once returns the cases of dice that explode once: every die that meets the
// test throws one more.
func (v variant) once(n int64, s shape) (cases []component) {
	more := v.deal(sumKey{j: s.adder + 1}, s.from)
	for _, start := range v.starts(n, s) {
		cases = append(cases, component{start.by, append(start.lots, lot{start.met, more})})
	}
	return cases
}

// exploded returns the cases of dice that explode until they don't. If k of n
// dice do, more dice that explode are thrown, and k that don't: the number of
// those that do has the negative binomial distribution.
func (v variant) exploded(n int64, s shape) (cases []component, rest *ratio) {
	if cases, rest = v.alike(n, s); cases != nil {
		return cases, rest
	}
	key := sumKey{j: s.adder + 1, test: s.adder, weighed: true}
	if v.mods[s.adder].Op == dice.Penetrate {
		key.less = 1
	}
	throwsMet, throwsUnmet := key, key
	throwsMet.of, throwsUnmet.of = meeting, others
	moreMet, moreUnmet := v.deal(throwsMet, s.from), v.deal(throwsUnmet, s.from)
	chance := v.chance(s.adder)
	for _, start := range v.starts(n, s) {
		for more := range lastExplosion(v.m, start.met, chance) + 1 {
			v.m.hold(8 * bigOp)
			by := v.m.choose(max(start.met-1+more, 0), more)
			by.Mul(by, start.by)
			lots := start.lots[:len(start.lots):len(start.lots)]
			cases = append(cases, component{by, append(lots, lot{more, moreMet}, lot{start.met, moreUnmet})})
		}
	}
	return cases, nil
}

// alike is exploded where all dice that reach the adder stand as those that it
// throws: then it only matters how many explode. It returns nothing if they don't.
func (v variant) alike(n int64, s shape) (cases []component, rest *ratio) {
	met, unmet := v.parted(sumKey{first: true}, s.adder)
	key := sumKey{j: s.adder, test: s.adder, weighed: true}
	throwsMet, throwsUnmet := key, key
	throwsMet.of, throwsUnmet.of = meeting, others
	if v.mods[s.adder].Op != dice.Explode || v.addsBefore(s.adder) ||
		!met.same(v.deal(throwsMet, s.adder)) || !unmet.same(v.deal(throwsUnmet, s.adder)) {
		return nil, nil
	}
	met, unmet = v.onward(met, s.adder+1, s.from), v.onward(unmet, s.adder+1, s.from)
	last := lastExplosion(v.m, n, v.chance(s.adder))
	if hi := windowOf(v.mods[s.from:s.to], math.MaxInt32).hi; hi <= last && !s.among && !v.addsBefore(s.from) {
		if rest = v.saturated(met, unmet, s); rest != nil {
			last = hi - 1
		}
	}
	for more := range last + 1 {
		v.m.hold(8 * bigOp)
		cases = append(cases, component{v.m.choose(n-1+more, more), []lot{{more, met}, {n, unmet}}})
	}
	return cases, rest
}

// addsBefore reports whether an ra before modifier end adds a die.
func (v variant) addsBefore(end int) bool {
	return slices.ContainsFunc(v.added, func(j int) bool { return j < end })
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
func (m *meter) choose(n, k int64) *big.Int {
	steps := max(min(k, n-k), 0)
	words := steps*int64(bits.Len64(uint64(n)))/bits.UintSize + 1
	m.spend(product(steps+1, 3*bigOp+2*words))
	return new(big.Int).Binomial(n, k)
}
