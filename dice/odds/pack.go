package odds

import (
	"math/big"
	"math/bits"
)

// A packing writes a polynomial into one big integer (Kronecker substitution):
// the weight of x^(base + i step) stands in slot i, and slots are wide enough
// that no weight reaches into the next one. Products and sums of packed
// polynomials are then those of two integers. Slots are whole machine words,
// so that unpacking copies nothing.
type packing struct {
	step  uint64
	words int // of a slot
}

// slotWords is the width of a slot for weights up to most.
func slotWords(most *big.Int) int { return most.BitLen()/bits.UintSize + 1 }

// slots is how many slots t takes from the base on.
func (p packing) slots(t terms, base int64) int64 {
	if len(t.at) == 0 {
		return 0
	}
	return int64(min(distance(base, t.high())/p.step, 1<<62-1) + 1)
}

// pack writes t, whose weights are not negative, with base in slot 0.
func (p packing) pack(m *meter, t terms, base int64) *big.Int {
	size := product(p.slots(t, base), int64(p.words))
	m.hold(size)
	buffer := make([]big.Word, size)
	for i, e := range t.at {
		copy(buffer[distance(base, e)/p.step*uint64(p.words):], t.by[i].Bits())
	}
	return new(big.Int).SetBits(buffer)
}

// unpack reads a packed polynomial whose slot 0 is x^base. The result keeps
// the words of n, which must not be used any more.
func (p packing) unpack(m *meter, n *big.Int, base int64) terms {
	buffer := n.Bits()
	count := (len(buffer) + p.words - 1) / p.words
	m.hold(int64(len(buffer) + 7*count))
	m.spend(int64(3 * bigOp * count))
	weights := make([]big.Int, count)
	t := terms{at: make([]int64, 0, count), by: make([]*big.Int, 0, count)}
	for i := range count {
		from, to := i*p.words, min((i+1)*p.words, len(buffer))
		t.push(base+int64(uint64(i)*p.step), weights[i].SetBits(buffer[from:to:to]))
	}
	return t
}

// shift multiplies a packed polynomial by the slot's power of x.
func (p packing) shift(z, n *big.Int, slots int64) *big.Int {
	return z.Lsh(n, uint(slots)*uint(p.words)*bits.UintSize)
}

// mul returns the product of polynomials whose weights are not negative. The
// exponents of the product must fit into 64 bits.
func (t terms) mul(m *meter, u terms) terms {
	switch {
	case len(t.at) == 0 || len(u.at) == 0:
		return terms{}
	case len(t.at) == 1:
		return u.shift(t.at[0]).scale(m, t.by[0])
	case len(u.at) == 1:
		return t.shift(u.at[0]).scale(m, u.by[0])
	}
	p := packing{step: gcd(t.step(), u.step()), words: t.words() + u.words() + 1}
	a, b := product(p.slots(t, t.low()), int64(p.words)), product(p.slots(u, u.low()), int64(p.words))
	pairs := product(int64(len(t.at)), int64(len(u.at)), int64(5*bigOp))
	if a+b > 1<<31 || mulUnits(int(a), int(b))+20*(a+b) > pairs {
		return t.mulPairs(m, u)
	}
	m.spend(2 * mulUnits(int(a), int(b)))
	n := p.pack(m, t, t.low())
	return p.unpack(m, n.Mul(n, p.pack(m, u, u.low())), t.low()+u.low())
}

// mulPairs is mul term by term, for polynomials with few terms far apart, and
// for those with negative weights.
func (t terms) mulPairs(m *meter, u terms) terms {
	m.spend(product(int64(len(t.at)), int64(len(u.at)), int64(6*bigOp+t.words()*u.words())))
	sum := make(tally)
	var weight big.Int
	for i, a := range t.at {
		for j, b := range u.at {
			sum.add(a+b, weight.Mul(t.by[i], u.by[j]), false)
		}
	}
	return sum.terms()
}
