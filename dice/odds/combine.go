package odds

import (
	"math"
	"math/big"
)

// plus returns the distribution of the sum of independent totals.
func (d *dist) plus(m *meter, e *dist) *dist {
	if n, only := e.number(); only {
		return d.moved(m, n)
	}
	if n, only := d.number(); only {
		return e.moved(m, n)
	}
	dLow, dHigh := d.span()
	eLow, eHigh := e.span()
	bounded := plus(dLow, eLow) != math.MinInt64 && plus(dHigh, eHigh) != math.MaxInt64
	if !bounded && outOfRange(d.terms, e.terms) {
		return d.apply(m, e, addExact)
	}
	sum := d.both(e, d.terms.mul(m, e.terms))
	if sum.rest.Sign() == 0 {
		if d.exact != nil && e.exact != nil {
			sum.exact = d.sumMoments(m, e)
		}
		return sum
	}
	sum.from, sum.to = math.MaxInt64, math.MinInt64
	for _, f := range [2]struct{ cut, other *dist }{{d, e}, {e, d}} {
		if f.cut.rest.Sign() != 0 {
			low, high := f.other.span()
			sum.from, sum.to = min(sum.from, plus(low, f.cut.from)), max(sum.to, plus(high, f.cut.to))
		}
	}
	sum.exact = d.sumMoments(m, e)
	return sum
}

// outOfRange reports whether a sum of totals may leave the range of 64 bits.
func outOfRange(t, u terms) bool {
	if len(t.at) == 0 || len(u.at) == 0 {
		return false
	}
	_, low := addExact(t.low(), u.low())
	_, high := addExact(t.high(), u.high())
	return low != "" || high != ""
}

// moved adds a number.
func (d *dist) moved(m *meter, n int64) *dist {
	if n == 0 {
		return d
	}
	if outOfRange(d.terms, monomial(n, one)) {
		return d.apply(m, certain(n), addExact)
	}
	moved := *d
	moved.terms = d.terms.shift(n)
	moved.from, moved.to = plus(d.from, n), plus(d.to, n)
	moved.exact = nil
	if d.exact != nil {
		moved.exact = d.sumMoments(m, certain(n))
	}
	return &moved
}

// both returns a distribution over what happens when d and then e are rolled,
// of which t is known.
func (d *dist) both(e *dist, t terms) *dist {
	if d.plain() && e.plain() {
		return whole(t, new(big.Int).Mul(d.whole, e.whole))
	}
	b := &dist{terms: t, whole: new(big.Int).Mul(d.whole, e.whole), rest: new(big.Int), fail: new(big.Int), cause: d.cause}
	if d.cause == "" {
		b.cause = e.cause
	}
	// Where d fails e is not rolled; e may fail where the total of d is cut off.
	b.fail.Sub(d.whole, d.fail)
	b.fail.Mul(b.fail, e.fail)
	b.fail.Add(b.fail, new(big.Int).Mul(d.fail, e.whole))
	b.settle()
	return b
}

// plain reports whether nothing is cut off and nothing fails.
func (d *dist) plain() bool { return d.rest.Sign() == 0 && d.fail.Sign() == 0 }

// settle sets the rest to what is not known and does not fail.
func (d *dist) settle() {
	d.rest = d.terms.sum()
	d.rest.Sub(d.whole, d.rest.Add(d.rest, d.fail))
	d.from, d.to = math.MinInt64, math.MaxInt64
}

// sumMoments returns those of the sum, if those of both are known.
func (d *dist) sumMoments(m *meter, e *dist) *moments {
	a, b := d.moments(m), e.moments(m)
	if a == nil || b == nil {
		return nil
	}
	cross := mulRat(a.mean, b.mean)
	square := new(big.Rat).Add(a.square, b.square)
	return &moments{new(big.Rat).Add(a.mean, b.mean), square.Add(square, cross.Add(cross, cross))}
}

// An operation combines two totals, or says why that fails.
type operation func(x, y int64) (int64, Cause)

// apply returns the distribution of an operation on independent totals, pair
// by pair.
func (d *dist) apply(m *meter, e *dist, op operation) *dist {
	m.spend(product(int64(len(d.at)+1), int64(len(e.at)+1), int64(6*bigOp+d.words()*e.words())))
	m.hold(int64(len(d.at) + len(e.at)))
	sum, fail, cause := make(tally), new(big.Int), Cause("")
	var weight big.Int
	for i, x := range d.at {
		for j, y := range e.at {
			z, failed := op(x, y)
			weight.Mul(d.by[i], e.by[j])
			if failed != "" {
				fail.Add(fail, &weight)
				cause = failed
				continue
			}
			if sum[z] == nil {
				m.hold(int64(len(weight.Bits()) + bigOp))
			}
			sum.add(z, &weight, false)
		}
	}
	b := d.both(e, sum.terms())
	if fail.Sign() != 0 {
		b.fail = fail.Add(fail, b.fail)
		if b.cause == "" {
			b.cause = cause
		}
		b.settle()
	}
	return b
}

// each returns the distribution of a function of the total.
func (d *dist) each(m *meter, f func(int64) (int64, Cause)) *dist {
	return d.apply(m, certain(0), func(x, _ int64) (int64, Cause) { return f(x) })
}

// mixed returns the distribution of what is rolled after d, which depends on
// the total of d.
func (d *dist) mixed(m *meter, next func(int64) *dist) *dist {
	branches, common := make([]*dist, len(d.at)), one
	for i, x := range d.at {
		branches[i] = next(x)
		common = lcm(m, common, branches[i].whole)
	}
	mix := &dist{whole: new(big.Int).Mul(d.whole, common), fail: new(big.Int).Mul(d.fail, common), cause: d.cause}
	sum := make(tally)
	var share, weight big.Int
	for i, b := range branches {
		share.Mul(share.Quo(common, b.whole), d.by[i])
		m.spend(int64(len(b.at)+2) * int64(2*bigOp+b.words()*len(share.Bits())))
		m.hold(int64(len(b.at)) * int64(len(common.Bits())+2))
		for j, at := range b.at {
			sum.add(at, weight.Mul(b.by[j], &share), false)
		}
		mix.fail.Add(mix.fail, weight.Mul(b.fail, &share))
		if mix.cause == "" {
			mix.cause = b.cause
		}
	}
	mix.terms = sum.terms()
	mix.settle()
	mix.bound(d, branches)
	mix.exact = d.mixedMoments(m, branches)
	return mix.reduce(m)
}

// bound narrows where the rest lies, if it comes from the branches only.
func (d *dist) bound(from *dist, branches []*dist) {
	if d.rest.Sign() == 0 || from.rest.Sign() != 0 {
		return
	}
	d.from, d.to = math.MaxInt64, math.MinInt64
	for _, b := range branches {
		if b.rest.Sign() != 0 {
			d.from, d.to = min(d.from, b.from), max(d.to, b.to)
		}
	}
}

// mixedMoments returns those of a mixture, if those of all branches are known.
func (d *dist) mixedMoments(m *meter, branches []*dist) *moments {
	if !d.plain() {
		return nil
	}
	cut := false
	for _, b := range branches {
		cut = cut || b.rest.Sign() != 0
	}
	if !cut {
		return nil // they follow from the outcomes
	}
	sum := &moments{new(big.Rat), new(big.Rat)}
	for i, b := range branches {
		known := b.moments(m)
		if known == nil {
			return nil
		}
		share := new(big.Rat).SetFrac(d.by[i], d.whole)
		sum.mean.Add(sum.mean, mulRat(share, known.mean))
		sum.square.Add(sum.square, mulRat(share, known.square))
	}
	return sum
}

// lcm returns the least common multiple.
func lcm(m *meter, a, b *big.Int) *big.Int {
	if a.Cmp(b) == 0 || b.Cmp(one) == 0 {
		return a
	}
	m.spend(gcdUnits(len(a.Bits()), len(b.Bits())) + mulUnits(len(a.Bits()), len(b.Bits())))
	common := new(big.Int).GCD(nil, nil, a, b)
	return common.Mul(a, common.Quo(b, common))
}
