package odds_test

import (
	"math/big"
	"slices"

	"feyre/dice"
)

func (n *naive) value(node dice.Node) int64 {
	switch node := node.(type) {
	case *dice.Number:
		return node.Value
	case *dice.Noted:
		return n.value(node.X)
	case *dice.Neg:
		return arithmetic(dice.Sub, 0, n.value(node.X))
	case *dice.Pool:
		total, _ := n.pool(node)
		return total
	case *dice.Group:
		return n.group(node)
	case *dice.Call:
		return n.call(node)
	case *dice.Binary:
		x := n.value(node.X)
		return arithmetic(node.Op, x, n.value(node.Y))
	case *dice.Compare:
		x := n.value(node.X)
		if node.Cmp.Holds(x, n.value(node.Y)) {
			return 1
		}
		return 0
	case *dice.Then:
		switch {
		case n.value(node.If) != 0:
			return n.value(node.Then)
		case node.Else != nil:
			return n.value(node.Else)
		}
		return 0
	}
	panic("unknown node")
}

func arithmetic(op dice.BinaryOp, x, y int64) int64 {
	a, b := big.NewInt(x), big.NewInt(y)
	switch op {
	case dice.Add:
		return within(a.Add(a, b))
	case dice.Sub:
		return within(a.Sub(a, b))
	case dice.Mul:
		return within(a.Mul(a, b))
	}
	if y == 0 {
		panic(errFails)
	}
	quotient := floor(x, y)
	if op == dice.Div {
		return quotient
	}
	return x - quotient*y
}

// within is a number that 64 bits can hold.
func within(n *big.Int) int64 {
	if !n.IsInt64() {
		panic(errFails)
	}
	return n.Int64()
}

// floor rounds a division down, by way of fractions.
func floor(x, y int64) int64 {
	r := big.NewRat(x, y)
	return new(big.Int).Div(r.Num(), r.Denom()).Int64()
}

func (n *naive) call(node *dice.Call) int64 {
	if division, ok := node.Args[0].(*dice.Binary); ok && division.Op == dice.Div && node.Func <= dice.Round {
		x := n.value(division.X)
		y := n.value(division.Y)
		if y == 0 {
			panic(errFails)
		}
		switch node.Func {
		case dice.Floor:
			return floor(x, y)
		case dice.Ceil:
			return -floor(-x, y)
		}
		if (x < 0) == (y < 0) {
			return floor(2*abs(x)+abs(y), 2*abs(y))
		}
		return -floor(2*abs(x)+abs(y), 2*abs(y))
	}
	values := make([]int64, len(node.Args))
	for i, arg := range node.Args {
		values[i] = n.value(arg)
	}
	switch node.Func {
	case dice.Abs:
		if values[0] < 0 {
			return arithmetic(dice.Sub, 0, values[0])
		}
	case dice.Min:
		return slices.Min(values)
	case dice.Max:
		return slices.Max(values)
	}
	return values[0]
}

func abs(x int64) int64 { return max(x, -x) }
