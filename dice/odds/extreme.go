package odds

import (
	"math"
	"math/big"
)

// max returns the distribution of the higher of two independent totals.
func (d *dist) max(m *meter, e *dist) *dist {
	m.spend(int64(len(d.at)+len(e.at)) * int64(6*bigOp+d.words()*e.words()))
	m.hold(int64(len(d.at)+len(e.at)) * int64(d.words()+e.words()))
	// That neither is above a total is one product; the chance of the total
	// itself is what it has more than the total before.
	var t terms
	var below, belowD, belowE big.Int
	for i, j := 0, 0; i < len(d.at) || j < len(e.at); {
		at := int64(math.MaxInt64)
		if i < len(d.at) {
			at = d.at[i]
		}
		if j < len(e.at) {
			at = min(at, e.at[j])
		}
		if i < len(d.at) && d.at[i] == at {
			belowD.Add(&belowD, d.by[i])
			i++
		}
		if j < len(e.at) && e.at[j] == at {
			belowE.Add(&belowE, e.by[j])
			j++
		}
		up := new(big.Int).Mul(&belowD, &belowE)
		t.push(at, new(big.Int).Sub(up, &below))
		below.Set(up)
	}
	if d.rest.Sign() == 0 && e.rest.Sign() == 0 {
		return d.both(e, t)
	}
	higher := d.both(e, t.add(m, d.above(e)).add(m, e.above(d)))
	dLow, dHigh := d.span()
	eLow, eHigh := e.span()
	higher.from, higher.to = max(dLow, eLow), max(dHigh, eHigh)
	return higher
}

// above returns the totals of d that what is cut off from e never exceeds.
func (d *dist) above(e *dist) (t terms) {
	if e.rest.Sign() == 0 {
		return t
	}
	for i, x := range d.at {
		if x >= e.to {
			t.push(x, new(big.Int).Mul(d.by[i], e.rest))
		}
	}
	return t
}

// min returns the distribution of the lower of two independent totals.
func (d *dist) min(m *meter, e *dist) *dist {
	for _, x := range [2]*dist{d, e} {
		if len(x.at) > 0 && x.low() == math.MinInt64 {
			return d.apply(m, e, func(x, y int64) (int64, Cause) { return min(x, y), "" })
		}
	}
	return d.minus(m).max(m, e.minus(m)).minus(m)
}
