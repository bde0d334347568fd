package dice_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"feyre/dice"
)

// An oracle works out what an expression comes to by its own reading of the
// notation, one die after the other, and shares nothing with the package but
// the tree. Every die it throws is a choice of the caller's.
type oracle struct {
	choose func(n int64) int64 // from 0 to n-1
}

// A thing is a die as the oracle sees it.
type thing struct {
	shows   int64
	bonus   bool // thrown for e, eo
	added   bool // thrown by anything but the first throw
	dropped bool
}

// errCannot is what the oracle panics with where a roll must fail.
var errCannot = errors.New("cannot be rolled")

func (o *oracle) value(n dice.Node) int64 {
	switch n := n.(type) {
	case nil:
		return 0
	case *dice.Number:
		return n.Value
	case *dice.Pool:
		return o.pool(n)
	case *dice.Group:
		return o.group(n)
	case *dice.Neg:
		return -o.value(n.X)
	case *dice.Binary:
		x, y := o.value(n.X), o.value(n.Y)
		switch n.Op {
		case dice.Add:
			return x + y
		case dice.Sub:
			return x - y
		case dice.Mul:
			return x * y
		case dice.Div:
			return int64(math.Floor(float64(x) / float64(y)))
		}
		return x - y*int64(math.Floor(float64(x)/float64(y)))
	case *dice.Compare:
		if holds(n.Cmp, o.value(n.X), o.value(n.Y)) {
			return 1
		}
		return 0
	case *dice.Then:
		if o.value(n.If) != 0 {
			return o.value(n.Then)
		}
		return o.value(n.Else)
	case *dice.Noted:
		return o.value(n.X)
	case *dice.Call:
		return o.call(n)
	}
	panic("a node the oracle does not know")
}

func (o *oracle) call(n *dice.Call) int64 {
	if div, ok := n.Args[0].(*dice.Binary); ok && div.Op == dice.Div && n.Func <= dice.Round {
		x := float64(o.value(div.X)) / float64(o.value(div.Y))
		return int64(map[dice.Func]func(float64) float64{dice.Floor: math.Floor, dice.Ceil: math.Ceil, dice.Round: math.Round}[n.Func](x))
	}
	var all []int64
	for _, arg := range n.Args {
		all = append(all, o.value(arg))
	}
	switch n.Func {
	case dice.Abs:
		return max(all[0], -all[0])
	case dice.Max:
		return slices.Max(all)
	}
	return slices.Min(all)
}

func holds(c dice.Cmp, a, b int64) bool {
	switch c {
	case dice.Greater:
		return a > b
	case dice.Less:
		return a < b
	case dice.GreaterEqual:
		return a >= b
	case dice.LessEqual:
		return a <= b
	case dice.Equal:
		return a == b
	}
	return a != b
}

// faces returns the faces of a pool's dice.
func (o *oracle) faces(n *dice.Pool) []int64 {
	if n.Sides.Faces != nil {
		return n.Sides.Faces
	}
	sides := n.Sides.N
	if n.Sides.Expr != nil {
		sides = o.value(n.Sides.Expr)
	}
	var faces []int64
	for i := range sides {
		faces = append(faces, i+1)
	}
	return faces
}

func (o *oracle) pool(n *dice.Pool) int64 {
	things := o.things(n)
	return total(things, n.Mods)
}

// things throws a pool and does what its modifiers say.
func (o *oracle) things(n *dice.Pool) []*thing {
	count := n.Count
	if n.Amount != nil {
		count = o.value(n.Amount)
	}
	faces := o.faces(n)
	var things []*thing
	for range count {
		things = append(things, &thing{shows: faces[o.choose(int64(len(faces)))]})
	}
	for _, m := range n.Mods {
		tested := func(shows int64) bool {
			if m.Cmp == dice.NoCmp {
				return shows == slices.Max(faces)
			}
			return holds(m.Cmp, shows, m.N)
		}
		things = apply(things, m, tested, faces, o.choose)
	}
	return things
}

// total is what the things come to.
func total(things []*thing, mods []dice.Modifier) (sum int64) {
	counted := slices.ContainsFunc(mods, func(m dice.Modifier) bool { return m.Op == dice.CountIf })
	for _, th := range things {
		if th.dropped {
			continue
		}
		if !counted {
			sum += th.shows
		}
		for _, m := range mods {
			if m.Op == dice.CountIf && holds(m.Cmp, th.shows, m.N) {
				sum++
			}
		}
		against := slices.ContainsFunc(mods, func(m dice.Modifier) bool {
			return m.Op == dice.CountAgainst && holds(m.Cmp, th.shows, m.N)
		})
		if against {
			sum--
		}
	}
	return sum
}

func (o *oracle) group(n *dice.Group) int64 {
	if len(n.Items) == 1 && len(n.Mods) > 0 {
		things, rest := o.sum(n.Items[0])
		for _, m := range n.Mods {
			things = apply(things, m, func(shows int64) bool { return holds(m.Cmp, shows, m.N) }, nil, nil)
		}
		return rest + total(things, n.Mods)
	}
	var things []*thing
	for _, item := range n.Items {
		things = append(things, &thing{shows: o.value(item)})
	}
	for _, m := range n.Mods {
		things = apply(things, m, func(shows int64) bool { return holds(m.Cmp, shows, m.N) }, nil, nil)
	}
	return total(things, n.Mods)
}

// sum returns the dice of a sum of pools and numbers, and what the numbers come to.
func (o *oracle) sum(n dice.Node) (things []*thing, rest int64) {
	switch n := n.(type) {
	case *dice.Pool:
		return o.things(n), 0
	case *dice.Noted:
		return o.sum(n.X)
	case *dice.Binary:
		left, x := o.sum(n.X)
		right, y := o.sum(n.Y)
		if n.Op == dice.Sub {
			y = -y
		}
		return append(left, right...), x + y
	}
	return nil, o.value(n)
}

// distribution plays all choices of an expression and returns the chance of
// each total, and of failing. What is less likely than least is left out.
func distribution(t *testing.T, expr *dice.Expr, least float64) (chances map[int64]float64, fails float64) {
	t.Helper()
	chances = make(map[int64]float64)
	var path []choice
	for first := true; first || next(&path); first = false {
		at, chance := 0, 1.0
		o := &oracle{choose: func(n int64) int64 {
			if at == len(path) {
				path = append(path, choice{of: n})
			}
			chance /= float64(n)
			if chance < least {
				panic(errUnlikely)
			}
			at++
			return path[at-1].taken
		}}
		value, err := play(o, expr.Root)
		switch {
		case errors.Is(err, errCannot):
			fails += chance
		case err == nil:
			chances[value] += chance
		}
		path = path[:at]
	}
	return chances, fails
}

// A choice is one that was taken, of so many.
type choice struct{ taken, of int64 }

// next moves a path of choices on to the next, and reports whether there is one.
func next(path *[]choice) bool {
	p := *path
	for len(p) > 0 && p[len(p)-1].taken == p[len(p)-1].of-1 {
		p = p[:len(p)-1]
	}
	*path = p
	if len(p) == 0 {
		return false
	}
	p[len(p)-1].taken++
	return true
}

// errUnlikely ends a path that is too unlikely to follow.
var errUnlikely = errors.New("unlikely")

// play works out a value, and returns what the oracle panicked with.
func play(o *oracle, n dice.Node) (value int64, err error) {
	defer func() {
		if reason, ok := recover().(error); ok {
			if !errors.Is(reason, errCannot) && !errors.Is(reason, errUnlikely) {
				panic(reason)
			}
			err = reason
		}
	}()
	return o.value(n), nil
}
