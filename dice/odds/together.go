package odds

import (
	"math"
	"math/big"
	"slices"

	"feyre/dice"
)

// ranked returns the distribution of a pool with one stretch of keeps, or
// reports that this is not the way.
func (v variant) ranked(n int64, s shape) (*dist, bool) {
	keeps := v.mods[s.from:s.to]
	cases, rest := v.components(n, s)
	columns := v.columnsOf(cases, s)
	sum := mixture{m: v.m, partial: slices.Contains(v.barred, true), lost: rest == nil && v.endlessAt(s.adder)}
	switch {
	case rest == nil && fromOneEnd(keeps) && v.addOpen(&sum, cases, columns, keeps):
	case !sum.addAll(cases, columns, keeps):
		return nil, false
	}
	if rest != nil {
		sum.fill(rest)
	}
	return sum.dist(), true
}

// endlessAt reports whether the modifier adds dice without end.
func (c *chain) endlessAt(j int) bool {
	return j >= 0 && c.mods[j].Op != dice.ExplodeOnce
}

// columnsOf returns the columns of all deals in the cases.
func (v variant) columnsOf(cases []component, s shape) map[*deal]*column {
	columns := map[*deal]*column{}
	for _, k := range cases {
		for _, l := range k.lots {
			if columns[l.deal] == nil {
				columns[l.deal] = v.column(l.deal, s.to, -anchorOf(v.mods[s.from:s.to]))
			}
		}
	}
	return columns
}

// addAll adds cases of dice of which keeps leave some. It reports whether it
// can: whether it does not matter which of equal dice are kept, and totals are
// not too far apart.
func (x *mixture) addAll(cases []component, columns map[*deal]*column, keeps []dice.Modifier) bool {
	for _, k := range cases {
		cols, counts := make([]*column, len(k.lots)), make([]int64, len(k.lots))
		for i, l := range k.lots {
			cols[i], counts[i] = columns[l.deal], l.n
		}
		if !agree(cols) {
			return false
		}
		l := newLayout(x.m, cols, counts)
		if !l.fits() {
			return false
		}
		x.add(l, place(x.m, l, windowOf(keeps, k.size())), k.by, l.whole)
	}
	return true
}

// fromOneEnd reports whether a number of dice at one end are dropped and all
// others kept, however many there are.
func fromOneEnd(keeps []dice.Modifier) bool {
	return len(keeps) == 1 && (keeps[0].Op == dice.DropLowest || keeps[0].Op == dice.DropHighest)
}

// addOpen adds cases that differ in how many dice of their first lot there
// are, all at once, where dice at one end are dropped. It reports whether the
// cases are so.
func (v variant) addOpen(x *mixture, cases []component, columns map[*deal]*column, keeps []dice.Modifier) bool {
	last := cases[len(cases)-1]
	if len(cases) < 3 || len(last.lots) != 2 || len(cases[0].lots) != 2 || cases[1].lots[1].n != last.lots[1].n {
		return false
	}
	cols := []*column{columns[last.lots[0].deal], columns[last.lots[1].deal]}
	if !agree(cols) {
		return false
	}
	counts := []int64{last.lots[0].n, last.lots[1].n}
	l := newLayout(x.m, cols, counts)
	if !l.fits() {
		return false
	}
	p := newPlacing(x.m, l, window{keeps[0].N, math.MaxInt32}, keeps[0].Op == dice.DropLowest)
	p.open = true
	p.run()
	for _, k := range cases {
		counts := []int64{k.lots[0].n, k.lots[1].n}
		index := int(counts[0])*p.strides[0] + int(counts[1])*p.strides[1]
		if p.states[index] == nil {
			continue
		}
		whole := new(big.Int).Exp(cols[0].whole, big.NewInt(counts[0]), nil)
		whole.Mul(whole, new(big.Int).Exp(cols[1].whole, big.NewInt(counts[1]), nil))
		x.add(l, l.read(x.m, p.states[index], counts), k.by, whole)
	}
	return true
}

// distinct returns the distribution of n dice that all show different faces,
// every choice of n faces with the same chance, some of which are then kept.
func (v variant) distinct(n int64, s shape) (*dist, bool) {
	if n > int64(len(v.faces)) {
		return failing(FewFaces), true
	}
	col := v.column(v.deal(sumKey{first: true}, 0), s.to, 0)
	keep := windowOf(v.mods[s.from:s.to], n)
	l := newLayout(v.m, []*column{col}, []int64{n})
	if !l.fits() {
		return nil, false
	}
	p := newPlacing(v.m, l, keep, false)
	single := p.cols[0]
	p.states[0] = one
	for rank := range col.ranks {
		for placed := min(int64(rank), n-1); placed >= 0; placed-- {
			if p.states[placed] == nil {
				continue
			}
			weight := single.dropped[rank]
			if keep.lo <= placed && placed < keep.hi {
				weight = single.kept[rank]
			}
			p.put(int(placed)+1, weight.times(p.states[placed], 1))
		}
	}
	sum := mixture{m: v.m, partial: slices.Contains(v.barred, true)}
	sum.add(l, l.read(v.m, p.states[n], l.n), one, v.m.choose(int64(len(v.faces)), n))
	return sum.dist(), true
}
