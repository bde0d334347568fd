package odds

import (
	"math"
	"math/big"
)

// cutBits says how little is cut off where dice explode without end: less than
// one part in two to this power. A roll promises 64; the rest leaves room for
// an expression in which many parts are cut.
const cutBits = 80

// series is power for dice that explode without end: the coefficients of the
// power series up to where nearly all is known. What is cut off lies above.
func (r *ratio) series(m *meter, n int64) *dist {
	num, den, step := r.aligned()
	a, b := compact(m, num, &den)
	last := cutOff(m, a, b, r.den.sum(), n)
	d := r.known(m, a, b, den.at[1], n, last, step)
	for r.cutsMuch(d, n) { // the estimate went astray
		last *= 2
		d = r.known(m, a, b, den.at[1], n, last, step)
	}
	d.exact = r.moments(m, n)
	return d
}

// cutsMuch reports whether more is cut off from the n-th power than may be, and
// than was cut off from the function before.
func (r *ratio) cutsMuch(d *dist, n int64) bool {
	all := r.den.sum()
	most := new(big.Int).Sub(all, r.num.sum())
	most.Mul(most, big.NewInt(n))
	most.Add(most.Lsh(most, cutBits), all).Mul(most, d.whole)
	cut := new(big.Int).Lsh(d.rest, cutBits)
	return cut.Mul(cut, all).Cmp(most) > 0
}

// aligned returns the polynomials above and below the line with exponents from
// 0 up, counted in steps.
func (r *ratio) aligned() (num, den terms, step uint64) {
	step = gcd(r.num.step(), r.den.step())
	return r.num.slots(step), r.den.slots(step), step
}

// known returns the distribution of the n-th power of a/b up to the coefficient
// of x^last. Below the line, r begins with a number and a term of x^back: so
// the number's power n + k/back times the coefficient of x^k is whole.
func (r *ratio) known(m *meter, a, b terms, back, n, last int64, step uint64) *dist {
	below := b.by[0]
	width := product(n+last/back, int64(below.BitLen()))
	m.spend(product(width/64+1, width/64+1))
	sum := new(big.Int).Exp(below, big.NewInt(n+last/back), nil)
	first := new(big.Int).Exp(a.by[0], big.NewInt(n), nil)
	first.Mul(first, new(big.Int).Exp(below, big.NewInt(last/back), nil))
	weights := recurrence(m, lagsOf(m, a, b, n), first, last+1, slotWords(sum))
	t := terms{at: make([]int64, 0, last+1), by: make([]*big.Int, 0, last+1)}
	base := n * r.num.low()
	for k, weight := range weights {
		t.push(base+int64(k)*int64(step), weight)
	}
	from := base + (last+1)*int64(step)
	if r.lost {
		from = min(from, plus(r.from, base-r.num.low()))
	}
	return cut(t, sum, from, math.MaxInt64)
}

// leastT is the logarithm of the least z that is tried.
const leastT = 1e-6

// cutOff returns a k so large that less than 2^-cutBits of the n-th power of
// a/b, times sum at x = 1, should be beyond x^k. For every z above 1 where the
// series converges, V(z)^n / z^k bounds what is beyond (Chernoff); the best of
// many z is taken, of which the last may lie beyond a pole that was stepped over.
func cutOff(m *meter, a, b terms, sum *big.Int, n int64) int64 {
	above, below := newFloats(a, sum), newFloats(b, sum)
	best, before := math.Inf(1), 0.0
	negative := below.at(leastT) < 0 // multiplied by 1 - x
	for t := leastT; t < 64; t *= 1.12 {
		m.spend(int64(len(a.at)+len(b.at)) * bigOp)
		under := below.at(t)
		value := above.at(t) / under
		if under < 0 != negative || !(value > before) || value > 1e300 {
			break // beyond the first pole
		}
		best, before = min(best, (float64(n)*math.Log(value)+(cutBits+1)*math.Ln2)/t), value
	}
	if best > 1<<32 {
		panic(&Error{Code: TooMuch})
	}
	return max(1, int64(best)+1)
}

// floats is a polynomial for estimates.
type floats struct{ exponent, weight []float64 }

func newFloats(t terms, unit *big.Int) floats {
	f := floats{make([]float64, len(t.at)), make([]float64, len(t.at))}
	scale := new(big.Float).SetInt(unit)
	for i, e := range t.at {
		f.exponent[i] = float64(e)
		f.weight[i], _ = new(big.Float).Quo(new(big.Float).SetInt(t.by[i]), scale).Float64()
	}
	return f
}

// at returns the value at x = e^t.
func (f floats) at(t float64) (sum float64) {
	for i, weight := range f.weight {
		sum += weight * math.Exp(f.exponent[i]*t)
	}
	return sum
}

// moments returns those of the sum of n dice, or nil if they aren't known.
func (r *ratio) moments(m *meter, n int64) *moments {
	if r.lost {
		return nil
	}
	j := r.jet(m)
	count := new(big.Rat).SetInt64(n)
	mean := mulRat(j[1], count)
	// The variance of one die is j2 + j1 - j1^2.
	square := new(big.Rat).Add(j[2], j[1])
	square.Sub(square, mulRat(j[1], j[1]))
	square.Mul(square, count)
	square.Add(square, mulRat(mean, mean))
	return &moments{mean, square}
}
