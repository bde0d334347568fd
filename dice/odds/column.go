package odds

import (
	"math/big"
	"slices"
)

// A column is what the dice of a lot add, by the rank that they have among the
// dice when keeps and drops are decided, from the highest rank down.
type column struct {
	ranks []rank
	whole *big.Int // the chances of one die
	lost  bool     // something is cut off
	base  int64    // no exponent is lower
}

// A rank is one value of a die.
type rank struct {
	class int // dice that left before are below (-1) or above (1) all others
	value int64
	// kept and dropped are what a die of this rank adds in either case.
	kept, dropped terms
	// gain is what makes it matter which of equal dice are kept; mixed if
	// there are several.
	gain  gain
	mixed bool
}

// A gain is the difference between what a die adds if kept and if dropped.
type gain struct {
	shift         int64
	kept, dropped *ratio
	never         bool
}

func gainOf(kept, dropped part) gain {
	g := gain{shift: kept.shift - dropped.shift, kept: kept.by, dropped: dropped.by, never: kept.never || dropped.never}
	if g.kept == g.dropped {
		g.kept, g.dropped = nil, nil
	}
	return g
}

// compare orders ranks.
func (r *rank) compare(s *rank) int {
	switch {
	case r.class != s.class:
		return r.class - s.class
	case r.value < s.value:
		return -1
	case r.value > s.value:
		return 1
	}
	return 0
}

// column returns what the dice of a deal at the keeps add, where dice that
// left before have the class absent.
func (c *chain) column(d *deal, end, absent int) *column {
	parts := make([][2]part, len(d.casts))
	col := &column{lost: d.lost}
	common := one
	for i, k := range d.casts {
		gone := k.state
		gone.out = true
		for side, s := range [2]state{k.state, gone} {
			p := c.join(part{by: k.side}, c.after(end, s))
			parts[i][side] = p
			if p.by != nil && !p.never {
				common = lcm(c.m, common, p.by.den.by[0])
				col.lost = col.lost || p.by.lost
			}
		}
	}
	col.whole = new(big.Int).Mul(d.whole, common)
	for i, k := range d.casts {
		weight := new(big.Int).Mul(d.by[i], common)
		r := rank{value: k.value, gain: gainOf(parts[i][0], parts[i][1]), kept: c.weigh(parts[i][0], weight), dropped: c.weigh(parts[i][1], weight)}
		if k.out {
			r.class, r.value = absent, 0
		}
		col.ranks = append(col.ranks, r)
	}
	col.merge(c.m)
	for _, r := range col.ranks {
		for _, t := range [2]terms{r.kept, r.dropped} {
			if len(t.at) > 0 {
				col.base = min(col.base, t.low())
			}
		}
	}
	return col
}

// weigh returns a part times a weight.
func (c *chain) weigh(p part, weight *big.Int) terms {
	switch {
	case p.never:
		return terms{}
	case p.by == nil:
		return monomial(p.shift, weight)
	}
	factor := new(big.Int).Quo(weight, p.by.den.by[0])
	return p.by.num.shift(p.shift).scale(c.m, factor)
}

// merge sorts the ranks and makes one of those of the same value.
func (col *column) merge(m *meter) {
	m.hold(int64(len(col.ranks)) * bigOp)
	slices.SortStableFunc(col.ranks, func(a, b rank) int { return b.compare(&a) })
	merged := col.ranks[:0]
	for _, r := range col.ranks {
		last := len(merged) - 1
		if last < 0 || merged[last].compare(&r) != 0 {
			merged = append(merged, r)
			continue
		}
		old := &merged[last]
		old.mixed = old.mixed || old.gain != r.gain
		old.kept, old.dropped = old.kept.add(m, r.kept), old.dropped.add(m, r.dropped)
	}
	col.ranks = merged
}

// agree reports whether equal dice of the columns gain the same, so that it
// doesn't matter which of them are kept.
func agree(columns []*column) bool {
	for i, a := range columns {
		for _, b := range columns[i+1:] {
			if a != b && !a.agrees(b) {
				return false
			}
		}
	}
	return true
}

func (col *column) agrees(other *column) bool {
	for i := range col.ranks {
		r := &col.ranks[i]
		at, found := slices.BinarySearchFunc(other.ranks, r, func(s rank, r *rank) int { return r.compare(&s) })
		if found && (r.mixed || other.ranks[at].mixed || r.gain != other.ranks[at].gain) {
			return false
		}
	}
	return true
}
