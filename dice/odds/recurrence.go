package odds

import (
	"math"
	"math/big"
)

// A lag is one term of a recurrence: f(k) s(0) k is the sum over all lags of
// (t - s (k - back)) f(k - back).
type lag struct {
	back int64
	s, t *big.Int

	short          bool // s and t fit below
	shortS, shortT int64
}

// lagsOf returns the recurrence of the coefficients of F = (a/b)^n, the first
// lag with back = 0. Both polynomials begin at x^0. From
//
//	x F' a b = n (x a' b - a x b') F
//
// the coefficients of x^k on both sides are compared. With b = 1 it is the
// recurrence of J. C. P. Miller.
func lagsOf(m *meter, a, b terms, n int64) []lag {
	s := a.mulPairs(m, b)
	t := a.derive().mulPairs(m, b).sub(m, a.mulPairs(m, b.derive())).scale(m, big.NewInt(n))
	var lags []lag
	for i, j := 0, 0; i < len(s.at) || j < len(t.at); {
		l := lag{s: zero, t: zero}
		switch {
		case j == len(t.at) || i < len(s.at) && s.at[i] < t.at[j]:
			l.back = s.at[i]
		default:
			l.back = t.at[j]
		}
		if i < len(s.at) && s.at[i] == l.back {
			l.s, i = s.by[i], i+1
		}
		if j < len(t.at) && t.at[j] == l.back {
			l.t, j = t.by[j], j+1
		}
		lags = append(lags, l.shorten())
	}
	return lags
}

// derive returns x t', the derivative times x.
func (t terms) derive() terms {
	var d terms
	for i, e := range t.at {
		d.push(e, new(big.Int).Mul(t.by[i], big.NewInt(e)))
	}
	return d
}

// shorten notes factors that are short, which most are.
func (l lag) shorten() lag {
	l.short = l.s.BitLen() <= 30 && l.t.BitLen() <= 60
	if l.short {
		l.shortS, l.shortT = l.s.Int64(), l.t.Int64()
	}
	return l
}

// units is the work of one term of a sum of numbers of so many words.
func (l *lag) units(words int) int64 {
	if l.short {
		return int64(3*(bigOp+words)/2 + 10)
	}
	factor := max(len(l.s.Bits()), len(l.t.Bits())) + 1
	return 2*bigOp + int64(2*factor) + mulUnits(words, factor)
}

// factor sets z to t - s (k - back).
func (l *lag) factor(z *big.Int, k int64) *big.Int {
	if l.short && k <= math.MaxInt32 {
		return z.SetInt64(l.shortT - l.shortS*(k-l.back))
	}
	z.Mul(l.s, z.SetInt64(k-l.back))
	return z.Sub(l.t, z)
}

// recurrence returns the first count coefficients, of which first is the one
// of x^0. None may take more than so many words.
func recurrence(m *meter, lags []lag, first *big.Int, count int64, words int) []*big.Int {
	m.hold(product(count, int64(words+6)))
	perCoefficient := int64(2*bigOp + 3*words)
	for i := range lags {
		perCoefficient += lags[i].units(words)
	}
	m.spend(product(count, perCoefficient))
	numbers, room := make([]big.Int, count), make([]big.Word, count*int64(words+1))
	f := make([]*big.Int, count)
	for k := range f {
		at := k * (words + 1)
		f[k] = numbers[k].SetBits(room[at : at : at+words+1])
	}
	f[0].Set(first)
	var sum, product, factor big.Int
	for k := int64(1); k < count; k++ {
		sum.SetInt64(0)
		for i := range lags[1:] {
			l := &lags[1+i]
			if l.back > k {
				break
			}
			if earlier := f[k-l.back]; earlier.Sign() != 0 {
				sum.Add(&sum, product.Mul(earlier, l.factor(&factor, k)))
			}
		}
		f[k].Quo(&sum, product.Mul(lags[0].s, factor.SetInt64(k)))
	}
	return f
}
