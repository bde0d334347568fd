package odds

import (
	"math/big"
	"math/bits"
)

// plainDrops reports whether dropped dice add nothing, with any chance.
func (col *packedColumn) plainDrops() bool {
	for _, dropped := range col.dropped {
		if _, number := dropped.number(); !number {
			return false
		}
	}
	return true
}

// highest is run for dice of one kind of which the highest are kept. If the
// last of k kept dice has some rank, a of n dice are above it, whose sum is a
// power; k - a of this rank are kept; and of the n - a others at least k - a
// have this rank and the rest a lower one.
func (p *placing) highest(col *packedColumn) {
	k := int(p.keep.hi)
	sum := newPile(p.packing, int64(k)*col.width(p.packing)+1)
	p.m.spend(int64(len(sum.words)))
	above, part := new(big.Int), new(big.Int)
	power, spare := new(big.Int), new(big.Int)
	for rank := range col.ranks {
		fills := p.fills(col, rank, k)
		ones := p.ones(above, rank)
		power.SetInt64(1)
		for a := range k {
			if a > 0 {
				p.raise(spare, power, above, ones)
				power, spare = spare, power
			}
			if power.Sign() == 0 {
				break
			}
			p.mul(part, power, fills[a])
			p.m.spend(int64(3*len(part.Bits())+sum.used/4) + bigOp)
			sum.add(part, col.kept[rank], k-a)
		}
		if k > 1 {
			p.m.spend(int64(3*len(above.Bits())) + bigOp)
			above.Add(above, col.kept[rank].times(one, 1))
		}
	}
	p.total.SetBits(sum.words)
}

// width is how many slots a kept die needs at most.
func (col *packedColumn) width(pack packing) (slots int64) {
	for _, kept := range col.kept {
		slots = max(slots, kept.slots+int64(len(kept.known[1].Bits())/pack.words)+1)
	}
	return slots
}

// A pile adds up packed polynomials in place.
type pile struct {
	packing
	words []big.Word
	used  int // no word from here on is set
}

func newPile(pack packing, slots int64) *pile {
	return &pile{packing: pack, words: make([]big.Word, (slots+1)*int64(pack.words))}
}

// add adds n times the k-th power of a polynomial.
func (s *pile) add(n *big.Int, by *powers, k int) {
	slots := int64(0)
	if by.one {
		slots = by.slots * int64(k)
		if weight := by.to(k); weight != one {
			n = new(big.Int).Mul(n, weight)
		}
	} else {
		n = by.times(n, k)
	}
	// The number behind a slot is added to where it stands.
	var behind big.Int
	from := int(slots) * s.packing.words
	behind.SetBits(s.words[from:max(from, s.used)])
	behind.Add(&behind, n)
	s.used = max(s.used, from+len(behind.Bits()))
}

// fills returns, for every number a of dice above a rank, the ways to choose
// them and that enough of the others have this rank. From one a to the next
// the sum of binomial terms loses one, and grows by one die.
func (p *placing) fills(col *packedColumn, rank, k int) []*big.Int {
	n := int64(col.n)
	here, _ := col.dropped[rank].number()
	lower, _ := col.below[rank].number()
	sum := new(big.Int).Add(here, lower)
	both := new(big.Int).Set(sum)
	width := int64(both.BitLen())*n/bits.UintSize + n/bits.UintSize + 2
	p.m.spend(product(int64(k+1), 12*(width+bigOp)) + product(width, width))
	rest := new(big.Int).Exp(lower, big.NewInt(n-int64(k)+1), nil)
	sum.Exp(sum, big.NewInt(n-int64(k)), nil)
	fills := make([]*big.Int, k)
	ways := p.m.choose(n, int64(k)) // to choose those above
	less := new(big.Int)
	missing := big.NewInt(1) // ways of one term, which the sum loses
	for a := int64(k) - 1; a >= 0; a-- {
		left, need := n-a, int64(k)-a
		sum.Sub(sum.Mul(sum, both), less.Mul(missing, rest))
		sum.Quo(sum, here)
		ways.Quo(ways.Mul(ways, big.NewInt(a+1)), big.NewInt(left))
		fills[a] = new(big.Int).Mul(sum, ways)
		missing.Quo(missing.Mul(missing, big.NewInt(left)), big.NewInt(need))
	}
	return fills
}

// ones returns how many terms a sum of ranks has if it is a power of x times
// 1 + x + x^2 + ..., else 0.
func (p *placing) ones(sum *big.Int, ranks int) int {
	if ranks < 4 {
		return 0
	}
	words := sum.Bits()
	first := int(sum.TrailingZeroBits()) / bits.UintSize
	if len(words)-first != (ranks-1)*p.words+1 {
		return 0
	}
	for i, w := range words[first:] {
		if i%p.words == 0 && w != 1 || i%p.words != 0 && w != 0 {
			return 0
		}
	}
	return ranks
}

// raise sets z to n times a sum of ranks. A sum of ones is doubled up from
// shifts, which takes a logarithm of its length.
func (p *placing) raise(z, n, sum *big.Int, ones int) {
	if ones == 0 {
		p.mul(z, n, sum)
		return
	}
	slots := int64(sum.TrailingZeroBits()) / int64(bits.UintSize*p.words)
	p.m.spend(int64(2*bits.Len(uint(ones))) * int64((len(n.Bits())+ones*p.words)/8+bigOp))
	z.Set(n)
	have := 1
	for i := bits.Len(uint(ones)) - 2; i >= 0; i-- {
		z.Add(z, p.shift(&p.spare, z, int64(have)))
		have *= 2
		if ones>>i&1 == 1 {
			z.Add(n, p.shift(&p.spare, z, 1))
			have++
		}
	}
	p.shift(z, z, slots)
}
