package dice

import "math/bits"

// value rolls n and returns what it comes to. After an error it is meaningless.
func (w *worker) value(n Node) int64 {
	if w.err != nil {
		return 0
	}
	if pool, ok := n.(*Pool); ok { // mostly
		return w.pool(pool)
	}
	switch n := n.(type) {
	case *Number:
		return n.Value
	case *Group:
		return w.group(n)
	case *Call:
		return w.call(n)
	case *Neg:
		return w.sub(n, 0, w.value(n.X))
	case *Binary:
		x := w.value(n.X)
		return w.binary(n, x, w.value(n.Y))
	case *Compare:
		x := w.value(n.X)
		return w.compare(n, x, w.value(n.Y))
	case *Then:
		return w.value(w.branch(n))
	case *Noted:
		return w.value(n.X)
	}
	return 0
}

// branch rolls the condition and returns the branch that is taken, or nil.
func (w *worker) branch(n *Then) Node {
	if w.value(n.If) != 0 {
		return n.Then
	}
	return n.Else
}

func (w *worker) binary(n *Binary, x, y int64) int64 {
	switch n.Op {
	case Add:
		return w.add(n, x, y)
	case Sub:
		return w.sub(n, x, y)
	case Mul:
		return w.mul(n, x, y)
	case Div:
		quotient, _ := w.divide(n, x, y)
		return quotient
	case Mod:
		_, rest := w.divide(n, x, y)
		return rest
	}
	return 0
}

func (w *worker) add(n Node, x, y int64) int64 {
	sum := x + y
	if (sum > x) != (y > 0) && y != 0 {
		w.fail(n, Overflow)
	}
	return sum
}

func (w *worker) sub(n Node, x, y int64) int64 {
	diff := x - y
	if (diff < x) != (y > 0) && y != 0 {
		w.fail(n, Overflow)
	}
	return diff
}

func (w *worker) mul(n Node, x, y int64) int64 {
	high, low := bits.Mul64(uint64(x), uint64(y))
	// The product of two signed numbers, from the one of the unsigned.
	high -= uint64(x>>63)&uint64(y) + uint64(y>>63)&uint64(x)
	product := int64(low)
	if int64(high) != product>>63 {
		w.fail(n, Overflow)
	}
	return product
}

// divide returns the quotient rounded down and the rest, which has the sign of y.
func (w *worker) divide(n *Binary, x, y int64) (quotient, rest int64) {
	if y == 0 {
		w.fail(n.Y, DivisionByZero)
		return 0, 0
	}
	if x == -1<<63 && y == -1 {
		w.fail(n, Overflow)
		return 0, 0
	}
	quotient, rest = x/y, x%y
	if rest != 0 && (rest < 0) != (y < 0) {
		return quotient - 1, rest + y
	}
	return quotient, rest
}

func (w *worker) call(n *Call) int64 {
	x := n.Args[0]
	if division, ok := x.(*Binary); ok && division.Op == Div && n.Func <= Round {
		return w.rounded(n.Func, division)
	}
	v := w.value(x)
	switch n.Func {
	case Abs:
		if v < 0 {
			v = w.sub(n, 0, v)
		}
	case Min:
		for _, arg := range n.Args[1:] {
			v = min(v, w.value(arg))
		}
	case Max:
		for _, arg := range n.Args[1:] {
			v = max(v, w.value(arg))
		}
	}
	return v
}

// rounded is a division rounded as the function says.
func (w *worker) rounded(f Func, n *Binary) int64 {
	x := w.value(n.X)
	y := w.value(n.Y)
	quotient, rest := w.divide(n, x, y)
	if rest == 0 || f == Floor {
		return quotient
	}
	if f == Ceil {
		return quotient + 1
	}
	// Both are below 2^63 as magnitudes, so that this cannot overflow.
	size, half := magnitude(rest), magnitude(y)-magnitude(rest)
	if size > half || size == half && quotient >= 0 {
		return quotient + 1
	}
	return quotient
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}
