package odds

import (
	"math"
	"math/big"
)

// Totals are what figures are of: those of an expression, or what its test
// compares.
type Totals interface {
	// Min and Max are the lowest and the highest total; known is false if there
	// may be some beyond that were cut off.
	Min() (total int64, known bool)
	Max() (total int64, known bool)
	// Quantile is the lowest total that a share of at least so many of all
	// rolls, such as 1/4, don't exceed.
	Quantile(share *big.Rat) int64
	// AtLeast is the chance, exact, of a total of n or more.
	AtLeast(n int64) *big.Rat
}

// TotalsOf returns the totals that a chart of found shows.
func TotalsOf(found *Odds, drawn Chart) Totals {
	if compared := found.Compared(); compared != nil && drawn.Of != found.Expression {
		return compared
	}
	return found
}

// maxLandmarks is how many round numbers fit into a line.
const maxLandmarks = 9

// Landmarks returns round numbers over the middle of a distribution, at most
// nine in ascending order: some totals that people ask for.
func Landmarks(of Totals) []int64 {
	low, high := of.Quantile(big.NewRat(1, 50)), of.Quantile(big.NewRat(49, 50))
	if low == high {
		return []int64{low}
	}
	step := roundStep(uint64(high) - uint64(low))
	first := low - low%step
	if first < low {
		first += step
	}
	var marks []int64
	for n := first; n <= high && n >= first && len(marks) < maxLandmarks; n += step {
		marks = append(marks, n)
	}
	return marks
}

// roundStep is the least of 1, 2, 5, 10, 20, 50 and so on of which at most
// maxLandmarks-1 fit into a span.
func roundStep(span uint64) int64 {
	for power := uint64(1); power < math.MaxInt64/10; power *= 10 {
		for _, times := range []uint64{1, 2, 5} {
			if span/(power*times) < maxLandmarks {
				return int64(power * times)
			}
		}
	}
	return math.MaxInt64 / 4
}
