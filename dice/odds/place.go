package odds

import (
	"math/big"
	"slices"
)

// A placing calculates what dice add of which a window is kept, by dynamic
// programming over ranks from the highest down: the state is how many dice of
// each column have been placed, its weight a packed polynomial. As soon as the
// window is full, the dice that are left have lower ranks and are dropped, and
// what they add is known at once.
type placing struct {
	*layout
	m       *meter
	cols    []*packedColumn
	keep    window
	rising  bool // ranks are looked at from the lowest up
	open    bool // how many dice there are is left open
	strides []int
	states  []*big.Int
	total   big.Int
	spare   big.Int
}

// A packedColumn is a column with n dice in a layout.
type packedColumn struct {
	ranks         []rank
	n             int
	kept, dropped []*powers // by rank
	below         []*powers // what a dropped die adds that is looked at later
	all           *powers   // what any dropped die adds
}

// place returns what the dice of a layout add of which keep is kept, over its whole.
func place(m *meter, l *layout, keep window) []class {
	size := int64(0)
	for _, k := range l.n {
		size += k
	}
	if order := l.disjoint(); order != nil {
		return l.read(m, placeApart(m, l, order, keep), l.n)
	}
	p := placed(m, l, keep, size)
	return l.read(m, &p.total, l.n)
}

// placed goes through all ways to place size dice.
func placed(m *meter, l *layout, keep window, size int64) *placing {
	rising := keep.lo > 0 && keep.hi == size
	if rising {
		keep = window{0, size - keep.lo}
	}
	p := newPlacing(m, l, keep, rising)
	switch {
	case p.keep.hi == p.keep.lo:
		p.dropAll()
	case len(p.cols) == 1 && p.keep.lo == 0 && p.cols[0].plainDrops():
		p.highest(p.cols[0])
	default:
		p.run()
	}
	return p
}

// placeApart is for columns whose ranks don't meet, the highest first in
// order: then it is known which places the dice of each column take.
func placeApart(m *meter, l *layout, order []int, keep window) *big.Int {
	total := one
	for _, i := range order {
		n := l.n[i]
		own := window{min(max(keep.lo, 0), n), min(max(keep.hi, 0), n)}
		single := *l
		single.columns, single.n, single.base = l.columns[i:i+1], l.n[i:i+1], l.base[i:i+1]
		p := placed(m, &single, own, n)
		total = newPowers(m, l.packing, &p.total).times(total, 1)
		keep = window{keep.lo - n, keep.hi - n}
	}
	return total
}

// newPlacing packs the columns.
func newPlacing(m *meter, l *layout, keep window, rising bool) *placing {
	p := &placing{layout: l, m: m, keep: keep, rising: rising}
	states := int64(1)
	for i := range l.columns {
		p.strides = append(p.strides, int(states))
		states = product(states, l.n[i]+1)
		m.hold(states)
		p.cols = append(p.cols, p.packed(i))
	}
	p.states = make([]*big.Int, states)
	return p
}

// packed packs a column, with its ranks in the order in which they are looked at.
func (p *placing) packed(i int) *packedColumn {
	col := &packedColumn{ranks: p.columns[i].ranks, n: int(p.n[i])}
	if p.rising {
		col.ranks = slices.Clone(col.ranks)
		slices.Reverse(col.ranks)
	}
	count := len(col.ranks)
	p.m.hold(int64(count) * 2 * bigOp)
	col.kept, col.dropped, col.below = make([]*powers, count), make([]*powers, count), make([]*powers, count)
	sum := new(big.Int)
	for rank, r := range slices.Backward(col.ranks) {
		col.kept[rank], col.dropped[rank] = p.powers(p.m, r.kept, i), p.powers(p.m, r.dropped, i)
		col.below[rank] = newPowers(p.m, p.packing, sum)
		sum = new(big.Int).Add(sum, col.dropped[rank].times(one, 1))
		p.m.hold(int64(len(sum.Bits())))
	}
	col.all = newPowers(p.m, p.packing, sum)
	return col
}

// dropAll is the case in which no die is kept.
func (p *placing) dropAll() {
	sum := one
	for _, col := range p.cols {
		sum = col.all.times(sum, col.n)
	}
	p.total.Set(sum)
}

// atMost returns what a die adds that is dropped and was not looked at before a rank.
func (col *packedColumn) atMost(rank int) *powers {
	if rank > 0 {
		return col.below[rank-1]
	}
	return col.all
}

// mul sets z to the product, and counts it.
func (p *placing) mul(z, x, y *big.Int) *big.Int {
	p.m.spend(mulUnits(len(x.Bits()), len(y.Bits())))
	return z.Mul(x, y)
}

// addTo adds to a sum.
func (p *placing) addTo(sum, n *big.Int) {
	p.m.spend(int64(len(sum.Bits())) + bigOp)
	sum.Add(sum, n)
}
