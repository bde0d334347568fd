package odds

import (
	"math"
	"math/big"
	"slices"

	"feyre/dice"
)

// A sumKey names the mean of what a newly thrown die adds that goes on from
// modifier j: over all its faces, or over those that meet or fail the test of
// another modifier.
type sumKey struct {
	j, test      int
	first, apart bool
	of           which
	less         int64 // the die counts so much less than it shows
	bare         bool  // it adds what it counts, whatever the modifiers
	weighed      bool  // over all sides, not only those that are meant
}

type which uint8

const (
	all which = iota
	meeting
	others
)

// thrown is the mean over all faces.
func (c *chain) thrown(j int, s state) *ratio {
	return c.sum(sumKey{j: j, first: s.first, apart: s.apart})
}

// sum returns the mean that a key names.
func (c *chain) sum(key sumKey) *ratio {
	if known := c.sums[key]; known != nil {
		return known
	}
	c.walks(len(c.faces), key.j, len(c.mods))
	var g gather
	var sides int64
	for _, f := range c.faces {
		if key.of != all && c.mods[key.test].Tests(f.value, c.highest) != (key.of == meeting) {
			continue
		}
		sides += f.sides
		p := part{shift: f.value - key.less}
		if !key.bare {
			p = c.after(key.j, state{value: f.value - key.less, first: key.first, apart: key.apart})
		}
		if !p.never {
			g.add(p, f.sides)
		}
	}
	if key.weighed {
		sides = c.sides
	}
	sum := g.ratio(c.m, wide(sides))
	c.sums[key] = sum
	return sum
}

// exploding is what the dice add that modifier j throws for a die that
// explodes: U of those that fail the test, M of those that meet it and are
// followed by more, W = U + M W.
func (c *chain) exploding(j int) *ratio {
	key := sumKey{j: j + 1, test: j, weighed: true}
	if c.mods[j].Op == dice.Penetrate {
		key.less = 1
	}
	return c.endless(key)
}

// endless returns W for a sum whose test is that of the explosion.
func (c *chain) endless(key sumKey) *ratio {
	name := key
	name.of, name.test = all, key.test+len(c.mods)
	if known := c.sums[name]; known != nil {
		return known
	}
	key.of = meeting
	more := c.sum(key)
	key.of = others
	w := c.sum(key).geometric(c.m, more)
	if c.cut && !w.finite() {
		w = w.polynomial(c.m)
	}
	c.sums[name] = w
	return w
}

// geometric returns u / (1 - r): the sum of u r^k over all k.
func (u *ratio) geometric(m *meter, r *ratio) *ratio {
	switch {
	case len(r.num.at) == 0 || len(u.num.at) == 0:
		return u
	case r.num.low() < 0:
		return u.cutSeries(m, r)
	}
	w := &ratio{num: u.num, den: r.den.sub(m, r.num)}
	if !u.den.equal(r.den) {
		w.num, w.den = u.num.mulSigned(m, r.den), u.den.mulSigned(m, w.den)
	}
	if u.lost || r.lost {
		w.lose(math.MinInt64)
	}
	return w
}

// polynomial returns the function without what is cut off.
func (r *ratio) polynomial(m *meter) *ratio {
	d := r.power(m, 1)
	return &ratio{num: d.terms, den: monomial(0, d.whole), lost: true, from: d.from}
}

// cutSeries is geometric for totals that may also go down, which no power
// series has: the sum of enough powers.
func (u *ratio) cutSeries(m *meter, r *ratio) *ratio {
	if !u.finite() || !r.finite() {
		panic(&Error{Code: TooMuch})
	}
	chance, _ := new(big.Rat).SetFrac(r.num.sum(), r.den.by[0]).Float64()
	powers := int(cutBits*math.Ln2/-math.Log(chance)) + 1
	sum := u
	for range powers {
		sum = sum.mul(m, r).add(m, u)
	}
	return &ratio{num: sum.num, den: sum.den, lost: true, from: math.MinInt64}
}

// compounding is what comes of a die in state s that meets the test of
// modifier j, where all dice that explode are added up to one.
func (c *chain) compounding(p part, j int, s state) part {
	added := c.endless(c.compoundKey(j))
	if s.beyond && len(added.num.at) > 0 && added.num.low() < 0 && c.looks(j+1) {
		panic(&Error{Code: TooMuch}) // it may come back from beyond
	}
	beyond := c.after(j+1, state{value: c.limit + 1, first: s.first, beyond: true})
	if s.beyond || !c.looks(j+1) {
		if !s.beyond {
			beyond.shift += s.value
			beyond.beyond = false
		}
		if !beyond.beyond && s.beyond {
			return c.join(p, beyond)
		}
		return c.join(c.times(p, added), beyond)
	}
	return c.join(p, part{by: c.spread(j+1, s, added, beyond)})
}

// compoundKey names the dice that modifier j adds to one that explodes.
func (c *chain) compoundKey(j int) sumKey {
	key := sumKey{test: j, bare: true, weighed: true}
	if c.mods[j].Op == dice.CompoundPenetrate {
		key.less = 1
	}
	return key
}

// looks reports whether a modifier from j on looks at what a die counts.
func (c *chain) looks(j int) bool {
	return slices.ContainsFunc(c.mods[j:], func(mod dice.Modifier) bool {
		return mod.Op != dice.SortUp && mod.Op != dice.SortDown
	})
}

// spread is what a die adds that goes on from modifier j with its value and
// what is added to it. Totals up to the chain's limit are looked at one by
// one; all above go on alike, as the part beyond.
func (c *chain) spread(j int, s state, added *ratio, beyond part) *ratio {
	c.m.hold(16 * bigOp)
	sum, near := &ratio{den: unit()}, terms{}
	if added.lost {
		sum.lose(math.MinInt64)
	}
	known := added.upTo(c.m, c.limit-s.value)
	left := new(big.Int).Set(known.whole)
	for i, more := range known.at {
		weight := known.by[i]
		p := c.after(j, state{value: s.value + more, first: s.first})
		near.push(s.value+more, weight)
		left.Sub(left, weight)
		if !p.never {
			sum = sum.add(c.m, p.ratio().scale(c.m, weight, known.whole))
		}
	}
	switch {
	case beyond.never:
		return sum
	case !beyond.beyond:
		return sum.add(c.m, beyond.ratio().scale(c.m, left, known.whole))
	}
	far := &ratio{num: added.num.shift(s.value), den: added.den}
	far = far.add(c.m, &ratio{num: near.minus(), den: monomial(0, known.whole)})
	return sum.add(c.m, far.mul(c.m, beyond.ratio()))
}

// upTo returns the chances of the totals up to a limit.
func (r *ratio) upTo(m *meter, limit int64) *dist {
	if limit < r.num.low() {
		return &dist{whole: one}
	}
	if r.finite() {
		end, _ := slices.BinarySearch(r.num.at, limit+1)
		return &dist{terms: terms{r.num.at[:end], r.num.by[:end]}, whole: r.den.by[0]}
	}
	num, den, step := r.aligned()
	last := int64(distance(r.num.low(), limit) / step)
	return r.known(m, num, den, den.at[1], 1, last, step)
}
