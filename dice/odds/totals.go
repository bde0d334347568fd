package odds

import (
	"math"
	"math/big"
	"sort"
)

// totals are the outcomes of a distribution, in ascending order.
type totals struct{ d *dist }

// Len is the number of outcomes.
func (t totals) Len() int { return len(t.d.at) }

// Total is the total of outcome i, from 0 to Len less 1.
func (t totals) Total(i int) int64 { return t.d.at[i] }

// Chance is the chance of outcome i.
func (t totals) Chance(i int) *big.Rat { return t.over(t.d.by[i]) }

// Share is Chance as a float64, which is much faster.
func (t totals) Share(i int) float64 { return quotient(t.d.by[i], t.d.whole) }

// Exact reports whether the outcomes are all that there are.
func (t totals) Exact() bool { return t.d.rest.Sign() == 0 }

// Tail is the chance of the totals that were cut off: with the chances of all
// outcomes it is 1.
func (t totals) Tail() *big.Rat { return t.over(t.d.rest) }

// Min is the lowest total; known is false if lower ones may have been cut off.
func (t totals) Min() (min int64, known bool) {
	if len(t.d.at) == 0 || !t.Exact() && t.d.from < t.d.low() {
		return 0, false
	}
	return t.d.low(), true
}

// Max is the highest total; known is false if totals were cut off.
func (t totals) Max() (max int64, known bool) {
	if len(t.d.at) == 0 || !t.Exact() {
		return 0, false
	}
	return t.d.high(), true
}

// Exactly is the chance of a total.
func (t totals) Exactly(n int64) *big.Rat {
	i := t.search(n)
	if i == t.Len() || t.d.at[i] != n {
		return new(big.Rat)
	}
	return t.Chance(i)
}

// AtLeast is the chance of a total of n or more. Where totals were cut off it
// is that of those known to be so high.
func (t totals) AtLeast(n int64) *big.Rat {
	sum := t.weight(t.search(n), t.Len())
	if !t.Exact() && t.d.from >= n {
		sum.Add(sum, t.d.rest)
	}
	return t.over(sum)
}

// AtMost is the chance of a total of n or less. Where totals were cut off it
// is that of those known to be so low.
func (t totals) AtMost(n int64) *big.Rat {
	end := t.Len()
	if n < math.MaxInt64 {
		end = t.search(n + 1)
	}
	sum := t.weight(0, end)
	if !t.Exact() && t.d.to <= n {
		sum.Add(sum, t.d.rest)
	}
	return t.over(sum)
}

// Quantile is the lowest total that a share of at least so many of all rolls,
// such as 1/4, don't exceed. Totals that were cut off count as the highest.
func (t totals) Quantile(share *big.Rat) int64 {
	// At first with what is less than share, in weights.
	left := new(big.Int).Mul(t.d.whole, share.Num())
	step := share.Denom()
	var scaled big.Int
	for i, weight := range t.d.by {
		left.Sub(left, scaled.Mul(weight, step))
		if left.Sign() <= 0 {
			return t.d.at[i]
		}
	}
	return t.d.at[t.Len()-1]
}

// search is the first outcome with a total of n or more.
func (t totals) search(n int64) int {
	return sort.Search(t.Len(), func(i int) bool { return t.d.at[i] >= n })
}

// weight adds up the weights of outcomes.
func (t totals) weight(from, to int) *big.Int {
	return terms{at: t.d.at[from:to], by: t.d.by[from:to]}.sum()
}

// over returns a weight as a chance.
func (t totals) over(weight *big.Int) *big.Rat {
	return new(big.Rat).SetFrac(weight, t.d.whole)
}

// Mean is the mean of the total, or nil where it is not known exactly.
func (o *Odds) Mean() *big.Rat {
	if o.moments == nil {
		return nil
	}
	return new(big.Rat).Set(o.moments.mean)
}

// Variance is the mean of the squared distance from the mean, or nil where it
// is not known exactly.
func (o *Odds) Variance() *big.Rat {
	if o.moments == nil {
		return nil
	}
	return new(big.Rat).Sub(o.moments.square, mulRat(o.moments.mean, o.moments.mean))
}

// Estimate is the mean and the standard deviation of the outcomes. Where
// totals were cut off it leaves those out, of which so few are rolled that
// nobody will notice.
func (o *Odds) Estimate() (mean, deviation float64) {
	if o.moments != nil {
		variance := o.Variance()
		return quotientOf(o.moments.mean), math.Sqrt(quotientOf(variance))
	}
	var square float64
	for i := range o.Len() {
		mean += o.Share(i) * float64(o.Total(i))
	}
	for i := range o.Len() {
		distance := float64(o.Total(i)) - mean
		square += o.Share(i) * distance * distance
	}
	return mean, math.Sqrt(square)
}

func quotientOf(r *big.Rat) float64 {
	if r.Sign() < 0 {
		return -quotient(new(big.Int).Neg(r.Num()), r.Denom())
	}
	return quotient(r.Num(), r.Denom())
}

// Success is the chance that a test succeeds: nil if the expression is none,
// or if totals that were cut off leave it open.
func (o *Odds) Success() *big.Rat {
	if o.success == nil {
		return nil
	}
	return new(big.Rat).Set(o.success)
}
