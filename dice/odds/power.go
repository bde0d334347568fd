package odds

import (
	"math"
	"math/big"
	"math/bits"
)

// power returns the distribution of the sum of n independent dice.
func (r *ratio) power(m *meter, n int64) *dist {
	if n == 0 {
		return certain(0)
	}
	if len(r.num.at) == 0 {
		return &dist{whole: one, rest: one, fail: zero, from: math.MinInt64, to: math.MaxInt64}
	}
	checkRange(r.num.low(), n)
	checkRange(r.num.high(), n)
	if !r.finite() {
		return r.series(m, n)
	}
	if n > 1 {
		r = r.reduced(m)
	}
	m.spend(powerUnits(r.den.by[0], n))
	sum := new(big.Int).Exp(r.den.by[0], big.NewInt(n), nil)
	var t terms
	switch {
	case n == 1:
		t = r.num
	case r.num.sparse(n):
		t = r.num.square(m, n)
	default:
		t = r.num.recur(m, n, slotWords(sum))
	}
	if !r.lost {
		return whole(t, sum)
	}
	return cut(t, sum, plus(r.from, (n-1)*r.num.low()), math.MaxInt64)
}

// reduced divides a polynomial's weights by what they have in common: a count of
// 4 and more on d6 is one of heads or tails.
func (r *ratio) reduced(m *meter) *ratio {
	common := r.den.by[0]
	for _, w := range r.num.by {
		if common.Cmp(one) == 0 {
			return r
		}
		m.spend(gcdUnits(len(common.Bits()), len(w.Bits())))
		common = new(big.Int).GCD(nil, nil, common, w)
	}
	if common.Cmp(one) == 0 {
		return r
	}
	return &ratio{num: r.num.over(m, common), den: r.den.over(m, common), lost: r.lost, from: r.from}
}

// over divides all weights by a number that they have in common.
func (t terms) over(m *meter, n *big.Int) terms {
	m.hold(int64(len(t.by)) * int64(t.words()+2*bigOp))
	by := make([]*big.Int, len(t.by))
	for i, w := range t.by {
		by[i] = new(big.Int).Quo(w, n)
	}
	return terms{at: t.at, by: by}
}

// plus adds numbers, of which a may stand for no bound at all: the lowest or
// highest of 64 bits.
func plus(a, b int64) int64 {
	switch sum := a + b; {
	case a == math.MinInt64 || a == math.MaxInt64:
		return a
	case (sum > a) == (b > 0) || b == 0:
		return sum
	case b < 0:
		return math.MinInt64
	}
	return math.MaxInt64
}

// checkRange ends the calculation if n times the total leaves the range.
func checkRange(total, n int64) {
	high, low := bits.Mul64(magnitude(total), uint64(n))
	if high != 0 || low > math.MaxInt64/4 {
		panic(&Error{Code: BeyondRange})
	}
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// sparse reports whether the n-th power has far fewer terms than totals in its range.
func (t terms) sparse(n int64) bool {
	if len(t.at) == 1 {
		return true
	}
	slots := product(int64(min(distance(t.low(), t.high())/t.step(), 1<<62)), n)
	most := int64(1) // of the terms: the ways to choose n of so many faces
	for i := range int64(len(t.at) - 1) {
		if most = product(most, n+i+1) / (i + 1); most > slots {
			return false
		}
	}
	return slots > 64*most
}

// square returns the n-th power by repeated squaring.
func (t terms) square(m *meter, n int64) terms {
	power := unit()
	for i := bits.Len64(uint64(n)) - 1; i >= 0; i-- {
		power = power.mul(m, power)
		if n>>i&1 == 1 {
			power = power.mul(m, t)
		}
	}
	return power
}

// recur returns the n-th power by the recurrence of its coefficients, for
// weights of the given words.
func (t terms) recur(m *meter, n int64, words int) terms {
	step := t.step()
	slots := product(int64(min(distance(t.low(), t.high())/step, 1<<62)), n) + 1
	a, b := compact(m, t.slots(step), nil)
	first := new(big.Int).Exp(t.by[0], big.NewInt(n), nil)
	known := slots
	if t.symmetric() {
		known = slots/2 + 1
	}
	weights := recurrence(m, lagsOf(m, a, b, n), first, known, words)
	power := terms{at: make([]int64, 0, slots), by: make([]*big.Int, 0, slots)}
	for k := range slots {
		mirrored := k
		if k >= known {
			mirrored = slots - 1 - k
		}
		power.push(n*t.low()+k*int64(step), weights[mirrored])
	}
	return power
}

// symmetric reports whether the weights read the same from both ends.
func (t terms) symmetric() bool {
	for i, j := 0, len(t.at)-1; i <= j; i, j = i+1, j-1 {
		if distance(t.at[0], t.at[i]) != distance(t.at[j], t.at[len(t.at)-1]) || t.by[i].Cmp(t.by[j]) != 0 {
			return false
		}
	}
	return true
}

// slots returns t with its lowest exponent at 0 and the exponents counted in steps.
func (t terms) slots(step uint64) terms {
	at := make([]int64, len(t.at))
	for i, e := range t.at {
		at[i] = int64(distance(t.low(), e) / step)
	}
	return terms{at: at, by: t.by}
}

// compact returns polynomials with the quotient of a and b, where nil stands
// for 1. It tries whether 1 - x above and below the line leaves fewer terms,
// as with a die of equal faces: x + x^2 + ... + x^6 = (x - x^7) / (1 - x).
func compact(m *meter, a terms, b *terms) (terms, terms) {
	below := unit()
	if b != nil {
		below = *b
	}
	changes := terms{at: []int64{0, 1}, by: []*big.Int{one, big.NewInt(-1)}}
	if shorter := a.mulPairs(m, changes); len(shorter.at) < len(a.at) {
		return shorter, below.mulPairs(m, changes)
	}
	return a, below
}
