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
}

// A rank is one value of a die.
type rank struct {
	class int // dice that left before are below (-1) or above (1) all others
	value int64
	// kept and dropped are what a die of this rank adds in either case.
	kept, dropped []added
	// gain is what makes it matter which of equal dice are kept; mixed if
	// there are several.
	gain  gain
	mixed bool
}

// An added is one of the things that a die may add, with a weight: x^shift
// times the function by, if there is one.
type added struct {
	shift  int64
	by     *ratio
	weight *big.Int
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

// column returns what the dice of a deal add that has reached the modifier
// behind the keeps. Dice that left before have the class absent.
func (c *chain) column(d *deal, end, absent int) *column {
	c.walks(6*len(d.casts), end, len(c.mods))
	col := &column{lost: d.lost, whole: d.whole}
	for i, k := range d.casts {
		gone := k.state
		gone.out = true
		side := part{by: k.side}
		kept, dropped := c.join(side, c.after(end, k.state)), c.join(side, c.after(end, gone))
		r := rank{value: k.value, gain: gainOf(kept, dropped), kept: kept.weigh(d.by[i]), dropped: dropped.weigh(d.by[i])}
		if k.out {
			r.class, r.value = absent, 0
		}
		col.ranks = append(col.ranks, r)
	}
	col.merge(c.m)
	return col
}

// weigh returns a part with a weight: nothing, if it cannot be.
func (p part) weigh(weight *big.Int) []added {
	if p.never {
		return nil
	}
	return []added{{p.shift, p.by, weight}}
}

// merge sorts the ranks and makes one of those of the same value.
func (col *column) merge(m *meter) {
	m.hold(int64(len(col.ranks)) * 2 * bigOp)
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
		old.kept, old.dropped = append(old.kept, r.kept...), append(old.dropped, r.dropped...)
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
