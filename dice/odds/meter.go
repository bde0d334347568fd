package odds

import "math/bits"

// A meter counts the work of one calculation in units of about one machine
// word multiplied and added, and the words that it keeps. When either is used
// up the calculation ends with a panic of a *Error, which Of recovers.
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

// bigOp is what any operation on big numbers costs beside its words.
const bigOp = 24

// mulUnits is the work of multiplying numbers of x and y words: by the
// schoolbook for short ones, else by Karatsuba's method on pieces of the
// shorter one's length.
func mulUnits(x, y int) int64 {
	const threshold = 40
	if x < y {
		x, y = y, x
	}
	if y < threshold {
		return bigOp + int64(x)*int64(y)
	}
	// Each halving replaces four products by three.
	units, size := int64(threshold*threshold*2), int64(threshold)
	for size < int64(y) {
		if units > 1<<50 {
			return units
		}
		units, size = units*3, size*2
	}
	return bigOp + units*int64(x/y+1)
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
