package odds

import (
	"math"
	"math/big"
	"math/bits"
)

// A meter counts the work of one calculation in units of about a nanosecond of
// an idle core, and the machine words that it keeps. When either is used up
// the calculation ends with a panic of a *Error, which Of recovers.
type meter struct {
	work  int64 // units left
	words int64 // words left
}

// spend counts n units of work.
func (m *meter) spend(n int64) {
	if m.work -= n; n < 0 || m.work < 0 {
		panic(&Error{Code: TooMuch})
	}
}

// hold counts n words of memory that stay in use, and the work of filling them.
func (m *meter) hold(n int64) {
	if m.words -= n; n < 0 || m.words < 0 {
		panic(&Error{Code: TooMuch})
	}
	m.spend(n)
}

// bigOp is what any operation on big numbers costs beside its words, with the
// memory for the result.
const bigOp = 40

// mulUnits is the work of multiplying numbers of x and y words: by the
// schoolbook for short ones, else by Karatsuba's method on pieces of the
// shorter one's length.
func mulUnits(x, y int) int64 {
	const threshold = 40
	if x < y {
		x, y = y, x
	}
	long, short := float64(x), float64(y)
	units := 0.5 * long * short
	if y > threshold {
		units *= math.Pow(short/threshold, math.Log2(3)-2)
	}
	return bigOp + int64(2*(x+y)) + int64(min(units, 1<<60))
}

// gcdUnits is the work of finding the greatest common divisor of numbers of x
// and y words, by Lehmer's method.
func gcdUnits(x, y int) int64 {
	return 4*bigOp + product(3*bigOp, int64(min(x, y))) + product(4, int64(x), int64(y))
}

// powerUnits is the work of raising a number to a power.
func powerUnits(n *big.Int, exponent int64) int64 {
	words := product(int64(n.BitLen()), exponent)/bits.UintSize + 1
	return 4*bigOp + product(words, words)
}

// product multiplies counts, which are not negative, up to the highest int64.
func product(counts ...int64) int64 {
	result := uint64(1)
	for _, n := range counts {
		high, low := bits.Mul64(result, uint64(n))
		if high != 0 || low > 1<<62 {
			return 1 << 62
		}
		result = low
	}
	return int64(result)
}
