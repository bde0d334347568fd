package odds

import (
	"math/big"

	"feyre/dice"
)

// compare returns the distribution of a comparison: 1 where it holds, else 0.
func (d *dist) compare(m *meter, e *dist, cmp dice.Cmp) *dist {
	m.spend(int64(len(d.at)+len(e.at)) * int64(4*bigOp+d.words()+e.words()+d.words()*e.words()))
	t := trial{cmp: cmp}
	total := e.terms.sum()
	var below, equal, above big.Int
	j := 0
	for i, x := range d.at {
		for ; j < len(e.at) && e.at[j] < x; j++ {
			below.Add(&below, e.by[j])
		}
		equal.SetInt64(0)
		if j < len(e.at) && e.at[j] == x {
			equal.Set(e.by[j])
		}
		above.Sub(above.Sub(total, &below), &equal)
		t.count(d.by[i], &below, cmp.Holds(1, 0))
		t.count(d.by[i], &equal, cmp.Holds(0, 0))
		t.count(d.by[i], &above, cmp.Holds(0, 1))
	}
	t.compareCut(d, e)
	var outcomes terms
	outcomes.push(0, &t.misses)
	outcomes.push(1, &t.holds)
	b := d.both(e, outcomes)
	if b.rest.Sign() != 0 {
		b.from, b.to = 0, 1
	}
	return b.reduce(m)
}

// A trial adds up the weights with which a comparison holds and misses.
type trial struct {
	cmp           dice.Cmp
	holds, misses big.Int
	weight        big.Int
}

// count adds the weight of two independent things together.
func (t *trial) count(a, b *big.Int, holds bool) {
	t.weight.Mul(a, b)
	if holds {
		t.holds.Add(&t.holds, &t.weight)
	} else {
		t.misses.Add(&t.misses, &t.weight)
	}
}

// compareCut adds the comparisons with totals that were cut off, where it is
// known how those end.
func (t *trial) compareCut(d, e *dist) {
	if e.rest.Sign() != 0 {
		for i, x := range d.at {
			t.between(d.by[i], e.rest, x, x, e.from, e.to)
		}
	}
	if d.rest.Sign() == 0 {
		return
	}
	for j, y := range e.at {
		t.between(d.rest, e.by[j], d.from, d.to, y, y)
	}
	if e.rest.Sign() != 0 {
		t.between(d.rest, e.rest, d.from, d.to, e.from, e.to)
	}
}

// between counts the comparison of totals from xLow to xHigh with those from
// yLow to yHigh, if all of them end alike.
func (t *trial) between(x, y *big.Int, xLow, xHigh, yLow, yHigh int64) {
	switch {
	case xLow > yHigh:
		t.count(x, y, t.cmp.Holds(1, 0))
	case xHigh < yLow:
		t.count(x, y, t.cmp.Holds(0, 1))
	case xLow == yHigh && t.cmp.Holds(0, 0) == t.cmp.Holds(1, 0):
		t.count(x, y, t.cmp.Holds(0, 0))
	case xHigh == yLow && t.cmp.Holds(0, 0) == t.cmp.Holds(0, 1):
		t.count(x, y, t.cmp.Holds(0, 0))
	}
}
