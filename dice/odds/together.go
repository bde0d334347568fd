package odds

import (
	"math"
	"math/big"

	"feyre/dice"
)

// ranked returns the distribution of a pool with one stretch of keeps, or
// reports that it depends on which of equal dice are kept.
func (v variant) ranked(n int64, s shape) (*dist, bool) {
	cases, rest := v.components(n, s)
	columns := map[*deal]*column{}
	for _, k := range cases {
		for _, l := range k.lots {
			if columns[l.deal] == nil {
				columns[l.deal] = v.column(l.deal, s.to, -anchorOf(v.mods[s.from:s.to]))
			}
		}
	}
	sum := mixture{m: v.m}
	if !sum.addAll(cases, columns, v.mods[s.from:s.to]) {
		return nil, false
	}
	if rest != nil {
		sum.fill(rest)
	}
	return sum.dist(), true
}

// A mixture adds up cases over different wholes.
type mixture struct {
	m     *meter
	terms terms
	whole *big.Int
	lost  bool
}

// addAll adds cases of dice of which keeps leave some. It reports whether it
// does not matter which of equal dice are kept.
func (x *mixture) addAll(cases []component, columns map[*deal]*column, keeps []dice.Modifier) bool {
	for _, k := range cases {
		cols, counts := make([]*column, len(k.lots)), make([]int64, len(k.lots))
		for i, l := range k.lots {
			cols[i], counts[i] = columns[l.deal], l.n
		}
		if !agree(cols) {
			return false
		}
		x.add(place(x.m, cols, counts, windowOf(keeps, k.size())), k.by, cols, counts)
	}
	return true
}

// add adds a case with a weight.
func (x *mixture) add(t terms, by *big.Int, columns []*column, n []int64) {
	whole := big.NewInt(1)
	for i, col := range columns {
		whole.Mul(whole, new(big.Int).Exp(col.whole, big.NewInt(n[i]), nil))
		x.lost = x.lost || col.lost && n[i] > 0
	}
	x.put(t.scale(x.m, by), whole)
}

// put adds terms over whole.
func (x *mixture) put(t terms, whole *big.Int) {
	if x.whole == nil {
		x.terms, x.whole = t, whole
		return
	}
	common := lcm(x.m, x.whole, whole)
	old, share := new(big.Int).Quo(common, x.whole), new(big.Int).Quo(common, whole)
	x.terms, x.whole = x.terms.scale(x.m, old).add(x.m, t.scale(x.m, share)), common
}

// fill adds what all cases come to that were not added.
func (x *mixture) fill(r *ratio) {
	rest := x.terms.sum()
	rest.Sub(x.whole, rest)
	if rest.Sign() > 0 {
		x.put(r.num.scale(x.m, rest), new(big.Int).Mul(r.den.by[0], x.whole))
	}
}

// dist returns the distribution.
func (x *mixture) dist() *dist { return cut(x.terms, x.whole, math.MinInt64, math.MaxInt64) }

// distinct returns the distribution of n dice that all show different faces,
// every choice of n faces with the same chance, some of which are then kept.
func (v variant) distinct(n int64, s shape) *dist {
	if n > int64(len(v.faces)) {
		return failing(FewFaces)
	}
	d := v.deal(sumKey{first: true}, 0)
	col := v.column(d, s.to, 0)
	keep := windowOf(v.mods[s.from:s.to], n)
	p, base := newPlacing(v.m, []*column{col}, []int64{n}, keep)
	single := p.cols[0]
	single.packed(v.m, p.pack, false)
	p.states[0] = one
	for rank := range col.ranks {
		for placed := min(int64(rank), n-1); placed >= 0; placed-- {
			if p.states[placed] == nil {
				continue
			}
			weight := single.dropped[rank].to(1)
			if keep.lo <= placed && placed < keep.hi {
				weight = single.kept[rank].to(1)
			}
			p.put(int(placed)+1, p.mul(new(big.Int), p.states[placed], weight))
		}
	}
	t := p.pack.unpack(v.m, p.states[n], base)
	whole := choose(int64(len(v.faces)), n)
	// One die has a face with 1 over the sides of a column's whole.
	scale := new(big.Int).Quo(col.whole, d.whole)
	whole.Mul(whole, scale.Exp(scale, big.NewInt(n), nil))
	return cut(t, whole, math.MinInt64, math.MaxInt64)
}
