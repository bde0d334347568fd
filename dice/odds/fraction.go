package odds

import (
	"math/big"
	"math/bits"
	"strconv"
)

// fractions writes chances over one whole in lowest terms. Nearly every whole
// is a product of small primes, those of the numbers of sides: then what a
// weight has in common with it is found by single divisions.
type fractions struct {
	whole         *big.Int
	primes        []primePower
	other         bool              // the whole has other factors as well
	below         map[uint64][]byte // the text of the whole divided by a number
	q, r          big.Int           // spare
	common, power big.Int
}

// A primePower is the power of a prime that the whole has.
type primePower struct {
	prime uint64
	times int
	word  big.Int // the highest power of the prime that one word holds
	held  int     // which power that is
}

// smallPrimes is up to where prime factors are looked for.
const smallPrimes = 1000

func newFractions(whole *big.Int) *fractions {
	f := &fractions{whole: whole, below: make(map[uint64][]byte)}
	rest := new(big.Int).Set(whole)
	var p big.Int
	for prime := uint64(2); prime < smallPrimes && rest.Cmp(one) > 0; prime++ {
		times := 0
		p.SetUint64(prime)
		for f.q.QuoRem(rest, &p, &f.r); f.r.Sign() == 0; f.q.QuoRem(rest, &p, &f.r) {
			rest.Set(&f.q)
			times++
		}
		if times > 0 {
			f.primes = append(f.primes, newPrimePower(prime, times))
		}
	}
	f.other = rest.Cmp(one) > 0
	return f
}

func newPrimePower(prime uint64, times int) primePower {
	p := primePower{prime: prime, times: times, held: 1}
	word := prime
	for {
		high, low := bits.Mul64(word, prime)
		if high != 0 || p.held == times {
			break
		}
		word = low
		p.held++
	}
	p.word.SetUint64(word)
	return p
}

// units is the work of writing one.
func (f *fractions) units() int64 {
	words := int64(len(f.whole.Bits()))
	if f.other && words > 1 {
		return 30*words*words + 1500*words
	}
	return 10*words*words + 150*words + 50
}

// append appends a weight over the whole.
func (f *fractions) append(to []byte, weight *big.Int) []byte {
	if weight.IsUint64() && f.whole.IsUint64() { // short numbers need no memory
		x, y := weight.Uint64(), f.whole.Uint64()
		common := gcd(x, y)
		to = append(strconv.AppendUint(to, x/common, 10), '/')
		return strconv.AppendUint(to, y/common, 10)
	}
	f.setCommon(weight)
	to = append(f.divided(weight).Append(to, 10), '/')
	if !f.common.IsUint64() {
		return f.divided(f.whole).Append(to, 10)
	}
	known := f.below[f.common.Uint64()]
	if known == nil {
		known = f.divided(f.whole).Append(nil, 10)
		if len(f.below) < 1000 {
			f.below[f.common.Uint64()] = known
		}
	}
	return append(to, known...)
}

// divided is a number divided by what was found in common.
func (f *fractions) divided(n *big.Int) *big.Int {
	f.q.QuoRem(n, &f.common, &f.r)
	return &f.q
}

// setCommon finds the greatest common divisor of a weight and the whole.
func (f *fractions) setCommon(weight *big.Int) {
	if f.other || weight.Sign() == 0 {
		f.common.GCD(nil, nil, weight, f.whole)
		return
	}
	f.common.SetUint64(1)
	for i := range f.primes {
		p := &f.primes[i]
		f.q.QuoRem(weight, &p.word, &f.r)
		if f.r.Sign() == 0 && p.times > p.held { // so much in common that it takes many divisions
			f.common.GCD(nil, nil, weight, f.whole)
			return
		}
		f.common.Mul(&f.common, f.power.SetUint64(p.in(f.r.Uint64())))
	}
}

// in is the highest power of the prime, of those in a word, that divides what is
// left of a number divided by the highest.
func (p *primePower) in(rest uint64) uint64 {
	power := uint64(1)
	for times := 0; times < p.held && rest%p.prime == 0; times++ {
		rest /= p.prime
		power *= p.prime
	}
	return power
}
