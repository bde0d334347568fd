package odds

import (
	"math"
	"math/big"
)

// A dist is the distribution of one part of an expression: the chance of a
// total is its weight over whole. Parts of a tree roll dice of their own, so
// any two dists are independent.
type dist struct {
	terms          // all weights are positive
	whole *big.Int // all weights, rest and fail add up to it
	rest  *big.Int // weight of the totals that were cut off
	from  int64    // those totals lie from here
	to    int64    // up to here
	fail  *big.Int // weight of the rolls that fail
	cause Cause    // of the first failure
	exact *moments // known although totals were cut off; else nil
}

// moments are the means of a total and of its square.
type moments struct{ mean, square *big.Rat }

var zero = new(big.Int)

// certain is the distribution of a number.
func certain(n int64) *dist { return whole(monomial(n, one), one) }

// whole is a distribution with nothing cut off, over the sum of its weights.
func whole(t terms, sum *big.Int) *dist {
	return &dist{terms: t, whole: sum, rest: zero, fail: zero}
}

// failing is the distribution of a part that always fails.
func failing(cause Cause) *dist {
	return &dist{whole: one, rest: zero, fail: one, cause: cause}
}

// cut is a distribution over sum of which t is known; the rest of it lies
// between from and to.
func cut(t terms, sum *big.Int, from, to int64) *dist {
	rest := t.sum()
	rest.Sub(sum, rest)
	d := &dist{terms: t, whole: sum, rest: rest, fail: zero, from: from, to: to}
	if rest.Sign() == 0 {
		d.rest = zero
	}
	return d
}

// number returns the only total that there is.
func (d *dist) number() (n int64, only bool) {
	if len(d.at) != 1 || d.by[0].Cmp(d.whole) != 0 {
		return 0, false
	}
	return d.at[0], true
}

// span returns the lowest and highest total, also of those cut off. There must be one.
func (d *dist) span() (low, high int64) {
	low, high = math.MaxInt64, math.MinInt64
	if len(d.at) > 0 {
		low, high = d.low(), d.high()
	}
	if d.rest.Sign() != 0 {
		low, high = min(low, d.from), max(high, d.to)
	}
	return low, high
}

// moments returns the exact means of the total and of its square, or nil where
// they aren't known.
func (d *dist) moments(m *meter) *moments {
	switch {
	case d.exact != nil || d.fail.Sign() != 0:
		return d.exact
	case d.rest.Sign() != 0:
		return nil
	}
	m.spend(int64(len(d.at)) * int64(2*bigOp+2*d.words()))
	var sums [2]big.Int
	var weight, total big.Int
	for i, at := range d.at {
		total.SetInt64(at)
		for j := range sums {
			if j == 0 {
				weight.Mul(d.by[i], &total)
			} else {
				weight.Mul(&weight, &total)
			}
			sums[j].Add(&sums[j], &weight)
		}
	}
	d.exact = &moments{new(big.Rat).SetFrac(&sums[0], d.whole), new(big.Rat).SetFrac(&sums[1], d.whole)}
	return d.exact
}

// reduce divides everything by what all weights have in common.
func (d *dist) reduce(m *meter) *dist {
	words := d.words()
	m.spend(int64(len(d.by)+3) * int64(2*bigOp+words))
	var common big.Int
	common.GCD(nil, nil, d.rest, d.fail)
	for _, w := range d.by {
		if common.Cmp(one) == 0 {
			return d
		}
		m.spend(gcdUnits(len(common.Bits()), len(w.Bits())))
		common.GCD(nil, nil, &common, w)
	}
	m.spend(int64(len(d.by)+3) * int64(2*bigOp+words*len(common.Bits())))
	reduced := *d
	reduced.by = make([]*big.Int, len(d.by))
	for i, w := range d.by {
		reduced.by[i] = new(big.Int).Quo(w, &common)
	}
	reduced.whole = new(big.Int).Quo(d.whole, &common)
	reduced.rest = new(big.Int).Quo(d.rest, &common)
	reduced.fail = new(big.Int).Quo(d.fail, &common)
	return &reduced
}

// zeroWeight is the weight of the total 0.
func (d *dist) zeroWeight() *big.Int {
	for i, at := range d.at {
		if at == 0 {
			return d.by[i]
		}
	}
	return zero
}
