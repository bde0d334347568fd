package odds

import (
	"math/big"
	"math/bits"
)

// A ratio is the generating function of what one die adds to a total: a
// quotient of two polynomials that is 1 at x = 1. It is a number below the
// line, the number of equal chances, unless dice explode without end: then it
// is a geometric series in x, whose terms all have exponents from 0 up, and
// the quotient is its closed form. If lost is true something was cut off, which
// lies at from and above, and the value at x = 1 is a little under 1.
type ratio struct {
	num, den terms
	lost     bool
	from     int64
}

// finite reports whether the function is a polynomial.
func (r *ratio) finite() bool { return len(r.den.at) == 1 }

// mul returns the product.
func (r *ratio) mul(m *meter, s *ratio) *ratio {
	product := &ratio{num: r.num.mulSigned(m, s.num), den: r.den.mulSigned(m, s.den)}
	for _, f := range [2]struct{ lost, other *ratio }{{r, s}, {s, r}} {
		if f.lost.lost && len(f.other.num.at) > 0 {
			product.lose(plus(f.lost.from, f.other.num.low()))
		}
	}
	return product
}

// lose notes that totals from here on are cut off.
func (r *ratio) lose(from int64) {
	if !r.lost || from < r.from {
		r.lost, r.from = true, from
	}
}

// mulSigned is mul for any weights.
func (t terms) mulSigned(m *meter, u terms) terms {
	for _, w := range [2]terms{t, u} {
		for _, weight := range w.by {
			if weight.Sign() < 0 {
				return t.mulPairs(m, u)
			}
		}
	}
	return t.mul(m, u)
}

// add returns the sum.
func (r *ratio) add(m *meter, s *ratio) *ratio {
	sum := &ratio{lost: r.lost, from: r.from}
	if s.lost {
		sum.lose(s.from)
	}
	if r.den.equal(s.den) {
		sum.num, sum.den = r.num.add(m, s.num), r.den
		return sum
	}
	sum.num = r.num.mulSigned(m, s.den).add(m, s.num.mulSigned(m, r.den))
	sum.den = r.den.mulSigned(m, s.den)
	return sum
}

// scale returns the function times by/over.
func (r *ratio) scale(m *meter, by, over *big.Int) *ratio {
	return &ratio{num: r.num.scale(m, by), den: r.den.scale(m, over), lost: r.lost, from: r.from}
}

// A jet is a function near x = 1: its value and its first two derivatives
// there. Of a generating function they give the mean and the variance.
type jet [3]*big.Rat

// jetOf returns the jet of a polynomial.
func jetOf(m *meter, t terms) jet {
	m.spend(int64(len(t.at)) * int64(4*bigOp+3*t.words()))
	j := jet{new(big.Rat), new(big.Rat), new(big.Rat)}
	var sums [3]big.Int
	var weight, factor big.Int
	for i, e := range t.at {
		weight.Set(t.by[i])
		sums[0].Add(&sums[0], &weight)
		weight.Mul(&weight, factor.SetInt64(e))
		sums[1].Add(&sums[1], &weight)
		weight.Mul(&weight, factor.Sub(&factor, one))
		sums[2].Add(&sums[2], &weight)
	}
	for i := range j {
		j[i].SetInt(&sums[i])
	}
	return j
}

// jet returns the jet of the function.
func (r *ratio) jet(m *meter) jet { return jetOf(m, r.num).over(m, jetOf(m, r.den)) }

// mul returns the jet of the product: the rule of Leibniz.
func (j jet) mul(m *meter, k jet) jet {
	m.spend(12 * rational(j, k))
	var cross big.Rat
	product := jet{mulRat(j[0], k[0]), mulRat(j[0], k[1]), mulRat(j[0], k[2])}
	product[1].Add(product[1], mulRat(j[1], k[0]))
	cross.Mul(j[1], k[1])
	product[2].Add(product[2], cross.Add(&cross, &cross))
	product[2].Add(product[2], mulRat(j[2], k[0]))
	return product
}

// over returns the jet of the quotient.
func (j jet) over(m *meter, k jet) jet {
	m.spend(12 * rational(j, k))
	quotient := jet{new(big.Rat).Quo(j[0], k[0]), new(big.Rat), new(big.Rat)}
	rest := new(big.Rat).Sub(j[1], mulRat(quotient[0], k[1]))
	quotient[1].Quo(rest, k[0])
	rest.Sub(j[2], mulRat(quotient[0], k[2]))
	twice := mulRat(quotient[1], k[1])
	rest.Sub(rest, twice.Add(twice, twice))
	quotient[2].Quo(rest, k[0])
	return quotient
}

// rational is the work of one operation on fractions that jets hold.
func rational(j, k jet) int64 {
	words := 1
	for i := range j {
		words = max(words, len(j[i].Denom().Bits()), len(k[i].Denom().Bits()), len(j[i].Num().Bits()), len(k[i].Num().Bits()))
	}
	return 4*bigOp + 2*gcdUnits(words, words)
}

func mulRat(a, b *big.Rat) *big.Rat { return new(big.Rat).Mul(a, b) }

// power returns the jet of the n-th power f^n: its derivatives are n f^(n-1) f'
// and n (n-1) f^(n-2) f'^2 + n f^(n-1) f".
func (j jet) power(m *meter, n int64) jet {
	switch n {
	case 0:
		return jet{big.NewRat(1, 1), new(big.Rat), new(big.Rat)}
	case 1:
		return j
	}
	less := powerRat(m, j[0], n-2)
	once := mulRat(less, j[0])
	times, pairs := new(big.Rat).SetInt64(n), new(big.Rat).SetInt64(n*(n-1))
	second := mulRat(mulRat(pairs, less), mulRat(j[1], j[1]))
	return jet{mulRat(once, j[0]), mulRat(times, mulRat(once, j[1])), second.Add(second, mulRat(times, mulRat(once, j[2])))}
}

// powerRat returns r^n.
func powerRat(m *meter, r *big.Rat, n int64) *big.Rat {
	width := product(n, int64(max(r.Num().BitLen(), r.Denom().BitLen())))/bits.UintSize + 1
	m.spend(gcdUnits(int(width), int(width)))
	exponent := big.NewInt(n)
	return new(big.Rat).SetFrac(new(big.Int).Exp(r.Num(), exponent, nil), new(big.Int).Exp(r.Denom(), exponent, nil))
}

// plus returns the jet of the sum, or of the difference; the zero jet is that of 0.
func (j jet) plus(k jet, minus bool) jet {
	sum := jet{}
	for i := range sum {
		sum[i] = new(big.Rat).Set(k[i])
		if minus {
			sum[i].Neg(sum[i])
		}
		if j[i] != nil {
			sum[i].Add(sum[i], j[i])
		}
	}
	return sum
}

// moments returns those of a total with this generating function.
func (j jet) moments() *moments {
	return &moments{mean: j[1], square: new(big.Rat).Add(j[1], j[2])}
}
