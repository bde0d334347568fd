package odds

import (
	"math/big"
	"slices"

	"feyre/dice"
)

// group returns the distribution of the total of a group.
func (r *reader) group(n *dice.Group) *dist {
	if n.OnDice() {
		return r.groupOfDice(n)
	}
	items := make([]*dist, len(n.Items))
	for i, item := range n.Items {
		items[i] = r.dist(item)
	}
	c := newChain(r.meter, []int64{1}, withoutSorts(n.Mods))
	if sole := soleKeep(c.mods); sole != 0 && len(items) > 1 {
		return r.extreme(items, sole)
	}
	switch s := c.shape(); s.kind {
	case alone:
		sum := certain(0)
		for _, d := range items {
			sum = sum.plus(r.meter, c.element(d))
		}
		return sum
	case ranked:
		if d, ok := c.elements(items, s); ok {
			return d
		}
	}
	return c.elementHands(items)
}

// soleKeep tells whether nothing is done but to keep the highest element, 1,
// or the lowest, -1.
func soleKeep(mods []dice.Modifier) int {
	switch {
	case len(mods) != 1 || mods[0].N != 1:
		return 0
	case mods[0].Op == dice.KeepHighest:
		return 1
	case mods[0].Op == dice.KeepLowest:
		return -1
	}
	return 0
}

// extreme returns the distribution of the highest or lowest element.
func (r *reader) extreme(items []*dist, side int) *dist {
	d := items[0]
	for _, item := range items[1:] {
		if side > 0 {
			d = d.max(r.meter, item)
		} else {
			d = d.min(r.meter, item)
		}
	}
	return d
}

// element returns the distribution of what an element adds to its group.
func (c *chain) element(d *dist) *dist {
	if len(c.mods) == 0 {
		return d
	}
	return d.each(c.m, func(x int64) (int64, Cause) { return c.after(0, state{value: x}).shift, "" })
}

// elements returns the distribution of a group with one stretch of keeps. An
// element is like a die whose faces are its totals, and equal elements are
// like a number of equal dice. It reports whether this is the way.
func (c *chain) elements(items []*dist, s shape) (*dist, bool) {
	absent := -anchorOf(c.mods[s.from:s.to])
	var columns []*column
	var counts []int64
	fails := certain(0)
	for i, d := range items {
		fails = fails.both(d, terms{})
		fails.rest = zero
		if at := slices.IndexFunc(items[:i], d.same); at >= 0 {
			counts[at]++
			columns, counts = append(columns, columns[at]), append(counts, 0)
			continue
		}
		columns, counts = append(columns, c.column(c.onward(d.deal(), 0, s.from), s.to, absent)), append(counts, 1)
	}
	sum := mixture{m: c.m, partial: fails.fail.Sign() != 0}
	l := newLayout(c.m, columns, counts)
	if !l.fits() {
		return nil, false
	}
	sum.add(l, place(c.m, l, windowOf(c.mods[s.from:s.to], int64(len(items)))), one, l.whole)
	return sum.dist().withFails(c.m, fails), true
}

// same reports whether two elements have the same totals with the same chances.
func (d *dist) same(e *dist) bool {
	return d == e || d.whole.Cmp(e.whole) == 0 && d.terms.equal(e.terms)
}

// deal returns the totals as those of a die.
func (d *dist) deal() *deal {
	k := &deal{by: d.by, whole: d.whole, lost: d.rest.Sign() != 0}
	for _, x := range d.at {
		k.casts = append(k.casts, cast{state: state{value: x}})
	}
	return k
}

// withFails returns the distribution d, of which a part is known to fail.
func (d *dist) withFails(m *meter, fails *dist) *dist {
	if fails.fail.Sign() == 0 {
		return d
	}
	common := lcm(m, d.whole, fails.whole)
	failing := *d
	failing.terms = d.terms.scale(m, new(big.Int).Quo(common, d.whole))
	failing.whole, failing.cause = common, fails.cause
	failing.fail = new(big.Int).Mul(fails.fail, new(big.Int).Quo(common, fails.whole))
	failing.settle()
	return &failing
}

// elementHands returns the distribution of a group with any modifiers.
func (c *chain) elementHands(items []*dist) *dist {
	h := newHands(c)
	fails := certain(0)
	for _, d := range items {
		fails = fails.both(d, terms{})
		fails.rest = zero
		h.step(func(old hand) []outcome {
			c.m.hold(product(int64(len(d.at)), int64(bigOp+len(old)*4)))
			c.m.spend(product(int64(len(d.at)), int64(3*bigOp)))
			outcomes := make([]outcome, len(d.at))
			for i, x := range d.at {
				outcomes[i] = outcome{append(old[:len(old):len(old)], state{value: x}), monomial(0, d.by[i]), d.whole}
			}
			return outcomes
		})
	}
	h.walk()
	return h.dist().withFails(c.m, fails)
}

// withoutSorts returns the modifiers that may change a total.
func withoutSorts(mods []dice.Modifier) []dice.Modifier {
	return slices.DeleteFunc(slices.Clone(mods), func(mod dice.Modifier) bool {
		return mod.Op == dice.SortUp || mod.Op == dice.SortDown
	})
}
