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
	m       *meter
	pack    packing
	cols    []*packedColumn
	keep    window
	rising  bool // ranks are looked at from the lowest
	strides []int
	states  []*big.Int
	total   big.Int
	buffer  big.Int
}

// A packedColumn is a column with n dice in a packing.
type packedColumn struct {
	*column
	n             int
	kept, dropped []*powers // by rank
	below         []*powers // what a dropped die adds that is looked at later
	all           *powers   // what any dropped die adds
}

// powers are those of a packed polynomial, made when asked for.
type powers struct {
	m     *meter
	known []*big.Int
}

func newPowers(m *meter, n *big.Int) *powers { return &powers{m, []*big.Int{one, n}} }

// to returns the k-th power.
func (p *powers) to(k int) *big.Int {
	for len(p.known) <= k {
		a, b := p.known[len(p.known)-1], p.known[1]
		p.m.spend(mulUnits(len(a.Bits()), len(b.Bits())))
		next := new(big.Int).Mul(a, b)
		p.m.hold(int64(len(next.Bits())))
		p.known = append(p.known, next)
	}
	return p.known[k]
}

// place returns what the dice of the columns add, n of each, of which keep is
// kept. The result is over the product of what is whole for each die.
func place(m *meter, columns []*column, n []int64, keep window) terms {
	size := int64(0)
	for _, k := range n {
		size += k
	}
	p, base := newPlacing(m, columns, n, keep)
	if keep.lo > 0 && keep.hi == size {
		p.rising, p.keep = true, window{0, size - keep.lo}
	}
	for _, col := range p.cols {
		col.packed(m, p.pack, p.rising)
	}
	switch {
	case p.keep.hi == p.keep.lo:
		p.dropAll()
	case len(p.cols) == 1 && p.keep.lo == 0 && p.cols[0].plainDrops():
		p.highest(p.cols[0])
	default:
		p.run()
	}
	return p.pack.unpack(m, &p.total, base)
}

// newPlacing packs the columns that have dice. base is the exponent of slot 0 of the result.
func newPlacing(m *meter, columns []*column, n []int64, keep window) (p *placing, base int64) {
	p = &placing{m: m, keep: keep}
	var step uint64
	most, states := big.NewInt(1), int64(1)
	for i, col := range columns {
		if n[i] == 0 {
			continue
		}
		checkRange(col.base, n[i])
		base += n[i] * col.base
		for _, r := range col.ranks {
			for _, t := range [2]terms{r.kept, r.dropped} {
				if len(t.at) > 0 {
					step = gcd(gcd(step, t.step()), distance(col.base, t.low()))
				}
			}
		}
		m.spend(product(n[i], int64(len(col.whole.Bits())), n[i], int64(len(col.whole.Bits()))))
		most.Mul(most, new(big.Int).Exp(col.whole, big.NewInt(n[i]), nil))
		p.cols = append(p.cols, &packedColumn{column: col, n: int(n[i])})
		p.strides = append(p.strides, int(states))
		states = product(states, n[i]+1)
		m.hold(states)
	}
	p.pack = packing{step: max(step, 1), words: slotWords(most)}
	p.states = make([]*big.Int, states)
	return p, base
}

// packed packs the ranks of the column, in the order in which they are looked at.
func (col *packedColumn) packed(m *meter, pack packing, rising bool) {
	if rising {
		turned := *col.column
		turned.ranks = slices.Clone(col.ranks)
		slices.Reverse(turned.ranks)
		col.column = &turned
	}
	count := len(col.ranks)
	col.kept, col.dropped, col.below = make([]*powers, count), make([]*powers, count), make([]*powers, count)
	sum := new(big.Int)
	for i, r := range slices.Backward(col.ranks) {
		col.kept[i] = newPowers(m, pack.pack(m, r.kept, col.base))
		col.dropped[i] = newPowers(m, pack.pack(m, r.dropped, col.base))
		col.below[i] = newPowers(m, sum)
		sum = new(big.Int).Add(sum, col.dropped[i].to(1))
		m.hold(int64(len(sum.Bits())))
	}
	col.all = newPowers(m, sum)
}

// dropAll is the case in which no die is kept.
func (p *placing) dropAll() {
	p.total.SetInt64(1)
	for _, col := range p.cols {
		p.mul(&p.buffer, &p.total, col.all.to(col.n))
		p.total.Set(&p.buffer)
	}
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

// addTo adds a product to a sum.
func (p *placing) addTo(sum, x, y *big.Int) {
	p.mul(&p.buffer, x, y)
	p.m.spend(int64(len(sum.Bits())))
	sum.Add(sum, &p.buffer)
}
