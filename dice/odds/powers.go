package odds

import (
	"math/big"
	"math/bits"
)

// powers are those of a packed polynomial, made when asked for. If it has one
// term they are shifts.
type powers struct {
	m     *meter
	pack  packing
	known []*big.Int
	one   bool  // it has one term, whose weight is in known,
	slots int64 // at this slot
}

func newPowers(m *meter, pack packing, n *big.Int) *powers {
	p := &powers{m: m, pack: pack}
	p.slots = int64(n.TrailingZeroBits()) / int64(bits.UintSize*pack.words)
	if p.one = int64(len(n.Bits())) <= (p.slots+1)*int64(pack.words); p.one {
		n = new(big.Int).Rsh(n, uint(p.slots)*uint(pack.words)*bits.UintSize)
	}
	p.known = []*big.Int{one, n}
	return p
}

// number returns the polynomial if it is a number.
func (p *powers) number() (n *big.Int, is bool) { return p.known[1], p.one && p.slots == 0 }

// to returns the k-th power, without its shift if it has one term.
func (p *powers) to(k int) *big.Int {
	if p.one && p.known[1].Cmp(one) == 0 {
		return one
	}
	for len(p.known) <= k {
		a, b := p.known[len(p.known)-1], p.known[1]
		p.m.spend(mulUnits(len(a.Bits()), len(b.Bits())))
		next := new(big.Int).Mul(a, b)
		p.m.hold(int64(len(next.Bits())))
		p.known = append(p.known, next)
	}
	return p.known[k]
}

// times returns n times the k-th power, which is n itself if that is 1.
func (p *powers) times(n *big.Int, k int) *big.Int {
	if k == 0 {
		return n
	}
	if power := p.to(k); power != one {
		p.m.spend(mulUnits(len(n.Bits()), len(power.Bits())))
		n = new(big.Int).Mul(n, power)
	}
	if p.one && p.slots > 0 {
		p.m.spend(2*(int64(len(n.Bits()))+int64(k)*p.slots*int64(p.pack.words)) + bigOp)
		n = p.pack.shift(new(big.Int), n, int64(k)*p.slots)
	}
	return n
}
