package odds_test

import (
	"errors"
	"math"
	"math/big"
	"slices"

	"feyre/dice"
)

// The roller here is written from the notation alone, to be slow and plain. It
// shares nothing with the package but the parser: dice are thrown one by one,
// and every way that the throws can go is followed.

// naive rolls with throws that are said in advance.
type naive struct {
	path   []throw // the throws of this roll, those in advance first
	next   int
	weight float64 // chance of the path so far
	limit  float64 // paths less likely than this are given up
}

// throw is one choice among sides, of which index was taken.
type throw struct{ index, sides int }

var (
	errFails  = errors.New("fails")
	errGiveUp = errors.New("given up")
)

// choose makes one choice.
func (n *naive) choose(sides int) int {
	if n.weight/float64(sides) < n.limit {
		panic(errGiveUp)
	}
	n.weight /= float64(sides)
	if n.next == len(n.path) {
		n.path = append(n.path, throw{0, sides})
	}
	n.next++
	return n.path[n.next-1].index
}

// enumerated is what following all paths gave.
type enumerated struct {
	chance map[int64]*big.Rat
	fails  *big.Rat
	lost   float64 // chance of the paths that were given up
}

// enumerate follows every way that the roll can go.
func enumerate(root dice.Node, limit float64) enumerated {
	result, _ := follow(root, limit, math.MaxInt)
	return result
}

// follow is enumerate for those with at most so many ways. Where dice may
// explode without end, it gives up paths less likely than limit.
func follow(root dice.Node, limit float64, paths int) (result enumerated, all bool) {
	if !endless(root) {
		limit = 0
	}
	type key struct {
		total int64
		over  uint64
		fails bool
	}
	counts := map[key]int64{}
	result = enumerated{chance: map[int64]*big.Rat{}, fails: new(big.Rat)}
	n := &naive{limit: limit}
	for {
		n.next, n.weight = 0, 1
		total, err := n.roll(root)
		over := uint64(1)
		for _, t := range n.path[:n.next] {
			over *= uint64(t.sides)
		}
		if err == errGiveUp {
			result.lost += n.weight
		} else {
			counts[key{total, over, err != nil}]++
		}
		if paths--; paths < 0 {
			return result, false
		}
		if !n.advance() {
			break
		}
	}
	for k, count := range counts {
		sum := result.fails
		if !k.fails {
			if result.chance[k.total] == nil {
				result.chance[k.total] = new(big.Rat)
			}
			sum = result.chance[k.total]
		}
		sum.Add(sum, new(big.Rat).SetFrac(big.NewInt(count), new(big.Int).SetUint64(k.over)))
	}
	return result, true
}

// endless reports whether dice may be thrown again and again.
func endless(node dice.Node) bool {
	switch node := node.(type) {
	case *dice.Pool:
		for _, mod := range node.Mods {
			switch mod.Op {
			case dice.Explode, dice.Compound, dice.Penetrate, dice.CompoundPenetrate:
				return true
			}
		}
		return node.Amount != nil && endless(node.Amount) || node.Sides.Expr != nil && endless(node.Sides.Expr)
	case *dice.Group:
		return slices.ContainsFunc(node.Items, endless)
	case *dice.Call:
		return slices.ContainsFunc(node.Args, endless)
	case *dice.Neg:
		return endless(node.X)
	case *dice.Noted:
		return endless(node.X)
	case *dice.Binary:
		return endless(node.X) || endless(node.Y)
	case *dice.Compare:
		return endless(node.X) || endless(node.Y)
	case *dice.Then:
		return endless(node.If) || endless(node.Then) || node.Else != nil && endless(node.Else)
	}
	return false
}

// advance goes to the next path.
func (n *naive) advance() bool {
	n.path = n.path[:n.next]
	for len(n.path) > 0 {
		last := &n.path[len(n.path)-1]
		if last.index++; last.index < last.sides {
			return true
		}
		n.path = n.path[:len(n.path)-1]
	}
	return false
}

func (n *naive) roll(root dice.Node) (total int64, err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case error:
			if r != errFails && r != errGiveUp {
				panic(r)
			}
			err = r
		default:
			panic(r)
		}
	}()
	return n.value(root), nil
}
