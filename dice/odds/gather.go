package odds

import (
	"math/big"
	"slices"
)

// A gather adds up parts, those with the same function together.
type gather struct{ buckets []bucket }

// A bucket holds the parts x^shift by of one function.
type bucket struct {
	by    *ratio
	parts []weighted
}

type weighted struct{ shift, sides int64 }

// add adds a part that has so many sides of a die.
func (g *gather) add(p part, sides int64) {
	i := slices.IndexFunc(g.buckets, func(b bucket) bool { return b.by == p.by })
	if i < 0 {
		i = len(g.buckets)
		g.buckets = append(g.buckets, bucket{by: p.by})
	}
	g.buckets[i].parts = append(g.buckets[i].parts, weighted{p.shift, sides})
}

// ratio returns the sum over so many sides.
func (g *gather) ratio(m *meter, sides *big.Int) *ratio {
	sum := &ratio{den: unit()}
	for _, b := range g.buckets {
		next := &ratio{num: b.terms(), den: unit()}
		if b.by != nil {
			next = next.mul(m, b.by)
		}
		sum = sum.add(m, next)
	}
	return sum.scale(m, one, sides)
}

// terms returns the sum of the powers of x.
func (b *bucket) terms() terms {
	byShift := func(p, q weighted) int {
		switch {
		case p.shift < q.shift:
			return -1
		case p.shift > q.shift:
			return 1
		}
		return 0
	}
	if !slices.IsSortedFunc(b.parts, byShift) {
		slices.SortFunc(b.parts, byShift)
	}
	t := terms{at: make([]int64, 0, len(b.parts)), by: make([]*big.Int, 0, len(b.parts))}
	for i := 0; i < len(b.parts); {
		shift, sides := b.parts[i].shift, int64(0)
		for ; i < len(b.parts) && b.parts[i].shift == shift; i++ {
			sides += b.parts[i].sides
		}
		t.push(shift, wide(sides))
	}
	return t
}
