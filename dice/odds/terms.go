package odds

import (
	"math/big"
	"slices"
)

// terms is a polynomial in x that may have negative exponents: the weight of
// every total stands at the total's power of x. Exponents ascend, no weight is
// zero, and weights are never changed once they stand here, so that
// polynomials share them.
type terms struct {
	at []int64
	by []*big.Int
}

var one = big.NewInt(1)

// unit is the polynomial 1.
func unit() terms { return monomial(0, one) }

// monomial is by x^at.
func monomial(at int64, by *big.Int) terms {
	return terms{at: []int64{at}, by: []*big.Int{by}}
}

// low and high are the lowest and highest exponents; t must not be empty.
func (t terms) low() int64  { return t.at[0] }
func (t terms) high() int64 { return t.at[len(t.at)-1] }

// sum is the value at x = 1.
func (t terms) sum() *big.Int {
	sum := new(big.Int)
	for _, w := range t.by {
		sum.Add(sum, w)
	}
	return sum
}

// words is the length of the longest weight.
func (t terms) words() int {
	longest := 1
	for _, w := range t.by {
		longest = max(longest, len(w.Bits()))
	}
	return longest
}

// shift multiplies by x^by. The exponents must stay within 64 bits.
func (t terms) shift(by int64) terms {
	if by == 0 {
		return t
	}
	at := make([]int64, len(t.at))
	for i, e := range t.at {
		at[i] = e + by
	}
	return terms{at: at, by: t.by}
}

// scale multiplies by a number that is not zero.
func (t terms) scale(m *meter, by *big.Int) terms {
	if by.IsInt64() && by.Int64() == 1 {
		return t
	}
	m.hold(int64(len(t.by)) * int64(t.words()+len(by.Bits())+bigOp))
	scaled := make([]*big.Int, len(t.by))
	for i, w := range t.by {
		scaled[i] = new(big.Int).Mul(w, by)
	}
	return terms{at: t.at, by: scaled}
}

// negate returns the terms of the negative totals. The exponents must not
// include the lowest of 64 bits.
func (t terms) negate() terms {
	n := len(t.at)
	negated := terms{at: make([]int64, n), by: make([]*big.Int, n)}
	for i := range n {
		negated.at[n-1-i], negated.by[n-1-i] = -t.at[i], t.by[i]
	}
	return negated
}

// add returns t + u, and sub t - u.
func (t terms) add(m *meter, u terms) terms {
	switch {
	case len(t.at) == 0:
		return u
	case len(u.at) == 0:
		return t
	}
	m.spend(int64(len(t.at)+len(u.at)) * bigOp)
	sum := terms{at: make([]int64, 0, len(t.at)+len(u.at)), by: make([]*big.Int, 0, len(t.at)+len(u.at))}
	i, j := 0, 0
	for i < len(t.at) || j < len(u.at) {
		switch {
		case j == len(u.at) || i < len(t.at) && t.at[i] < u.at[j]:
			sum.push(t.at[i], t.by[i])
			i++
		case i == len(t.at) || u.at[j] < t.at[i]:
			sum.push(u.at[j], u.by[j])
			j++
		default:
			sum.push(t.at[i], new(big.Int).Add(t.by[i], u.by[j]))
			i, j = i+1, j+1
		}
	}
	return sum
}

func (t terms) sub(m *meter, u terms) terms { return t.add(m, u.minus()) }

// minus returns -t: the weights, not the totals, change their sign.
func (t terms) minus() terms {
	by := make([]*big.Int, len(t.by))
	for i, w := range t.by {
		by[i] = new(big.Int).Neg(w)
	}
	return terms{at: t.at, by: by}
}

// push adds a term of a higher exponent than all before, unless it is zero.
func (t *terms) push(at int64, by *big.Int) {
	if by.Sign() != 0 {
		t.at = append(t.at, at)
		t.by = append(t.by, by)
	}
}

// equal reports whether the polynomials are the same.
func (t terms) equal(u terms) bool {
	return slices.Equal(t.at, u.at) &&
		slices.EqualFunc(t.by, u.by, func(a, b *big.Int) bool { return a == b || a.Cmp(b) == 0 })
}

// step is the greatest number that divides all differences of exponents; 0 for
// a single term.
func (t terms) step() (step uint64) {
	for _, e := range t.at[1:] {
		if step = gcd(step, distance(t.at[0], e)); step == 1 {
			break
		}
	}
	return step
}

// distance is how far to is above from.
func distance(from, to int64) uint64 { return uint64(to) - uint64(from) }

func gcd(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// A tally gathers weights of totals in any order.
type tally map[int64]*big.Int

// add adds the weight to that of the total; the tally may keep and change it
// if own is true.
func (t tally) add(at int64, weight *big.Int, own bool) {
	switch sum, found := t[at]; {
	case found:
		sum.Add(sum, weight)
	case own:
		t[at] = weight
	default:
		t[at] = new(big.Int).Set(weight)
	}
}

// terms returns what was gathered; the tally must not be used any more.
func (t tally) terms() terms {
	at := make([]int64, 0, len(t))
	for total, weight := range t {
		if weight.Sign() != 0 {
			at = append(at, total)
		}
	}
	slices.Sort(at)
	by := make([]*big.Int, len(at))
	for i, total := range at {
		by[i] = t[total]
	}
	return terms{at: at, by: by}
}
