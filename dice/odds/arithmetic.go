package odds

import (
	"math"
	"math/big"
	"math/bits"

	"feyre/dice"
)

func addExact(x, y int64) (int64, Cause) {
	sum := x + y
	if (sum > x) != (y > 0) && y != 0 {
		return 0, Overflow
	}
	return sum, ""
}

func subExact(x, y int64) (int64, Cause) {
	difference := x - y
	if (difference < x) != (y > 0) && y != 0 {
		return 0, Overflow
	}
	return difference, ""
}

func mulExact(x, y int64) (int64, Cause) {
	high, low := bits.Mul64(magnitude(x), magnitude(y))
	switch negative := (x < 0) != (y < 0); {
	case high != 0 || low > 1<<63 || low == 1<<63 && !negative:
		return 0, Overflow
	case negative:
		return -int64(low), ""
	}
	return int64(low), ""
}

// divide rounds down; the rest has the sign of the divisor.
func divide(x, y int64) (quotient, rest int64, failed Cause) {
	switch {
	case y == 0:
		return 0, 0, DivisionByZero
	case x == math.MinInt64 && y == -1:
		return 0, 0, Overflow
	}
	quotient, rest = x/y, x%y
	if rest != 0 && (rest < 0) != (y < 0) {
		quotient, rest = quotient-1, rest+y
	}
	return quotient, rest, ""
}

// rounding returns division rounded as the function says.
func rounding(f dice.Func) operation {
	return func(x, y int64) (int64, Cause) {
		quotient, rest, failed := divide(x, y)
		if failed != "" || rest == 0 || f == dice.Floor {
			return quotient, failed
		}
		if f == dice.Round {
			// Halves go away from zero: up where the quotient is positive.
			part, left := magnitude(rest), magnitude(y)-magnitude(rest)
			if part < left || part == left && quotient < 0 {
				return quotient, ""
			}
		}
		return quotient + 1, ""
	}
}

// divided returns the distribution of a division rounded as the function says.
func (d *dist) divided(m *meter, e *dist, f dice.Func) *dist {
	op := rounding(f)
	quotient := d.apply(m, e, op)
	n, only := e.number()
	if quotient.rest.Sign() == 0 || !only || n == 0 {
		return quotient
	}
	bounds := [2]int64{d.from, d.to}
	for i, bound := range bounds {
		if bound == math.MinInt64 || bound == math.MaxInt64 {
			bounds[i] = scaled(bound, n)
		} else {
			bounds[i], _ = op(bound, n)
		}
	}
	quotient.from, quotient.to = min(bounds[0], bounds[1]), max(bounds[0], bounds[1])
	return quotient
}

func modulo(x, y int64) (int64, Cause) {
	_, rest, failed := divide(x, y)
	return rest, failed
}

func absolute(x int64) (int64, Cause) {
	if x < 0 {
		return subExact(0, x)
	}
	return x, ""
}

// minus returns the distribution of the total with the other sign.
func (d *dist) minus(m *meter) *dist {
	if len(d.at) > 0 && d.low() == math.MinInt64 {
		return d.each(m, func(x int64) (int64, Cause) { return subExact(0, x) })
	}
	negative := *d
	negative.terms = d.terms.negate()
	negative.from, negative.to = opposite(d.to), opposite(d.from)
	if d.exact != nil {
		negative.exact = &moments{new(big.Rat).Neg(d.exact.mean), d.exact.square}
	}
	return &negative
}

// opposite is -n, where the bounds of 64 bits stand for no bound.
func opposite(n int64) int64 {
	switch n {
	case math.MinInt64:
		return math.MaxInt64
	case math.MaxInt64:
		return math.MinInt64
	}
	return -n
}

// times returns the distribution of the product of independent totals.
func (d *dist) times(m *meter, e *dist) *dist {
	product := d.apply(m, e, mulExact)
	if product.rest.Sign() == 0 {
		return product
	}
	if n, only := e.number(); only {
		product.from, product.to = scaled(d.from, n), scaled(d.to, n)
	} else if n, only := d.number(); only {
		product.from, product.to = scaled(e.from, n), scaled(e.to, n)
	}
	product.from, product.to = min(product.from, product.to), max(product.from, product.to)
	if a, b := d.moments(m), e.moments(m); a != nil && b != nil {
		product.exact = &moments{mulRat(a.mean, b.mean), mulRat(a.square, b.square)}
	}
	return product
}

// scaled is a bound times a number.
func scaled(bound, n int64) int64 {
	if bound == math.MinInt64 || bound == math.MaxInt64 {
		if n < 0 {
			return opposite(bound)
		}
		return bound
	}
	product, failed := mulExact(bound, n)
	switch {
	case failed == "":
		return product
	case (bound < 0) != (n < 0):
		return math.MinInt64
	}
	return math.MaxInt64
}
