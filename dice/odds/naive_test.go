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

// aDie is a die on the table.
type aDie struct {
	face         int64
	dropped      bool
	late         bool // it was not in the first throw
	apart        bool // added by e or eo
	hit, against bool
}

type table struct {
	n       *naive
	faces   []int64
	highest int64
	dice    []*aDie
}

func (t *table) throw() int64 { return t.faces[t.n.choose(len(t.faces))] }

// inPlay are the dice that modifiers act on.
func (t *table) inPlay() (dice []*aDie) {
	for _, d := range t.dice {
		if !d.dropped && !d.apart {
			dice = append(dice, d)
		}
	}
	return dice
}

func (n *naive) pool(node *dice.Pool) (int64, []*aDie) {
	count := node.Count
	if node.Amount != nil {
		count = n.value(node.Amount)
	}
	if count < 0 {
		panic(errFails)
	}
	t := &table{n: n, faces: node.Sides.Faces}
	if t.faces == nil {
		sides := node.Sides.N
		if node.Sides.Kind == dice.Computed {
			sides = n.value(node.Sides.Expr)
		}
		for face := range sides {
			t.faces = append(t.faces, face+1)
		}
	}
	if len(t.faces) == 0 {
		panic(errFails)
	}
	t.highest = slices.Max(t.faces)
	if slices.ContainsFunc(node.Mods, t.neverEnds) {
		panic(errFails)
	}
	for range count {
		t.dice = append(t.dice, &aDie{face: t.throw()})
	}
	counting := false
	for _, mod := range node.Mods {
		t.modify(mod)
		counting = counting || mod.Op == dice.CountIf
	}
	return sumOf(t.dice, counting), t.dice
}

func sumOf(dice []*aDie, counting bool) (total int64) {
	for _, d := range dice {
		switch {
		case d.dropped:
		case !counting:
			total += d.face
		default:
			if d.hit {
				total++
			}
			if d.against {
				total--
			}
		}
	}
	return total
}

func (n *naive) group(node *dice.Group) int64 {
	if node.OnDice() {
		numbers, all := n.gather(node.Items[0])
		counting := false
		for _, mod := range node.Mods {
			choose(all, mod)
			counting = counting || mod.Op == dice.CountIf
		}
		return numbers + sumOf(all, counting)
	}
	items := make([]*aDie, len(node.Items))
	for i, item := range node.Items {
		items[i] = &aDie{face: n.value(item)}
	}
	counting := false
	for _, mod := range node.Mods {
		choose(items, mod)
		counting = counting || mod.Op == dice.CountIf
	}
	return sumOf(items, counting)
}

// gather rolls the one element of a group.
func (n *naive) gather(node dice.Node) (numbers int64, all []*aDie) {
	switch node := node.(type) {
	case *dice.Noted:
		return n.gather(node.X)
	case *dice.Pool:
		_, all := n.pool(node)
		return 0, all
	case *dice.Binary:
		x, a := n.gather(node.X)
		y, b := n.gather(node.Y)
		return arithmetic(node.Op, x, y), append(a, b...)
	}
	return n.value(node), nil
}
